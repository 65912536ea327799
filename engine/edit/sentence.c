/*
 * Words of a finding: numbers, dates and codes put behind each other.
 */
#include "engine/edit/sentence.h"

void sji_put_bytes(sji_sentence *s, const char *text, size_t len)
{
    if (s->len < s->cap) {
        size_t room = s->cap - s->len;
        memcpy(s->out + s->len, text, len < room ? len : room);
    }
    s->len += len;
}

void sji_put(sji_sentence *s, const char *text)
{
    sji_put_bytes(s, text, strlen(text));
}

void sji_put_number(sji_sentence *s, int64_t value)
{
    char digits[24], *p = digits + sizeof digits;
    bool negative = value < 0;
    uint64_t rest = negative ? 0 - (uint64_t)value : (uint64_t)value;
    do
        *--p = (char)('0' + rest % 10);
    while (rest /= 10);
    if (negative)
        *--p = '-';
    sji_put_bytes(s, p, (size_t)(digits + sizeof digits - p));
}

void sji_put_date(sji_sentence *s, sj_date date)
{
    char text[SJ_DATE_CAP];
    if (!sji_date_good(date) || date == SJ_NO_DATE) {
        sji_put(s, "an unknown day");
        return;
    }
    sj_date_format(date, text);
    sji_put(s, text);
}

/* A code as people read it: of the image when it has the code, else as written. */
void sji_put_code(sji_sentence *s, sj_place place, uint32_t id)
{
    char canonical[SJ_CODE_CAP], text[SJ_CODE_CAP];
    size_t len = id == SJ_NO_CODE ? 0 : sj_code_of(s->image, id, canonical);
    if (len > 0)
        sj_display((sj_system)(id >> SJF_ID_SHIFT), canonical, len, text);
    else
        sj_claim_code(s->claim, place, text);
    sji_put(s, text[0] ? text : "an empty code");
}

void sji_put_its_code(sji_sentence *s)
{
    sji_put_code(s, s->f->at, s->f->code);
}

void sji_put_other(sji_sentence *s)
{
    sji_put_code(s, s->f->with, s->f->other);
}

/* The code with its title on the date. */
void sji_put_titled(sji_sentence *s)
{
    sj_descriptor d;
    sji_put_its_code(s);
    if (s->f->code == SJ_NO_CODE ||
        sj_descriptor_get(s->image, s->f->code, s->f->date, &d) != SJ_OK)
        return;
    bool has_long = d.long_len > 0;
    sji_put(s, " (");
    sji_put_bytes(s, has_long ? d.long_text : d.short_text,
                  has_long ? d.long_len : d.short_len);
    sji_put(s, ")");
}

void sji_put_on_date(sji_sentence *s)
{
    sji_put(s, " on ");
    sji_put_date(s, s->f->date);
}

/* "code", words, date. */
void sji_put_of_code(sji_sentence *s, const char *words)
{
    sji_put_its_code(s);
    sji_put(s, words);
}

void sji_put_of_titled(sji_sentence *s, const char *words)
{
    sji_put_titled(s);
    sji_put(s, words);
}
