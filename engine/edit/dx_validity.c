/*
 * Step 4 for diagnoses: does the code exist on its key date, and if not, which of the
 * ways of not existing is it (DOMAIN 3.1, RULINGS 9). A code that is in order costs one
 * lookup and a few bits; everything else is said out of the way.
 */
#include "engine/edit/judged.h"

void sji_begin_dx(sji_judged *j, sj_str text)
{
    j->len_10 = sji_read_code(SJ_ICD10CM, text, &j->code_10);
    j->code = 0;
    j->traits = 0;
    j->record = NULL;
    j->id = SJ_NO_CODE;
    j->first = SJ_DATE_OPEN;
    j->last = SJ_NO_DATE;
    j->fault_date = j->age_date = j->sex_date = SJ_DATE_OPEN;
    j->manifestation_date = j->unacceptable_date = SJ_DATE_OPEN;
    j->open = 0;
    j->version = j->len = 0;
    j->rejected = j->repeats = false;
}

static void fail(sji_judged *j, sj_edit edit, sj_date date, uint8_t marks)
{
    j->rejected = true;
    if (date < j->fault_date) {
        j->fault = (uint8_t)edit;
        j->fault_date = date;
        j->fault_marks = marks;
    }
}

/* ---- ways of not existing -------------------------------------------------------- */

static bool billable(const sj_answer *answer)
{
    return answer->status == SJ_CODE_BILLABLE;
}

/* Whether the billable codes below a header all are it, X up to six characters, and one
 * more. */
static bool lacks_seventh(const sj_image *image, const char *code, uint8_t len,
                          sj_date date)
{
    sj_cursor cursor;
    sj_entry entry;
    bool any = false;
    if (sj_prefix(image, SJ_ICD10CM, code, len, &cursor) != SJ_OK)
        return false;
    while (sj_cursor_next(&cursor, date, &entry)) {
        if (!billable(&entry.answer))
            continue;
        if (entry.len != 7)
            return false;
        for (unsigned i = len; i < 6; i++)
            if (entry.code[i] != 'X')
                return false;
        any = true;
    }
    return any;
}

/* Whether codes of that day have the first six of these seven characters. */
static bool has_siblings(const sj_image *image, const char *code, sj_date date)
{
    sj_cursor cursor;
    sj_entry entry;
    if (sj_prefix(image, SJ_ICD10CM, code, 6, &cursor) != SJ_OK)
        return false;
    while (sj_cursor_next(&cursor, date, &entry))
        if (entry.len == 7 && entry.answer.status >= SJ_CODE_HEADER)
            return true;
    return false;
}

bool sji_with_placeholder(const sj_image *image, const char *code, size_t len,
                          sj_date date, sj_entry *out)
{
    if (len < 4 || len > 6)
        return false;
    *out = (sj_entry){.len = 7};
    memset(out->code, 'X', 7);
    memcpy(out->code, code, len - 1);
    out->code[6] = code[len - 1];
    return sj_lookup(image, SJ_ICD10CM, out->code, 7, date, &out->answer) == SJ_OK &&
           billable(&out->answer);
}

static __attribute__((noinline)) sj_edit existence_fault(const sj_image *image,
                                                         const sj_answer *answer,
                                                         const char *code, uint8_t len,
                                                         sj_date date)
{
    bool icd10 = answer->system == SJ_ICD10CM;
    sj_entry entry;
    switch (answer->status) {
    case SJ_CODE_INACTIVE:
        return SJ_DX_NOT_EFFECTIVE;
    case SJ_CODE_HEADER:
        return icd10 && lacks_seventh(image, code, len, date) ? SJ_DX_SEVENTH_MISSING
                                                              : SJ_DX_NOT_BILLABLE;
    default:
        if (icd10 && len == 7 && has_siblings(image, code, date))
            return SJ_DX_SEVENTH_INVALID;
        if (icd10 && sji_with_placeholder(image, code, len, date, &entry))
            return SJ_DX_PLACEHOLDER_MISSING;
        return SJ_DX_NOT_FOUND;
    }
}

/* ---- a key date ------------------------------------------------------------------ */

/* Keep the earliest date of each thing that the traits of this day say. */
static __attribute__((noinline)) void note_traits(sji_judged *j, const sji_day *day,
                                                  uint64_t hot)
{
    const sj_date date = day->date;
    if (hot & day->age_fails && date < j->age_date)
        j->age_date = date;
    if (hot & day->sex_fails && date < j->sex_date)
        j->sex_date = date;
    if (sji_has(hot, SJF_MANIFESTATION) && date < j->manifestation_date)
        j->manifestation_date = date;
    if (sji_has(hot, SJF_UNACCEPTABLE) && !sji_has(hot, SJF_REQUIRES_SECONDARY) &&
        date < j->unacceptable_date)
        j->unacceptable_date = date;
}

