/*
 * Exact lookup: the path this project exists for. One packed key, one pilot, one slot,
 * one status byte. Nothing here allocates, locks or fails; what is read beyond the
 * caller's string lies within the image by the structure claims of FORMAT.md 12.
 */
#include "engine/lookup/dictionary.h"

#include "engine/lookup/key.h"
#include "engine/lookup/timeline.h"

#define KEY_MASK (UINT64_MAX >> SJF_KEY_SHIFT)

enum { CHUNK = 32 }; /* codes hashed and prefetched before any of them is probed */

/* ---- packing by the word ------------------------------------------------------ */

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/* The bytes of a string of 1 to 8, the first lowest, zeros behind: two overlapping
 * loads. */
static inline uint64_t load_word(const char *code, size_t len)
{
    const uint8_t *p = (const uint8_t *)code;
    if (len >= 4)
        return sjf_load32(p) | (uint64_t)sjf_load32(p + len - 4) << (8 * (len - 4));
    return p[0] | (uint64_t)p[len / 2] << (8 * (len / 2)) |
           (uint64_t)p[len - 1] << (8 * (len - 1));
}

/* A 1 in each of the first `len` bytes. */
static const uint64_t ones[9] = {
    0,
    UINT64_C(0x01),
    UINT64_C(0x0101),
    UINT64_C(0x010101),
    UINT64_C(0x01010101),
    UINT64_C(0x0101010101),
    UINT64_C(0x010101010101),
    UINT64_C(0x01010101010101),
    UINT64_C(0x0101010101010101),
};

/*
 * Characters into six bits each (FORMAT.md 7): less 47. @return false when a byte does
 * not lie between '0' and '_'. Lower case, blanks, dots and hyphens lie outside and
 * have to be normalised first; what else lies inside (':', '[' ...) has a number of its
 * own and meets no stored key. A byte that borrows from the next is outside itself.
 */
static inline bool six_bits(uint64_t word, size_t len, uint64_t *chars)
{
    /* 0 to 47 for a character, and 0 where there is none */
    uint64_t from_zero = word - ones[len] * '0';
    *chars = from_zero + ones[len];
    return ((from_zero | (from_zero + EACH_BYTE(16))) & EACH_BYTE(0xC0)) == 0;
}

/* Six bits a character side by side: pairs, fours, then all. */
static inline uint64_t gather(uint64_t w)
{
    w = (w & UINT64_C(0x003F003F003F003F)) | (w >> 2 & UINT64_C(0x0FC00FC00FC00FC0));
    w = (w & UINT64_C(0x00000FFF00000FFF)) | (w >> 4 & UINT64_C(0x00FFF00000FFF000));
    return (w & 0xFFFFFF) | (w >> 8 & UINT64_C(0xFFFFFF000000));
}

/* The key of a canonical code, when it can be packed by the word. */
static inline bool pack_word(const sji_system *s, const char *code, size_t len,
                             uint64_t *key)
{
    if (len - s->word_min >= s->word_lens)
        return false;
    uint64_t chars;
    bool canonical = six_bits(load_word(code, len), len, &chars);
    *key = gather(chars);
    return canonical;
}

/* What people write that is not canonical, or no code at all: normalise, then pack. */
static bool pack_written(sj_system system, const char *code, size_t len, uint64_t *key)
{
    char canonical[SJ_CODE_CAP];
    size_t n;
    return sj_normalize(system, code, len, canonical, &n) &&
           sji_pack(system, canonical, n, key);
}

/* ---- probing ------------------------------------------------------------------ */

/* Where a key must be if it is anywhere. */
typedef struct spot {
    uint64_t tag; /* as the slot word would hold it */
    uint32_t slot;
} spot;

static inline spot find_spot(const sji_system *s, uint64_t key)
{
    uint64_t h = sjf_hash_mix(&s->hash, key);
    /* In bounds: a bucket has B bits, and there are 2^B pilots (claim 28). */
    uint8_t pilot = s->pilots[sjf_hash_bucket(&s->hash, h)];
    return (spot){sjf_hash_tag(&s->hash, h), sjf_hash_slot(&s->hash, h, pilot)};
}

