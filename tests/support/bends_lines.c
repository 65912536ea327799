/*
 * Bends of line tables on the tiny image: claims 80 to 84 about sizes, 85 to 96 about
 * content.
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
    SLOTS = 8, /* 2^3: at least half of them empty */
    SLOTS_AT = SJF_PROC_HEADER + 8 * TINY_PROCEDURES,
    INDEX = 4 * (TINY_PROCEDURES + 1), /* bytes of one */
};

#define AT(k, o)                                                                       \
    {                                                                                  \
        BEND_SECTION, SJF_##k, NONE, o                                                 \
    }
#define RECORD(k, r, n, f)                                                             \
    {                                                                                  \
        BEND_SECTION, SJF_##k, NONE, SJF_##r##_RECORD *(n) + SJF_##r##_##f             \
    }
#define START(k, r, n)                                                                 \
    {                                                                                  \
        BEND_SECTION, SJF_##k, NONE, SJF_##r##_RECORD *(n)                             \
    }
#define LESS(n) true, (uint64_t) - (n)
#define MORE(n) true, n
#define SET(n)  false, n

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

static size_t lose_the_procedures(gen_bytes *image)
{
    return lose(image, SJF_PROCEDURES);
}

static size_t lose_the_rows_of_an_empty_table(gen_bytes *image)
{
    return lose(image, SJF_PTP_ROWS + 3);
}

static size_t lose_the_policy_items(gen_bytes *image)
{
    return lose(image, SJF_POLICY_ITEMS);
}

static size_t procedures_shorter_than_a_header(gen_bytes *image)
{
    image_resize(image, SJF_PROCEDURES, NONE, SJF_PROC_HEADER - 1);
    return entry_of(image, SJF_PROCEDURES);
}

static size_t procedures_with_a_slot_more(gen_bytes *image)
{
    return resize(image, SJF_PROCEDURES, 8);
}

static size_t releases_with_half_a_record(gen_bytes *image)
{
    return resize(image, SJF_LINE_RELEASES, -SJF_LREL_RECORD / 2);
}

static size_t values_with_a_byte_more(gen_bytes *image)
{
    return resize(image, SJF_PTP_VALUES, 1);
}

static size_t policies_with_a_byte_less(gen_bytes *image)
{
    return resize(image, SJF_POLICIES, -1);
}

static size_t a_citation_less(gen_bytes *image)
{
    return resize(image, SJF_PTP_CITATIONS + 1, -4);
}

static size_t a_citation_of_no_row(gen_bytes *image)
{
    return resize(image, SJF_PTP_CITATIONS + 4, 4);
}

static size_t half_a_pair(gen_bytes *image)
{
    return resize(image, SJF_PTP_ROWS, 2);
}

static size_t limits_with_a_byte_more(gen_bytes *image)
{
    return resize(image, SJF_MUE, 1);
}

static size_t addons_with_a_byte_more(gen_bytes *image)
{
    return resize(image, SJF_ADDONS, 1);
}

static size_t fees_with_a_byte_more(gen_bytes *image)
{
    return resize(image, SJF_FEES, 1);
}

static size_t facts_with_a_byte_more(gen_bytes *image)
{
    return resize(image, SJF_FACTS, 1);
}

static size_t items_with_a_byte_more(gen_bytes *image)
{
    return resize(image, SJF_POLICY_ITEMS, 1);
}

static size_t index_of_one_procedure_less(gen_bytes *image)
{
    return resize(image, SJF_PTP_INDEX, -4);
}

static size_t index_without_rows(gen_bytes *image)
{
    return resize(image, SJF_PTP_INDEX + 2, SJF_PTPI_RECORD * (TINY_PROCEDURES + 1));
}

static size_t half_the_partners_of_a_bucket(gen_bytes *image)
{
    return resize(image, SJF_PTP_PARTNERS, -4);
}

static size_t partners_without_rows(gen_bytes *image)
{
    return resize(image, SJF_PTP_PARTNERS + 3, 8);
}

static size_t rows_without_partners(gen_bytes *image)
{
    image_resize(image, SJF_PTP_PARTNERS, NONE, 0);
    return entry_of(image, SJF_PTP_PARTNERS);
}

static size_t rows_without_index(gen_bytes *image)
{
    return resize(image, SJF_ADDON_INDEX, -INDEX);
}

static size_t limits_of_five_tables(gen_bytes *image)
{
    return resize(image, SJF_MUE_INDEX, -INDEX);
}

