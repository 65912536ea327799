/*
 * A claim is called by its id. Where that does not find it, the line it stands in is
 * told, too; of an 837 always the segment and the control numbers, since ids there need
 * not be unique.
 */
#include "cli/verdict_heading.h"

#include <inttypes.h>
#include <string.h>

#include "cli/wrap.h"
#include "cli/x12_words.h"

enum { CONTINUED = 2 /* indent of what follows the first line */ };

static const char *const claim_types[] = {"professional", "institutional", "dental"};

/* "segment 12 of 000000905/1/0021", and the file where there are several. */
static void add_origin(cli_wrap *wrap, const cli_verdict *verdict)
{
    char text[CLI_CONTROL_CAP + 32];
    uint64_t segment = verdict->x12->ordinal > 0 ? verdict->x12->at.segment
                                                 : verdict->x12->fault.at.segment;
    cli_wrap_add(wrap, verdict->file ? verdict->file : "");
    (void)snprintf(text, sizeof text, "segment %" PRIu64, segment);
    cli_wrap_add(wrap, text);
    size_t len = cli_x12_control(verdict->x12, text);
    if (len > 0) {
        cli_wrap_add(wrap, "of");
        cli_wrap_addn(wrap, text, len);
    }
}

/* "claim A1" and, where that does not find it, the line it stands in. */
static void begin_claim(cli_wrap *wrap, FILE *out, const cli_verdict *verdict)
{
    char line[32];
    bool none = verdict->x12 && verdict->x12->ordinal == 0;
    cli_wrap_begin(wrap, out, 0, CONTINUED, none ? "fault" : "claim");
    if (verdict->id)
        cli_wrap_addn(wrap, verdict->id, verdict->id_len);
    if (verdict->x12) {
        cli_wrap_add(wrap, verdict->id || none ? "in" : "without id in");
        add_origin(wrap, verdict);
    } else if (verdict->fault || !verdict->id) {
        (void)snprintf(line, sizeof line, "line %" PRIu64, verdict->line);
        cli_wrap_add(wrap, verdict->id ? "in" : "without id in");
        cli_wrap_add(wrap, verdict->file ? verdict->file : "");
        cli_wrap_add(wrap, line);
    }
    wrap->glued = true;
    cli_wrap_add(wrap, ":");
}

/* Behind the reason: "(column 7)", "(segment 14, byte 533)". */
static void add_fault_place(cli_wrap *wrap, const cli_verdict *verdict)
{
    char text[96] = "";
    const cli_fault *fault = verdict->fault;
    if (fault->column > 0)
        (void)snprintf(text, sizeof text, "(column %d)", fault->column);
    if (verdict->x12) {
        const sj_x12_place at = verdict->x12->fault.at;
        (void)snprintf(text, sizeof text, "(segment %" PRIu64 ", byte %" PRIu64 ")",
                       at.segment, at.byte);
    }
    cli_wrap_add(wrap, text);
}

void cli_heading_fault(FILE *out, const cli_verdict *verdict)
{
    cli_wrap wrap;
    begin_claim(&wrap, out, verdict);
    cli_wrap_add(&wrap, verdict->x12 && verdict->x12->ordinal == 0
                            ? "error"
                            : "error, not judged");
    cli_wrap_end(&wrap);
    cli_wrap_begin(&wrap, out, CONTINUED, 0, "");
    cli_wrap_add(&wrap, verdict->fault->reason);
    add_fault_place(&wrap, verdict);
    cli_wrap_end(&wrap);
}

void cli_heading_standing(FILE *out, const cli_verdict *verdict)
{
    const sj_findings *findings = verdict->findings;
    const sj_claim *claim = verdict->claim;
    char from[SJ_DATE_CAP], to[SJ_DATE_CAP], about[64];
    cli_wrap wrap;
    sj_date_format(claim->from == SJ_NO_DATE ? claim->to : claim->from, from);
    sj_date_format(claim->to == SJ_NO_DATE ? claim->from : claim->to, to);
    bool one_day = strcmp(from, to) == 0;
    (void)snprintf(about, sizeof about, "(%s, %s%s%s)", claim_types[claim->type], from,
                   one_day ? "" : " to ", one_day ? "" : to);
    begin_claim(&wrap, out, verdict);
    cli_wrap_add(&wrap, sj_severity_str(findings->worst));
    if (findings->worst == SJ_CLEAN && !cli_is_empty_set(&findings->no_data))
        cli_wrap_add(&wrap, "as far as it could be judged");
    cli_wrap_add(&wrap, about);
    cli_wrap_end(&wrap);
}
