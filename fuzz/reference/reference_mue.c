/*
 * Medically unlikely edits, day by day (DOMAIN.md 3.7).
 */
#include "fuzz/reference/reference_lines.h"

#include <math.h>
#include <string.h>

static const sj_place none = {.kind = SJ_AT_NONE};

/* Units of the line on one of its days. */
static double units_on(const ref_lines *l, const ref_line *line)
{
    const ref_fee *fee = ref_fee_of(l->tables, line->number, line->first);
    int days = line->last - line->first + 1;
    if (ref_bears(line, "55") && fee &&
        (strcmp(fee->glob, "010") == 0 || strcmp(fee->glob, "090") == 0))
        return 1; /* they count days of care after the operation */
    if (!(line->line->units > 0))
        return 0;
    return days > 1 ? floor(line->line->units / days + 0.5) : line->line->units;
}

static double sum_on(const ref_lines *l, const ref_line *line, sj_date day)
{
    double sum = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        const ref_line *other = &l->lines[i];
        if (ref_takes_part(other) && other->number == line->number &&
            ref_same_text(other->provider, line->provider) && day >= other->first &&
            day <= other->last)
            sum += units_on(l, other);
    }
    return sum;
}

static void judge(ref_lines *l, const ref_line *line, sj_line_table table)
{
    bool zero = false, over = false;
    sj_date zero_day = 0, over_day = 0;
    uint8_t mai = 0;
    for (sj_date day = line->first; day <= line->last; day++) {
        const ref_mue_file *file = ref_mue_on(l->tables, table, day);
        if (!file) {
            ref_no_data(l->c, SJ_PX_MUE);
            continue;
        }
        const ref_mue_row *row = ref_mue_of(file, line->number);
        if (row && row->value == 0 && !zero) {
            zero = true;
            zero_day = day;
        }
        if (!row || row->value == 0 || over)
            continue;
        double units = row->mai >= 2 ? sum_on(l, line, day) : units_on(l, line);
        if (units > row->value) {
            over = true;
            over_day = day;
            mai = row->mai;
        }
    }
    if (zero)
        ref_find_on(l, SJ_PX_MUE_ZERO, SJ_REJECT, line, none, zero_day);
    else if (over)
        ref_find_on(l, SJ_PX_MUE, mai == 3 ? SJ_WARN : SJ_REJECT, line, none, over_day);
}

void ref_judge_mue(ref_lines *l)
{
    int table = l->c->kind == REF_P ? SJ_MUE_PRACTITIONER : SJ_MUE_HOSPITAL;
    if (l->medicaid)
        table += SJ_MUE_MEDICAID_PRACTITIONER - SJ_MUE_PRACTITIONER;
    for (uint32_t i = 0; i < l->count && l->c->kind != REF_IP; i++)
        if (ref_takes_part(&l->lines[i]))
            judge(l, &l->lines[i], (sj_line_table)table);
}
