/*
 * What line tables say of two procedure codes, as JSON members, whose keys are a
 * contract (docs/man/scrubjay.1), and in text.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/pair.h"
#include "cli/print.h"
#include "cli/wrap.h"

static const char *code_of(const cli_pair *pair, int k)
{
    return pair->codes[k].code;
}

static bool is_in_force(const sj_ptp_row *row, sj_date day)
{
    return row->indicator <= 1 && row->from <= day && day <= row->to;
}

/* Until then 59 and X{EPSU} helped on the column 2 line alone. */
static bool column_2_alone(sj_date day)
{
    sj_date both = 0;
    (void)sj_date_from_ymd(2019, 7, 1, &both);
    return day < both;
}

/* ---- JSON ------------------------------------------------------------------------ */

static json_t *row_object(const cli_pair *pair, const cli_ptp_table *table,
                          const cli_ptp *ptp, const sj_ptp_row *row)
{
    json_t *object = json_object();
    cli_json_set(object, "table", json_string(sj_line_table_name(table->table)));
    cli_json_set(object, "column1", cli_json_word(code_of(pair, ptp->column1)));
    cli_json_set(object, "column2", cli_json_word(code_of(pair, 1 - ptp->column1)));
    cli_json_set(object, "from", cli_json_date(row->from));
    cli_json_set(object, "to", cli_json_date(row->to));
    cli_json_set(object, "indicator", cli_json_count(row->indicator));
    cli_json_set(object, "in_force", json_boolean(is_in_force(row, pair->as_of)));
    if (row->prior_1996)
        cli_json_set(object, "prior_1996", json_true());
    cli_json_set(object, "rationale",
                 cli_json_text(row->rationale, strlen(row->rationale)));
    cli_json_citation(object, &row->source);
    return object;
}

static json_t *table_object(const cli_ptp_table *table)
{
    json_t *object = json_object();
    cli_json_set(object, "table", json_string(sj_line_table_name(table->table)));
    cli_json_set(object, "from", cli_json_date(table->first));
    cli_json_set(object, "to", cli_json_date(table->last));
    cli_json_set(object, "speaks", json_boolean(table->speaks));
    return object;
}

static json_t *link_object(const cli_pair *pair, const cli_addon_link *link)
{
    json_t *object = json_object();
    cli_json_set(object, "addon", cli_json_word(code_of(pair, link->addon)));
    cli_json_set(object, "primary", cli_json_word(code_of(pair, 1 - link->addon)));
    cli_json_set(object, "type", cli_json_count(link->row.type));
    cli_json_set(object, "from", cli_json_date(link->row.from));
    cli_json_set(object, "to", cli_json_date(link->row.to));
    cli_json_citation(object, &link->row.source);
    return object;
}

void cli_line_pair_json(json_t *object, const cli_pair *pair)
{
    const cli_line_pair *lines = &pair->lines;
    json_t *rows = json_array(), *tables = json_array(), *links = json_array();
    json_t *modifiers = json_array();
    for (size_t t = 0; t < lines->table_count; t++) {
        const cli_ptp_table *table = &lines->tables[t];
        cli_json_push(tables, table_object(table));
        for (int way = 0; way < 2; way++)
            for (size_t i = 0; i < table->ways[way].count; i++)
                cli_json_push(rows, row_object(pair, table, &table->ways[way],
                                               &table->ways[way].rows[i]));
    }
    for (size_t i = 0; i < lines->link_count; i++)
        cli_json_push(links, link_object(pair, &lines->links[i]));
    if (pair->verdict == CLI_PAIR_MODIFIER)
        for (const char *const *m = cli_ptp_modifiers; *m; m++)
            cli_json_push(modifiers, json_string(*m));
    cli_json_set(object, "rows", rows);
    cli_json_set(object, "modifiers", modifiers);
    cli_json_set(object, "addon", links);
    cli_json_set(object, "tables", tables);
}

/* ---- text ------------------------------------------------------------------------ */

