/*
 * Procedures, line releases and PTP tables: claims 85 to 90 of docs/FORMAT.md 21. The
 * rows of pairs are millions: one pass without a branch a row.
 */
#include "engine/image/verify.h"

#include "engine/lookup/key.h"

enum { CODE_LEN = 5 };

static sj_status refuse_at(const sj_image *image, const uint8_t *r, sj_error *err,
                           const char *what)
{
    return sji_fail(err, SJ_E_CORRUPT, sji_offset(image, r), what);
}

/* ---- procedures ----------------------------------------------------------------- */

static uint64_t key_at(const sji_lines *l, uint32_t procedure)
{
    return sjf_load64(l->keys + 8 * (size_t)procedure);
}

/* Keys are of codes of one length and ascend as the codes do. */
static bool key_is_good(const sji_lines *l, uint32_t i)
{
    char code[SJ_CODE_CAP], before[SJ_CODE_CAP];
    if (sji_unpack(SJ_HCPCS, key_at(l, i), code) != CODE_LEN)
        return false;
    if (i > 0)
        sji_unpack(SJ_HCPCS, key_at(l, i - 1), before);
    return i == 0 || strcmp(before, code) < 0;
}

/*
 * Whether every key is found by probing, in one walk: each occupied slot has a key of
 * its own, and no slot between where it belongs and where it stands is empty. @return
 * the slot that is wrong, or NULL
 */
static const uint8_t *find_bad_slot(const sji_lines *l)
{
    uint64_t seen[SJF_PROCEDURES_MAX / 64] = {0};
    uint64_t mask = (UINT64_C(1) << l->slot_bits) - 1, first = 0, run = 0, occupied = 0;
    while (first <= mask && sjf_load64(l->slots + 8 * first) != 0)
        first++; /* an empty one: a run may go on from the last slot to slot 0 */
    for (uint64_t n = 1; n <= mask; n++) {
        uint64_t slot = (first + n) & mask;
        const uint8_t *p = l->slots + 8 * slot;
        uint64_t word = sjf_load64(p), number = (word >> SJF_PROC_NUMBER_SHIFT) - 1;
        uint64_t key = word & ((UINT64_C(1) << SJF_PROC_NUMBER_SHIFT) - 1);
        run = word != 0 ? run + 1 : 0;
        if (word == 0)
            continue;
        if (number >= l->procedure_count || key != key_at(l, (uint32_t)number) ||
            (seen[number / 64] >> (number % 64) & 1) ||
            ((slot - sjf_procedure_slot(key, l->slot_bits)) & mask) >= run)
            return p;
        seen[number / 64] |= UINT64_C(1) << (number % 64);
        occupied++;
    }
    bool good = occupied == l->procedure_count && 2 * occupied <= mask + 1;
    return good && first <= mask ? NULL : l->slots;
}

/* Claim 85. */
static sj_status check_procedures(const sj_image *image, sj_error *err)
{
    const sji_lines *l = &image->lines;
    const uint8_t *bad = NULL;
    for (uint32_t i = 0; i < l->procedure_count && !bad; i++)
        if (!key_is_good(l, i))
            bad = l->keys + 8 * (size_t)i;
    if (!bad)
        bad = find_bad_slot(l);
    return bad ? refuse_at(image, bad, err, "bad procedure") : SJ_OK;
}

/* ---- line releases -------------------------------------------------------------- */

/* Of lists of service limits alone. */
static bool limits_are_good(const uint8_t *r)
{
    return r[SJF_LREL_TABLE] == SJF_TABLE_LIMITS
               ? r[SJF_LREL_LIMITS] >> SJF_LIMIT_KINDS == 0
               : r[SJF_LREL_LIMITS] == 0;
}

static bool release_is_good(const sj_image *image, const uint8_t *r,
                            const uint8_t *before)
{
    sj_date from = sjf_load_date(r + SJF_LREL_FROM);
    uint32_t source = sjf_load32(r + SJF_LREL_SOURCE);
    if (source >= image->source_count || from > sjf_load_date(r + SJF_LREL_TO) ||
        !sji_is_zero(r + SJF_LREL_RESERVED, 2) || !limits_are_good(r))
        return false;
    if (!before || before[SJF_LREL_TABLE] != r[SJF_LREL_TABLE])
        return true; /* tables ascend: claim 82 */
    sj_date from_before = sjf_load_date(before + SJF_LREL_FROM);
    return from_before < from ||
           (from_before == from && sjf_load32(before + SJF_LREL_SOURCE) < source);
}

/* Claim 86. */
static sj_status check_releases(const sj_image *image, sj_error *err)
{
    const uint8_t *r = image->lines.releases;
    for (uint32_t i = 0; i < image->lines.release_count; i++, r += SJF_LREL_RECORD)
        if (!release_is_good(image, r, i > 0 ? r - SJF_LREL_RECORD : NULL))
            return refuse_at(image, r, err, "bad line release");
    return SJ_OK;
}

