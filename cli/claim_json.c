/*
 * The keys of INTERFACE.md, and some that only say more: "admission", "receipt",
 * "history" and "strange_qualifiers" of a claim, "version" and "x12" of a diagnosis or
 * procedure, "unit", "description", "charge", "ndc", "ndc_unit", "ndc_units" of a line.
 * Unknown keys are ignored. null is the same as leaving a key out; of the items of a
 * list only a pointer may be null: an empty place.
 *
 * The line is read once, from front to back. A line that is no JSON is told as such
 * before anything else, in Jansson's words; of several wrong values the first in the
 * order of ranks is told.
 */
#include "cli/claim_json.h"

#include <jansson.h>
#include <stddef.h>
#include <stdlib.h>

#include "cli/claim_fields.h"

#define NO_TYPE ((sj_claim_type)-1)

static void read_id(cli_claim_reader *r, const cli_spot *where, void *to)
{
    sj_str id;
    (void)to;
    if (!cli_read_string(r, where, &id))
        return;
    r->id = id.text;
    r->id_len = id.len;
}

static void read_type(cli_claim_reader *r, const cli_spot *where, void *to)
{
    static const char *const names[] = {"professional", "institutional", "dental"};
    static const sj_claim_type types[] = {SJ_PROFESSIONAL, SJ_INSTITUTIONAL, SJ_DENTAL};
    enum { TYPES = sizeof types / sizeof *types };
    sj_str text;
    (void)to;
    if (!cli_read_string(r, where, &text))
        return;
    size_t i = cli_find_word(text, names, TYPES);
    if (i < TYPES)
        r->claim.type = types[i];
    else
        cli_refuse(r, where, "must be professional, institutional or dental");
}

static const cli_field patient_fields[] = {
    CLI_FIELD("birth", cli_read_date, 1, offsetof(sj_claim, birth)),
    CLI_FIELD("sex", cli_read_text, 2, offsetof(sj_claim, sex)),
};

static const cli_table patient_table = {CLI_FIELDS(patient_fields)};

static void read_patient(cli_claim_reader *r, const cli_spot *where, void *to)
{
    const cli_spot inside = cli_inside_of(where);
    (void)to;
    if (cli_scan_peek(&r->scan) == '{')
        cli_read_object(r, &patient_table, &inside, &r->claim);
    else
        cli_refuse_value(r, where, "must be an object");
}

static void read_strangers(cli_claim_reader *r, const cli_spot *where, void *to)
{
    int64_t count;
    if (cli_read_integer(r, where, 0, UINT32_MAX, "must be a count", &count))
        *(uint32_t *)to = (uint32_t)count;
}

static const cli_field claim_fields[] = {
    CLI_FIELD("id", read_id, 1, 0),
    CLI_FIELD("type", read_type, CLI_RANK_TYPE, 0),
    CLI_FIELD("payer", cli_read_text, 9, offsetof(sj_claim, payer)),
    CLI_FIELD("bill_type", cli_read_text, 10, offsetof(sj_claim, bill_type)),
    CLI_FIELD("from", cli_read_date, 3, offsetof(sj_claim, from)),
    CLI_FIELD("to", cli_read_date, 4, offsetof(sj_claim, to)),
    CLI_FIELD("admission", cli_read_date, 5, offsetof(sj_claim, admission)),
    CLI_FIELD("receipt", cli_read_date, 6, offsetof(sj_claim, receipt)),
    CLI_FIELD("discharge_status", cli_read_text, 11,
              offsetof(sj_claim, discharge_status)),
    CLI_FIELD("patient", read_patient, 8, 0),
    CLI_FIELD("pos", cli_read_text, 12, offsetof(sj_claim, pos)),
    CLI_FIELD("provider", cli_read_text, 13, offsetof(sj_claim, provider)),
    CLI_FIELD("dx", cli_read_dx, 14, 0),
    CLI_FIELD("admitting", cli_read_admitting, 15, 0),
    CLI_FIELD("reason", cli_read_reason, 16, 0),
    CLI_FIELD("external", cli_read_external, 17, 0),
    CLI_FIELD("px", cli_read_px, 18, 0),
    CLI_FIELD("strange_qualifiers", read_strangers, 19,
              offsetof(sj_claim, strange_qualifiers)),
    CLI_FIELD("lines", cli_read_lines, CLI_RANK_LINES, 0),
    CLI_FIELD("history", cli_read_history, CLI_RANK_HISTORY, 0),
};

