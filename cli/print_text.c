/*
 * Answers for people: a headline a code, details indented below it. Not a contract;
 * programs read the JSON.
 */
#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/utf8.h"
#include "cli/wrap.h"

enum {
    DETAIL_INDENT = 10,
    NOTE_INDENT = 4,
    NOTE_WIDTH = 21,
    INTERVAL_CAP = 2 * SJ_DATE_CAP + 8, /* "FROM to TO" */
};

/* The words of a status for people: those of the command line, with a blank. */
static const char *status_words(sj_code_status status)
{
    return status == SJ_CODE_NOT_FOUND ? "not found" : sj_code_status_str(status);
}

static void print_words(const char *text, size_t len)
{
    cli_print_safely(stdout, text, len);
}

/* "billable (inferred)" */
static void print_status(sj_code_status status, uint8_t marks, uint8_t flags)
{
    fputs(status_words(status), stdout);
    if (marks & SJ_MARK_INFERRED)
        fputs(" (inferred)", stdout);
    if (marks & SJ_MARK_CARRIED)
        fputs(" (carried)", stdout);
    if (flags & SJ_FLAG_NOC)
        fputs(" (not otherwise classified)", stdout);
}

/* A line below the headline: label, then what the caller prints. */
static void begin_detail(const char *label)
{
    printf("%*s%-8s  ", DETAIL_INDENT, "", label);
}

/* "2020-10-01 to 2024-09-30", "since 2020-10-01"; as wide as the first of them */
static void format_interval(const sj_interval *interval, char out[INTERVAL_CAP])
{
    char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
    sj_date_format(interval->from, from);
    sj_date_format(interval->to, to);
    if (interval->to == SJ_DATE_OPEN && !from[0])
        (void)snprintf(out, INTERVAL_CAP, "always");
    else if (interval->to == SJ_DATE_OPEN)
        (void)snprintf(out, INTERVAL_CAP, "since %s", from);
    else if (!from[0])
        (void)snprintf(out, INTERVAL_CAP, "until %s", to);
    else
        (void)snprintf(out, INTERVAL_CAP, "%s to %s", from, to);
}

static void print_headline(const cli_reply *reply)
{
    char as_of[SJ_DATE_CAP];
    sj_date_format(reply->as_of, as_of);
    if (reply->code[0]) {
        printf("%-8s  ", reply->code);
    } else {
        print_words(reply->query, reply->query_len);
        fputs("  ", stdout);
    }
    printf("%-8s  %s  ", reply->has_system ? sj_system_name(reply->system) : "-",
           as_of);
    print_status((sj_code_status)reply->answer.status, reply->answer.marks,
                 reply->answer.flags);
    fputc('\n', stdout);
}

static void print_last_known(const cli_reply *reply)
{
    char day[SJ_DATE_CAP], interval[INTERVAL_CAP];
    begin_detail("known");
    if (reply->last_known == SJ_CODE_NONE) {
        puts("nothing: no release in the image judges it on any day");
        return;
    }
    sj_date_format(reply->structure_day, day);
    printf("%s on %s", status_words(reply->last_known), day);
    if (reply->has_last_interval) {
        format_interval(&reply->last_interval, interval);
        printf(" (%s)", interval);
    }
    fputc('\n', stdout);
}

static void print_known_code(const cli_reply *reply)
{
    const sj_descriptor *words = &reply->words;
    printf("%*s", DETAIL_INDENT, "");
    print_words(words->long_text, words->long_len);
    fputc('\n', stdout);
    if (words->short_len != words->long_len ||
        memcmp(words->short_text, words->long_text, words->short_len) != 0) {
        begin_detail("short");
        print_words(words->short_text, words->short_len);
        fputc('\n', stdout);
    }
    if (reply->parent[0]) {
        begin_detail("parent");
        puts(reply->parent);
    }
    for (size_t i = 0; i < reply->validity_count; i++) {
        char interval[INTERVAL_CAP];
        format_interval(&reply->validity[i], interval);
        begin_detail(i == 0 ? "valid" : "");
        printf("%-24s  ", interval);
        print_status((sj_code_status)reply->validity[i].status, 0, 0);
        if (reply->validity[i].marks & SJ_MARK_INFERRED)
            fputs(" (end inferred)", stdout);
        fputc('\n', stdout);
    }
}

