/*
 * The plain answers: loops over releases, one ruling a branch.
 */
#include "tests/support/plain_answers.h"

#include <stdlib.h>
#include <string.h>

enum { RELEASES_MAX = 64 };

static void *allocate(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size);
    if (!p)
        plain_die("memory", 0, "exhausted");
    return p;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(a, b);
}

static int row_by_code(const void *a, const void *b)
{
    return strcmp((*(const plain_row *const *)a)->code,
                  (*(const plain_row *const *)b)->code);
}

long plain_find(const plain_answers *a, sj_system system, const char *code)
{
    const plain_system *s = &a->systems[system];
    size_t low = 0, high = s->code_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(code, s->codes[middle]);
        if (order == 0)
            return (long)middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

/* A list of billable codes says nothing of headers: one that other releases know and
 * that a listed code begins with is taken to stand. */
static void imply_headers(plain_system *s, uint32_t release)
{
    const plain_release *r = &s->releases[release];
    const plain_row **sorted = allocate(r->count, sizeof(const plain_row *));
    for (uint32_t i = 0; i < r->count; i++)
        sorted[i] = &r->rows[i];
    qsort(sorted, r->count, sizeof(const plain_row *), row_by_code);
    for (uint32_t c = 0; c < s->code_count; c++) {
        bool header = false;
        for (uint32_t i = 0; i < s->release_count; i++) {
            const plain_row *row = s->rows[c * s->release_count + i];
            header = header || (row && row->status == SJ_CODE_HEADER);
        }
        if (!header || s->rows[c * s->release_count + release])
            continue;
        /* The first listed code after the header in byte order begins with it, if any.
         */
        uint32_t i = 0, high = r->count;
        while (i < high) {
            uint32_t middle = i + (high - i) / 2;
            if (strcmp(sorted[middle]->code, s->codes[c]) <= 0)
                i = middle + 1;
            else
                high = middle;
        }
        s->implied[c * s->release_count + release] =
            i < r->count &&
            strncmp(sorted[i]->code, s->codes[c], strlen(s->codes[c])) == 0;
    }
    free(sorted);
}

static void gather(plain_answers *a, sj_system system)
{
    plain_system *s = &a->systems[system];
    size_t total = 0, kept = 0;
    if (s->release_count > RELEASES_MAX)
        plain_die("manifest", 0, "more releases than the plain answers hold");
    for (uint32_t i = 0; i < s->release_count; i++)
        total += s->releases[i].count;
    s->codes = allocate(total, SJ_CODE_CAP);
    total = 0;
    for (uint32_t i = 0; i < s->release_count; i++)
        for (uint32_t k = 0; k < s->releases[i].count; k++)
            memcpy(s->codes[total++], s->releases[i].rows[k].code, SJ_CODE_CAP);
    qsort(s->codes, total, SJ_CODE_CAP, by_bytes);
    for (size_t i = 0; i < total; i++)
        if (i == 0 || strcmp(s->codes[i], s->codes[kept - 1]) != 0)
            memmove(s->codes[kept++], s->codes[i], SJ_CODE_CAP);
    s->code_count = (uint32_t)kept;

    s->rows = allocate(kept * s->release_count, sizeof(const plain_row *));
    s->implied = allocate(kept * s->release_count, 1);
    for (uint32_t i = 0; i < s->release_count; i++) {
        s->dated = s->dated || s->releases[i].dated;
        for (uint32_t k = 0; k < s->releases[i].count; k++) {
            const plain_row *row = &s->releases[i].rows[k];
            size_t at = (size_t)plain_find(a, system, row->code) * s->release_count + i;
            if (s->rows[at])
                plain_die(s->releases[i].label, k + 1, "code twice in a release");
            s->rows[at] = row;
        }
    }
    for (uint32_t i = 0; i < s->release_count; i++)
        if (s->releases[i].codes_only)
            imply_headers(s, i);
}

void plain_answers_make(const plain_world *world, bool carry, plain_answers *out)
{
    memset(out, 0, sizeof *out);
    out->carry = carry;
    for (uint32_t i = 0; i < world->release_count; i++) {
        plain_system *s = &out->systems[world->releases[i].system];
        if (s->release_count++ == 0)
            s->releases = &world->releases[i];
    }
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        if (out->systems[i].release_count > 0)
            gather(out, (sj_system)i);
}

void plain_answers_free(plain_answers *answers)
{
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        free(answers->systems[i].codes);
        free(answers->systems[i].rows);
        free(answers->systems[i].implied);
    }
}

