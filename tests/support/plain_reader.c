/*
 * The plain reader: whole files in memory, one line at a time, columns by number. The
 * interval of each release is that of RULINGS.md 1.
 */
#include "tests/support/plain_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void plain_die(const char *path, uint64_t line, const char *why)
{
    fprintf(stderr, "plain reader: %s:%llu: %s\n", path, (unsigned long long)line, why);
    exit(2);
}

static void *resize(void *p, size_t count, size_t size)
{
    void *q = realloc(p, count * size);
    if (!q)
        plain_die("memory", 0, "exhausted");
    return q;
}

char *plain_slurp(const char *path, size_t *size)
{
    struct archive *a = archive_read_new();
    struct archive_entry *entry;
    char *bytes = NULL;
    size_t used = 0, cap = 0;
    la_ssize_t n;
    archive_read_support_filter_all(a);
    archive_read_support_format_raw(a);
    if (archive_read_open_filename(a, path, 1 << 16) != ARCHIVE_OK ||
        archive_read_next_header(a, &entry) != ARCHIVE_OK)
        plain_die(path, 0, archive_error_string(a));
    do {
        if (cap - used < 1 << 20)
            bytes = resize(bytes, 1, cap = cap * 2 + (1 << 21));
        n = archive_read_data(a, bytes + used, cap - used - 1);
        if (n < 0)
            plain_die(path, 0, archive_error_string(a));
        used += (size_t)n;
    } while (n > 0);
    archive_read_free(a);
    bytes[used] = 0;
    *size = used;
    return bytes;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

sj_date plain_day(int year, int month, int day)
{
    sj_date days = 0;
    for (int y = 1970; y < year; y++)
        days += y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 366 : 365;
    for (int y = year; y < 1970; y++)
        days -= y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 366 : 365;
    for (int m = 1; m < month; m++)
        days += days_in_month(year, m);
    return days + day - 1;
}

/* "20180401" or "2018-04-01". */
static sj_date read_day(const char *text, const char *path, uint64_t line)
{
    int year, month, day;
    if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3 &&
        sscanf(text, "%4d%2d%2d", &year, &month, &day) != 3)
        plain_die(path, line, "no date");
    if (year < 1900 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        plain_die(path, line, "no such day");
    return plain_day(year, month, day);
}

static void keep_buffer(plain_world *world, char *buffer)
{
    world->buffers =
        resize(world->buffers, world->buffer_count + 1, sizeof *world->buffers);
    world->buffers[world->buffer_count++] = buffer;
}

/* The well-formed sequences of RFC 3629. */
static bool is_utf8(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + len;
    while (p < end) {
        unsigned lead = *p++, more = 0, value, least = 0;
        if (lead < 0x80)
            continue;
        if (lead >= 0xC2 && lead <= 0xDF)
            more = 1, value = lead & 0x1F, least = 0x80;
        else if (lead >= 0xE0 && lead <= 0xEF)
            more = 2, value = lead & 0x0F, least = 0x800;
        else if (lead >= 0xF0 && lead <= 0xF4)
            more = 3, value = lead & 0x07, least = 0x10000;
        else
            return false;
        for (; more > 0; more--) {
            if (p == end || (*p & 0xC0) != 0x80)
                return false;
            value = value << 6 | (*p++ & 0x3FU);
        }
        if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
            return false;
    }
    return true;
}

/* A text out of a line: as it is when the line is UTF-8, else read as Windows-1252. */
static plain_text as_text(plain_world *world, const char *p, size_t len, bool utf8,
                          const char *path, uint64_t line)
{
    static const unsigned upper[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    while (len > 0 && p[len - 1] == ' ')
        len--;
    if (utf8)
        return (plain_text){p, (uint32_t)len};
    char *out = resize(NULL, len * 3 + 1, 1);
    uint32_t n = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned c = (unsigned char)p[i];
        if (c >= 0x80 && c < 0xA0 && (c = upper[c - 0x80]) == 0)
            plain_die(path, line, "byte without meaning in Windows-1252");
        if (c < 0x80) {
            out[n++] = (char)c;
        } else if (c < 0x800) {
            out[n++] = (char)(0xC0 | c >> 6);
            out[n++] = (char)(0x80 | (c & 0x3F));
        } else {
            out[n++] = (char)(0xE0 | c >> 12);
            out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
            out[n++] = (char)(0x80 | (c & 0x3F));
        }
    }
    keep_buffer(world, out);
    return (plain_text){out, n};
}

/* The next line without its end; false at the end of the file. */
typedef struct lines {
    const char *p, *end, *line, *path;
    size_t len;
    uint32_t number;
} lines;

static bool next_line(lines *l)
{
    if (l->p == l->end)
        return false;
    const char *nl = memchr(l->p, '\n', (size_t)(l->end - l->p));
    const char *stop = nl ? nl : l->end;
    l->line = l->p;
    l->len = (size_t)(stop - l->p);
    if (l->len > 0 && l->line[l->len - 1] == '\r')
        l->len--;
    l->p = nl ? nl + 1 : l->end;
    l->number++;
    return true;
}

/* The code in the first `width` columns from `p`, blanks cut. */
static void read_code(const lines *l, size_t at, size_t width, char code[SJ_CODE_CAP])
{
    size_t n = 0;
    for (size_t i = at; i < at + width && l->line[i] != ' '; i++) {
        if (!isdigit((unsigned char)l->line[i]) && !isupper((unsigned char)l->line[i]))
            plain_die(l->path, l->number, "bad character in a code");
        code[n++] = l->line[i];
    }
    for (size_t i = at + n; i < at + width; i++)
        if (l->line[i] != ' ')
            plain_die(l->path, l->number, "blank inside a code");
    if (n == 0)
        plain_die(l->path, l->number, "no code");
    memset(code + n, 0, SJ_CODE_CAP - n);
}

static plain_row *add_row(plain_release *r)
{
    if (r->count == r->cap)
        r->rows = resize(r->rows, r->cap = r->cap * 2 + 1024, sizeof *r->rows);
    plain_row *row = &r->rows[r->count++];
    memset(row, 0, sizeof *row);
    row->from = r->from;
    row->to = SJ_DATE_OPEN;
    return row;
}

static plain_release *add_release(plain_world *world, sj_system system)
{
    world->releases =
        resize(world->releases, world->release_count + 1, sizeof *world->releases);
    plain_release *r = &world->releases[world->release_count++];
    memset(r, 0, sizeof *r);
    r->system = system;
    return r;
}

/* Order file: number 1-5, code 7-13, flag 15, short 17-76, long 78 to the end. */
static void read_order(plain_world *world, lines *l, plain_release *r, plain_file *f)
{
    while (next_line(l)) {
        bool utf8 = is_utf8(l->line, l->len);
        const char *s = l->line;
        if (l->len < 78 || s[5] != ' ' || s[13] != ' ' || s[15] != ' ' || s[76] != ' ')
            plain_die(l->path, l->number, "columns out of place");
        if ((uint32_t)strtoul(s, NULL, 10) != l->number)
            plain_die(l->path, l->number, "order number out of turn");
        if (s[14] != '0' && s[14] != '1')
            plain_die(l->path, l->number, "flag is neither 0 nor 1");
        plain_row *row = add_row(r);
        read_code(l, 6, 7, row->code);
        row->status = s[14] == '1' ? SJ_CODE_BILLABLE : SJ_CODE_HEADER;
        row->short_text = as_text(world, s + 16, 60, utf8, l->path, l->number);
        row->long_text = as_text(world, s + 77, l->len - 77, utf8, l->path, l->number);
        f->rows++;
        f->billable += row->status == SJ_CODE_BILLABLE;
    }
}

/* Codes file: code 1-7, title from 9; billable codes alone. */
static void read_codes(plain_world *world, lines *l, plain_release *r, plain_file *f)
{
    r->codes_only = true;
    while (next_line(l)) {
        bool utf8 = is_utf8(l->line, l->len);
        if (l->len < 9 || l->line[7] != ' ')
            plain_die(l->path, l->number, "columns out of place");
        plain_row *row = add_row(r);
        read_code(l, 0, 7, row->code);
        row->status = SJ_CODE_BILLABLE;
        row->long_text =
            as_text(world, l->line + 8, l->len - 8, utf8, l->path, l->number);
        f->rows++;
        f->billable++;
    }
}

/* ICD-9 titles: code 1-5 (procedures 1-4), a blank, the title. The second file of a
 * release finds its rows by position: both list the same codes in the same order. */
static void read_icd9(plain_world *world, lines *l, plain_release *r, plain_file *f,
                      size_t width, bool is_long)
{
    bool first = r->count == 0;
    while (next_line(l)) {
        bool utf8 = is_utf8(l->line, l->len);
        char code[SJ_CODE_CAP];
        if (l->len < width + 2 || l->line[width] != ' ')
            plain_die(l->path, l->number, "columns out of place");
        read_code(l, 0, width, code);
        plain_text text = as_text(world, l->line + width + 1, l->len - width - 1, utf8,
                                  l->path, l->number);
        if (!first && (f->rows == r->count || strcmp(r->rows[f->rows].code, code) != 0))
            plain_die(l->path, l->number, "long and short file list different codes");
        plain_row *row = first ? add_row(r) : &r->rows[f->rows];
        memcpy(row->code, code, sizeof code);
        row->status = SJ_CODE_BILLABLE;
        *(is_long ? &row->long_text : &row->short_text) = text;
        f->rows++;
        f->billable++;
    }
    if (!first && f->rows != r->count)
        plain_die(l->path, l->number, "long and short file list different codes");
}

/* Columns from to to (1-based, inclusive) of an ANWEB line that may have been cut. */
static size_t anweb_field(const lines *l, size_t from, size_t to, const char **p)
{
    size_t stop = to < l->len ? to : l->len;
    *p = l->line + from - 1;
    return stop < from ? 0 : stop - from + 1;
}

/*
 * ANWEB: code 1-5 (a modifier in 4-5), sequence 6-10, record 11, long part 12-91, short
 * 92-119, add date 269-276, last valid day 285-292. Lines of another shape are notices.
 * One file speaks for two systems.
 */
static void read_anweb(plain_world *world, lines *l, plain_release *codes,
                       plain_release *modifiers, plain_file *f)
{
    plain_row *open = NULL; /* the row that continuations belong to */
    bool full = false;      /* its last part ends in column 91 */
    while (next_line(l)) {
        const char *s = l->line, *p;
        bool record = l->len > 11 && strchr("3478", s[10]) != NULL;
        for (size_t i = 5; record && i < 10; i++)
            record = isdigit((unsigned char)s[i]) != 0;
        if (!record)
            continue;
        bool modifier = s[10] == '7' || s[10] == '8';
        bool begins = s[10] == '3' || s[10] == '7';
        char code[SJ_CODE_CAP];
        if (modifier && memcmp(s, "   ", 3) != 0)
            plain_die(l->path, l->number, "modifier out of columns 4-5");
        read_code(l, modifier ? 3 : 0, modifier ? 2 : 5, code);
        size_t n = anweb_field(l, 12, 91, &p);
        bool utf8 = is_utf8(s, l->len);
        plain_text part = as_text(world, p, n, utf8, l->path, l->number);
        if (!begins) {
            if (!open || strcmp(open->code, code) != 0)
                plain_die(l->path, l->number, "continuation of another code");
            /* Newer files split at column 80, in mid-word too: a part that fills its
             * columns goes on at once. Older ones wrap words, and a blank was lost. */
            plain_text head = open->long_text;
            uint32_t gap = full ? 0 : 1;
            char *joined = resize(NULL, head.len + gap + part.len + 1, 1);
            memcpy(joined, head.p, head.len);
            memset(joined + head.len, ' ', gap);
            memcpy(joined + head.len + gap, part.p, part.len);
            open->long_text = (plain_text){joined, head.len + gap + part.len};
            full = n == 80 && p[79] != ' ';
            keep_buffer(world, joined);
            continue;
        }
        open = add_row(modifier ? modifiers : codes);
        memcpy(open->code, code, sizeof code);
        open->status = SJ_CODE_BILLABLE;
        open->long_text = part;
        full = n == 80 && p[79] != ' ';
        n = anweb_field(l, 92, 119, &p);
        open->short_text = as_text(world, p, n, utf8, l->path, l->number);
        if (anweb_field(l, 269, 276, &p) == 8)
            open->from = read_day(p, l->path, l->number);
        else
            plain_die(l->path, l->number, "no add date");
        if (anweb_field(l, 285, 292, &p) == 8 && *p != ' ')
            open->to = read_day(p, l->path, l->number);
        *(modifier ? &f->first_modifier : &f->first_procedure) += 1;
        f->rows++;
        f->billable++;
    }
}

/* The regular end of RULINGS.md 1: the day before the next October 1; of HCPCS: the end
 * of the quarter, of an annual file (a release named by its year alone) of the year. */
static sj_date regular_end(const char *kind, const char *release, sj_date from)
{
    for (int year = 1990; year < 2100; year++) {
        if (strncmp(kind, "hcpcs", 5) != 0) {
            if (plain_day(year, 10, 1) > from)
                return plain_day(year, 10, 1) - 1;
        } else if (!strchr(release, '-')) {
            if (plain_day(year + 1, 1, 1) > from)
                return plain_day(year + 1, 1, 1) - 1;
        } else {
            for (int month = 1; month <= 10; month += 3)
                if (plain_day(year, month, 1) > from)
                    return plain_day(year, month, 1) - 1;
        }
    }
    return SJ_DATE_OPEN;
}

static int by_system_and_date(const void *a, const void *b)
{
    const plain_release *x = a, *y = b;
    if (x->system != y->system)
        return x->system < y->system ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

static const struct {
    const char *kind;
    sj_system system;
} kinds[] = {
    {"icd10cm-order", SJ_ICD10CM},   {"icd10pcs-order", SJ_ICD10PCS},
    {"icd10pcs-codes", SJ_ICD10PCS}, {"hcpcs-anweb", SJ_HCPCS},
    {"icd9cm-long", SJ_ICD9CM},      {"icd9cm-short", SJ_ICD9CM},
    {"icd9pcs-long", SJ_ICD9PCS},    {"icd9pcs-short", SJ_ICD9PCS},
};

/* The release of a system that begins on a day, if an earlier file has begun it. */
static plain_release *release_at(plain_world *world, sj_system system, sj_date from)
{
    for (uint32_t i = 0; i < world->release_count; i++)
        if (world->releases[i].system == system && world->releases[i].from == from)
            return &world->releases[i];
    return NULL;
}

static void read_file(plain_world *world, const char *folder, plain_file *f,
                      sj_system system, const char *to)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, f->path);
    size_t size;
    char *bytes = plain_slurp(path, &size);
    keep_buffer(world, bytes);
    lines l = {.p = bytes, .end = bytes + size, .path = path};

    bool anweb = strcmp(f->kind, "hcpcs-anweb") == 0;
    if (!release_at(world, system, f->from)) {
        for (int i = 0; i < (anweb ? 2 : 1); i++) {
            plain_release *r = add_release(world, i == 0 ? system : SJ_MODIFIER);
            r->from = f->from;
            r->dated = anweb;
            r->stated_end = *to != 0;
            r->to =
                *to ? read_day(to, path, 0) : regular_end(f->kind, f->release, f->from);
            snprintf(r->label, sizeof r->label, "%s", f->release);
        }
    }
    plain_release *r = release_at(world, system, f->from);
    if (anweb)
        read_anweb(world, &l, r, release_at(world, SJ_MODIFIER, f->from), f);
    else if (strcmp(f->kind, "icd10pcs-codes") == 0)
        read_codes(world, &l, r, f);
    else if (strstr(f->kind, "-order"))
        read_order(world, &l, r, f);
    else
        read_icd9(world, &l, r, f, system == SJ_ICD9CM ? 5 : 4,
                  strstr(f->kind, "-long") != NULL);
    f->lines = l.number;
}

