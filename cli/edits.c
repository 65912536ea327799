/*
 * scrubjay edits: the catalogue, as a table, as JSON, or as the page docs/EDITS.md.
 */
#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "cli/print.h"
#include "cli/wrap.h"

enum { MARKDOWN_CAP = 2048 };

static const char *carc_of(const sj_edit_info *edit)
{
    return edit->carc[0] ? edit->carc : "-";
}

/* What an edit has that makes no finding of its own is no severity. */
static const char *severity_of(const sj_edit_info *edit)
{
    return edit->severity == SJ_CLEAN ? "-"
                                      : sj_severity_str((sj_severity)edit->severity);
}

static void print_row(const sj_edit_info *edit)
{
    printf("%-27s  %-8s  %-8s  %s%s\n", edit->id, severity_of(edit), carc_of(edit),
           edit->name,
           !edit->judged    ? " (not judged by this version)"
           : edit->optional ? " (off unless asked for by name)"
                            : "");
}

/* Text as Markdown takes it: what would mean something to it escaped, except in code,
 * which the catalogue sets between backquotes itself. Cut to fit. */
static const char *escape(const char *text, char out[MARKDOWN_CAP])
{
    size_t n = 0;
    bool in_code = false;
    for (; *text && n + 3 < MARKDOWN_CAP; text++) {
        in_code = in_code != (*text == '`');
        if (*text == '|' || (!in_code && strchr("*_<", *text)))
            out[n++] = '\\';
        out[n++] = *text;
    }
    out[n] = '\0';
    return out;
}

static void print_markdown_row(const sj_edit_info *edit)
{
    char name[MARKDOWN_CAP];
    printf("| [`%s`](#%s) | %s | %s | %s |\n", edit->id, edit->id,
           escape(edit->name, name), severity_of(edit), edit->carc);
}

static void print_markdown_field(const char *label, const char *text)
{
    char escaped[MARKDOWN_CAP];
    cli_wrap wrap;
    if (!text[0])
        return;
    cli_wrap_begin(&wrap, stdout, 0, 2, "*");
    cli_wrap_add(&wrap, label);
    cli_wrap_add(&wrap, escape(text, escaped));
    cli_wrap_end(&wrap);
}

static void print_markdown_section(const sj_edit_info *edit)
{
    char escaped[MARKDOWN_CAP];
    printf("\n<a id=\"%s\"></a>\n\n### %s\n\n", edit->id, edit->id);
    cli_wrap_text(stdout, 0, 0, "", escape(edit->meaning, escaped));
    fputc('\n', stdout);
    print_markdown_field("**Clears it:**", edit->remedy);
    print_markdown_field("**Needs:**", edit->inputs);
    print_markdown_field("**Rule:**", edit->citation);
    print_markdown_field("**CARC:**", edit->carc);
    if (!edit->judged)
        puts("* Not judged by this version.");
    if (edit->optional)
        puts("* Off unless `--edits` asks for it by name.");
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