/* Days of a dated row, after what newer files say of it (RULINGS.md 5). */
typedef struct span {
    sj_date from, to;
    bool inferred;        /* no row states the end */
    sj_date listed_up_to; /* last day of the release whose row it is */
} span;

/* From the newest file to the oldest; spans come out newest first. */
static size_t spans_of(const plain_system *s, long place, span out[RELEASES_MAX])
{
    size_t count = 0;
    for (uint32_t i = s->release_count; i-- > 0;) {
        const plain_row *row = s->rows[(size_t)place * s->release_count + i];
        if (!row)
            continue;
        span now = {row->from, row->to, false, s->releases[i].to};
        bool next_lists = i + 1 < s->release_count &&
                          s->rows[(size_t)place * s->release_count + i + 1];
        if (row->to == SJ_DATE_OPEN && i + 1 < s->release_count && !next_lists) {
            now.to = s->releases[i + 1].from - 1;
            now.inferred = true;
        }
        /* Beside a newer one only when it ended before that one starts; else it was
         * corrected. */
        if (count == 0 || now.to < out[count - 1].from)
            out[count++] = now;
    }
    return count;
}

/* What a release of undated rows says of a code that some release knows. */
static plain_status said_by(const plain_system *s, long place, uint32_t release)
{
    size_t at = (size_t)place * s->release_count + release;
    if (place < 0)
        return (plain_status){SJ_CODE_NOT_FOUND, 0};
    if (s->rows[at])
        return (plain_status){s->rows[at]->status, 0};
    if (s->implied[at])
        return (plain_status){SJ_CODE_HEADER, SJ_MARK_INFERRED};
    return (plain_status){SJ_CODE_INACTIVE, 0};
}

/* Codes that some release lists, with dates of their own (RULINGS.md 5, 7). */
static plain_status dated_status(const plain_answers *a, const plain_system *s,
                                 long place, sj_date day)
{
    span spans[RELEASES_MAX];
    plain_status said = {SJ_CODE_INACTIVE, 0};
    bool beyond = day > s->releases[s->release_count - 1].to;
    if (beyond && !a->carry)
        return (plain_status){SJ_CODE_UNKNOWN, 0};
    size_t count = spans_of(s, place, spans);
    for (size_t i = 0; i < count; i++)
        if (day >= spans[i].from && day <= spans[i].to) {
            said.status = SJ_CODE_BILLABLE;
            /* After the release that lists it and before its inferred end. */
            if (spans[i].inferred && day > spans[i].listed_up_to)
                said.marks = SJ_MARK_INFERRED;
        }
    if (beyond)
        said.marks |= SJ_MARK_CARRIED;
    return said;
}

plain_status plain_status_on(const plain_answers *a, sj_system system, long place,
                             const char *code, sj_date day)
{
    const plain_system *s = &a->systems[system];
    const plain_status unknown = {SJ_CODE_UNKNOWN, 0};
    bool icd10 = system == SJ_ICD10CM || system == SJ_ICD10PCS;
    if (s->release_count == 0)
        return unknown;
    /* The numeric modifiers are CPT's, and no CPT list is loaded (RULINGS.md 18). Three
     * characters are no modifier, whatever list is loaded. */
    if (place < 0 && system == SJ_MODIFIER && strlen(code) == 2 && code[0] >= '0' &&
        code[0] <= '9')
        return unknown;
    if (place >= 0 && s->dated)
        return dated_status(a, s, place, day);
    if (place >= 0 && icd10 && day < plain_day(2015, 10, 1))
        return (plain_status){SJ_CODE_INACTIVE, 0};
    for (uint32_t i = 0; i < s->release_count; i++) {
        const plain_release *r = &s->releases[i];
        if (day < r->from && i == 0)
            return unknown;
        if (day < r->from) {
            plain_status before = said_by(s, place, i - 1);
            plain_status after = said_by(s, place, i);
            if (before.status != after.status)
                return unknown;
            return (plain_status){before.status, SJ_MARK_INFERRED};
        }
        if (day <= r->to)
            return said_by(s, place, i);
    }
    if (!a->carry)
        return unknown;
    plain_status last = said_by(s, place, s->release_count - 1);
    last.marks |= SJ_MARK_CARRIED;
    return last;
}

/* First day of the titles of a release's row: the release's, or an earlier one on which
 * a reactivated code begins anew (the same code may mean something else before). */
