/*
 * The drug of a line (DOMAIN 1.2, 3.5): its NDC as eleven digits, its unit and
 * quantity.
 */
#include "engine/edit/single_line.h"

static bool is_known_unit(sj_str unit)
{
    static const char units[][3] = {"F2", "GR", "ME", "ML", "UN"};
    for (unsigned i = 0; unit.len == 2 && i < sizeof units / sizeof units[0]; i++)
        if (sji_upper(unit.text[0]) == units[i][0] &&
            sji_upper(unit.text[1]) == units[i][1])
            return true;
    return false;
}

void sji_judge_drug(sji_check *c, const sji_services *all, uint32_t at)
{
    const sj_line *line = &c->claim->lines[at];
    const sj_place place = sji_in_line(at, SJI_INNER_NDC, 0);
    const sj_date day = all->line[at].from;
    const sj_str code = sji_trim(line->ndc), unit = sji_trim(line->ndc_unit);
    char canonical[SJ_CODE_CAP];
    sj_finding *f = NULL;
    if (code.len > 0 && !sj_normalize(SJ_NDC, code.text, code.len, canonical, NULL))
        f = sji_add(c, SJ_NDC_FORMAT, place, day, SJI_USUAL);
    if (f)
        f->system = SJ_NDC;
    const double quantity = line->ndc_units;
    const bool told = unit.len > 0 || quantity != 0; /* 0 alone may be silence */
    if (!told || ((unit.len == 0 || is_known_unit(unit)) && quantity > 0))
        return;
    f = sji_add(c, SJ_NDC_UNIT, place, day, SJI_USUAL);
    if (f) {
        f->system = SJ_NDC;
        f->found = quantity > 0; /* then it is the unit */
    }
}
