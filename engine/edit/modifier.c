/*
 * Modifiers of a line (DOMAIN 3.9, RULINGS 18): how they are written, whether they
 * exist on the first day, gaps, repeats, those that exclude each other, their order.
 * What they may do with the code of the line is in modifier_code.c.
 */
#include "engine/edit/single_line.h"

/* ---- what modifiers are to each other ----------------------------------------------
 */

/* Groups: two different modifiers of one group do not go together. */
enum {
    ANESTHESIA = 1 << 0,
    THERAPY = 1 << 1,
    EQUIPMENT = 1 << 2, /* new, rented, used */
    REPEATED = 1 << 3,
    WASTE = 1 << 4,
    SURGEONS = 1 << 5,
    ASSISTANT = 1 << 6,
    SIDE = 1 << 7,
    COMPONENT = 1 << 8, /* 26, TC: such a pair is a reject */
    GROUPS = (1 << 9) - 1,
    /* Others. */
    BILATERAL = 1 << 9,
    DISTINCT = 1 << 10,
    SUBSETS = 1 << 11, /* XE, XP, XS, XU */
    RETURN = 1 << 12,  /* 78 */
    SURGERY = 1 << 13, /* 54 */
    POSTOP = 1 << 14,  /* 55 */
    ASSISTANT_AS = 1 << 15,
    PRICING = 1 << 16,
    INFORMATIONAL = 1 << 17,
};

#define NAME(a, b) ((unsigned)(a) << 8 | (unsigned)(b))

static uint32_t traits_of(const char name[2])
{
    switch (NAME((uint8_t)name[0], (uint8_t)name[1])) {
    case NAME('2', '6'):
    case NAME('T', 'C'):
        return COMPONENT | PRICING;
    case NAME('5', '0'):
        return BILATERAL | PRICING;
    case NAME('5', '2'):
    case NAME('5', '3'):
        return PRICING;
    case NAME('5', '4'):
        return SURGERY | PRICING;
    case NAME('5', '5'):
        return POSTOP | PRICING;
    case NAME('6', '2'):
    case NAME('6', '6'):
        return SURGEONS | PRICING;
    case NAME('7', '8'):
        return RETURN | PRICING;
    case NAME('8', '0'):
    case NAME('8', '1'):
    case NAME('8', '2'):
        return ASSISTANT | PRICING;
    case NAME('A', 'S'):
        return ASSISTANT_AS | PRICING;
    case NAME('A', 'A'):
    case NAME('A', 'D'):
    case NAME('Q', 'K'):
    case NAME('Q', 'X'):
    case NAME('Q', 'Y'):
    case NAME('Q', 'Z'):
        return ANESTHESIA | PRICING;
    case NAME('N', 'U'):
    case NAME('R', 'R'):
    case NAME('U', 'E'):
        return EQUIPMENT | PRICING;
    case NAME('G', 'N'):
    case NAME('G', 'O'):
    case NAME('G', 'P'):
        return THERAPY;
    case NAME('7', '6'):
    case NAME('7', '7'):
        return REPEATED;
    case NAME('J', 'W'):
    case NAME('J', 'Z'):
        return WASTE;
    case NAME('5', '9'):
        return DISTINCT;
    case NAME('X', 'E'):
    case NAME('X', 'P'):
    case NAME('X', 'S'):
    case NAME('X', 'U'):
        return SUBSETS;
    case NAME('L', 'T'):
    case NAME('R', 'T'):
        return SIDE | INFORMATIONAL;
    case NAME('K', 'X'):
    case NAME('G', 'A'):
    case NAME('G', 'Y'):
    case NAME('G', 'Z'):
        return INFORMATIONAL;
    default:
        break;
    }
    /* Eyelids, fingers and toes: E1 to E4, FA to F9, TA to T9. */
    const char first = name[0], second = name[1];
    if (first == 'E' && second >= '1' && second <= '4')
        return INFORMATIONAL;
    if ((first == 'F' || first == 'T') &&
        (second == 'A' || (second >= '1' && second <= '9')))
        return INFORMATIONAL;
    return 0;
}

