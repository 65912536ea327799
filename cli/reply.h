/*
 * A reply: everything `lookup` says of one code in one system on one date, gathered
 * from the library so that the JSON and the text printers say the same. Also who
 * replies when no system was named, and on which day when no date was.
 */
#ifndef SCRUBJAY_CLI_REPLY_H
#define SCRUBJAY_CLI_REPLY_H

#include "cli/line_data.h"
#include "cli/options.h"

enum { CLI_SUGGESTIONS = 5 };

typedef struct cli_reply {
    const char *query; /* as it was asked, UTF-8; the caller's */
    size_t query_len;
    bool has_system; /* false: the query has the shape of no system's codes */
    sj_system system;
    char code[SJ_CODE_CAP]; /* as people read it; "" when the query can be no code */
    sj_date as_of;
    sj_answer answer;

    /* status unknown */
    sj_code_status last_known; /* SJ_CODE_NONE: there never was a status to know */
    bool has_last_interval;
    sj_interval last_interval;

    /* codes that some release has */
    sj_date structure_day; /* as_of, or the nearest day that can be judged */
    sj_descriptor words;
    char parent[SJ_CODE_CAP]; /* "" when it has none */
    sj_interval *validity;
    size_t validity_count;

    /* where the answer comes from */
    bool has_source;
    sj_release release;
    sj_source source;

    cli_line_data lines; /* of a HCPCS, CPT or CDT code */

    /* status not_found */
    char prefix[SJ_CODE_CAP]; /* longest valid one; "" when there is none */
    char near_misses[CLI_SUGGESTIONS][SJ_CODE_CAP];
    size_t near_miss_count;
} cli_reply;

/* The day a system is asked about: the one of the options, else today or the last day
 * that the image can judge for it, whichever is earlier. */
sj_date cli_as_of(const sj_image *image, sj_system system, const cli_options *options);

/*
 * The systems that reply to a query, in their order: the one of the options; else all
 * that have the code; else the one that comes nearest to having it.
 * @return how many; 0 when the query has the shape of no system's codes
 */
size_t cli_who_replies(const sj_image *image, const char *query, size_t len,
                       const cli_options *options, sj_system out[SJ_SYSTEM_COUNT]);

/* Ask. Free with cli_reply_free(). */
void cli_ask(const sj_image *image, sj_system system, const char *query, size_t len,
             const cli_options *options, cli_reply *out);

/* The reply when there is nobody to ask. */
void cli_reply_of_nobody(const char *query, size_t len, const cli_options *options,
                         cli_reply *out);

void cli_reply_free(cli_reply *reply);

/* The titles of a code on a date, empty ones where the image has none. */
void cli_words_of(const sj_image *image, uint32_t id, sj_date as_of,
                  sj_descriptor *out);

/* "Excludes1", "code first": a kind of note (sj_note_kind) in words for people. */
const char *cli_note_words(unsigned kind);

/* What bears a note, as people write it: "E11.6", "E08-E13", "chapter 4". */
static inline const char *cli_node_of(const sj_note *note)
{
    return note->node_display[0] ? note->node_display : note->node;
}

/* True when some release has the code. */
static inline bool cli_is_known(const cli_reply *reply)
{
    return reply->answer.id != SJ_NO_CODE;
}

#endif
