/*
 * scrubjay info: what an image was made of and how far it can judge. Shows what the
 * library says of sources, releases, systems and sections; decides nothing itself but
 * when the last day that can be judged is past.
 */
#include <stdio.h>
#include <string.h>

#include "cli/image.h"
#include "cli/json.h"
#include "cli/options.h"
#include "cli/tables.h"

typedef struct totals {
    uint64_t codes;
    uint64_t system_bytes[SJ_SYSTEM_COUNT];
} totals;

static totals add_up(const sj_image *image)
{
    totals sum = {.codes = cli_count_codes(image)};
    for (uint32_t i = 0; i < sj_section_count(image); i++) {
        sj_section section;
        if (sj_section_get(image, i, &section) && section.system >= 0 &&
            section.system < SJ_SYSTEM_COUNT)
            sum.system_bytes[section.system] += section.size_bytes;
    }
    return sum;
}

static double each(uint64_t bytes, uint64_t codes)
{
    return codes ? (double)bytes / (double)codes : 0;
}

static bool is_past(const sj_system_info *info, sj_date today)
{
    return info->last < today;
}

/* ---- tables beside code systems ----------------------------------------------------
 */

/* @return false when the image has none of it */
static bool find_table(const sj_image *image, int table, cli_table_info *out)
{
    cli_table_get(image, (cli_table)table, out);
    return out->files > 0;
}

static bool table_is_past(const cli_table_info *table, sj_date today)
{
    return table->dated && table->to < today;
}

/* ---- for people ------------------------------------------------------------------ */

/* A day, or `open` where there is none. */
static const char *day(sj_date date, const char *open, char out[SJ_DATE_CAP])
{
    sj_date_format(date, out);
    return out[0] ? out : open;
}

static void print_systems(const sj_image *image, const totals *sum)
{
    puts("\nsystem       codes  timelines       bytes  a code  judged from  to");
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system_info info;
        char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
        if (!sj_system_get(image, (sj_system)i, &info) || !info.loaded)
            continue;
        uint64_t bytes = sum->system_bytes[i];
        printf("%-9s  %7u  %9u  %10llu  %6.1f  %-11s  %s%s\n",
               sj_system_name((sj_system)i), info.codes, info.timelines,
               (unsigned long long)bytes, each(bytes, info.codes),
               day(info.first, "always", from), day(info.last, "open", to),
               info.dated ? "  (dated rows)" : "");
    }
    puts("Bytes are those of the system's own sections; titles are shared by all.");
}

static void print_tables(const sj_image *image)
{
    bool first = true;
    for (int i = 0; i < CLI_TABLE_COUNT; i++) {
        cli_table_info table;
        char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
        if (!find_table(image, i, &table))
            continue;
        if (first)
            puts("\ntable        files  judged from  to");
        first = false;
        if (table.dated)
            printf("%-11s  %5u  %-11s  %s\n", table.name, table.files,
                   day(table.from, "always", from), day(table.to, "open", to));
        else
            printf("%-11s  %5u  any day\n", table.name, table.files);
    }
}

static void print_releases(const sj_image *image)
{
    puts("\nrelease                               from        to            codes  "
         "main file");
    for (uint32_t i = 0; i < sj_release_count(image); i++) {
        sj_release release;
        sj_source source = {.file = ""};
        char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
        if (!sj_release_get(image, i, &release))
            continue;
        (void)sj_source_get(image, release.source, &source);
        printf("%-36s  %-10s  %-10s  %7u  %s\n", release.label,
               day(release.from, "always", from), day(release.to, "open", to),
               release.codes, source.file);
    }
}

static void print_sources(const sj_image *image)
{
    puts("\nsource           release   from        to          records       bytes  "
         "file "
         "(XXH3-128)");
    for (uint32_t i = 0; i < sj_source_count(image); i++) {
        sj_source source;
        char from[SJ_DATE_CAP], to[SJ_DATE_CAP], hash[CLI_HEX_CAP];
        if (!sj_source_get(image, i, &source))
            continue;
        cli_hex(source.xxh3, hash);
        printf("%-15s  %-8s  %-10s  %-10s  %7llu  %10llu  %s (%s)", source.kind,
               source.release, day(source.from, "always", from),
               day(source.to, "open", to), (unsigned long long)source.records,
               (unsigned long long)source.size_bytes, source.file, hash);
        uint32_t unread = sj_source_unread(image, i);
        if (unread)
            printf(" (%u note%s with references that could not be read)", unread,
                   unread == 1 ? "" : "s");
        fputc('\n', stdout);
    }
}

