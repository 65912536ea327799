/*
 * Bends of service limits on the tiny image: their sizes (claims 80, 83, 84), what
 * their lists say of them (86), their index (87), their rows (97).
 */
#include "tests/support/bends.h"

/* A row leaves out what it does not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#include "engine/format/lines.h"
#include "tests/support/tiny_lines.h"

enum {
    NONE = SJF_NO_SYSTEM,
    ERR = SJ_E_CORRUPT,
    UNKNOWN_KIND = 200,
    FIRST_LIST = TINY_LINE_RELEASES - 2,
    OTHER_TABLE = 0, /* a line release of a pair table */
};

#define SET(n)  false, n
#define MORE(n) true, n
#define LREL(n, f)                                                                     \
    {                                                                                  \
        BEND_SECTION, SJF_LINE_RELEASES, NONE, SJF_LREL_RECORD *(n) + SJF_LREL_##f     \
    }
#define LREL_START(n)                                                                  \
    {                                                                                  \
        BEND_SECTION, SJF_LINE_RELEASES, NONE, SJF_LREL_RECORD *(n)                    \
    }
#define LIMIT(n, f)                                                                    \
    {                                                                                  \
        BEND_SECTION, SJF_LIMITS, NONE, SJF_LIMIT_RECORD *(n) + SJF_LIMIT_##f          \
    }
#define START(n)                                                                       \
    {                                                                                  \
        BEND_SECTION, SJF_LIMITS, NONE, SJF_LIMIT_RECORD *(n)                          \
    }
#define INDEX(n)                                                                       \
    {                                                                                  \
        BEND_SECTION, SJF_LIMIT_INDEX, NONE, 4 * (n)                                   \
    }

/* ---- sizes ---------------------------------------------------------------------- */

static size_t entry_of(const gen_bytes *image, uint32_t kind)
{
    return image_entry(image->data, image->size, kind, NONE);
}

static size_t resize(gen_bytes *image, uint32_t kind, ptrdiff_t by)
{
    size_t size = 0;
    image_section(image->data, image->size, kind, NONE, &size);
    image_resize(image, kind, NONE, (size_t)((ptrdiff_t)size + by));
    return entry_of(image, kind);
}

static size_t lose(gen_bytes *image, uint32_t kind)
{
    size_t at = entry_of(image, kind);
    sjf_store32(image->data + at + SJF_SEC_KIND, UNKNOWN_KIND);
    sjf_store16(image->data + at + SJF_SEC_FLAGS, 0);
    return SJF_HDR_SIZE;
}

static size_t lose_the_limits(gen_bytes *image)
{
    return lose(image, SJF_LIMITS);
}

static size_t lose_the_index(gen_bytes *image)
{
    return lose(image, SJF_LIMIT_INDEX);
}

/* All that service limits stand beside: each becomes a kind of its own. */
static size_t lose_all_others(gen_bytes *image)
{
    for (uint32_t kind = SJF_LINES_FIRST; kind < SJF_LIMITS; kind++)
        if (sjf_is_of_lines(kind)) {
            size_t at = entry_of(image, kind);
            sjf_store32(image->data + at + SJF_SEC_KIND, UNKNOWN_KIND + kind);
            sjf_store16(image->data + at + SJF_SEC_FLAGS, 0);
        }
    return SJF_HDR_SIZE;
}

static size_t limits_with_a_byte_more(gen_bytes *image)
{
    return resize(image, SJF_LIMITS, 1);
}

static size_t index_of_one_procedure_less(gen_bytes *image)
{
    return resize(image, SJF_LIMIT_INDEX, -4);
}

const bend bends_limit_sizes[] = {
    {80, ERR, "line tables lack a section", .edit = lose_the_limits},
    {80, ERR, "line tables lack a section", .edit = lose_the_index},
    {80, ERR, "line tables lack a section", .edit = lose_all_others},
    {83, ERR, "line table has a bad size", .edit = limits_with_a_byte_more},
    {84, ERR, "line index has a bad size", .edit = index_of_one_procedure_less},
};

const size_t bends_limit_sizes_count =
    sizeof bends_limit_sizes / sizeof bends_limit_sizes[0];

/* ---- rows ----------------------------------------------------------------------- */

static uint8_t *row(gen_bytes *image, size_t n)
{
    return image->data + bend_section(image, SJF_LIMITS, NONE) + SJF_LIMIT_RECORD * n;
}

static size_t place(const gen_bytes *image, size_t n)
{
    return bend_section(image, SJF_LIMITS, NONE) + SJF_LIMIT_RECORD * n;
}

/* The age of the second list before that of the first. */
static size_t swap_two_lists(gen_bytes *image)
{
    uint8_t *first = row(image, 0), *second = row(image, 1);
    sjf_store32(first + SJF_LIMIT_RELEASE, FIRST_LIST + 1);
    sjf_store32(second + SJF_LIMIT_RELEASE, FIRST_LIST);
    return place(image, 1);
}

/* Modifiers, which the list has, before the age. */
static size_t swap_two_limits_of_a_code(gen_bytes *image)
{
    uint8_t *first = row(image, 0), *third = row(image, 2);
    uint32_t age = sjf_load32(first + SJF_LIMIT_VALUE);
    sjf_store32(first + SJF_LIMIT_VALUE, sjf_load32(third + SJF_LIMIT_VALUE));
    sjf_store32(third + SJF_LIMIT_VALUE, age);
    first[SJF_LIMIT_KIND] = SJF_LIMIT_OF_MODIFIER;
    third[SJF_LIMIT_KIND] = SJF_LIMIT_OF_AGE;
    return place(image, 1);
}

