/*
 * Line data as JSON members, whose keys are a contract (docs/man/scrubjay.1), and as
 * lines of text.
 */
#include <inttypes.h>
#include <string.h>

#include "cli/line_data.h"
#include "cli/print.h"
#include "cli/wrap.h"

enum { DETAIL_INDENT = 10, LABEL_WIDTH = 10, PRIMARIES_SHOWN = 12 };

/* ---- JSON ------------------------------------------------------------------------ */

/* A character of a file, or null where it has none. */
static void set_letter(json_t *object, const char *key, char letter)
{
    const char text[2] = {letter == ' ' ? '\0' : letter, '\0'};
    cli_json_set(object, key, cli_json_word(text));
}

static void set_days(json_t *object, sj_date from, sj_date to)
{
    cli_json_set(object, "from", cli_json_date(from));
    cli_json_set(object, "to", cli_json_date(to));
}

static json_t *pricing_object(const sj_hcpcs_facts *facts)
{
    json_t *object = json_object(), *list = json_array();
    for (int i = 0; i < 4; i++)
        if (facts->pricing[i][0])
            cli_json_push(list, cli_json_word(facts->pricing[i]));
    cli_json_set(object, "indicators", list);
    set_letter(object, "multiple", facts->multiple_pricing);
    cli_json_set(object, "type_of_service", cli_json_word(facts->type_of_service));
    cli_json_set(object, "betos", cli_json_word(facts->betos));
    cli_json_set(object, "asc_group", cli_json_word(facts->asc_group));
    cli_json_set(object, "processing_note", cli_json_word(facts->processing_note));
    cli_json_set(object, "anesthesia_units", cli_json_word(facts->anesthesia_units));
    cli_json_set(object, "from", cli_json_date(facts->from));
    return object;
}

static json_t *fee_object(const sj_fee_row *fee)
{
    json_t *object = json_object();
    cli_json_set(object, "modifier", cli_json_word(fee->modifier));
    set_letter(object, "status", fee->status);
    set_letter(object, "pctc", fee->pctc);
    cli_json_set(object, "global", cli_json_word(fee->glob));
    set_letter(object, "multiple", fee->mult);
    set_letter(object, "bilateral", fee->bilat);
    set_letter(object, "assistant", fee->asst);
    set_letter(object, "co_surgeons", fee->co);
    set_letter(object, "team", fee->team);
    set_days(object, fee->from, fee->to);
    cli_json_citation(object, &fee->source);
    return object;
}

static json_t *limit_object(const cli_limit *limit)
{
    json_t *object = json_object();
    const char *rationale = limit->limit.rationale;
    cli_json_set(object, "table", json_string(sj_line_table_name(limit->table)));
    cli_json_set(object, "value", cli_json_count(limit->limit.value));
    cli_json_set(object, "mai",
                 limit->limit.mai ? cli_json_count(limit->limit.mai) : json_null());
    set_days(object, limit->limit.from, limit->limit.to);
    cli_json_set(object, "rationale", cli_json_text(rationale, strlen(rationale)));
    cli_json_citation(object, &limit->limit.source);
    return object;
}

static json_t *addon_object(const cli_line_data *data, const sj_addon_row *row)
{
    json_t *object = json_object();
    char primary[SJ_CODE_CAP] = "";
    (void)sj_procedure_code(data->image, row->primary, primary);
    cli_json_set(object, "type", cli_json_count(row->type));
    cli_json_set(object, "primary", cli_json_word(primary));
    set_days(object, row->from, row->to);
    cli_json_citation(object, &row->source);
    return object;
}

