/*
 * Rows into entries. Rows of neighbouring releases say mostly the same, so a title is
 * compared with the code's last one before it is looked for in the pool, and nothing is
 * allocated for one row.
 */
#include "gen/model/table.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/calendar.h"
#include "gen/model/memory.h"

enum { FIRST_BUCKETS = 1024, TITLE_MAX = 65535 };

gen_table *gen_table_new(sj_system system, gen_family family)
{
    gen_table *table = gen_alloc(sizeof *table);
    table->system = system;
    table->family = family;
    table->bucket_count = FIRST_BUCKETS;
    table->buckets = gen_alloc(FIRST_BUCKETS * sizeof *table->buckets);
    return table;
}

void gen_table_free(gen_table *table)
{
    if (!table)
        return;
    free(table->releases);
    free(table->entries);
    free(table->buckets);
    free(table->cells);
    free(table->lines);
    free(table->rows);
    free(table->wordings);
    free(table);
}

uint32_t gen_table_add_source(gen_table *table, uint32_t index,
                              const gen_source *source)
{
    unsigned role = gen_source_role(source);
    uint32_t count = table->release_count;
    gen_table_release *last = count ? &table->releases[count - 1] : NULL;
    if (last && last->span.from == source->from) {
        if (last->source[role] == GEN_NO_INDEX)
            last->source[role] = index;
        return count - 1;
    }
    table->releases =
        gen_grow(table->releases, count, &table->release_cap, sizeof *table->releases);
    gen_table_release *release = &table->releases[table->release_count++];
    *release = (gen_table_release){.span = {source->from, SJ_DATE_OPEN},
                                   .source = {GEN_NO_INDEX, GEN_NO_INDEX},
                                   .billable_only = gen_source_billable_only(source),
                                   .closed = gen_open_end(source->to) != SJ_DATE_OPEN};
    release->source[role] = index;
    return count;
}

/* ---- codes ----------------------------------------------------------------------- */

