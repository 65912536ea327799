/*
 * What a target asserts, in every build: a false CHECK says where and aborts, which is
 * what fuzzers and tests see.
 */
#ifndef SCRUBJAY_FUZZ_CHECK_H
#define SCRUBJAY_FUZZ_CHECK_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition)                                                               \
    do {                                                                               \
        if (!(condition)) {                                                            \
            fprintf(stderr, "%s:%d: CHECK failed: %s\n", __FILE__, __LINE__,           \
                    #condition);                                                       \
            abort();                                                                   \
        }                                                                              \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
