/*
 * Who speaks on a day: the files of one dated table (Tabular Lists, Code Editor
 * versions, POA lists), their intervals, the gaps between them, and carrying
 * (docs/RULES.md 12). And the columns that come of several such tables.
 */
#ifndef SCRUBJAY_GEN_EDIT_TIMES_H
#define SCRUBJAY_GEN_EDIT_TIMES_H

#include "gen/model/catalog.h"
#include "gen/report.h"

typedef struct gen_speaker {
    sj_date from, to;
    uint16_t source; /* catalog.sources */
} gen_speaker;

/* Speakers by date, not overlapping. */
typedef struct gen_speakers {
    gen_speaker *items;
    uint32_t count, cap;
    bool carry;
} gen_speakers;

/* Who is heard: `first` and `second` (indices of speakers) are two in a gap alone. */
typedef struct gen_voice {
    unsigned coverage; /* one of SJF_COVER_*, 0: nobody speaks */
    uint32_t first, second;
} gen_voice;

void gen_speakers_add(gen_speakers *speakers, gen_speaker speaker);
void gen_speakers_free(gen_speakers *speakers);
gen_voice gen_voice_on(const gen_speakers *speakers, sj_date day);

/* What a system's columns are cut by. */
typedef struct gen_tables_of_edits {
    gen_speakers notes, mce, poa;
} gen_tables_of_edits;

/*
 * The columns of a system: cut on every first day and day after a last one, of its
 * releases and of what edits are made of, and while edits speak wherever the status of
 * a code changes. Fills `from`, `coverage` and the sources; none when nobody speaks,
 * but for ICD-10-CM, whose titles are read.
 * Days too far apart for an image are an error.
 */
void gen_columns_cut(const gen_catalog *catalog, sj_system system,
                     const gen_tables_of_edits *tables, gen_edits *edits,
                     gen_report *report);

#endif
