/*
 * Pairs from rectangles: what the probe says of two groups of a built image is what the
 * rectangles say when they are asked one by one, for thousands of random catalogs, all
 * pairs and all columns; and the relation of a pair names just the references that
 * speak.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/edit/rules.h"
#include "gen/build/build.h"
#include "gen/build/pairs.h"
#include "gen/model/memory.h"

enum {
    CATALOGS = 3000,
    GROUPS = 24,
    COLUMNS = 5,
    RECTANGLES = 12,
    REFERENCES = 8,
    STRETCHES = 2 * RECTANGLES * 4,
    FIRST_DAY = 17000,
};

/* A catalog of ICD-10-CM with a code, "A00" and on, of each class. */
typedef struct sample {
    gen_catalog catalog;
    gen_bytes bytes;
    sj_image *image;
    const sji_edits *edits;
} sample;

static uint32_t next_random(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % below);
}

/* ---- building -------------------------------------------------------------------- */

static void add_code(gen_catalog *c, const char *text, uint32_t class_id)
{
    gen_system *s = &c->systems[SJ_ICD10CM];
    gen_code *code = gen_system_add_code(s);
    strcpy(code->code, text);
    code->len = (uint8_t)strlen(text);
    code->class_id = class_id;
    code->first_descriptor = s->descriptor_count;
    code->descriptor_count = 1;
    gen_system_add_descriptor(s);
}

static void begin_catalog(gen_catalog *c)
{
    gen_catalog_init(c);
    gen_provenance *source = gen_catalog_add_source(c);
    source->file = gen_strdup("icd10cm_order_2025.txt");
    source->kind = gen_strdup("icd10cm-order");
    source->release = gen_strdup("2025");
    gen_catalog_add_release(c)->label = gen_strdup("ICD-10-CM FY2025");
    c->systems[SJ_ICD10CM].loaded = true;
    gen_segment segments[] = {{SJ_DATE_MIN, SJ_CODE_UNKNOWN}};
    gen_timeline line = {.segments = segments, .segment_count = 1};
    gen_system_intern_timeline(&c->systems[SJ_ICD10CM], &line);
}

/* A node to hang references on. */
static void add_notes(gen_catalog *c, uint64_t *state)
{
    static const uint8_t kinds[] = {SJ_NOTE_EXCLUDES1, SJ_NOTE_EXCLUDES2,
                                    SJ_NOTE_CODE_FIRST, SJ_NOTE_USE_ADDITIONAL,
                                    SJ_NOTE_CODE_ALSO};
    gen_notes *n = &c->notes;
    n->nodes = gen_alloc(sizeof *n->nodes);
    n->node_count = 1;
    n->nodes[0] = (gen_node){.name = gen_text_intern(&c->text, "A00", 3),
                             .parent = GEN_NO_NODE,
                             .level = SJF_LEVEL_CODE};
    n->references = gen_alloc(REFERENCES * sizeof *n->references);
    n->reference_count = REFERENCES;
    uint32_t kind = 0;
    for (uint32_t i = 0; i < REFERENCES; i++) {
        char text[8];
        kind += next_random(state, 2);
        snprintf(text, sizeof text, "R%u", i);
        n->references[i] =
            (gen_reference){.text = gen_text_intern(&c->text, text, strlen(text)),
                            .kind = kinds[kind < 5 ? kind : 4]};
    }
}

/* Up to four disjoint stretches of the groups from 1 on; some touch. */
static uint32_t add_stretches(gen_edits *e, uint32_t groups, uint64_t *state)
{
    uint32_t count = 0, next = 1 + next_random(state, 4);
    while (next < groups && count < 4) {
        uint32_t last = next + next_random(state, next_random(state, 2) ? 6 : 2);
        last = last < groups ? last : groups - 1;
        e->groups[e->group_run_count++] = (gen_groups){next, last};
        count++;
        next = last + 1 + next_random(state, 6);
    }
    return count;
}