static const cli_table claim_table = {CLI_FIELDS(claim_fields), .top = true};

static const cli_spot whole = {.index = CLI_NO_INDEX, .inner = CLI_NO_INDEX};

/* What a claim must have. */
static void refuse_what_is_missing(cli_claim_reader *r)
{
    cli_spot type = whole, dates = whole;
    type.key = "type";
    type.rank = CLI_RANK_TYPE;
    dates.rank = CLI_RANK_NO_DATES;
    if (r->claim.type == NO_TYPE)
        cli_refuse(r, &type, "is missing");
    if (r->claim.from == SJ_NO_DATE && r->claim.to == SJ_NO_DATE)
        cli_refuse(r, &dates, "neither from nor to");
}

static void begin(cli_claim_reader *r, const char *text, size_t len)
{
    cli_scan_begin(&r->scan, text, len);
    r->id = NULL;
    r->id_len = 0;
    r->fault_rank = CLI_NO_FAULT;
    r->claim = (sj_claim){.size = sizeof r->claim,
                          .type = NO_TYPE,
                          .birth = SJ_NO_DATE,
                          .from = SJ_NO_DATE,
                          .to = SJ_NO_DATE,
                          .admission = SJ_NO_DATE,
                          .receipt = SJ_NO_DATE};
    if (!r->lines)
        r->lines = cli_allocate((size_t)2 * SJ_CLAIM_LINES_MAX, sizeof *r->lines);
    r->pointer_count = 0;
    if (len / 2 >= r->pointer_cap) { /* a pointer and its comma are two bytes */
        free(r->pointers);
        r->pointer_cap = len + 1;
        r->pointers = cli_allocate(r->pointer_cap, sizeof *r->pointers);
    }
}

/* Why the text is no JSON. @return true when Jansson thinks that it is */
static bool ask_jansson(cli_fault *fault, const char *text, size_t len)
{
    json_error_t error;
    json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
    bool good = root != NULL;
    json_decref(root);
    if (good)
        return true;
    *fault = (cli_fault){.column = error.column > 0 ? error.column : 1};
    (void)snprintf(fault->reason, sizeof fault->reason, "%s", error.text);
    return false;
}

/* The scan found no JSON, or cannot tell. @return true when it is JSON after all */
static bool settle_doubt(cli_claim_reader *r, const char *text, size_t len)
{
    bool good = ask_jansson(&r->fault, text, len);
    if (good && !r->scan.broken)
        return true;
    if (good) /* Jansson 2.14 passes over a NUL byte behind a number or a word */
        r->fault = (cli_fault){.reason = "no JSON that can be read",
                               .column = (int)r->scan.broke_at + 1};
    r->id = NULL;
    r->id_len = 0;
    return false;
}

bool cli_claim_read(cli_claim_reader *r, const char *text, size_t len)
{
    cli_scan *s = &r->scan;
    begin(r, text, len);
    char bracket = cli_scan_peek(s);
    if (bracket == '{') {
        cli_read_object(r, &claim_table, &whole, &r->claim);
        refuse_what_is_missing(r);
    } else if (bracket == '[') {
        cli_refuse_value(r, &whole, "a claim is an object");
    }
    (void)cli_scan_peek(s);
    if (s->at != s->end || !bracket)
        (void)cli_scan_break(s);
    if ((s->broken || s->unsure) && !settle_doubt(r, text, len))
        return false;
    return r->fault_rank == CLI_NO_FAULT;
}

void cli_claim_reader_free(cli_claim_reader *r)
{
    cli_scan_free(&r->scan);
    free(r->lines);
    free(r->pointers);
    *r = (cli_claim_reader){.id = NULL};
}