static inline const uint8_t *slot_at(const sji_system *s, uint32_t slot)
{
    /* In bounds: slot < m by construction, and there are m slots (claim 29). */
    return s->slots + 8 * (size_t)slot;
}

/* What all of an answer but its two ids is made of. */
typedef struct verdict {
    uint32_t timeline, status; /* status: with its marks, as tables hold it */
    uint64_t flags, system;
} verdict;

/* Fill an answer; its small fields as one word where memory holds them so. */
static inline void write_answer(sj_answer *out, uint32_t id, uint32_t class_id,
                                verdict v)
{
    enum { MARKS = SJF_STATUS_INFERRED | SJF_STATUS_CARRIED };
    out->id = id;
    out->class_id = class_id;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    _Static_assert(
        offsetof(sj_answer, timeline) == 8 && offsetof(sj_answer, status) == 10 &&
            offsetof(sj_answer, marks) == 11 && offsetof(sj_answer, flags) == 12 &&
            offsetof(sj_answer, system) == 13 && sizeof(sj_answer) == 16,
        "the word below is the rest of an answer");
    uint32_t twice = v.status * 0x01010000 & (MARKS << 24 | SJF_STATUS_MASK << 16);
    uint64_t word = v.timeline | twice | v.flags << 32 | v.system << 40;
    memcpy((char *)out + offsetof(sj_answer, timeline), &word, sizeof word);
#else
    out->timeline = (uint16_t)v.timeline;
    out->status = (uint8_t)(v.status & SJF_STATUS_MASK);
    out->marks = (uint8_t)(v.status & MARKS);
    out->flags = (uint8_t)v.flags;
    out->system = (uint8_t)v.system;
    out->reserved = 0;
#endif
}

/*
 * The answer at a spot. Near misses are a coin toss for the branch predictor: a mask of
 * ones or zeros takes the place of a branch. `absence` is the timeline of strangers,
 * `column` the day's, or NULL when the system has none. @return SJ_OK or SJ_NOT_FOUND
 */
static inline __attribute__((always_inline)) sj_status
probe(const sji_system *s, spot at, uint32_t absence, const uint8_t *column,
      sj_date as_of, sj_answer *out)
{
    /* The tags are equal when nothing of them is left; the fields then are. */
    uint64_t fields = sjf_load64(slot_at(s, at.slot)) ^ at.tag;
    uint64_t mask = 0 - (uint64_t)(fields < s->hash.tag_unit), kept = fields & mask;
    uint32_t timeline =
        ((uint32_t)(kept >> SJF_SLOT_TIMELINE_SHIFT) & s->timeline_mask) |
        (absence & ~(uint32_t)mask);
    write_answer(out, s->id_base | at.slot | ~(uint32_t)mask,
                 (uint32_t)(kept >> SJF_SLOT_CLASS_SHIFT) & s->class_mask,
                 (verdict){timeline, sji_status_in(s, column, timeline, as_of),
                           kept & SJF_SLOT_FLAGS_KNOWN, s->system});
    return (sj_status)(SJ_NOT_FOUND + (int32_t)mask);
}

/* Timeline of a stranger whose key this is: other for codes that begin with a digit. */
static inline uint32_t absence_of(const sji_system *s, uint64_t key)
{
    return s->absence[(key & 63) <= '9' - SJF_CHAR_BASE];
}

/* A text that can be no code of the system: absent on every day it speaks for. */
static void answer_stranger(const sji_system *s, sj_date as_of, sj_answer *out)
{
    uint32_t timeline = s->absence[0];
    write_answer(out, SJ_NO_CODE, 0,
                 (verdict){timeline, sji_status_on(s, timeline, as_of), 0, s->system});
}

/* A system no release of which was compiled: nothing is known on any day. */
static void answer_unloaded(sj_system system, sj_answer *out)
{
    write_answer(out, SJ_NO_CODE, 0, (verdict){0, SJ_CODE_UNKNOWN, 0, system});
}

static sj_status answer_key(const sji_system *s, uint64_t key, sj_date as_of,
                            sj_answer *out)
{
    return probe(s, find_spot(s, key), absence_of(s, key), sji_column(s, as_of), as_of,
                 out);
}

