/*
 * A verdict as one JSON object on one line, keys in the order of docs/man/scrubjay.1.
 * What there is nothing to say about is left out; findings and no_data are always
 * there.
 */
#include <string.h>

#include "cli/print.h"
#include "cli/verdict.h"

enum {
    MESSAGE_CAP = 1024,
    FIX_CODES = 64, /* a header code can have thousands of completions */
    FIX_MODIFIERS = 8,
};

static void set_word(json_t *object, const char *key, const char *text)
{
    if (text && text[0])
        cli_json_set(object, key, cli_json_text(text, strlen(text)));
}

static void set_place(json_t *object, const char *key, sj_place place)
{
    char text[SJ_PLACE_CAP];
    if (place.kind == SJ_AT_NONE)
        return;
    sj_place_format(place, text);
    set_word(object, key, text);
}

static void set_code(json_t *object, const char *key, const sj_claim *claim,
                     sj_place place)
{
    char code[SJ_CODE_CAP] = "";
    if (place.kind == SJ_AT_NONE)
        return;
    sj_claim_code(claim, place, code);
    set_word(object, key, code);
}

static void set_message(json_t *object, const cli_verdict *verdict,
                        const sj_finding *finding)
{
    char text[MESSAGE_CAP];
    size_t len =
        sj_finding_message(verdict->image, verdict->claim, finding, text, sizeof text);
    cli_json_set(object, "message",
                 cli_json_text(text, len < sizeof text ? len : sizeof text - 1));
}

static json_t *fix_codes(const sj_entry *codes, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count && i < FIX_CODES; i++) {
        char shown[SJ_CODE_CAP];
        sj_display((sj_system)codes[i].answer.system, codes[i].code, codes[i].len,
                   shown);
        cli_json_push(list, json_string(shown));
    }
    return list;
}

static void set_fix(json_t *object, const cli_verdict *verdict,
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
    json_t *fix = json_object();
    if (n > 0)
        cli_json_set(fix, "codes", fix_codes(codes, n));
    if (n > FIX_CODES)
        cli_json_set(fix, "of", cli_json_count(n));
    if (m > 0) {
        json_t *list = json_array();
        for (size_t i = 0; i < m && i < FIX_MODIFIERS; i++)
            cli_json_push(list, json_string(modifiers[i]));
        cli_json_set(fix, "modifiers", list);
    }
    cli_json_set(object, "fix", fix);
}

static json_t *finding_object(const cli_verdict *verdict, const sj_finding *finding)
{
    const sj_edit_info *edit = sj_edit_get((sj_edit)finding->edit);
    json_t *object = json_object();
    sj_citation from;
    set_word(object, "edit", edit ? edit->id : NULL);
    set_word(object, "severity", sj_severity_str((sj_severity)finding->severity));
    set_place(object, "at", finding->at);
    set_place(object, "with", finding->with);
    set_code(object, "code", verdict->claim, finding->at);
    set_code(object, "other", verdict->claim, finding->with);
    if (finding->date != SJ_NO_DATE)
        cli_json_set(object, "date", cli_json_date(finding->date));
    set_message(object, verdict, finding);
    set_fix(object, verdict, finding);
    set_word(object, "carc", edit ? edit->carc : NULL);
    if (sj_finding_source(verdict->image, finding, &from))
        cli_json_citation(object, &from);
    if (finding->marks & SJ_MARK_INFERRED)
        cli_json_set(object, "inferred", json_true());
    if (finding->marks & SJ_MARK_CARRIED)
        cli_json_set(object, "carried", json_true());
    return object;
}

/* Identifiers in their order, which is that of the catalogue. */
static json_t *edit_list(const sj_edit_set *set)
{
    json_t *list = json_array();
    for (uint32_t i = 0; sj_edit_at(i); i++)
        if (sj_edit_set_has(set, sj_edit_at(i)->edit))
            cli_json_push(list, json_string(sj_edit_at(i)->id));
    return list;
}

static void set_error(json_t *object, const cli_verdict *verdict)
{
    const cli_fault *fault = verdict->fault;
    set_word(object, "status", "error");
    set_word(object, "reason", fault->reason);
    set_word(object, "file", verdict->file);
    cli_json_set(object, "line", cli_json_count(verdict->line));
    if (fault->column > 0)
        cli_json_set(object, "column", cli_json_count((uint64_t)fault->column));
    if (fault->byte > 0)
        cli_json_set(object, "byte", cli_json_count(fault->byte));
    set_word(object, "at", fault->at);
    cli_json_set(object, "findings", json_array());
    cli_json_set(object, "no_data", json_array());
}

static void set_findings(json_t *object, const cli_verdict *verdict)
{
    const sj_findings *findings = verdict->findings;
    json_t *list = json_array();
    set_word(object, "status", sj_severity_str(findings->worst));
    for (uint32_t i = 0; i < findings->count; i++)
        cli_json_push(list, finding_object(verdict, &findings->items[i]));
    cli_json_set(object, "findings", list);
    cli_json_set(object, "no_data", edit_list(&findings->no_data));
    if (verdict->verbose)
        cli_json_set(object, "not_evaluated", edit_list(&findings->not_evaluated));
}

void cli_verdict_json(FILE *out, const cli_verdict *verdict)
{
    json_t *object = json_object();
    cli_json_set(object, "claim",
                 verdict->id ? cli_json_text(verdict->id, verdict->id_len)
                             : json_null());
    if (verdict->fault)
        set_error(object, verdict);
    else
        set_findings(object, verdict);
    set_word(object, "image", verdict->image_id);
    (void)json_dumpf(object, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(object);
}
