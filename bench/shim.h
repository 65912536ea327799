/*
 * Google Benchmark for cases written in C. A case measures in batches, because a call
 * through here costs a few nanoseconds.
 */
#ifndef SCRUBJAY_BENCH_SHIM_H
#define SCRUBJAY_BENCH_SHIM_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct bench_state bench_state;
typedef void bench_case(bench_state *state, void *arg);

/* Offer a case under a name; `arg` outlives bench_run(). */
void bench_register(const char *name, bench_case *run, void *arg);
/* Run what the command line selects. @return exit status */
int bench_run(int argc, char **argv);

/* Begin the next `items` items. @return false when measuring is over */
bool bench_batch(bench_state *state, uint32_t items);
/* Keep the work: the compiler cannot know that nobody reads the value. */
void bench_sink(uint64_t value);

#ifdef __cplusplus
}
#endif

#endif
