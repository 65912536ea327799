/*
 * What an image cannot hold is refused by the builder with a message, and no image is
 * made. (Limits that only gigabytes of codes reach are not tried.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/build/build.h"
#include "gen/model/memory.h"

/* A catalog of one system, whose one timeline everything has. */
static gen_system *begin(gen_catalog *catalog)
{
    gen_catalog_init(catalog);
    gen_catalog_add_source(catalog);
    catalog->sources[0].file = gen_strdup("icd10cm_order_2025.txt");
    catalog->sources[0].kind = gen_strdup("icd10cm-order");
    catalog->sources[0].release = gen_strdup("2025");
    gen_catalog_add_release(catalog)->label = gen_strdup("ICD-10-CM FY2025");
    gen_system *system = &catalog->systems[SJ_ICD10CM];
    system->loaded = true;
    gen_segment unknown = {SJ_DATE_MIN, SJ_CODE_UNKNOWN};
    gen_timeline line = {.segments = &unknown, .segment_count = 1};
    gen_system_intern_timeline(system, &line);
    return system;
}

static void add_code(gen_catalog *catalog, const char *text, uint32_t title)
{
    gen_system *system = &catalog->systems[SJ_ICD10CM];
    gen_code *code = gen_system_add_code(system);
    strcpy(code->code, text);
    code->len = (uint8_t)strlen(text);
    code->first_descriptor = system->descriptor_count;
    code->descriptor_count = 1;
    gen_descriptor *descriptor = gen_system_add_descriptor(system);
    descriptor->short_text = descriptor->long_text = title;
}

/* Build, and give everything back. @param want  the message, "" when there is none */
static void expect(gen_catalog *catalog, const char *want)
{
    gen_bytes image = {0};
    gen_report report;
    gen_report_init(&report, false);
    bool built = gen_build_image(catalog, &image, &report);
    assert_string_equal(report.count ? report.messages[0].text : "", want);
    assert_int_equal(built, want[0] == '\0');
    assert_int_equal(image.size > 0, built);
    gen_report_free(&report);
    gen_bytes_free(&image);
    gen_catalog_free(catalog);
}

static void a_code_of_strange_characters_is_refused(void **state)
{
    (void)state;
    gen_catalog catalog;
    begin(&catalog);
    add_code(&catalog, "E119", 0);
    expect(&catalog, "");

    begin(&catalog);
    add_code(&catalog, "E1.9", 0);
    expect(&catalog, "icd10cm: a code does not fit a key");
}

/* A timeline that alternates; `first` tells one from another. */
static void add_timeline(gen_system *system, sj_date first, uint32_t count)
{
    gen_segment segments[256];
    assert_true(count <= 256);
    for (uint32_t i = 0; i < count; i++)
        segments[i] = (gen_segment){i ? first + (sj_date)i : SJ_DATE_MIN,
                                    i % 2 ? SJ_CODE_BILLABLE : SJ_CODE_INACTIVE};
    gen_timeline line = {.segments = segments, .segment_count = count};
    gen_system_intern_timeline(system, &line);
}

static void a_timeline_has_at_most_248_segments(void **state)
{
    (void)state;
    gen_catalog catalog;
    gen_system *system = begin(&catalog);
    add_code(&catalog, "E119", 0);
    add_timeline(system, 0, 248);
    expect(&catalog, "");

    system = begin(&catalog);
    add_code(&catalog, "E119", 0);
    add_timeline(system, 0, 249);
    expect(&catalog, "icd10cm: a timeline has more than 248 segments");
}

static void a_system_has_at_most_65536_timelines(void **state)
{
    (void)state;
    gen_catalog catalog;
    gen_system *system = begin(&catalog);
    add_code(&catalog, "E119", 0);
    while (system->timeline_count < 65536)
        add_timeline(system, (sj_date)system->timeline_count, 2);
    expect(&catalog, "");

    system = begin(&catalog);
    add_code(&catalog, "E119", 0);
    while (system->timeline_count < 65537)
        add_timeline(system, (sj_date)system->timeline_count, 2);
    expect(&catalog, "icd10cm: more than 65536 distinct timelines");
}

static void an_image_has_at_most_65535_releases(void **state)
{
    (void)state;
    for (uint32_t count = 65535; count <= 65536; count++) {
        gen_catalog catalog;
        begin(&catalog);
        add_code(&catalog, "E119", 0);
        while (catalog.release_count < count)
            gen_catalog_add_release(&catalog)->label = gen_strdup("one more");
        expect(&catalog, count > 65535 ? "image: more than 65535 releases" : "");
    }
}

static void a_text_has_at_most_65535_bytes(void **state)
{
    (void)state;
    char *text = gen_alloc(65536);
    memset(text, 'x', 65536);
    for (size_t len = 65535; len <= 65536; len++) {
        gen_catalog catalog;
        begin(&catalog);
        add_code(&catalog, "E119", gen_text_intern(&catalog.text, text, len));
        expect(&catalog, len > 65535 ? "image: a text is longer than 65535 bytes, or "
                                       "all together exceed 4 GB"
                                     : "");
    }
    free(text);
}

