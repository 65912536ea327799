/*
 * Bends of the claims about bytes, words and their sources, 41 to 46, on the tiny
 * image.
 */
#include "tests/support/bends.h"

/* A row leaves out what it does not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ICD = SJ_ICD10CM,
    PCS = SJ_ICD10PCS,
    HCPCS = SJ_HCPCS,
    NONE = SJF_NO_SYSTEM,
};

#define SECTION(k, s, o)                                                               \
    {                                                                                  \
        BEND_SECTION, SJF_##k, s, o                                                    \
    }
#define RECORD(k, s, r, n, f)                                                          \
    {                                                                                  \
        BEND_SECTION, SJF_##k, s, SJF_##r##_RECORD *(n) + SJF_##r##_##f                \
    }
#define MORE(n) true, n
#define SET(n)  false, n

/* ---- 41 to 44: bytes and words -------------------------------------------------- */

static size_t dirty_the_padding(gen_bytes *image)
{
    size_t size;
    size_t off = image_section(image->data, image->size, SJF_NAMES, NONE, &size);
    image->data[off + size + 1] = 1;
    return off + size + 1;
}

static size_t table_end(const gen_bytes *image)
{
    return SJF_HDR_SIZE +
           (size_t)SJF_SEC_ENTRY * sjf_load32(image->data + SJF_HDR_SECTIONS);
}

/* One section less: a crosswalk, which no other one needs. */
static void take_a_section_out(gen_bytes *image)
{
    uint8_t *entry =
        image->data + image_entry(image->data, image->size, SJF_GEMS, SJ_ICD10PCS);
    const uint8_t *next = entry + SJF_SEC_ENTRY;
    memmove(entry, next, (size_t)(image->data + table_end(image) - next));
    sjf_store32(image->data + SJF_HDR_SECTIONS,
                sjf_load32(image->data + SJF_HDR_SECTIONS) - 1);
    size_t size;
    image_section(image->data, image->size, SJF_NAMES, NONE, &size);
    image_resize(image, SJF_NAMES, NONE, size); /* sections close up */
}

static size_t dirty_the_padding_after_the_table(gen_bytes *image)
{
    if (table_end(image) % SJF_ALIGN == 0)
        take_a_section_out(image);
    size_t end = table_end(image);
    image->data[end] = 0x80;
    return end;
}

static size_t last_string(const gen_bytes *image)
{
    size_t size, at = 0, next = 0;
    size_t off = image_section(image->data, image->size, SJF_TEXT, NONE, &size);
    while (next < size) {
        at = next;
        next += sjf_load16(image->data + off + at) + 3U;
    }
    return off + at;
}

static size_t cut_the_last_string(gen_bytes *image)
{
    size_t size, last = last_string(image);
    image_section(image->data, image->size, SJF_TEXT, NONE, &size);
    image_resize(image, SJF_TEXT, NONE, size - 1);
    return last;
}

static size_t add_two_bytes_to_a_pool(gen_bytes *image)
{
    size_t size;
    image_section(image->data, image->size, SJF_TEXT, NONE, &size);
    image_resize(image, SJF_TEXT, NONE, size + 2);
    return bend_section(image, SJF_TEXT, NONE) + size;
}

static size_t end_a_string_without_nul(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_TEXT, NONE) + 3;
    image->data[at + 2 + sjf_load16(image->data + at)] = ' ';
    return at;
}

/* The first string of the text pool: bytes put at `at`, or before its end if negative.
 */
static size_t spell(gen_bytes *image, ptrdiff_t at, const char *bytes)
{
    size_t off = bend_section(image, SJF_TEXT, NONE) + 3, n = strlen(bytes);
    size_t len = sjf_load16(image->data + off);
    uint8_t *text = image->data + off + 2;
    memcpy(at < 0 ? text + len + at : text + at, bytes, n > 0 ? n : 1);
    return off;
}

static size_t spell_nul(gen_bytes *image)
{
    return spell(image, 9, "");
}

static size_t spell_nul_last(gen_bytes *image)
{
    return spell(image, -1, "");
}

static size_t spell_stray_continuation(gen_bytes *image)
{
    return spell(image, 0, "\x80");
}

static size_t spell_latin_1(gen_bytes *image)
{
    return spell(image, 4, "\xE9 ");
}

static size_t spell_overlong_two(gen_bytes *image)
{
    return spell(image, 0, "\xC1\xBF");
}

static size_t spell_overlong_three(gen_bytes *image)
{
    return spell(image, 5, "\xE0\x9F\xBF");
}

static size_t spell_overlong_four(gen_bytes *image)
{
    return spell(image, 5, "\xF0\x8F\xBF\xBF");
}