static json_t *service_object(const sj_service_limit *limit)
{
    json_t *object = json_object();
    cli_json_set(object, "limit",
                 json_string(sj_limit_name((sj_limit_kind)limit->kind)));
    cli_json_set(object, "value", cli_json_word(limit->value));
    cli_json_set(object, "severity",
                 limit->severity
                     ? json_string(sj_severity_str((sj_severity)limit->severity))
                     : json_null());
    set_days(object, limit->from, limit->to);
    cli_json_set(object, "citation",
                 cli_json_text(limit->citation, strlen(limit->citation)));
    cli_json_citation(object, &limit->source);
    return object;
}

void cli_line_data_json(json_t *object, const cli_line_data *data)
{
    if (data->procedure == SJ_NO_PROCEDURE)
        return;
    json_t *fees = json_array(), *limits = json_array(), *addons = json_array();
    json_t *services = json_array();
    for (size_t i = 0; i < data->fee_count; i++)
        cli_json_push(fees, fee_object(&data->fees[i]));
    for (size_t i = 0; i < data->limit_count; i++)
        cli_json_push(limits, limit_object(&data->limits[i]));
    for (size_t i = 0; i < data->addon_count; i++)
        cli_json_push(addons, addon_object(data, &data->addons[i]));
    for (size_t i = 0; i < data->service_count; i++)
        if (data->services[i].from <= data->services[i].to &&
            sj_limit_name((sj_limit_kind)data->services[i].kind))
            cli_json_push(services, service_object(&data->services[i]));
    if (data->has_facts) {
        set_letter(object, "coverage", data->facts.coverage);
        cli_json_set(object, "pricing", pricing_object(&data->facts));
    }
    cli_json_set(object, "fees", fees);
    cli_json_set(object, "mue", limits);
    cli_json_set(object, "addon", addons);
    cli_json_set(object, "limits", services);
}

/* ---- text ------------------------------------------------------------------------ */

static void begin(cli_wrap *wrap, const char *label)
{
    cli_wrap_begin(wrap, stdout, DETAIL_INDENT, LABEL_WIDTH, label);
}

/* "name value", when there is a value. */
static void add(cli_wrap *wrap, const char *name, const char *value)
{
    if (!value[0])
        return;
    cli_wrap_add(wrap, name);
    cli_wrap_add(wrap, value);
}

static void add_letter(cli_wrap *wrap, const char *name, char letter)
{
    const char text[2] = {letter == ' ' ? '\0' : letter, '\0'};
    add(wrap, name, text);
}

/* "(2024-01-01 to 2024-03-31)" */
static void add_days(cli_wrap *wrap, sj_date from, sj_date to)
{
    char first[SJ_DATE_CAP], last[SJ_DATE_CAP], text[2 * SJ_DATE_CAP + 16];
    sj_date_format(from, first);
    sj_date_format(to, last);
    (void)snprintf(text, sizeof text, last[0] ? "(%s to %s)" : "(since %s)", first,
                   last);
    cli_wrap_add(wrap, text);
}

static void print_facts(const sj_hcpcs_facts *facts)
{
    cli_wrap wrap;
    const char *words = cli_coverage_words(facts->coverage);
    const char coverage[2] = {facts->coverage, '\0'};
    if (words[0]) {
        begin(&wrap, "coverage");
        cli_wrap_add(&wrap, coverage);
        cli_wrap_add(&wrap, words);
        cli_wrap_end(&wrap);
    }
    if (!facts->pricing[0][0] && !facts->type_of_service[0] && !facts->betos[0])
        return; /* a record without that part */
    begin(&wrap, "pricing");
    for (int i = 0; i < 4; i++)
        cli_wrap_add(&wrap, facts->pricing[i]);
    add_letter(&wrap, "multiple", facts->multiple_pricing);
    add(&wrap, "type of service", facts->type_of_service);
    add(&wrap, "BETOS", facts->betos);
    add(&wrap, "ASC group", facts->asc_group);
    add(&wrap, "processing note", facts->processing_note);
    add(&wrap, "anesthesia units", facts->anesthesia_units);
    cli_wrap_end(&wrap);
}

