/*
 * What edits hold is plain arrays: released here, filled by those who know their
 * meaning.
 */
#include "gen/model/edits.h"

#include <stdlib.h>

void gen_edits_free(gen_edits *edits)
{
    free(edits->columns);
    free(edits->classes);
    free(edits->traits);
    free(edits->presences);
    free(edits->groups);
    free(edits->rectangles);
    *edits = (gen_edits){0};
}

void gen_notes_free(gen_notes *notes)
{
    free(notes->nodes);
    free(notes->notes);
    free(notes->note_references);
    free(notes->references);
    free(notes->occurrences);
    *notes = (gen_notes){0};
}

void gen_pcs_tables_free(gen_pcs_tables *tables)
{
    free(tables->rows);
    free(tables->labels);
    *tables = (gen_pcs_tables){0};
}
