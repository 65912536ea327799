/*
 * scrubjay map: where a code leads. General equivalence mappings between ICD-9-CM and
 * ICD-10, both ways; what took the place of a deleted code, and what a code replaced.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/image.h"
#include "cli/print.h"
#include "cli/tables.h"
#include "cli/wrap.h"

/* What is known of a code in one system. */
typedef struct crosswalk {
    const sj_image *image;
    sj_system system;
    char code[SJ_CODE_CAP]; /* as people read it */
    uint32_t id;            /* SJ_NO_CODE when no code table has it */
    sj_mapping *maps;
    size_t count;
    const char *missing; /* kind of the file that could say more; NULL */
} crosswalk;

static const char *const kind_words[] = {"gem", "successor", "predecessor"};

enum { KINDS = sizeof kind_words / sizeof *kind_words, CODE_WIDTH = 10 };

/* The GEM file that leads from a system, NULL for none. */
static const char *gem_of(sj_system system)
{
    switch (system) {
    case SJ_ICD9CM:
        return "gem-i9";
    case SJ_ICD10CM:
        return "gem-i10";
    case SJ_ICD9PCS:
        return "gem-i9pcs";
    case SJ_ICD10PCS:
        return "gem-pcsi9";
    default:
        return NULL;
    }
}

static const char *kind_of(const sj_mapping *map)
{
    return map->kind < KINDS ? kind_words[map->kind] : "";
}

/* The titles of a code. @return false when it is in no table */
static bool find_words(const sj_image *image, sj_system system, const char *code,
                       sj_descriptor *out)
{
    sj_answer answer;
    return sj_lookup(image, system, code, strlen(code), 0, &answer) == SJ_OK &&
           sj_descriptor_get(image, answer.id, SJ_DATE_OPEN - 1, out) == SJ_OK;
}

/* @return true when the system has the code or a map for it */
static bool gather(const sj_image *image, sj_system system, const char *query,
                   crosswalk *out)
{
    char canonical[SJ_CODE_CAP];
    size_t len;
    sj_answer answer;
    *out = (crosswalk){.image = image, .system = system};
    if (!sj_normalize(system, query, strlen(query), canonical, &len))
        return false;
    sj_display(system, canonical, len, out->code);
    (void)sj_lookup(image, system, canonical, len, 0, &answer);
    out->id = answer.id;
    size_t n = sj_map(image, system, canonical, len, NULL, 0);
    if (n == 0 && out->id == SJ_NO_CODE)
        return false;
    out->maps = cli_allocate(n, sizeof *out->maps);
    out->count = sj_map(image, system, canonical, len, out->maps, n);
    const char *gem = gem_of(system);
    out->missing = gem && !cli_has_kind(image, gem) ? gem : NULL;
    return true;
}

/* ---- JSON ------------------------------------------------------------------------ */

static json_t *map_object(const crosswalk *walk, const sj_mapping *map)
{
    json_t *object = json_object();
    sj_descriptor words;
    char shown[SJ_CODE_CAP];
    sj_display((sj_system)map->system, map->code, strlen(map->code), shown);
    cli_json_set(object, "kind", json_string(kind_of(map)));
    cli_json_set(object, "system", json_string(sj_system_name((sj_system)map->system)));
    cli_json_set(object, "code", cli_json_word(shown));
    if (find_words(walk->image, (sj_system)map->system, map->code, &words))
        cli_json_set(object, "short", cli_json_text(words.short_text, words.short_len));
    if (map->kind == SJ_MAP_GEM) {
        cli_json_set(object, "approximate", json_boolean(map->approximate));
        cli_json_set(object, "no_map", json_boolean(map->no_map));
        cli_json_set(object, "combination", json_boolean(map->combination));
        cli_json_set(object, "scenario", cli_json_count(map->scenario));
        cli_json_set(object, "choice", cli_json_count(map->choice));
    } else {
        cli_json_set(object, "effective", cli_json_date(map->effective));
    }
    cli_json_citation(object, &map->source);
    return object;
}

static void print_json(const crosswalk *walk)
{
    json_t *object = json_object(), *maps = json_array(), *no_data = json_array();
    for (size_t i = 0; i < walk->count; i++)
        cli_json_push(maps, map_object(walk, &walk->maps[i]));
    if (walk->missing)
        cli_json_push(no_data, json_string(walk->missing));
    cli_json_set(object, "code", json_string(walk->code));
    cli_json_set(object, "system", json_string(sj_system_name(walk->system)));
    cli_json_set(object, "known", json_boolean(walk->id != SJ_NO_CODE));
    cli_json_set(object, "maps", maps);
    cli_json_set(object, "no_data", no_data);
    cli_json_print(object);
}

/* ---- text ------------------------------------------------------------------------ */

