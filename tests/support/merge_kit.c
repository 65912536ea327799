/*
 * The kit of merge_kit.h. Text is appended to a buffer of fixed size: test releases are
 * tiny, and what does not fit shows as a difference.
 */
#include "tests/support/merge_kit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/kinds.h"

void kit_init(merge_kit *kit)
{
    *kit = (merge_kit){0};
    gen_catalog_init(&kit->catalog);
    gen_report_init(&kit->report, false);
}

void kit_free(merge_kit *kit)
{
    gen_source_list_free(&kit->sources);
    gen_catalog_free(&kit->catalog);
    gen_report_free(&kit->report);
    free(kit->rows);
}

static sj_date day(const char *text, sj_date none)
{
    sj_date out = none;
    if (text && !sj_date_parse(text, strlen(text), &out))
        abort();
    return out;
}

static uint32_t add_source(merge_kit *kit, gen_kind kind, const char *name,
                           sj_system system, const char *release, const char *from,
                           const char *to)
{
    char file[64];
    gen_source_list *list = &kit->sources;
    list->items = gen_grow(list->items, list->count, &list->cap, sizeof *list->items);
    snprintf(file, sizeof file, "%s_%s.txt", name, release);
    list->items[list->count] = (gen_source){.path = gen_strdup(file),
                                            .container = gen_strdup(file),
                                            .file = gen_strdup(file),
                                            .kind_name = gen_strdup(name),
                                            .kind = kind,
                                            .system = system,
                                            .release = gen_strdup(release),
                                            .from = day(from, SJ_DATE_MIN),
                                            .to = day(to, SJ_DATE_OPEN)};
    return list->count++;
}

uint32_t kit_source(merge_kit *kit, gen_kind kind, const char *release,
                    const char *from, const char *to)
{
    const gen_kind_info *info = gen_kind_info_of(kind);
    if (!info) /* a kind that is not read yet */
        return add_source(kit, kind, "ncci-aoc", SJ_SYSTEM_COUNT, release, from, to);
    return add_source(kit, kind, info->name, info->system, release, from, to);
}

uint32_t kit_list(merge_kit *kit, sj_system system, const char *release,
                  const char *from, const char *to)
{
    char name[32];
    snprintf(name, sizeof name, "codes-%s", sj_system_name(system));
    return add_source(kit, GEN_CODES_CSV, name, system, release, from, to);
}

gen_row *kit_row_add(merge_kit *kit, uint32_t source, gen_row row)
{
    kit->rows = gen_grow(kit->rows, kit->row_count, &kit->row_cap, sizeof *kit->rows);
    row.line = kit->row_count + 1;
    row.code_len = strlen(row.code);
    if (row.short_text && row.short_len == 0)
        row.short_len = strlen(row.short_text);
    row.long_len = row.long_text ? strlen(row.long_text) : 0;
    kit->rows[kit->row_count] = (kit_row){source, row};
    return &kit->rows[kit->row_count++].row;
}

void kit_undated(merge_kit *kit, uint32_t source, const char *code, uint8_t status,
                 const char *short_text, const char *long_text)
{
    kit_row_add(kit, source,
                (gen_row){.system = kit->sources.items[source].system,
                          .code = code,
                          .status = status,
                          .has_text = true,
                          .from = GEN_NO_DATE,
                          .to = SJ_DATE_OPEN,
                          .short_text = short_text,
                          .long_text = long_text});
}

void kit_dated(merge_kit *kit, uint32_t source, sj_system system, const char *code,
               const char *from, const char *to)
{
    kit_row_add(kit, source,
                (gen_row){.system = system,
                          .code = code,
                          .status = SJ_CODE_BILLABLE,
                          .has_text = true,
                          .from = day(from, GEN_NO_DATE),
                          .to = day(to, SJ_DATE_OPEN),
                          .short_text = "short",
                          .long_text = "long"});
}

gen_row *kit_last(merge_kit *kit)
{
    return &kit->rows[kit->row_count - 1].row;
}

void kit_merge(merge_kit *kit, bool carry)
{
    gen_merge *merge = gen_merge_begin(&kit->sources, carry);
    const uint32_t *order = gen_merge_order(merge);
    for (uint32_t i = 0; i < kit->sources.count; i++) {
        gen_source *source = &kit->sources.items[order[i]];
        for (uint32_t r = 0; r < kit->row_count; r++) {
            const gen_row *row = &kit->rows[r].row;
            if (kit->rows[r].source != order[i])
                continue;
            const char *why = gen_merge_row(merge, order[i], row);
            source->records += why == NULL;
            if (why)
                gen_report_add(&kit->report, GEN_RECORD_ERROR, source->path, row->line,
                               "code %s: %s", row->code, why);
        }
        source->xxh3[0] = (uint8_t)source->records;
    }
    kit->merged = gen_merge_finish(merge, &kit->catalog, &kit->report);
    gen_merge_free(merge);
}

void kit_reverse(merge_kit *kit)
{
    gen_source_list *list = &kit->sources;
    for (uint32_t i = 0; i < list->count / 2; i++) {
        gen_source item = list->items[i];
        list->items[i] = list->items[list->count - 1 - i];
        list->items[list->count - 1 - i] = item;
    }
    for (uint32_t i = 0; i < kit->row_count; i++)
        kit->rows[i].source = list->count - 1 - kit->rows[i].source;
}

/* ---- what came of it ------------------------------------------------------------- */