/* What edits know of an ICD-10-CM code on the day. */
static void read_traits(const sji_check *c, sji_judged *j, const sji_day *day,
                        uint32_t class_id, uint64_t watch)
{
    const sji_edits *e = &c->image->edits[SJ_ICD10CM];
    j->open |= day->open;
    if (!e->loaded)
        return;
    j->record = sji_class(e, class_id);
    j->traits = sji_traits(e, j->record, day->column);
    uint64_t hot = j->traits & (day->watch | watch);
    if (__builtin_expect(hot != 0, 0))
        note_traits(j, day, hot);
}

/* The code of this version: of an untold one what is there, so that it can be named. */
static sji_versioned version_of(const sji_check *c, const sji_judged *j,
                                const sj_diagnosis *d, sj_date date)
{
    if (j->code_10 != 0 &&
        (d->version == 10 || (d->version != 9 && date >= SJI_ICD10_DAY)))
        return (sji_versioned){j->code_10, j->len_10, 10};
    return sji_tell_version(c->image, SJ_ICD10CM, SJ_ICD9CM, d->code, d->version, date);
}

void sji_judge_dx(sji_check *c, sji_judged *j, const sj_diagnosis *d, sj_date date,
                  uint64_t watch)
{
    const sji_day *day = sji_day_on(c, date);
    const sji_versioned v = version_of(c, j, d, date);
    j->last = date;
    if (date < j->first) {
        j->first = date;
        j->version = v.version;
        j->code = v.code;
        j->len = v.len;
        j->id = SJ_NO_CODE;
    }
    sj_answer answer = {.id = SJ_NO_CODE};
    char text[8];
    if (v.code) {
        sji_code_text(v.code, text);
        sj_lookup(c->image, v.version == 9 ? SJ_ICD9CM : SJ_ICD10CM, text, v.len, date,
                  &answer);
        if (date == j->first)
            j->id = answer.id;
        if (v.version == 10)
            read_traits(c, j, day, answer.class_id, watch);
    }
    if (v.version && (v.version != day->version ||
                      (c->principal_version && v.version != c->principal_version)))
        fail(j, SJ_DX_VERSION_MIX, date, 0);
    else if (!v.code)
        fail(j, SJ_DX_FORMAT, date, 0);
    else if (answer.status == SJ_CODE_UNKNOWN)
        j->open |= SJI_OPEN_STATUS;
    else if (__builtin_expect(answer.status != SJ_CODE_BILLABLE, 0))
        fail(j, existence_fault(c->image, &answer, text, v.len, date), date,
             answer.marks);
}

/* ---- the finding ----------------------------------------------------------------- */

/* Days between a date and an interval. */
static int64_t distance(const sj_interval *v, sj_date date)
{
    if (date < v->from)
        return (int64_t)v->from - date;
    return date > v->to ? (int64_t)date - v->to : 0;
}

void sji_nearest_day(const sj_image *image, sj_finding *f)
{
    enum { INTERVALS = 64 }; /* twice a year for 32 years */
    sj_interval v[INTERVALS];
    size_t n = sj_validity(image, f->code, v, INTERVALS);
    n = n < INTERVALS ? n : INTERVALS;
    const sj_interval *nearest = NULL;
    bool header_alone = n > 0;
    for (size_t i = 0; i < n; i++) {
        if (v[i].status == SJ_CODE_BILLABLE)
            header_alone = false;
        if (!nearest || distance(&v[i], f->date) < distance(nearest, f->date))
            nearest = &v[i]; /* by date: the earlier of two that are equally near */
    }
    if (!nearest)
        return;
    bool later = f->date < nearest->from;
    f->found = later ? nearest->from : nearest->to;
    if (header_alone)
        f->reason = SJ_BECAUSE_HEADER;
    else
        f->reason = later ? SJ_BECAUSE_BEFORE : SJ_BECAUSE_AFTER;
}

void sji_report_fault(sji_check *c, const sji_judged *j, sj_place at)
{
    if (!j->rejected)
        return;
    sj_finding *f = sji_add_dx(c, (sj_edit)j->fault, at, j, j->fault_date, SJI_USUAL);
    if (!f)
        return;
    f->marks = j->fault_marks;
    if (f->edit == SJ_DX_NOT_EFFECTIVE)
        sji_nearest_day(c->image, f);
}
