/*
 * scrubjay pair: may these two stand together? The notes are asked for the pair itself;
 * which edits speak of it, and which no table could judge, is learnt by having two
 * claims judged that hold nothing but the two codes, one in each order.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/image.h"
#include "cli/pair.h"
#include "cli/print.h"

/* What binds or allows two codes together. */
enum {
    INSTRUCTIONS = SJ_PAIR_CODE_FIRST_A_B | SJ_PAIR_CODE_FIRST_B_A |
                   SJ_PAIR_USE_ADDITIONAL_A_B | SJ_PAIR_USE_ADDITIONAL_B_A |
                   SJ_PAIR_CODE_ALSO_A_B | SJ_PAIR_CODE_ALSO_B_A,
    FINDINGS_CAP = 64,
};

/* ---- who is asked ---------------------------------------------------------------- */

static bool is_among(sj_system system, const sj_system *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == system)
            return true;
    return false;
}

static bool has_shape(sj_system system, const char *query)
{
    char canonical[SJ_CODE_CAP];
    return sj_normalize(system, query, strlen(query), canonical, NULL);
}

/*
 * The systems of the two: the first that replies for both (ICD-10-CM is the first of
 * all), else one that replies for one and whose codes have the shape of the other, else
 * that of each. @return false when one of them has the shape of no system's codes
 */
static bool choose_systems(const sj_image *image, char *const queries[2],
                           const cli_options *options, sj_system out[2])
{
    sj_system lists[2][SJ_SYSTEM_COUNT];
    size_t counts[2];
    for (int k = 0; k < 2; k++)
        counts[k] =
            cli_who_replies(image, queries[k], strlen(queries[k]), options, lists[k]);
    if (counts[0] == 0 || counts[1] == 0)
        return false;
    for (size_t i = 0; i < counts[0]; i++)
        if (is_among(lists[0][i], lists[1], counts[1])) {
            out[0] = out[1] = lists[0][i];
            return true;
        }
    for (int k = 0; k < 2; k++) {
        sj_system first = lists[k][0];
        bool known =
            sj_systems_with(image, queries[k], strlen(queries[k]), lists[k]) > 0;
        bool stranger = sj_systems_with(image, queries[1 - k], strlen(queries[1 - k]),
                                        lists[1 - k]) == 0;
        if (known && stranger && has_shape(first, queries[1 - k])) {
            out[0] = out[1] = first;
            return true;
        }
    }
    for (int k = 0; k < 2; k++)
        if (cli_who_replies(image, queries[k], strlen(queries[k]), options, lists[k]))
            out[k] = lists[k][0];
    return true;
}

/*
 * Procedure codes have tables of pairs of their own. Two codes are taken for such when
 * both are written so and no list of ICD-10 has both; also when ICD-9 has both but line
 * tables name them. @return false when they are not
 */
static bool choose_lines(const sj_image *image, char *const queries[2],
                         const cli_options *options, sj_system out[2])
{
    sj_system lines[2], notes[2] = {SJ_ICD10CM, SJ_ICD10CM};
    for (int k = 0; k < 2; k++)
        if (!cli_line_shape(queries[k], &lines[k]))
            return false;
    if (choose_systems(image, queries, options, notes) && notes[0] == notes[1] &&
        !cli_is_line_system(notes[0])) {
        bool named = true;
        for (int k = 0; k < 2; k++)
            named = named && sj_procedure_of(image, queries[k], strlen(queries[k])) !=
                                 SJ_NO_PROCEDURE;
        if (!named || notes[0] == SJ_ICD10CM)
            return false;
    }
    out[0] = lines[0];
    out[1] = lines[1];
    return true;
}

/* ---- what is said ---------------------------------------------------------------- */