static void say(merge_kit *kit, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void say(merge_kit *kit, const char *format, ...)
{
    size_t used = strlen(kit->text);
    va_list args;
    va_start(args, format);
    vsnprintf(kit->text + used, sizeof kit->text - used, format, args);
    va_end(args);
}

static const char *separator(const merge_kit *kit)
{
    return kit->text[0] ? ", " : "";
}

static const char *begin(merge_kit *kit)
{
    kit->text[0] = '\0';
    return kit->text;
}

const gen_code *kit_code(const merge_kit *kit, sj_system system, const char *code)
{
    const gen_system *s = &kit->catalog.systems[system];
    for (uint32_t i = 0; i < s->code_count; i++)
        if (strcmp(s->codes[i].code, code) == 0)
            return &s->codes[i];
    return NULL;
}

static const gen_timeline *timeline_of(const merge_kit *kit, sj_system system,
                                       const char *code)
{
    const gen_code *c = kit_code(kit, system, code);
    return c ? &kit->catalog.systems[system].timelines[c->timeline] : NULL;
}

static void say_segments(merge_kit *kit, const gen_timeline *line)
{
    char from[SJ_DATE_CAP];
    for (uint32_t i = 0; line && i < line->segment_count; i++) {
        const gen_segment *s = &line->segments[i];
        sj_date_format(s->from, from);
        say(kit, "%s%s %s%s%s", separator(kit), from[0] ? from : "-",
            sj_code_status_str((sj_code_status)(s->status & 7)),
            s->status & SJ_MARK_INFERRED ? " inferred" : "",
            s->status & SJ_MARK_CARRIED ? " carried" : "");
    }
}

static void say_intervals(merge_kit *kit, const gen_timeline *line)
{
    char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
    for (uint32_t i = 0; line && i < line->interval_count; i++) {
        const sj_interval *v = &line->intervals[i];
        sj_date_format(v->from, from);
        sj_date_format(v->to, to);
        say(kit, "%s%s..%s %s%s", separator(kit), from, to,
            sj_code_status_str((sj_code_status)v->status),
            v->marks & SJ_MARK_INFERRED ? " inferred" : "");
    }
}

const char *kit_segments(merge_kit *kit, sj_system system, const char *code)
{
    begin(kit);
    say_segments(kit, timeline_of(kit, system, code));
    return kit->text;
}

const char *kit_absence(merge_kit *kit, sj_system system, bool digit)
{
    const gen_system *s = &kit->catalog.systems[system];
    begin(kit);
    if (s->loaded)
        say_segments(kit, &s->timelines[digit ? s->absence_digit : s->absence]);
    return kit->text;
}

const char *kit_intervals(merge_kit *kit, sj_system system, const char *code)
{
    begin(kit);
    say_intervals(kit, timeline_of(kit, system, code));
    return kit->text;
}

const char *kit_titles(merge_kit *kit, sj_system system, const char *code)
{
    const gen_code *c = kit_code(kit, system, code);
    const gen_catalog *catalog = &kit->catalog;
    char from[SJ_DATE_CAP];
    begin(kit);
    for (uint32_t i = 0; c && i < c->descriptor_count; i++) {
        const gen_descriptor *d =
            &catalog->systems[system].descriptors[c->first_descriptor + i];
        sj_date_format(d->from, from);
        say(kit, "%s%s %s|%s", separator(kit), from,
            gen_text_get(&catalog->text, d->short_text, NULL),
            gen_text_get(&catalog->text, d->long_text, NULL));
    }
    return kit->text;
}

const char *kit_releases(merge_kit *kit, sj_system system)
{
    char from[SJ_DATE_CAP], to[SJ_DATE_CAP];
    begin(kit);
    for (uint32_t i = 0; i < kit->catalog.release_count; i++) {
        const gen_release *r = &kit->catalog.releases[i];
        if (r->system != system)
            continue;
        sj_date_format(r->from, from);
        sj_date_format(r->to, to);
        say(kit, "%s%s %s..%s %u codes", separator(kit), r->label, from, to, r->codes);
    }
    return kit->text;
}

const char *kit_messages(merge_kit *kit)
{
    begin(kit);
    for (uint32_t i = 0; i < kit->report.count; i++)
        say(kit, "%s%s", i ? "; " : "", kit->report.messages[i].text);
    return kit->text;
}

static void print_system(merge_kit *kit, sj_system system, FILE *out)
{
    const gen_system *s = &kit->catalog.systems[system];
    fprintf(out, "%s %d %d %d..%d absent %u %u\n", sj_system_name(system), s->loaded,
            s->dated, s->first, s->last, s->absence, s->absence_digit);
    fprintf(out, "%s\n", kit_releases(kit, system));
    for (uint32_t i = 0; i < s->timeline_count; i++) {
        begin(kit);
        say_segments(kit, &s->timelines[i]);
        say_intervals(kit, &s->timelines[i]);
        fprintf(out, "%u %s\n", i, kit->text);
    }
    for (uint32_t i = 0; i < s->code_count; i++)
        fprintf(out, "%s %u %u %s\n", s->codes[i].code, s->codes[i].timeline,
                s->codes[i].flags, kit_titles(kit, system, s->codes[i].code));
    for (uint32_t i = 0; i < s->descriptor_count; i++)
        fprintf(out, "%u ", s->descriptors[i].release);
}

char *kit_everything(merge_kit *kit)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        abort();
    for (uint32_t i = 0; i < kit->catalog.source_count; i++) {
        const gen_provenance *p = &kit->catalog.sources[i];
        fprintf(out, "%s %s %s %s %d..%d %llu\n", p->file, p->kind, p->release,
                p->label, p->from, p->to, (unsigned long long)p->records);
    }
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        print_system(kit, (sj_system)i, out);
    fclose(out);
    return text;
}