/* "E11.9    icd10cm Type 2 diabetes ... (approximate)", behind a label if there is one
 */
static void print_code(const sj_image *image, sj_system system, const char *canonical,
                       size_t indent, const char *label, const char *remark)
{
    char shown[SJ_CODE_CAP];
    sj_descriptor words;
    cli_wrap wrap;
    sj_display(system, canonical, strlen(canonical), shown);
    cli_wrap_begin(&wrap, stdout, indent, CODE_WIDTH, label ? label : shown);
    if (label)
        cli_wrap_add(&wrap, shown);
    cli_wrap_add(&wrap, sj_system_name(system));
    if (find_words(image, system, canonical, &words))
        cli_wrap_addn(&wrap, words.long_text, words.long_len);
    cli_wrap_add(&wrap, remark);
    cli_wrap_end(&wrap);
}

static void print_gem(const crosswalk *walk, const sj_mapping *map,
                      const sj_mapping *before)
{
    char choice[24];
    bool same_scenario = before && before->kind == SJ_MAP_GEM && before->combination &&
                         before->scenario == map->scenario;
    if (map->no_map) {
        printf("    no code of %s corresponds\n",
               sj_system_name((sj_system)map->system));
        return;
    }
    if (map->combination && !same_scenario)
        printf("    scenario %u: one of each choice, together\n", map->scenario);
    (void)snprintf(choice, sizeof choice, "choice %u", map->choice);
    print_code(walk->image, (sj_system)map->system, map->code, map->combination ? 6 : 4,
               map->combination ? choice : NULL,
               map->approximate ? "(approximate)" : "(exact)");
}

static void print_replacement(const crosswalk *walk, const sj_mapping *map)
{
    char day[SJ_DATE_CAP], remark[SJ_DATE_CAP + 8] = "";
    sj_date_format(map->effective, day);
    if (day[0])
        (void)snprintf(remark, sizeof remark, "(from %s)", day);
    print_code(walk->image, (sj_system)map->system, map->code, 4, NULL, remark);
}

static void print_text(const crosswalk *walk)
{
    static const char *const headings[KINDS] = {
        "general equivalence mapping", "took its place", "it took the place of"};
    char canonical[SJ_CODE_CAP];
    size_t len;
    if (sj_normalize(walk->system, walk->code, strlen(walk->code), canonical, &len))
        print_code(walk->image, walk->system, canonical, 0, NULL, "");
    for (size_t i = 0; i < walk->count; i++) {
        const sj_mapping *map = &walk->maps[i], *before = i ? map - 1 : NULL;
        if (map->kind >= KINDS)
            continue;
        if (!before || before->kind != map->kind)
            printf("  %s (%s)\n", headings[map->kind],
                   map->source.file ? map->source.file : "no file");
        if (map->kind == SJ_MAP_GEM)
            print_gem(walk, map, before);
        else
            print_replacement(walk, map);
    }
    if (walk->missing)
        printf("  no data: the image holds no %s file\n", walk->missing);
    else if (walk->count == 0)
        puts("  leads nowhere");
}

/* @return CLI_DONE or CLI_PROBLEM */
static int answer(const sj_image *image, const cli_options *options)
{
    bool known = false;
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++) {
        crosswalk walk;
        if (!gather(image, (sj_system)i, options->args[0], &walk))
            continue;
        known = true;
        if (options->json)
            print_json(&walk);
        else
            print_text(&walk);
        free(walk.maps);
    }
    if (!known)
        cli_complain("%s: in no code table and no crosswalk of the image",
                     options->args[0]);
    return known ? CLI_DONE : CLI_PROBLEM;
}

static int run_map(int argc, char **argv)
{
    cli_options options;
    cli_image image;
    int status;

    if (!cli_parse(&cli_map, CLI_TAKES_JSON, argc, argv, &options, &status))
        return status;
    if (options.arg_count != 1)
        return cli_misuse(&cli_map, "one code, please");
    status = cli_image_open(options.image, &image);
    if (status != CLI_DONE)
        return status;
    status = answer(image.handle, &options);
    cli_image_close(&image);
    return status;
}

const cli_verb cli_map = {
    .name = "map",
    .synopsis = "[--json] [-i IMAGE] CODE",
    .summary = "where a code leads: ICD-9-CM to ICD-10 and back, successors",
    .help =
        "Shows for every system that has CODE, or a map for it: the general "
        "equivalence\n"
        "mappings between ICD-9-CM and ICD-10 with their flags, the codes that took "
        "its\n"
        "place and those it took the place of. A combination needs one code of each\n"
        "choice of a scenario. GEMs are no dictionary: they were last made for 2018.\n"
        "\n" CLI_HELP_JSON CLI_HELP_IMAGE "\n"
        "exit status: 0, or 1 when the image knows nothing of the code\n",
    .run = run_map,
};