/* The way of everything that is not packed by the word. */
static __attribute__((noinline)) sj_status lookup_written(const sj_image *image,
                                                          sj_system system,
                                                          const char *code, size_t len,
                                                          sj_date as_of, sj_answer *out)
{
    const sji_system *s = &image->systems[system];
    uint64_t key;
    if (s->loaded && pack_written(system, code, len, &key))
        return answer_key(s, key, as_of, out);
    if (s->loaded)
        answer_stranger(s, as_of, out);
    else
        answer_unloaded(system, out);
    return SJ_NOT_FOUND;
}

sj_status sj_lookup(const sj_image *image, sj_system system, const char *code,
                    size_t len, sj_date as_of, sj_answer *out)
{
    uint64_t key;
    if (__builtin_expect((unsigned)system >= SJ_SYSTEM_COUNT, 0))
        return SJ_E_ARG;
    const sji_system *s = &image->systems[system];
    if (__builtin_expect(!pack_word(s, code, len, &key), 0))
        return lookup_written(image, system, code, len, as_of, out);
    /* Packed by the word only with columns and one timeline for all strangers. */
    const uint8_t *column = sji_column_of(s, as_of);
    return probe(s, find_spot(s, key), s->absence[0], column, as_of, out);
}

void sji_lookup_canonical(const sji_system *s, sj_system system, const char *code,
                          size_t len, sj_date as_of, sj_answer *out)
{
    uint64_t key;
    if (sji_pack(system, code, len, &key))
        answer_key(s, key, as_of, out);
    else
        answer_stranger(s, as_of, out);
}

/* ---- batches ------------------------------------------------------------------ */

/* Row `i` of a column: its bytes and length. */
static inline const char *cell(const sj_code_column *c, size_t i, size_t *len)
{
    if (c->offsets) {
        *len = c->offsets[i + 1] - c->offsets[i];
        return c->bytes + c->offsets[i];
    }
    const char *p = c->bytes + i * c->stride;
    if (c->lengths) {
        *len = c->lengths[i];
    } else {
        const char *end = memchr(p, '\0', c->stride);
        *len = end ? (size_t)(end - p) : c->stride;
    }
    return p;
}

static inline bool is_null(const sj_code_column *c, size_t i)
{
    return c->validity && !(c->validity[i / 8] >> (i % 8) & 1);
}

/* One row that is null or not packed by the word. */
static void lookup_row(const sj_image *image, sj_system system,
                       const sj_code_column *codes, size_t row, sj_date as_of,
                       sj_answer *out)
{
    size_t len;
    if (is_null(codes, row)) {
        write_answer(out, SJ_NO_CODE, 0, (verdict){0, SJ_CODE_NONE, 0, system});
        return;
    }
    const char *code = cell(codes, row, &len);
    lookup_written(image, system, code, len, as_of, out);
}

/* A few rows: hash all and prefetch, then probe all, then see to those that could not
 * be packed by the word. `column` is that of the one date, NULL with a date a row. */
static void lookup_chunk(const sj_image *image, sj_system system,
                         const sj_code_column *codes, const sj_date *dates,
                         const uint8_t *column, size_t first, size_t n, sj_answer *out)
{
    const sji_system *s = &image->systems[system];
    spot at[CHUNK];
    uint32_t others = 0; /* a bit a row */
    for (size_t i = 0; i < n; i++) {
        size_t len;
        uint64_t key;
        bool null = is_null(codes, first + i);
        const char *code = null ? "" : cell(codes, first + i, &len);
        if (__builtin_expect(null || !pack_word(s, code, len, &key), 0)) {
            others |= UINT32_C(1) << i;
            at[i] = (spot){0, 0}; /* any slot: its answer is written over */
            continue;
        }
        at[i] = find_spot(s, key);
        __builtin_prefetch(slot_at(s, at[i].slot));
    }
    uint32_t absence = s->absence[0];
    if (column)
        for (size_t i = 0; i < n; i++)
            probe(s, at[i], absence, column, 0, &out[i]);
    else
        for (size_t i = 0; i < n; i++)
            probe(s, at[i], absence, sji_column_of(s, dates[first + i]), 0, &out[i]);
    for (; others; others &= others - 1) {
        size_t i = (size_t)__builtin_ctz(others), row = first + i;
        lookup_row(image, system, codes, row, dates[column ? 0 : row], &out[i]);
    }
}

