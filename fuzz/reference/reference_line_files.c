/*
 * Reads single files of line tables: each whole in memory, field by field. Which lines
 * are data is told by their fields, as DOMAIN.md 2.4 asks: prefaces vary.
 */
#include "fuzz/reference/reference_line_tables.h"
#include "fuzz/reference/reference_rules.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

uint32_t ref_code_number(const char *code)
{
    uint32_t number = 0;
    for (int i = 0; i < 5; i++) {
        char c = code[i];
        if (c >= '0' && c <= '9')
            number = number * 37 + (uint32_t)(c - '0') + 1;
        else if (c >= 'A' && c <= 'Z')
            number = number * 37 + (uint32_t)(c - 'A') + 11;
        else
            return 0;
    }
    return code[5] ? 0 : number;
}

void ref_code_text(uint32_t number, char out[SJ_CODE_CAP])
{
    memset(out, 0, SJ_CODE_CAP);
    for (int i = 5; i-- > 0; number /= 37) {
        uint32_t c = number % 37;
        out[i] = (char)(c > 10 ? 'A' + (c - 11) : '0' + (c - 1));
    }
}

/* ---- fields ---- */

enum { FIELDS_MAX = 40 };

typedef struct sheet {
    char *rest;
    const char *path;
    uint64_t line;
    char *field[FIELDS_MAX];
    int fields;
} sheet;

/* The next record of a CSV file; quoted fields may hold commas and line ends. */
static bool next_record(sheet *s)
{
    char *p = s->rest;
    s->fields = 0;
    s->line++;
    if (!p || !*p)
        return false;
    for (;;) {
        char *out = p, end;
        bool quoted = *p == '"';
        s->field[s->fields++] = p;
        if (s->fields == FIELDS_MAX)
            plain_die(s->path, s->line, "too many fields");
        if (quoted) {
            p++;
            while (*p && (*p != '"' || p[1] == '"')) {
                if (*p == '"')
                    p++;
                *out++ = *p++;
            }
            if (*p == '"')
                p++;
        }
        while (*p && *p != ',' && *p != '\n') {
            if (*p != '\r')
                *out++ = *p;
            p++;
        }
        end = *p;
        *out = 0;
        s->rest = end ? p + 1 : p;
        p = s->rest;
        if (end != ',')
            return true;
    }
}

/* The next line, its fields set apart by tabs. */
static bool next_line(sheet *s)
{
    char *line = strsep(&s->rest, "\n");
    s->fields = 0;
    s->line++;
    if (!line || (!*line && !s->rest))
        return false;
    line[strcspn(line, "\r")] = 0;
    while (line && s->fields < FIELDS_MAX)
        s->field[s->fields++] = strsep(&line, "\t");
    return true;
}

static bool is_number(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return text[len] == 0;
}

