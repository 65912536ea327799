/*
 * Two procedure codes: what each PTP table in the image says of them in both
 * directions, and whether the add-on code table makes one the add-on of the other.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/pair.h"

const char *const cli_ptp_modifiers[] = {
    "59", "XE", "XP", "XS", "XU", "24", "25", "57", "58", "78", "79", "27",
    "91", "E1", "E2", "E3", "E4", "FA", "F1", "F2", "F3", "F4", "F5", "F6",
    "F7", "F8", "F9", "TA", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8",
    "T9", "LT", "RT", "LC", "LD", "RC", "LM", "RI", NULL};

bool cli_line_shape(const char *query, sj_system *out)
{
    static const sj_system systems[] = {SJ_HCPCS, SJ_CPT, SJ_CDT};
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        char canonical[SJ_CODE_CAP];
        if (sj_normalize(systems[i], query, strlen(query), canonical, NULL)) {
            *out = systems[i];
            return true;
        }
    }
    return false;
}

sj_date cli_line_pair_day(const sj_image *image, const sj_system systems[2],
                          const cli_options *options)
{
    if (options->has_date)
        return options->date;
    sj_date day = options->today, horizon = SJ_DATE_MIN;
    for (int k = 0; k < 2; k++) {
        sj_date as_of = cli_as_of(image, systems[k], options);
        day = as_of < day ? as_of : day;
    }
    for (int t = 0; t < CLI_PTP_TABLES; t++) {
        sj_date first, last;
        if (sj_line_table_days(image, (sj_line_table)(SJ_PTP_PRACTITIONER + t), &first,
                               &last) &&
            last > horizon)
            horizon = last;
    }
    return horizon != SJ_DATE_MIN && horizon < day ? horizon : day;
}

static void ask_way(const cli_pair *pair, sj_line_table table, int column1,
                    const uint32_t procedures[2], cli_ptp *out)
{
    const uint32_t one = procedures[column1], two = procedures[1 - column1];
    *out = (cli_ptp){.column1 = column1, .indicator = -1};
    if (one == SJ_NO_PROCEDURE || two == SJ_NO_PROCEDURE || one == two)
        return;
    size_t n = sj_ptp(pair->image, table, one, two, NULL, 0);
    out->rows = cli_allocate(n, sizeof *out->rows);
    out->count = sj_ptp(pair->image, table, one, two, out->rows, n);
    out->indicator = sj_ptp_indicator(pair->image, table, one, two, pair->as_of);
}

/* Whether a row of the add-on code table that is in force joins the two. */
static void ask_link(cli_pair *pair, int addon, const uint32_t procedures[2])
{
    cli_line_pair *lines = &pair->lines;
    const uint32_t primary = procedures[1 - addon];
    if (procedures[addon] == SJ_NO_PROCEDURE || primary == SJ_NO_PROCEDURE)
        return;
    size_t n = sj_addon(pair->image, procedures[addon], NULL, 0);
    sj_addon_row *rows = cli_allocate(n, sizeof *rows);
    n = sj_addon(pair->image, procedures[addon], rows, n);
    for (size_t i = 0; i < n; i++)
        if (rows[i].primary == primary && rows[i].from <= pair->as_of &&
            pair->as_of <= rows[i].to) {
            lines->links[lines->link_count++] =
                (cli_addon_link){.addon = addon, .row = rows[i]};
            break;
        }
    free(rows);
}

cli_pair_verdict cli_line_pair_ask(cli_pair *pair)
{
    cli_line_pair *lines = &pair->lines;
    uint32_t procedures[2];
    cli_pair_verdict verdict = CLI_PAIR_UNKNOWN;
    bool speaks = false;
    lines->asked = true;
    for (int k = 0; k < 2; k++)
        procedures[k] = sj_procedure_of(pair->image, pair->codes[k].code,
                                        strlen(pair->codes[k].code));
    for (int t = 0; t < CLI_PTP_TABLES; t++) {
        cli_ptp_table *table = &lines->tables[lines->table_count];
        table->table = (sj_line_table)(SJ_PTP_PRACTITIONER + t);
        if (!sj_line_table_days(pair->image, table->table, &table->first, &table->last))
            continue;
        lines->table_count++;
        table->speaks = table->first <= pair->as_of && pair->as_of <= table->last;
        speaks = speaks || table->speaks;
        for (int way = 0; way < 2; way++) {
            cli_ptp *ptp = &table->ways[way];
            ask_way(pair, table->table, way, procedures, ptp);
            if (!table->speaks)
                continue; /* rows are told, and hold up to its last day */
            if (ptp->indicator == 0)
                verdict = CLI_PAIR_CONFLICT;
            else if (ptp->indicator == 1 && verdict != CLI_PAIR_CONFLICT)
                verdict = CLI_PAIR_MODIFIER;
        }
    }
    ask_link(pair, 0, procedures);
    if (procedures[0] != procedures[1])
        ask_link(pair, 1, procedures);
    if (verdict != CLI_PAIR_UNKNOWN)
        sj_edit_set_add(&pair->edits, SJ_PX_PTP);
    else if (speaks)
        verdict = CLI_PAIR_NONE;
    if (!speaks)
        sj_edit_set_add(&pair->no_data, SJ_PX_PTP);
    return verdict;
}

void cli_line_pair_free(cli_line_pair *lines)
{
    for (size_t t = 0; t < lines->table_count; t++)
        for (int way = 0; way < 2; way++)
            free(lines->tables[t].ways[way].rows);
}