/* "2024-01-01 to 2024-12-31:", "since 2024-01-01:" */
static void add_days(cli_wrap *wrap, sj_date from, sj_date to)
{
    char first[SJ_DATE_CAP], last[SJ_DATE_CAP];
    sj_date_format(from, first);
    sj_date_format(to, last);
    cli_wrap_add(wrap, last[0] ? "" : "since");
    cli_wrap_add(wrap, first);
    cli_wrap_add(wrap, last[0] ? "to" : "");
    cli_wrap_add(wrap, last);
    wrap->glued = true;
    cli_wrap_add(wrap, ":");
}

static const char *indicator_words(unsigned indicator)
{
    switch (indicator) {
    case 0:
        return "indicator 0, no modifier clears it";
    case 1:
        return "indicator 1, a modifier clears it";
    default:
        return "indicator 9, it never was in force";
    }
}

static void add_citation(cli_wrap *wrap, const sj_citation *from)
{
    char line[24];
    if (!from->file)
        return;
    cli_wrap_add(wrap, "-");
    cli_wrap_add(wrap, from->file);
    if (!from->row)
        return;
    (void)snprintf(line, sizeof line, "line %" PRIu32, from->row);
    cli_wrap_add(wrap, line);
}

static void print_row(const cli_pair *pair, const cli_ptp *ptp, const sj_ptp_row *row)
{
    cli_wrap wrap;
    cli_wrap_begin(&wrap, stdout, 4, 2, is_in_force(row, pair->as_of) ? ">" : "");
    add_days(&wrap, row->from, row->to);
    cli_wrap_add(&wrap, code_of(pair, 1 - ptp->column1));
    cli_wrap_add(&wrap, "is denied beside");
    cli_wrap_add(&wrap, code_of(pair, ptp->column1));
    wrap.glued = true;
    cli_wrap_add(&wrap, ";");
    cli_wrap_add(&wrap, indicator_words(row->indicator));
    if (row->rationale[0]) {
        wrap.glued = true;
        cli_wrap_add(&wrap, ";");
        cli_wrap_add(&wrap, row->rationale);
    }
    add_citation(&wrap, &row->source);
    cli_wrap_end(&wrap);
}

static void print_table(const cli_pair *pair, const cli_ptp_table *table)
{
    cli_wrap wrap;
    cli_wrap_begin(&wrap, stdout, 2, 0, sj_line_table_name(table->table));
    if (!table->speaks)
        cli_wrap_add(&wrap, "(does not speak for the day)");
    wrap.glued = true;
    cli_wrap_add(&wrap, ":");
    if (table->ways[0].count + table->ways[1].count == 0)
        cli_wrap_add(&wrap, "no row");
    cli_wrap_end(&wrap);
    for (int way = 0; way < 2; way++)
        for (size_t i = 0; i < table->ways[way].count; i++)
            print_row(pair, &table->ways[way], &table->ways[way].rows[i]);
}

static void print_modifiers(const cli_pair *pair)
{
    cli_wrap wrap;
    cli_wrap_begin(&wrap, stdout, 0, 10, "clear by");
    for (const char *const *m = cli_ptp_modifiers; *m; m++)
        cli_wrap_add(&wrap, *m);
    if (column_2_alone(pair->as_of))
        cli_wrap_add(&wrap, "(59 and XE XP XS XU on the denied line, on this day)");
    cli_wrap_end(&wrap);
}

void cli_line_pair_text(const cli_pair *pair)
{
    const cli_line_pair *lines = &pair->lines;
    if (pair->verdict == CLI_PAIR_MODIFIER)
        print_modifiers(pair);
    for (size_t i = 0; i < lines->link_count; i++)
        printf("add-on    %s is an add-on code of %s (type %u)\n",
               code_of(pair, lines->links[i].addon),
               code_of(pair, 1 - lines->links[i].addon), lines->links[i].row.type);
    if (lines->table_count > 0)
        putchar('\n');
    for (size_t t = 0; t < lines->table_count; t++)
        print_table(pair, &lines->tables[t]);
}