static void add_edits(gen_catalog *c, uint64_t *state)
{
    gen_edits *e = &c->edits[SJ_ICD10CM];
    uint32_t groups = 1 + next_random(state, GROUPS);
    e->column_count = 1 + next_random(state, COLUMNS);
    e->columns = gen_alloc(e->column_count * sizeof *e->columns);
    for (uint32_t i = 0; i < e->column_count; i++)
        e->columns[i] =
            (gen_column){.from = i > 0 ? FIRST_DAY + 30 * (sj_date)i : SJ_DATE_MIN,
                         .notes_source = SJF_NO_SOURCE,
                         .mce_source = SJF_NO_SOURCE,
                         .poa_source = SJF_NO_SOURCE};
    e->trait_count = 1;
    e->traits = gen_alloc(e->column_count * sizeof *e->traits);

    e->class_count = e->group_count = groups;
    e->classes = gen_alloc(groups * sizeof *e->classes);
    for (uint32_t i = 0; i < groups; i++) {
        char code[8];
        e->classes[i].group = i;
        snprintf(code, sizeof code, "A%02u", i);
        add_code(c, code, i);
    }

    e->presence_count = RECTANGLES;
    e->presences = gen_alloc((size_t)RECTANGLES * e->column_count);
    for (uint32_t i = 0; i < RECTANGLES * e->column_count; i++)
        e->presences[i] = next_random(state, 3) > 0;
    e->groups = gen_alloc(STRETCHES * sizeof *e->groups);
    e->rectangles = gen_alloc(RECTANGLES * sizeof *e->rectangles);
    uint32_t reference = 0;
    uint32_t rectangles = next_random(state, RECTANGLES + 1);
    for (uint32_t i = 0; i < rectangles && reference < REFERENCES; i++) {
        gen_rectangle *r = &e->rectangles[e->rectangle_count++];
        r->reference = reference;
        r->presence = i;
        r->left = e->group_run_count;
        r->left_count = add_stretches(e, groups, state);
        r->right = e->group_run_count;
        r->right_count = add_stretches(e, groups, state);
        reference += next_random(state, 3);
    }
}

static void open_sample(sample *s, uint64_t seed)
{
    uint64_t state = seed;
    gen_report report;
    sj_error err = {.what = "nothing"};
    *s = (sample){.image = NULL};
    begin_catalog(&s->catalog);
    add_notes(&s->catalog, &state);
    add_edits(&s->catalog, &state);
    gen_report_init(&report, false);
    assert_true(gen_build_image(&s->catalog, &s->bytes, &report));
    gen_report_free(&report);
    if (sj_image_open_memory(s->bytes.data, s->bytes.size, NULL, &s->image, &err) !=
        SJ_OK)
        fail_msg("catalog %llu: %s at %llu", (unsigned long long)seed, err.what,
                 (unsigned long long)err.off);
    s->edits = &s->image->edits[SJ_ICD10CM];
}

static void close_sample(sample *s)
{
    sj_image_close(s->image);
    gen_bytes_free(&s->bytes);
    gen_catalog_free(&s->catalog);
}

/* ---- the rectangles one by one --------------------------------------------------- */

static bool is_in(const gen_edits *e, uint32_t first, uint32_t count, uint32_t group)
{
    for (uint32_t i = first; i < first + count; i++)
        if (e->groups[i].first <= group && group <= e->groups[i].last)
            return true;
    return false;
}

/* Whether the rectangle's note binds a code of group `a` and names one of group `b`. */
static bool binds(const gen_edits *e, const gen_rectangle *r, uint32_t a, uint32_t b)
{
    return is_in(e, r->left, r->left_count, a) && is_in(e, r->right, r->right_count, b);
}

/* What holds of (a, b) by one rectangle; `up`: a's note. */
static uint32_t bits_of(unsigned kind, bool up)
{
    switch (kind) {
    case SJ_NOTE_EXCLUDES1:
        return SJ_PAIR_EXCLUDES1;
    case SJ_NOTE_EXCLUDES2:
        return SJ_PAIR_EXCLUDES2;
    case SJ_NOTE_CODE_FIRST:
        return up ? SJ_PAIR_CODE_FIRST_A_B : SJ_PAIR_CODE_FIRST_B_A;
    case SJ_NOTE_USE_ADDITIONAL:
        return up ? SJ_PAIR_USE_ADDITIONAL_A_B : SJ_PAIR_USE_ADDITIONAL_B_A;
    default:
        return up ? SJ_PAIR_CODE_ALSO_A_B : SJ_PAIR_CODE_ALSO_B_A;
    }
}