sj_status sji_check_line_index(const sj_image *image, const uint8_t *index,
                               uint32_t first, uint32_t end, sj_error *err)
{
    uint32_t count = image->lines.procedure_count, last = first;
    bool good = sjf_load32(index) == first;
    for (uint32_t i = 1; i <= count; i++) {
        uint32_t row = sjf_load32(index + 4 * (size_t)i);
        good &= row >= last;
        last = row;
    }
    if (!good || last != end)
        return refuse_at(image, index, err, "bad line index");
    return SJ_OK;
}

/* ---- PTP ------------------------------------------------------------------------ */

/* What a value sorts by. */
static int compare_values(const uint8_t *a, const uint8_t *b)
{
    const int x[] = {sjf_load_date(a + SJF_PTPV_FROM), sjf_load_date(a + SJF_PTPV_TO),
                     a[SJF_PTPV_INDICATOR], a[SJF_PTPV_FLAGS]};
    const int y[] = {sjf_load_date(b + SJF_PTPV_FROM), sjf_load_date(b + SJF_PTPV_TO),
                     b[SJF_PTPV_INDICATOR], b[SJF_PTPV_FLAGS]};
    for (int i = 0; i < 4; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

/* Claim 88. */
static sj_status check_values(const sj_image *image, const sji_starts *text,
                              sj_error *err)
{
    const uint8_t *r = image->lines.values;
    for (uint32_t i = 0; i < image->lines.value_count; i++, r += SJF_PTPV_RECORD) {
        uint8_t indicator = r[SJF_PTPV_INDICATOR];
        if ((indicator != 0 && indicator != 1 && indicator != 9) ||
            (r[SJF_PTPV_FLAGS] & ~SJF_PTPV_PRIOR_1996) != 0 ||
            sjf_load16(r + SJF_PTPV_RESERVED) != 0 ||
            !sji_is_start(text, sjf_load32(r + SJF_PTPV_RATIONALE)) ||
            (i > 0 && compare_values(r - SJF_PTPV_RECORD, r) > 0))
            return refuse_at(image, r, err, "bad PTP value");
    }
    return SJ_OK;
}

/* Some words of a table at once: the rows are millions. Compared as signed numbers,
 * which every machine does in one step. */
enum { LANES = 4 };

typedef uint32_t words __attribute__((vector_size(4 * LANES)));
typedef int32_t signs __attribute__((vector_size(4 * LANES)));

static inline words load_words(const uint8_t *p)
{
    words w;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&w, p, sizeof w);
#else
    for (int i = 0; i < LANES; i++)
        w[i] = sjf_load32(p + 4 * i);
#endif
    return w;
}

/* The greater ones of numbers below 2^31. */
static inline words greater(words a, words b)
{
    words mask = (words)((signs)a > (signs)b);
    return (a & mask) | (b & ~mask);
}

static uint32_t greatest_of(words w)
{
    uint32_t most = 0;
    for (int i = 0; i < LANES; i++)
        most = w[i] > most ? w[i] : most;
    return most;
}

/* Column 2 above, value below: what the rows of a column 1 ascend by; the highest bit
 * flipped, so that signed numbers ascend alike. */
static inline words ranks(words w)
{
    const uint32_t top = UINT32_C(1) << 31;
    return (w << 16 | w >> SJF_PTP_VALUE_SHIFT) ^ (words) { top, top, top, top };
}

static inline uint32_t rank(const uint8_t *row)
{
    uint32_t word = sjf_load32(row);
    return word << 16 | word >> SJF_PTP_VALUE_SHIFT;
}

/* Rows `first` to before `end`, one at least, of one column 1. Where they ascend, the
 * last one's column 2 is the greatest. */
static bool rows_are_good(const sji_lines *l, const uint8_t *rows, size_t first,
                          size_t end)
{
    words ascend = ~(words){0}, values = {0};
    size_t i = first + 1;
    for (; end - i >= LANES; i += LANES) {
        words now = load_words(rows + 4 * i), before = load_words(rows + 4 * (i - 1));
        ascend &= (words)((signs)ranks(now) > (signs)ranks(before));
        values = greater(before >> SJF_PTP_VALUE_SHIFT, values);
    }
    uint32_t most = greatest_of(values);
    bool good = greatest_of(~ascend) == 0;
    for (; i < end; i++) {
        good = good && rank(rows + 4 * (i - 1)) < rank(rows + 4 * i);
        uint32_t value = rank(rows + 4 * (i - 1)) & 0xFFFF;
        most = value > most ? value : most;
    }
    uint32_t last = rank(rows + 4 * (end - 1));
    most = (last & 0xFFFF) > most ? last & 0xFFFF : most;
    return good && last >> 16 < l->procedure_count && most < l->value_count;
}

/* Whether all citations name one of so many files. */
static bool cite_files(const uint8_t *p, size_t count, uint32_t files)
{
    words all = {0};
    size_t i = 0;
    for (; count - i >= LANES; i += LANES)
        all = greater(load_words(p + 4 * i) >> SJF_PTP_CITE_FILE_SHIFT, all);
    uint32_t most = greatest_of(all);
    for (; i < count; i++) {
        uint32_t file = sjf_load32(p + 4 * i) >> SJF_PTP_CITE_FILE_SHIFT;
        most = file > most ? file : most;
    }
    return most < files;
}

/* ---- partners ------------------------------------------------------------------- */

/* Claim 87 of one record, whose rows are good: buckets and partners as the rows have
 * them. */
static bool partners_are_good(const sji_lines *l, const sji_ptp_table *t,
                              const uint8_t *r)
{
    const uint32_t count = l->procedure_count;
    const uint32_t end = sjf_load32(r + SJF_PTPI_RECORD + SJF_PTPI_ROW);
    uint32_t row = sjf_load32(r + SJF_PTPI_ROW), at = sjf_load32(r + SJF_PTPI_PARTNERS);
    for (unsigned w = 0; w < SJF_PTP_BUCKETS / 64; w++) {
        uint64_t bits = sjf_load64(r + SJF_PTPI_BUCKETS + 8 * (size_t)w);
        for (; bits != 0; bits &= bits - 1, at++) {
            const uint32_t bucket = 64 * w + (uint32_t)__builtin_ctzll(bits);
            uint64_t has = 0;
            if (at >= t->partner_count)
                return false;
            /* The bucket ends before the first procedure of the next one. */
            const uint32_t behind =
                ((bucket + 1) * count + SJF_PTP_BUCKETS - 1) / SJF_PTP_BUCKETS;
            const uint32_t first = row;
            for (; row < end && sjf_load16(t->rows + 4 * (size_t)row) < behind; row++)
                has |= sjf_ptp_bit(sjf_load16(t->rows + 4 * (size_t)row));
            if (row == first || has != sjf_load64(t->partners + 8 * (size_t)at) ||
                sjf_ptp_bucket(sjf_load16(t->rows + 4 * (size_t)first), count) !=
                    bucket)
                return false;
        }
    }
    return row == end && at == sjf_load32(r + SJF_PTPI_RECORD + SJF_PTPI_PARTNERS);
}

/* Claim 87: what the records of an index begin and end with, and that rows ascend. */
static bool index_is_good(const sji_lines *l, const sji_ptp_table *t)
{
    const uint8_t *r = t->index;
    uint32_t row = 0;
    bool good =
        sjf_load32(r + SJF_PTPI_ROW) == 0 && sjf_load32(r + SJF_PTPI_PARTNERS) == 0;
    for (uint32_t p = 0; p < l->procedure_count; p++) {
        r += SJF_PTPI_RECORD;
        good &= row <= sjf_load32(r + SJF_PTPI_ROW);
        row = sjf_load32(r + SJF_PTPI_ROW);
    }
    return good && row == t->count && sji_is_zero(r, SJF_PTPI_ROW) &&
           sjf_load32(r + SJF_PTPI_PARTNERS) == t->partner_count;
}

/* Claims 87, 89 and 90 of one table. */
static sj_status check_table(const sj_image *image, unsigned t, sj_error *err)
{
    const sji_lines *l = &image->lines;
    const sji_ptp_table *table = &l->ptp[t];
    unsigned place = SJF_TABLE_PTP + t;
    uint32_t files = l->first_release[place + 1] - l->first_release[place];
    if (table->count == 0)
        return SJ_OK;
    sj_status status = SJ_OK;
    if (!index_is_good(l, table))
        status = refuse_at(image, table->index, err, "bad line index");
    for (uint32_t p = 0, end; p < l->procedure_count && status == SJ_OK; p++) {
        const uint8_t *r = table->index + SJF_PTPI_RECORD * (size_t)p;
        uint32_t first = sji_ptp_rows_of(table, p, &end);
        if (first < end && !rows_are_good(l, table->rows, first, end))
            status =
                refuse_at(image, table->rows + 4 * (size_t)first, err, "bad PTP row");
        else if (!partners_are_good(l, table, r))
            status = refuse_at(image, r, err, "bad line index");
    }
    if (status == SJ_OK && !cite_files(l->citations[t], table->count, files))
        status = refuse_at(image, l->citations[t], err, "bad PTP citation");
    return status;
}

sj_status sji_check_ptp(const sj_image *image, const sji_starts *text, sj_error *err)
{
    sj_status status = check_procedures(image, err);
    if (status == SJ_OK)
        status = check_releases(image, err);
    if (status == SJ_OK)
        status = check_values(image, text, err);
    for (unsigned t = 0; t < SJF_PTP_TABLES && status == SJ_OK; t++)
        status = check_table(image, t, err);
    return status;
}
