/*
 * Which files of the manifest count when (RULINGS.md 1, 5 to 7), and the questions to
 * sorted arrays.
 */
#include "fuzz/reference/reference_line_tables.h"
#include "fuzz/reference/reference_rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- which days ---- */

static sj_date read_day(const char *text)
{
    int y, m, d;
    if (sscanf(text, "%4d-%2d-%2d", &y, &m, &d) != 3)
        plain_die("manifest", 0, "no date");
    return plain_day(y, m, d);
}

/* The last day of the quarter. */
static sj_date quarter_end(sj_date from)
{
    for (int year = 1990; year < 2100; year++)
        for (int month = 1; month <= 10; month += 3)
            if (plain_day(year, month, 1) > from)
                return plain_day(year, month, 1) - 1;
    return SJ_DATE_OPEN;
}

static bool is_year_end(sj_date day)
{
    for (int year = 1990; year < 2100; year++)
        if (plain_day(year, 12, 31) == day)
            return true;
    return false;
}

/* An entry of the manifest. */
typedef struct entry {
    char *file, *kind, *release, *from, *to;
    char path[1024];
    ref_days days;
} entry;

/* Up to the day before the publisher's next regular date, or an earlier stated day:
 * docs/RULES.md 1. Users' lists and policies have no regular date. */
static ref_days days_of(const entry *e)
{
    ref_days days = {read_day(e->from), quarter_end(read_day(e->from))};
    bool users = strncmp(e->kind, "codes-", 6) == 0 ||
                 strcmp(e->kind, "necessity") == 0 ||
                 strcmp(e->kind, "service-limits") == 0;
    if (users)
        days.to = SJ_DATE_OPEN;
    while (strcmp(e->kind, "pprrvu") == 0 && !is_year_end(days.to))
        days.to = quarter_end(days.to + 1); /* a fee schedule is a year's */
    if (e->to && *e->to && read_day(e->to) < days.to)
        days.to = read_day(e->to);
    return days;
}

/* ---- loading ---- */

static void load_ptp(ref_line_tables *t, const entry *e, int table)
{
    ref_ptp_table *p = &t->ptp[table];
    if (p->loaded && e->days.from < p->days.from)
        return; /* an older quarter */
    if (p->loaded && e->days.from > p->days.from)
        p->count = 0;
    p->loaded = true;
    p->days = e->days;
    ref_read_ptp(e->path, p);
}

static void load_list(ref_line_tables *t, const entry *e, sj_system system)
{
    ref_code_list *list = &t->lists[system];
    if (list->loaded)
        plain_die(e->path, 0, "a second list of that system");
    list->loaded = true;
    list->days = e->days;
    ref_read_code_list(e->path, list);
}

static void load_entry(ref_line_tables *t, const entry *e)
{
    static const char *const ptp[] = {
        "ncci-ptp-practitioner", "ncci-ptp-hospital", "ncci-ptp-medicaid-practitioner",
        "ncci-ptp-medicaid-hospital", "ncci-ptp-medicaid-dme"};
    static const char *const mue[] = {"ncci-mue-practitioner",
                                      "ncci-mue-hospital",
                                      "ncci-mue-dme",
                                      "ncci-mue-medicaid-practitioner",
                                      "ncci-mue-medicaid-hospital",
                                      "ncci-mue-medicaid-dme"};
    sj_system system;
    for (int i = 0; i < REF_PTP_TABLES; i++)
        if (strcmp(e->kind, ptp[i]) == 0)
            load_ptp(t, e, i);
    for (int i = 0; i < 6; i++) {
        if (strcmp(e->kind, mue[i]) != 0)
            continue;
        if (t->mue_count == REF_TABLE_FILES)
            plain_die(e->path, 0, "too many files");
        ref_mue_file *f = &t->mue[t->mue_count++];
        f->table = (sj_line_table)(SJ_MUE_PRACTITIONER + i);
        f->days = e->days;
        ref_read_mue(e->path, f);
    }
    if (strcmp(e->kind, "ncci-aoc") == 0 &&
        (!t->addons_loaded || e->days.from >= t->addon_days.from)) {
        t->addons_loaded = true;
        t->addon_days = e->days;
        free(t->addons);
        t->addons = NULL;
        t->addon_count = 0;
        ref_read_addons(e->path, t);
    }
    if (strcmp(e->kind, "pprrvu") == 0) {
        if (t->fee_count == REF_TABLE_FILES)
            plain_die(e->path, 0, "too many files");
        t->fees[t->fee_count].days = e->days;
        ref_read_fees(e->path, &t->fees[t->fee_count++]);
    }
    if (strcmp(e->kind, "hcpcs-anweb") == 0)
        ref_read_coverage(e->path, e->days.from, t);
    if (strcmp(e->kind, "hcpcs-noc") == 0)
        ref_read_unlisted(e->path, t);
    if (strcmp(e->kind, "necessity") == 0) {
        t->policies_loaded = true;
        t->policy_days = e->days;
        ref_read_policies(e->path, e->days, t);
    }
    if (strcmp(e->kind, "service-limits") == 0) {
        if (t->limit_count == REF_TABLE_FILES)
            plain_die(e->path, 0, "too many files");
        t->limits[t->limit_count].days = e->days;
        ref_read_limits(e->path, &t->limits[t->limit_count++]);
    }
    if (strncmp(e->kind, "codes-", 6) == 0 &&
        sj_system_parse(e->kind + 6, strlen(e->kind + 6), &system))
        load_list(t, e, system);
}

