/*
 * Service lines of the NDJSON claim form, of the claim and of its history.
 */
#include <stddef.h>

#include "cli/claim_fields.h"

enum { RANK_NDC_UNIT = 14, RANK_NDC_UNITS = 15 };

static void read_modifiers(cli_claim_reader *r, const cli_spot *where, void *to)
{
    sj_line *line = to;
    if (!cli_open_list(r, where))
        return;
    for (size_t i = CLI_NO_INDEX; cli_next_item(r, where, SJ_MODIFIERS_MAX, &i);) {
        const cli_spot item = cli_inner_of(where, i);
        (void)cli_read_string(r, &item, &line->modifiers[i]);
    }
}

/* There is room for all pointers that the text can hold. */
static void read_pointers(cli_claim_reader *r, const cli_spot *where, void *to)
{
    sj_line *line = to;
    int32_t *into = r->pointers + r->pointer_count;
    size_t i = CLI_NO_INDEX;
    if (!cli_open_list(r, where))
        return;
    while (cli_next_item(r, where, SJ_CLAIM_ITEMS_MAX, &i)) {
        const cli_spot item = cli_inner_of(where, i);
        int64_t pointer = 0; /* null: an empty place */
        if (cli_scan_peek(&r->scan) == 'n')
            (void)cli_scan_null(&r->scan);
        else
            (void)cli_read_integer(r, &item, INT64_MIN, INT64_MAX, "must be an integer",
                                   &pointer);
        /* Whatever is that far off points to no diagnosis. */
        into[i] = pointer > INT32_MAX   ? INT32_MAX
                  : pointer < INT32_MIN ? INT32_MIN
                                        : (int32_t)pointer;
    }
    line->pointers = into;
    line->pointer_count = (uint32_t)i;
    r->pointer_count += i;
}

/* ---- NDC: a string beside "ndc_unit" and "ndc_units", or an object of the three
 * ------ */

static const cli_field ndc_fields[] = {
    {"code", "ndc.code", cli_read_text, 4, 14, offsetof(sj_line, ndc)},
    {"unit", "ndc.unit", cli_read_text, 4, 15, offsetof(sj_line, ndc_unit)},
    {"units", "ndc.units", cli_read_number, 5, 13, offsetof(sj_line, ndc_units)},
};

static const cli_table ndc_table = {CLI_FIELDS(ndc_fields)};

static void read_ndc(cli_claim_reader *r, const cli_spot *where, void *to)
{
    sj_line *line = to;
    const cli_spot inside = cli_key_of(where, NULL, 0);
    if (cli_scan_peek(&r->scan) == '{')
        cli_read_object(r, &ndc_table, &inside, line);
    else
        r->ndc.is_string = cli_read_string(r, where, &line->ndc);
}

/* These two count beside a string only: what is wrong with them waits until it is known
 * that there is one. */
static void read_ndc_unit(cli_claim_reader *r, const cli_spot *where, void *to)
{
    (void)where, (void)to;
    r->ndc.bad_unit = cli_scan_peek(&r->scan) != '"';
    if (r->ndc.bad_unit)
        cli_scan_skip(&r->scan);
    else
        (void)cli_scan_string(&r->scan, &r->ndc.unit);
}

static void read_ndc_units(cli_claim_reader *r, const cli_spot *where, void *to)
{
    cli_scan_number number;
    (void)where, (void)to;
    r->ndc.bad_units = !cli_begins_number(cli_scan_peek(&r->scan));
    if (r->ndc.bad_units)
        cli_scan_skip(&r->scan);
    else if (cli_scan_number_read(&r->scan, &number))
        r->ndc.units = number.value;
}

static void close_ndc(cli_claim_reader *r, const cli_spot *where, sj_line *line)
{
    const cli_spot unit = cli_key_of(where, "ndc_unit", RANK_NDC_UNIT);
    const cli_spot units = cli_key_of(where, "ndc_units", RANK_NDC_UNITS);
    if (!r->ndc.is_string)
        return;
    line->ndc_unit = r->ndc.unit;
    line->ndc_units = r->ndc.units;
    if (r->ndc.bad_unit)
        cli_refuse(r, &unit, "must be a string");
    if (r->ndc.bad_units)
        cli_refuse(r, &units, "must be a number");
}

/* ---- lines ------------------------------------------------------------------------
 */

static const cli_field line_fields[] = {
    CLI_FIELD("rev", cli_read_text, 2, offsetof(sj_line, revenue)),
    CLI_FIELD("code", cli_read_text, 1, offsetof(sj_line, code)),
    CLI_FIELD("mods", read_modifiers, 7, 0),
    CLI_FIELD("units", cli_read_number, 11, offsetof(sj_line, units)),
    CLI_FIELD("unit", cli_read_text, 5, offsetof(sj_line, unit)),
    CLI_FIELD("charge", cli_read_number, 12, offsetof(sj_line, charge)),
    CLI_FIELD("date", cli_read_date, 9, offsetof(sj_line, from)),
    CLI_FIELD("to", cli_read_date, 10, offsetof(sj_line, to)),
    CLI_FIELD("dx", read_pointers, 8, 0),
    CLI_FIELD("pos", cli_read_text, 3, offsetof(sj_line, pos)),
    CLI_FIELD("provider", cli_read_text, 4, offsetof(sj_line, provider)),
    CLI_FIELD("ndc", read_ndc, 13, 0),
    CLI_FIELD("ndc_units", read_ndc_units, RANK_NDC_UNITS, 0),
    CLI_FIELD("ndc_unit", read_ndc_unit, RANK_NDC_UNIT, 0),
    CLI_FIELD("description", cli_read_text, 6, offsetof(sj_line, description)),
};

static const cli_table line_table = {CLI_FIELDS(line_fields)};

static void read_line(cli_claim_reader *r, const cli_spot *where, sj_line *line)
{
    *line = (sj_line){.units = 1, .charge = -1, .from = SJ_NO_DATE, .to = SJ_NO_DATE};
    r->ndc = (cli_ndc_parts){.is_string = false};
    if (cli_scan_peek(&r->scan) != '{') {
        cli_refuse_value(r, where, "must be an object");
        return;
    }
    cli_read_object(r, &line_table, where, line);
    close_ndc(r, where, line);
    if (line->from != SJ_NO_DATE && line->to == SJ_NO_DATE)
        line->to = line->from; /* a date alone is one day (RULINGS 16) */
}

static void read_list(cli_claim_reader *r, const cli_spot *where, unsigned rank,
                      sj_line *into, const sj_line **list, uint32_t *count)
{
    size_t i = CLI_NO_INDEX;
    if (!cli_open_list(r, where))
        return;
    while (cli_next_item(r, where, SJ_CLAIM_LINES_MAX, &i)) {
        const cli_spot item = cli_item_of(where, rank, i);
        read_line(r, &item, &into[i]);
    }
    *list = into;
    *count = (uint32_t)i;
}

void cli_read_lines(cli_claim_reader *r, const cli_spot *where, void *to)
{
    (void)to;
    read_list(r, where, CLI_RANK_LINE_ITEMS, r->lines, &r->claim.lines,
              &r->claim.line_count);
}

void cli_read_history(cli_claim_reader *r, const cli_spot *where, void *to)
{
    (void)to;
    read_list(r, where, CLI_RANK_HISTORY_ITEMS, r->lines + SJ_CLAIM_LINES_MAX,
              &r->claim.history, &r->claim.history_count);
}
