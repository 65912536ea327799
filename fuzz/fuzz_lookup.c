/*
 * Any text on a sound image: every answer is compared with a linear scan of the catalog
 * that the image was built from. Input: a byte for the system, one for the day, then
 * the text.
 */
#include "fuzz/check.h"

#include "engine/lookup/trie.h"
#include "tests/support/tiny_image.h"

#include <string.h>

/* Days around every change in the tiny catalog, and the ends of time. */
static sj_date day_of(uint8_t byte)
{
    static const sj_date days[] = {
        SJ_DATE_MIN, -1,    16800, 16801, 16900, 17165, 19356, 19455,
        18627,       18628, 19265, 19266, 19630, 19631, 19722, 19723,
        19814,       19996, 19997, 20088, 20089, 20361, 20362, SJ_DATE_OPEN};
    return days[byte % (sizeof days / sizeof *days)];
}

typedef struct question {
    const tiny_image *tiny;
    const sj_image *image;
    sj_system system;
    sj_date day;
    const char *text;
    size_t len;
} question;

static bool exists(const question *q, const gen_code *code)
{
    uint8_t status = tiny_status_on(q->tiny, q->system, code->timeline, q->day);
    return (status & 7) >= SJ_CODE_HEADER;
}

/* What the catalog says of a text. */
static const gen_code *want_answer(const question *q, sj_answer *want)
{
    char canonical[SJ_CODE_CAP];
    size_t n;
    const gen_system *s = &q->tiny->catalog.systems[q->system];
    bool shaped = sj_normalize(q->system, q->text, q->len, canonical, &n);
    const gen_code *code = shaped ? tiny_find(q->tiny, q->system, canonical, n) : NULL;
    *want = (sj_answer){.id = SJ_NO_CODE, .system = (uint8_t)q->system};
    if (!s->loaded) {
        want->status = SJ_CODE_UNKNOWN;
        return NULL;
    }
    uint32_t timeline = s->absence; /* also of what can be no code at all */
    if (code)
        timeline = code->timeline;
    else if (shaped)
        timeline = tiny_absence(q->tiny, q->system, canonical);
    uint8_t status = tiny_status_on(q->tiny, q->system, timeline, q->day);
    want->timeline = (uint16_t)timeline;
    want->status = status & 7;
    want->marks = status & 24;
    want->flags = code ? code->flags : 0;
    want->class_id = code ? code->class_id : 0;
    return code;
}

static bool same(sj_answer a, const sj_answer *b)
{
    a.id = b->id; /* the catalog has none */
    return memcmp(&a, b, sizeof a) == 0;
}

static void check_lookup(const question *q)
{
    sj_answer want, got, batch[2];
    const gen_code *code = want_answer(q, &want);
    sj_status status = sj_lookup(q->image, q->system, q->text, q->len, q->day, &got);
    CHECK(status == (code ? SJ_OK : SJ_NOT_FOUND));
    CHECK(same(want, &got));
    CHECK((got.id != SJ_NO_CODE) == (code != NULL));

    uint32_t offsets[] = {0, (uint32_t)q->len, (uint32_t)q->len};
    sj_code_column column = {.bytes = q->text, .offsets = offsets};
    CHECK(sj_lookup_batch(q->image, q->system, &column, &q->day, 0, 2, batch) == SJ_OK);
    CHECK(memcmp(&batch[0], &got, sizeof got) == 0);

    if (code) {
        char name[SJ_CODE_CAP];
        sj_answer by_id;
        CHECK(sj_code_of(q->image, got.id, name) == code->len);
        CHECK(memcmp(name, code->code, code->len) == 0);
        CHECK(sj_lookup_id(q->image, got.id, q->day, &by_id) == SJ_OK);
        CHECK(memcmp(&by_id, &got, sizeof got) == 0);
    }
}

/* The letters and digits of a text, or false when anything else stands in it that is no
 * mark between them: of such a text, prefix and suggestion see a part only. */
static bool bare(const question *q, char out[SJ_CODE_CAP], size_t *len)
{
    size_t n = 0;
    for (size_t i = 0; i < q->len; i++) {
        char c = q->text[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c == '.' || c == '-' || c == ' ' || c == '\t')
            continue;
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) || n == SJ_CODE_CAP - 1)
            return false;
        out[n++] = c;
    }
    *len = n;
    return true;
}

static void check_prefix(const question *q, const char *text, size_t len)
{
    const gen_system *s = &q->tiny->catalog.systems[q->system];
    sj_cursor cursor;
    sj_entry entry;
    sj_status status = sj_prefix(q->image, q->system, q->text, q->len, &cursor);
    uint32_t found = 0;
    for (uint32_t i = 0; i < s->code_count; i++) {
        const gen_code *code = &s->codes[i];
        if (code->len < len || memcmp(code->code, text, len) != 0)
            continue;
        CHECK(status == SJ_OK);
        CHECK(sj_cursor_next(&cursor, q->day, &entry));
        CHECK(entry.len == code->len && strcmp(entry.code, code->code) == 0);
        CHECK(entry.answer.timeline == code->timeline);
        found++;
    }
    CHECK(!sj_cursor_next(&cursor, q->day, &entry));
    CHECK(status == (found > 0 ? SJ_OK : SJ_NOT_FOUND));
}