static void print_fee(const sj_fee_row *fee, bool first)
{
    cli_wrap wrap;
    begin(&wrap, first ? "fees" : "");
    add(&wrap, "with", fee->modifier);
    add_letter(&wrap, "status", fee->status);
    add_letter(&wrap, "PCTC", fee->pctc);
    add(&wrap, "global", fee->glob);
    add_letter(&wrap, "multiple", fee->mult);
    add_letter(&wrap, "bilateral", fee->bilat);
    add_letter(&wrap, "assistant", fee->asst);
    add_letter(&wrap, "co-surgeons", fee->co);
    add_letter(&wrap, "team", fee->team);
    add_days(&wrap, fee->from, fee->to);
    cli_wrap_end(&wrap);
}

static void print_limit(const cli_limit *limit, bool first)
{
    cli_wrap wrap;
    char value[48];
    begin(&wrap, first ? "units" : "");
    (void)snprintf(value, sizeof value, "at most %" PRIu32 " a %s,", limit->limit.value,
                   limit->limit.mai > 1 ? "day" : "line");
    cli_wrap_add(&wrap, value);
    if (limit->limit.mai) {
        (void)snprintf(value, sizeof value, "MAI %u,", limit->limit.mai);
        cli_wrap_add(&wrap, value);
    }
    cli_wrap_add(&wrap, sj_line_table_name(limit->table));
    add_days(&wrap, limit->limit.from, limit->limit.to);
    cli_wrap_end(&wrap);
}

/* The primaries of the day, the first of them by code. */
static void print_addons(const cli_line_data *data)
{
    cli_wrap wrap;
    size_t in_force = 0;
    char more[32];
    for (size_t i = 0; i < data->addon_count; i++) {
        const sj_addon_row *row = &data->addons[i];
        char primary[SJ_CODE_CAP], type[16];
        if (row->from > data->addon_day || row->to < data->addon_day)
            continue;
        if (in_force == 0) {
            begin(&wrap, "add-on");
            (void)snprintf(type, sizeof type, "type %u,", row->type);
            cli_wrap_add(&wrap, type);
            cli_wrap_add(&wrap, "primary:");
        }
        if (in_force++ >= PRIMARIES_SHOWN)
            continue;
        bool listed = sj_procedure_code(data->image, row->primary, primary) > 0;
        cli_wrap_add(&wrap, listed ? primary : "told by the contractor");
    }
    if (in_force == 0)
        return;
    if (in_force > PRIMARIES_SHOWN) {
        (void)snprintf(more, sizeof more, "and %zu more", in_force - PRIMARIES_SHOWN);
        cli_wrap_add(&wrap, more);
    }
    cli_wrap_end(&wrap);
}

/* The limits of the day. */
static void print_services(const cli_line_data *data)
{
    bool first = true;
    for (size_t i = 0; i < data->service_count; i++) {
        const sj_service_limit *limit = &data->services[i];
        cli_wrap wrap;
        if (limit->from > data->service_day || limit->to < data->service_day ||
            !sj_limit_name((sj_limit_kind)limit->kind))
            continue;
        begin(&wrap, first ? "limits" : "");
        first = false;
        cli_wrap_add(&wrap, sj_limit_name((sj_limit_kind)limit->kind));
        cli_wrap_add(&wrap, limit->value);
        add_days(&wrap, limit->from, limit->to);
        cli_wrap_add(&wrap, limit->citation);
        cli_wrap_end(&wrap);
    }
}

void cli_line_data_text(const cli_line_data *data)
{
    if (data->procedure == SJ_NO_PROCEDURE)
        return;
    if (data->has_facts)
        print_facts(&data->facts);
    for (size_t i = 0; i < data->fee_count; i++)
        print_fee(&data->fees[i], i == 0);
    for (size_t i = 0; i < data->limit_count; i++)
        print_limit(&data->limits[i], i == 0);
    print_addons(data);
    print_services(data);
}