static size_t spell_surrogate(gen_bytes *image)
{
    return spell(image, 5, "\xED\xA0\x80");
}

static size_t spell_beyond_unicode(gen_bytes *image)
{
    return spell(image, 5, "\xF4\x90\x80\x80");
}

static size_t spell_a_lead_too_high(gen_bytes *image)
{
    return spell(image, 5, "\xF5\x80\x80\x80");
}

static size_t spell_five_bytes(gen_bytes *image)
{
    return spell(image, 5, "\xF8\x88\x80\x80\x80");
}

static size_t spell_cut_sequence(gen_bytes *image)
{
    return spell(image, -2, "\xE2\x82");
}

static size_t spell_broken_third_byte(gen_bytes *image)
{
    return spell(image, 5, "\xE2\x82\x28");
}

/* "2024", the third string of the names: shorter than a word. */
static size_t spell_short_string(gen_bytes *image, uint8_t byte)
{
    size_t at = bend_section(image, SJF_NAMES, NONE);
    for (int i = 0; i < 3; i++)
        at += sjf_load16(image->data + at) + 3U;
    if (memcmp(image->data + at + 2, "2024", 5) != 0) {
        fprintf(stderr, "bends: the names are not what they were\n");
        exit(2);
    }
    image->data[at + 3] = byte;
    return at;
}

static size_t spell_nul_in_a_short_string(gen_bytes *image)
{
    return spell_short_string(image, 0);
}

static size_t spell_high_byte_in_a_short_string(gen_bytes *image)
{
    return spell_short_string(image, 0x80);
}

/* ---- 45 and 46: sources and releases -------------------------------------------- */

static uint8_t *source(const gen_bytes *image, size_t index)
{
    return image->data + bend_section(image, SJF_SOURCES, NONE) +
           SJF_SRC_RECORD * index;
}

static size_t swap_two_kinds_of_source(gen_bytes *image)
{
    uint8_t *a = source(image, 0), *b = source(image, 1), swap[SJF_SRC_RECORD];
    memcpy(swap, a, sizeof swap);
    memcpy(a, b, sizeof swap);
    memcpy(b, swap, sizeof swap);
    return (size_t)(b - image->data);
}

/* Sources 3 and 4 are of one kind: made alike but for what decides their order. */
static size_t order_sources_by(gen_bytes *image, size_t field, size_t width)
{
    uint8_t *a = source(image, 3), *b = source(image, 4), low[16], high[16];
    memcpy(low, a + field, width);
    memcpy(high, b + field, width);
    memcpy(b, a, SJF_SRC_RECORD);
    memcpy(a + field, high, width);
    memcpy(b + field, low, width);
    return (size_t)(b - image->data);
}

static size_t order_sources_wrongly_by_from(gen_bytes *image)
{
    size_t told = order_sources_by(image, SJF_SRC_FROM, 8); /* from and to */
    return told;
}

static size_t order_sources_wrongly_by_file(gen_bytes *image)
{
    return order_sources_by(image, SJF_SRC_FILE, 4);
}

static size_t order_sources_wrongly_by_hash(gen_bytes *image)
{
    return order_sources_by(image, SJF_SRC_HASH, 16);
}

/* HCPCS first, with every range set right. */
static size_t order_releases_wrongly_by_system(gen_bytes *image)
{
    uint8_t *r = image->data + bend_section(image, SJF_RELEASES, NONE);
    uint8_t hcpcs[SJF_REL_RECORD];
    memcpy(hcpcs, r + 3 * SJF_REL_RECORD, sizeof hcpcs);
    memmove(r + SJF_REL_RECORD, r, 3 * SJF_REL_RECORD);
    memcpy(r, hcpcs, sizeof hcpcs);
    bend_set_record_field(image, HCPCS, SJF_SYS_FIRST_RELEASE, 0);
    bend_set_record_field(image, ICD, SJF_SYS_FIRST_RELEASE, 1);
    bend_set_record_field(image, PCS, SJF_SYS_FIRST_RELEASE, 3);
    return bend_section(image, SJF_RELEASES, NONE) + SJF_REL_RECORD;
}

#define ERR SJ_E_CORRUPT

