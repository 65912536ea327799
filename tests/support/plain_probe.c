/*
 * Compares; decides nothing. The plain answers are right by definition here: who is
 * right in the official texts is settled by people.
 */
#include "tests/support/plain_probe.h"

#include <stdarg.h>
#include <string.h>

enum { PRINTED = 20, INTERVALS = 64 };

void plain_wrong(plain_count *count, sj_system system, const char *code, sj_date day,
                 const char *format, ...)
{
    char date[SJ_DATE_CAP];
    va_list args;
    if (count->wrong++ >= PRINTED)
        return;
    sj_date_format(day, date);
    printf("WRONG %s: %s %s on %s: ", count->what, sj_system_name(system), code, date);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    printf("\n");
}

void plain_probe_status(const plain_fixture *f, plain_count *count, sj_system system,
                        long place, const char *code, sj_date day, uint32_t *id)
{
    sj_answer got;
    plain_status want = plain_status_on(&f->answers, system, place, code, day);
    sj_status status = sj_lookup(f->image, system, code, strlen(code), day, &got);
    count->probes++;
    if (status != (place < 0 ? SJ_NOT_FOUND : SJ_OK) ||
        (place < 0) != (got.id == SJ_NO_CODE) || got.system != system)
        plain_wrong(count, system, code, day, "%s, id %u, but %s",
                    sj_status_str(status), got.id,
                    place < 0 ? "no release lists it" : "a release lists it");
    else if (got.status != want.status || got.marks != want.marks)
        plain_wrong(count, system, code, day, "%s marks %u, want %s marks %u",
                    sj_code_status_str(got.status), got.marks,
                    sj_code_status_str(want.status), want.marks);
    if (id)
        *id = got.id;
}

void plain_probe_titles(const plain_fixture *f, plain_count *count, sj_system system,
                        long place, uint32_t id, sj_date day)
{
    const plain_system *s = &f->answers.systems[system];
    sj_descriptor got = {.short_text = "", .long_text = ""};
    plain_titles want = plain_titles_on(&f->answers, system, place, day);
    count->probes++;
    if (sj_descriptor_get(f->image, id, day, &got) != SJ_OK)
        plain_wrong(count, system, s->codes[place], day, "no titles");
    else if (!plain_same_text(want.short_text, got.short_text, got.short_len) ||
             !plain_same_text(want.long_text, got.long_text, got.long_len))
        plain_wrong(count, system, s->codes[place], day, "[%s|%s], want [%.*s|%.*s]",
                    got.short_text, got.long_text, (int)want.short_text.len,
                    want.short_text.p, (int)want.long_text.len, want.long_text.p);
    else if (got.short_text[got.short_len] != 0 || got.long_text[got.long_len] != 0)
        plain_wrong(count, system, s->codes[place], day, "a title without its NUL");
}

void plain_probe_validity(const plain_fixture *f, plain_count *count, sj_system system,
                          long place, uint32_t id)
{
    const plain_system *s = &f->answers.systems[system];
    sj_interval got[INTERVALS], want[INTERVALS];
    size_t n = plain_validity(&f->answers, system, place, want, INTERVALS);
    size_t m = sj_validity(f->image, id, got, INTERVALS);
    count->probes++;
    if (n != m) {
        plain_wrong(count, system, s->codes[place], SJ_DATE_MIN,
                    "%zu intervals, want %zu", m, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        if (got[i].from != want[i].from || got[i].to != want[i].to ||
            got[i].status != want[i].status || got[i].marks != want[i].marks) {
            char from[2][SJ_DATE_CAP], to[2][SJ_DATE_CAP];
            sj_date_format(got[i].from, from[0]);
            sj_date_format(got[i].to, to[0]);
            sj_date_format(want[i].from, from[1]);
            sj_date_format(want[i].to, to[1]);
            plain_wrong(count, system, s->codes[place], SJ_DATE_MIN,
                        "interval %zu is %s..%s %s marks %u, want %s..%s %s marks %u",
                        i, from[0], to[0], sj_code_status_str(got[i].status),
                        got[i].marks, from[1], to[1],
                        sj_code_status_str(want[i].status), want[i].marks);
            return;
        }
}