/* Edits of one column and this many classes, each a group of its own. */
static gen_edits *add_edits(gen_catalog *catalog, uint32_t columns, uint32_t classes)
{
    gen_edits *e = &catalog->edits[SJ_ICD10CM];
    e->columns = gen_alloc(columns * sizeof *e->columns);
    e->column_count = columns;
    for (uint32_t i = 0; i < columns; i++)
        e->columns[i] = (gen_column){.from = i > 0 ? (sj_date)i : SJ_DATE_MIN};
    e->classes = gen_alloc(classes * sizeof *e->classes);
    e->class_count = classes;
    for (uint32_t i = 0; i < classes; i++)
        e->classes[i].group = i;
    e->traits = gen_alloc(columns * sizeof *e->traits);
    e->trait_count = 1;
    return e;
}

static void edits_change_within_65536_days(void **state)
{
    (void)state;
    for (sj_date last = 65535; last <= 65536; last++) {
        gen_catalog catalog;
        begin(&catalog);
        add_code(&catalog, "E119", 0);
        gen_edits *e = add_edits(&catalog, 3, 1);
        e->columns[1].from = 1;
        e->columns[2].from = last;
        expect(&catalog, last > 65535 ? "icd10cm: the days on which edits change lie "
                                        "too far apart"
                                      : "");
    }
}

static void there_are_at_most_2_to_the_20_groups(void **state)
{
    (void)state;
    for (uint32_t groups = 1 << 20; groups <= (1 << 20) + 1; groups++) {
        gen_catalog catalog;
        begin(&catalog);
        add_code(&catalog, "E119", 0);
        gen_edits *e = add_edits(&catalog, 1, 2);
        e->classes[1].group = groups - 1;
        expect(&catalog,
               groups > 1 << 20 ? "icd10cm: more than 2^20 groups of codes" : "");
    }
}

static void a_code_of_a_class_that_there_is_not_is_refused(void **state)
{
    (void)state;
    for (uint32_t class_id = 1; class_id <= 2; class_id++) {
        gen_catalog catalog;
        gen_system *system = begin(&catalog);
        add_code(&catalog, "E119", 0);
        add_edits(&catalog, 1, 2);
        system->codes[0].class_id = class_id;
        expect(&catalog, class_id > 1 ? "icd10cm: a code is of a class that there is "
                                        "not"
                                      : "");
    }
    gen_catalog catalog;
    gen_system *system = begin(&catalog);
    add_code(&catalog, "E119", 0);
    system->codes[0].class_id = 1; /* without edits there is none */
    expect(&catalog, "icd10cm: a code is of a class that there is not");
}

static void a_note_has_at_most_65535_occurrences(void **state)
{
    (void)state;
    for (uint32_t count = 65535; count <= 65536; count++) {
        gen_catalog catalog;
        begin(&catalog);
        add_code(&catalog, "E119", 0);
        gen_notes *n = &catalog.notes;
        n->nodes = gen_alloc(sizeof *n->nodes);
        n->nodes[0] = (gen_node){.parent = GEN_NO_NODE, .note_count = 1};
        n->notes = gen_alloc(sizeof *n->notes);
        n->notes[0].occurrence_count = count;
        n->occurrences = gen_alloc(count * sizeof *n->occurrences);
        n->node_count = n->note_count = 1;
        n->occurrence_count = count;
        expect(&catalog, count > 65535 ? "icd10cm: a note has more than 65535 "
                                         "references or occurrences"
                                       : "");
    }
}

/* What belongs to a system that is not there is left out, and said. */
static void a_crosswalk_from_codes_that_are_not_compiled_is_left_out(void **state)
{
    (void)state;
    gen_catalog catalog;
    gen_bytes image = {0};
    gen_report report;
    begin(&catalog);
    add_code(&catalog, "E119", 0);
    catalog.gems[SJ_ICD9CM].items = gen_alloc(sizeof(gen_gem));
    catalog.gems[SJ_ICD9CM].count = 1;
    gen_report_init(&report, false);
    assert_true(gen_build_image(&catalog, &image, &report));
    assert_int_equal(report.warnings, 1);
    assert_string_equal(
        report.messages[0].text,
        "icd9cm: crosswalk left out: no release of the codes is compiled");
    gen_report_free(&report);
    gen_bytes_free(&image);
    gen_catalog_free(&catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_of_strange_characters_is_refused),
        cmocka_unit_test(a_timeline_has_at_most_248_segments),
        cmocka_unit_test(a_system_has_at_most_65536_timelines),
        cmocka_unit_test(an_image_has_at_most_65535_releases),
        cmocka_unit_test(a_text_has_at_most_65535_bytes),
        cmocka_unit_test(edits_change_within_65536_days),
        cmocka_unit_test(there_are_at_most_2_to_the_20_groups),
        cmocka_unit_test(a_code_of_a_class_that_there_is_not_is_refused),
        cmocka_unit_test(a_note_has_at_most_65535_occurrences),
        cmocka_unit_test(a_crosswalk_from_codes_that_are_not_compiled_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