const bend bends_words[] = {
    {41, ERR, "section checksum does not match", SECTION(TEXT, NONE, 8), 1, MORE(1),
     .told = {BEND_ENTRY, SJF_TEXT, NONE, 0}, .seal = BEND_UNSEALED},
    {41, ERR, "section checksum does not match", SECTION(SYSTEMS, NONE, 8), 4, MORE(1),
     .told = {BEND_ENTRY, SJF_SYSTEMS, NONE, 0}, .seal = BEND_UNSEALED},
    {42, ERR, "padding is not zero", .edit = dirty_the_padding},
    {42, ERR, "padding is not zero", .edit = dirty_the_padding_after_the_table},
    {43, ERR, "text pool is broken", SECTION(NAMES, NONE, 3), 2, MORE(1)},
    {43, ERR, "text pool is broken", SECTION(NAMES, NONE, 3), 2, SET(UINT16_MAX)},
    {43, ERR, "text pool is broken", .edit = cut_the_last_string},
    {43, ERR, "text pool is broken", .edit = add_two_bytes_to_a_pool},
    {43, ERR, "text pool is broken", .edit = end_a_string_without_nul},
    {44, ERR, "text is not clean UTF-8", .edit = spell_nul},
    {44, ERR, "text is not clean UTF-8", .edit = spell_nul_last},
    {44, ERR, "text is not clean UTF-8", .edit = spell_stray_continuation},
    {44, ERR, "text is not clean UTF-8", .edit = spell_latin_1},
    {44, ERR, "text is not clean UTF-8", .edit = spell_overlong_two},
    {44, ERR, "text is not clean UTF-8", .edit = spell_overlong_three},
    {44, ERR, "text is not clean UTF-8", .edit = spell_overlong_four},
    {44, ERR, "text is not clean UTF-8", .edit = spell_surrogate},
    {44, ERR, "text is not clean UTF-8", .edit = spell_beyond_unicode},
    {44, ERR, "text is not clean UTF-8", .edit = spell_a_lead_too_high},
    {44, ERR, "text is not clean UTF-8", .edit = spell_five_bytes},
    {44, ERR, "text is not clean UTF-8", .edit = spell_cut_sequence},
    {44, ERR, "text is not clean UTF-8", .edit = spell_broken_third_byte},
    {44, ERR, "text is not clean UTF-8", .edit = spell_nul_in_a_short_string},
    {44, ERR, "text is not clean UTF-8", .edit = spell_high_byte_in_a_short_string},

    {45, ERR, "bad source record", RECORD(SOURCES, NONE, SRC, 1, FILE), 4, MORE(1),
     .told = RECORD(SOURCES, NONE, SRC, 1, FILE)},
    {45, ERR, "bad source record", RECORD(SOURCES, NONE, SRC, 0, KIND), 4, MORE(1),
     .told = RECORD(SOURCES, NONE, SRC, 0, FILE)},
    {45, ERR, "bad source record", RECORD(SOURCES, NONE, SRC, 2, KIND), 4,
     SET(UINT32_MAX), .told = RECORD(SOURCES, NONE, SRC, 2, FILE)},
    {45, ERR, "bad source record", RECORD(SOURCES, NONE, SRC, 0, RELEASE), 4, MORE(1),
     .told = RECORD(SOURCES, NONE, SRC, 0, FILE)},
    {45, ERR, "bad source record", RECORD(SOURCES, NONE, SRC, 0, TO), 4, SET(0),
     .told = RECORD(SOURCES, NONE, SRC, 0, FILE)},
    {45, ERR, "bad source record", RECORD(SOURCES, NONE, SRC, 4, LABEL), 4, MORE(1),
     .told = RECORD(SOURCES, NONE, SRC, 4, FILE)},
    {45, ERR, "bad source record", .edit = swap_two_kinds_of_source},
    {45, ERR, "bad source record", .edit = order_sources_wrongly_by_from},
    {45, ERR, "bad source record", .edit = order_sources_wrongly_by_file},
    {45, ERR, "bad source record", .edit = order_sources_wrongly_by_hash},
    {46, ERR, "bad release record", RECORD(RELEASES, NONE, REL, 1, LABEL), 4, MORE(1),
     .told = RECORD(RELEASES, NONE, REL, 1, SYSTEM)},
    {46, ERR, "bad release record", RECORD(RELEASES, NONE, REL, 5, SOURCE), 4, SET(11),
     .told = RECORD(RELEASES, NONE, REL, 5, SYSTEM)},
    {46, ERR, "bad release record", RECORD(RELEASES, NONE, REL, 0, FROM), 4, SET(20000),
     .told = RECORD(RELEASES, NONE, REL, 0, SYSTEM)},
    {46, ERR, "bad release record", RECORD(RELEASES, NONE, REL, 0, TO), 4, SET(19997),
     .told = RECORD(RELEASES, NONE, REL, 1, SYSTEM)},
    {46, ERR, "bad release record", RECORD(RELEASES, NONE, REL, 2, RESERVED), 8,
     SET(UINT64_C(1) << 56), .told = RECORD(RELEASES, NONE, REL, 2, SYSTEM)},
    {46, ERR, "bad release record", .edit = order_releases_wrongly_by_system},
};

const size_t bends_words_count = sizeof bends_words / sizeof bends_words[0];
