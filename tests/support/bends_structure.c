/*
 * Bends of the structure claims, 1 to 40, 57 and 58, on the tiny image.
 */
#include "tests/support/bends.h"

/* A row leaves out what it does not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#include <string.h>

enum {
    ICD = SJ_ICD10CM,
    ICD9 = SJ_ICD9CM,  /* not loaded in the tiny image */
    MOD = SJ_MODIFIER, /* the last one loaded */
    NONE = SJF_NO_SYSTEM,
    UNKNOWN_KIND = 200,
};

/* Shorter forms for the table. */
#define FIELD(name)                                                                    \
    {                                                                                  \
        BEND_HEADER, 0, 0, SJF_HDR_##name                                              \
    }
#define ENTRY(k, s, f)                                                                 \
    {                                                                                  \
        BEND_ENTRY, SJF_##k, s, SJF_SEC_##f                                            \
    }
#define SYSTEM(s, f)                                                                   \
    {                                                                                  \
        BEND_SYSTEM, 0, s, SJF_SYS_##f                                                 \
    }
#define SECTION(k, s, o)                                                               \
    {                                                                                  \
        BEND_SECTION, SJF_##k, s, o                                                    \
    }
#define LESS(n) true, (uint64_t) - (n)
#define MORE(n) true, n
#define SET(n)  false, n

static uint8_t *at(gen_bytes *image, bend_place place)
{
    return image->data + bend_find(image, place);
}

static void cut(gen_bytes *image, size_t size)
{
    image->size = size;
    image_put(image->data, size, SJF_HDR_FILE_SIZE, 8, size);
}

static size_t cut_the_header(gen_bytes *image)
{
    image->size = SJF_HDR_SIZE - 1;
    return image->size;
}

static size_t lose_the_last_byte(gen_bytes *image)
{
    image->size--;
    return SJF_HDR_FILE_SIZE;
}

static size_t cut_the_table(gen_bytes *image)
{
    uint32_t count = sjf_load32(image->data + SJF_HDR_SECTIONS);
    cut(image, SJF_HDR_SIZE + (size_t)SJF_SEC_ENTRY * count - 1);
    return SJF_HDR_SECTIONS;
}

static size_t state_more_sections_than_fit(gen_bytes *image)
{
    cut(image, SJF_HDR_SIZE + 255 * (size_t)SJF_SEC_ENTRY);
    sjf_store32(image->data + SJF_HDR_SECTIONS, 256);
    return SJF_HDR_SECTIONS;
}

static size_t add_a_line_of_zeros(gen_bytes *image)
{
    size_t end = image->size;
    gen_bytes_extend(image, SJF_ALIGN);
    sjf_store64(image->data + SJF_HDR_FILE_SIZE, image->size);
    return end;
}

/* The size alone runs over; the offset is the right one. */
static size_t let_the_last_section_run_over(gen_bytes *image)
{
    bend_place place = ENTRY(TEXT, NONE, SIZE);
    uint8_t *size = at(image, place);
    sjf_store64(size, sjf_load64(size) + 1);
    place.off = 0;
    return bend_find(image, place);
}

static size_t let_a_section_be_endless(gen_bytes *image)
{
    bend_place place = ENTRY(SLOTS, ICD, SIZE);
    sjf_store64(at(image, place), UINT64_MAX - 7);
    place.off = 0;
    return bend_find(image, place);
}

static size_t replace_a_required_kind(gen_bytes *image)
{
    bend_place entry = ENTRY(TRIE, MOD, KIND);
    size_t where = bend_find(image, entry);
    sjf_store32(image->data + where, UNKNOWN_KIND);
    return where;
}

/* An optional section of a kind we do not know is skipped: something else is missing.
 */
static size_t rename_optionally(gen_bytes *image, bend_place entry)
{
    uint8_t *p = at(image, entry);
    sjf_store32(p + SJF_SEC_KIND, UNKNOWN_KIND);
    sjf_store16(p + SJF_SEC_FLAGS, 0);
    return SJF_HDR_SIZE;
}

static size_t lose_the_names(gen_bytes *image)
{
    return rename_optionally(image, (bend_place)ENTRY(NAMES, NONE, KIND));
}

