/*
 * Words and where they come from: text pools, sources, releases (claims 43 to 46 of
 * docs/FORMAT.md 21), and the checksums of the pools. The pass over a pool leaves a bit
 * for every offset at which a string begins, so that a reference is checked by one
 * probe.
 */
#include "engine/image/verify.h"

#include <stdlib.h>

/* ---- UTF-8 ---------------------------------------------------------------------- */

/* Bytes of the UTF-8 sequence at p, of at most `n`; 0 when it is none, or NUL. Overlong
 * forms and surrogates are none. */
static size_t sequence(const uint8_t *p, size_t n)
{
    uint8_t lead = p[0], low = 0x80, high = 0xBF; /* bounds of the second byte */
    if (lead < 0x80)
        return lead != 0;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead == 0xE0)
        low = 0xA0;
    else if (lead == 0xED)
        high = 0x9F;
    else if (lead == 0xF0)
        low = 0x90;
    else if (lead == 0xF4)
        high = 0x8F;
    if (size > n || p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return size;
}

static bool is_clean_utf8(const uint8_t *p, size_t n)
{
    for (size_t i = 0, size; i < n; i += size) {
        size = sequence(p + i, n - i);
        if (size == 0)
            return false;
    }
    return true;
}

/* ---- pools ---------------------------------------------------------------------- */

/*
 * Most of an image is text, nearly all of it ASCII, and reading it from memory is what
 * opening waits for. So a pool is taken in blocks that stay in the cache: hashed,
 * walked from string to string, then counted. Bytes that are neither NUL nor beyond
 * ASCII are plain. The walk knows how many of the others lengths and final NULs make;
 * when the count over all bytes finds no more, every string is plain. Only where it
 * does are the strings of the block looked at one by one.
 */
enum {
    BLOCK = 1 << 14,
    LANES = 16,
    LANE_MAX = 255, /* what a lane counts before it wraps */
};

typedef int8_t lanes __attribute__((vector_size(LANES)));
typedef uint8_t counts __attribute__((vector_size(LANES)));

static bool is_plain(uint8_t byte)
{
    return byte - 1U < 0x7F;
}

/* Bytes that are not plain, that is not positive when taken as signed. `ahead` bytes
 * can be read from p on. */
static size_t count_others(const uint8_t *p, size_t n, size_t ahead)
{
    size_t count = 0, i = 0;
    while (n - i >= LANES) {
        counts found = {0};
        lanes bytes;
        size_t rounds = (n - i) / LANES < LANE_MAX ? (n - i) / LANES : LANE_MAX;
        for (size_t k = 0; k < rounds; k++, i += LANES) {
            if (k % 4 == 0 && i + BLOCK < ahead)
                __builtin_prefetch(p + i + BLOCK, 0, 2); /* a line of the next block */
            memcpy(&bytes, p + i, sizeof bytes);
            found -= (counts)(bytes <= 0); /* true is -1 */
        }
        for (size_t k = 0; k < LANES; k++)
            count += found[k];
    }
    for (; i < n; i++)
        count += !is_plain(p[i]);
    return count;
}

/* A pool being walked. */
typedef struct walk {
    const sj_image *image;
    view pool;
    size_t off; /* of the string that comes next */
    sji_starts *starts;
    sj_error *err;
} walk;

static sj_status refuse(const walk *w, size_t off, const char *what)
{
    return sji_fail(w->err, SJ_E_CORRUPT, sji_offset(w->image, w->pool.p + off), what);
}

/* Claim 44 for the strings in [off, end), which follow each other. */
static sj_status check_each(const walk *w, size_t off, size_t end)
{
    while (off < end) {
        size_t len = sjf_load16(w->pool.p + off);
        if (!is_clean_utf8(w->pool.p + off + 2, len))
            return refuse(w, off, "text is not clean UTF-8");
        off += len + 3;
    }
    return SJ_OK;
}

/* Claims 43 and 44 for the strings that end by `limit`. Stops for good at one that is
 * none. */
static sj_status walk_to(walk *w, size_t limit)
{
    const uint8_t *p = w->pool.p;
    size_t begin = w->off, off = begin, others = 0;
    while (limit - off >= 3) {
        size_t len = sjf_load16(p + off);
        size_t next = off + len + 3;
        if (len > limit - off - 3 || p[next - 1] != 0)
            break; /* ends in a later block, or nowhere */
        others += 1U + !is_plain(p[off]) + !is_plain(p[off + 1]);
        if (off < w->starts->count)
            w->starts->bits[off / 64] |= UINT64_C(1) << (off % 64);
        off = next;
    }
    w->off = off;
    if (count_others(p + begin, off - begin, w->pool.n - begin) != others)
        return check_each(w, begin, off);
    return SJ_OK;
}

void sji_starts_free(sji_starts *starts)
{
    free(starts->bits);
    *starts = (sji_starts){0};
}

