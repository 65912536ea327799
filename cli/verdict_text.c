/*
 * A verdict for the person who must fix the claim: for each item its place, code and
 * title; below it what is wrong, why (the rule and where it is written), and what would
 * clear it. What could not be judged is said last. Not a contract.
 */
#include <inttypes.h>
#include <string.h>

#include "cli/reply.h"
#include "cli/utf8.h"
#include "cli/verdict_heading.h"
#include "cli/wrap.h"

enum {
    ITEM_INDENT = 2,
    DETAIL_INDENT = 4,
    LABEL_WIDTH = 8,
    PLACE_WIDTH = 7,
    CODE_WIDTH = 9,
    MESSAGE_CAP = 1024,
    CODES_SHOWN = 5,
    MODIFIER = 1, /* sj_place.inner */
    POINTER = 2,
    MODIFIERS_SHOWN = 8,
    RULES_SHOWN = 3,
    NOTES_CAP = 256,
    PAIR_RULES_CAP = 16,
};

/* ---- the item ----------------------------------------------------------------------
 */

/* Its title on the date, "" when the image has none. */
static const char *title_of(const sj_image *image, uint32_t id, sj_date date)
{
    sj_descriptor words;
    if (id == SJ_NO_CODE || sj_descriptor_get(image, id, date, &words) != SJ_OK)
        return "";
    return words.long_text;
}

/* What an 837 calls a line: "[LX 2, REF 6R A17]". */
static void add_line_names(cli_wrap *wrap, const sj_x12_line *names)
{
    if (names->number.len + names->control.len == 0)
        return;
    cli_wrap_add(wrap, "[LX");
    cli_wrap_addn(wrap, names->number.text, names->number.len);
    if (names->control.len > 0) {
        wrap->glued = true;
        cli_wrap_add(wrap, ", REF 6R");
        cli_wrap_addn(wrap, names->control.text, names->control.len);
    }
    wrap->glued = true;
    cli_wrap_add(wrap, "]");
}

/* Of a line, what stands between its code and its title: "-25-RT x2, 2025-01-15". */
static void add_line(cli_wrap *wrap, const sj_claim *claim, uint32_t index)
{
    if (!claim->lines || index >= claim->line_count)
        return;
    const sj_line *line = &claim->lines[index];
    char text[64], from[SJ_DATE_CAP], to[SJ_DATE_CAP];
    for (int k = 0; k < SJ_MODIFIERS_MAX; k++) {
        const sj_place place = {.kind = SJ_AT_LINE,
                                .inner = MODIFIER,
                                .index = (uint16_t)index,
                                .inner_index = (uint16_t)k};
        char modifier[SJ_CODE_CAP];
        sj_claim_code(claim, place, modifier);
        if (!modifier[0])
            continue;
        (void)snprintf(text, sizeof text, "-%s", modifier);
        wrap->glued = true;
        cli_wrap_add(wrap, text);
    }
    if (line->code.len == 0 && line->revenue.len > 0) {
        cli_wrap_add(wrap, "revenue code");
        cli_wrap_addn(wrap, line->revenue.text, line->revenue.len);
    }
    if (line->units != 1) {
        (void)snprintf(text, sizeof text, "x%.10g", line->units);
        cli_wrap_add(wrap, text);
    }
    if (line->from == SJ_NO_DATE)
        return;
    sj_date_format(line->from, from);
    sj_date_format(line->to == SJ_NO_DATE ? line->from : line->to, to);
    bool one_day = strcmp(from, to) == 0;
    (void)snprintf(text, sizeof text, "(%s%s%s)", from, one_day ? "" : " to ",
                   one_day ? "" : to);
    cli_wrap_add(wrap, text);
}

static void add_code(cli_wrap *wrap, const cli_verdict *verdict, sj_place place,
                     uint32_t id, sj_date date)
{
    char code[SJ_CODE_CAP] = "";
    sj_claim_code(verdict->claim, place, code);
    cli_wrap_add(wrap, code);
    if (place.kind == SJ_AT_LINE && place.inner == 0)
        add_line(wrap, verdict->claim, place.index);
    if (place.kind == SJ_AT_LINE && place.inner == 0 && verdict->x12 &&
        place.index < verdict->claim->line_count)
        add_line_names(wrap, &verdict->x12->lines[place.index]);
    cli_wrap_add(wrap, title_of(verdict->image, id, date));
}