/* SJ_CLEAN when two different modifiers may stand together. */
static sj_severity conflict_of(uint32_t a, uint32_t b)
{
    static const struct {
        uint32_t one, other;
        sj_severity severity;
    } pairs[] = {
        {COMPONENT, COMPONENT, SJ_REJECT},
        {BILATERAL, SIDE, SJ_REJECT},
        {BILATERAL, RETURN, SJ_REJECT},
        {SURGERY, POSTOP, SJ_WARN},
        {DISTINCT, SUBSETS, SJ_WARN},
        {SURGEONS, ASSISTANT | ASSISTANT_AS, SJ_WARN},
    };
    for (unsigned i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if ((a & pairs[i].one && b & pairs[i].other) ||
            (b & pairs[i].one && a & pairs[i].other))
            return pairs[i].severity;
    return a & b & GROUPS ? SJ_WARN : SJ_CLEAN;
}

/* ---- existence ------------------------------------------------------------------- */

static bool is_code_char(char ch)
{
    return (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z');
}

/* @return false when it is not written like a modifier */
static bool read_name(sj_str text, char name[2])
{
    memset(name, 0, 2);
    if (text.len != 2)
        return false;
    name[0] = sji_upper(text.text[0]);
    name[1] = sji_upper(text.text[1]);
    return is_code_char(name[0]) && is_code_char(name[1]);
}

static sj_answer look_up(const sji_check *c, const char name[2], sj_date day)
{
    sj_answer answer;
    (void)sj_lookup(c->image, SJ_MODIFIER, name, 2, day, &answer);
    return answer;
}

static bool is_rejected(const sj_answer *answer)
{
    return answer->status == SJ_CODE_INACTIVE || answer->status == SJ_CODE_NOT_FOUND;
}

uint64_t sji_read_modifiers(const sji_check *c, const sj_line *line, sj_date day,
                            bool judged)
{
    uint64_t bits = 0;
    for (unsigned k = 0; k < SJ_MODIFIERS_MAX; k++) {
        char name[2];
        if (line->modifiers[k].len == 0 ||
            !read_name(sji_trim(line->modifiers[k]), name))
            continue;
        const uint64_t bit = sji_modifier_bit(name);
        if (bit == 0)
            continue;
        if (judged) {
            const sj_answer answer = look_up(c, name, day);
            if (is_rejected(&answer))
                continue;
        }
        bits |= bit;
    }
    return bits;
}

sj_finding *sji_add_modifier(sji_check *c, sj_edit edit, uint32_t at,
                             const sji_slot *slot, sj_date day, unsigned severity)
{
    sj_finding *f = sji_add(c, edit, sji_in_line(at, SJI_INNER_MODIFIER, slot->slot),
                            day, severity);
    if (f) {
        f->system = SJ_MODIFIER;
        f->code = slot->id;
    }
    return f;
}

/* The same beside an earlier modifier. */
static void add_beside(sji_check *c, sj_edit edit, uint32_t at, const sji_slot *slot,
                       const sji_slot *earlier, sj_date day, unsigned severity)
{
    sj_finding *f = sji_add_modifier(c, edit, at, slot, day, severity);
    if (f) {
        f->with = sji_in_line(at, SJI_INNER_MODIFIER, earlier->slot);
        f->other = earlier->id;
    }
}

/* Numeric modifiers are of CPT: strangers while no list of that was compiled. */
static bool has_numeric_list(const sj_image *image)
{
    const sji_system *s = &image->systems[SJ_MODIFIER];
    return s->loaded && s->absence[0] == s->absence[1];
}

static void judge_existence(sji_check *c, uint32_t at, sji_slot *slot, sj_date day)
{
    const sj_answer answer = look_up(c, slot->name, day);
    slot->id = answer.id;
    slot->rejected = is_rejected(&answer);
    if (answer.status == SJ_CODE_UNKNOWN) {
        bool of_cpt = slot->name[0] <= '9' && answer.id == SJ_NO_CODE;
        sji_no_data(c, of_cpt && !has_numeric_list(c->image) ? SJ_MOD_NOT_FOUND
                                                             : SJ_MOD_NOT_EFFECTIVE);
    }
    if (!slot->rejected)
        return;
    const bool inactive = answer.status == SJ_CODE_INACTIVE;
    sj_finding *f =
        sji_add_modifier(c, inactive ? SJ_MOD_NOT_EFFECTIVE : SJ_MOD_NOT_FOUND, at,
                         slot, day, SJI_USUAL);
    if (!f)
        return;
    f->marks = answer.marks;
    if (inactive)
        sji_nearest_day(c->image, f);
}

/* ---- several modifiers --------------------------------------------------------------
 * `slots` holds the one at `k` and those before it. */

static bool is_same(const sji_slot *a, const sji_slot *b)
{
    return memcmp(a->name, b->name, sizeof a->name) == 0;
}

static bool is_same_text(sj_str a, sj_str b)
{
    if (a.len != b.len)
        return false;
    for (uint32_t i = 0; i < a.len; i++)
        if (sji_upper(a.text[i]) != sji_upper(b.text[i]))
            return false;
    return true;
}

/* By text: one that is no modifier can be repeated, too. */
static void judge_repeat(sji_check *c, uint32_t at, const sj_str *texts,
                         const sji_slot *slots, unsigned k, sj_date day)
{
    for (unsigned i = 0; i < k; i++)
        if (is_same_text(texts[slots[i].slot], texts[slots[k].slot])) {
            add_beside(c, SJ_MOD_DUPLICATE, at, &slots[k], &slots[i], day, SJI_USUAL);
            return;
        }
}

static void judge_conflicts(sji_check *c, uint32_t at, const sji_slot *slots,
                            unsigned k, sj_date day)
{
    const uint32_t traits = traits_of(slots[k].name);
    for (unsigned i = 0; i < k && !slots[k].rejected; i++) {
        if (slots[i].rejected || is_same(&slots[i], &slots[k]))
            continue;
        const sj_severity severity = conflict_of(traits_of(slots[i].name), traits);
        if (severity != SJ_CLEAN)
            add_beside(c, SJ_MOD_CONFLICT, at, &slots[k], &slots[i], day, severity);
    }
}

/* A modifier that decides the price behind one that only informs. */
static void judge_order(sji_check *c, uint32_t at, const sji_slot *slots, unsigned k,
                        sj_date day)
{
    if (slots[k].rejected || !(traits_of(slots[k].name) & PRICING))
        return;
    for (unsigned i = 0; i < k; i++)
        if (!slots[i].rejected && traits_of(slots[i].name) & INFORMATIONAL) {
            add_beside(c, SJ_MOD_ORDER, at, &slots[k], &slots[i], day, SJI_USUAL);
            return;
        }
}

/* ---- a line ---------------------------------------------------------------------- */

/* Empty slots before filled ones. @return how many slots there are up to the last */
static unsigned judge_gaps(sji_check *c, uint32_t at, const sj_str *texts, sj_date day)
{
    unsigned end = SJ_MODIFIERS_MAX;
    while (end > 0 && texts[end - 1].len == 0)
        end--;
    for (unsigned k = 0; k < end; k++)
        if (texts[k].len == 0)
            sji_add(c, SJ_MOD_GAP, sji_in_line(at, SJI_INNER_MODIFIER, k), day,
                    SJI_USUAL);
    return end;
}

/* Bilateral surgery is one line with one unit. */
static void judge_bilateral(sji_check *c, const sji_services *all, uint32_t at)
{
    const sji_service *s = &all->line[at];
    if (!(s->modifiers & SJI_MOD(50)) || !(c->claim->lines[at].units > 1))
        return;
    sji_add_line(c, all, SJ_PX_BILATERAL, at, s->from, SJI_USUAL);
}

void sji_judge_modifiers(sji_check *c, const sji_services *all, uint32_t at)
{
    const sj_line *line = &c->claim->lines[at];
    const sji_service *s = &all->line[at];
    sj_str texts[SJ_MODIFIERS_MAX];
    sji_slot slots[SJ_MODIFIERS_MAX];
    unsigned count = 0;
    for (unsigned k = 0; k < SJ_MODIFIERS_MAX; k++)
        texts[k] = sji_trim(line->modifiers[k]);
    const unsigned end = judge_gaps(c, at, texts, s->from);
    for (unsigned k = 0; k < end; k++) {
        sji_slot *slot = &slots[count];
        *slot = (sji_slot){.slot = (uint8_t)k, .id = SJ_NO_CODE};
        if (texts[k].len == 0)
            continue;
        if (read_name(texts[k], slot->name)) {
            slot->bit = sji_modifier_bit(slot->name);
            judge_existence(c, at, slot, s->from);
        } else {
            slot->rejected = true;
            sji_add_modifier(c, SJ_MOD_FORMAT, at, slot, s->from, SJI_USUAL);
        }
        judge_repeat(c, at, texts, slots, count, s->from);
        judge_conflicts(c, at, slots, count, s->from);
        judge_order(c, at, slots, count, s->from);
        count++;
    }
    if (!sji_takes_part(s))
        return;
    judge_bilateral(c, all, at);
    sji_judge_fee_indicators(c, all, at, slots, count);
}
