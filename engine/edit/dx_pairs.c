/*
 * Edits over two diagnoses (DOMAIN 3.2): Excludes1, code first, use additional, code
 * also, sides of the body. Each pair costs one test of two signatures; what passes it
 * is asked of the runs (FORMAT.md 14 to 16).
 */
#include "engine/edit/judged.h"

/* The diagnoses that take part: not rejected, not repeated, ICD-10. */
typedef struct taking_part {
    uint32_t count;
    const sji_edits *edits;
    uint32_t column;
    sj_date date;
    uint8_t marks;
    uint16_t index[SJ_CLAIM_ITEMS_MAX]; /* in dx, ascending */
    uint8_t bit[SJ_CLAIM_ITEMS_MAX];    /* their own in signatures */
    uint8_t met[SJ_CLAIM_ITEMS_MAX];    /* which of their notes name another: MET_* */
    uint16_t etiology[SJ_CLAIM_ITEMS_MAX]; /* the earliest that is to be coded first */
    uint64_t signature[SJ_CLAIM_ITEMS_MAX];
    uint64_t traits[SJ_CLAIM_ITEMS_MAX];
} taking_part;

enum { MET_CODE_FIRST = 1, MET_USE_ADDITIONAL = 2, MET_CODE_ALSO = 4 };

/* @return the traits that any of them has */
static uint64_t gather(sji_check *c, taking_part *t)
{
    const sji_edits *e = &c->image->edits[SJ_ICD10CM];
    const sji_day *day = sji_day_on(c, c->pair_date);
    uint64_t all = 0;
    t->count = 0;
    t->edits = e;
    t->column = day->column;
    t->date = c->pair_date;
    t->marks = day->notes_marks;
    for (uint32_t i = 0; i < c->claim->dx_count; i++) {
        const sji_judged *j = &c->dx[i];
        if (j->rejected || j->repeats || !sji_is_icd10(j))
            continue;
        uint32_t n = t->count++;
        t->index[n] = (uint16_t)i;
        t->met[n] = 0;
        t->etiology[n] = UINT16_MAX;
        t->signature[n] = t->traits[n] = 0;
        t->bit[n] = 0;
        if (!j->record)
            continue;
        t->signature[n] = sjf_load64(j->record + SJF_CLASS_SIGNATURE);
        t->bit[n] = j->record[SJF_CLASS_BIT] & 63;
        t->traits[n] = c->one_date ? j->traits : sji_traits(e, j->record, day->column);
        all |= t->traits[n];
    }
    return all;
}

/* A finding at a participant, beside another when there is one. */
static void add(sji_check *c, const taking_part *t, sj_edit edit, uint32_t at,
                uint32_t with, unsigned severity, sj_reason reason)
{
    uint32_t i = t->index[at];
    sj_finding *f =
        sji_add_dx(c, edit, sji_at(SJ_AT_DX, i), &c->dx[i], t->date, severity);
    if (!f)
        return;
    f->reason = (uint8_t)reason;
    f->marks = t->marks;
    if (edit == SJ_DX_LATERALITY_CONFLICT) /* rests on titles, not on notes */
        f->marks = sji_status_marks(c, c->dx[i].id, t->date) |
                   sji_status_marks(c, c->dx[t->index[with]].id, t->date);
    if (with != at) {
        f->with = sji_at(SJ_AT_DX, t->index[with]);
        f->other = c->dx[t->index[with]].id;
    }
}

/* ---- pairs ----------------------------------------------------------------------- */

static void report_excludes1(sji_check *c, const taking_part *t, uint32_t later,
                             uint32_t earlier, uint32_t bits)
{
    enum {
        NOTES = SJ_PAIR_EXCLUDES1 | SJ_PAIR_EXCLUDES2,
    };
    unsigned severity = SJI_USUAL;
    sj_reason reason = SJ_BECAUSE_PLAIN;
    if (bits & ~(unsigned)NOTES) {
        severity = SJ_INFO;
        reason = SJ_BECAUSE_INSTRUCTION;
    } else if (bits & SJ_PAIR_EXCLUDES2) {
        reason = SJ_BECAUSE_EXCLUDES2;
    }
    add(c, t, SJ_DX_EXCLUDES1, later, earlier, severity, reason);
}

