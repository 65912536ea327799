/*
 * ICD-10-PCS tables (FORMAT.md 19): at which position a wrong procedure code leaves its
 * table, and what would do there. By the rows of the tables file where one speaks for
 * the date, else by the codes of the order file: the valid codes are the products of
 * single rows, so that a prefix has a code exactly when some row matches it.
 */
#include "engine/image/image.h"
#include "engine/lookup/key.h"
#include "engine/lookup/notes.h"
#include "engine/lookup/trie.h"

enum { PCS_LEN = 7, TABLE_LEN = 3, TRIE_BITS = 36 };

/* The source of the tables in force; SJF_NO_SOURCE when none speaks for the date. */
static uint16_t tables_on(const sj_image *image, sj_date as_of)
{
    uint32_t count = sji_count(image->texts.pcs_rows, SJF_PCS_RECORD);
    for (uint32_t i = 0; i < count;) {
        const uint8_t *row = image->texts.pcs_rows.p + SJF_PCS_RECORD * (size_t)i;
        uint16_t source = sjf_load16(row + SJF_PCS_SOURCE);
        sj_source s;
        if (sj_source_get(image, source, &s) && s.from <= as_of && as_of <= s.to)
            return source;
        while (i < count &&
               sjf_load16(image->texts.pcs_rows.p + SJF_PCS_RECORD * (size_t)i +
                          SJF_PCS_SOURCE) == source)
            i++;
    }
    return SJF_NO_SOURCE;
}

static uint32_t table_key(const char table[TABLE_LEN])
{
    uint64_t key;
    return sji_pack(SJ_ICD10PCS, table, TABLE_LEN, &key) ? (uint32_t)key : UINT32_MAX;
}

static bool has_value(uint64_t values, char c)
{
    unsigned bit = sji_trie_bit(c);
    return bit < TRIE_BITS && values >> bit & 1;
}

/* What stands at position `place` (0-based) in the rows of a table that match the
 * characters before it. */
static uint64_t values_in_rows(const sj_image *image, uint16_t source, const char *code,
                               size_t place)
{
    uint64_t values = 0;
    uint32_t table = table_key(code),
             count = sji_count(image->texts.pcs_rows, SJF_PCS_RECORD);
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *row = image->texts.pcs_rows.p + SJF_PCS_RECORD * (size_t)i;
        if (sjf_load16(row + SJF_PCS_SOURCE) != source ||
            sjf_load32(row + SJF_PCS_TABLE) != table)
            continue;
        bool matches = true;
        for (size_t k = TABLE_LEN; k < place && matches; k++)
            matches = has_value(sjf_load64(row + SJF_PCS_VALUES + 8 * (k - TABLE_LEN)),
                                code[k]);
        if (matches)
            values |= sjf_load64(row + SJF_PCS_VALUES + 8 * (place - TABLE_LEN));
    }
    return values;
}

/* The same for the first three characters: which tables there are. */
static uint64_t values_of_tables(const sj_image *image, uint16_t source,
                                 const char *code, size_t place)
{
    uint64_t values = 0;
    uint32_t count = sji_count(image->texts.pcs_rows, SJF_PCS_RECORD);
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *row = image->texts.pcs_rows.p + SJF_PCS_RECORD * (size_t)i;
        char table[SJ_CODE_CAP];
        if (sjf_load16(row + SJF_PCS_SOURCE) == source &&
            sji_unpack(SJ_ICD10PCS, sjf_load32(row + SJF_PCS_TABLE), table) ==
                TABLE_LEN &&
            memcmp(table, code, place) == 0)
            values |= UINT64_C(1) << sji_trie_bit(table[place]);
    }
    return values;
}

/* Whether a code that begins so is billable on the date. */
static bool begins_a_code(const sj_image *image, const char *prefix, size_t len,
                          sj_date as_of)
{
    sj_cursor cursor;
    sj_entry entry;
    if (sj_prefix(image, SJ_ICD10PCS, prefix, len, &cursor) != SJ_OK)
        return false;
    while (sj_cursor_next(&cursor, as_of, &entry))
        if (entry.answer.status == SJ_CODE_BILLABLE)
            return true;
    return false;
}

static uint64_t values_of_codes(const sj_image *image, const char *code, size_t place,
                                sj_date as_of)
{
    uint64_t values = 0;
    char prefix[SJ_CODE_CAP];
    memcpy(prefix, code, place);
    for (unsigned bit = 0; bit < TRIE_BITS; bit++) {
        prefix[place] = sji_trie_char(bit);
        if (begins_a_code(image, prefix, place + 1, as_of))
            values |= UINT64_C(1) << bit;
    }
    return values;
}

static uint64_t values_at(const sj_image *image, uint16_t source, const char *code,
                          size_t place, sj_date as_of)
{
    if (source == SJF_NO_SOURCE)
        return values_of_codes(image, code, place, as_of);
    return place < TABLE_LEN ? values_of_tables(image, source, code, place)
                             : values_in_rows(image, source, code, place);
}

sj_status sj_pcs_explain(const sj_image *image, const char *code, size_t len,
                         sj_date as_of, sj_pcs_position *out)
{
    char canonical[SJ_CODE_CAP];
    size_t n;
    if (!image || !code || !out || !sj_normalize(SJ_ICD10PCS, code, len, canonical, &n))
        return SJ_E_ARG;
    *out = (sj_pcs_position){0};
    uint16_t source = tables_on(image, as_of);
    sj_answer answer;
    if (sj_lookup(image, SJ_ICD10PCS, canonical, n, as_of, &answer) < 0)
        return SJ_E_ARG;
    bool told = answer.status != SJ_CODE_UNKNOWN && answer.status != SJ_CODE_BILLABLE;
    for (size_t place = 0; told && place < PCS_LEN; place++) {
        uint64_t values = values_at(image, source, canonical, place, as_of);
        if (place < n && has_value(values, canonical[place]))
            continue;
        unsigned count = 0;
        for (unsigned bit = 0; bit < TRIE_BITS; bit++)
            if (values >> bit & 1)
                out->values[count++] = sji_trie_char(bit);
        out->position = (uint8_t)(place + 1);
        if (place >= 1) {
            /* A title belongs to a table; any table that begins so will do. */
            char table[TABLE_LEN] = {'0', '0', '0'};
            memcpy(table, canonical, place < TABLE_LEN ? place : TABLE_LEN);
            out->title = sj_pcs_label(image, table, (unsigned)place + 1, '\0');
        }
        return SJ_OK;
    }
    return SJ_NOT_FOUND;
}

const char *sj_pcs_label(const sj_image *image, const char table[3], unsigned position,
                         char value)
{
    if (!image || !table || position < 1 || position > PCS_LEN)
        return NULL;
    uint32_t key = table_key(table), bit = SJF_LABEL_TITLE;
    if (value != '\0')
        bit = sji_trie_bit(value);
    if (key == UINT32_MAX || bit == SJI_TRIE_NO_BIT)
        return NULL;
    key = key << SJF_LABEL_TABLE_SHIFT |
          (uint32_t)position << SJF_LABEL_POSITION_SHIFT | bit;
    view labels = image->texts.pcs_labels;
    uint32_t low = 0, high = sji_count(labels, SJF_LABEL_RECORD);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const uint8_t *record = labels.p + SJF_LABEL_RECORD * (size_t)middle;
        uint32_t found = sjf_load32(record + SJF_LABEL_KEY), len;
        if (found == key)
            return sji_text(image->text, sjf_load32(record + SJF_LABEL_TEXT), &len);
        if (found < key)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