static void check_longest_prefix(const question *q, const char *text, size_t len)
{
    sj_entry entry;
    const gen_code *want = NULL;
    for (size_t n = len; n > 0 && !want; n--) {
        const gen_code *code = tiny_find(q->tiny, q->system, text, n);
        want = code && exists(q, code) ? code : NULL;
    }
    sj_status status =
        sj_longest_prefix(q->image, q->system, q->text, q->len, q->day, &entry);
    CHECK(status == (want ? SJ_OK : SJ_NOT_FOUND));
    CHECK(!want || strcmp(entry.code, want->code) == 0);
}

/* Whether one edit (or none) makes a into b: past what both begin with, one character
 * is changed, dropped, added, or swapped with the next. */
static bool is_one_edit(const char *a, size_t m, const char *b, size_t n)
{
    size_t i = 0;
    while (i < m && i < n && a[i] == b[i])
        i++;
    a += i;
    b += i;
    m -= i;
    n -= i;
    return (m == n && (m == 0 || memcmp(a + 1, b + 1, m - 1) == 0)) ||
           (m == n + 1 && memcmp(a + 1, b, n) == 0) ||
           (n == m + 1 && memcmp(a, b + 1, m) == 0) ||
           (m == n && m > 1 && a[0] == b[1] && a[1] == b[0] &&
            memcmp(a + 2, b + 2, m - 2) == 0);
}

/* Whether one edit of `text` leads to something that one more makes into `code`. */
static bool is_two_edits(const char *text, size_t len, const gen_code *code)
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char near[SJ_CODE_CAP + 1];
    for (size_t i = 0; i <= len; i++) {
        for (const char *c = alphabet; *c; c++) {
            memcpy(near, text, i); /* added before i */
            near[i] = *c;
            memcpy(near + i + 1, text + i, len - i);
            if (is_one_edit(near, len + 1, code->code, code->len))
                return true;
            memcpy(near + i, text + i, len - i); /* changed at i */
            near[i] = *c;
            if (i < len && is_one_edit(near, len, code->code, code->len))
                return true;
        }
        if (i == len)
            break;
        memcpy(near, text, i); /* dropped at i */
        memcpy(near + i, text + i + 1, len - i - 1);
        if (is_one_edit(near, len - 1, code->code, code->len))
            return true;
        memcpy(near, text, len); /* swapped with the next */
        if (i + 1 < len) {
            near[i] = text[i + 1];
            near[i + 1] = text[i];
        }
        if (is_one_edit(near, len, code->code, code->len))
            return true;
    }
    return false;
}

/* Edits between a text and a code, by trying them; 3 for more than two. */
static unsigned distance(const char *text, size_t len, const gen_code *code)
{
    if (len == code->len && memcmp(text, code->code, len) == 0)
        return 0;
    if (is_one_edit(text, len, code->code, code->len))
        return 1;
    return is_two_edits(text, len, code) ? 2 : 3;
}

static size_t common(const char *a, size_t m, const char *b, size_t n)
{
    size_t i = 0;
    while (i < m && i < n && a[i] == b[i])
        i++;
    return i;
}

/* Each suggestion must be the best of those not yet suggested. */
static void check_suggestions(const question *q, const char *text, size_t len)
{
    enum { CAP = 5, CODES_MAX = 64, TAKEN = 3 };
    const gen_system *s = &q->tiny->catalog.systems[q->system];
    sj_entry got[CAP];
    unsigned far[CODES_MAX];
    CHECK(s->code_count <= CODES_MAX);
    for (uint32_t i = 0; i < s->code_count; i++)
        far[i] = exists(q, &s->codes[i]) ? distance(text, len, &s->codes[i]) : TAKEN;

    size_t n = sj_suggest(q->image, q->system, q->text, q->len, q->day, got, CAP);
    CHECK(n <= CAP);
    for (size_t k = 0; k < CAP; k++) {
        uint32_t best = CODES_MAX;
        size_t best_common = 0;
        for (uint32_t i = 0; i < s->code_count; i++) {
            size_t shared = common(text, len, s->codes[i].code, s->codes[i].len);
            if (far[i] < TAKEN && (best == CODES_MAX || far[i] < far[best] ||
                                   (far[i] == far[best] && shared > best_common))) {
                best = i;
                best_common = shared;
            }
        }
        CHECK((best < CODES_MAX) == (k < n));
        if (k == n)
            break;
        CHECK(strcmp(got[k].code, s->codes[best].code) == 0);
        far[best] = TAKEN;
    }
}

static void check_all(const question *q)
{
    char text[SJ_CODE_CAP];
    size_t len;
    check_lookup(q);
    if (!q->tiny->catalog.systems[q->system].loaded || !bare(q, text, &len))
        return;
    check_prefix(q, text, len);
    check_longest_prefix(q, text, len);
    check_suggestions(q, text, len);
}

/* Built and opened once and never changed: no input leaves anything to the next. */
static const tiny_image *tiny_opened(const sj_image **image)
{
    static tiny_image tiny;
    static sj_image *opened;
    if (!opened) {
        tiny_image_make(&tiny);
        CHECK(sj_image_open_memory(tiny.bytes.data, tiny.bytes.size, NULL, &opened,
                                   NULL) == SJ_OK);
    }
    *image = opened;
    return &tiny;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const sj_image *image;
    const tiny_image *tiny = tiny_opened(&image);
    char *text = malloc(size - 2 > 0 ? size - 2 : 1); /* nothing behind it */
    CHECK(text);
    memcpy(text, data + 2, size - 2);
    check_all(&(question){.tiny = tiny,
                          .image = image,
                          .system = (sj_system)(data[0] % SJ_SYSTEM_COUNT),
                          .day = day_of(data[1]),
                          .text = text,
                          .len = size - 2});
    free(text);
    return 0;
}
