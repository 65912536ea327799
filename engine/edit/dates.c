/*
 * What kind of claim it is, which dates its edits go by, how old the patient is
 * (docs/EDITING.md, The claim), and what a key date decides for every diagnosis alike.
 */
#include "engine/edit/judged.h"

bool sji_date_good(sj_date date)
{
    enum { FIRST = -719162, LAST = 2932896 }; /* 0001-01-01 to 9999-12-31 */
    return date == SJ_NO_DATE || (date >= FIRST && date <= LAST);
}

int sji_age(const int birth[3], sj_date on)
{
    int year, month, day;
    sj_date_to_ymd(on, &year, &month, &day);
    bool before = month < birth[1] || (month == birth[1] && day < birth[2]);
    return year - birth[0] - before;
}

static sji_claim_kind kind_of(const sj_claim *claim)
{
    if (claim->type != SJ_INSTITUTIONAL)
        return SJI_P;
    sj_str bill = sji_trim(claim->bill_type);
    if (bill.len == 4 && bill.text[0] == '0')
        bill = (sj_str){bill.text + 1, 3};
    if (bill.len < 2)
        return SJI_OP;
    static const char inpatient[][3] = {"11", "18", "21", "41"};
    for (unsigned i = 0; i < sizeof inpatient / sizeof inpatient[0]; i++)
        if (memcmp(bill.text, inpatient[i], 2) == 0)
            return SJI_IP;
    return SJI_OP;
}

/* First service of a professional claim, and whether all lines begin on one day. */
static bool read_lines(sji_check *c)
{
    const sj_claim *claim = c->claim;
    if (claim->line_count == 0)
        return true;
    sj_date least = SJ_DATE_OPEN, most = SJ_DATE_MIN;
    for (uint32_t i = 0; i < claim->line_count; i++) {
        const sj_line *line = &claim->lines[i];
        if (!sji_date_good(line->from) || !sji_date_good(line->to))
            return false;
        sj_date date = sji_line_date(c, line);
        least = date < least ? date : least;
        most = date > most ? date : most;
    }
    if (c->kind == SJI_P) {
        c->first_service = least;
        c->one_date = least == most;
    }
    return true;
}

bool sji_read_dates(sji_check *c)
{
    const sj_claim *claim = c->claim;
    if (!sji_date_good(claim->from) || !sji_date_good(claim->to) ||
        !sji_date_good(claim->birth) || !sji_date_good(claim->admission))
        return false;
    for (uint32_t i = 0; i < claim->px_count; i++)
        if (!sji_date_good(claim->px[i].date))
            return false;
    for (uint32_t i = 0; i < claim->history_count; i++)
        if (!sji_date_good(claim->history[i].from) ||
            !sji_date_good(claim->history[i].to))
            return false;
    if (claim->from == SJ_NO_DATE && claim->to == SJ_NO_DATE)
        return false;
    c->from = claim->from != SJ_NO_DATE ? claim->from : claim->to;
    c->to = claim->to != SJ_NO_DATE ? claim->to : c->from;
    c->admission = claim->admission != SJ_NO_DATE ? claim->admission : c->from;
    c->kind = kind_of(claim);
    c->first_service = c->from;
    c->one_date = true;
    if (!read_lines(c))
        return false;
    c->pair_date = c->kind == SJI_P ? c->first_service : c->to;
    c->dx_alone = claim->dx_count == 1;
    c->principal_version = 0;
    c->birth_good = false; /* patient.c tells */
    c->age = 0;
    sj_str sex = sji_trim(claim->sex);
    char one = sex.len == 1 ? sex.text[0] : '\0';
    c->sex_told = sex.len > 0;
    c->sex_good = one == 'F' || one == 'M' || one == 'U';
    c->sex = c->sex_good && one != 'U' ? one : '\0';
    c->day.date = SJ_NO_DATE;
    return true;
}

/* ---- the day --------------------------------------------------------------------- */

static uint64_t bit(enum sjf_trait trait)
{
    return UINT64_C(1) << trait;
}