/* A line with its modifiers, pointers and drug is one item. */
static bool is_same_item(sj_place a, sj_place b)
{
    return a.kind == b.kind && a.index == b.index;
}

/* The code of a line in the image, for its title. */
static uint32_t id_of_line(const cli_verdict *verdict, uint32_t index)
{
    sj_answer answer;
    const sj_place line = {.kind = SJ_AT_LINE, .index = (uint16_t)index};
    char code[SJ_CODE_CAP];
    sj_claim_code(verdict->claim, line, code);
    return sj_lookup(verdict->image, SJ_HCPCS, code, strlen(code), 0, &answer) == SJ_OK
               ? answer.id
               : SJ_NO_CODE;
}

static void print_item(FILE *out, const cli_verdict *verdict, const sj_finding *finding)
{
    char text[SJ_PLACE_CAP];
    cli_wrap wrap;
    sj_place item = finding->at;
    uint32_t id = item.inner ? id_of_line(verdict, item.index) : finding->code;
    item.inner = 0;
    item.inner_index = 0;
    sj_place_format(item, text);
    cli_wrap_begin(&wrap, out, ITEM_INDENT, PLACE_WIDTH, text);
    add_code(&wrap, verdict, item, id, finding->date);
    cli_wrap_end(&wrap);
}

/* ---- why ------------------------------------------------------------------------- */

/* The kind of note that an edit rests on, SJ_NOTE_KIND_COUNT for none. */
static unsigned note_kind_of(unsigned edit)
{
    switch (edit) {
    case SJ_DX_EXCLUDES1:
        return SJ_NOTE_EXCLUDES1;
    case SJ_DX_CODE_FIRST_MISSING:
    case SJ_DX_CODE_FIRST_ORDER:
        return SJ_NOTE_CODE_FIRST;
    case SJ_DX_USE_ADDITIONAL_MISSING:
        return SJ_NOTE_USE_ADDITIONAL;
    case SJ_DX_CODE_ALSO_MISSING:
        return SJ_NOTE_CODE_ALSO;
    default:
        return SJ_NOTE_KIND_COUNT;
    }
}

/* A line of the rule, behind "why" if it is the first. */
static void print_note(FILE *out, bool first, const char *node, unsigned kind,
                       const char *text)
{
    char heading[64];
    cli_wrap wrap;
    (void)snprintf(heading, sizeof heading, "%s %s:", node, cli_note_words(kind));
    cli_wrap_begin(&wrap, out, DETAIL_INDENT, LABEL_WIDTH, first ? "why" : "");
    cli_wrap_add(&wrap, heading);
    cli_wrap_add(&wrap, text);
    cli_wrap_end(&wrap);
}

/* Whether a note of another kind is why the finding is milder than its edit. */
static bool softens(const sj_finding *finding, unsigned kind)
{
    return (finding->reason == SJ_BECAUSE_INSTRUCTION && kind >= SJ_NOTE_CODE_FIRST) ||
           (finding->reason == SJ_BECAUSE_EXCLUDES2 && kind == SJ_NOTE_EXCLUDES2);
}

/* The notes that speak of the pair: of the finding's kind, then those that soften it.
 * @return how many were printed */
static size_t print_pair_rules(FILE *out, const cli_verdict *verdict,
                               const sj_finding *finding, unsigned kind)
{
    sj_pair_rule rules[PAIR_RULES_CAP];
    size_t printed = 0, softening = 0;
    if (finding->code == SJ_NO_CODE || finding->other == SJ_NO_CODE)
        return 0;
    size_t n = sj_pair_rules(verdict->image, finding->code, finding->other,
                             finding->date, rules, PAIR_RULES_CAP);
    for (size_t i = 0; i < n && i < PAIR_RULES_CAP && printed < RULES_SHOWN; i++)
        if (rules[i].kind == kind)
            print_note(out, printed++ == 0, rules[i].node_display, kind, rules[i].text);
    for (size_t i = 0; i < n && i < PAIR_RULES_CAP && softening < RULES_SHOWN; i++)
        if (softens(finding, rules[i].kind)) {
            print_note(out, false, rules[i].node_display, rules[i].kind, rules[i].text);
            softening++;
        }
    return printed;
}

