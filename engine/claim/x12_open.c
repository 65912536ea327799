/*
 * The 837 reader: its memory, all of it allocated when it is opened.
 */
#include "engine/claim/x12.h"

#include <stdlib.h>

sj_status sj_x12_open(sj_x12 **out)
{
    if (!out)
        return SJ_E_ARG;
    *out = NULL;
    sj_x12 *reader = calloc(1, sizeof *reader);
    if (!reader)
        return SJ_E_NOMEM;
    reader->own = malloc(SJI_X12_BUFFER);
    reader->marks.rows = calloc(SJI_X12_ROWS, sizeof *reader->marks.rows);
    reader->marks.mark = sji_x12_mark_best();
    reader->lines = malloc(SJ_CLAIM_LINES_MAX * sizeof *reader->lines);
    reader->more = malloc(SJ_CLAIM_LINES_MAX * sizeof *reader->more);
    reader->pointers = malloc(SJI_X12_POINTERS * sizeof *reader->pointers);
    if (!reader->own || !reader->marks.rows || !reader->lines || !reader->more ||
        !reader->pointers) {
        sj_x12_close(reader);
        return SJ_E_NOMEM;
    }
    sji_x12_tags(reader);
    sj_x12_reset(reader);
    *out = reader;
    return SJ_OK;
}

void sj_x12_close(sj_x12 *reader)
{
    if (!reader)
        return;
    free(reader->own);
    free(reader->marks.rows);
    free(reader->lines);
    free(reader->more);
    free(reader->pointers);
    free(reader);
}
