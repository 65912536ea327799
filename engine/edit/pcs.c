/*
 * ICD procedures on an inpatient claim (DOMAIN 3.4): existence on the day of discharge,
 * the lists of the Code Editor, their dates. Elsewhere they have no place.
 */
#include "engine/edit/judged.h"

/* The lists of the day of discharge. */
typedef struct pcs_day {
    const sji_edits *edits;
    uint32_t column, lists;
    uint8_t marks;
    bool open;
} pcs_day;

typedef struct procedure {
    sj_place at;
    uint32_t id;
    uint64_t traits;
    sji_versioned code;
    bool rejected;
} procedure;

static pcs_day lists_on(const sji_check *c)
{
    pcs_day day = {.edits = &c->image->edits[SJ_ICD10PCS], .open = true};
    if (!day.edits->loaded)
        return day;
    day.column = sji_edit_column(day.edits, c->to);
    unsigned coverage = sji_coverage(day.edits, day.column, SJF_COVER_MCE_SHIFT);
    day.open = sji_not_covered(coverage);
    day.marks = sji_cover_marks(coverage);
    day.lists = sjf_load32(sji_column_record(day.edits, day.column) + SJF_ECOL_LISTS);
    return day;
}

static sj_finding *add(sji_check *c, sj_edit edit, const procedure *p)
{
    sj_finding *f = sji_add(c, edit, p->at, c->to, SJI_USUAL);
    if (f) {
        f->code = p->id;
        f->system = p->code.version == 9 ? SJ_ICD9PCS : SJ_ICD10PCS;
    }
    return f;
}

/* ---- step 4 ---------------------------------------------------------------------- */

static void reject(sji_check *c, procedure *p, sj_edit edit, uint8_t marks,
                   sj_reason reason)
{
    p->rejected = true;
    sj_finding *f = add(c, edit, p);
    if (!f)
        return;
    f->marks = marks;
    f->reason = (uint8_t)reason;
    if (edit == SJ_PCS_NOT_EFFECTIVE)
        sji_nearest_day(c->image, f);
}

static void judge_existence(sji_check *c, procedure *p, const sj_procedure *px,
                            const pcs_day *day)
{
    unsigned of_day = c->to >= SJI_ICD10_DAY ? 10 : 9;
    p->code = sji_tell_version(c->image, SJ_ICD10PCS, SJ_ICD9PCS, px->code, px->version,
                               c->to);
    sj_answer answer = {.id = SJ_NO_CODE};
    if (p->code.len) {
        char text[8];
        sji_code_text(p->code.code, text);
        sj_lookup(c->image, p->code.version == 9 ? SJ_ICD9PCS : SJ_ICD10PCS, text,
                  p->code.len, c->to, &answer);
        p->id = answer.id;
    }
    if (p->code.version &&
        (p->code.version != of_day ||
         (c->principal_version && p->code.version != c->principal_version))) {
        reject(c, p, SJ_DX_VERSION_MIX, 0, SJ_BECAUSE_PLAIN);
        return;
    }
    if (!p->code.len) {
        reject(c, p, SJ_PCS_FORMAT, 0, SJ_BECAUSE_PLAIN);
        return;
    }
    if (answer.status == SJ_CODE_UNKNOWN)
        sji_no_data(c, SJ_PCS_NOT_EFFECTIVE);
    else if (answer.status == SJ_CODE_INACTIVE)
        reject(c, p, SJ_PCS_NOT_EFFECTIVE, answer.marks, SJ_BECAUSE_PLAIN);
    else if (answer.status != SJ_CODE_BILLABLE)
        reject(c, p, SJ_PCS_NOT_FOUND, answer.marks,
               answer.status == SJ_CODE_HEADER ? SJ_BECAUSE_HEADER : SJ_BECAUSE_PLAIN);
    if (p->code.version == 10 && day->edits->loaded)
        p->traits =
            sji_traits(day->edits, sji_class(day->edits, answer.class_id), day->column);
}

/* ---- lists ----------------------------------------------------------------------- */