static size_t lose_the_text(gen_bytes *image)
{
    return rename_optionally(image, (bend_place)ENTRY(TEXT, NONE, KIND));
}

static size_t lose_the_pilots(gen_bytes *image)
{
    return rename_optionally(image, (bend_place)ENTRY(PILOTS, ICD, KIND));
}

static size_t lose_the_descriptors(gen_bytes *image)
{
    return rename_optionally(image, (bend_place)ENTRY(DESCRIPTORS, MOD, KIND));
}

/* A kind that belongs to the image, given to a system. */
static size_t give_sources_to_a_system(gen_bytes *image)
{
    bend_place entry = ENTRY(PILOTS, MOD, KIND);
    size_t where = bend_find(image, entry);
    sjf_store32(image->data + where, SJF_SOURCES);
    return where;
}

static size_t load_fourteen_systems(gen_bytes *image)
{
    image_resize(image, SJF_SYSTEMS, NONE, 14 * SJF_SYS_RECORD);
    return bend_find(image, (bend_place)ENTRY(SYSTEMS, NONE, KIND));
}

static size_t repeat_a_system(gen_bytes *image)
{
    size_t first = bend_find(image, (bend_place)SYSTEM(ICD, SYSTEM));
    sjf_store32(image->data + first + SJF_SYS_RECORD + SJF_SYS_SYSTEM, ICD);
    return first + SJF_SYS_RECORD;
}

/* No slot at all, consistently: nothing could be divided by m. */
static size_t have_no_slots(gen_bytes *image)
{
    bend_set_record_field(image, ICD, SJF_SYS_CODES, 0);
    bend_set_record_field(image, ICD, SJF_SYS_SLOTS, 0);
    return bend_find(image, (bend_place)SYSTEM(ICD, SYSTEM));
}

/* A section of this size, and a field that agrees. */
static size_t have_no_trie(gen_bytes *image)
{
    image_resize(image, SJF_TRIE, ICD, 0);
    bend_set_record_field(image, ICD, SJF_SYS_TRIE_NODES, 0);
    return bend_find(image, (bend_place)ENTRY(TRIE, ICD, KIND));
}

static size_t have_columns_of(gen_bytes *image, uint32_t days)
{
    size_t at = bend_section(image, SJF_COLUMNS, ICD), size;
    image_section(image->data, image->size, SJF_COLUMNS, ICD, &size);
    size -= 2 * (size_t)sjf_load32(image->data + at + SJF_COL_DAYS);
    image_resize(image, SJF_COLUMNS, ICD, size + 2 * (size_t)days);
    at = bend_section(image, SJF_COLUMNS, ICD);
    sjf_store32(image->data + at + SJF_COL_DAYS, days);
    return bend_find(image, (bend_place)ENTRY(COLUMNS, ICD, KIND));
}

static size_t have_columns_of_no_day(gen_bytes *image)
{
    return have_columns_of(image, 0);
}

static size_t have_columns_of_too_many_days(gen_bytes *image)
{
    return have_columns_of(image, SJF_COL_DAYS_MAX + 1);
}

static size_t cut_the_names(gen_bytes *image)
{
    image_resize(image, SJF_NAMES, NONE, 2);
    return bend_find(image, (bend_place)ENTRY(NAMES, NONE, KIND));
}

/* The last record: the sum of all ranges is right all the same. */
static size_t give_the_last_release_to_another(gen_bytes *image)
{
    size_t at = bend_section(image, SJF_RELEASES, NONE) + 5 * SJF_REL_RECORD;
    sjf_store32(image->data + at + SJF_REL_SYSTEM, ICD);
    return bend_find(image, (bend_place)ENTRY(RELEASES, NONE, KIND));
}

static size_t load_too_many_releases(gen_bytes *image)
{
    image_resize(image, SJF_RELEASES, NONE, 65536 * (size_t)SJF_REL_RECORD);
    return bend_find(image, (bend_place)ENTRY(RELEASES, NONE, KIND));
}

/* A seventh release, of ICD-10-CM by its number, that no system's range has. */
static size_t add_a_release_of_nobody(gen_bytes *image)
{
    image_resize(image, SJF_RELEASES, NONE, 7 * SJF_REL_RECORD);
    return bend_find(image, (bend_place)ENTRY(RELEASES, NONE, KIND));
}