/* Claims 41, 43 and 44 of one pool. */
static sj_status check_pool(const sj_image *image, view pool, uint32_t kind,
                            sji_starts *starts, sj_error *err)
{
    /* References are 32 bits wide: what lies beyond needs no bit. */
    starts->count = (uint64_t)pool.n <= UINT32_MAX ? pool.n : UINT64_C(1) << 32;
    starts->bits = calloc((size_t)(starts->count / 64) + 1, sizeof *starts->bits);
    sji_hasher *hasher = sji_hasher_new();
    if (!starts->bits || !hasher) {
        sji_hasher_free(hasher);
        return sji_fail(err, SJ_E_NOMEM, UINT64_MAX, "no memory to verify text");
    }
    walk w = {.image = image, .pool = pool, .starts = starts, .err = err};
    sj_status status = SJ_OK;
    for (size_t at = 0; at < pool.n;) {
        size_t n = pool.n - at < BLOCK ? pool.n - at : BLOCK;
        sji_hasher_add(hasher, pool.p + at, n);
        at += n;
        if (status == SJ_OK)
            status = walk_to(&w, at);
    }
    if (status == SJ_OK && w.off != pool.n)
        status = refuse(&w, w.off, "text pool is broken");
    uint8_t hash[16];
    sji_hasher_end(hasher, hash);
    sji_hasher_free(hasher);
    /* A wrong checksum explains whatever else is wrong: it comes first. */
    sj_status sum = sji_compare_hash(image, kind, SJF_NO_SYSTEM, hash, err);
    return sum != SJ_OK ? sum : status;
}

/* ---- sources and releases ------------------------------------------------------- */

/* Order of two neighbours: kind, from, file name, hash. Strings end with their only NUL
 * (claims 43 and 44). */
static int compare_sources(view names, const uint8_t *a, const uint8_t *b)
{
    uint32_t len;
    int order = strcmp(sji_text(names, sjf_load32(a + SJF_SRC_KIND), &len),
                       sji_text(names, sjf_load32(b + SJF_SRC_KIND), &len));
    if (order != 0)
        return order;
    sj_date from_a = sjf_load_date(a + SJF_SRC_FROM);
    sj_date from_b = sjf_load_date(b + SJF_SRC_FROM);
    if (from_a != from_b)
        return from_a < from_b ? -1 : 1;
    order = strcmp(sji_text(names, sjf_load32(a + SJF_SRC_FILE), &len),
                   sji_text(names, sjf_load32(b + SJF_SRC_FILE), &len));
    return order != 0 ? order : memcmp(a + SJF_SRC_HASH, b + SJF_SRC_HASH, 16);
}

/* Claim 45. */
static sj_status check_sources(const sj_image *image, const sji_starts *names,
                               sj_error *err)
{
    for (uint32_t i = 0; i < image->source_count; i++) {
        const uint8_t *r = image->sources.p + (size_t)SJF_SRC_RECORD * i;
        if (!sji_is_start(names, sjf_load32(r + SJF_SRC_FILE)) ||
            !sji_is_start(names, sjf_load32(r + SJF_SRC_KIND)) ||
            !sji_is_start(names, sjf_load32(r + SJF_SRC_RELEASE)) ||
            !sji_is_start(names, sjf_load32(r + SJF_SRC_LABEL)) ||
            sjf_load_date(r + SJF_SRC_FROM) > sjf_load_date(r + SJF_SRC_TO) ||
            (i > 0 && compare_sources(image->names, r - SJF_SRC_RECORD, r) > 0))
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, r),
                            "bad source record");
    }
    return SJ_OK;
}

/* By system, then by first day. Undated releases have no common day; a system with
 * dated rows may be made of two tables (modifiers), whose files speak at the same time.
 */
static bool releases_ascend(const sj_image *image, const uint8_t *a, const uint8_t *b)
{
    uint32_t system_a = sjf_load32(a + SJF_REL_SYSTEM);
    uint32_t system_b = sjf_load32(b + SJF_REL_SYSTEM);
    if (system_a != system_b)
        return system_a < system_b;
    /* In range: a release's system is a loaded one (claim 38). */
    if (image->systems[system_a].dated)
        return sjf_load_date(a + SJF_REL_FROM) <= sjf_load_date(b + SJF_REL_FROM);
    return sjf_load_date(a + SJF_REL_TO) < sjf_load_date(b + SJF_REL_FROM);
}

/* Claim 46. */
static sj_status check_releases(const sj_image *image, const sji_starts *names,
                                sj_error *err)
{
    for (uint32_t i = 0; i < image->release_count; i++) {
        const uint8_t *r = image->releases.p + (size_t)SJF_REL_RECORD * i;
        if (!sji_is_start(names, sjf_load32(r + SJF_REL_LABEL)) ||
            sjf_load32(r + SJF_REL_SOURCE) >= image->source_count ||
            sjf_load_date(r + SJF_REL_FROM) > sjf_load_date(r + SJF_REL_TO) ||
            sjf_load64(r + SJF_REL_RESERVED) != 0 ||
            (i > 0 && !releases_ascend(image, r - SJF_REL_RECORD, r)))
            return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, r),
                            "bad release record");
    }
    return SJ_OK;
}

sj_status sji_check_words(const sj_image *image, sji_starts *text, sj_error *err)
{
    sji_starts names = {0};
    sj_status status = check_pool(image, image->names, SJF_NAMES, &names, err);
    if (status == SJ_OK)
        status = check_pool(image, image->text, SJF_TEXT, text, err);
    if (status == SJ_OK)
        status = check_sources(image, &names, err);
    if (status == SJ_OK)
        status = check_releases(image, &names, err);
    sji_starts_free(&names);
    return status;
}