/* ---- order ---- */

static int order_of(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int ptp_order(const void *a, const void *b)
{
    const ref_ptp_row *x = a, *y = b;
    int order = order_of(x->column1, y->column1);
    if (order == 0)
        order = order_of(x->column2, y->column2);
    return order ? order : order_of(x->from, y->from);
}

static int mue_order(const void *a, const void *b)
{
    const ref_mue_row *x = a, *y = b;
    return order_of(x->code, y->code);
}

static int addon_order(const void *a, const void *b)
{
    const ref_addon *x = a, *y = b;
    return order_of(x->addon, y->addon);
}

static int fee_order(const void *a, const void *b)
{
    const ref_fee *x = a, *y = b;
    int order = order_of(x->code, y->code);
    return order ? order : strcmp(x->modifier, y->modifier);
}

static int coverage_order(const void *a, const void *b)
{
    const ref_coverage *x = a, *y = b;
    int order = order_of(x->code, y->code);
    return order ? order : order_of(x->from, y->from);
}

static int number_order(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return order_of(*x, *y);
}

static int policy_order(const void *a, const void *b)
{
    const ref_policy_item *x = a, *y = b;
    int order = order_of(x->code, y->code);
    return order ? order : strcmp(x->policy, y->policy);
}

static int fee_file_order(const void *a, const void *b)
{
    const ref_fee_file *x = a, *y = b;
    return order_of(x->days.from, y->days.from);
}

static int limit_list_order(const void *a, const void *b)
{
    const ref_limit_list *x = a, *y = b;
    return order_of(x->days.from, y->days.from);
}

static void sort(void *rows, size_t count, size_t size,
                 int (*order)(const void *, const void *))
{
    if (count > 1)
        qsort(rows, count, size, order);
}

static void sort_all(ref_line_tables *t)
{
    for (int i = 0; i < REF_PTP_TABLES; i++)
        sort(t->ptp[i].rows, t->ptp[i].count, sizeof(ref_ptp_row), ptp_order);
    for (int i = 0; i < t->mue_count; i++)
        sort(t->mue[i].rows, t->mue[i].count, sizeof(ref_mue_row), mue_order);
    for (int i = 0; i < t->fee_count; i++)
        sort(t->fees[i].rows, t->fees[i].count, sizeof(ref_fee), fee_order);
    sort(t->fees, (size_t)t->fee_count, sizeof *t->fees, fee_file_order);
    for (int i = 0; i + 1 < t->fee_count; i++)
        if (t->fees[i + 1].days.from <= t->fees[i].days.to)
            t->fees[i].days.to = t->fees[i + 1].days.from - 1;
    sort(t->addons, t->addon_count, sizeof *t->addons, addon_order);
    sort(t->coverage, t->coverage_count, sizeof *t->coverage, coverage_order);
    sort(t->unlisted, t->unlisted_count, sizeof *t->unlisted, number_order);
    sort(t->policies, t->policy_count, sizeof *t->policies, policy_order);
    sort(t->limits, (size_t)t->limit_count, sizeof *t->limits, limit_list_order);
    for (int i = 0; i + 1 < t->limit_count; i++)
        if (t->limits[i + 1].days.from <= t->limits[i].days.to)
            t->limits[i].days.to = t->limits[i + 1].days.from - 1;
}

void ref_line_tables_load(const char *folder, ref_line_tables *out)
{
    char path[1024], *line;
    size_t size;
    memset(out, 0, sizeof *out);
    snprintf(path, sizeof path, "%s/manifest.csv", folder);
    char *bytes = plain_slurp(path, &size), *rest = bytes;
    strsep(&rest, "\n"); /* headings */
    while ((line = strsep(&rest, "\n"))) {
        entry e = {0};
        line[strcspn(line, "\r")] = 0;
        if (!*line)
            continue;
        e.file = strsep(&line, ",");
        e.kind = strsep(&line, ",");
        e.release = strsep(&line, ",");
        e.from = strsep(&line, ",");
        e.to = strsep(&line, ",");
        if (!e.from)
            plain_die(path, 0, "not a manifest line");
        snprintf(e.path, sizeof e.path, "%s/%s", folder, e.file);
        e.days = days_of(&e);
        load_entry(out, &e);
    }
    free(bytes);
    sort_all(out);
}

void ref_line_tables_free(ref_line_tables *t)
{
    for (int i = 0; i < REF_PTP_TABLES; i++)
        free(t->ptp[i].rows);
    for (int i = 0; i < t->mue_count; i++)
        free(t->mue[i].rows);
    for (int i = 0; i < t->fee_count; i++)
        free(t->fees[i].rows);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        free(t->lists[i].rows);
    for (int i = 0; i < t->limit_count; i++)
        free(t->limits[i].rows);
    free(t->addons);
    free(t->coverage);
    free(t->unlisted);
    free(t->policies);
    memset(t, 0, sizeof *t);
}

/* ---- questions ---- */

const ref_ptp_row *ref_ptp_rows(const ref_ptp_table *t, uint32_t column1,
                                uint32_t column2, size_t *count)
{
    size_t low = 0, high = t->count, end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const ref_ptp_row *row = &t->rows[middle];
        if (row->column1 < column1 ||
            (row->column1 == column1 && row->column2 < column2))
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < t->count && t->rows[end].column1 == column1 &&
                    t->rows[end].column2 == column2;
         end++)
        ;
    *count = end - low;
    return *count > 0 ? t->rows + low : NULL;
}