static void print_sections(const sj_image *image)
{
    puts("\nsection           system         offset       bytes  XXH3-128");
    for (uint32_t i = 0; i < sj_section_count(image); i++) {
        sj_section section;
        char hash[CLI_HEX_CAP];
        if (!sj_section_get(image, i, &section))
            continue;
        cli_hex(section.xxh3, hash);
        printf("%-16s  %-9s  %10llu  %10llu  %s\n", section.name,
               section.system < 0 ? "-" : sj_system_name((sj_system)section.system),
               (unsigned long long)section.off, (unsigned long long)section.size_bytes,
               hash);
    }
}

static void print_warnings(const sj_image *image, sj_date today)
{
    bool first = true;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system_info info;
        char last[SJ_DATE_CAP];
        if (!sj_system_get(image, (sj_system)i, &info) || !info.loaded ||
            !is_past(&info, today))
            continue;
        sj_date_format(info.last, last);
        printf("%swarning: %s can be judged up to %s only, which is past\n",
               first ? "\n" : "", sj_system_name((sj_system)i), last);
        first = false;
    }
    for (int i = 0; i < CLI_TABLE_COUNT; i++) {
        cli_table_info table;
        char last[SJ_DATE_CAP];
        if (!find_table(image, i, &table) || !table_is_past(&table, today))
            continue;
        sj_date_format(table.to, last);
        printf("%swarning: the table %s can judge up to %s only, which is past\n",
               first ? "\n" : "", table.name, last);
        first = false;
    }
}

static void print_text(const cli_image *image, sj_date today)
{
    const sj_image *handle = image->handle;
    totals sum = add_up(handle);
    char id[CLI_HEX_CAP];
    cli_hex(sj_image_build_id(handle), id);
    printf("image     %s\n"
           "build id  %s\n"
           "bytes     %zu\n"
           "codes     %llu (%.1f bytes a code)\n",
           image->name, id, sj_image_size(handle), (unsigned long long)sum.codes,
           each(sj_image_size(handle), sum.codes));
    print_systems(handle, &sum);
    print_tables(handle);
    print_releases(handle);
    print_sources(handle);
    print_sections(handle);
    print_warnings(handle, today);
}

/* ---- for programs ---------------------------------------------------------------- */

static json_t *json_hash(const uint8_t hash[16])
{
    char text[CLI_HEX_CAP];
    cli_hex(hash, text);
    return json_string(text);
}

static json_t *json_name(const char *text)
{
    return cli_json_text(text, strlen(text));
}

static json_t *json_systems(const sj_image *image, const totals *sum, sj_date today)
{
    json_t *list = json_array();
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_system_info info;
        if (!sj_system_get(image, (sj_system)i, &info) || !info.loaded)
            continue;
        json_t *item = json_object();
        cli_json_set(item, "system", json_string(sj_system_name((sj_system)i)));
        cli_json_set(item, "codes", cli_json_count(info.codes));
        cli_json_set(item, "timelines", cli_json_count(info.timelines));
        cli_json_set(item, "bytes", cli_json_count(sum->system_bytes[i]));
        cli_json_set(item, "dated", json_boolean(info.dated));
        cli_json_set(item, "from", cli_json_date(info.first));
        cli_json_set(item, "to", cli_json_date(info.last));
        cli_json_set(item, "past", json_boolean(is_past(&info, today)));
        cli_json_push(list, item);
    }
    return list;
}

static json_t *json_tables(const sj_image *image, sj_date today)
{
    json_t *list = json_array();
    for (int i = 0; i < CLI_TABLE_COUNT; i++) {
        cli_table_info table;
        if (!find_table(image, i, &table))
            continue;
        json_t *item = json_object();
        cli_json_set(item, "table", json_string(table.name));
        cli_json_set(item, "files", cli_json_count(table.files));
        cli_json_set(item, "from",
                     table.dated ? cli_json_date(table.from) : json_null());
        cli_json_set(item, "to", table.dated ? cli_json_date(table.to) : json_null());
        cli_json_set(item, "past", json_boolean(table_is_past(&table, today)));
        cli_json_push(list, item);
    }
    return list;
}

