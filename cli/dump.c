/*
 * scrubjay dump: an image's content as the text of docs/DUMP.md, by way of the public
 * API alone. gen/source/dump.c reads it back; compiling it gives the same image.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/dump_tables.h"
#include "cli/image.h"
#include "cli/options.h"
#include "cli/progress.h"

enum {
    FEW_TITLES = 16, /* of nearly every code: no allocation for them */
    REDRAW_CODES = 4096,
};

/* ---- fields ---------------------------------------------------------------------- */

/* A date field; `-` for what lies before or after every date. */
static void put_date(sj_date date)
{
    char text[SJ_DATE_CAP];
    sj_date_format(date, text);
    fputs(text[0] ? text : "-", stdout);
}

static void put_marks(uint8_t marks)
{
    bool inferred = marks & SJ_MARK_INFERRED, carried = marks & SJ_MARK_CARRIED;
    fputs(inferred ? "inferred" : carried ? "carried" : "-", stdout);
    if (inferred && carried)
        fputs(",carried", stdout);
}

static const char *escape_of(char c)
{
    switch (c) {
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\\':
        return "\\\\";
    default:
        return NULL;
    }
}

void cli_dump_text(const char *text, size_t len)
{
    size_t begin = 0;
    for (size_t i = 0; i < len; i++) {
        const char *escape = escape_of(text[i]);
        if (!escape)
            continue;
        fwrite(text + begin, 1, i - begin, stdout);
        fputs(escape, stdout);
        begin = i + 1;
    }
    fwrite(text + begin, 1, len - begin, stdout);
}

static void put_tab(void)
{
    fputc('\t', stdout);
}

static void end_line(void)
{
    fputc('\n', stdout);
}

/* ---- records --------------------------------------------------------------------- */

static void dump_sources(const sj_image *image)
{
    for (uint32_t i = 0; i < sj_source_count(image); i++) {
        sj_source source;
        char hash[CLI_HEX_CAP];
        if (!sj_source_get(image, i, &source))
            continue;
        cli_hex(source.xxh3, hash);
        printf("source\t%u\t%s\t%s\t", i, source.kind, source.release);
        put_date(source.from);
        put_tab();
        put_date(source.to);
        printf("\t%llu\t%llu\t%s\t", (unsigned long long)source.size_bytes,
               (unsigned long long)source.records, hash);
        cli_dump_text(source.file, strlen(source.file));
        put_tab();
        cli_dump_text(source.label, strlen(source.label));
        end_line();
    }
}

static void dump_releases(const sj_image *image)
{
    for (uint32_t i = 0; i < sj_release_count(image); i++) {
        sj_release release;
        if (!sj_release_get(image, i, &release))
            continue;
        printf("release\t%u\t%s\t", i, sj_system_name(release.system));
        put_date(release.from);
        put_tab();
        put_date(release.to);
        printf("\t%u\t%u\t", release.source, release.codes);
        cli_dump_text(release.label, strlen(release.label));
        end_line();
    }
}

static void dump_segments(const sj_image *image, sj_system system, uint16_t timeline)
{
    size_t count = sj_timeline_get(image, system, timeline, NULL, 0);
    sj_segment *segments = cli_allocate(count, sizeof *segments);
    count = sj_timeline_get(image, system, timeline, segments, count);
    for (size_t i = 0; i < count; i++) {
        fputs("segment\t", stdout);
        put_date(segments[i].from);
        printf("\t%s\t", sj_code_status_str((sj_code_status)segments[i].status));
        put_marks(segments[i].marks);
        end_line();
    }
    free(segments);
}

static void dump_intervals(const sj_image *image, uint32_t id)
{
    size_t count = sj_validity(image, id, NULL, 0);
    sj_interval *intervals = cli_allocate(count, sizeof *intervals);
    count = sj_validity(image, id, intervals, count);
    for (size_t i = 0; i < count; i++) {
        fputs("interval\t", stdout);
        put_date(intervals[i].from);
        put_tab();
        put_date(intervals[i].to);
        printf("\t%s\t", sj_code_status_str((sj_code_status)intervals[i].status));
        put_marks(intervals[i].marks);
        end_line();
    }
    free(intervals);
}

