/*
 * Edits over lines of one code: duplicates (DOMAIN 3.5; RULINGS 20), and one procedure
 * on two sides that has a form for both (DOMAIN 3.9).
 */
#include "engine/edit/lines.h"
#include "engine/lookup/line_rules.h"

/* ---- duplicates ------------------------------------------------------------------ */

static bool same_text(sj_str a, sj_str b)
{
    a = sji_trim(a);
    b = sji_trim(b);
    return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

/* Texts in the form of a system, and as they are where they have not got it. */
static bool same_code(sj_system system, sj_str a, sj_str b)
{
    char of_a[SJ_CODE_CAP], of_b[SJ_CODE_CAP];
    bool has_a = a.text && sj_normalize(system, a.text, a.len, of_a, NULL);
    bool has_b = b.text && sj_normalize(system, b.text, b.len, of_b, NULL);
    if (has_a && has_b)
        return strcmp(of_a, of_b) == 0;
    return has_a == has_b && same_text(a, b);
}

/* Whether each modifier of a is one of b, empty slots aside. */
static bool all_among(const sj_line *a, const sj_line *b)
{
    for (int i = 0; i < SJ_MODIFIERS_MAX; i++) {
        bool there = sji_trim(a->modifiers[i]).len == 0;
        for (int k = 0; k < SJ_MODIFIERS_MAX && !there; k++)
            there = same_code(SJ_MODIFIER, a->modifiers[i], b->modifiers[k]);
        if (!there)
            return false;
    }
    return true;
}

static bool same_pointers(const sj_line *a, const sj_line *b)
{
    uint32_t of_a = a->pointers ? a->pointer_count : 0;
    uint32_t of_b = b->pointers ? b->pointer_count : 0;
    return of_a == of_b &&
           (of_a == 0 || memcmp(a->pointers, b->pointers, 4 * (size_t)of_a) == 0);
}

static sj_str place_of(const sj_claim *claim, const sj_line *line)
{
    return sji_trim(line->pos).len > 0 ? line->pos : claim->pos;
}

/* Equal but for the revenue code. */
static bool duplicates(const sj_claim *claim, const sji_services *all, uint32_t a,
                       uint32_t b)
{
    const sji_service *x = &all->line[a], *y = &all->line[b];
    if (x->provider != y->provider || x->from != y->from || x->to != y->to ||
        (x->modifiers | y->modifiers) & SJI_MODS_REPEATED ||
        x->modifiers != y->modifiers)
        return false;
    const sj_line *p = &claim->lines[a], *q = &claim->lines[b];
    return p->units == q->units && p->charge == q->charge && same_pointers(p, q) &&
           all_among(p, q) && all_among(q, p) &&
           same_code(SJ_POS, place_of(claim, p), place_of(claim, q)) &&
           same_code(SJ_NDC, p->ndc, q->ndc);
}

void sji_judge_duplicates(sji_check *c, const sji_services *all)
{
    for (uint32_t h = 0; h < all->head_count && all->repeats; h++) {
        uint32_t head = all->heads[h];
        for (uint32_t i = all->line[head].next; i != SJI_NO_LINE;
             i = all->line[i].next) {
            uint32_t k = head;
            while (k != i && !duplicates(c->claim, all, k, i))
                k = all->line[k].next;
            if (k == i)
                continue;
            sj_finding *f = sji_add_line(c, all, SJ_PX_DUPLICATE_LINE, i,
                                         all->line[i].from, SJI_USUAL);
            if (f) {
                f->with = sji_at_line(k);
                f->other = all->line[k].id;
            }
        }
    }
}

/* ---- two sides ------------------------------------------------------------------- */

/* The side that a line names, if it names one. */
static uint64_t side(const sji_service *s)
{
    uint64_t both = s->modifiers & (SJI_MOD(RT) | SJI_MOD(LT));
    return both == (SJI_MOD(RT) | SJI_MOD(LT)) ? 0 : both;
}

/* A line with the one side, after an earlier one with the other. */
static void judge_side(sji_check *c, const sji_services *all, uint32_t head,
                       uint32_t at)
{
    const sji_lines *l = &c->image->lines;
    const sji_service *s = &all->line[at];
    for (uint32_t k = head; k != at; k = all->line[k].next) {
        const sji_service *other = &all->line[k];
        if (side(other) == 0 || side(other) == side(s) || !sji_meet(other, s))
            continue;
        sj_date day = other->from > s->from ? other->from : s->from;
        if (!sji_table_speaks(l, SJF_TABLE_FEE, day)) {
            sji_no_data(c, SJ_PX_BILATERAL);
            continue;
        }
        const uint8_t *fee = sji_fee_row(l, s->procedure, day);
        if (!fee || fee[SJF_FEE_BILAT] != '1')
            continue;
        sj_finding *f = sji_add_line(c, all, SJ_PX_BILATERAL, at, day, SJ_INFO);
        if (f) {
            f->with = sji_at_line(k);
            f->other = other->id;
            f->reason = SJ_BECAUSE_BILATERAL;
            f->rule = sji_fee_number(l, fee);
        }
        return;
    }
}

void sji_judge_sides_of_lines(sji_check *c, const sji_services *all)
{
    const uint64_t sides = SJI_MOD(RT) | SJI_MOD(LT);
    if (all->medicaid || !all->repeats || (all->all_modifiers & sides) != sides)
        return;
    for (uint32_t h = 0; h < all->head_count; h++) {
        uint32_t head = all->heads[h];
        if (all->line[head].kind == SJI_SERVICE_HIPPS)
            continue;
        for (uint32_t i = all->line[head].next; i != SJI_NO_LINE; i = all->line[i].next)
            if (side(&all->line[i]) != 0)
                judge_side(c, all, head, i);
    }
}