/* The age lists that the patient fails. */
static uint64_t failed_ages(const uint8_t *record, int age)
{
    uint64_t fails = 0;
    for (unsigned i = SJF_NEWBORN; i <= SJF_ADULT; i++) {
        const uint8_t *ages = record + SJF_ECOL_AGES + 2 * (size_t)i;
        if (age < ages[0] || age > ages[1])
            fails |= UINT64_C(1) << i;
    }
    return fails;
}

/* The edits that the Code Editor's lists of a column do not decide. */
static uint16_t open_lists(const sji_check *c, sj_date date, bool open, uint64_t lists)
{
    const uint64_t ages =
        bit(SJF_NEWBORN) | bit(SJF_PEDIATRIC) | bit(SJF_MATERNITY) | bit(SJF_ADULT);
    const uint64_t sexes = bit(SJF_FEMALE) | bit(SJF_MALE);
    if (open)
        lists = 0;
    unsigned bits = 0;
    if (c->birth_good && (lists & ages) != ages)
        bits |= SJI_OPEN_AGE;
    if (c->sex && date < SJI_SEX_ENDS_DAY && (lists & sexes) != sexes)
        bits |= SJI_OPEN_SEX;
    if (!(lists & bit(SJF_UNACCEPTABLE)))
        bits |= SJI_OPEN_UNACCEPTABLE;
    if (c->kind == SJI_IP) {
        if (c->dx_alone && !(lists & bit(SJF_REQUIRES_SECONDARY)))
            bits |= SJI_OPEN_SECONDARY;
        if (!(lists & bit(SJF_QUESTIONABLE)))
            bits |= SJI_OPEN_QUESTIONABLE;
        if (!(lists & bit(SJF_WRONG_PROCEDURE)))
            bits |= SJI_OPEN_WRONG_PROCEDURE;
        if (date >= SJI_SIDES_DAY && !(lists & bit(SJF_UNSPECIFIED_SIDE)))
            bits |= SJI_OPEN_SIDE;
    }
    return (uint16_t)bits;
}

static void make_day(sji_check *c, sj_date date)
{
    const sji_edits *e = &c->image->edits[SJ_ICD10CM];
    sji_day *day = &c->day;
    *day = (sji_day){.date = date, .version = date >= SJI_ICD10_DAY ? 10 : 9};
    if (c->birth_good)
        day->age = c->kind == SJI_P && date != c->first_service
                       ? sji_age(c->birth, date)
                       : c->age;
    unsigned mce = 0, poa = 0, notes = 0;
    uint32_t lists = 0;
    if (e->loaded) {
        day->column = sji_edit_column(e, date);
        mce = sji_coverage(e, day->column, SJF_COVER_MCE_SHIFT);
        poa = sji_coverage(e, day->column, SJF_COVER_POA_SHIFT);
        notes = sji_coverage(e, day->column, SJF_COVER_NOTES_SHIFT);
        const uint8_t *record = sji_column_record(e, day->column);
        lists = sjf_load32(record + SJF_ECOL_LISTS);
        if (c->birth_good)
            day->age_fails = failed_ages(record, day->age);
    }
    if (c->sex && date < SJI_SEX_ENDS_DAY)
        day->sex_fails = c->sex == 'F' ? bit(SJF_MALE) : bit(SJF_FEMALE);
    day->watch = day->age_fails | day->sex_fails;
    day->mce_marks = sji_cover_marks(mce);
    day->poa_marks = sji_cover_marks(poa);
    day->notes_marks = sji_cover_marks(notes);
    day->notes_open = sji_not_covered(notes);
    day->poa_speaks = poa != 0;
    day->open = open_lists(c, date, sji_not_covered(mce), lists);
    if (c->kind == SJI_IP && sji_not_covered(poa))
        day->open |= SJI_OPEN_POA;
}

const sji_day *sji_day_on(sji_check *c, sj_date date)
{
    if (c->day.date != date)
        make_day(c, date);
    return &c->day;
}
