/*
 * What the tests of merging dated rows share: sources and rows of HCPCS in one line,
 * and what is expected of a code.
 */
#ifndef SCRUBJAY_TESTS_MERGE_CHECK_H
#define SCRUBJAY_TESTS_MERGE_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/merge_kit.h"

static inline uint32_t anweb(merge_kit *k, const char *release, const char *from)
{
    return kit_source(k, GEN_HCPCS_ANWEB, release, from, NULL);
}

static inline void hcpcs(merge_kit *k, uint32_t source, const char *code,
                         const char *from, const char *to)
{
    kit_dated(k, source, SJ_HCPCS, code, from, to);
}

static inline void assert_code(merge_kit *k, sj_system system, const char *code,
                               const char *segments, const char *intervals)
{
    assert_string_equal(kit_segments(k, system, code), segments);
    assert_string_equal(kit_intervals(k, system, code), intervals);
}

#endif
