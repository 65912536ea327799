/*
 * The pipeline: find sources, read them, merge, build, verify, publish. What both
 * `scrubjay-gen` and `scrubjay compile` run.
 */
#ifndef SCRUBJAY_GEN_COMPILE_H
#define SCRUBJAY_GEN_COMPILE_H

#include "gen/build/build.h"
#include "gen/report.h"
#include "gen/source/source.h"

typedef struct gen_compile_options {
    const char *output;   /* image to write; NULL: do not write */
    const char *manifest; /* or NULL */
    const char *const *args;
    size_t arg_count;
    bool carry, keep_going;
    unsigned threads; /* 0: as many as there are processors, at most 4 */
    /* Called from the calling thread as work goes on: done of total in [0, 1]; may be
     * NULL. */
    void (*progress)(void *ctx, double done, const char *what);
    void *progress_ctx;
} gen_compile_options;

/* Owned by the caller, whatever gen_compile() returned. */
typedef struct gen_compile_result {
    gen_source_list sources; /* what was read, in the order of the image's sources */
    gen_bytes image;         /* verified; to be trusted after success only */
    double seconds;          /* of wall clock */
    uint64_t codes;          /* distinct codes over all systems */
} gen_compile_result;

/*
 * Run the pipeline. Strings of `options` are borrowed for the call. `report` has been
 * initialised; its keep_going becomes that of the options. Not to be called from two
 * threads at once: publishing watches the process's signals.
 * @return false after an error (all of them are in the report); nothing was written
 */
bool gen_compile(const gen_compile_options *options, gen_compile_result *out,
                 gen_report *report);
void gen_compile_result_free(gen_compile_result *result);

#endif