static int value_of(const char *text, int from, int len)
{
    int value = 0;
    for (int i = from; i < from + len; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

/* CCYYMMDD */
static sj_date read_day(const sheet *s, const char *text)
{
    if (!is_number(text, 8))
        plain_die(s->path, s->line, "no date");
    return plain_day(value_of(text, 0, 4), value_of(text, 4, 2), value_of(text, 6, 2));
}

/* ---- PTP ---- */

/* Column 1, column 2, a star for edits from before 1996 (no such field in the Medicaid
 * layout), first day, last day or a star, indicator, rationale. */
void ref_read_ptp(const char *path, ref_ptp_table *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size);
    sheet s = {.rest = bytes, .path = path};
    while (next_line(&s)) {
        if (s.fields < 5 || !ref_code_number(s.field[0]))
            continue;
        int at = is_number(s.field[2], 8) ? 2 : 3;
        if (s.fields < at + 3 || !is_number(s.field[at], 8))
            continue;
        if (out->count == out->cap)
            out->rows =
                ref_grow(out->rows, out->cap = out->cap * 2 + 65536, sizeof *out->rows);
        ref_ptp_row *row = &out->rows[out->count++];
        row->column1 = ref_code_number(s.field[0]);
        row->column2 = ref_code_number(s.field[1]);
        row->from = read_day(&s, s.field[at]);
        row->to = strcmp(s.field[at + 1], "*") == 0 ? SJ_DATE_OPEN
                                                    : read_day(&s, s.field[at + 1]);
        row->indicator = (uint8_t)(s.field[at + 2][0] - '0');
        if (!row->column2 || (row->indicator > 1 && row->indicator != 9))
            plain_die(path, s.line, "not a pair");
    }
    free(bytes);
}

/* ---- MUE ---- */

/* Code, value, adjudication indicator as a text that begins with its digit (absent in
 * the Medicaid layout), rationale. */
void ref_read_mue(const char *path, ref_mue_file *out)
{
    size_t size, cap = 0;
    char *bytes = plain_slurp(path, &size);
    sheet s = {.rest = bytes, .path = path};
    while (next_record(&s)) {
        if (s.fields < 2 || !ref_code_number(s.field[0]) || !*s.field[1] ||
            !is_number(s.field[1], strlen(s.field[1])))
            continue;
        if (out->count == cap)
            out->rows = ref_grow(out->rows, cap = cap * 2 + 4096, sizeof *out->rows);
        const char *third = s.fields > 2 ? s.field[2] : "";
        out->rows[out->count++] = (ref_mue_row){
            ref_code_number(s.field[0]), (uint32_t)strtoul(s.field[1], NULL, 10),
            third[0] >= '1' && third[0] <= '3' && third[1] == ' '
                ? (uint8_t)(third[0] - '0')
                : 0};
    }
    free(bytes);
}

/* ---- add-on codes ---- */

/* YYYYDDD, or blanks: open. */
static sj_date read_year_day(const sheet *s, const char *text)
{
    char copy[8] = {0};
    memcpy(copy, text, 7);
    if (strcmp(copy, "       ") == 0)
        return SJ_DATE_OPEN;
    if (!is_number(copy, 7))
        plain_die(s->path, s->line, "no date");
    return plain_day(value_of(copy, 0, 4), 1, 1) + value_of(copy, 4, 3) - 1;
}

static sj_date earlier(sj_date a, sj_date b)
{
    return a < b ? a : b;
}

/* Bytes: type 0, add-on 1-5, its deletion 6-12, primary 13-17, its deletion 18-24, edit
 * from 25-31, to 32-38. */
void ref_read_addons(const char *path, ref_line_tables *out)
{
    size_t size, cap = 0;
    char *bytes = plain_slurp(path, &size);
    sheet s = {.rest = bytes, .path = path};
    while (next_line(&s)) {
        const char *line = s.field[0];
        char code[6] = {0}, primary[6] = {0};
        if (strlen(line) < 39 || line[0] < '1' || line[0] > '3')
            plain_die(path, s.line, "not an add-on row");
        memcpy(code, line + 1, 5);
        memcpy(primary, line + 13, 5);
        if (out->addon_count == cap)
            out->addons =
                ref_grow(out->addons, cap = cap * 2 + 4096, sizeof *out->addons);
        ref_addon *row = &out->addons[out->addon_count++];
        row->type = (uint8_t)(line[0] - '0');
        row->addon = ref_code_number(code);
        row->primary = strcmp(primary, "CCCCC") == 0 ? 0 : ref_code_number(primary);
        row->from = read_year_day(&s, line + 25);
        row->to =
            earlier(read_year_day(&s, line + 6), earlier(read_year_day(&s, line + 18),
                                                         read_year_day(&s, line + 32)));
        if (!row->addon || row->from == SJ_DATE_OPEN)
            plain_die(path, s.line, "not an add-on row");
    }
    free(bytes);
}

/* ---- fee schedule ---- */

/* Columns from 0: code 0, modifier 1, PCTC 13, GLOB 14, BILAT 19, ASST 20, CO 21,
 * TEAM 22. */
void ref_read_fees(const char *path, ref_fee_file *out)
{
    size_t size, cap = 0;
    char *bytes = plain_slurp(path, &size);
    sheet s = {.rest = bytes, .path = path};
    while (next_record(&s)) {
        if (s.fields < 26 || !ref_code_number(s.field[0]) ||
            strcmp(s.field[0], "HCPCS") == 0)
            continue;
        if (out->count == cap)
            out->rows = ref_grow(out->rows, cap = cap * 2 + 4096, sizeof *out->rows);
        ref_fee *row = &out->rows[out->count++];
        memset(row, 0, sizeof *row);
        row->code = ref_code_number(s.field[0]);
        memcpy(row->modifier, s.field[1], strnlen(s.field[1], 2));
        memcpy(row->glob, s.field[14], strnlen(s.field[14], 3));
        row->pctc = s.field[13][0];
        row->bilat = s.field[19][0];
        row->asst = s.field[20][0];
        row->co = s.field[21][0];
        row->team = s.field[22][0];
    }
    free(bytes);
}

/* ---- HCPCS ---- */

/* ANWEB: column 230 is the coverage; records 3 begin a code. */
void ref_read_coverage(const char *path, sj_date from, ref_line_tables *out)
{
    static size_t cap;
    size_t size;
    char *bytes = plain_slurp(path, &size);
    sheet s = {.rest = bytes, .path = path};
    if (out->coverage_count == 0)
        cap = 0;
    while (next_line(&s)) {
        const char *line = s.field[0];
        char code[6] = {0};
        if (strlen(line) < 230 || line[10] != '3')
            continue;
        memcpy(code, line, 5);
        if (!ref_code_number(code))
            continue;
        if (out->coverage_count == cap)
            out->coverage =
                ref_grow(out->coverage, cap = cap * 2 + 8192, sizeof *out->coverage);
        out->coverage[out->coverage_count++] =
            (ref_coverage){ref_code_number(code), from, line[229]};
    }
    free(bytes);
}

/* The list of not-otherwise-classified codes: two blanks, a code, two blanks. */
void ref_read_unlisted(const char *path, ref_line_tables *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size);
    sheet s = {.rest = bytes, .path = path};
    while (next_line(&s)) {
        const char *line = s.field[0];
        char code[6] = {0};
        if (strlen(line) < 9 || memcmp(line, "  ", 2) != 0 || line[7] != ' ')
            continue;
        memcpy(code, line + 2, 5);
        if (!ref_code_number(code) || !isdigit((unsigned char)code[4]))
            continue;
        out->unlisted =
            ref_grow(out->unlisted, out->unlisted_count + 1, sizeof *out->unlisted);
        out->unlisted[out->unlisted_count++] = ref_code_number(code);
    }
    free(bytes);
}

