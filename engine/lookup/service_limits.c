/*
 * Limits of service for callers (<scrubjay/lines.h>), and what edits read of them.
 */
#include "engine/lookup/service_limits.h"

#include "engine/lookup/key.h"
#include "engine/lookup/notes.h"

/* ---- values ---------------------------------------------------------------------- */

/* A number without leading zeros. @return its digits, 0 when there is none */
static size_t read_number(const char *text, size_t len, uint32_t *out)
{
    size_t n = 0;
    *out = 0;
    while (n < len && text[n] >= '0' && text[n] <= '9') {
        *out = *out * 10 + (uint32_t)(text[n++] - '0');
        if (*out > SJI_LIMIT_AGE_MAX)
            return 0;
    }
    return n > 1 && text[0] == '0' ? 0 : n;
}

bool sji_read_ages(const char *text, size_t len, sji_ages *out)
{
    size_t n = read_number(text, len, &out->least);
    out->in_days = n > 0 && n < len && text[n] == 'd';
    size_t dash = n + out->in_days;
    if (n == 0 || dash >= len || text[dash] != '-')
        return false;
    const char *rest = text + dash + 1;
    len -= dash + 1;
    n = read_number(rest, len, &out->greatest);
    if (n == 0 || out->least > out->greatest)
        return false;
    return out->in_days ? len == n + 1 && rest[n] == 'd' : len == n;
}

bool sji_has_word(const char *text, size_t len, const char word[2])
{
    for (size_t i = 0; i + 2 <= len; i += 3)
        if (text[i] == word[0] && text[i + 1] == word[1])
            return true;
    return false;
}

/* "GN GO GP": letters and digits, or digits alone. */
static bool are_words(const char *text, size_t len, bool digits)
{
    for (size_t i = 0; i < len; i++) {
        const unsigned bit = sji_trie_bit(text[i]);
        if (i % 3 == 2 ? text[i] != ' ' : bit == SJI_TRIE_NO_BIT || (digits && bit > 9))
            return false;
    }
    return len % 3 == 2;
}

bool sji_is_limit_value(unsigned kind, const char *text, size_t len)
{
    sji_ages ages;
    switch (kind) {
    case SJF_LIMIT_OF_AGE:
        return sji_read_ages(text, len, &ages);
    case SJF_LIMIT_OF_SEX:
        return len == 1 && (text[0] == 'F' || text[0] == 'M');
    case SJF_LIMIT_OF_MODIFIER:
        return are_words(text, len, false);
    case SJF_LIMIT_OF_POS:
        return are_words(text, len, true);
    default:
        return kind < SJF_LIMIT_KINDS && len == 0;
    }
}

/* ---- rows ------------------------------------------------------------------------ */

sji_days sji_limit_days(const sji_lines *l, const uint8_t *row)
{
    sji_days days = sji_release_days(l, sjf_load32(row + SJF_LIMIT_RELEASE));
    const sj_date from = sjf_load_date(row + SJF_LIMIT_FROM);
    const sj_date to = sjf_load_date(row + SJF_LIMIT_TO);
    days.from = from > days.from ? from : days.from;
    days.to = to < days.to ? to : days.to;
    return days;
}

/* The first row from `at` on whose code is not below. */
static uint32_t place_of(const sji_lines *l, uint32_t at, uint32_t revenue)
{
    uint32_t high = l->limits.count;
    while (at < high) {
        uint32_t middle = at + (high - at) / 2;
        if (sjf_load32(sji_limit_row(l, middle) + SJF_LIMIT_CODE) < revenue)
            at = middle + 1;
        else
            high = middle;
    }
    return at;
}

uint32_t sji_revenue_limits(const sji_lines *l, uint32_t revenue, uint32_t *end)
{
    *end = 0;
    if (!l->limits.index)
        return 0;
    const uint32_t first = place_of(
        l, sjf_load32(l->limits.index + 4 * (size_t)l->procedure_count), revenue);
    *end = place_of(l, first, revenue + 1);
    return first;
}

unsigned sji_limits_on(const sji_lines *l, sj_date day)
{
    unsigned kinds = 0;
    for (uint32_t i = l->first_release[SJF_TABLE_LIMITS];
         i < l->first_release[SJF_TABLE_LIMITS + 1]; i++) {
        const uint8_t *r = l->releases + SJF_LREL_RECORD * (size_t)i;
        if (sji_within(sji_release_days(l, i), day))
            kinds |= r[SJF_LREL_LIMITS];
    }
    return kinds;
}

/* ---- for callers ----------------------------------------------------------------- */

const char *sj_limit_name(sj_limit_kind kind)
{
    static const char *const names[SJF_LIMIT_KINDS] = {
        "age", "sex", "inpatient", "modifier", "pos", "hcpcs", "ndc"};
    return (unsigned)kind < SJF_LIMIT_KINDS ? names[kind] : NULL;
}

size_t sj_service_limits(const sj_image *image, uint32_t procedure,
                         sj_service_limit *out, size_t cap)
{
    if (!image || !image->lines.loaded || procedure >= image->lines.procedure_count ||
        (!out && cap))
        return 0;
    const sji_lines *l = &image->lines;
    uint32_t len, end, first = sji_rows_of(&l->limits, procedure, &end);
    for (uint32_t i = first; i < end && i - first < cap; i++) {
        const uint8_t *row = sji_limit_row(l, i);
        const sji_days days = sji_limit_days(l, row);
        out[i - first] = (sj_service_limit){
            .kind = row[SJF_LIMIT_KIND],
            .severity = row[SJF_LIMIT_SEVERITY],
            .from = days.from,
            .to = days.to,
            .value = sji_text(image->text, sjf_load32(row + SJF_LIMIT_VALUE), &len),
            .citation =
                sji_text(image->text, sjf_load32(row + SJF_LIMIT_CITATION), &len),
            .source = sji_line_citation(image, sjf_load32(row + SJF_LIMIT_RELEASE),
                                        sjf_load32(row + SJF_LIMIT_LINE)),
        };
    }
    return end - first;
}
