/*
 * What a reader of an official file tells the model: rows. Most are one code each; the
 * other kinds carry what edits are made of. The model (merge.c) turns the rows of all
 * releases into timelines by the rules of docs/RULES.md.
 */
#ifndef SCRUBJAY_GEN_LISTING_H
#define SCRUBJAY_GEN_LISTING_H

#include <scrubjay/scrubjay.h>

#define GEN_NO_DATE SJ_DATE_MIN /* the row states no such date */

/* What a row says. Which members of gen_row a kind uses stands beside it. */
typedef enum gen_row_kind {
    GEN_ROW_CODE = 0, /* a code of a release: as the members' comments say */
    /* A chapter, block or code of the Tabular List, in the order of the file. code: its
     * name without dot ("chapter 4", "E08-E13", "E11"); status: SJF_LEVEL_*;
     * short_text: the name of the node it stands in (NULL for chapters); long_text:
     * title. */
    GEN_ROW_NODE,
    /* A note line of the node before it. code: the node; status: sj_note_kind; flags:
     * GEN_NOTE_*; long_text: the line. */
    GEN_ROW_NOTE,
    /* A list that this version has. status: sjf_trait; value: ages, least | greatest <<
     * 8, for the age lists; system: the codes' */
    GEN_ROW_LIST,
    /* A member of a list. code, system, status: sjf_trait. */
    GEN_ROW_MEMBER,
    /* A row of an ICD-10-PCS table. code: the table ("0DT"); short_text: 4 u64, native
     * byte order, the values of positions 4 to 7 (bits of sji_trie_bit()). */
    GEN_ROW_PCS,
    /* A label of it. code: the table; value: position << 6 | trie bit (63: the title of
     * the position); long_text: the label. */
    GEN_ROW_LABEL,
    /* A GEM row. code: source; short_text: target, NULL for none; value: flags, bit 0
     * approximate, 1 no map, 2 combination, 3 to 6 scenario, 7 to 10 choice list. */
    GEN_ROW_GEM,
    /* A successor. code: the earlier code; short_text: the current one; from: its first
     * day, GEN_NO_DATE when not told. */
    GEN_ROW_SUCCESSOR,
    /* A PTP pair. code: column 1; short_text: column 2; from, to: first and last day in
     * force; status: modifier indicator; flags: bit 0 in existence prior to 1996;
     * long_text: rationale. */
    GEN_ROW_PTP,
    /* A unit limit. code; value; status: MAI, 0 for none; long_text: rationale. */
    GEN_ROW_MUE,
    /* An add-on code. code; short_text: primary, NULL for contractor-defined; from, to
     * (the earliest of its deletion dates); status: type. */
    GEN_ROW_ADDON,
    /* Fee schedule indicators. code; short_text: modifier or NULL; long_text: ten
     * characters: status, PCTC, GLOB (three), MULT, BILAT, ASST, CO, TEAM; a blank for
     * what the file leaves empty. */
    GEN_ROW_FEE,
    /* What an ANWEB record says beyond titles and dates. code; long_text: its columns
     * 120 to 268 without blanks at the end. Comes beside the GEN_ROW_CODE of the
     * record. */
    GEN_ROW_FACTS,
    /* A diagnosis of a medical necessity policy. code: procedure; short_text: diagnosis
     * (canonical ICD-10-CM); status: 0 covered, 1 excluded; value: severity (2 warn, 3
     * reject); from, to; long_text: policy identifier, a tab, citation. */
    GEN_ROW_POLICY,
    /* A limit of service. code: procedure or revenue code; status: sjf_limit; value:
     * severity, 0 for that of the edit; short_text: its value as FORMAT.md 22 says,
     * NULL for none; from, to; long_text: citation, NULL for none. */
    GEN_ROW_LIMIT,
} gen_row_kind;

enum {
    GEN_NOTE_WEAK = 1,   /* "such as", "if applicable", "if known", "any associated" */
    GEN_NOTE_UNREAD = 2, /* a bracket that holds a code does not read as references */
};

typedef struct gen_row {
    gen_row_kind kind;
    uint32_t value;
    sj_system system;
    const char *code; /* canonical (sj_normalize), NUL-terminated */
    size_t code_len;
    uint8_t status; /* SJ_CODE_HEADER or SJ_CODE_BILLABLE */
    uint8_t flags;  /* SJ_FLAG_* */
    bool has_text;  /* false: the row says nothing of titles (NOC list) */
    sj_date from;   /* dated rows: first valid day, or GEN_NO_DATE: the release's */
    sj_date to;     /* dated rows: last valid day, SJ_DATE_OPEN while open */
    const char *short_text, *long_text; /* UTF-8; NULL: this file has no such title */
    size_t short_len, long_len;
    uint32_t line; /* 1-based, in the uncompressed file */
} gen_row;

#endif