static void dump_titles(const sj_image *image, uint32_t id)
{
    sj_descriptor few[FEW_TITLES], *titles = few;
    size_t count = sj_descriptor_history(image, id, few, FEW_TITLES);
    if (count > FEW_TITLES) {
        titles = cli_allocate(count, sizeof *titles);
        count = sj_descriptor_history(image, id, titles, count);
    }
    for (size_t i = 0; i < count; i++) {
        fputs("title\t", stdout);
        put_date(titles[i].from);
        printf("\t%u\t", titles[i].release);
        cli_dump_text(titles[i].short_text, titles[i].short_len);
        put_tab();
        cli_dump_text(titles[i].long_text, titles[i].long_len);
        end_line();
    }
    if (titles != few)
        free(titles);
}

/* ---- systems --------------------------------------------------------------------- */

/* A code that has it for each timeline, or SJ_NO_CODE: intervals are those of a code.
 */
static uint32_t *find_bearers(const sj_image *image, sj_system system,
                              uint32_t timelines)
{
    uint32_t *bearers = cli_allocate(timelines, sizeof *bearers);
    sj_cursor cursor;
    sj_entry entry;
    for (uint32_t i = 0; i < timelines; i++)
        bearers[i] = SJ_NO_CODE;
    if (sj_prefix(image, system, "", 0, &cursor) == SJ_OK)
        while (sj_cursor_next(&cursor, 0, &entry))
            if (entry.answer.timeline < timelines)
                bearers[entry.answer.timeline] = entry.answer.id;
    return bearers;
}

static void dump_timelines(const sj_image *image, sj_system system, uint32_t timelines)
{
    uint32_t *bearers = find_bearers(image, system, timelines);
    for (uint32_t i = 0; i < timelines; i++) {
        printf("timeline\t%u\n", i);
        dump_segments(image, system, (uint16_t)i);
        if (bearers[i] != SJ_NO_CODE)
            dump_intervals(image, bearers[i]);
    }
    free(bearers);
}

/* What has been printed of all codes, for the progress bar. */
typedef struct counter {
    cli_progress *progress;
    uint64_t done, all;
} counter;

static void dump_codes(const sj_image *image, sj_system system, counter *codes)
{
    sj_cursor cursor;
    sj_entry entry;
    if (sj_prefix(image, system, "", 0, &cursor) != SJ_OK)
        return;
    while (!cli_output_failed() && sj_cursor_next(&cursor, 0, &entry)) {
        printf("code\t%s\t%u\t%s\t%u\n", entry.code, entry.answer.timeline,
               entry.answer.flags & SJ_FLAG_NOC ? "noc" : "-", entry.answer.class_id);
        dump_titles(image, entry.answer.id);
        if (++codes->done % REDRAW_CODES == 0)
            cli_progress_draw(codes->progress, (double)codes->done / (double)codes->all,
                              sj_system_name(system));
    }
}

static void dump_system(const sj_image *image, sj_system system,
                        const sj_system_info *info, counter *codes)
{
    printf("system\t%s\t%s\t%u\t%u\t", sj_system_name(system),
           info->dated ? "dated" : "undated", info->codes, info->timelines);
    put_date(info->first);
    put_tab();
    put_date(info->last);
    printf("\t%u\t%u\n", info->absence, info->absence_digit);
    dump_timelines(image, system, info->timelines);
    dump_codes(image, system, codes);
}

static void dump(const sj_image *image, cli_progress *progress)
{
    counter codes = {.progress = progress, .all = cli_count_codes(image)};
    puts("#scrubjay-dump 1");
    dump_sources(image);
    dump_releases(image);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system_info info;
        if (sj_system_get(image, (sj_system)i, &info) && info.loaded)
            dump_system(image, (sj_system)i, &info, &codes);
    }
    cli_dump_tables(image);
    puts("end");
}

static int run_dump(int argc, char **argv)
{
    cli_options options;
    cli_image image;
    cli_progress progress = {.shown = false};
    int status;

    if (!cli_parse_image(&cli_dump, 0, argc, argv, &options, &status))
        return status;
    status = cli_image_open(options.image, &image);
    if (status != CLI_DONE)
        return status;
    if (!isatty(STDOUT_FILENO)) /* a bar would run through the text */
        cli_progress_begin(&progress);
    dump(image.handle, &progress);
    cli_progress_end(&progress);
    cli_image_close(&image);
    return CLI_DONE;
}

const cli_verb cli_dump = {
    .name = "dump",
    .synopsis = "[IMAGE]",
    .summary = "print an image as text that compiles to the same image",
    .help =
        "Prints all that IMAGE holds, one record a line (docs/DUMP.md). Compiling the\n"
        "text gives IMAGE again, byte for byte:\n"
        "\n"
        "  scrubjay dump IMAGE > dump.txt && scrubjay compile -o AGAIN dump.txt\n"
        "\n" CLI_HELP_IMAGE,
    .run = run_dump,
};
