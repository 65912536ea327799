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
        SJ_DATE_MIN, -1,    5843,  5844,  5943,  6208,  8499,  10957,
        14974,       14975, 19265, 19266, 19630, 19631, 19722, 19723,
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

/* Edits from one text to another (change, add, drop, swap neighbours), the slow way. */
static unsigned distance(const char *a, size_t m, const char *b, size_t n)
{
    unsigned d[SJ_CODE_CAP][SJ_CODE_CAP];
    for (size_t i = 0; i <= m; i++)
        for (size_t j = 0; j <= n; j++) {
            unsigned least = (unsigned)(i > j ? i : j);
            if (i > 0 && j > 0) {
                least = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
                least = least < d[i - 1][j] + 1 ? least : d[i - 1][j] + 1;
                least = least < d[i][j - 1] + 1 ? least : d[i][j - 1] + 1;
            }
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                least = least < d[i - 2][j - 2] + 1 ? least : d[i - 2][j - 2] + 1;
            d[i][j] = least;
        }
    return d[m][n];
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
    enum { CAP = 5, CODES_MAX = 64 };
    const gen_system *s = &q->tiny->catalog.systems[q->system];
    sj_entry got[CAP];
    bool taken[CODES_MAX] = {false};
    size_t n = sj_suggest(q->image, q->system, q->text, q->len, q->day, got, CAP);
    CHECK(n <= CAP && s->code_count <= CODES_MAX);
    for (size_t k = 0; k < CAP; k++) {
        unsigned best = 3;
        size_t best_common = 0;
        uint32_t at = CODES_MAX;
        for (uint32_t i = 0; i < s->code_count; i++) {
            const gen_code *c = &s->codes[i];
            unsigned far = distance(text, len, c->code, c->len);
            size_t shared = common(text, len, c->code, c->len);
            if (!taken[i] && exists(q, c) && far <= 2 &&
                (far < best || (far == best && shared > best_common))) {
                best = far;
                best_common = shared;
                at = i;
            }
        }
        CHECK((at < CODES_MAX) == (k < n));
        if (k == n)
            break;
        CHECK(strcmp(got[k].code, s->codes[at].code) == 0);
        taken[at] = true;
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    tiny_image tiny;
    sj_image *image;
    tiny_image_make(&tiny);
    CHECK(sj_image_open_memory(tiny.bytes.data, tiny.bytes.size, NULL, &image, NULL) ==
          SJ_OK);
    char *text = malloc(size - 2 > 0 ? size - 2 : 1); /* nothing behind it */
    CHECK(text);
    memcpy(text, data + 2, size - 2);
    check_all(&(question){.tiny = &tiny,
                          .image = image,
                          .system = (sj_system)(data[0] % SJ_SYSTEM_COUNT),
                          .day = day_of(data[1]),
                          .text = text,
                          .len = size - 2});
    free(text);
    sj_image_close(image);
    tiny_image_free(&tiny);
    return 0;
}