/* ---- lists of docs/CSV.md ---- */

static sj_date written_day(const sheet *s, const char *text)
{
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        plain_die(s->path, s->line, "no date");
    return plain_day(value_of(text, 0, 4), value_of(text, 5, 2), value_of(text, 8, 2));
}

void ref_read_code_list(const char *path, ref_code_list *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size);
    sheet s = {.rest = bytes, .path = path};
    next_record(&s); /* headings */
    while (next_record(&s)) {
        if (s.fields < 3 || strlen(s.field[0]) >= SJ_CODE_CAP)
            plain_die(path, s.line, "not a code");
        out->rows = ref_grow(out->rows, out->count + 1, sizeof *out->rows);
        ref_listed_code *row = &out->rows[out->count++];
        memset(row, 0, sizeof *row);
        memcpy(row->code, s.field[0], strlen(s.field[0]));
        row->stated = s.field[1][0] != 0;
        row->from = row->stated ? written_day(&s, s.field[1]) : out->days.from;
        row->to = s.field[2][0] ? written_day(&s, s.field[2]) : SJ_DATE_OPEN;
    }
    free(bytes);
}

/* ---- policies ---- */

/* policy, procedure, dx, side, from, to, severity, citation; days that a row does not
 * state are the file's. */
void ref_read_policies(const char *path, ref_days days, ref_line_tables *out)
{
    size_t size;
    char *bytes = plain_slurp(path, &size);
    sheet s = {.rest = bytes, .path = path};
    next_record(&s); /* headings */
    while (next_record(&s)) {
        sj_str text = {s.fields > 2 ? s.field[2] : "", 0};
        if (s.fields < 7 || !ref_code_number(s.field[1]))
            plain_die(path, s.line, "not a policy");
        out->policies =
            ref_grow(out->policies, out->policy_count + 1, sizeof *out->policies);
        ref_policy_item *item = &out->policies[out->policy_count++];
        memset(item, 0, sizeof *item);
        memcpy(item->policy, s.field[0], strnlen(s.field[0], sizeof item->policy - 1));
        item->code = ref_code_number(s.field[1]);
        text.len = (uint32_t)strlen(text.text);
        if (!sj_normalize(SJ_ICD10CM, text.text, text.len, item->diagnosis, NULL))
            plain_die(path, s.line, "not a diagnosis");
        item->excluded = strcmp(s.field[3], "excluded") == 0;
        item->from = s.field[4][0] ? written_day(&s, s.field[4]) : days.from;
        item->to = s.field[5][0] ? written_day(&s, s.field[5]) : days.to;
        item->severity = strcmp(s.field[6], "warn") == 0 ? SJ_WARN : SJ_REJECT;
    }
    free(bytes);
}