/* Codes are zero-padded, so two words are the code. */
static uint64_t hash_code(const char code[SJ_CODE_CAP])
{
    uint64_t a, b;
    memcpy(&a, code, sizeof a);
    memcpy(&b, code + 8, sizeof b);
    uint64_t h = (a ^ b * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 32;
}

static uint32_t find_bucket(const gen_table *table, const char code[SJ_CODE_CAP])
{
    uint32_t mask = table->bucket_count - 1;
    uint32_t i = (uint32_t)hash_code(code) & mask;
    while (table->buckets[i] &&
           memcmp(table->entries[table->buckets[i] - 1].code, code, SJ_CODE_CAP) != 0)
        i = (i + 1) & mask;
    return i;
}

static void widen_buckets(gen_table *table)
{
    table->bucket_count *= 2;
    free(table->buckets);
    table->buckets = gen_alloc((size_t)table->bucket_count * sizeof *table->buckets);
    for (uint32_t i = 0; i < table->entry_count; i++)
        table->buckets[find_bucket(table, table->entries[i].code)] = i + 1;
}

/* Lines are kept where two files must agree, and of ICD-10-CM: they are its tabular
 * order (tabular_order.h). */
static bool needs_lines(const gen_table *table)
{
    if (table->system == SJ_ICD10CM)
        return true;
    for (uint32_t i = 0; i < table->release_count; i++)
        if (table->releases[i].source[0] != GEN_NO_INDEX &&
            table->releases[i].source[1] != GEN_NO_INDEX)
            return true;
    return false;
}

/* Room for the cells of one more entry, zeroed. */
static void add_cells(gen_table *table)
{
    size_t width = table->release_count;
    if (table->entry_cap > table->cell_cap) {
        size_t old = table->cell_cap * width, cells = table->entry_cap * width;
        bool lines = table->lines || needs_lines(table);
        table->cells = gen_resize(table->cells, cells, 1);
        memset(table->cells + old, 0, cells - old);
        if (lines) {
            table->lines = gen_resize(table->lines, cells, sizeof *table->lines);
            memset(table->lines + old, 0, (cells - old) * sizeof *table->lines);
        }
        table->cell_cap = table->entry_cap;
    }
}

static void pad_code(char out[SJ_CODE_CAP], const char *code, size_t len)
{
    memset(out, 0, SJ_CODE_CAP);
    memcpy(out, code, len < SJ_CODE_CAP ? len : SJ_CODE_CAP - 1);
}

gen_entry *gen_table_find(const gen_table *table, const char *code)
{
    char padded[SJ_CODE_CAP];
    pad_code(padded, code, strlen(code));
    uint32_t i = table->buckets[find_bucket(table, padded)];
    return i ? &table->entries[i - 1] : NULL;
}

static uint32_t entry_of(gen_table *table, const char *code, size_t len)
{
    char padded[SJ_CODE_CAP];
    pad_code(padded, code, len);
    uint32_t bucket = find_bucket(table, padded);
    if (table->buckets[bucket])
        return table->buckets[bucket] - 1;
    if (table->entry_count >= table->bucket_count / 2) {
        widen_buckets(table);
        bucket = find_bucket(table, padded);
    }
    table->entries = gen_grow(table->entries, table->entry_count, &table->entry_cap,
                              sizeof *table->entries);
    if (table->family == GEN_FAMILY_ORDER)
        add_cells(table);
    gen_entry *entry = &table->entries[table->entry_count++];
    *entry = (gen_entry){.len = (uint8_t)len,
                         .first_wording = GEN_NO_INDEX,
                         .last_wording = GEN_NO_INDEX,
                         .short_now = GEN_NO_TEXT,
                         .long_now = GEN_NO_TEXT,
                         .first_row = GEN_NO_INDEX,
                         .last_row = GEN_NO_INDEX,
                         .last_release = GEN_NO_INDEX};
    memcpy(entry->code, padded, SJ_CODE_CAP);
    table->buckets[bucket] = table->entry_count;
    return table->entry_count - 1;
}

/* ---- titles ---------------------------------------------------------------------- */

static uint32_t title_id(gen_text_pool *pool, uint32_t last, const char *text,
                         size_t len)
{
    size_t last_len;
    if (!text)
        return GEN_NO_TEXT;
    if (last != GEN_NO_TEXT) {
        const char *same = gen_text_get(pool, last, &last_len);
        if (last_len == len && memcmp(same, text, len) == 0)
            return last;
    }
    return gen_text_intern(pool, text, len);
}

static gen_wording *append_wording(gen_table *table, gen_entry *entry, uint32_t release)
{
    table->wordings = gen_grow(table->wordings, table->wording_count,
                               &table->wording_cap, sizeof *table->wordings);
    uint32_t index = table->wording_count++;
    if (entry->last_wording == GEN_NO_INDEX)
        entry->first_wording = index;
    else
        table->wordings[entry->last_wording].next = index;
    entry->last_wording = index;
    table->wordings[index] = (gen_wording){.next = GEN_NO_INDEX,
                                           .release = release,
                                           .short_text = GEN_NO_TEXT,
                                           .long_text = GEN_NO_TEXT,
                                           .row_from = SJ_DATE_MIN};
    return &table->wordings[index];
}

static void add_titles(gen_table *table, gen_text_pool *pool, gen_entry *entry,
                       uint32_t release, const gen_row *row, sj_date row_from)
{
    uint32_t short_text =
        title_id(pool, entry->short_now, row->short_text, row->short_len);
    uint32_t long_text = title_id(pool, entry->long_now, row->long_text, row->long_len);
    bool changed = (short_text != GEN_NO_TEXT && short_text != entry->short_now) ||
                   (long_text != GEN_NO_TEXT && long_text != entry->long_now);
    gen_wording *last = entry->last_wording == GEN_NO_INDEX
                            ? NULL
                            : &table->wordings[entry->last_wording];
    bool same_release = last && last->release == release;
    if (table->family == GEN_FAMILY_ORDER && last && !changed)
        return;
    if (!same_release)
        last = append_wording(table, entry, release);
    else if (row_from < last->row_from)
        return;
    last->row_from = row_from;
    if (short_text != GEN_NO_TEXT)
        last->short_text = entry->short_now = short_text;
    if (long_text != GEN_NO_TEXT)
        last->long_text = entry->long_now = long_text;
}

static void inherit(uint32_t *text, uint32_t *known)
{
    if (*text == GEN_NO_TEXT)
        *text = *known;
    else
        *known = *text;
}

void gen_table_settle_titles(gen_table *table, gen_entry *entry)
{
    gen_wording *all = table->wordings;
    uint32_t short_text = GEN_NO_TEXT, long_text = GEN_NO_TEXT;
    for (uint32_t i = entry->first_wording; i != GEN_NO_INDEX; i = all[i].next) {
        inherit(&all[i].short_text, &short_text);
        inherit(&all[i].long_text, &long_text);
    }
    /* What still lacks a title stands before the first release that has one. */
    uint32_t first_short = GEN_NO_TEXT, first_long = GEN_NO_TEXT;
    for (uint32_t i = entry->first_wording; i != GEN_NO_INDEX; i = all[i].next) {
        if (first_short == GEN_NO_TEXT)
            first_short = all[i].short_text;
        if (first_long == GEN_NO_TEXT)
            first_long = all[i].long_text;
    }
    for (uint32_t i = entry->first_wording; i != GEN_NO_INDEX; i = all[i].next) {
        gen_wording *w = &all[i];
        if (w->short_text == GEN_NO_TEXT)
            w->short_text = first_short;
        if (w->long_text == GEN_NO_TEXT)
            w->long_text = first_long;
        if (w->short_text == GEN_NO_TEXT)
            w->short_text = w->long_text == GEN_NO_TEXT ? 0 : w->long_text;
        if (w->long_text == GEN_NO_TEXT)
            w->long_text = w->short_text;
    }
    if (table->family != GEN_FAMILY_ORDER)
        return;
    for (uint32_t i = entry->first_wording; i != GEN_NO_INDEX;) {
        uint32_t next = all[i].next;
        if (next != GEN_NO_INDEX && all[next].short_text == all[i].short_text &&
            all[next].long_text == all[i].long_text)
            all[i].next = all[next].next;
        else
            i = next;
    }
}

/* ---- rows ------------------------------------------------------------------------ */

static const char *add_undated(gen_table *table, uint32_t index, uint32_t release,
                               unsigned role, const gen_row *row)
{
    size_t cell = (size_t)index * table->release_count + release;
    uint8_t mark = role ? GEN_CELL_JOINED : GEN_CELL_MAIN;
    if (table->cells[cell] & mark)
        return "code occurs twice";
    table->cells[cell] = (uint8_t)(table->cells[cell] | mark | row->status);
    if (table->lines)
        table->lines[cell] = row->line;
    return NULL;
}

static const char *add_dated(gen_table *table, gen_entry *entry, uint32_t release,
                             const gen_row *row)
{
    gen_dated_row dated = {.release = release,
                           .from = row->from,
                           .to = gen_open_end(row->to),
                           .status = row->status,
                           .undated = row->from == GEN_NO_DATE};
    if (dated.undated)
        dated.from = table->releases[release].span.from;
    if (dated.to < dated.from)
        return dated.undated ? "ends before the release begins, and states no beginning"
                             : "ends before it begins";
    uint32_t i = entry->last_release == release ? entry->first_row : GEN_NO_INDEX;
    for (; i != GEN_NO_INDEX; i = table->rows[i].next) {
        const gen_dated_row *other = &table->rows[i].row;
        if (other->release == release && dated.from <= other->to &&
            other->from <= dated.to)
            return "intervals overlap";
    }
    table->rows =
        gen_grow(table->rows, table->row_count, &table->row_cap, sizeof *table->rows);
    uint32_t index = table->row_count++;
    if (entry->last_row == GEN_NO_INDEX)
        entry->first_row = index;
    else
        table->rows[entry->last_row].next = index;
    entry->last_row = index;
    table->rows[index] = (gen_listed_row){GEN_NO_INDEX, dated};
    return NULL;
}

const char *gen_table_add_row(gen_table *table, gen_text_pool *text, uint32_t release,
                              unsigned role, const gen_row *row)
{
    if (row->short_len > TITLE_MAX || row->long_len > TITLE_MAX)
        return "title is longer than 65535 bytes";
    uint32_t index = entry_of(table, row->code, row->code_len);
    gen_entry *entry = &table->entries[index];
    const char *why = table->family == GEN_FAMILY_ORDER
                          ? add_undated(table, index, release, role, row)
                          : add_dated(table, entry, release, row);
    if (why)
        return why;
    if (entry->last_release != release)
        table->releases[release].codes++;
    entry->last_release = release;
    entry->flags |= row->flags;
    sj_date row_from =
        row->from == GEN_NO_DATE ? table->releases[release].span.from : row->from;
    add_titles(table, text, entry, release, row, row_from);
    return NULL;
}

/* ---- releases -------------------------------------------------------------------- */

static void renumber(gen_table *table, const uint32_t *number)
{
    for (uint32_t i = 0; i < table->row_count; i++)
        table->rows[i].row.release = number[table->rows[i].row.release];
    for (uint32_t i = 0; i < table->wording_count; i++)
        table->wordings[i].release = number[table->wordings[i].release];
}

void gen_table_settle(gen_table *table, const gen_source *sources)
{
    uint32_t *number = gen_resize(NULL, table->release_count, sizeof *number);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < table->release_count; i++) {
        number[i] = kept;
        if (table->releases[i].codes > 0 || table->family != GEN_FAMILY_ANWEB)
            table->releases[kept++] = table->releases[i];
    }
    if (kept != table->release_count)
        renumber(table, number);
    free(number);
    table->release_count = kept;

    for (uint32_t i = 0; i < kept; i++) {
        gen_table_release *release = &table->releases[i];
        for (int role = 0; role < 2; role++) {
            uint32_t source = release->source[role];
            if (source != GEN_NO_INDEX && sources[source].to < release->span.to)
                release->span.to = sources[source].to;
        }
    }
}