#define RELEASES_ENTRY ENTRY(RELEASES, NONE, KIND)

const bend bends_structure[] = {
    {1, SJ_E_FORMAT, "shorter than a header", .edit = cut_the_header},
    {2, SJ_E_FORMAT, "bad magic", {BEND_HEADER, 0, 0, 0}, 1, SET('X')},
    {2,
     SJ_E_FORMAT,
     "bad magic",
     {BEND_HEADER, 0, 0, 5},
     1,
     SET('\n'),
     .told = {BEND_HEADER, 0, 0, 0}},
    {3, SJ_E_FORMAT, "unknown major version", FIELD(MAJOR), 2, SET(2)},
    {3, SJ_E_FORMAT, "unknown major version", FIELD(MAJOR), 2, SET(0)},
    {4, SJ_E_CORRUPT, "reserved header bytes are not zero", FIELD(RESERVED_A), 4,
     SET(1)},
    {4,
     SJ_E_CORRUPT,
     "reserved header bytes are not zero",
     {BEND_HEADER, 0, 0, SJF_HDR_SIZE - 1},
     1,
     SET(1),
     .told = FIELD(RESERVED_B)},
    {5, SJ_E_CORRUPT, "file size differs from the header", FIELD(FILE_SIZE), 8,
     MORE(1)},
    {5, SJ_E_CORRUPT, "file size differs from the header", .edit = lose_the_last_byte},
    {6, SJ_E_FORMAT, "unknown section entry size", FIELD(ENTRY_SIZE), 4, SET(56)},
    {7, SJ_E_CORRUPT, "bad section count", FIELD(SECTIONS), 4, SET(0)},
    {7, SJ_E_CORRUPT, "bad section count", FIELD(SECTIONS), 4, SET(257)},
    {7, SJ_E_CORRUPT, "bad section count", FIELD(SECTIONS), 4, SET(UINT32_MAX)},
    {8, SJ_E_CORRUPT, "section table exceeds the file", .edit = cut_the_table},
    {8, SJ_E_CORRUPT, "section table exceeds the file",
     .edit = state_more_sections_than_fit},
    {9, SJ_E_CORRUPT, "build id does not match", FIELD(BUILD_ID), 1, MORE(1),
     .seal = BEND_UNSEALED},
    {9, SJ_E_CORRUPT, "build id does not match", FIELD(MINOR), 2, SET(SJF_MINOR + 1),
     .told = FIELD(BUILD_ID), .seal = BEND_UNSEALED},
    {9, SJ_E_CORRUPT, "build id does not match", ENTRY(TEXT, NONE, HASH), 1, MORE(1),
     .told = FIELD(BUILD_ID), .seal = BEND_UNSEALED},

    {10, SJ_E_CORRUPT, "reserved section bits are not zero", ENTRY(TEXT, NONE, FLAGS),
     2, SET(3)},
    {10, SJ_E_CORRUPT, "reserved section bits are not zero",
     ENTRY(SLOTS, ICD, RESERVED), 8, SET(UINT64_C(1) << 63)},
    {11, SJ_E_CORRUPT, "section misplaced", ENTRY(SLOTS, ICD, OFF), 8, MORE(64)},
    {11, SJ_E_CORRUPT, "section misplaced", ENTRY(SYSTEMS, NONE, OFF), 8, LESS(1)},
    {11, SJ_E_CORRUPT, "section misplaced", ENTRY(TEXT, NONE, OFF), 8,
     SET(UINT64_MAX - 63)},
    {12, SJ_E_CORRUPT, "section exceeds the file",
     .edit = let_the_last_section_run_over},
    {12, SJ_E_CORRUPT, "section exceeds the file", .edit = let_a_section_be_endless},
    {13, SJ_E_CORRUPT, "bytes after the last section", .edit = add_a_line_of_zeros},
    {14, SJ_E_FORMAT, "unknown required section", .edit = replace_a_required_kind},
    {15, SJ_E_CORRUPT, "section occurs twice", ENTRY(SOURCES, NONE, KIND), 4,
     SET(SJF_NAMES)},
    {15, SJ_E_CORRUPT, "section occurs twice", ENTRY(SLOTS, MOD, SYSTEM), 2, SET(ICD)},
    {16, SJ_E_CORRUPT, "section missing", .edit = lose_the_names},
    {16, SJ_E_CORRUPT, "section missing", .edit = lose_the_text},
    {17, SJ_E_CORRUPT, "section of no system", ENTRY(TRIE, ICD, SYSTEM), 2, SET(ICD9)},
    {17, SJ_E_CORRUPT, "section of no system", ENTRY(TRIE, ICD, SYSTEM), 2, SET(NONE)},
    {17, SJ_E_CORRUPT, "section of no system", ENTRY(TRIE, ICD, SYSTEM), 2, SET(13)},
    {17, SJ_E_CORRUPT, "section of no system", .edit = give_sources_to_a_system},
    {18, SJ_E_CORRUPT, "system lacks a section", .edit = lose_the_pilots},
    {18, SJ_E_CORRUPT, "system lacks a section", .edit = lose_the_descriptors},

    {19, SJ_E_CORRUPT, "systems section has a bad size", ENTRY(SYSTEMS, NONE, SIZE), 8,
     LESS(1)},
    {19, SJ_E_CORRUPT, "systems section has a bad size", .edit = load_fourteen_systems},
    {20, SJ_E_CORRUPT, "bad system number", SYSTEM(MOD, SYSTEM), 4,
     SET(SJ_SYSTEM_COUNT)},
    {20, SJ_E_CORRUPT, "bad system number", SYSTEM(MOD, SYSTEM), 4, SET(ICD9)},
    {20, SJ_E_CORRUPT, "bad system number", .edit = repeat_a_system},
    {21, SJ_E_CORRUPT, "reserved system bits are not zero", SYSTEM(ICD, FLAGS), 4,
     SET(2)},
    {21, SJ_E_CORRUPT, "reserved system bits are not zero", SYSTEM(ICD, RESERVED_A), 2,
     SET(256)},
    {21, SJ_E_CORRUPT, "reserved system bits are not zero", SYSTEM(MOD, RESERVED_B), 8,
     SET(1)},
    {21,
     SJ_E_CORRUPT,
     "reserved system bits are not zero",
     {BEND_SYSTEM, 0, MOD, SJF_SYS_RECORD - 1},
     1,
     SET(1)},
    {22, SJ_E_CORRUPT, "bad key width", SYSTEM(ICD, KEY_BITS), 1, SET(43)},
    {22, SJ_E_CORRUPT, "bad key width", SYSTEM(MOD, KEY_BITS), 1, SET(12)},
    {23, SJ_E_CORRUPT, "bad bucket or tag width", SYSTEM(ICD, BUCKET_BITS), 1, SET(25)},
    {23, SJ_E_CORRUPT, "bad bucket or tag width", SYSTEM(ICD, BUCKET_BITS), 1,
     SET(255)},
    {23, SJ_E_CORRUPT, "bad bucket or tag width", SYSTEM(ICD, TAG_BITS), 1, SET(43)},
    {23, SJ_E_CORRUPT, "bad bucket or tag width", SYSTEM(ICD, TAG_BITS), 1, SET(3)},
    {24, SJ_E_CORRUPT, "bad slot count", SYSTEM(ICD, SLOTS), 4, SET(0)},
    {24, SJ_E_CORRUPT, "bad slot count", SYSTEM(ICD, SLOTS), 4, SET((1 << 24) + 1)},
    {24, SJ_E_CORRUPT, "bad slot count", SYSTEM(ICD, CODES), 4, SET(1 << 20)},
    {24, SJ_E_CORRUPT, "bad slot count", .edit = have_no_slots},
    {25, SJ_E_CORRUPT, "tags do not identify keys", SYSTEM(ICD, TAG_BITS), 1, LESS(1)},
    {26, SJ_E_CORRUPT, "multiplier is even", SYSTEM(ICD, MULTIPLIER), 8, MORE(1)},
    {26, SJ_E_CORRUPT, "multiplier is even", SYSTEM(ICD, PILOT_MULTIPLIER), 8, MORE(1)},
    {27, SJ_E_CORRUPT, "slot fields do not fit", SYSTEM(ICD, TIMELINE_BITS), 1,
     SET(17)},
    {27, SJ_E_CORRUPT, "slot fields do not fit", SYSTEM(ICD, CLASS_BITS), 1, SET(31)},
    {27, SJ_E_CORRUPT, "slot fields do not fit", SYSTEM(ICD, CLASS_BITS), 1, SET(30)},
    {27, SJ_E_CORRUPT, "slot fields do not fit", SYSTEM(ICD, TIMELINE_BITS), 1,
     SET(255)},

    {28, SJ_E_CORRUPT, "pilots section has a bad size", ENTRY(PILOTS, ICD, SIZE), 8,
     LESS(1)},
    {29, SJ_E_CORRUPT, "slots section has a bad size", ENTRY(SLOTS, ICD, SIZE), 8,
     LESS(8)},
    {29, SJ_E_CORRUPT, "slots section has a bad size", SYSTEM(MOD, SLOTS), 4, MORE(1),
     .told = ENTRY(SLOTS, MOD, KIND)},
    {30, SJ_E_CORRUPT, "timelines section has a bad size", ENTRY(TIMELINES, MOD, SIZE),
     8, LESS(1)},
    {30, SJ_E_CORRUPT, "timelines section has a bad size", SYSTEM(ICD, SEGMENTS), 1,
     SET(0), .told = ENTRY(TIMELINES, ICD, KIND)},
    {30, SJ_E_CORRUPT, "timelines section has a bad size", SYSTEM(ICD, SEGMENTS), 1,
     SET(17), .told = ENTRY(TIMELINES, ICD, KIND)},
    {30, SJ_E_CORRUPT, "timelines section has a bad size", SYSTEM(ICD, TIMELINE_BITS),
     1, MORE(1), .told = ENTRY(TIMELINES, ICD, KIND)},
    {31, SJ_E_CORRUPT, "bad timeline count", SYSTEM(ICD, TIMELINES), 4, SET(0)},
    {31, SJ_E_CORRUPT, "bad timeline count", SYSTEM(ICD, TIMELINES), 4, SET(9)},
    {31, SJ_E_CORRUPT, "bad timeline count", SYSTEM(ICD, ABSENCE), 4, SET(6)},
    {31, SJ_E_CORRUPT, "bad timeline count", SYSTEM(ICD, ABSENCE_DIGIT), 4,
     SET(UINT32_MAX)},
    {32, SJ_E_CORRUPT, "validity section has a bad size", ENTRY(VALIDITY, ICD, SIZE), 8,
     LESS(4)},
    {32, SJ_E_CORRUPT, "validity section has a bad size", SYSTEM(ICD, INTERVALS), 4,
     SET(UINT32_MAX), .told = ENTRY(VALIDITY, ICD, KIND)},
    {32, SJ_E_CORRUPT, "validity section has a bad size", SYSTEM(ICD, TIMELINES), 4,
     MORE(1), .told = ENTRY(VALIDITY, ICD, KIND)},
    {33, SJ_E_CORRUPT, "trie section has a bad size", ENTRY(TRIE, ICD, SIZE), 8,
     LESS(1)},
    {33, SJ_E_CORRUPT, "trie section has a bad size", SYSTEM(ICD, TRIE_NODES), 4,
     SET(0), .told = ENTRY(TRIE, ICD, KIND)},
    {33, SJ_E_CORRUPT, "trie section has a bad size", SYSTEM(ICD, TRIE_NODES), 4,
     SET((1 << 27) + 1), .told = ENTRY(TRIE, ICD, KIND)},
    {33, SJ_E_CORRUPT, "trie section has a bad size", .edit = have_no_trie},
    {34, SJ_E_CORRUPT, "descriptor index has a bad size",
     ENTRY(DESCRIPTOR_INDEX, ICD, SIZE), 8, LESS(4)},
    {35, SJ_E_CORRUPT, "descriptors section has a bad size",
     ENTRY(DESCRIPTORS, ICD, SIZE), 8, LESS(1)},
    {35, SJ_E_CORRUPT, "descriptors section has a bad size", SYSTEM(MOD, DESCRIPTORS),
     4, LESS(1), .told = ENTRY(DESCRIPTORS, MOD, KIND)},
    {36, SJ_E_CORRUPT, "sources section has a bad size", ENTRY(SOURCES, NONE, SIZE), 8,
     LESS(1)},
    {37, SJ_E_CORRUPT, "releases section has a bad size", ENTRY(RELEASES, NONE, SIZE),
     8, LESS(1)},
    {37, SJ_E_CORRUPT, "releases section has a bad size",
     .edit = load_too_many_releases},
    {38, SJ_E_CORRUPT, "releases of a system out of range", SYSTEM(ICD, FIRST_RELEASE),
     4, SET(UINT32_MAX), .told = RELEASES_ENTRY},
    {38, SJ_E_CORRUPT, "releases of a system out of range", SYSTEM(ICD, FIRST_RELEASE),
     4, SET(1), .told = RELEASES_ENTRY},
    {38, SJ_E_CORRUPT, "releases of a system out of range", SYSTEM(ICD, RELEASES), 4,
     SET(0), .told = RELEASES_ENTRY},
    {38, SJ_E_CORRUPT, "releases of a system out of range", SYSTEM(ICD, RELEASES), 4,
     SET(1), .told = RELEASES_ENTRY},
    {38, SJ_E_CORRUPT, "releases of a system out of range", SYSTEM(MOD, RELEASES), 4,
     SET(UINT32_MAX), .told = RELEASES_ENTRY},
    {38, SJ_E_CORRUPT, "releases of a system out of range",
     SECTION(RELEASES, NONE, SJF_REL_SYSTEM), 4, SET(ICD9), .told = RELEASES_ENTRY},
    {38, SJ_E_CORRUPT, "releases of a system out of range",
     .edit = add_a_release_of_nobody},
    {38, SJ_E_CORRUPT, "releases of a system out of range",
     .edit = give_the_last_release_to_another},
    {39, SJ_E_CORRUPT, "text pool has no empty string", .edit = cut_the_names},
    {39, SJ_E_CORRUPT, "text pool has no empty string", SECTION(NAMES, NONE, 0), 1,
     SET(1), .told = ENTRY(NAMES, NONE, KIND)},
    {39, SJ_E_CORRUPT, "text pool has no empty string", SECTION(TEXT, NONE, 2), 1,
     SET('a'), .told = ENTRY(TEXT, NONE, KIND)},
    {40, SJ_E_CORRUPT, "bad judged interval", SYSTEM(ICD, FIRST_DAY), 4, SET(20363)},
    {40, SJ_E_CORRUPT, "bad judged interval", SYSTEM(MOD, LAST_DAY), 4,
     SET(0x80000000)},

    {57, SJ_E_CORRUPT, "columns section has a bad size", ENTRY(COLUMNS, ICD, SIZE), 8,
     LESS(1)},
    {57, SJ_E_CORRUPT, "columns section has a bad size",
     SECTION(COLUMNS, ICD, SJF_COL_DAYS), 4, SET(0), .told = ENTRY(COLUMNS, ICD, KIND)},
    {57, SJ_E_CORRUPT, "columns section has a bad size",
     SECTION(COLUMNS, ICD, SJF_COL_COLUMNS), 4, SET(UINT32_MAX),
     .told = ENTRY(COLUMNS, ICD, KIND)},
    {57, SJ_E_CORRUPT, "columns section has a bad size",
     .edit = have_columns_of_no_day},
    {57, SJ_E_CORRUPT, "columns section has a bad size",
     .edit = have_columns_of_too_many_days},
    {58, SJ_E_CORRUPT, "bad columns header", SECTION(COLUMNS, ICD, SJF_COL_RESERVED), 4,
     SET(1), .told = ENTRY(COLUMNS, ICD, KIND)},
    {58, SJ_E_CORRUPT, "bad columns header", SECTION(COLUMNS, ICD, SJF_COL_FIRST_DAY),
     4, SET(INT32_MAX), .told = ENTRY(COLUMNS, ICD, KIND)},
};

const size_t bends_structure_count = sizeof bends_structure / sizeof bends_structure[0];
