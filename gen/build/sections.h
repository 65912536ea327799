/*
 * The builders of single sections, and the bytes they append to. Each is a function of
 * the catalog alone; image.c decides which sections there are and where they stand.
 */
#ifndef SCRUBJAY_GEN_SECTIONS_H
#define SCRUBJAY_GEN_SECTIONS_H

#include "engine/format/layout.h"
#include "engine/format/lines.h"
#include "engine/format/records.h"
#include "gen/build/build.h"

/* Bits that number `count` things, at most 63: 0 for one of them or none. */
static inline unsigned gen_bits_for(uint64_t count)
{
    unsigned bits = 0;
    while (bits < 63 && UINT64_C(1) << bits < count)
        bits++;
    return bits;
}

/* Segments a timeline row can have: their number is a byte, and a multiple of 8. */
enum { GEN_SEGMENTS_MAX = 248 };

/* A placed dictionary (FORMAT.md 7). */
typedef struct gen_dictionary {
    sjf_hash hash;
    uint64_t multiplier; /* as the system record holds it */
    unsigned bucket_bits, tag_bits;
    uint8_t *pilots;   /* 2^bucket_bits */
    uint64_t *tag_of;  /* of key i, as its slot word holds it */
    uint32_t *slot_of; /* of key i */
} gen_dictionary;

/*
 * Place distinct keys. The same keys in the same order give the same dictionary.
 * @return false when no seed placed them (a test places up to a million)
 */
bool gen_dictionary_place(const uint64_t *keys, uint32_t count, gen_dictionary *out);
void gen_dictionary_free(gen_dictionary *dictionary);

/* Append the slot words of a system's codes. Classes are numbered below 2^C. */
void gen_build_slots(const gen_system *system, const gen_dictionary *dictionary,
                     gen_bytes *out);

/* Append the trie of codes that stand in byte order. @return its nodes */
uint32_t gen_build_trie(const gen_system *system, gen_bytes *out);

/* Append 2^bits timeline rows. @return segments a row, W; 0 when one has too many */
unsigned gen_build_timelines(const gen_system *system, unsigned bits, gen_bytes *out);

/* Append the columns of a system; nothing when it has too many days and timelines. */
void gen_build_columns(const gen_system *system, unsigned bits, gen_bytes *out);

/* Append the validity index and intervals. @return the number of intervals */
uint32_t gen_build_validity(const gen_system *system, gen_bytes *out);

/* A text pool section as it grows: offsets of the catalog's strings, each written when
 * it is first asked for, so that a section holds what it needs in a fixed order. */
typedef struct gen_text_section {
    gen_bytes bytes;
    const gen_text_pool *pool;
    uint32_t *off; /* of string id; UINT32_MAX while not written */
    bool too_large;
} gen_text_section;

/* `pool` stays the caller's and is not added to while the section grows. */
void gen_text_section_init(gen_text_section *section, const gen_text_pool *pool);
void gen_text_section_free(gen_text_section *section);
/* @return where the string stands in the section; 0 and too_large when it has no room
 */
uint32_t gen_text_section_add(gen_text_section *section, uint32_t id);

/* Append a system's descriptor index and records; its texts go to `text`. */
void gen_build_descriptors(const gen_system *system, const gen_dictionary *dictionary,
                           gen_text_section *text, gen_bytes *index,
                           gen_bytes *records);

/*
 * Append the sections of a system's edits, of which `out` has six, by kind.
 * `class_bits` is C; `references` what the rectangles refer to.
 * @return NULL, or which limit of the format is exceeded
 */
const char *gen_build_edits(const gen_edits *edits, const gen_reference *references,
                            unsigned class_bits, gen_bytes *out);

/* Append the sections of notes, of which `out` has five, by kind. @return as above */
const char *gen_build_notes(const gen_notes *notes, gen_text_section *text,
                            gen_bytes *out);

void gen_build_pcs_tables(const gen_pcs_tables *tables, gen_text_section *text,
                          gen_bytes *rows, gen_bytes *labels);
void gen_build_gems(const gen_gems *gems, gen_bytes *out);
void gen_build_successors(const gen_successors *successors, gen_bytes *out);

/* Append the sections of line tables, of which `out` has one a kind from
 * SJF_LINES_FIRST to SJF_LINES_LAST. */
void gen_build_lines(const gen_line_tables *lines, gen_text_section *text,
                     gen_bytes *out);

/* Append a table of a dump; texts become offsets. */
void gen_build_raw(const gen_raw_table *table, const sjf_table *schema,
                   gen_text_section *text, gen_bytes *out);

/* A section of an image. */
typedef struct gen_placed {
    gen_bytes *bytes;
    uint32_t kind;   /* enum sjf_kind; a line table's of lines.h */
    uint16_t system; /* or SJF_NO_SYSTEM */
} gen_placed;

/* Append the whole image of these sections, in this order. */
void gen_seal_image(const gen_placed *sections, uint32_t count, gen_bytes *out);

#endif
