/*
 * scrubjay explain: one edit in words, from the catalogue of the library.
 */
#include <stdio.h>
#include <string.h>

#include "cli/edit_names.h"
#include "cli/json.h"
#include "cli/options.h"
#include "cli/print.h"
#include "cli/wrap.h"

enum { LABEL_WIDTH = 10 };

static void field(const char *label, const char *text)
{
    if (text[0])
        cli_wrap_text(stdout, 2, LABEL_WIDTH, label, text);
}

static void print_text(const sj_edit_info *edit)
{
    printf("%s: %s\n", edit->id, edit->name);
    field("severity", sj_severity_str((sj_severity)edit->severity));
    field("fires", edit->meaning);
    field("clear", edit->remedy);
    field("needs", edit->inputs);
    field("rule", edit->citation);
    field("carc", edit->carc);
    if (!edit->judged)
        field("judged", "not by this version");
}

static int explain(const char *name, bool json)
{
    sj_edit edit;
    char near[CLI_NEAR_EDITS_CAP];
    if (!sj_edit_parse(name, strlen(name), &edit)) {
        cli_near_edits(name, strlen(name), near);
        return cli_misuse(&cli_explain, "%s: no such edit; %s", name, near);
    }
    if (json)
        cli_json_edit(sj_edit_get(edit));
    else
        print_text(sj_edit_get(edit));
    return CLI_DONE;
}

static int run_explain(int argc, char **argv)
{
    cli_options options;
    int status;
    if (!cli_parse(&cli_explain, CLI_TAKES_JSON | CLI_WITHOUT_IMAGE, argc, argv,
                   &options, &status))
        return status;
    if (options.arg_count != 1)
        return cli_misuse(&cli_explain, "one edit, please");
    return explain(options.args[0], options.json);
}

const cli_verb cli_explain = {
    .name = "explain",
    .synopsis = "[--json] EDIT",
    .summary = "an edit in words, with its citation",
    .help =
        "Says of an edit, named as in the findings of check (dx.excludes1), when it\n"
        "fires, what clears it, what a claim must tell for it, how severe it is, and\n"
        "where the rule is written. It does not depend on an image.\n"
        "\n" CLI_HELP_JSON CLI_HELP_HELP "\n"
        "exit status: 0, or 2 when there is no such edit\n",
    .run = run_explain,
};
