/*
 * scrubjay edits: the catalogue, as a table, as JSON, or as the page docs/EDITS.md.
 */
#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "cli/print.h"

static const char *carc_of(const sj_edit_info *edit)
{
    return edit->carc[0] ? edit->carc : "-";
}

static void print_row(const sj_edit_info *edit)
{
    printf("%-27s  %-8s  %-8s  %s%s\n", edit->id,
           sj_severity_str((sj_severity)edit->severity), carc_of(edit), edit->name,
           edit->judged ? "" : " (named in no_data alone)");
}

/* Text in a cell or paragraph of Markdown; a bar would end the cell. */
static void print_escaped(const char *text)
{
    for (; *text; text++) {
        if (strchr("|*_`<", *text))
            fputc('\\', stdout);
        fputc(*text, stdout);
    }
}

static void print_markdown_row(const sj_edit_info *edit)
{
    printf("| [`%s`](#%s) | ", edit->id, edit->id);
    print_escaped(edit->name);
    printf(" | %s | ", sj_severity_str((sj_severity)edit->severity));
    print_escaped(edit->carc);
    puts(" |");
}

static void print_markdown_field(const char *label, const char *text)
{
    if (!text[0])
        return;
    printf("* **%s** ", label);
    print_escaped(text);
    fputc('\n', stdout);
}

static void print_markdown_section(const sj_edit_info *edit)
{
    printf("\n<a id=\"%s\"></a>\n\n### %s\n\n", edit->id, edit->id);
    print_escaped(edit->meaning);
    fputs("\n\n", stdout);
    print_markdown_field("Clears it:", edit->remedy);
    print_markdown_field("Needs:", edit->inputs);
    print_markdown_field("Rule:", edit->citation);
    print_markdown_field("CARC:", edit->carc);
    if (!edit->judged)
        puts("* Not judged by this version: named in `no_data` alone.");
}

static void print_markdown(void)
{
    puts("# The edits\n"
         "\n"
         "Written by `scrubjay edits --markdown` from the catalogue in the library; do "
         "not\n"
         "change it by hand. How each is judged where the official texts leave room is "
         "in\n"
         "[EDITING.md](EDITING.md). CARC is the usual claim adjustment reason, with a "
         "remark\n"
         "code where one belongs to it; payers differ.\n"
         "\n"
         "| edit | | severity | CARC |\n"
         "| --- | --- | --- | --- |");
    for (uint32_t i = 0; sj_edit_at(i); i++)
        print_markdown_row(sj_edit_at(i));
    for (uint32_t i = 0; sj_edit_at(i); i++)
        print_markdown_section(sj_edit_at(i));
}

static int run_edits(int argc, char **argv)
{
    cli_options options;
    int status;
    if (!cli_parse(&cli_edits, CLI_TAKES_JSON | CLI_TAKES_MARKDOWN | CLI_WITHOUT_IMAGE,
                   argc, argv, &options, &status))
        return status;
    if (options.arg_count != 0)
        return cli_misuse(&cli_edits, "no argument, please (scrubjay explain EDIT)");
    if (options.markdown) {
        print_markdown();
        return CLI_DONE;
    }
    for (uint32_t i = 0; sj_edit_at(i); i++) {
        if (options.json)
            cli_json_edit(sj_edit_at(i));
        else
            print_row(sj_edit_at(i));
    }
    return CLI_DONE;
}

const cli_verb cli_edits = {
    .name = "edits",
    .synopsis = "[--json | --markdown]",
    .summary = "the catalogue of edits",
    .help = "Lists the edits that check knows, by identifier: usual severity, claim\n"
            "adjustment reason code, and what it is about. scrubjay explain EDIT says\n"
            "more. It does not depend on an image.\n"
            "\n" CLI_HELP_JSON
            "      --markdown       a page for docs/EDITS.md\n" CLI_HELP_HELP,
    .run = run_edits,
};
