/*
 * Hostile images. The input is a list of edits to the tiny image, sealed again (but for
 * one in eight): so every input is an image that its checksums vouch for, which a
 * mutator of raw bytes would hardly ever make, and no image has to be kept as a file.
 *
 * Oracle: no call leaves the bytes (sanitizers see it). What opens in full opens with
 * its structure alone. What is verified agrees with itself: walk, lookup and id name
 * the same codes, as many as the system says.
 */
#include "fuzz/check.h"

#include "tests/support/exercise.h"
#include "tests/support/image_bytes.h"
#include "tests/support/tiny_image.h"

#include <string.h>

enum {
    EDIT = 8, /* bytes of one */
    EDITS_MAX = 64,
};

/*
 * An edit: what to do, where (0 header, 1 table, then the sections in file order), u16
 * offset in there, width, value of 3 bytes.
 */
static void apply(gen_bytes *image, const uint8_t *e)
{
    uint32_t count = (uint32_t)image_get(image->data, image->size, SJF_HDR_SECTIONS, 4);
    size_t at = 0, size = SJF_HDR_SIZE;
    unsigned place = e[1] % 96;
    if (place == 1) {
        at = SJF_HDR_SIZE;
        size = (size_t)SJF_SEC_ENTRY * (count % 128);
    } else if (place > 1) {
        size_t entry = SJF_HDR_SIZE + SJF_SEC_ENTRY * (size_t)(place - 2);
        at = (size_t)image_get(image->data, image->size, entry + SJF_SEC_OFF, 8);
        size = (size_t)image_get(image->data, image->size, entry + SJF_SEC_SIZE, 8);
    }
    at += size > 0 ? (e[2] | (size_t)e[3] << 8) % size : 0;
    unsigned width = 1U << (e[4] & 3);
    uint64_t value = e[5] | (uint64_t)e[6] << 8 | (uint64_t)e[7] << 16;
    uint64_t old = image_get(image->data, image->size, at, width);
    switch (e[0] % 6) {
    case 0:
        image_put(image->data, image->size, at, width, value);
        break;
    case 1:
        image_put(image->data, image->size, at, width, old + 1);
        break;
    case 2:
        image_put(image->data, image->size, at, width, old - 1);
        break;
    case 3: /* a flag of any field */
        image_put(image->data, image->size, at, 8,
                  image_get(image->data, image->size, at, 8) ^ UINT64_C(1)
                                                                   << (value % 64));
        break;
    case 4: /* all bits from here on */
        image_put(image->data, image->size, at, width, UINT64_MAX);
        break;
    default: /* what stands elsewhere in the image */
        image_put(image->data, image->size, at, width,
                  image_get(image->data, image->size, value % image->size, width));
    }
}

/* Codes of a system as the walk meets them: ascending, each found, each by its id. */
static void check_system(const sj_image *image, sj_system system)
{
    sj_system_info info;
    sj_cursor cursor;
    sj_entry entry, before = {.len = 0};
    uint32_t met = 0;
    CHECK(sj_system_get(image, system, &info));
    if (sj_prefix(image, system, "", 0, &cursor) != SJ_OK) {
        CHECK(!info.loaded);
        return;
    }
    for (; sj_cursor_next(&cursor, 20000, &entry); met++, before = entry) {
        char code[SJ_CODE_CAP];
        CHECK(met == 0 || strcmp(before.code, entry.code) < 0);
        CHECK(entry.answer.id != SJ_NO_CODE);
        CHECK(sj_code_of(image, entry.answer.id, code) == entry.len);
        CHECK(memcmp(code, entry.code, entry.len) == 0);
    }
    CHECK(met == info.codes);
}

static void open_both_ways(const uint8_t *bytes, size_t n, const char *text, size_t len)
{
    sj_open_options structure = {sizeof structure, SJ_OPEN_STRUCTURE_ONLY};
    sj_image *partly, *fully;
    sj_error err = {.what = NULL};
    sj_status first = sj_image_open_memory(bytes, n, &structure, &partly, &err);
    CHECK((first == SJ_OK) == (partly != NULL) && (first == SJ_OK) == !err.what);
    CHECK(first == SJ_OK || err.off <= n);
    sj_status second = sj_image_open_memory(bytes, n, NULL, &fully, &err);
    CHECK((second == SJ_OK) == (fully != NULL));
    CHECK(first == SJ_OK || second == first);
    if (partly)
        exercise_image(partly, text, len, 20000);
    if (fully) {
        exercise_image(fully, text, len, 19700);
        if (sj_image_verify(fully, &err) == SJ_OK)
            for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
                check_system(fully, (sj_system)i);
        else
            CHECK(strcmp(err.what, "trie and dictionary disagree") == 0);
    }
    sj_image_close(partly);
    sj_image_close(fully);
}

/* Built once and never changed: no input leaves anything to the next. */
static const gen_bytes *tiny_bytes(void)
{
    static tiny_image tiny;
    if (!tiny.bytes.data)
        tiny_image_make(&tiny);
    return &tiny.bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gen_bytes image = {0}; /* no spare bytes behind it: what is beyond is seen */
    image.size = image.cap = tiny_bytes()->size;
    image.data = malloc(image.size);
    CHECK(image.data);
    memcpy(image.data, tiny_bytes()->data, image.size);
    size_t edits = size > 0 ? (size - 1) / EDIT : 0;
    for (size_t i = 0; i < edits && i < EDITS_MAX; i++)
        apply(&image, data + 1 + EDIT * i);
    if (size == 0 || data[0] % 8 != 7)
        image_reseal(image.data, image.size);

    size_t tail = size > 0 ? 1 + EDIT * edits : 0; /* asked for as a code */
    open_both_ways(image.data, image.size, (const char *)data + tail, size - tail);
    gen_bytes_free(&image);
    return 0;
}