const ref_mue_file *ref_mue_on(const ref_line_tables *t, sj_line_table table,
                               sj_date day)
{
    for (int i = 0; i < t->mue_count; i++)
        if (t->mue[i].table == table && day >= t->mue[i].days.from &&
            day <= t->mue[i].days.to)
            return &t->mue[i];
    return NULL;
}

/* The first row whose leading code is not below `code`: every row here begins with it.
 */
static size_t first_of(const void *rows, size_t count, size_t size, uint32_t code)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t there;
        memcpy(&there, (const char *)rows + middle * size, sizeof there);
        if (there < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const ref_mue_row *ref_mue_of(const ref_mue_file *file, uint32_t code)
{
    size_t i = first_of(file->rows, file->count, sizeof *file->rows, code);
    return i < file->count && file->rows[i].code == code ? &file->rows[i] : NULL;
}

const ref_addon *ref_addon_rows(const ref_line_tables *t, uint32_t addon, size_t *count)
{
    size_t low = first_of(t->addons, t->addon_count, sizeof *t->addons, addon);
    size_t end = low;
    while (end < t->addon_count && t->addons[end].addon == addon)
        end++;
    *count = end - low;
    return *count > 0 ? t->addons + low : NULL;
}

static const ref_fee_file *fees_of(const ref_line_tables *t, sj_date day)
{
    for (int i = 0; i < t->fee_count; i++)
        if (day >= t->fees[i].days.from && day <= t->fees[i].days.to)
            return &t->fees[i];
    return NULL;
}

bool ref_fees_on(const ref_line_tables *t, sj_date day)
{
    return fees_of(t, day) != NULL;
}

const ref_fee *ref_fee_of(const ref_line_tables *t, uint32_t code, sj_date day)
{
    const ref_fee_file *f = fees_of(t, day);
    if (!f)
        return NULL;
    size_t i = first_of(f->rows, f->count, sizeof *f->rows, code);
    return i < f->count && f->rows[i].code == code ? &f->rows[i] : NULL;
}

char ref_coverage_of(const ref_line_tables *t, uint32_t code, sj_date day)
{
    size_t i = first_of(t->coverage, t->coverage_count, sizeof *t->coverage, code);
    char found = 0;
    for (; i < t->coverage_count && t->coverage[i].code == code; i++)
        if (!found || t->coverage[i].from <= day)
            found = t->coverage[i].coverage;
    return found;
}

bool ref_is_unlisted(const ref_line_tables *t, uint32_t code)
{
    size_t i = first_of(t->unlisted, t->unlisted_count, sizeof *t->unlisted, code);
    return i < t->unlisted_count && t->unlisted[i] == code;
}

/* Rows hold on any day up to the last that the list can judge; that no row has a code
 * is told inside the list's days alone. */
uint8_t ref_list_status(const ref_code_list *list, const char *code, sj_date day)
{
    bool known = false;
    if (!list->loaded || day > list->days.to)
        return SJ_CODE_UNKNOWN;
    for (size_t i = 0; i < list->count; i++) {
        const ref_listed_code *row = &list->rows[i];
        if (strcmp(row->code, code) != 0)
            continue;
        known = true;
        if (day < list->days.from && !row->stated)
            return SJ_CODE_UNKNOWN;
        if (day >= row->from && day <= row->to)
            return SJ_CODE_BILLABLE;
    }
    if (known)
        return SJ_CODE_INACTIVE;
    return day < list->days.from ? SJ_CODE_UNKNOWN : SJ_CODE_NOT_FOUND;
}

const ref_policy_item *ref_policies_of(const ref_line_tables *t, uint32_t code,
                                       size_t *count)
{
    size_t low = first_of(t->policies, t->policy_count, sizeof *t->policies, code);
    size_t end = low;
    while (end < t->policy_count && t->policies[end].code == code)
        end++;
    *count = end - low;
    return *count > 0 ? t->policies + low : NULL;
}

const ref_limit_list *ref_limits_on(const ref_line_tables *t, sj_date day)
{
    for (int i = 0; i < t->limit_count; i++)
        if (day >= t->limits[i].days.from && day <= t->limits[i].days.to)
            return &t->limits[i];
    return NULL;
}
