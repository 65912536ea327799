/*
 * Limits of service (FORMAT.md 22, kind 126): what their values say. Read by the edits,
 * by verification and by the generator alike; what cannot be read limits nothing.
 */
#ifndef SCRUBJAY_LOOKUP_SERVICE_LIMITS_H
#define SCRUBJAY_LOOKUP_SERVICE_LIMITS_H

#include "engine/lookup/line_rules.h"

enum { SJI_LIMIT_AGE_MAX = 99999, SJI_LIMIT_CITATION_MAX = UINT16_MAX };

/* "18-64", "0d-28d". */
typedef struct sji_ages {
    uint32_t least, greatest;
    bool in_days;
} sji_ages;

/* @return false when the value is none */
bool sji_read_ages(const char *text, size_t len, sji_ages *out);

/* Whether two characters are one of the words of a value, which have two each. */
bool sji_has_word(const char *text, size_t len, const char word[2]);

/* Whether a limit can have this value. */
bool sji_is_limit_value(unsigned kind, const char *text, size_t len);

/* ---- rows ------------------------------------------------------------------------ */

static inline const uint8_t *sji_limit_row(const sji_lines *l, uint32_t row)
{
    return l->limits.rows + SJF_LIMIT_RECORD * (size_t)row;
}

/* The days on which a row holds: its own, as far as its list speaks. */
sji_days sji_limit_days(const sji_lines *l, const uint8_t *row);

/* The rows of a revenue code: from the one that is returned to before *end. */
uint32_t sji_revenue_limits(const sji_lines *l, uint32_t revenue, uint32_t *end);

/* The limits that lists which speak for the day have rows of: bits of enum sjf_limit.
 */
unsigned sji_limits_on(const sji_lines *l, sj_date day);

#endif