/* ---- limits of service ---- */

bool ref_revenue_code(const char *text, size_t len, char out[SJ_CODE_CAP])
{
    memset(out, 0, SJ_CODE_CAP);
    if (len == 0 || len > 4)
        return false;
    memcpy(out, "0000", 4);
    memcpy(out + 4 - len, text, len);
    return is_number(out, 4);
}

static sj_limit_kind limit_kind(const sheet *s, const char *text)
{
    static const char *const names[] = {"age", "sex",   "inpatient", "modifier",
                                        "pos", "hcpcs", "ndc"};
    for (int i = 0; i < 7; i++)
        if (strcmp(text, names[i]) == 0)
            return (sj_limit_kind)i;
    plain_die(s->path, s->line, "not a limit");
}

/* "18-64", "0d-28d" */
static void read_ages(const sheet *s, ref_limit *row)
{
    char *end;
    row->low = (int)strtol(row->value, &end, 10);
    row->in_days = *end == 'd';
    end += row->in_days;
    if (*end != '-')
        plain_die(s->path, s->line, "no ages");
    row->high = (int)strtol(end + 1, &end, 10);
    if ((*end == 'd') != row->in_days || end[row->in_days])
        plain_die(s->path, s->line, "no ages");
}

/* Without blanks around it, in capitals. */
static void tidy(const sheet *s, const char *text, char *out, size_t cap)
{
    text += strspn(text, " \t");
    size_t n = strlen(text);
    while (n > 0 && isspace((unsigned char)text[n - 1]))
        n--;
    if (n >= cap)
        plain_die(s->path, s->line, "a field is too long");
    for (size_t i = 0; i < n; i++)
        out[i] = (char)toupper((unsigned char)text[i]);
}

/* code, limit, value, from, to, severity, citation; what a row does not state of days
 * is left to the list's. */
void ref_read_limits(const char *path, ref_limit_list *out)
{
    static const char *const severities[] = {"", "info", "warn", "reject"};
    size_t size;
    char *bytes = plain_slurp(path, &size), code[SJ_CODE_CAP];
    sheet s = {.rest = bytes, .path = path};
    next_record(&s); /* headings */
    while (next_record(&s)) {
        if (s.fields != 7)
            plain_die(path, s.line, "not a limit");
        out->rows = ref_grow(out->rows, out->count + 1, sizeof *out->rows);
        ref_limit *row = &out->rows[out->count++];
        memset(row, 0, sizeof *row);
        row->kind = limit_kind(&s, s.field[1]);
        tidy(&s, s.field[0], row->code, sizeof row->code);
        memcpy(code, row->code, sizeof code);
        if (row->kind == SJ_LIMIT_HCPCS
                ? !ref_revenue_code(code, strlen(code), row->code)
                : !ref_code_number(code))
            plain_die(path, s.line, "not a code");
        memcpy(row->value, s.field[2], strnlen(s.field[2], sizeof row->value - 1));
        if (row->kind == SJ_LIMIT_AGE)
            read_ages(&s, row);
        row->from = s.field[3][0] ? written_day(&s, s.field[3]) : out->days.from;
        row->to = s.field[4][0] ? written_day(&s, s.field[4]) : SJ_DATE_OPEN;
        for (int i = 0; i < 4; i++)
            if (strcmp(s.field[5], severities[i]) == 0)
                row->severity = (sj_severity)i;
    }
    free(bytes);
}