const bend bends_line_sizes[] = {
    {80, ERR, "line tables lack a section", .edit = lose_the_procedures},
    {80, ERR, "line tables lack a section", .edit = lose_the_rows_of_an_empty_table},
    {80, ERR, "line tables lack a section", .edit = lose_the_policy_items},

    {81, ERR, "procedures section has a bad size",
     .edit = procedures_shorter_than_a_header},
    {81, ERR, "procedures section has a bad size", .edit = procedures_with_a_slot_more},
    {81, ERR, "procedures section has a bad size", AT(PROCEDURES, SJF_PROC_COUNT), 4,
     MORE(1), .told = {BEND_ENTRY, SJF_PROCEDURES, NONE, 0}},
    {81, ERR, "procedures section has a bad size", AT(PROCEDURES, SJF_PROC_COUNT), 4,
     SET(UINT32_MAX), .told = {BEND_ENTRY, SJF_PROCEDURES, NONE, 0}},
    {81, ERR, "procedures section has a bad size", AT(PROCEDURES, SJF_PROC_BITS), 4,
     SET(64), .told = {BEND_ENTRY, SJF_PROCEDURES, NONE, 0}},
    {81, ERR, "procedures section has a bad size", AT(PROCEDURES, SJF_PROC_BITS), 4,
     SET(0), .told = {BEND_ENTRY, SJF_PROCEDURES, NONE, 0}},

    {82, ERR, "bad table of line releases", .edit = releases_with_half_a_record},
    {82, ERR, "bad table of line releases",
     RECORD(LINE_RELEASES, LREL, TINY_LINE_RELEASES - 1, TABLE), 1,
     SET(SJF_LINE_TABLES), .told = {BEND_ENTRY, SJF_LINE_RELEASES, NONE, 0}},
    {82, ERR, "bad table of line releases", RECORD(LINE_RELEASES, LREL, 2, TABLE), 1,
     SET(SJF_TABLE_MUE + 1), .told = {BEND_ENTRY, SJF_LINE_RELEASES, NONE, 0}},

    {83, ERR, "line table has a bad size", .edit = values_with_a_byte_more},
    {83, ERR, "line table has a bad size", .edit = policies_with_a_byte_less},
    {83, ERR, "line table has a bad size", .edit = a_citation_less},
    {83, ERR, "line table has a bad size", .edit = a_citation_of_no_row},
    {83, ERR, "line table has a bad size", .edit = half_a_pair},
    {83, ERR, "line table has a bad size", .edit = limits_with_a_byte_more},
    {83, ERR, "line table has a bad size", .edit = addons_with_a_byte_more},
    {83, ERR, "line table has a bad size", .edit = fees_with_a_byte_more},
    {83, ERR, "line table has a bad size", .edit = facts_with_a_byte_more},
    {83, ERR, "line table has a bad size", .edit = items_with_a_byte_more},

    {84, ERR, "line index has a bad size", .edit = index_of_one_procedure_less},
    {84, ERR, "line index has a bad size", .edit = index_without_rows},
    {84, ERR, "line index has a bad size", .edit = half_the_partners_of_a_bucket},
    {84, ERR, "line index has a bad size", .edit = partners_without_rows},
    {84, ERR, "line index has a bad size", .edit = rows_without_partners},
    {84, ERR, "line index has a bad size", .edit = rows_without_index},
    {84, ERR, "line index has a bad size", .edit = limits_of_five_tables},
};

const size_t bends_line_sizes_count =
    sizeof bends_line_sizes / sizeof bends_line_sizes[0];

/* ---- procedures ----------------------------------------------------------------- */

static size_t slots_at(const gen_bytes *image)
{
    return bend_section(image, SJF_PROCEDURES, NONE) + SLOTS_AT;
}

/* Offset of the first slot that is occupied, or empty. */
static size_t find_slot(const gen_bytes *image, bool occupied)
{
    size_t at = slots_at(image);
    while ((sjf_load64(image->data + at) != 0) != occupied)
        at += 8;
    return at;
}

static size_t swap_two_keys(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_PROCEDURES, NONE) + SJF_PROC_HEADER;
    uint64_t first = sjf_load64(image->data + at);
    sjf_store64(image->data + at, sjf_load64(image->data + at + 8));
    sjf_store64(image->data + at + 8, first);
    return at + 8;
}

static size_t clear_a_slot(gen_bytes *image)
{
    sjf_store64(image->data + find_slot(image, true), 0);
    return slots_at(image);
}