static sj_date titles_begin(const plain_system *s, long place, uint32_t release)
{
    span spans[RELEASES_MAX];
    sj_date begin = s->releases[release].from;
    size_t n = s->dated ? spans_of(s, place, spans) : 0;
    const plain_row *row = s->rows[(size_t)place * s->release_count + release];
    for (size_t i = 0; i + 1 < n; i++)
        if (spans[i].from == row->from && row->from < begin)
            begin = row->from;
    return begin;
}

/* The titles as release `release` leaves them: a title that a file does not give is the
 * latest one given before, else the first one given after. */
static plain_titles titles_after(const plain_system *s, long place, uint32_t release)
{
    plain_titles t = {{NULL, 0}, {NULL, 0}, 0};
    const plain_row *const *rows = &s->rows[(size_t)place * s->release_count];
    for (uint32_t i = 0; i < s->release_count; i++) {
        if (!rows[i] || (i > release && t.short_text.p && t.long_text.p))
            continue;
        if (rows[i]->short_text.p && (i <= release || !t.short_text.p))
            t.short_text = rows[i]->short_text;
        if (rows[i]->long_text.p && (i <= release || !t.long_text.p))
            t.long_text = rows[i]->long_text;
    }
    return t;
}

bool plain_same_text(plain_text a, const char *text, size_t len)
{
    return a.len == len && (len == 0 || memcmp(a.p, text, len) == 0);
}

size_t plain_title_history(const plain_answers *a, sj_system system, long place,
                           plain_titles *out, size_t cap)
{
    const plain_system *s = &a->systems[system];
    plain_titles last = {{NULL, 0}, {NULL, 0}, 0};
    size_t count = 0;
    for (uint32_t i = 0; i < s->release_count; i++) {
        if (!s->rows[(size_t)place * s->release_count + i])
            continue;
        plain_titles now = titles_after(s, place, i);
        if (count > 0 &&
            plain_same_text(now.short_text, last.short_text.p, last.short_text.len) &&
            plain_same_text(now.long_text, last.long_text.p, last.long_text.len))
            continue;
        now.from = titles_begin(s, place, i);
        last = now;
        if (count < cap)
            out[count] = now;
        count++;
    }
    return count;
}

plain_titles plain_titles_on(const plain_answers *a, sj_system system, long place,
                             sj_date day)
{
    plain_titles all[RELEASES_MAX];
    size_t count = plain_title_history(a, system, place, all, RELEASES_MAX), at = 0;
    for (size_t i = 1; i < count; i++)
        if (all[i].from <= day)
            at = i;
    return all[at];
}

/* Add days to the intervals, lengthening the last one when it goes on without a break.
 */
static size_t add_days(sj_interval *out, size_t cap, size_t count, sj_interval days,
                       bool goes_on)
{
    if (goes_on && count > 0) {
        if (count <= cap)
            out[count - 1].to = days.to;
        return count;
    }
    if (count < cap)
        out[count] = days;
    return count + 1;
}

size_t plain_validity(const plain_answers *a, sj_system system, long place,
                      sj_interval *out, size_t cap)
{
    const plain_system *s = &a->systems[system];
    size_t count = 0;
    if (s->dated) {
        span spans[RELEASES_MAX];
        size_t n = spans_of(s, place, spans);
        while (n-- > 0) {
            sj_interval days = {spans[n].from, spans[n].to, SJ_CODE_BILLABLE,
                                spans[n].inferred ? SJ_MARK_INFERRED : 0};
            count = add_days(out, cap, count, days, false);
        }
        return count;
    }
    uint8_t before = SJ_CODE_INACTIVE;
    for (uint32_t i = 0; i < s->release_count; i++) {
        const plain_release *r = &s->releases[i];
        uint8_t status = said_by(s, place, i).status;
        bool newest = i + 1 == s->release_count;
        sj_interval days = {r->from, r->to, status, 0};
        /* The newest release is still in force unless its end is stated; carrying says
         * it goes on in any case. */
        if (newest && (!r->stated_end || a->carry))
            days.to = SJ_DATE_OPEN;
        if (status == SJ_CODE_HEADER || status == SJ_CODE_BILLABLE)
            count = add_days(out, cap, count, days, status == before);
        before = status;
    }
    return count;
}

sj_date plain_nearest_judged(const plain_answers *a, sj_system system, sj_date day)
{
    const plain_system *s = &a->systems[system];
    sj_date nearest = s->releases[0].from;
    for (uint32_t i = 0; i < s->release_count; i++)
        if (s->releases[i].from <= day)
            nearest = s->releases[i].to < day ? s->releases[i].to : day;
    return nearest;
}
