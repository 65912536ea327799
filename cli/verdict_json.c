/*
 * A verdict as one JSON object on one line, keys in the order of docs/man/scrubjay.1.
 * What there is nothing to say about is left out; findings and no_data are always
 * there.
 */
#include <string.h>

#include "cli/json_write.h"
#include "cli/verdict.h"
#include "cli/x12_words.h"

enum {
    MESSAGE_CAP = 1024,
    FIX_CODES = 64, /* a header code can have thousands of completions */
    FIX_MODIFIERS = 8,
    ROOM = 8192, /* most results fit */
};

static void add_word(cli_writer *w, const char *key, const char *text)
{
    if (!text || !text[0])
        return;
    cli_write_key(w, key);
    cli_write_word(w, text);
}

static void add_count(cli_writer *w, const char *key, uint64_t count)
{
    cli_write_key(w, key);
    cli_write_count(w, count);
}

static void add_place(cli_writer *w, const char *key, sj_place place)
{
    char text[SJ_PLACE_CAP];
    if (place.kind == SJ_AT_NONE)
        return;
    sj_place_format(place, text);
    add_word(w, key, text);
}

static void add_code(cli_writer *w, const char *key, const sj_claim *claim,
                     sj_place place)
{
    char code[SJ_CODE_CAP] = "";
    if (place.kind == SJ_AT_NONE)
        return;
    sj_claim_code(claim, place, code);
    add_word(w, key, code);
}

static void add_mark(cli_writer *w, const char *key, bool marked)
{
    if (!marked)
        return;
    cli_write_key(w, key);
    cli_write_bool(w, true);
}

static void add_message(cli_writer *w, const cli_verdict *verdict,
                        const sj_finding *finding)
{
    char text[MESSAGE_CAP];
    size_t len =
        sj_finding_message(verdict->image, verdict->claim, finding, text, sizeof text);
    cli_write_key(w, "message");
    cli_write_text(w, text, len < sizeof text ? len : sizeof text - 1);
}

static void add_fix(cli_writer *w, const cli_verdict *verdict,
                    const sj_finding *finding)
{
    sj_entry codes[FIX_CODES];
    const char *modifiers[FIX_MODIFIERS];
    size_t n =
        sj_finding_codes(verdict->image, verdict->claim, finding, codes, FIX_CODES);
    size_t m = sj_finding_modifiers(verdict->image, verdict->claim, finding, modifiers,
                                    FIX_MODIFIERS);
    if (n == 0 && m == 0)
        return;
    cli_write_key(w, "fix");
    cli_write_object(w);
    if (n > 0) {
        cli_write_key(w, "codes");
        cli_write_array(w);
        for (size_t i = 0; i < n && i < FIX_CODES; i++) {
            char shown[SJ_CODE_CAP];
            sj_display((sj_system)codes[i].answer.system, codes[i].code, codes[i].len,
                       shown);
            cli_write_word(w, shown);
        }
        cli_write_array_end(w);
    }
    if (n > FIX_CODES)
        add_count(w, "of", n);
    if (m > 0) {
        cli_write_key(w, "modifiers");
        cli_write_array(w);
        for (size_t i = 0; i < m && i < FIX_MODIFIERS; i++)
            cli_write_word(w, modifiers[i]);
        cli_write_array_end(w);
    }
    cli_write_object_end(w);
}

static void add_source(cli_writer *w, const cli_verdict *verdict,
                       const sj_finding *finding)
{
    sj_citation from;
    if (!sj_finding_source(verdict->image, finding, &from) || !from.file)
        return;
    cli_write_key(w, "source");
    cli_write_object(w);
    cli_write_key(w, "file");
    cli_write_word(w, from.file);
    cli_write_key(w, "release");
    if (from.release && from.release[0])
        cli_write_word(w, from.release);
    else
        cli_write_null(w);
    if (from.row)
        add_count(w, "row", from.row);
    cli_write_object_end(w);
}

