/*
 * Control numbers are as they stand in the file: any bytes.
 */
#include "cli/x12_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static size_t add(char *out, size_t at, sj_str text)
{
    size_t len = text.len < SJ_X12_CONTROL_MAX ? text.len : SJ_X12_CONTROL_MAX;
    if (len > 0)
        memcpy(out + at, text.text, len);
    return at + len;
}

size_t cli_x12_control(const sj_x12_item *item, char out[CLI_CONTROL_CAP])
{
    size_t n = 0;
    out[0] = '\0';
    if (item->interchange.len + item->group.len + item->transaction.len == 0)
        return 0;
    n = add(out, n, item->interchange);
    out[n++] = '/';
    n = add(out, n, item->group);
    out[n++] = '/';
    n = add(out, n, item->transaction);
    out[n] = '\0';
    return n;
}

/* A segment that closes, what it counts, and what its control number repeats. */
typedef struct closing {
    const char *id, *counted, *control;
} closing;

static const closing *closing_of(const sj_x12_fault *fault)
{
    static const closing all[] = {{"SE", "segments", "ST02"},
                                  {"GE", "transactions", "GS06"},
                                  {"IEA", "groups", "ISA13"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(fault->id, all[i].id) == 0)
            return &all[i];
    return NULL;
}

void cli_x12_fault(const sj_x12_item *item, cli_fault *out)
{
    enum { CAP = sizeof out->reason };
    const sj_x12_fault *fault = &item->fault;
    const char *words = sj_x12_reason_str(fault->reason);
    const closing *end = closing_of(fault);
    *out = (cli_fault){.column = 0};
    if (fault->reason == SJ_X12_BAD_COUNT && end)
        (void)snprintf(out->reason, CAP, "%s01 says %" PRIu64 " %s, there are %" PRIu64,
                       end->id, fault->found, end->counted, fault->wanted);
    else if (fault->reason == SJ_X12_BAD_CONTROL && end)
        (void)snprintf(out->reason, CAP, "%s02 is not %s", end->id, end->control);
    else if (fault->reason == SJ_X12_BAD_ISA || fault->id[0] == '\0')
        (void)snprintf(out->reason, CAP, "%s", words);
    else if (fault->element > 0)
        (void)snprintf(out->reason, CAP, "%s%02" PRIu32 ": %s", fault->id,
                       fault->element, words);
    else
        (void)snprintf(out->reason, CAP, "%s: %s", fault->id, words);
}