static void ask_notes(cli_pair *pair)
{
    uint32_t a = pair->codes[0].answer.id, b = pair->codes[1].answer.id;
    if (!pair->same_system || a == SJ_NO_CODE || b == SJ_NO_CODE)
        return;
    pair->says = sj_pair(pair->image, a, b, pair->as_of);
    size_t n = sj_pair_rules(pair->image, a, b, pair->as_of, NULL, 0);
    pair->rules = cli_allocate(n, sizeof *pair->rules);
    pair->rule_count = sj_pair_rules(pair->image, a, b, pair->as_of, pair->rules, n);
}

static sj_str text_of(const char *text)
{
    return (sj_str){text, (uint32_t)strlen(text)};
}

static bool is_pair_edit(sj_edit edit)
{
    return edit == SJ_DX_EXCLUDES1 || edit == SJ_DX_CODE_FIRST_MISSING ||
           edit == SJ_DX_CODE_FIRST_ORDER || edit == SJ_DX_USE_ADDITIONAL_MISSING ||
           edit == SJ_DX_CODE_ALSO_MISSING || edit == SJ_DX_LATERALITY_CONFLICT;
}

/* Judge a claim of the two codes in an order. @return true for a conflict */
static bool ask_edits(cli_pair *pair, int first)
{
    sj_finding items[FINDINGS_CAP];
    sj_findings findings = {.items = items, .cap = FINDINGS_CAP};
    sj_diagnosis dx[2] = {{.code = text_of(pair->codes[first].code)},
                          {.code = text_of(pair->codes[1 - first].code)}};
    sj_claim claim = {.size = sizeof claim,
                      .type = SJ_PROFESSIONAL,
                      .birth = SJ_NO_DATE,
                      .from = pair->as_of,
                      .to = pair->as_of,
                      .admission = SJ_NO_DATE,
                      .dx = dx,
                      .dx_count = 2};
    bool conflict = false;
    if (sj_check(pair->image, &claim, NULL, &findings) != SJ_OK)
        return false;
    for (uint32_t i = 0; i < findings.count; i++) {
        sj_edit edit = (sj_edit)items[i].edit;
        if (!is_pair_edit(edit) || items[i].with.kind != SJ_AT_DX)
            continue;
        sj_edit_set_add(&pair->edits, edit);
        conflict = conflict ||
                   (items[i].severity >= SJ_WARN &&
                    (edit == SJ_DX_EXCLUDES1 || edit == SJ_DX_LATERALITY_CONFLICT));
    }
    for (unsigned e = 0; e < SJ_EDIT_COUNT; e++)
        if (is_pair_edit((sj_edit)e) && sj_edit_set_has(&findings.no_data, (sj_edit)e))
            sj_edit_set_add(&pair->no_data, (sj_edit)e);
    return conflict;
}

/* What notes say and no claim of the two codes shows: Excludes2 is off by default, and
 * as the principal a manifestation keeps its code-first order to itself. */
static void name_instructions(cli_pair *pair)
{
    if (pair->says & SJ_PAIR_EXCLUDES2)
        sj_edit_set_add(&pair->edits, SJ_DX_EXCLUDES2);
    if (pair->says & (SJ_PAIR_CODE_FIRST_A_B | SJ_PAIR_CODE_FIRST_B_A))
        sj_edit_set_add(&pair->edits, SJ_DX_CODE_FIRST_ORDER);
}

static void ask_pair(cli_pair *pair)
{
    sj_system system = pair->codes[0].system;
    bool conflict = false;
    pair->as_of = pair->codes[0].as_of;
    if (pair->codes[1].as_of < pair->as_of)
        pair->as_of = pair->codes[1].as_of;
    if (pair->same_system && system == SJ_ICD10CM) {
        ask_notes(pair);
        conflict = (pair->says & SJ_PAIR_EXCLUDES1) && !(pair->says & INSTRUCTIONS);
        conflict = ask_edits(pair, 0) || conflict;
        conflict = ask_edits(pair, 1) || conflict;
        name_instructions(pair);
    } else if (cli_is_line_system(system) &&
               cli_is_line_system(pair->codes[1].system)) {
        pair->verdict = cli_line_pair_ask(pair);
        return;
    }
    if (conflict)
        pair->verdict = CLI_PAIR_CONFLICT;
    else if (pair->says & INSTRUCTIONS)
        pair->verdict = CLI_PAIR_INSTRUCTION;
    else if (sj_edit_set_has(&pair->no_data, SJ_DX_EXCLUDES1))
        pair->verdict = CLI_PAIR_UNKNOWN;
}