/* The notes of a kind that bind the code, nearest first. */
static size_t print_own_notes(FILE *out, const cli_verdict *verdict,
                              const sj_finding *finding, unsigned kind)
{
    sj_note notes[NOTES_CAP];
    size_t printed = 0;
    if (finding->code == SJ_NO_CODE)
        return 0;
    size_t n = sj_notes(verdict->image, finding->code, finding->date, notes, NOTES_CAP);
    for (size_t i = 0; i < n && i < NOTES_CAP && printed < RULES_SHOWN; i++)
        if (notes[i].kind == kind)
            print_note(out, printed++ == 0, cli_node_of(&notes[i]), kind,
                       notes[i].text);
    return printed;
}

static void print_why(FILE *out, const cli_verdict *verdict, const sj_finding *finding,
                      const sj_edit_info *edit)
{
    unsigned kind = note_kind_of(finding->edit);
    size_t printed = 0;
    if (kind != SJ_NOTE_KIND_COUNT) {
        printed = print_pair_rules(out, verdict, finding, kind);
        if (printed == 0)
            printed = print_own_notes(out, verdict, finding, kind);
    }
    if (printed == 0)
        cli_wrap_text(out, DETAIL_INDENT, LABEL_WIDTH, "why", edit->meaning);
}

static void print_source(FILE *out, const cli_verdict *verdict,
                         const sj_finding *finding, const sj_edit_info *edit)
{
    cli_wrap wrap;
    sj_citation from;
    cli_wrap_begin(&wrap, out, DETAIL_INDENT, LABEL_WIDTH, "source");
    bool cited = sj_finding_source(verdict->image, finding, &from) && from.file;
    if (cited) {
        cli_wrap_add(&wrap, from.release ? from.release : "");
        cli_wrap_add(&wrap, from.file);
    }
    if (cited && from.row) {
        char row[24];
        (void)snprintf(row, sizeof row, "line %" PRIu32, from.row);
        cli_wrap_add(&wrap, row);
    }
    cli_wrap_add(&wrap, cited ? "-" : "");
    cli_wrap_add(&wrap, edit->citation);
    cli_wrap_end(&wrap);
}

/* ---- what would clear it ----------------------------------------------------------
 */

/* Those that clear it, if they apply. */
static void print_modifiers(FILE *out, const cli_verdict *verdict,
                            const sj_finding *finding)
{
    const char *modifiers[MODIFIERS_SHOWN];
    cli_wrap wrap;
    size_t n = sj_finding_modifiers(verdict->image, verdict->claim, finding, modifiers,
                                    MODIFIERS_SHOWN);
    if (n == 0)
        return;
    n = n < MODIFIERS_SHOWN ? n : MODIFIERS_SHOWN;
    cli_wrap_begin(&wrap, out, DETAIL_INDENT, LABEL_WIDTH, "");
    cli_wrap_add(&wrap, n > 1 ? "modifiers" : "modifier");
    for (size_t i = 0; i < n; i++)
        cli_wrap_add(&wrap, modifiers[i]);
    cli_wrap_end(&wrap);
}