static void print_suggestions(const cli_reply *reply)
{
    if (reply->prefix[0]) {
        begin_detail("prefix");
        printf("%s is the longest that is valid\n", reply->prefix);
    }
    if (reply->near_miss_count > 0) {
        begin_detail("near");
        for (size_t i = 0; i < reply->near_miss_count; i++)
            printf("%s%s", i ? ", " : "", reply->near_misses[i]);
        fputc('\n', stdout);
    }
}

void cli_text_reply(const cli_reply *reply)
{
    print_headline(reply);
    if (reply->answer.status == SJ_CODE_UNKNOWN)
        print_last_known(reply);
    if (cli_is_known(reply))
        print_known_code(reply);
    else if (reply->answer.status == SJ_CODE_NOT_FOUND)
        print_suggestions(reply);
    if (reply->has_source) {
        begin_detail("source");
        print_words(reply->release.label, strlen(reply->release.label));
        fputs(", ", stdout);
        print_words(reply->source.file, strlen(reply->source.file));
        fputc('\n', stdout);
    }
    cli_line_data_text(&reply->lines);
}

/* One line of a tree: code and short title, indented by depth. */
static void print_branch(const sj_image *image, const sj_entry *entry, sj_date day,
                         size_t depth, bool asked)
{
    char shown[SJ_CODE_CAP];
    sj_descriptor words;
    int indent = (int)(2 * depth), room = 24 - indent;
    sj_display((sj_system)entry->answer.system, entry->code, entry->len, shown);
    cli_words_of(image, entry->answer.id, day, &words);
    printf("%c %*s%-*s %-8s  ", asked ? '>' : ' ', indent, "", room > 8 ? room : 8,
           shown, status_words((sj_code_status)entry->answer.status));
    print_words(words.short_text, words.short_len);
    fputc('\n', stdout);
}

static void print_division(const char *label, const sj_division *division)
{
    if (!division->id || !division->id[0])
        return;
    char heading[40];
    (void)snprintf(heading, sizeof heading, "%s %s ", label, division->id);
    cli_wrap_text(stdout, 2, strlen(heading), heading, division->title);
}

/* Below the node that bears them, nearest first; a label a kind. */
static void print_notes(const cli_reply *reply, const cli_family *family)
{
    const char *node = "";
    unsigned kind = SJ_NOTE_KIND_COUNT;
    if (reply->system == SJ_ICD10CM && !family->has_notes)
        puts("\nno Tabular List speaks for this day: its notes are not known");
    for (size_t i = 0; i < family->note_count; i++) {
        const sj_note *note = &family->notes[i];
        cli_wrap wrap;
        if (strcmp(node, cli_node_of(note)) != 0) {
            node = cli_node_of(note);
            kind = SJ_NOTE_KIND_COUNT;
            printf("\n  notes at %s%s\n", node,
                   note->marks & SJ_MARK_INFERRED ? " (inferred)" : "");
        }
        cli_wrap_begin(&wrap, stdout, NOTE_INDENT, NOTE_WIDTH,
                       kind == note->kind ? "" : cli_note_words(note->kind));
        kind = note->kind;
        cli_wrap_addn(&wrap, note->text, note->text_len);
        cli_wrap_end(&wrap);
    }
}

void cli_text_tree(const sj_image *image, const cli_reply *reply,
                   const cli_family *family)
{
    size_t depth = 0;
    sj_entry self = {.answer = reply->answer};

    print_headline(reply);
    if (reply->answer.status == SJ_CODE_UNKNOWN)
        print_last_known(reply);
    print_division("chapter", &family->chapter);
    print_division("block", &family->block);
    for (size_t i = family->ancestor_count; i-- > 0; depth++)
        print_branch(image, &family->ancestors[i], reply->structure_day, depth, false);
    self.len = (uint32_t)sj_code_of(image, reply->answer.id, self.code);
    print_branch(image, &self, reply->structure_day, depth++, true);
    for (size_t i = 0; i < family->child_count; i++)
        print_branch(image, &family->children[i], reply->structure_day, depth, false);
    print_notes(reply, family);
}

void cli_text_entry(const sj_entry *entry, const sj_descriptor *words)
{
    sj_system system = (sj_system)entry->answer.system;
    char shown[SJ_CODE_CAP];
    sj_display(system, entry->code, entry->len, shown);
    printf("%-11s %-8s  %-8s  ", shown, sj_system_name(system),
           status_words((sj_code_status)entry->answer.status));
    print_words(words->short_text, words->short_len);
    fputc('\n', stdout);
}
