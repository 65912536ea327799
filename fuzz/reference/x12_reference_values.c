/*
 * The second opinion on 837s: days and numbers as docs/X12.md wants them written.
 */
#include "fuzz/reference/x12_state.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool all_digits(sj_str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (!is_digit(text.text[i]))
            return false;
    return true;
}

/* CCYYMMDD of the calendar. */
bool x12_read_day(sj_str text, sj_date *out)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (text.len != 8 || !all_digits(text))
        return false;
    int digits[8];
    for (int i = 0; i < 8; i++)
        digits[i] = text.text[i] - '0';
    int year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    int month = digits[4] * 10 + digits[5], day = digits[6] * 10 + digits[7];
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > lengths[month - 1] + (leap && month == 2))
        return false;
    return sj_date_from_ymd(year, month, day, out);
}

uint32_t x12_read_days(const x12_segment *dtp, sj_date *from, sj_date *to)
{
    sj_str format = x12_element(dtp, 2), text = x12_element(dtp, 3);
    if (x12_is(format, "D8")) {
        if (!x12_read_day(text, from))
            return 3;
        *to = *from;
        return 0;
    }
    if (!x12_is(format, "RD8"))
        return 2;
    if (text.len != 17 || text.text[8] != '-' ||
        !x12_read_day((sj_str){text.text, 8}, from) ||
        !x12_read_day((sj_str){text.text + 9, 8}, to) || *to < *from)
        return 3;
    return 0;
}

bool x12_read_digits(sj_str text, uint32_t *out)
{
    if (text.len < 1 || text.len > 9 || !all_digits(text))
        return false;
    *out = 0;
    for (uint32_t i = 0; i < text.len; i++)
        *out = *out * 10 + (uint32_t)(text.text[i] - '0');
    return true;
}

bool x12_read_number(sj_str text, double *out)
{
    char copy[32] = {0};
    int digits = 0, points = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.text[i];
        if (is_digit(c))
            digits++;
        else if (c == '.')
            points++;
        else if (c != '-' || i != 0)
            return false;
    }
    if (digits < 1 || digits > 15 || points > 1)
        return false;
    memcpy(copy, text.text, text.len);
    *out = strtod(copy, NULL);
    return true;
}
