/*
 * Reads the lists: the tab-separated lists of the Code Editor (header, then version,
 * ICD version, section, subsection, name, D or P, code, title) and the POA-exempt lists
 * (header, then order number, dotted code, title).
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

void ref_read_editor(const char *path, ref_editor *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size), *rest = bytes, *line;
    while ((line = strsep(&rest, "\n"))) {
        char *field[8];
        int n = cut(line, field, 8);
        if (n < 7 || strcmp(field[0], "MCE_Version") == 0)
            continue;
        int section = atoi(field[2]);
        char subsection = field[3][0] == '_' ? 0 : field[3][0];
        out->version = atoi(field[0]);
        ref_list *list = out->lists, *end = out->lists + out->list_count;
        while (list < end &&
               (list->section != section || list->subsection != subsection))
            list++;
        if (list == end) {
            if (out->list_count == REF_LISTS_MAX)
                plain_die(path, 0, "too many lists");
            out->list_count++;
            list->section = section;
            list->subsection = subsection;
        }
        list->codes = add_code(list->codes, &list->count, field[6], path);
    }
    for (int i = 0; i < out->list_count; i++)
        qsort(out->lists[i].codes, (size_t)out->lists[i].count, 8, by_code);
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
