/*
 * What a source is in the model: which table it belongs to, how long it speaks by its
 * publisher's calendar, what it is called. The neighbours that cut its interval short
 * are merge.c's affair.
 */
#ifndef SCRUBJAY_GEN_RELEASE_H
#define SCRUBJAY_GEN_RELEASE_H

#include "gen/source/source.h"

/* The tables a system can be made of. Within one table a newer file replaces an older
 * one; where two tables of a system list a code, the lower number wins. */
typedef enum gen_family {
    GEN_FAMILY_ORDER, /* ICD: undated rows, valid while their release speaks */
    GEN_FAMILY_ANWEB, /* HCPCS Level II procedures and modifiers: dated rows */
    GEN_FAMILY_LIST,  /* codes-SYSTEM: dated rows */
    GEN_FAMILY_COUNT,
    GEN_FAMILY_NOC, /* no table: flags for codes of another one */
    /* What edits are made of (merge_edits.h). */
    GEN_FAMILY_NOTES,
    GEN_FAMILY_PCS_TABLES,
    GEN_FAMILY_MCE,
    GEN_FAMILY_POA,
    GEN_FAMILY_GEM,        /* the newest file from a system counts alone */
    GEN_FAMILY_CONVERSION, /* all files together */
    /* Line tables (merge_lines.h): each kind a table of its own. */
    GEN_FAMILY_PTP,       /* complete histories, in slices: the newest counts alone */
    GEN_FAMILY_MUE,       /* each file for its quarter */
    GEN_FAMILY_AOC,       /* as PTP */
    GEN_FAMILY_FEE,       /* each file until the next one */
    GEN_FAMILY_NECESSITY, /* all files together; their rows have dates */
    GEN_FAMILY_LIMITS,    /* each file until the next one */
    GEN_FAMILY_NONE,      /* not merged */
} gen_family;

gen_family gen_source_family(const gen_source *source);

/* Whether a file can only take the place of one of its own kind: line tables. */
bool gen_family_is_of_lines(gen_family family);

/* Of the files that make one release together: 0 for the main one, 1 for the one that
 * is joined to it (ICD-9 short titles). */
unsigned gen_source_role(const gen_source *source);

/* Whether it lists billable codes alone. */
bool gen_source_billable_only(const gen_source *source);

/* The last day its publisher's calendar lets it speak, or the stated one if earlier. */
sj_date gen_source_regular_end(const gen_source *source);

/* Whether its files speak for a time each, a newer one taking the older one's place. */
bool gen_family_is_dated(gen_family family);

/* "ICD-10-CM FY2025" and the like. The caller frees it. */
char *gen_release_label(const gen_source *source, sj_system system);

/* What answers cite of a file: its release's label, "MCE v36", "POA exempt FY2021", ...
 * The caller frees it. */
char *gen_source_label(const gen_source *source);

/* Order of the image's sources (FORMAT.md 5): kind, from, file name, hash. */
int gen_source_compare(const gen_source *a, const gen_source *b);

#endif
