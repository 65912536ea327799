/*
 * Dates and numbers as X12 writes them (docs/X12.md).
 */
#include "engine/claim/x12_value.h"

#include <string.h>

enum { DAY_LEN = SJI_X12_DAY_LEN, SPAN_LEN = 17, MINUTE_LEN = 12 };

/* The number that `count` digits write, or -1. */
static inline int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        unsigned digit = (unsigned char)text[i] - (unsigned)'0';
        if (digit > 9)
            return -1;
        value = value * 10 + (int)digit;
    }
    return value;
}

void sji_x12_no_last_day(sji_x12_last_day *last)
{
    memcpy(last->text, "19700101", DAY_LEN);
    last->day = 0;
}

/* CCYYMMDD, a day of the calendar. */
static inline bool day(sji_x12_last_day *last, const char *text, sj_date *out)
{
    if (memcmp(last->text, text, DAY_LEN) != 0) {
        if (!sj_date_from_ymd(digits(text, 4), digits(text + 4, 2), digits(text + 6, 2),
                              &last->day)) {
            sji_x12_no_last_day(last);
            return false;
        }
        memcpy(last->text, text, DAY_LEN);
    }
    *out = last->day;
    return true;
}

static inline bool is(sj_str text, const char *word, uint32_t len)
{
    return text.len == len && memcmp(text.text, word, len) == 0;
}

unsigned sji_x12_date(sji_x12_last_day *last, sj_str format, sj_str value,
                      unsigned allowed, sj_date *from, sj_date *to)
{
    bool good;
    if (allowed & SJI_X12_D8 && is(format, "D8", 2)) {
        good = value.len == DAY_LEN && day(last, value.text, from);
        if (good)
            *to = *from;
    } else if (allowed & SJI_X12_RD8 && is(format, "RD8", 3)) {
        good = value.len == SPAN_LEN && value.text[DAY_LEN] == '-' &&
               day(last, value.text, from) && day(last, value.text + DAY_LEN + 1, to) &&
               *from <= *to;
    } else if (allowed & SJI_X12_DT && is(format, "DT", 2)) {
        good = value.len == MINUTE_LEN && day(last, value.text, from) &&
               digits(value.text + DAY_LEN, MINUTE_LEN - DAY_LEN) >= 0;
        if (good)
            *to = *from;
    } else {
        return 1;
    }
    return good ? 0 : 2;
}

bool sji_x12_digits(sj_str text, uint32_t *out)
{
    if (text.len == 0 || text.len > SJI_X12_DIGITS_MAX)
        return false;
    int value = digits(text.text, (int)text.len);
    *out = (uint32_t)value;
    return value >= 0;
}

bool sji_x12_decimal(sj_str text, double *out)
{
    /* Powers of ten and whole numbers of fifteen digits are doubles, so that one
     * division rounds once. */
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    enum { LONGEST = SJI_X12_DECIMAL_MAX + 2 };
    const char *at = text.text, *end = at + text.len, *point = NULL;
    if (text.len == 0 || text.len > LONGEST)
        return false;
    bool negative = *at == '-';
    uint64_t value = 0;
    for (at += negative; at < end; at++) {
        unsigned digit = (unsigned char)*at - (unsigned)'0';
        if (digit <= 9)
            value = value * 10 + digit;
        else if (*at == '.' && !point)
            point = at;
        else
            return false;
    }
    uint32_t count = text.len - negative - (point != NULL);
    if (count == 0 || count > SJI_X12_DECIMAL_MAX)
        return false;
    double number = (double)value;
    if (point)
        number /= powers[end - point - 1];
    *out = negative ? -number : number;
    return true;
}
