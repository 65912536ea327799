/*
 * Normalisation: whatever text comes in, what comes out is a fixed point, is spelled as
 * codes are, comes back from its written form, and no byte beyond the text was read.
 * Input: a byte for the system, then the text.
 */
#include "fuzz/check.h"

#include "engine/format/layout.h"
#include "engine/lookup/key.h"

#include <string.h>

static bool is_code_character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    sj_system system = (sj_system)((data[0] - '0') & 15);
    char out[SJ_CODE_CAP], again[SJ_CODE_CAP], shown[SJ_CODE_CAP];
    size_t len = 99, again_len = 99;
    char *text = malloc(size); /* exactly what there is, behind the first byte */
    CHECK(text);
    memcpy(text, data + 1, size - 1);
    bool good = sj_normalize(system, text, size - 1, out, &len);
    free(text);

    CHECK(len == strlen(out));
    CHECK(good == (len > 0));
    if (!good)
        return 0;
    CHECK(system < SJ_SYSTEM_COUNT);
    for (size_t i = 0; i < len; i++)
        CHECK(is_code_character(out[i]));
    CHECK(sj_normalize(system, out, len, again, &again_len));
    CHECK(again_len == len && memcmp(again, out, len) == 0);

    sj_display(system, out, len, shown);
    CHECK(sj_normalize(system, shown, strlen(shown), again, &again_len));
    CHECK(again_len == len && memcmp(again, out, len) == 0);

    uint64_t key;
    CHECK(sji_pack(system, out, len, &key));
    CHECK(key < UINT64_C(1) << SJF_KEY_BITS);
    CHECK(sji_unpack(system, key, again) == len && memcmp(again, out, len) == 0);
    return 0;
}