static void add_finding(cli_writer *w, const cli_verdict *verdict,
                        const sj_finding *finding)
{
    const sj_edit_info *edit = sj_edit_get((sj_edit)finding->edit);
    cli_write_object(w);
    add_word(w, "edit", edit ? edit->id : NULL);
    add_word(w, "severity", sj_severity_str((sj_severity)finding->severity));
    add_place(w, "at", finding->at);
    add_place(w, "with", finding->with);
    add_code(w, "code", verdict->claim, finding->at);
    add_code(w, "other", verdict->claim, finding->with);
    if (finding->date != SJ_NO_DATE) {
        cli_write_key(w, "date");
        cli_write_date(w, finding->date);
    }
    add_message(w, verdict, finding);
    add_fix(w, verdict, finding);
    add_word(w, "carc", edit ? edit->carc : NULL);
    add_source(w, verdict, finding);
    add_mark(w, "inferred", finding->marks & SJ_MARK_INFERRED);
    add_mark(w, "carried", finding->marks & SJ_MARK_CARRIED);
    cli_write_object_end(w);
}

/* Identifiers in their order, which is that of the catalogue. */
static void add_edits(cli_writer *w, const char *key, const sj_edit_set *set)
{
    cli_write_key(w, key);
    cli_write_array(w);
    if (!cli_is_empty_set(set))
        for (uint32_t i = 0; i < SJ_EDIT_COUNT; i++) {
            const sj_edit_info *edit = sj_edit_at(i);
            if (sj_edit_set_has(set, edit->edit))
                cli_write_word(w, edit->id);
        }
    cli_write_array_end(w);
}

static void add_nothing(cli_writer *w, const char *key)
{
    cli_write_key(w, key);
    cli_write_array(w);
    cli_write_array_end(w);
}

/* Where an 837 has the claim, or the fault. */
static void add_origin(cli_writer *w, const sj_x12_item *item)
{
    char control[CLI_CONTROL_CAP];
    size_t len = cli_x12_control(item, control);
    if (item->ordinal > 0)
        add_count(w, "at_segment", item->at.segment);
    if (len == 0)
        return;
    cli_write_key(w, "control");
    cli_write_text(w, control, len);
}

static void add_line_place(cli_writer *w, const cli_verdict *verdict)
{
    const cli_fault *fault = verdict->fault;
    add_count(w, "line", verdict->line);
    if (fault->column > 0)
        add_count(w, "column", (uint64_t)fault->column);
    if (fault->byte > 0)
        add_count(w, "byte", fault->byte);
    add_word(w, "at", fault->at);
}

static void add_segment_place(cli_writer *w, const sj_x12_fault *fault)
{
    add_count(w, "segment", fault->at.segment);
    add_count(w, "byte", fault->at.byte);
    if (fault->element > 0)
        add_count(w, "element", fault->element);
}

static void add_error(cli_writer *w, const cli_verdict *verdict)
{
    add_word(w, "status", "error");
    add_word(w, "reason", verdict->fault->reason);
    add_word(w, "file", verdict->file);
    if (!verdict->x12)
        add_line_place(w, verdict);
    else if (verdict->x12->fault.reason != SJ_X12_OK)
        add_segment_place(w, &verdict->x12->fault);
    add_nothing(w, "findings");
    add_nothing(w, "no_data");
}

static void add_findings(cli_writer *w, const cli_verdict *verdict)
{
    const sj_findings *findings = verdict->findings;
    add_word(w, "status", sj_severity_str(findings->worst));
    cli_write_key(w, "findings");
    cli_write_array(w);
    for (uint32_t i = 0; i < findings->count; i++)
        add_finding(w, verdict, &findings->items[i]);
    cli_write_array_end(w);
    add_edits(w, "no_data", &findings->no_data);
    if (verdict->verbose)
        add_edits(w, "not_evaluated", &findings->not_evaluated);
}

void cli_verdict_json(FILE *out, const cli_verdict *verdict)
{
    char room[ROOM];
    cli_writer writer = {.data = room, .cap = sizeof room, .lent = true}, *w = &writer;
    cli_write_object(w);
    cli_write_key(w, "claim");
    if (verdict->id)
        cli_write_text(w, verdict->id, verdict->id_len);
    else
        cli_write_null(w);
    if (verdict->x12)
        add_origin(w, verdict->x12);
    if (verdict->fault)
        add_error(w, verdict);
    else
        add_findings(w, verdict);
    add_word(w, "image", verdict->image_id);
    cli_write_object_end(w);
    cli_write_line(w, out);
    cli_writer_free(w);
}