static bool is_wrong(const cli_reply *reply)
{
    return reply->answer.status != SJ_CODE_BILLABLE &&
           reply->answer.status != SJ_CODE_UNKNOWN;
}

/* @return CLI_DONE or CLI_PROBLEM */
static int answer(const sj_image *image, const cli_options *options)
{
    cli_pair pair = {.image = image};
    cli_options asking = *options;
    sj_system systems[2] = {SJ_ICD10CM, SJ_ICD10CM};
    bool lines = choose_lines(image, options->args, options, systems);
    bool asked = lines || choose_systems(image, options->args, options, systems);
    if (lines) {
        asking.date = cli_line_pair_day(image, systems, options);
        asking.has_date = true;
    }
    for (int k = 0; k < 2; k++) {
        const char *query = options->args[k];
        if (asked)
            cli_ask(image, systems[k], query, strlen(query), &asking, &pair.codes[k]);
        else
            cli_reply_of_nobody(query, strlen(query), options, &pair.codes[k]);
    }
    pair.same_system = asked && systems[0] == systems[1];
    if (asked)
        ask_pair(&pair);
    else
        pair.as_of = pair.codes[0].as_of;
    if (options->json)
        cli_pair_json(&pair);
    else
        cli_pair_text(&pair);
    bool wrong = is_wrong(&pair.codes[0]) || is_wrong(&pair.codes[1]) ||
                 pair.verdict >= CLI_PAIR_MODIFIER;
    free(pair.rules);
    cli_line_pair_free(&pair.lines);
    cli_reply_free(&pair.codes[0]);
    cli_reply_free(&pair.codes[1]);
    return wrong ? CLI_PROBLEM : CLI_DONE;
}

static int run_pair(int argc, char **argv)
{
    cli_options options;
    cli_image image;
    int status;

    if (!cli_parse(&cli_pair_verb, CLI_TAKES_DATE | CLI_TAKES_JSON, argc, argv,
                   &options, &status))
        return status;
    if (options.arg_count != 2)
        return cli_misuse(&cli_pair_verb, "two codes, please");
    status = cli_image_open(options.image, &image);
    if (status != CLI_DONE)
        return status;
    status = answer(image.handle, &options);
    cli_image_close(&image);
    return status;
}

const cli_verb cli_pair_verb = {
    .name = "pair",
    .synopsis = "[-d DATE] [--json] [-i IMAGE] CODE CODE",
    .summary = "may two codes stand together, and what speaks of them",
    .help =
        "Says of two codes, in either order, whether they may stand on one claim on "
        "the\n"
        "date: what the notes of the Tabular List say of the pair, each with the node\n"
        "that bears it and where it is written, and the edits that fire on it. Of two\n"
        "procedure codes: every row of the NCCI tables, either code in column 1, on\n"
        "whatever date, which modifiers clear it, and whether one is an add-on code "
        "of\n"
        "the other.\n"
        "\n"
        "The verdict is conflict, modifier (they may stand together with a modifier "
        "that\n"
        "tells them apart), instruction (a note asks for the other code, or for an\n"
        "order), none, or unknown when no table in the image could judge the pair.\n"
        "\n" CLI_HELP_DATE CLI_HELP_JSON CLI_HELP_IMAGE "\n"
        "exit status: 0, or 1 when the two conflict, need a modifier, or one of them "
        "is\n"
        "not valid\n",
    .run = run_pair,
};