static uint32_t plain_bits(const gen_catalog *c, uint32_t a, uint32_t b,
                           uint32_t column)
{
    const gen_edits *e = &c->edits[SJ_ICD10CM];
    uint32_t bits = 0;
    for (uint32_t i = 0; i < e->rectangle_count; i++) {
        const gen_rectangle *r = &e->rectangles[i];
        unsigned kind = c->notes.references[r->reference].kind;
        if (!e->presences[(size_t)e->column_count * r->presence + column])
            continue;
        bits |= binds(e, r, a, b) ? bits_of(kind, true) : 0;
        bits |= binds(e, r, b, a) ? bits_of(kind, false) : 0;
    }
    return bits;
}

/* ---- tests ----------------------------------------------------------------------- */

static void each_pair_is_what_its_rectangles_say_one_by_one(void **state)
{
    (void)state;
    size_t asked = 0, holding = 0;
    for (uint64_t seed = 1; seed <= CATALOGS; seed++) {
        sample s;
        open_sample(&s, seed);
        const gen_edits *e = &s.catalog.edits[SJ_ICD10CM];
        for (uint32_t a = 0; a < e->class_count; a++)
            for (uint32_t b = 0; b < e->class_count; b++)
                for (uint32_t c = 0; c < e->column_count; c++, asked++) {
                    uint32_t want = plain_bits(&s.catalog, a, b, c);
                    uint32_t got = sji_pair_bits(s.edits, sji_class(s.edits, a),
                                                 sji_class(s.edits, b), c);
                    holding += want != 0;
                    if (got != want)
                        fail_msg("catalog %llu, groups %u and %u, column %u: "
                                 "got %#x, want %#x",
                                 (unsigned long long)seed, a, b, c, got, want);
                }
        close_sample(&s);
    }
    print_message("%d catalogs, %zu pairs, %zu of them holding\n", CATALOGS, asked,
                  holding);
}

static void pairs_that_can_make_a_finding_have_signatures_that_meet(void **state)
{
    (void)state;
    size_t meeting = 0, silent = 0;
    for (uint64_t seed = 1; seed <= CATALOGS; seed += 7) {
        sample s;
        open_sample(&s, seed);
        const gen_edits *e = &s.catalog.edits[SJ_ICD10CM];
        for (uint32_t a = 0; a < e->class_count; a++)
            for (uint32_t b = 0; b < e->class_count; b++) {
                uint32_t bits = 0;
                for (uint32_t c = 0; c < e->column_count; c++)
                    bits |= plain_bits(&s.catalog, a, b, c);
                bool finding = (bits & ~(uint32_t)SJ_PAIR_EXCLUDES2) != 0;
                bool meet = sji_may_meet(sji_class(s.edits, a), sji_class(s.edits, b));
                /* With less than 64 groups each has a bit of its own. */
                assert_int_equal(meet, finding);
                meeting += meet;
                silent += !meet && bits != 0;
            }
        close_sample(&s);
    }
    assert_true(meeting > 0 && silent > 0);
    print_message("%zu pairs may meet, %zu hold Excludes2 alone\n", meeting, silent);
}

/* The link of a relation for a reference and a bearer. @return its pattern; 0: none */
static uint32_t link_pattern(const sji_edits *e, uint32_t relation, uint32_t link)
{
    const uint8_t *index = e->relations + SJF_RELS_HEADER;
    const uint8_t *links = index + 4 * ((size_t)e->relation_count + 1);
    uint32_t first = sjf_load32(index + 4 * (size_t)relation);
    uint32_t end = sjf_load32(index + 4 * (size_t)relation + 4), found = 0;
    for (uint32_t i = first; i < end; i++) {
        const uint8_t *r = links + (size_t)SJF_LINK_RECORD * i;
        if (i > first)
            assert_true(sjf_load32(r - SJF_LINK_RECORD) < sjf_load32(r));
        if (sjf_load32(r + SJF_LINK_REFERENCE) == link)
            found = sjf_load32(r + SJF_LINK_PATTERN);
    }
    return found;
}

