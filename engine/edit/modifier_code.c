/*
 * What the physician fee schedule says of a modifier with the code of the line (DOMAIN
 * 2.5, 3.9): its indicators on the first day, of the row without modifier or else of
 * the first one.
 */
#include "engine/edit/single_line.h"
#include "engine/lookup/line_rules.h"

#define COMPONENTS (SJI_MOD(26) | SJI_MOD(TC))
#define SIDES      (SJI_MOD(LT) | SJI_MOD(RT))
#define SURGERY    (SJI_MOD(54) | SJI_MOD(55) | SJI_MOD(56))
#define ASSISTANTS (SJI_MOD(80) | SJI_MOD(81) | SJI_MOD(82) | SJI_MOD(AS))
#define JUDGED                                                                         \
    (COMPONENTS | SIDES | SURGERY | ASSISTANTS | SJI_MOD(50) | SJI_MOD(62) |           \
     SJI_MOD(66))

static bool is_one_of(uint8_t indicator, const char *values)
{
    return indicator && strchr(values, indicator);
}

/* Severity of what an indicator says of a modifier, SJ_CLEAN when they agree or when
 * the file is silent. `indicator`: what decided */
static sj_severity judge_one(const uint8_t *fee, uint64_t bit, uint8_t *indicator)
{
    const char *allowed;
    *indicator = fee[SJF_FEE_PCTC];
    if (bit == SJI_MOD(26)) {
        allowed = "16";
    } else if (bit == SJI_MOD(TC)) {
        allowed = "1";
    } else if (bit == SJI_MOD(50)) {
        *indicator = fee[SJF_FEE_BILAT];
        allowed = "13";
    } else if (bit & SIDES) {
        *indicator = fee[SJF_FEE_BILAT];
        return *indicator == '0' ? SJ_INFO : SJ_CLEAN;
    } else if (bit & SURGERY) {
        *indicator = fee[SJF_FEE_GLOB];
        return *indicator && !sji_glob_is(fee, "010") && !sji_glob_is(fee, "090")
                   ? SJ_WARN
                   : SJ_CLEAN;
    } else if (bit == SJI_MOD(62)) {
        *indicator = fee[SJF_FEE_CO];
        allowed = "12";
    } else if (bit == SJI_MOD(66)) {
        *indicator = fee[SJF_FEE_TEAM];
        allowed = "12";
    } else {
        *indicator = fee[SJF_FEE_ASST];
        if (*indicator == '0')
            return SJ_INFO; /* with documentation */
        allowed = "2";
    }
    return *indicator && !is_one_of(*indicator, allowed) ? SJ_WARN : SJ_CLEAN;
}

void sji_judge_fee_indicators(sji_check *c, const sji_services *all, uint32_t at,
                              const sji_slot *slots, unsigned count)
{
    const sji_service *s = &all->line[at];
    const sji_lines *lines = &c->image->lines;
    if (!(s->modifiers & JUDGED))
        return;
    if (!sji_table_speaks(lines, SJF_TABLE_FEE, s->from)) {
        sji_no_data(c, SJ_MOD_INVALID_FOR_CODE);
        return;
    }
    const uint8_t *fee = sji_fee_row(lines, s->procedure, s->from);
    const uint32_t row =
        fee ? (uint32_t)((size_t)(fee - lines->fees.rows) / SJF_FEE_RECORD) : 0;
    for (unsigned k = 0; fee && k < count; k++) {
        uint8_t indicator;
        if (!(slots[k].bit & JUDGED) || slots[k].rejected)
            continue;
        const sj_severity severity = judge_one(fee, slots[k].bit, &indicator);
        if (severity == SJ_CLEAN)
            continue;
        sj_finding *f = sji_add_modifier(c, SJ_MOD_INVALID_FOR_CODE, at, &slots[k],
                                         s->from, severity);
        if (f) {
            f->found = indicator;
            f->rule = row;
        }
    }
}
