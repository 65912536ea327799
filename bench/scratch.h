/* A folder for the database peers, made under TMPDIR and taken away again. */
#ifndef SCRUBJAY_BENCH_SCRATCH_H
#define SCRUBJAY_BENCH_SCRATCH_H

#include <stdbool.h>

enum { SCRATCH_PATH = 512 };

/* @return false when no folder can be made */
bool scratch_make(char path[SCRATCH_PATH]);
/* Remove the files in it (it holds no folders), then the folder. */
void scratch_remove(const char *path);

#endif