/* Neighbours bound each other: a release speaks to the day before the next one. */
static void bound_releases(plain_world *world)
{
    qsort(world->releases, world->release_count, sizeof *world->releases,
          by_system_and_date);
    for (uint32_t i = 0; i < world->release_count; i++) {
        plain_release *r = &world->releases[i], *next = r + 1;
        for (uint32_t k = 0; k < r->count; k++)
            r->billable += r->rows[k].status == SJ_CODE_BILLABLE;
        if (i + 1 < world->release_count && next->system == r->system &&
            next->from <= r->to)
            r->to = next->from - 1;
    }
}

void plain_read_world(const char *folder, plain_world *out)
{
    char path[1024];
    memset(out, 0, sizeof *out);
    snprintf(path, sizeof path, "%s/manifest.csv", folder);
    size_t size;
    char *manifest = plain_slurp(path, &size);
    lines l = {.p = manifest, .end = manifest + size, .path = path};
    while (next_line(&l)) {
        char line[512] = {0}, from[16] = {0}, to[16] = {0};
        plain_file f = {0};
        if (l.len >= sizeof line)
            plain_die(path, l.number, "line too long");
        memcpy(line, l.line, l.len);
        if (sscanf(line, "%255[^,],%31[^,],%15[^,],%15[^,],%15[^,]", f.path, f.kind,
                   f.release, from, to) < 4)
            plain_die(path, l.number, "not a manifest line");
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
            if (strcmp(f.kind, kinds[k].kind) != 0)
                continue;
            f.from = read_day(from, path, l.number);
            read_file(out, folder, &f, kinds[k].system, to);
            out->files = resize(out->files, out->file_count + 1, sizeof f);
            out->files[out->file_count++] = f;
        }
    }
    free(manifest);
    bound_releases(out);
}

void plain_free_world(plain_world *world)
{
    for (uint32_t i = 0; i < world->release_count; i++)
        free(world->releases[i].rows);
    for (uint32_t i = 0; i < world->buffer_count; i++)
        free(world->buffers[i]);
    free(world->releases);
    free(world->files);
    free(world->buffers);
    memset(world, 0, sizeof *world);
}
