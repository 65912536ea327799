/*
 * Reads the lists: the Code Editor as a tab-separated table (header, then version, ICD
 * version, section, subsection, name, D or P, code, title) and as the official text
 * (DOMAIN.md 2.6); the POA-exempt lists (header, then order number, dotted code,
 * title).
 */
#include "fuzz/reference/reference_rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_code(const void *a, const void *b)
{
    return strcmp(a, b);
}

bool ref_has_code(char (*codes)[8], int count, const char *code)
{
    char key[8] = {0};
    if (count == 0 || strlen(code) > 7)
        return false;
    memcpy(key, code, strlen(code));
    return bsearch(key, codes, (size_t)count, 8, by_code) != NULL;
}

static char (*add_code(char (*codes)[8], int *count, const char *code,
                       const char *path))[8]
{
    size_t n = 0;
    if ((*count & 1023) == 0)
        codes = ref_grow(codes, (size_t)*count + 1024, 8);
    memset(codes[*count], 0, 8);
    for (; *code; code++) {
        if (*code == '.' || *code == ' ')
            continue;
        if (n == 7)
            plain_die(path, 0, "code too long in a list");
        codes[*count][n++] = *code;
    }
    ++*count;
    return codes;
}

/* Cut a line at its tabs. @return the number of fields */
static int cut(char *line, char **fields, int cap)
{
    int n = 0;
    line[strcspn(line, "\r\n")] = 0;
    while (n < cap) {
        fields[n++] = line;
        line = strchr(line, '\t');
        if (!line)
            break;
        *line++ = 0;
    }
    return n;
}

/* The list of a section, begun with its first code: a list without one is no list. */
static void add_to_list(ref_editor *out, int section, char subsection, const char *code,
                        const char *path)
{
    ref_list *list = out->lists, *end = out->lists + out->list_count;
    while (list < end && (list->section != section || list->subsection != subsection))
        list++;
    if (list == end) {
        if (out->list_count == REF_LISTS_MAX)
            plain_die(path, 0, "too many lists");
        out->list_count++;
        list->section = section;
        list->subsection = subsection;
    }
    list->codes = add_code(list->codes, &list->count, code, path);
}

static void sort_lists(ref_editor *out)
{
    for (int i = 0; i < out->list_count; i++)
        qsort(out->lists[i].codes, (size_t)out->lists[i].count, 8, by_code);
}

/* The table does not state ages. The bounds of the maternity list moved between version
 * 35 and version 41; from version 36 on they are taken to be the newer ones
 * (docs/SOURCES.md says why). */
static void set_ages(ref_editor *out)
{
    static const int older[4][2] = {{0, 0}, {0, 17}, {12, 55}, {15, 124}};
    memcpy(out->ages, older, sizeof older);
    if (out->version > 35) {
        out->ages[2][0] = 9;
        out->ages[2][1] = 64;
    }
}

void ref_read_editor(const char *path, ref_editor *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size), *rest = bytes, *line;
    while ((line = strsep(&rest, "\n"))) {
        char *field[8];
        int n = cut(line, field, 8);
        if (n < 7 || strcmp(field[0], "MCE_Version") == 0)
            continue;
        out->version = atoi(field[0]);
        add_to_list(out, atoi(field[2]), field[3][0] == '_' ? 0 : field[3][0], field[6],
                    path);
    }
    set_ages(out);
    sort_lists(out);
    free(bytes);
}

/* "Maternity. Age range is 9-64 years inclusive", "Perinatal/Newborn. Age 0 years
 * only." */
static void read_ages(const char *line, ref_editor *out)
{
    static const char *const names[4] = {"Newborn", "Pediatric", "Maternity", "Adult"};
    const char *age = strstr(line, "Age ");
    for (int i = 0; age && i < 4; i++) {
        if (!strstr(line, names[i]))
            continue;
        const char *p = age + strcspn(age, "0123456789");
        char *end;
        out->ages[i][0] = out->ages[i][1] = (int)strtol(p, &end, 10);
        p = end + strcspn(end, "0123456789");
        if (*p)
            out->ages[i][1] = atoi(p);
    }
}

/* A code at the start of a line and a tab behind it. */
static bool is_row(const char *line, char code[16])
{
    size_t n = strcspn(line, "\t");
    if (line[n] != '\t' || n < 3 || n > 8)
        return false;
    memcpy(code, line, n);
    code[n] = 0;
    return strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.") == n;
}

void ref_read_editor_text(const char *path, ref_editor *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size), *rest = bytes, *line, code[16];
    int section = 0;
    char subsection = 0;
    while ((line = strsep(&rest, "\n"))) {
        int number = 0, used = 0;
        line[strcspn(line, "\r")] = 0;
        if (strncmp(line, "Chapter 2", 9) == 0 || strncmp(line, "Appendix", 8) == 0)
            break;
        if (sscanf(line, "%2d. %n", &number, &used) == 1 && used > 0) {
            section = number; /* every numbered heading ends the list before it */
            subsection = 0;
        } else if (line[0] >= 'A' && line[0] <= 'Z' && line[1] == '.') {
            subsection = section == 11 && strstr(line, "60") ? 'F' : line[0];
        } else if (section == 9 && strstr(line, "secondary diagnosis")) {
            subsection = 'B'; /* the carve-out */
        } else if (section == 9 && is_row(line, code) == false) {
            subsection = 0;
        } else if (section == 4 && !is_row(line, code)) {
            read_ages(line, out);
        } else if (section > 0 && is_row(line, code)) {
            add_to_list(out, section, subsection, code, path);
        }
    }
    sort_lists(out);
    free(bytes);
}

void ref_read_poa(const char *path, ref_poa *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size), *rest = bytes, *line;
    while ((line = strsep(&rest, "\n"))) {
        char *field[4];
        if (cut(line, field, 4) < 3 || field[0][0] < '0' || field[0][0] > '9')
            continue;
        out->codes = add_code(out->codes, &out->count, field[1], path);
    }
    qsort(out->codes, (size_t)out->count, 8, by_code);
    free(bytes);
}
