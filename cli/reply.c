/*
 * Gathering a reply. Every statement in it is the library's; what is decided here is
 * only which system is asked, and that structure and last known status of a day that
 * nobody can judge are those of the nearest day that can be.
 */
#include "cli/reply.h"

#include <stdlib.h>
#include <string.h>

sj_date cli_as_of(const sj_image *image, sj_system system, const cli_options *options)
{
    sj_system_info info;
    if (options->has_date)
        return options->date;
    if (sj_system_get(image, system, &info) && info.loaded &&
        info.last < options->today)
        return info.last;
    return options->today;
}

/* Characters of the longest prefix that exists, 0 when none does. */
static uint32_t prefix_length(const sj_image *image, sj_system system,
                              const char *query, size_t len, const cli_options *options)
{
    sj_entry entry;
    sj_date as_of = cli_as_of(image, system, options);
    return sj_longest_prefix(image, system, query, len, as_of, &entry) == SJ_OK
               ? entry.len
               : 0;
}

/* Whether the image can say on the day asked that a code does not exist. */
static bool can_judge(const sj_image *image, sj_system system, const char *code,
                      const cli_options *options)
{
    sj_answer answer;
    sj_lookup(image, system, code, strlen(code), cli_as_of(image, system, options),
              &answer);
    return answer.status != SJ_CODE_UNKNOWN;
}

/* ICD-10 took the place of ICD-9 in one day: the other one has no valid code then. */
static bool is_in_use(const sj_image *image, sj_system system,
                      const cli_options *options)
{
    sj_date icd10_start = 0;
    (void)sj_date_from_ymd(2015, 10, 1, &icd10_start);
    bool icd10_day = cli_as_of(image, system, options) >= icd10_start;
    bool icd9 = system == SJ_ICD9CM || system == SJ_ICD9PCS;
    bool icd10 = system == SJ_ICD10CM || system == SJ_ICD10PCS;
    return icd10_day ? !icd9 : !icd10;
}

/*
 * The system to answer for a code that none has, among those whose codes have its
 * shape: the first in use on the day that cannot judge it, since a code that a list not
 * loaded may hold is not wrong; else the one that has the longest prefix of it, one in
 * use before one that is not. @return false when there is none
 */
static bool nearest_system(const sj_image *image, const char *query, size_t len,
                           const cli_options *options, sj_system *out)
{
    bool found = false;
    uint32_t best = 0;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system system = (sj_system)i;
        char canonical[SJ_CODE_CAP];
        if (!sj_normalize(system, query, len, canonical, NULL))
            continue;
        bool in_use = is_in_use(image, system, options);
        if (in_use && !can_judge(image, system, canonical, options)) {
            *out = system;
            return true;
        }
        uint32_t length = prefix_length(image, system, query, len, options);
        uint32_t rank = in_use ? length + 1 : 0;
        if (!found || rank > best) {
            *out = system;
            best = rank;
        }
        found = true;
    }
    return found;
}

/*
 * A procedure code that line tables name while no list of its set was compiled (CPT):
 * what they say of it can be told. @return false when that is not so
 */
static bool named_by_lines(const sj_image *image, const char *query, size_t len,
                           sj_system *out)
{
    static const sj_system systems[] = {SJ_HCPCS, SJ_CPT, SJ_CDT};
    char canonical[SJ_CODE_CAP];
    sj_system_info info;
    if (sj_procedure_of(image, query, len) == SJ_NO_PROCEDURE)
        return false;
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
        if (sj_normalize(systems[i], query, len, canonical, NULL)) {
            *out = systems[i];
            return !sj_system_get(image, systems[i], &info) || !info.loaded;
        }
    return false;
}

size_t cli_who_replies(const sj_image *image, const char *query, size_t len,
                       const cli_options *options, sj_system out[SJ_SYSTEM_COUNT])
{
    if (options->has_system) {
        out[0] = options->system;
        return 1;
    }
    size_t n = sj_systems_with(image, query, len, out);
    sj_system named;
    if (named_by_lines(image, query, len, &named))
        out[n++] = named; /* systems_with() has none that is not loaded */
    if (n == 0 && nearest_system(image, query, len, options, &out[0]))
        n = 1;
    return n;
}

/* Whether a timeline says anything at all: a stranger that no day can judge has no last
 * known status (a numeric modifier when only the HCPCS ones are loaded). */
static bool is_ever_judged(const sj_image *image, sj_system system, uint16_t timeline)
{
    size_t count = sj_timeline_get(image, system, timeline, NULL, 0);
    sj_segment *segments = cli_allocate(count, sizeof *segments);
    count = sj_timeline_get(image, system, timeline, segments, count);
    bool judged = false;
    for (size_t i = 0; i < count; i++)
        judged = judged || segments[i].status != SJ_CODE_UNKNOWN;
    free(segments);
    return judged;
}

static void ask_last_known(const sj_image *image, cli_reply *reply)
{
    sj_date day;
    if (!cli_is_known(reply) &&
        !is_ever_judged(image, reply->system, reply->answer.timeline))
        return;
    reply->last_known =
        sj_last_known(image, reply->system, reply->answer.id, reply->as_of, &day);
    if (reply->last_known == SJ_CODE_UNKNOWN)
        reply->last_known = SJ_CODE_NONE;
    if (reply->last_known != SJ_CODE_NONE)
        reply->structure_day = day;
}