static json_t *json_releases(const sj_image *image)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < sj_release_count(image); i++) {
        sj_release release;
        sj_source source = {.file = ""};
        if (!sj_release_get(image, i, &release))
            continue;
        (void)sj_source_get(image, release.source, &source);
        json_t *item = json_object();
        cli_json_set(item, "system", json_string(sj_system_name(release.system)));
        cli_json_set(item, "release", json_name(release.label));
        cli_json_set(item, "from", cli_json_date(release.from));
        cli_json_set(item, "to", cli_json_date(release.to));
        cli_json_set(item, "codes", cli_json_count(release.codes));
        cli_json_set(item, "file", json_name(source.file));
        cli_json_push(list, item);
    }
    return list;
}

static json_t *json_sources(const sj_image *image)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < sj_source_count(image); i++) {
        sj_source source;
        if (!sj_source_get(image, i, &source))
            continue;
        json_t *item = json_object();
        cli_json_set(item, "file", json_name(source.file));
        cli_json_set(item, "kind", json_name(source.kind));
        cli_json_set(item, "release", json_name(source.release));
        cli_json_set(item, "from", cli_json_date(source.from));
        cli_json_set(item, "to", cli_json_date(source.to));
        cli_json_set(item, "records", cli_json_count(source.records));
        cli_json_set(item, "bytes", cli_json_count(source.size_bytes));
        cli_json_set(item, "unread", cli_json_count(sj_source_unread(image, i)));
        cli_json_set(item, "xxh3", json_hash(source.xxh3));
        cli_json_push(list, item);
    }
    return list;
}

static json_t *json_sections(const sj_image *image)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < sj_section_count(image); i++) {
        sj_section section;
        if (!sj_section_get(image, i, &section))
            continue;
        json_t *item = json_object();
        cli_json_set(item, "section", json_name(section.name));
        cli_json_set(item, "system",
                     section.system < 0
                         ? json_null()
                         : json_string(sj_system_name((sj_system)section.system)));
        cli_json_set(item, "offset", cli_json_count(section.off));
        cli_json_set(item, "bytes", cli_json_count(section.size_bytes));
        cli_json_set(item, "xxh3", json_hash(section.xxh3));
        cli_json_push(list, item);
    }
    return list;
}

static void print_json(const cli_image *image, sj_date today)
{
    const sj_image *handle = image->handle;
    totals sum = add_up(handle);
    json_t *object = json_object();
    cli_json_set(object, "image", json_name(image->name));
    cli_json_set(object, "build_id", json_hash(sj_image_build_id(handle)));
    cli_json_set(object, "bytes", cli_json_count(sj_image_size(handle)));
    cli_json_set(object, "codes", cli_json_count(sum.codes));
    cli_json_set(object, "systems", json_systems(handle, &sum, today));
    cli_json_set(object, "tables", json_tables(handle, today));
    cli_json_set(object, "releases", json_releases(handle));
    cli_json_set(object, "sources", json_sources(handle));
    cli_json_set(object, "sections", json_sections(handle));
    cli_json_print(object);
}

static int run_info(int argc, char **argv)
{
    cli_options options;
    cli_image image;
    int status;

    if (!cli_parse_image(&cli_info, CLI_TAKES_JSON, argc, argv, &options, &status))
        return status;
    status = cli_image_open(options.image, &image);
    if (status != CLI_DONE)
        return status;
    if (options.json)
        print_json(&image, options.today);
    else
        print_text(&image, options.today);
    cli_image_close(&image);
    return CLI_DONE;
}

const cli_verb cli_info = {
    .name = "info",
    .synopsis = "[--json] [IMAGE]",
    .summary = "what an image holds, where it comes from, how far it can judge",
    .help =
        "Shows the code systems and the tables of IMAGE with the first and last day "
        "each\n"
        "can judge, its releases, the files it was compiled from, and its "
        "sections.\n"
        "Warns of each system and table whose last day is past, and counts the "
        "notes\n"
        "of a Tabular List with a reference that could not be read.\n"
        "\n" CLI_HELP_JSON CLI_HELP_IMAGE,
    .run = run_info,
};
