/*
 * What the readers of the NDJSON claim form share: tables of keys, places and faults,
 * single values, lists. A reader is called with the scan at the first byte of a value
 * that is not null, and leaves it behind the value, whatever that was.
 */
#ifndef SCRUBJAY_CLI_CLAIM_FIELDS_H
#define SCRUBJAY_CLI_CLAIM_FIELDS_H

#include "cli/claim_json.h"

#define CLI_NO_INDEX SIZE_MAX
#define CLI_NO_FAULT UINT64_MAX

/* A value's place: list[index].key[inner], as far as they are given. */
typedef struct cli_spot {
    const char *list;
    size_t index;
    const char *key;
    size_t inner;
    unsigned rank, key_rank; /* of the list or key of the claim; of the key below it */
} cli_spot;

/* A key of an object and how its value is read: to `base` + offset. */
typedef struct cli_field {
    const char *name, *path; /* path: as it is told in faults */
    void (*read)(cli_claim_reader *r, const cli_spot *where, void *to);
    uint8_t len, rank;
    uint16_t offset;
} cli_field;

/* Keys in the order in which they are usually written: search goes on from the last. */
typedef struct cli_table {
    const cli_field *fields;
    unsigned count;
    bool top; /* keys of the claim: their rank is that of all below */
} cli_table;

#define CLI_FIELD(key, reader, place, at)                                              \
    {                                                                                  \
        key, key, reader, sizeof(key) - 1, place, at                                   \
    }
#define CLI_FIELDS(list) .fields = (list), .count = sizeof(list) / sizeof *(list)

/* Places. A rank says which of several faults is told: the least. */
static inline cli_spot cli_item_of(const cli_spot *list, unsigned rank, size_t index)
{
    return (cli_spot){
        .list = list->key, .index = index, .inner = CLI_NO_INDEX, .rank = rank};
}

static inline cli_spot cli_inner_of(const cli_spot *list, size_t index)
{
    cli_spot item = *list;
    item.inner = index;
    return item;
}

static inline cli_spot cli_key_of(const cli_spot *item, const char *key, unsigned rank)
{
    cli_spot place = *item;
    place.key = key;
    place.key_rank = rank;
    return place;
}

/* The inside of an object that is a key's value, not an item of a list. */
static inline cli_spot cli_inside_of(const cli_spot *key)
{
    cli_spot inside = *key;
    inside.list = key->key;
    inside.key = NULL;
    return inside;
}

/* Note what is wrong at a place. */
void cli_refuse(cli_claim_reader *r, const cli_spot *where, const char *reason);
/* The same, and pass over the value. */
void cli_refuse_value(cli_claim_reader *r, const cli_spot *where, const char *reason);

/* An object; the scan stands at its bracket. */
void cli_read_object(cli_claim_reader *r, const cli_table *table, const cli_spot *where,
                     void *base);

/* Lists.
 * @return false, and the value was passed over, when it is no list */
bool cli_open_list(cli_claim_reader *r, const cli_spot *where);
/* Go to the next item of at most `max`; what is over that is passed over. `count`:
 * items before it, CLI_NO_INDEX at first. @return false behind the last one */
bool cli_next_item(cli_claim_reader *r, const cli_spot *where, size_t max,
                   size_t *count);

/* Values. @return false when it is none of the kind; that is noted */
bool cli_read_string(cli_claim_reader *r, const cli_spot *where, sj_str *out);
bool cli_read_integer(cli_claim_reader *r, const cli_spot *where, int64_t least,
                      int64_t most, const char *reason, int64_t *out);
/* As fields have them: of sj_str, sj_date, double. */
void cli_read_text(cli_claim_reader *r, const cli_spot *where, void *to);
void cli_read_date(cli_claim_reader *r, const cli_spot *where, void *to);
void cli_read_number(cli_claim_reader *r, const cli_spot *where, void *to);

static inline bool cli_begins_number(char byte)
{
    return byte == '-' || (byte >= '0' && byte <= '9');
}

/* @return the place of a text in a list of words; `count` when it is none of them */
size_t cli_find_word(sj_str text, const char *const *words, size_t count);

/* Keys of the claim with a file of their own (claim_items.c, claim_lines.c); `to` is
 * not used. */
void cli_read_dx(cli_claim_reader *r, const cli_spot *where, void *to);
void cli_read_reason(cli_claim_reader *r, const cli_spot *where, void *to);
void cli_read_external(cli_claim_reader *r, const cli_spot *where, void *to);
void cli_read_admitting(cli_claim_reader *r, const cli_spot *where, void *to);
void cli_read_px(cli_claim_reader *r, const cli_spot *where, void *to);
void cli_read_lines(cli_claim_reader *r, const cli_spot *where, void *to);
void cli_read_history(cli_claim_reader *r, const cli_spot *where, void *to);

/* Ranks of the claim's keys; missing things and items of lines stand among them. */
enum {
    CLI_RANK_TYPE = 2,
    CLI_RANK_NO_DATES = 7,
    CLI_RANK_LINES = 20,
    CLI_RANK_HISTORY = 21,
    CLI_RANK_LINE_ITEMS = 22,
    CLI_RANK_HISTORY_ITEMS = 23,
};

#endif
