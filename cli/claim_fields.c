/*
 * A fault is put into words when it is the first in rank so far; reading goes on, since
 * what is no JSON is told before anything else.
 */
#include "cli/claim_fields.h"

#include <stdio.h>
#include <string.h>

void cli_refuse(cli_claim_reader *r, const cli_spot *where, const char *reason)
{
    char list[40] = "", inner[24] = "";
    cli_fault *fault = &r->fault;
    uint64_t rank = (uint64_t)where->rank << 40 | (uint64_t)(where->index + 1) << 24 |
                    (uint64_t)where->key_rank << 16 | (uint64_t)(where->inner + 1);
    if (rank >= r->fault_rank)
        return;
    r->fault_rank = rank;
    *fault = (cli_fault){.column = 0};
    if (where->list && where->index == CLI_NO_INDEX)
        (void)snprintf(list, sizeof list, "%s", where->list);
    else if (where->list)
        (void)snprintf(list, sizeof list, "%.10s[%zu]", where->list, where->index);
    if (where->inner != CLI_NO_INDEX)
        (void)snprintf(inner, sizeof inner, "[%zu]", where->inner);
    (void)snprintf(fault->at, sizeof fault->at, "%s%s%s%s", list,
                   list[0] && where->key ? "." : "", where->key ? where->key : "",
                   inner);
    (void)snprintf(fault->reason, sizeof fault->reason, "%s%s%s", fault->at,
                   fault->at[0] ? ": " : "", reason);
}

void cli_refuse_value(cli_claim_reader *r, const cli_spot *where, const char *reason)
{
    cli_refuse(r, where, reason);
    cli_scan_skip(&r->scan);
}

/* ---- objects and lists ------------------------------------------------------------
 */

/* @return the field's number; t->count when nobody knows the key */
static unsigned find_field(const cli_table *t, unsigned guess, sj_str name)
{
    const cli_field *fields = t->fields;
    unsigned i = guess;
    for (unsigned n = 0; n < t->count; n++, i++) {
        if (i >= t->count)
            i = 0;
        if (fields[i].len == name.len && fields[i].name[0] == name.text[0] &&
            memcmp(fields[i].name, name.text, name.len) == 0)
            return i;
    }
    return t->count;
}

void cli_read_object(cli_claim_reader *r, const cli_table *table, const cli_spot *where,
                     void *base)
{
    cli_scan *s = &r->scan;
    cli_spot here = *where;
    size_t since = s->name_count;
    uint32_t seen = 0;
    unsigned guess = 0;
    bool first = true;
    sj_str name = {.text = ""};
    cli_scan_open(s);
    while (cli_scan_member(s, &first, &name)) {
        unsigned i = find_field(table, guess, name);
        if (i == table->count) {
            cli_scan_stranger(s, since, name);
            cli_scan_skip(s);
            continue;
        }
        const cli_field *f = &table->fields[i];
        if (seen >> i & 1)
            (void)cli_scan_break(s); /* the key is there twice */
        seen |= (uint32_t)1 << i;
        guess = i + 1;
        if (cli_scan_peek(s) == 'n') {
            (void)cli_scan_null(s);
            continue;
        }
        here.key = f->path;
        *(table->top ? &here.rank : &here.key_rank) = f->rank;
        f->read(r, &here, (char *)base + f->offset);
    }
    s->name_count = since;
}

bool cli_open_list(cli_claim_reader *r, const cli_spot *where)
{
    if (cli_scan_peek(&r->scan) == '[') {
        cli_scan_open(&r->scan);
        return true;
    }
    cli_refuse_value(r, where, "must be a list");
    return false;
}

bool cli_next_item(cli_claim_reader *r, const cli_spot *where, size_t max,
                   size_t *count)
{
    bool first = *count == CLI_NO_INDEX;
    while (cli_scan_element(&r->scan, &first)) {
        if (++*count < max)
            return true;
        cli_refuse_value(r, where, "too many items");
        *count = max - 1;
    }
    ++*count;
    return false;
}

/* ---- single values ----------------------------------------------------------------
 */

bool cli_read_string(cli_claim_reader *r, const cli_spot *where, sj_str *out)
{
    if (cli_scan_peek(&r->scan) == '"')
        return cli_scan_string(&r->scan, out);
    cli_refuse_value(r, where, "must be a string");
    return false;
}

void cli_read_text(cli_claim_reader *r, const cli_spot *where, void *to)
{
    (void)cli_read_string(r, where, to);
}

void cli_read_date(cli_claim_reader *r, const cli_spot *where, void *to)
{
    enum { DATE_LEN = 10 };
    sj_date *out = to;
    sj_str text;
    if (!cli_read_string(r, where, &text))
        return;
    if (text.len == DATE_LEN && sj_date_parse(text.text, text.len, out))
        return;
    *out = SJ_NO_DATE;
    cli_refuse(r, where, "no such date (YYYY-MM-DD)");
}

void cli_read_number(cli_claim_reader *r, const cli_spot *where, void *to)
{
    cli_scan_number number;
    double *out = to;
    if (!cli_begins_number(cli_scan_peek(&r->scan)))
        cli_refuse_value(r, where, "must be a number");
    else if (cli_scan_number_read(&r->scan, &number))
        *out = number.value;
}

bool cli_read_integer(cli_claim_reader *r, const cli_spot *where, int64_t least,
                      int64_t most, const char *reason, int64_t *out)
{
    cli_scan_number number;
    if (!cli_begins_number(cli_scan_peek(&r->scan))) {
        cli_refuse_value(r, where, reason);
        return false;
    }
    if (!cli_scan_number_read(&r->scan, &number))
        return false;
    if (!number.is_integer || number.integer < least || number.integer > most) {
        cli_refuse(r, where, reason);
        return false;
    }
    *out = number.integer;
    return true;
}

size_t cli_find_word(sj_str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.len == strlen(words[i]) && memcmp(text.text, words[i], text.len) == 0)
            return i;
    return count;
}