static void ask_validity(const sj_image *image, cli_reply *reply)
{
    uint32_t id = reply->answer.id;
    size_t n = sj_validity(image, id, NULL, 0);
    reply->validity = cli_allocate(n, sizeof *reply->validity);
    reply->validity_count = sj_validity(image, id, reply->validity, n);
    if (reply->answer.status != SJ_CODE_UNKNOWN)
        return;
    for (size_t i = 0; i < reply->validity_count; i++)
        if (reply->validity[i].from <= reply->structure_day &&
            reply->structure_day <= reply->validity[i].to) {
            reply->last_interval = reply->validity[i];
            reply->has_last_interval = true;
        }
}

void cli_words_of(const sj_image *image, uint32_t id, sj_date as_of, sj_descriptor *out)
{
    if (sj_descriptor_get(image, id, as_of, out) != SJ_OK)
        *out = (sj_descriptor){.short_text = "", .long_text = ""};
}

const char *cli_note_words(unsigned kind)
{
    static const char *const words[SJ_NOTE_KIND_COUNT] = {
        [SJ_NOTE_INCLUDES] = "includes",
        [SJ_NOTE_INCLUSION_TERM] = "inclusion term",
        [SJ_NOTE_EXCLUDES1] = "Excludes1",
        [SJ_NOTE_EXCLUDES2] = "Excludes2",
        [SJ_NOTE_CODE_FIRST] = "code first",
        [SJ_NOTE_USE_ADDITIONAL] = "use additional code",
        [SJ_NOTE_CODE_ALSO] = "code also",
        [SJ_NOTE_NOTES] = "note",
        [SJ_NOTE_SEVENTH] = "7th character",
    };
    return kind < SJ_NOTE_KIND_COUNT ? words[kind] : "";
}

static void ask_words(const sj_image *image, cli_reply *reply)
{
    sj_entry parent;
    uint32_t id = reply->answer.id;
    cli_words_of(image, id, reply->as_of, &reply->words);
    if (sj_parent(image, id, reply->structure_day, &parent) == SJ_OK)
        sj_display(reply->system, parent.code, parent.len, reply->parent);
}

static void ask_suggestions(const sj_image *image, cli_reply *reply, const char *query,
                            size_t len)
{
    sj_entry entry, near[CLI_SUGGESTIONS];
    if (sj_longest_prefix(image, reply->system, query, len, reply->as_of, &entry) ==
        SJ_OK)
        sj_display(reply->system, entry.code, entry.len, reply->prefix);
    reply->near_miss_count = sj_suggest(image, reply->system, query, len, reply->as_of,
                                        near, CLI_SUGGESTIONS);
    for (size_t i = 0; i < reply->near_miss_count; i++)
        sj_display(reply->system, near[i].code, near[i].len, reply->near_misses[i]);
}

/* What nobody ever judged rests on no release. */
static void ask_source(const sj_image *image, cli_reply *reply)
{
    if (reply->answer.status == SJ_CODE_UNKNOWN && reply->last_known == SJ_CODE_NONE)
        return;
    uint32_t release =
        sj_release_of(image, reply->system, reply->answer.id, reply->as_of);
    reply->has_source = sj_release_get(image, release, &reply->release) &&
                        sj_source_get(image, reply->release.source, &reply->source);
}

void cli_ask(const sj_image *image, sj_system system, const char *query, size_t len,
             const cli_options *options, cli_reply *out)
{
    char canonical[SJ_CODE_CAP];
    size_t canonical_len;

    *out = (cli_reply){.query = query,
                       .query_len = len,
                       .has_system = true,
                       .system = system,
                       .as_of = cli_as_of(image, system, options),
                       .lines = {.procedure = SJ_NO_PROCEDURE}};
    out->structure_day = out->as_of;
    if (sj_normalize(system, query, len, canonical, &canonical_len))
        sj_display(system, canonical, canonical_len, out->code);

    (void)sj_lookup(image, system, query, len, out->as_of, &out->answer);
    if (out->answer.status == SJ_CODE_UNKNOWN)
        ask_last_known(image, out);
    if (cli_is_known(out)) {
        ask_words(image, out);
        ask_validity(image, out);
    } else if (out->answer.status == SJ_CODE_NOT_FOUND) {
        ask_suggestions(image, out, query, len);
    }
    ask_source(image, out);
    if (cli_is_line_system(system))
        cli_line_data_ask(image, out->code, options, &out->lines);
}

void cli_reply_of_nobody(const char *query, size_t len, const cli_options *options,
                         cli_reply *out)
{
    *out = (cli_reply){
        .query = query, .query_len = len, .lines = {.procedure = SJ_NO_PROCEDURE}};
    out->as_of = options->has_date ? options->date : options->today;
    out->structure_day = out->as_of;
    out->answer = (sj_answer){.id = SJ_NO_CODE, .status = SJ_CODE_NOT_FOUND};
}

void cli_reply_free(cli_reply *reply)
{
    cli_line_data_free(&reply->lines);
    free(reply->validity);
    reply->validity = NULL;
}
