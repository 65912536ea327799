/*
 * scrubjay tree: where a code stands on a date: chapter, block and ancestors above it,
 * children below, and the instructional notes that apply to it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/image.h"
#include "cli/print.h"
#include "cli/tables.h"

static void find_children(const sj_image *image, uint32_t id, sj_date day,
                          cli_family *family)
{
    sj_cursor cursor;
    sj_entry entry;
    size_t cap = 0;
    if (sj_children(image, id, &cursor) != SJ_OK)
        return;
    while (sj_children_next(&cursor, day, &entry)) {
        if (family->child_count == cap) {
            sj_entry *old = family->children;
            cap = cap ? 2 * cap : 16;
            family->children = cli_allocate(cap, sizeof entry);
            if (old)
                memcpy(family->children, old, family->child_count * sizeof entry);
            free(old);
        }
        family->children[family->child_count++] = entry;
    }
}

/* Notes are those of the date that was asked about: what holds on the nearest day that
 * can be judged does not bind on this one. */
static void find_notes(const sj_image *image, const cli_reply *reply,
                       cli_family *family)
{
    uint32_t id = reply->answer.id;
    if (reply->system != SJ_ICD10CM)
        return;
    family->has_divisions =
        sj_divisions(image, id, &family->chapter, &family->block) == SJ_OK;
    size_t n = sj_notes(image, id, reply->as_of, NULL, 0);
    family->notes = cli_allocate(n, sizeof *family->notes);
    family->note_count = sj_notes(image, id, reply->as_of, family->notes, n);
    family->has_notes =
        n > 0 || cli_table_speaks(image, CLI_TABLE_TABULAR, reply->as_of);
}

/* @return true when the system has the code */
static bool show(const sj_image *image, sj_system system, const char *query,
                 const cli_options *options)
{
    cli_reply reply;
    cli_family family = {.ancestor_count = 0};

    cli_ask(image, system, query, strlen(query), options, &reply);
    bool known = cli_is_known(&reply);
    if (known) {
        uint32_t id = reply.answer.id;
        family.ancestor_count =
            sj_ancestors(image, id, reply.structure_day, family.ancestors, SJ_CODE_CAP);
        find_children(image, id, reply.structure_day, &family);
        find_notes(image, &reply, &family);
    }
    if (known && options->json)
        cli_json_tree(image, &reply, &family);
    else if (known)
        cli_text_tree(image, &reply, &family);
    else
        cli_print_reply(&reply, options->json);
    free(family.children);
    free(family.notes);
    cli_reply_free(&reply);
    return known;
}

static bool show_all(const sj_image *image, const char *query,
                     const cli_options *options)
{
    sj_system systems[SJ_SYSTEM_COUNT];
    size_t count = cli_who_replies(image, query, strlen(query), options, systems);
    bool known = false;
    for (size_t i = 0; i < count; i++)
        known = show(image, systems[i], query, options) || known;
    if (count == 0) {
        cli_reply reply;
        cli_reply_of_nobody(query, strlen(query), options, &reply);
        cli_print_reply(&reply, options->json);
    }
    return known;
}

static int run_tree(int argc, char **argv)
{
    cli_options options;
    cli_image image;
    int status;

    if (!cli_parse(&cli_tree, CLI_TAKES_SYSTEM | CLI_TAKES_DATE | CLI_TAKES_JSON, argc,
                   argv, &options, &status))
        return status;
    if (options.arg_count != 1)
        return cli_misuse(&cli_tree, "one code, please");
    status = cli_image_open(options.image, &image);
    if (status != CLI_DONE)
        return status;
    bool known = show_all(image.handle, options.args[0], &options);
    cli_image_close(&image);
    return known ? CLI_DONE : CLI_PROBLEM;
}

const cli_verb cli_tree = {
    .name = "tree",
    .synopsis = "[-s SYSTEM] [-d DATE] [--json] [-i IMAGE] CODE",
    .summary = "what stands above and below a code on a date, and its notes",
    .help =
        "Shows chapter, block and ancestors of CODE, its children, and the notes of "
        "the\n"
        "Tabular List that apply to it on the date, each with the node that bears it.\n"
        "On a day that no release speaks for it shows ancestors and children of the\n"
        "nearest day that one does, and of the notes those on which the Tabular Lists\n"
        "before and after agree. Without -s every system that has the code answers. "
        "In\n"
        "JSON, notes are null when no Tabular List speaks for the date.\n"
        "\n" CLI_HELP_SYSTEM CLI_HELP_DATE CLI_HELP_JSON CLI_HELP_IMAGE "\n"
        "exit status: 0, or 1 when no release has the code\n",
    .run = run_tree,
};