static size_t give_a_slot_another_number(gen_bytes *image)
{
    size_t at = find_slot(image, true);
    uint64_t word = sjf_load64(image->data + at), number = UINT64_C(1) << 42;
    sjf_store64(image->data + at, word >> 42 == 1 ? word + number : word - number);
    return at;
}

static size_t give_a_slot_a_number_too_high(gen_bytes *image)
{
    size_t at = find_slot(image, true);
    uint64_t word = sjf_load64(image->data + at);
    sjf_store64(image->data + at, (word & ((UINT64_C(1) << 42) - 1)) |
                                      (uint64_t)(TINY_PROCEDURES + 1) << 42);
    return at;
}

static uint8_t *slot_of(gen_bytes *image, size_t i)
{
    return image->data + slots_at(image) + 8 * (i % SLOTS);
}

/* The last key of a run where no probe comes by: behind an empty slot, and not where it
 * belongs. */
static size_t move_a_key_beyond_an_empty_slot(gen_bytes *image)
{
    for (size_t i = 0; i < SLOTS; i++) {
        uint8_t *from = slot_of(image, i);
        uint64_t word = sjf_load64(from), key = word & ((UINT64_C(1) << 42) - 1);
        if (word == 0 || sjf_load64(slot_of(image, i + 1)) != 0)
            continue;
        sjf_store64(from, 0);
        for (size_t k = i + 1; k < i + SLOTS; k++) {
            uint8_t *to = slot_of(image, k);
            if (sjf_load64(to) != 0 || sjf_load64(slot_of(image, k - 1)) != 0 ||
                sjf_procedure_slot(key, 3) == k % SLOTS)
                continue;
            sjf_store64(to, word);
            return (size_t)(to - image->data);
        }
        sjf_store64(from, word);
    }
    return IMAGE_NOWHERE;
}

/* Another occupied slot of a key that is in one already. */
static size_t repeat_a_key(gen_bytes *image)
{
    for (size_t i = 0; i < SLOTS; i++) {
        uint8_t *from = slot_of(image, i), *next = slot_of(image, i + 1);
        if (sjf_load64(from) == 0 || sjf_load64(next) != 0)
            continue;
        sjf_store64(next, sjf_load64(from));
        return (size_t)(next - image->data);
    }
    return IMAGE_NOWHERE;
}

/* ---- indexes -------------------------------------------------------------------- */

static size_t let_an_index_go_down(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_PTP_INDEX, NONE);
    sjf_store32(image->data + at + 2 * SJF_PTPI_RECORD + SJF_PTPI_ROW, 0);
    return at;
}

static size_t swap_two_pairs(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_PTP_ROWS, NONE);
    uint32_t second = sjf_load32(image->data + at + 4);
    sjf_store32(image->data + at + 4, sjf_load32(image->data + at + 8));
    sjf_store32(image->data + at + 8, second);
    return at; /* told of all rows of a column 1 */
}

static size_t swap_two_policies_of_a_code(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_POLICY_ITEMS, NONE);
    sjf_store32(image->data + at + SJF_ITEM_RECORD + SJF_ITEM_POLICY, 1);
    sjf_store32(image->data + at + 2 * SJF_ITEM_RECORD + SJF_ITEM_POLICY, 0);
    return at + 2 * SJF_ITEM_RECORD;
}

#define LREL(n, f)   RECORD(LINE_RELEASES, LREL, n, f)
#define PTPI(n, f)   RECORD(PTP_INDEX, PTPI, n, f)
#define VALUE(n, f)  RECORD(PTP_VALUES, PTPV, n, f)
#define LIMIT(n, f)  RECORD(MUE, MUE, n, f)
#define ADDON(n, f)  RECORD(ADDONS, ADDON, n, f)
#define FEE(n, f)    RECORD(FEES, FEE, n, f)
#define FACT(n, f)   RECORD(FACTS, FACT, n, f)
#define POLICY(n, f) RECORD(POLICIES, POLICY, n, f)
#define ITEM(n, f)   RECORD(POLICY_ITEMS, ITEM, n, f)