/* What the rectangles of one reference say of groups a <= b when one side bears it. */
static uint32_t plain_link(const gen_catalog *c, uint32_t reference, uint32_t a,
                           uint32_t b, bool up, uint32_t column)
{
    const gen_edits *e = &c->edits[SJ_ICD10CM];
    uint32_t bits = 0;
    for (uint32_t i = 0; i < e->rectangle_count; i++) {
        const gen_rectangle *r = &e->rectangles[i];
        if (r->reference == reference &&
            e->presences[(size_t)e->column_count * r->presence + column] &&
            (up ? binds(e, r, a, b) : binds(e, r, b, a)))
            bits |= bits_of(c->notes.references[reference].kind, up);
    }
    return bits;
}

static void check_links(const sample *s, uint32_t a, uint32_t b)
{
    bool swapped;
    uint64_t run = sji_pair_run(s->edits, sji_class(s->edits, a),
                                sji_class(s->edits, b), &swapped);
    assert_false(swapped);
    for (uint32_t link = 0; link < 2 * REFERENCES; link++) {
        uint32_t pattern =
            link_pattern(s->edits, (uint32_t)run & SJF_RUN_RELATION_MASK, link);
        for (uint32_t c = 0; c < s->edits->column_count; c++)
            assert_int_equal(
                sji_pattern(s->edits, pattern, c),
                plain_link(&s->catalog, link >> 1, a, b, (link & 1) == 0, c));
    }
}

static void the_relation_of_a_pair_names_each_reference_and_who_bears_it(void **state)
{
    (void)state;
    for (uint64_t seed = 2; seed <= CATALOGS; seed += 11) {
        sample s;
        open_sample(&s, seed);
        uint32_t classes = s.catalog.edits[SJ_ICD10CM].class_count;
        for (uint32_t a = 0; a < classes; a++)
            for (uint32_t b = a; b < classes; b++)
                check_links(&s, a, b);
        close_sample(&s);
    }
}

static void the_same_catalog_gives_the_same_bytes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        sample a, b;
        open_sample(&a, seed);
        open_sample(&b, seed);
        assert_int_equal(a.bytes.size, b.bytes.size);
        assert_memory_equal(a.bytes.data, b.bytes.data, a.bytes.size);
        close_sample(&a);
        close_sample(&b);
    }
}

/* Many groups share a bit of signatures: none that can meet is missed. */
static void no_pair_is_missed_when_groups_share_bits(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    gen_class classes[MANY];
    gen_column column = {.from = SJ_DATE_MIN};
    uint8_t present = 1;
    gen_groups groups[] = {{3, 40}, {700, 710}, {20, 20}, {900, 999}};
    gen_reference reference = {.kind = SJ_NOTE_CODE_FIRST};
    gen_rectangle rectangle = {
        .left = 0, .left_count = 2, .right = 2, .right_count = 2};
    for (uint32_t i = 0; i < MANY; i++)
        classes[i] = (gen_class){.group = i};
    gen_edits e = {.columns = &column,
                   .classes = classes,
                   .presences = &present,
                   .groups = groups,
                   .rectangles = &rectangle,
                   .column_count = 1,
                   .class_count = MANY,
                   .presence_count = 1,
                   .group_run_count = 4,
                   .group_count = MANY,
                   .rectangle_count = 1};
    gen_pairs pairs;
    assert_null(gen_build_pairs(&e, &reference, &pairs));
    size_t meeting = 0;
    for (uint32_t a = 0; a < MANY; a++)
        for (uint32_t b = 0; b < MANY; b++) {
            bool holds = binds(&e, &rectangle, a, b) || binds(&e, &rectangle, b, a);
            bool meet = (pairs.signatures[a] >> pairs.bits[b] &
                         pairs.signatures[b] >> pairs.bits[a] & 1) != 0;
            assert_int_equal(pairs.bits[a], a * 64 / MANY);
            assert_true(meet || !holds);
            meeting += meet;
        }
    assert_true(meeting < MANY * (size_t)MANY / 8);
    gen_pairs_free(&pairs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pair_is_what_its_rectangles_say_one_by_one),
        cmocka_unit_test(pairs_that_can_make_a_finding_have_signatures_that_meet),
        cmocka_unit_test(the_relation_of_a_pair_names_each_reference_and_who_bears_it),
        cmocka_unit_test(the_same_catalog_gives_the_same_bytes),
        cmocka_unit_test(no_pair_is_missed_when_groups_share_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
