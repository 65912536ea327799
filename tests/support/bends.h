/*
 * The image bender: one row a way to break a claim of docs/FORMAT.md 21, with the
 * status, the refusal text and the offset that it must earn. Rows that set one field
 * say so as data; others have a function.
 */
#ifndef SCRUBJAY_TESTS_BENDS_H
#define SCRUBJAY_TESTS_BENDS_H

#include "tests/support/image_bytes.h"

enum bend_base {
    BEND_NOWHERE = 0,
    BEND_HEADER,  /* off from the start of the file */
    BEND_ENTRY,   /* off within the table entry of a section */
    BEND_SYSTEM,  /* off within the record of a system */
    BEND_SECTION, /* off within the content of a section */
};

typedef struct bend_place {
    enum bend_base base;
    uint32_t kind;
    uint16_t system;
    size_t off;
} bend_place;

enum bend_seal {
    BEND_SEALED = 0, /* sealed again after the bend, or the seal would hide the claim */
    BEND_UNSEALED,   /* the seal is the claim */
    BEND_AGREEMENT,  /* sealed; opens, and only verification refuses it */
};

typedef struct bend {
    unsigned claim;
    sj_status status;
    const char *text;

    /* One field: `width` bytes at `at` become `value`, or, with `add`, that much more.
     */
    bend_place at;
    unsigned width;
    bool add;
    uint64_t value;
    /* Where the refusal must point; none: at the header field, table entry, system
     * record or place in a section that was bent. */
    bend_place told;

    /* Or any edit. @return the offset at which the refusal must point */
    size_t (*edit)(gen_bytes *image);
    enum bend_seal seal;
} bend;

/* Structure: claims 1 to 40, 57 and 58; 60 to 69; 80 to 84. */
extern const bend bends_structure[], bends_tables[], bends_line_sizes[];
extern const size_t bends_structure_count, bends_tables_count, bends_line_sizes_count;
/* Content: 41 to 46; 47 to 56 and 59; 70 to 74; 75 to 79; 85 to 96. Of service limits
 * apart, structure and content: bends_limits.c. */
extern const bend bends_limit_sizes[], bends_limits[];
extern const size_t bends_limit_sizes_count, bends_limits_count;
extern const bend bends_words[], bends_codes[], bends_rules[], bends_notes[],
    bends_lines[];
extern const size_t bends_words_count, bends_codes_count, bends_rules_count,
    bends_notes_count, bends_lines_count;

/* Bend an image and seal it as the row says. @return the offset to be refused at */
size_t bend_apply(const bend *row, gen_bytes *image);

/* For edits. Absolute offset of a place, or of a section; a field of a system's record.
 * All end the program when there is none. */
size_t bend_find(const gen_bytes *image, bend_place place);
size_t bend_section(const gen_bytes *image, uint32_t kind, uint16_t system);
uint32_t bend_record_field(const gen_bytes *image, uint16_t system, size_t field);
void bend_set_record_field(gen_bytes *image, uint16_t system, size_t field, uint32_t v);

#endif