sj_status sj_lookup_batch(const sj_image *image, sj_system system,
                          const sj_code_column *codes, const sj_date *dates,
                          size_t date_stride, size_t n, sj_answer *out)
{
    if ((unsigned)system >= SJ_SYSTEM_COUNT || date_stride > 1 ||
        (n > 0 && (!codes || !codes->bytes || !dates || !out)))
        return SJ_E_ARG;
    const sji_system *s = &image->systems[system];
    if (n == 0)
        return SJ_OK;
    if (s->word_lens == 0) { /* nothing of it is packed by the word */
        for (size_t i = 0; i < n; i++)
            lookup_row(image, system, codes, i, dates[i * date_stride], &out[i]);
        return SJ_OK;
    }
    const uint8_t *column = date_stride == 0 ? sji_column_of(s, dates[0]) : NULL;
    for (size_t i = 0; i < n; i += CHUNK)
        lookup_chunk(image, system, codes, dates, column, i,
                     n - i < CHUNK ? n - i : CHUNK, out + i);
    return SJ_OK;
}

size_t sj_systems_with(const sj_image *image, const char *code, size_t len,
                       sj_system out[SJ_SYSTEM_COUNT])
{
    size_t n = 0;
    for (unsigned i = 0; i < SJ_SYSTEM_COUNT; i++) {
        sj_answer answer;
        if (sj_lookup(image, (sj_system)i, code, len, 0, &answer) == SJ_OK)
            out[n++] = (sj_system)i;
    }
    return n;
}

/* ---- from an id back ---------------------------------------------------------- */

/* The inverse of an odd number modulo 2^64: each step doubles the right bits. */
static uint64_t inverse(uint64_t odd)
{
    uint64_t x = odd * 3 ^ 2; /* right in 5 bits */
    for (int i = 0; i < 4; i++)
        x *= 2 - odd * x;
    return x;
}

bool sji_slot_key(const sji_system *s, uint32_t slot, uint64_t *key)
{
    const sjf_hash *f = &s->hash;
    uint64_t tag = sjf_load64(slot_at(s, slot)) >> f->tag_shift;
    if (!(tag & 1))
        return false;
    tag >>= 1;
    uint64_t tag_mask = UINT64_MAX >> (f->tag_shift + 1);
    uint64_t c = sjf_hash_factor(f, s->pilots[sjf_hash_bucket(f, tag)]);
    /* The first x of this slot, then the first from there on with the right low bits.
     */
    uint64_t x = sji_first_place(slot, f->slots);
    x += (tag * c - x) & tag_mask;
    if (sjf_product_high(x << SJF_KEY_SHIFT, f->slots) != slot ||
        x >> SJF_KEY_BITS != 0)
        return false;
    uint64_t h = x * inverse(c) & KEY_MASK;
    h ^= h >> SJF_FOLD;
    *key = h * inverse(f->multiplier >> SJF_KEY_SHIFT) & KEY_MASK;
    return true;
}

const sji_system *sji_code_slot(const sj_image *image, uint32_t id, uint32_t *slot)
{
    uint32_t system = id >> SJF_ID_SHIFT;
    if (system >= SJ_SYSTEM_COUNT || !image->systems[system].loaded)
        return NULL;
    const sji_system *s = &image->systems[system];
    *slot = id & (SJF_SLOTS_MAX - 1);
    if (*slot >= s->hash.slots || sjf_load64(slot_at(s, *slot)) == 0)
        return NULL;
    return s;
}

size_t sj_code_of(const sj_image *image, uint32_t id, char out[SJ_CODE_CAP])
{
    uint32_t slot;
    uint64_t key;
    const sji_system *s = sji_code_slot(image, id, &slot);
    out[0] = '\0';
    if (!s || !sji_slot_key(s, slot, &key))
        return 0;
    return sji_unpack((sj_system)(id >> SJF_ID_SHIFT), key, out);
}

sj_status sj_lookup_id(const sj_image *image, uint32_t id, sj_date as_of,
                       sj_answer *out)
{
    uint32_t slot;
    uint64_t key;
    const sji_system *s = sji_code_slot(image, id, &slot);
    if (!s || !sji_slot_key(s, slot, &key))
        return SJ_E_ARG;
    answer_key(s, key, as_of, out);
    return SJ_OK;
}