/* What the notes of `a` say of `b`, in bits A_B. */
static void meet(taking_part *t, uint32_t a, uint32_t b, uint32_t bits)
{
    if (bits & SJ_PAIR_CODE_FIRST_A_B) {
        t->met[a] |= MET_CODE_FIRST;
        if (b < t->etiology[a])
            t->etiology[a] = (uint16_t)b;
    }
    if (bits & SJ_PAIR_USE_ADDITIONAL_A_B)
        t->met[a] |= MET_USE_ADDITIONAL;
    if (bits & SJ_PAIR_CODE_ALSO_A_B)
        t->met[a] |= MET_CODE_ALSO;
}

static __attribute__((noinline)) void judge_pair(sji_check *c, taking_part *t,
                                                 uint32_t later, uint32_t earlier)
{
    const uint8_t *a = c->dx[t->index[earlier]].record;
    const uint8_t *b = c->dx[t->index[later]].record;
    uint32_t bits = sji_pair_bits(t->edits, a, b, t->column);
    if (bits & SJ_PAIR_EXCLUDES1)
        report_excludes1(c, t, later, earlier, bits);
    meet(t, earlier, later, bits);
    meet(t, later, earlier, sji_swap_pair(bits));
}

static void judge_all(sji_check *c, taking_part *t)
{
    uint64_t signatures = 0, bits = 0; /* of all before: most codes meet none of them */
    for (uint32_t i = 0; i < t->count; i++) {
        const uint64_t signature = t->signature[i];
        const unsigned bit = t->bit[i];
        if (signature & bits && signatures >> bit & 1)
            for (uint32_t k = 0; k < i; k++)
                if (t->signature[k] >> bit & signature >> t->bit[k] & 1)
                    judge_pair(c, t, i, k);
        if (signature) { /* classes without pairs have none, and no record either */
            signatures |= signature;
            bits |= UINT64_C(1) << bit;
        }
    }
}

/* Signatures do not speak of Excludes2: asked for, every pair is. */
static void judge_excludes2(sji_check *c, const taking_part *t)
{
    for (uint32_t i = 1; i < t->count; i++)
        for (uint32_t k = 0; k < i; k++) {
            const uint8_t *a = c->dx[t->index[k]].record;
            const uint8_t *b = c->dx[t->index[i]].record;
            if (a && b && sji_pair_bits(t->edits, a, b, t->column) & SJ_PAIR_EXCLUDES2)
                add(c, t, SJ_DX_EXCLUDES2, i, k, SJI_USUAL, SJ_BECAUSE_PLAIN);
        }
}

/* ---- instructions ---------------------------------------------------------------- */

static void judge_code_first(sji_check *c, const taking_part *t, uint32_t at)
{
    if (t->index[at] == 0 && c->dx[0].manifestation_date != SJ_DATE_OPEN)
        return; /* dx.manifestation_first says it */
    if (!(t->met[at] & MET_CODE_FIRST)) {
        unsigned severity = SJI_USUAL;
        sj_reason reason = SJ_BECAUSE_PLAIN;
        if (c->kind == SJI_IP && sji_has(t->traits[at], SJF_MANIFESTATION)) {
            severity = SJ_REJECT;
        } else if (sji_has(t->traits[at], SJF_CODE_FIRST_WEAK)) {
            severity = SJ_INFO;
            reason = SJ_BECAUSE_WEAK;
        }
        add(c, t, SJ_DX_CODE_FIRST_MISSING, at, at, severity, reason);
    } else if (t->etiology[at] > at) {
        add(c, t, SJ_DX_CODE_FIRST_ORDER, at, t->etiology[at], SJI_USUAL,
            SJ_BECAUSE_PLAIN);
    }
}

static void judge_instructions(sji_check *c, const taking_part *t)
{
    for (uint32_t i = 0; i < t->count; i++) {
        uint64_t traits = t->traits[i];
        if (sji_has(traits, SJF_HAS_CODE_FIRST))
            judge_code_first(c, t, i);
        if (sji_has(traits, SJF_HAS_USE_ADDITIONAL) &&
            !(t->met[i] & MET_USE_ADDITIONAL))
            add(c, t, SJ_DX_USE_ADDITIONAL_MISSING, i, i, SJI_USUAL, SJ_BECAUSE_PLAIN);
        if (sji_has(traits, SJF_HAS_CODE_ALSO) && !(t->met[i] & MET_CODE_ALSO))
            add(c, t, SJ_DX_CODE_ALSO_MISSING, i, i, SJI_USUAL, SJ_BECAUSE_PLAIN);
    }
}

