/*
 * The 837 reader: its memory, all of it allocated when it is opened.
 */
#include "engine/claim/x12.h"

#include <stdlib.h>

/* The fastest that this machine has. */
static sji_x12_mark *best_mark(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") ? sji_x12_mark_avx2 : sji_x12_mark_sse2;
#else
    return sji_x12_mark_plain;
#endif
}

sj_status sj_x12_open(sj_x12 **out)
{
    if (!out)
        return SJ_E_ARG;
    *out = NULL;
    sj_x12 *reader = calloc(1, sizeof *reader);
    if (!reader)
        return SJ_E_NOMEM;
    reader->own = malloc(SJI_X12_BUFFER);
    reader->maps = calloc(3 * (size_t)SJI_X12_WORDS, sizeof *reader->maps);
    reader->marks.mark = best_mark();
    reader->lines = malloc(SJ_CLAIM_LINES_MAX * sizeof *reader->lines);
    reader->more = malloc(SJ_CLAIM_LINES_MAX * sizeof *reader->more);
    reader->pointers = malloc(SJI_X12_POINTERS * sizeof *reader->pointers);
    if (!reader->own || !reader->maps || !reader->lines || !reader->more ||
        !reader->pointers) {
        sj_x12_close(reader);
        return SJ_E_NOMEM;
    }
    reader->marks.maps = (sji_x12_maps){reader->maps, reader->maps + SJI_X12_WORDS,
                                        reader->maps + 2 * (size_t)SJI_X12_WORDS};
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
    free(reader->maps);
    free(reader->lines);
    free(reader->more);
    free(reader->pointers);
    free(reader);
}
