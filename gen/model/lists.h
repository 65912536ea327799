/*
 * Membership in lists: Code Editor versions and POA lists, as they are read, and then
 * as traits of codes, column by column.
 */
#ifndef SCRUBJAY_GEN_LISTS_H
#define SCRUBJAY_GEN_LISTS_H

#include "gen/model/edit_times.h"
#include "gen/model/listing.h"
#include "gen/source/source.h"

/* A list that a file has, with the ages that it states. */
typedef struct gen_raw_list {
    uint32_t source;
    uint8_t system, trait, ages[2];
} gen_raw_list;

typedef struct gen_raw_member {
    uint64_t code; /* its bytes, the first one highest: ordered as codes are */
    uint32_t source, line;
    uint8_t system, trait;
} gen_raw_member;

/* Everything that was read, source by source. */
typedef struct gen_raw_lists {
    gen_raw_list *lists;
    gen_raw_member *members;
    uint32_t list_count, list_cap, member_count, member_cap;
} gen_raw_lists;

/* A row of kind GEN_ROW_LIST or GEN_ROW_MEMBER. @return NULL or why it is refused */
const char *gen_lists_take(gen_raw_lists *raw, uint32_t source, const gen_row *row);
void gen_raw_lists_free(gen_raw_lists *raw);

/* What gen_lists_resolve() works on. */
typedef struct gen_list_input {
    const gen_raw_lists *raw;
    const gen_source *sources;
    const uint16_t *speaker; /* of each source, its place among those of its table */
    const gen_tables_of_edits *tables;
    const gen_catalog *catalog;
    sj_system system;
} gen_list_input;

/*
 * Fill `lists` and `ages` of the columns and or the list bits into the traits,
 * code_count rows of column_count words. Members that are in no release are warnings.
 */
void gen_lists_resolve(const gen_list_input *in, gen_edits *edits, uint64_t *traits,
                       gen_report *report);

#endif