static void add_listed(sji_check *c, sj_edit edit, const procedure *p,
                       const pcs_day *day, sj_reason reason, int32_t found,
                       int32_t limit)
{
    sj_finding *f = add(c, edit, p);
    if (!f)
        return;
    f->marks = day->marks;
    f->reason = (uint8_t)reason;
    f->found = found;
    f->limit = limit;
}

static void judge_lists(sji_check *c, const procedure *p, const pcs_day *day)
{
    enum { COVERED_TO = 60, VENTILATION_DAYS = 4 };
    if (sji_has(p->traits, SJF_NON_COVERED))
        add_listed(c, SJ_PCS_NON_COVERED, p, day, SJ_BECAUSE_PLAIN, 0, 0);
    else if (sji_has(p->traits, SJF_NON_COVERED_OVER_60) && !c->birth_good)
        sj_edit_set_add(&c->out->not_evaluated, SJ_PCS_NON_COVERED);
    else if (sji_has(p->traits, SJF_NON_COVERED_OVER_60) && c->age > COVERED_TO)
        add_listed(c, SJ_PCS_NON_COVERED, p, day, SJ_BECAUSE_OVER_60, c->age,
                   COVERED_TO);
    if (sji_has(p->traits, SJF_LIMITED_COVERAGE))
        add_listed(c, SJ_PCS_LIMITED_COVERAGE, p, day, SJ_BECAUSE_PLAIN, 0, 0);
    int32_t days = c->to - c->admission;
    if (sji_has(p->traits, SJF_LONG_STAY) && days < VENTILATION_DAYS)
        add_listed(c, SJ_PCS_LOS, p, day, SJ_BECAUSE_PLAIN, days, VENTILATION_DAYS);
}

/* What the lists of the day leave open for a procedure in order. */
static void note_open(sji_check *c, const pcs_day *day)
{
    static const struct {
        sj_edit edit;
        enum sjf_trait list;
    } edits[] = {
        {SJ_PCS_NON_COVERED, SJF_NON_COVERED},
        {SJ_PCS_LIMITED_COVERAGE, SJF_LIMITED_COVERAGE},
        {SJ_PCS_LOS, SJF_LONG_STAY},
    };
    for (unsigned i = 0; i < sizeof edits / sizeof edits[0]; i++)
        if (day->open || !(day->lists >> edits[i].list & 1))
            sji_no_data(c, edits[i].edit);
}

/* ---- all of them ----------------------------------------------------------------- */

static void judge_date(sji_check *c, const procedure *p, const sj_procedure *px)
{
    enum { DAYS_BEFORE = 3 };
    if (px->date == SJ_NO_DATE) {
        sj_edit_set_add(&c->out->not_evaluated, SJ_PCS_DATE);
        return;
    }
    if (px->date < c->admission - DAYS_BEFORE || px->date > c->to)
        add(c, SJ_PCS_DATE, p);
}

void sji_judge_procedures(sji_check *c)
{
    enum { MOST = 25 }; /* one principal, 24 others */
    const sj_claim *claim = c->claim;
    if (c->kind != SJI_IP) {
        for (uint32_t i = 0; i < claim->px_count; i++)
            sji_add(c, SJ_PCS_WRONG_CLAIM, sji_at(SJ_AT_PX, i), c->pair_date,
                    SJI_USUAL);
        return;
    }
    if (claim->px_count > MOST) {
        sj_finding *f =
            sji_add(c, SJ_PCS_COUNT, sji_at(SJ_AT_CLAIM, 0), c->to, SJI_USUAL);
        if (f) {
            f->found = (int32_t)claim->px_count;
            f->limit = MOST;
        }
    }
    const pcs_day day = lists_on(c);
    for (uint32_t i = 0; i < claim->px_count; i++) {
        procedure p = {.at = sji_at(SJ_AT_PX, i), .id = SJ_NO_CODE};
        judge_existence(c, &p, &claim->px[i], &day);
        judge_date(c, &p, &claim->px[i]);
        if (p.rejected || p.code.version != 10)
            continue;
        judge_lists(c, &p, &day);
        note_open(c, &day);
    }
}