/* ---- sides of the body ----------------------------------------------------------- */

enum { RIGHT = 1, LEFT = 2, BILATERAL = 3, UNSPECIFIED = 4 };

static unsigned side(uint64_t traits)
{
    return traits >> SJF_SIDE & 7;
}

/* Whether two codes differ in the character alone that tells the side. Members of one
 * family agree in place, family number and whether there is a bilateral code: the bits
 * from SJF_SIDE_PLACE on. */
static bool one_family(uint64_t a, uint64_t traits_a, uint64_t b, uint64_t traits_b)
{
    unsigned place = traits_a >> SJF_SIDE_PLACE & 7;
    return place > 0 && ((traits_a ^ traits_b) >> SJF_SIDE_PLACE & 0x7F) == 0 &&
           ((a ^ b) & ~(UINT64_C(0xFF) << (8 * (place - 1)))) == 0;
}

static void judge_sides(sji_check *c, const taking_part *t)
{
    for (uint32_t i = 1; i < t->count; i++) {
        unsigned of_i = side(t->traits[i]);
        if (of_i == 0)
            continue;
        for (uint32_t k = 0; k < i; k++) {
            unsigned of_k = side(t->traits[k]);
            if (of_k == 0 || of_k == of_i ||
                !one_family(c->dx[t->index[i]].code, t->traits[i],
                            c->dx[t->index[k]].code, t->traits[k]))
                continue;
            sj_reason reason = SJ_BECAUSE_BILATERAL;
            if (of_i == UNSPECIFIED || of_k == UNSPECIFIED)
                reason = SJ_BECAUSE_UNSPECIFIED;
            else if (of_i != BILATERAL && of_k != BILATERAL &&
                     !sji_has(t->traits[i], SJF_SIDE_BILATERAL))
                continue; /* right and left is how such a family says both */
            add(c, t, SJ_DX_LATERALITY_CONFLICT, i, k, SJI_USUAL, reason);
        }
    }
}

/* ---- all of it ------------------------------------------------------------------- */

/* Titles tell nothing of a code whose standing is unknown. */
static void sides_open(sji_check *c, const taking_part *t)
{
    for (uint32_t i = 0; t->count >= 2 && i < t->count; i++)
        if (c->dx[t->index[i]].open & SJI_OPEN_STATUS)
            sji_no_data(c, SJ_DX_LATERALITY_CONFLICT);
}

static void note_open(sji_check *c, uint32_t count)
{
    if (count >= 2) {
        sji_no_data(c, SJ_DX_EXCLUDES1);
        sji_no_data(c, SJ_DX_EXCLUDES2);
        sji_no_data(c, SJ_DX_CODE_FIRST_ORDER);
    }
    sji_no_data(c, SJ_DX_CODE_FIRST_MISSING);
    sji_no_data(c, SJ_DX_USE_ADDITIONAL_MISSING);
    sji_no_data(c, SJ_DX_CODE_ALSO_MISSING);
}

void sji_judge_pairs(sji_check *c)
{
    const uint64_t instructions = UINT64_C(1) << SJF_HAS_CODE_FIRST |
                                  UINT64_C(1) << SJF_HAS_USE_ADDITIONAL |
                                  UINT64_C(1) << SJF_HAS_CODE_ALSO;
    taking_part t;
    uint64_t all = gather(c, &t);
    if (t.count == 0)
        return;
    if (sji_day_on(c, c->pair_date)->notes_open)
        note_open(c, t.count);
    sides_open(c, &t);
    judge_all(c, &t);
    if (sj_edit_set_has(&c->enabled, SJ_DX_EXCLUDES2))
        judge_excludes2(c, &t);
    if (all & instructions)
        judge_instructions(c, &t);
    if (side(all))
        judge_sides(c, &t);
}