static void print_remedy(FILE *out, const cli_verdict *verdict,
                         const sj_finding *finding, const sj_edit_info *edit)
{
    sj_entry codes[CODES_SHOWN];
    size_t n =
        sj_finding_codes(verdict->image, verdict->claim, finding, codes, CODES_SHOWN);
    cli_wrap_text(out, DETAIL_INDENT, LABEL_WIDTH, "clear",
                  finding->reason == SJ_BECAUSE_INSTRUCTION
                      ? "Report both if both are documented, as the instruction says."
                      : edit->remedy);
    print_modifiers(out, verdict, finding);
    for (size_t i = 0; i < n && i < CODES_SHOWN; i++) {
        cli_wrap wrap;
        char shown[SJ_CODE_CAP];
        sj_display((sj_system)codes[i].answer.system, codes[i].code, codes[i].len,
                   shown);
        cli_wrap_begin(&wrap, out, DETAIL_INDENT + LABEL_WIDTH, CODE_WIDTH, shown);
        cli_wrap_add(&wrap,
                     title_of(verdict->image, codes[i].answer.id, finding->date));
        cli_wrap_end(&wrap);
    }
    if (n > CODES_SHOWN)
        fprintf(out, "%*sand %zu more\n", DETAIL_INDENT + LABEL_WIDTH, "",
                n - CODES_SHOWN);
}

/* An item of the claim behind a label. */
static void print_place(FILE *out, const cli_verdict *verdict, const char *label,
                        sj_place place, uint32_t id, sj_date date)
{
    char text[SJ_PLACE_CAP];
    cli_wrap wrap;
    sj_place_format(place, text);
    cli_wrap_begin(&wrap, out, DETAIL_INDENT, LABEL_WIDTH, label);
    cli_wrap_add(&wrap, text);
    if (place.inner != POINTER)
        add_code(&wrap, verdict, place, id, date);
    cli_wrap_end(&wrap);
}

static void print_finding(FILE *out, const cli_verdict *verdict,
                          const sj_finding *finding)
{
    const sj_edit_info *edit = sj_edit_get((sj_edit)finding->edit);
    char message[MESSAGE_CAP];
    cli_wrap wrap;
    if (!edit)
        return;
    (void)sj_finding_message(verdict->image, verdict->claim, finding, message,
                             sizeof message);
    cli_wrap_begin(&wrap, out, DETAIL_INDENT, LABEL_WIDTH,
                   sj_severity_str((sj_severity)finding->severity));
    cli_wrap_add(&wrap, message);
    (void)snprintf(message, sizeof message, "[%s%s%s]", edit->id,
                   finding->marks & SJ_MARK_INFERRED ? ", inferred" : "",
                   finding->marks & SJ_MARK_CARRIED ? ", carried" : "");
    cli_wrap_add(&wrap, message);
    cli_wrap_end(&wrap);
    if (finding->at.inner)
        print_place(out, verdict, "at", finding->at, finding->code, finding->date);
    if (finding->with.kind != SJ_AT_NONE)
        print_place(out, verdict, "beside", finding->with, finding->other,
                    finding->date);
    print_why(out, verdict, finding, edit);
    print_source(out, verdict, finding, edit);
    print_remedy(out, verdict, finding, edit);
}

/* ---- the claim --------------------------------------------------------------------
 */

static void print_set(FILE *out, const char *label, const sj_edit_set *set)
{
    cli_wrap wrap;
    bool first = true;
    if (cli_is_empty_set(set))
        return;
    cli_wrap_begin(&wrap, out, ITEM_INDENT, 0, label);
    for (uint32_t i = 0; sj_edit_at(i); i++) {
        if (!sj_edit_set_has(set, sj_edit_at(i)->edit))
            continue;
        if (!first) {
            wrap.glued = true;
            cli_wrap_add(&wrap, ",");
        }
        cli_wrap_add(&wrap, sj_edit_at(i)->id);
        first = false;
    }
    cli_wrap_end(&wrap);
}

void cli_verdict_text(FILE *out, const cli_verdict *verdict)
{
    if (verdict->fault) {
        cli_heading_fault(out, verdict);
        fputc('\n', out);
        return;
    }
    const sj_findings *findings = verdict->findings;
    cli_heading_standing(out, verdict);
    for (uint32_t i = 0; i < findings->count; i++) {
        const sj_finding *finding = &findings->items[i];
        if (i == 0 || !is_same_item(findings->items[i - 1].at, finding->at))
            print_item(out, verdict, finding);
        print_finding(out, verdict, finding);
    }
    print_set(out, "not judged for want of data:", &findings->no_data);
    if (verdict->verbose)
        print_set(out, "not told by the claim:", &findings->not_evaluated);
    fputc('\n', out);
}