static size_t give_an_age_the_value_of(gen_bytes *image, size_t other)
{
    sjf_store32(row(image, 0) + SJF_LIMIT_VALUE,
                sjf_load32(row(image, other) + SJF_LIMIT_VALUE));
    return place(image, 0);
}

static size_t give_an_age_modifiers(gen_bytes *image)
{
    return give_an_age_the_value_of(image, 2);
}

static size_t give_an_age_nothing(gen_bytes *image)
{
    return give_an_age_the_value_of(image, 7);
}

static size_t give_a_sex_an_age(gen_bytes *image)
{
    sjf_store32(row(image, 4) + SJF_LIMIT_VALUE,
                sjf_load32(row(image, 0) + SJF_LIMIT_VALUE));
    return place(image, 4);
}

static size_t give_a_place_modifiers(gen_bytes *image)
{
    sjf_store32(row(image, 5) + SJF_LIMIT_VALUE,
                sjf_load32(row(image, 2) + SJF_LIMIT_VALUE));
    return place(image, 5);
}

static size_t give_an_ndc_a_value(gen_bytes *image)
{
    sjf_store32(row(image, 7) + SJF_LIMIT_VALUE,
                sjf_load32(row(image, 4) + SJF_LIMIT_VALUE));
    return place(image, 7);
}

/* A revenue code among procedures, as their last row. */
static size_t let_a_procedure_need_a_procedure(gen_bytes *image)
{
    row(image, 7)[SJF_LIMIT_KIND] = SJF_LIMIT_OF_HCPCS;
    return place(image, 7);
}

static size_t let_a_revenue_code_need_an_ndc(gen_bytes *image)
{
    row(image, 9)[SJF_LIMIT_KIND] = SJF_LIMIT_OF_NDC;
    return place(image, 9);
}

const bend bends_limits[] = {
    {86, ERR, "bad line release", LREL(FIRST_LIST, LIMITS), 1, SET(43 | 128),
     .told = LREL_START(FIRST_LIST)},
    {86, ERR, "bad line release", LREL(OTHER_TABLE, LIMITS), 1, SET(1),
     .told = LREL_START(OTHER_TABLE)},

    {87, ERR, "bad line index", INDEX(0), 4, SET(1)},
    {87, ERR, "bad line index", INDEX(2), 4, SET(0), .told = INDEX(0)},
    {87, ERR, "bad line index", INDEX(TINY_PROCEDURES), 4, SET(TINY_LIMITS + 1),
     .told = INDEX(0)},

    {97, ERR, "bad service limit", INDEX(1), 4, SET(0), .told = START(0)},
    {97, ERR, "bad service limit", LIMIT(1, CODE), 4, SET(1), .told = START(1)},
    {97, ERR, "bad service limit", LIMIT(4, KIND), 1, SET(SJF_LIMIT_KINDS),
     .told = START(4)},
    {97, ERR, "bad service limit", LIMIT(4, SEVERITY), 1, SET(4), .told = START(4)},
    {97, ERR, "bad service limit", LIMIT(4, RESERVED), 2, SET(256), .told = START(4)},
    {97, ERR, "bad service limit", LIMIT(4, TO), 4, SET(0), .told = START(4)},
    {97, ERR, "bad service limit", LIMIT(4, CITATION), 4, MORE(1), .told = START(4)},
    {97, ERR, "bad service limit", LIMIT(4, VALUE), 4, MORE(1), .told = START(4)},
    {97, ERR, "bad service limit", LIMIT(4, RELEASE), 4, SET(FIRST_LIST + 1),
     .told = START(4)}, /* whose list has no sex */
    {97, ERR, "bad service limit", LIMIT(4, RELEASE), 4, SET(FIRST_LIST - 1),
     .told = START(4)},
    {97, ERR, "bad service limit", LIMIT(4, RELEASE), 4, SET(TINY_LINE_RELEASES),
     .told = START(4)},
    {97, ERR, "bad service limit", LREL(FIRST_LIST, LIMITS), 1, SET(41),
     .told = START(4)},
    {97, ERR, "bad service limit", LIMIT(3, FROM), 4, SET(0), .told = START(3)},
    {97, ERR, "bad service limit", LIMIT(8, CODE), 4, SET(451), .told = START(9)},
    {97, ERR, "bad service limit", LIMIT(10, CODE), 4, SET(10000), .told = START(10)},
    {97, ERR, "bad service limit", LIMIT(9, RELEASE), 4, SET(FIRST_LIST - 1),
     .told = START(9)},
    {97, ERR, "bad service limit", .edit = swap_two_lists},
    {97, ERR, "bad service limit", .edit = swap_two_limits_of_a_code},
    {97, ERR, "bad service limit", .edit = give_an_age_modifiers},
    {97, ERR, "bad service limit", .edit = give_an_age_nothing},
    {97, ERR, "bad service limit", .edit = give_a_sex_an_age},
    {97, ERR, "bad service limit", .edit = give_a_place_modifiers},
    {97, ERR, "bad service limit", .edit = give_an_ndc_a_value},
    {97, ERR, "bad service limit", .edit = let_a_procedure_need_a_procedure},
    {97, ERR, "bad service limit", .edit = let_a_revenue_code_need_an_ndc},
};

const size_t bends_limits_count = sizeof bends_limits / sizeof bends_limits[0];
