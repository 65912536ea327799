/*
 * What a claim does not tell is left out. Codes, modifiers and the rest are as on the
 * wire; numbers are those that were read, to the last bit.
 */
#include "cli/claim_write.h"

#include "cli/x12_words.h"

static const char *const types[] = {"professional", "institutional", "dental"};

/* ---- single values ----------------------------------------------------------------
 */

static void put_text(cli_writer *w, const char *key, sj_str text)
{
    if (text.len == 0)
        return;
    cli_write_key(w, key);
    cli_write_text(w, text.text, text.len);
}

static void put_date(cli_writer *w, const char *key, sj_date date)
{
    if (date == SJ_NO_DATE)
        return;
    cli_write_key(w, key);
    cli_write_date(w, date);
}

/* Left out where it is what a reader takes for granted. */
static void put_number(cli_writer *w, const char *key, double value, double granted)
{
    if (value == granted)
        return;
    cli_write_key(w, key);
    cli_write_number(w, value);
}

static void put_count(cli_writer *w, const char *key, uint64_t count)
{
    cli_write_key(w, key);
    cli_write_count(w, count);
}

/* ---- diagnoses and procedures -----------------------------------------------------
 */

static void put_wire(cli_writer *w, unsigned wire)
{
    static const char *const names[] = {"dot", "qualifier", "not_principal"};
    if (wire == 0)
        return;
    cli_write_key(w, "x12");
    cli_write_array(w);
    for (unsigned bit = 0; bit < 3; bit++)
        if (wire >> bit & 1)
            cli_write_word(w, names[bit]);
    cli_write_array_end(w);
}

/* A code, also an empty one: it takes a place. */
static void put_code(cli_writer *w, sj_str code)
{
    cli_write_key(w, "code");
    cli_write_text(w, code.len ? code.text : "", code.len);
}

static void put_version(cli_writer *w, unsigned version)
{
    if (version)
        put_count(w, "version", version);
}

static void write_diagnosis(cli_writer *w, const sj_diagnosis *dx)
{
    cli_write_object(w);
    put_code(w, dx->code);
    put_text(w, "poa", dx->poa);
    put_version(w, dx->version);
    put_wire(w, dx->wire);
    cli_write_object_end(w);
}

static void put_diagnoses(cli_writer *w, const char *key, const sj_diagnosis *list,
                          uint32_t count)
{
    if (count == 0)
        return;
    cli_write_key(w, key);
    cli_write_array(w);
    for (uint32_t i = 0; i < count; i++)
        write_diagnosis(w, &list[i]);
    cli_write_array_end(w);
}

static void put_procedures(cli_writer *w, const sj_claim *claim)
{
    if (claim->px_count == 0)
        return;
    cli_write_key(w, "px");
    cli_write_array(w);
    for (uint32_t i = 0; i < claim->px_count; i++) {
        const sj_procedure *px = &claim->px[i];
        cli_write_object(w);
        put_code(w, px->code);
        put_date(w, "date", px->date);
        put_version(w, px->version);
        put_wire(w, px->wire);
        cli_write_object_end(w);
    }
    cli_write_array_end(w);
}

/* ---- lines ------------------------------------------------------------------------
 */

/* Empty places before the last modifier are kept: they are findings. */
static void put_modifiers(cli_writer *w, const sj_line *line)
{
    size_t count = SJ_MODIFIERS_MAX;
    while (count > 0 && line->modifiers[count - 1].len == 0)
        count--;
    if (count == 0)
        return;
    cli_write_key(w, "mods");
    cli_write_array(w);
    for (size_t i = 0; i < count; i++) {
        sj_str modifier = line->modifiers[i];
        cli_write_text(w, modifier.len ? modifier.text : "", modifier.len);
    }
    cli_write_array_end(w);
}

static void put_pointers(cli_writer *w, const sj_line *line)
{
    if (line->pointer_count == 0)
        return;
    cli_write_key(w, "dx");
    cli_write_array(w);
    for (uint32_t i = 0; i < line->pointer_count; i++)
        if (line->pointers[i] == 0)
            cli_write_null(w);
        else
            cli_write_integer(w, line->pointers[i]);
    cli_write_array_end(w);
}

static void write_line(cli_writer *w, const sj_line *line, const sj_x12_line *names)
{
    cli_write_object(w);
    put_text(w, "number", names->number);
    put_text(w, "control", names->control);
    put_text(w, "rev", line->revenue);
    put_text(w, "code", line->code);
    put_modifiers(w, line);
    put_text(w, "description", line->description);
    put_number(w, "charge", line->charge, -1);
    put_number(w, "units", line->units, 1);
    put_text(w, "unit", line->unit);
    put_date(w, "date", line->from);
    if (line->to != line->from)
        put_date(w, "to", line->to);
    put_text(w, "pos", line->pos);
    put_pointers(w, line);
    put_text(w, "provider", line->provider);
    put_text(w, "ndc", line->ndc);
    put_number(w, "ndc_units", line->ndc_units, 0);
    put_text(w, "ndc_unit", line->ndc_unit);
    cli_write_object_end(w);
}

static void put_lines(cli_writer *w, const sj_x12_item *item)
{
    const sj_claim *claim = &item->claim;
    if (claim->line_count == 0)
        return;
    cli_write_key(w, "lines");
    cli_write_array(w);
    for (uint32_t i = 0; i < claim->line_count; i++)
        write_line(w, &claim->lines[i], &item->lines[i]);
    cli_write_array_end(w);
}

/* ---- the claim --------------------------------------------------------------------
 */

static void put_patient(cli_writer *w, const sj_claim *claim)
{
    if (claim->birth == SJ_NO_DATE && claim->sex.len == 0)
        return;
    cli_write_key(w, "patient");
    cli_write_object(w);
    put_date(w, "birth", claim->birth);
    put_text(w, "sex", claim->sex);
    cli_write_object_end(w);
}

static void put_control(cli_writer *w, const sj_x12_item *item)
{
    char control[CLI_CONTROL_CAP];
    size_t len = cli_x12_control(item, control);
    put_text(w, "control", (sj_str){control, (uint32_t)len});
}

void cli_claim_write(cli_writer *w, const sj_x12_item *item)
{
    const sj_claim *claim = &item->claim;
    cli_write_object(w);
    put_text(w, "id", item->id);
    put_count(w, "at_segment", item->at.segment);
    put_control(w, item);
    cli_write_key(w, "type");
    cli_write_word(w, types[claim->type]);
    put_text(w, "payer", claim->payer);
    put_text(w, "bill_type", claim->bill_type);
    put_date(w, "from", claim->from);
    put_date(w, "to", claim->to);
    put_date(w, "admission", claim->admission);
    if (claim->receipt) /* zero is "not told", too */
        put_date(w, "receipt", claim->receipt);
    put_text(w, "discharge_status", claim->discharge_status);
    put_patient(w, claim);
    put_text(w, "pos", claim->pos);
    put_text(w, "provider", claim->provider);
    put_diagnoses(w, "dx", claim->dx, claim->dx_count);
    if (claim->admitting) {
        cli_write_key(w, "admitting");
        write_diagnosis(w, claim->admitting);
    }
    put_diagnoses(w, "reason", claim->reason, claim->reason_count);
    put_diagnoses(w, "external", claim->external, claim->external_count);
    put_procedures(w, claim);
    if (claim->strange_qualifiers)
        put_count(w, "strange_qualifiers", claim->strange_qualifiers);
    put_lines(w, item);
    cli_write_object_end(w);
}
