/*
 * Calendar dates and day numbers: proleptic Gregorian calendar, years 1 to 9999.
 * Nothing here knows the clock or the locale.
 */
#include <scrubjay/scrubjay.h>

enum { DAYS_TO_1970 = 719468 }; /* from 0000-03-01 to 1970-01-01 */

static int days_in_month(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

bool sj_date_from_ymd(int year, int month, int day, sj_date *out)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return false;
    /* Count years from March, so that the leap day is a year's last. */
    int y = month > 2 ? year : year - 1;
    int m = month > 2 ? month - 3 : month + 9;
    int day_of_year = (153 * m + 2) / 5 + day - 1;
    *out = 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - DAYS_TO_1970;
    return true;
}

void sj_date_to_ymd(sj_date date, int *year, int *month, int *day)
{
    int n = date + DAYS_TO_1970;
    int era = n / 146097; /* 400 years */
    int in_era = n % 146097;
    int year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int day_of_year =
        in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int m = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

/* The number that `count` digits write, or -1. */
static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool sj_date_parse(const char *text, size_t len, sj_date *out)
{
    if (len == 10 && text[4] == '-' && text[7] == '-')
        return sj_date_from_ymd(digits(text, 4), digits(text + 5, 2),
                                digits(text + 8, 2), out);
    if (len == 8)
        return sj_date_from_ymd(digits(text, 4), digits(text + 4, 2),
                                digits(text + 6, 2), out);
    return false;
}

void sj_date_format(sj_date date, char out[SJ_DATE_CAP])
{
    if (date == SJ_DATE_MIN || date == SJ_DATE_OPEN) {
        out[0] = '\0';
        return;
    }
    int year, month, day;
    sj_date_to_ymd(date, &year, &month, &day);
    int parts[] = {year / 100, year % 100, month, day};
    char *p = out;
    for (int i = 0; i < 4; i++) {
        if (i >= 2)
            *p++ = '-';
        *p++ = (char)('0' + parts[i] / 10 % 10);
        *p++ = (char)('0' + parts[i] % 10);
    }
    *p = '\0';
}
