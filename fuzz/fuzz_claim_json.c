/*
 * One line of NDJSON: the reader of the command and the slow one agree whether it is a
 * claim, on every value of it, and on the fault when it is none. Input: the line.
 */
#include "fuzz/check.h"

#include "fuzz/reference/reference_claim_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static cli_claim_reader engine;
    static ref_claim_json reference;
    const char *differs =
        ref_claim_json_compare(&engine, &reference, (const char *)data, size);
    if (differs)
        fprintf(stderr, "%s: \"%s\" and \"%s\"\n", differs, engine.fault.reason,
                reference.fault.reason);
    CHECK(!differs);
    return 0;
}
