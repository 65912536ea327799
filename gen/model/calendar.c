/*
 * Ends of fiscal years, quarters and years. Days outside the years 1 to 9999 do not
 * come here: readers take dates from text of four-digit years.
 */
#include "gen/model/calendar.h"

static sj_date day_of(int year, int month, int day)
{
    sj_date out = SJ_DATE_OPEN;
    sj_date_from_ymd(year, month, day, &out);
    return out;
}

int gen_fiscal_year(sj_date day)
{
    int y, m, d;
    sj_date_to_ymd(day, &y, &m, &d);
    return m >= 10 ? y + 1 : y;
}

sj_date gen_fiscal_year_end(sj_date day)
{
    return day_of(gen_fiscal_year(day), 9, 30);
}

sj_date gen_quarter_end(sj_date day)
{
    static const int last_day[4] = {31, 30, 30, 31};
    int y, m, d;
    sj_date_to_ymd(day, &y, &m, &d);
    int quarter = (m - 1) / 3;
    return day_of(y, quarter * 3 + 3, last_day[quarter]);
}

sj_date gen_calendar_year_end(sj_date day)
{
    int y, m, d;
    sj_date_to_ymd(day, &y, &m, &d);
    return day_of(y, 12, 31);
}

sj_date gen_open_end(sj_date to)
{
    return to >= day_of(9999, 12, 31) ? SJ_DATE_OPEN : to;
}