const bend bends_lines[] = {
    {85, ERR, "bad procedure", AT(PROCEDURES, SJF_PROC_HEADER), 8, SET(63)},
    {85, ERR, "bad procedure", AT(PROCEDURES, SJF_PROC_HEADER + 8), 8,
     SET(('X' - SJF_CHAR_BASE) | ('0' - SJF_CHAR_BASE) << 6)},
    {85, ERR, "bad procedure", .edit = swap_two_keys},
    {85, ERR, "bad procedure", .edit = clear_a_slot},
    {85, ERR, "bad procedure", .edit = give_a_slot_another_number},
    {85, ERR, "bad procedure", .edit = give_a_slot_a_number_too_high},
    {85, ERR, "bad procedure", .edit = move_a_key_beyond_an_empty_slot},
    {85, ERR, "bad procedure", .edit = repeat_a_key},

    {86, ERR, "bad line release", LREL(2, SOURCE), 4, SET(99),
     .told = START(LINE_RELEASES, LREL, 2)},
    {86, ERR, "bad line release", LREL(3, TO), 4, SET(0),
     .told = START(LINE_RELEASES, LREL, 3)},
    {86, ERR, "bad line release", LREL(3, RESERVED), 1, SET(1),
     .told = START(LINE_RELEASES, LREL, 3)},
    {86, ERR, "bad line release", LREL(1, SOURCE), 4, SET(0),
     .told = START(LINE_RELEASES, LREL, 1)},
    {86, ERR, "bad line release", LREL(8, FROM), 4, LESS(1000),
     .told = START(LINE_RELEASES, LREL, 8)},

    {87, ERR, "bad line index", PTPI(0, ROW), 4, SET(1), .told = AT(PTP_INDEX, 0)},
    {87, ERR, "bad line index", PTPI(0, PARTNERS), 4, SET(1), .told = AT(PTP_INDEX, 0)},
    {87, ERR, "bad line index", PTPI(TINY_PROCEDURES, ROW), 4, MORE(1),
     .told = AT(PTP_INDEX, 0)},
    {87, ERR, "bad line index", PTPI(TINY_PROCEDURES, PARTNERS), 4, MORE(1),
     .told = AT(PTP_INDEX, 0)},
    {87, ERR, "bad line index", PTPI(TINY_PROCEDURES, BUCKETS), 8, SET(1),
     .told = AT(PTP_INDEX, 0)},
    {87, ERR, "bad line index", .edit = let_an_index_go_down},
    /* X0001 has partners in buckets 48 and 96, X0002 in 96. */
    {87, ERR, "bad line index", PTPI(0, BUCKETS), 8, SET(0)},
    {87, ERR, "bad line index", PTPI(0, BUCKETS), 8, SET(UINT64_C(1) << 47)},
    {87, ERR, "bad line index", PTPI(0, BUCKETS), 8, SET(UINT64_C(1) << 49)},
    {87, ERR, "bad line index", PTPI(0, BUCKETS), 8, SET(UINT64_C(3) << 48)},
    {87, ERR, "bad line index", PTPI(1, BUCKETS), 8, SET(1),
     .told = START(PTP_INDEX, PTPI, 1)},
    {87, ERR, "bad line index", AT(PTP_INDEX, SJF_PTPI_RECORD + 16), 8, SET(1 << 16),
     .told = START(PTP_INDEX, PTPI, 1)},
    {87, ERR, "bad line index", PTPI(1, PARTNERS), 4, MORE(1),
     .told = AT(PTP_INDEX, 0)},
    {87, ERR, "bad line index", AT(PTP_PARTNERS, 0), 8, SET(6),
     .told = AT(PTP_INDEX, 0)},
    {87, ERR, "bad line index", AT(PTP_PARTNERS, 16), 8, SET(0),
     .told = START(PTP_INDEX, PTPI, 1)},
    {87, ERR, "bad line index", AT(MUE_INDEX, 0), 4, SET(1)},
    {87, ERR, "bad line index", AT(MUE_INDEX, INDEX), 4, LESS(1)},
    {87, ERR, "bad line index", AT(MUE_INDEX, 6 * INDEX - 4), 4, MORE(1),
     .told = AT(MUE_INDEX, 5 * INDEX)},
    {87, ERR, "bad line index", AT(POLICY_INDEX, 0), 4, SET(1)},

    {88, ERR, "bad PTP value", VALUE(1, INDICATOR), 1, SET(2),
     .told = START(PTP_VALUES, PTPV, 1)},
    {88, ERR, "bad PTP value", VALUE(0, FLAGS), 1, SET(2),
     .told = START(PTP_VALUES, PTPV, 0)},
    {88, ERR, "bad PTP value", VALUE(0, RESERVED), 2, SET(256),
     .told = START(PTP_VALUES, PTPV, 0)},
    {88, ERR, "bad PTP value", VALUE(2, RATIONALE), 4, MORE(1),
     .told = START(PTP_VALUES, PTPV, 2)},
    {88, ERR, "bad PTP value", VALUE(1, FROM), 4, SET(0),
     .told = START(PTP_VALUES, PTPV, 1)},
    {88, ERR, "bad PTP value", VALUE(1, TO), 4, SET(INT32_MAX),
     .told = START(PTP_VALUES, PTPV, 2)},

    {89, ERR, "bad PTP row", AT(PTP_ROWS, 8), 2, SET(TINY_PROCEDURES),
     .told = AT(PTP_ROWS, 0)},
    {89, ERR, "bad PTP row", AT(PTP_ROWS, 14), 2, SET(TINY_VALUES),
     .told = AT(PTP_ROWS, 12)},
    {89, ERR, "bad PTP row", AT(PTP_ROWS, 6), 2, SET(2), .told = AT(PTP_ROWS, 0)},
    {89, ERR, "bad PTP row", .edit = swap_two_pairs},
    {89, ERR, "bad PTP row", AT(PTP_ROWS + 1, 4 * 1), 4, SET(0),
     .told = AT(PTP_ROWS + 1, 0)},
    {89, ERR, "bad PTP row", AT(PTP_ROWS + 1, 4 * 4), 4, SET(3 | 2 << 16),
     .told = AT(PTP_ROWS + 1, 0)},
    {89, ERR, "bad PTP row", AT(PTP_ROWS + 1, 4 * 7), 4, SET(1 | 2 << 16),
     .told = AT(PTP_ROWS + 1, 0)},
    {89, ERR, "bad PTP row", AT(PTP_ROWS + 1, 4 * 2 + 2), 2, SET(TINY_VALUES),
     .told = AT(PTP_ROWS + 1, 0)},
    {89, ERR, "bad PTP row", AT(PTP_ROWS + 1, 4 * 5 + 2), 2, SET(UINT16_MAX),
     .told = AT(PTP_ROWS + 1, 0)},
    {89, ERR, "bad PTP row", AT(PTP_ROWS + 1, 4 * 8), 4, MORE(1),
     .told = AT(PTP_ROWS + 1, 0)},

    {90, ERR, "bad PTP citation", AT(PTP_CITATIONS, 8), 4,
     SET(UINT32_C(2) << SJF_PTP_CITE_FILE_SHIFT), .told = AT(PTP_CITATIONS, 0)},
    {90, ERR, "bad PTP citation", AT(PTP_CITATIONS + 1, 4 * 5), 4,
     SET(UINT32_C(1) << SJF_PTP_CITE_FILE_SHIFT), .told = AT(PTP_CITATIONS + 1, 0)},
    {90, ERR, "bad PTP citation", AT(PTP_CITATIONS + 1, 4 * 8), 4, SET(UINT32_MAX),
     .told = AT(PTP_CITATIONS + 1, 0)},

    {91, ERR, "bad unit limit", LIMIT(1, PROCEDURE), 4, SET(1)},
    {91, ERR, "bad unit limit", LIMIT(2, TABLE), 1, SET(1), .told = START(MUE, MUE, 2)},
    {91, ERR, "bad unit limit", LIMIT(2, MAI), 1, SET(4), .told = START(MUE, MUE, 2)},
    {91, ERR, "bad unit limit", LIMIT(2, RESERVED), 2, SET(1),
     .told = START(MUE, MUE, 2)},
    {91, ERR, "bad unit limit", LIMIT(2, RELEASE), 4, SET(2),
     .told = START(MUE, MUE, 2)},
    {91, ERR, "bad unit limit", LIMIT(2, RELEASE), 4, SET(5),
     .told = START(MUE, MUE, 2)},
    {91, ERR, "bad unit limit", LIMIT(1, RELEASE), 4, SET(3),
     .told = START(MUE, MUE, 1)},
    {91, ERR, "bad unit limit", LIMIT(2, RATIONALE), 4, MORE(1),
     .told = START(MUE, MUE, 2)},

    {92, ERR, "bad add-on code", ADDON(0, CODE), 4, SET(0)},
    {92, ERR, "bad add-on code", ADDON(2, PRIMARY), 4, SET(TINY_PROCEDURES),
     .told = START(ADDONS, ADDON, 2)},
    {92, ERR, "bad add-on code", ADDON(3, TYPE), 1, SET(0),
     .told = START(ADDONS, ADDON, 3)},
    {92, ERR, "bad add-on code", ADDON(3, TYPE), 1, SET(4),
     .told = START(ADDONS, ADDON, 3)},
    {92, ERR, "bad add-on code", ADDON(3, RESERVED), 1, SET(1),
     .told = START(ADDONS, ADDON, 3)},
    {92, ERR, "bad add-on code", ADDON(3, RELEASE), 4, SET(7),
     .told = START(ADDONS, ADDON, 3)},
    {92, ERR, "bad add-on code", ADDON(0, PRIMARY), 4, SET(3),
     .told = START(ADDONS, ADDON, 1)},
    {92, ERR, "bad add-on code", ADDON(1, FROM), 4, SET(0),
     .told = START(ADDONS, ADDON, 1)},

    {93, ERR, "bad fee schedule row", FEE(3, PROCEDURE), 4, SET(1)},
    {93, ERR, "bad fee schedule row", FEE(3, RELEASE), 4, SET(9),
     .told = START(FEES, FEE, 3)},
    {93, ERR, "bad fee schedule row", FEE(3, RESERVED), 4, SET(1),
     .told = START(FEES, FEE, 3)},
    {93, ERR, "bad fee schedule row", FEE(1, MODIFIER), 2, SET('2'),
     .told = START(FEES, FEE, 1)},
    {93, ERR, "bad fee schedule row", FEE(1, MODIFIER), 1, SET('-'),
     .told = START(FEES, FEE, 1)},
    {93, ERR, "bad fee schedule row", FEE(3, GLOB), 2, SET('0' << 8),
     .told = START(FEES, FEE, 3)},
    {93, ERR, "bad fee schedule row", FEE(3, STATUS), 1, SET(' '),
     .told = START(FEES, FEE, 3)},
    {93, ERR, "bad fee schedule row", FEE(3, TEAM), 1, SET(200),
     .told = START(FEES, FEE, 3)},
    {93, ERR, "bad fee schedule row", FEE(1, MODIFIER), 2, SET(0),
     .told = START(FEES, FEE, 1)},
    {93, ERR, "bad fee schedule row", FEE(2, RELEASE), 4, SET(7),
     .told = START(FEES, FEE, 2)},

    {94, ERR, "bad HCPCS facts", FACT(2, PROCEDURE), 4, SET(2)},
    {94, ERR, "bad HCPCS facts", FACT(1, FROM), 4, SET(0),
     .told = START(FACTS, FACT, 1)},
    {94, ERR, "bad HCPCS facts", FACT(2, TEXT), 4, MORE(1),
     .told = START(FACTS, FACT, 2)},

    {95, ERR, "bad policy", POLICY(1, ID), 4, MORE(1),
     .told = START(POLICIES, POLICY, 1)},
    {95, ERR, "bad policy", POLICY(1, CITATION), 4, MORE(1),
     .told = START(POLICIES, POLICY, 1)},
    {95, ERR, "bad policy", POLICY(1, SEVERITY), 1, SET(1),
     .told = START(POLICIES, POLICY, 1)},
    {95, ERR, "bad policy", POLICY(1, RESERVED), 1, SET(1),
     .told = START(POLICIES, POLICY, 1)},
    {95, ERR, "bad policy", POLICY(1, RELEASE), 4, SET(9),
     .told = START(POLICIES, POLICY, 1)},

    {96, ERR, "bad policy item", ITEM(3, PROCEDURE), 4, SET(3)},
    {96, ERR, "bad policy item", ITEM(3, POLICY), 4, SET(TINY_POLICIES),
     .told = START(POLICY_ITEMS, ITEM, 3)},
    {96, ERR, "bad policy item", ITEM(3, KEY), 8, SET(0),
     .told = START(POLICY_ITEMS, ITEM, 3)},
    {96, ERR, "bad policy item", ITEM(3, KEY), 8, MORE(UINT64_C(1) << 42),
     .told = START(POLICY_ITEMS, ITEM, 3)},
    {96, ERR, "bad policy item", ITEM(1, KEY), 8, LESS(UINT64_C(1) << 63),
     .told = START(POLICY_ITEMS, ITEM, 1)},
    {96, ERR, "bad policy item", .edit = swap_two_policies_of_a_code},
};

const size_t bends_lines_count = sizeof bends_lines / sizeof bends_lines[0];
