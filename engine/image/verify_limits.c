/*
 * Limits of service: claim 97 of docs/FORMAT.md 21. Rows of procedures stand where
 * their index says, those of revenue codes behind them.
 */
#include "engine/image/verify.h"

#include "engine/lookup/service_limits.h"

enum { REVENUE_MAX = 9999 };

static bool release_has(const sji_lines *l, const uint8_t *r)
{
    const uint32_t release = sjf_load32(r + SJF_LIMIT_RELEASE);
    if (release < l->first_release[SJF_TABLE_LIMITS] ||
        release >= l->first_release[SJF_TABLE_LIMITS + 1])
        return false;
    const uint8_t *of = l->releases + SJF_LREL_RECORD * (size_t)release;
    return of[SJF_LREL_LIMITS] >> r[SJF_LIMIT_KIND] & 1;
}

static bool has_words(const sj_image *image, const sji_starts *text, const uint8_t *r)
{
    uint32_t len, value = sjf_load32(r + SJF_LIMIT_VALUE);
    if (!sji_is_start(text, value) ||
        !sji_is_start(text, sjf_load32(r + SJF_LIMIT_CITATION)))
        return false;
    const char *words = sji_text(image->text, value, &len);
    return sji_is_limit_value(r[SJF_LIMIT_KIND], words, len);
}

/* By limit, line release, from. */
static bool ascend(const uint8_t *before, const uint8_t *r)
{
    if (before[SJF_LIMIT_KIND] != r[SJF_LIMIT_KIND])
        return before[SJF_LIMIT_KIND] < r[SJF_LIMIT_KIND];
    const uint32_t x = sjf_load32(before + SJF_LIMIT_RELEASE);
    const uint32_t y = sjf_load32(r + SJF_LIMIT_RELEASE);
    return x < y || (x == y && sjf_load_date(before + SJF_LIMIT_FROM) <=
                                   sjf_load_date(r + SJF_LIMIT_FROM));
}

/* `before` is the row before it of the same code, or NULL. */
static bool limit_is_good(const sj_image *image, const sji_starts *text,
                          const uint8_t *r, const uint8_t *before)
{
    return r[SJF_LIMIT_KIND] < SJF_LIMIT_KINDS && r[SJF_LIMIT_SEVERITY] <= SJ_REJECT &&
           sjf_load16(r + SJF_LIMIT_RESERVED) == 0 &&
           sjf_load_date(r + SJF_LIMIT_FROM) <= sjf_load_date(r + SJF_LIMIT_TO) &&
           release_has(&image->lines, r) && has_words(image, text, r) &&
           (!before || ascend(before, r));
}

static const uint8_t *find_bad_procedure_row(const sj_image *image,
                                             const sji_starts *text)
{
    const sji_lines *l = &image->lines;
    for (uint32_t p = 0, end; p < l->procedure_count; p++) {
        const uint32_t first = sji_rows_of(&l->limits, p, &end);
        for (uint32_t i = first; i < end; i++) {
            const uint8_t *r = sji_limit_row(l, i);
            if (sjf_load32(r + SJF_LIMIT_CODE) != p ||
                r[SJF_LIMIT_KIND] == SJF_LIMIT_OF_HCPCS ||
                !limit_is_good(image, text, r, i > first ? r - SJF_LIMIT_RECORD : NULL))
                return r;
        }
    }
    return NULL;
}

static const uint8_t *find_bad_revenue_row(const sj_image *image,
                                           const sji_starts *text, uint32_t first)
{
    const sji_lines *l = &image->lines;
    for (uint32_t i = first; i < l->limits.count; i++) {
        const uint8_t *r = sji_limit_row(l, i), *before = NULL;
        const uint32_t code = sjf_load32(r + SJF_LIMIT_CODE);
        const uint32_t last =
            i > first ? sjf_load32(r - SJF_LIMIT_RECORD + SJF_LIMIT_CODE) : 0;
        if (i > first && last == code)
            before = r - SJF_LIMIT_RECORD;
        if (code < last || code > REVENUE_MAX ||
            r[SJF_LIMIT_KIND] != SJF_LIMIT_OF_HCPCS ||
            !limit_is_good(image, text, r, before))
            return r;
    }
    return NULL;
}

sj_status sji_check_limits(const sj_image *image, const sji_starts *text, sj_error *err)
{
    const sji_lines *l = &image->lines;
    if (l->limits.count == 0)
        return SJ_OK;
    uint32_t last = sjf_load32(l->limits.index + 4 * (size_t)l->procedure_count);
    last = last < l->limits.count ? last : l->limits.count;
    sj_status status = sji_check_line_index(image, l->limits.index, 0, last, err);
    if (status != SJ_OK)
        return status;
    const uint8_t *bad = find_bad_procedure_row(image, text);
    if (!bad)
        bad = find_bad_revenue_row(image, text, last);
    return bad ? sji_fail(err, SJ_E_CORRUPT, sji_offset(image, bad),
                          "bad service limit")
               : SJ_OK;
}
