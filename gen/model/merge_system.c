/*
 * One system after the other, codes in byte order, so that nothing depends on the order
 * in which files were read. Timelines are numbered as they are met, those of absence
 * first.
 */
#include "gen/model/merge_system.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/calendar.h"
#include "gen/model/memory.h"

/* A code and the table that speaks for it. */
typedef struct member {
    gen_entry *entry;
    gen_family family;
} member;

typedef struct work {
    const gen_system_tables *in;
    gen_catalog *out;
    gen_system *system;
    gen_painter painter;
    gen_coverage coverage[GEN_FAMILY_COUNT];
    gen_span *spans[GEN_FAMILY_COUNT];
    uint16_t *release_number[GEN_FAMILY_COUNT]; /* in the catalog, of each release */
    uint8_t *statuses;                          /* one a release */
    gen_dated_row *rows;
    uint32_t row_cap;
} work;

/* ---- releases -------------------------------------------------------------------- */

typedef struct release_ref {
    const gen_table_release *release;
    gen_family family;
    uint32_t index;
} release_ref;

static int by_date(const void *a, const void *b)
{
    const release_ref *x = a, *y = b;
    sj_date p = x->release->span.from, q = y->release->span.from;
    if (p != q)
        return p < q ? -1 : 1;
    return (int)x->family - (int)y->family;
}

static void add_release(work *w, const release_ref *ref)
{
    const gen_table_release *release = ref->release;
    uint32_t source = release->source[release->source[0] == GEN_NO_INDEX];
    w->release_number[ref->family][ref->index] = (uint16_t)w->out->release_count;
    *gen_catalog_add_release(w->out) = (gen_release){
        .system = w->in->system,
        .from = release->span.from,
        .to = release->span.to,
        .label = gen_release_label(&w->in->sources[source], w->in->system),
        .source = w->in->source_number[source],
        .codes = release->codes,
    };
}

static void add_releases(work *w)
{
    uint32_t count = 0;
    for (int family = 0; family < GEN_FAMILY_COUNT; family++)
        count += w->in->tables[family] ? w->in->tables[family]->release_count : 0;
    release_ref *refs = gen_resize(NULL, count, sizeof *refs);
    uint32_t n = 0;
    for (int family = 0; family < GEN_FAMILY_COUNT; family++) {
        const gen_table *table = w->in->tables[family];
        if (!table)
            continue;
        w->release_number[family] =
            gen_resize(NULL, table->release_count, sizeof **w->release_number);
        for (uint32_t i = 0; i < table->release_count; i++)
            refs[n++] = (release_ref){&table->releases[i], (gen_family)family, i};
    }
    qsort(refs, n, sizeof *refs, by_date);
    for (uint32_t i = 0; i < n; i++)
        add_release(w, &refs[i]);
    free(refs);
}

static void add_coverage(work *w)
{
    uint32_t widest = 0;
    w->system->first = SJ_DATE_OPEN;
    w->system->last = SJ_DATE_MIN;
    for (int family = 0; family < GEN_FAMILY_COUNT; family++) {
        const gen_table *table = w->in->tables[family];
        if (!table)
            continue;
        uint32_t count = table->release_count;
        gen_span *spans = gen_resize(NULL, count, sizeof *spans);
        for (uint32_t i = 0; i < count; i++)
            spans[i] = table->releases[i].span;
        bool icd10 = w->in->system == SJ_ICD10CM || w->in->system == SJ_ICD10PCS;
        /* Rows with dates can only be painted over a past that ends before them. */
        bool has_past = family == GEN_FAMILY_ORDER || spans[0].from >= GEN_ICD10_START;
        w->spans[family] = spans;
        w->coverage[family] =
            (gen_coverage){.releases = spans,
                           .count = count,
                           .icd10 = icd10 && has_past,
                           .carry = w->in->carry,
                           .closed = table->releases[count - 1].closed};
        sj_date last = w->in->carry ? SJ_DATE_OPEN : spans[count - 1].to;
        if (spans[0].from < w->system->first)
            w->system->first = spans[0].from;
        if (last > w->system->last)
            w->system->last = last;
        widest = count > widest ? count : widest;
    }
    w->statuses = gen_alloc(widest);
}

/* ---- absence --------------------------------------------------------------------- */

static uint32_t add_absence(work *w, int family)
{
    const gen_timeline *line;
    if (w->in->tables[family]) {
        memset(w->statuses, SJ_CODE_NOT_FOUND, w->coverage[family].count);
        line = gen_paint_statuses(&w->painter, &w->coverage[family], w->statuses,
                                  SJ_CODE_UNKNOWN);
    } else {
        line = gen_paint_unknown(&w->painter);
    }
    return gen_system_intern_timeline(w->system, line);
}

/* Which table says that a code does not exist. CPT's modifiers, which begin with a
 * digit, stand in the user's list alone; without it nobody knows. */
static void add_absences(work *w)
{
    int family = GEN_FAMILY_ORDER;
    while (!w->in->tables[family])
        family++;
    w->system->absence = w->system->absence_digit = add_absence(w, family);
    if (w->in->system == SJ_MODIFIER)
        w->system->absence_digit = add_absence(w, GEN_FAMILY_LIST);
}

/* ---- codes ----------------------------------------------------------------------- */

static int by_code(const void *a, const void *b)
{
    const member *x = a, *y = b;
    int order = memcmp(x->entry->code, y->entry->code, SJ_CODE_CAP);
    return order ? order : (int)x->family - (int)y->family;
}

/* Whether a row of it was accepted in any release. */
static bool is_listed(const gen_entry *entry)
{
    return entry->last_release != GEN_NO_INDEX;
}

/* All codes in byte order, each once: the table of the lowest family speaks for it. */
static member *list_members(const work *w, uint32_t *count)
{
    size_t cap = 0;
    for (int family = 0; family < GEN_FAMILY_COUNT; family++)
        cap += w->in->tables[family] ? w->in->tables[family]->entry_count : 0;
    member *members = gen_resize(NULL, cap, sizeof *members);
    uint32_t n = 0;
    for (int family = 0; family < GEN_FAMILY_COUNT; family++) {
        gen_table *table = w->in->tables[family];
        for (uint32_t i = 0; table && i < table->entry_count; i++)
            if (is_listed(&table->entries[i]))
                members[n++] = (member){&table->entries[i], (gen_family)family};
    }
    qsort(members, n, sizeof *members, by_code);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (kept == 0 || memcmp(members[kept - 1].entry->code, members[i].entry->code,
                                SJ_CODE_CAP) != 0)
            members[kept++] = members[i];
    *count = kept;
    return members;
}

static uint8_t *cell_of(const gen_table *table, const gen_entry *entry,
                        uint32_t release)
{
    size_t index = (size_t)(entry - table->entries);
    return &table->cells[index * table->release_count + release];
}

static bool is_prefix(const gen_entry *shorter, const gen_entry *longer)
{
    return shorter->len < longer->len &&
           memcmp(shorter->code, longer->code, shorter->len) == 0;
}

/* In a release that lists billable codes alone, a known code above a listed one is a
 * header, though no row says so. Members are in byte order, so what stands above a code
 * comes before it. */
static void infer_headers(const gen_table *table, const member *members, uint32_t count,
                          uint32_t release)
{
    const gen_entry *above[SJ_CODE_CAP];
    uint32_t depth = 0;
    for (uint32_t i = 0; i < count; i++) {
        const gen_entry *entry = members[i].entry;
        while (depth > 0 && !is_prefix(above[depth - 1], entry))
            depth--;
        if (*cell_of(table, entry, release) & GEN_CELL_STATUS) {
            for (uint32_t d = depth; d-- > 0;) {
                uint8_t *cell = cell_of(table, above[d], release);
                if (*cell == 0)
                    *cell = SJ_CODE_HEADER | SJ_MARK_INFERRED;
            }
        }
        above[depth++] = entry; /* each one above is shorter: at most SJ_CODE_CAP - 1 */
    }
}

static const gen_timeline *paint_undated(work *w, const gen_table *table,
                                         const gen_entry *entry)
{
    for (uint32_t i = 0; i < table->release_count; i++) {
        uint8_t cell = *cell_of(table, entry, i) & (GEN_CELL_STATUS | SJ_MARK_INFERRED);
        w->statuses[i] = cell ? cell : SJ_CODE_INACTIVE;
    }
    return gen_paint_statuses(&w->painter, &w->coverage[GEN_FAMILY_ORDER], w->statuses,
                              SJ_CODE_INACTIVE);
}

static int by_release_and_date(const void *a, const void *b)
{
    const gen_dated_row *x = a, *y = b;
    if (x->release != y->release)
        return x->release < y->release ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static const gen_timeline *paint_dated(work *w, const gen_table *table,
                                       const gen_entry *entry)
{
    uint32_t count = 0;
    for (uint32_t i = entry->first_row; i != GEN_NO_INDEX; i = table->rows[i].next) {
        w->rows = gen_grow(w->rows, count, &w->row_cap, sizeof *w->rows);
        w->rows[count++] = table->rows[i].row;
    }
    qsort(w->rows, count, sizeof *w->rows, by_release_and_date);
    return gen_paint_rows(&w->painter, &w->coverage[table->family], w->rows, count);
}

/* Whether a row that begins on `row_from` brought a code back that had ended: then its
 * title holds from that day, not only from the file that says so (J1440, once a
 * filgrastim dose, names another product since 2023-07-01). The stays are those just
 * painted. */
static bool came_back(const work *w, sj_date row_from, sj_date older_row_from)
{
    for (uint32_t i = 1; i < w->painter.stay_count; i++)
        if (w->painter.stays[i].from == row_from)
            return older_row_from <= w->painter.stays[i - 1].to;
    return false;
}

static void add_descriptors(work *w, gen_code *code, gen_table *table, gen_entry *entry)
{
    const gen_wording *before = NULL;
    sj_date last_from = SJ_DATE_MIN;
    gen_table_settle_titles(table, entry);
    code->first_descriptor = w->system->descriptor_count;
    for (uint32_t i = entry->first_wording; i != GEN_NO_INDEX;
         i = table->wordings[i].next) {
        const gen_wording *wording = &table->wordings[i];
        sj_date from = table->releases[wording->release].span.from;
        if (w->system->dated && before && wording->row_from < from &&
            wording->row_from > last_from &&
            came_back(w, wording->row_from, before->row_from))
            from = wording->row_from;
        *gen_system_add_descriptor(w->system) = (gen_descriptor){
            .from = from,
            .short_text = wording->short_text,
            .long_text = wording->long_text,
            .release = w->release_number[table->family][wording->release],
        };
        code->descriptor_count++;
        before = wording;
        last_from = from;
    }
}

static int by_stated_code(const void *code, const void *start)
{
    return strcmp(code, ((const gen_stated_start *)start)->code);
}

/* An interval starts at the first release, unless a file states an earlier day. */
static const gen_timeline *paint_with_start(work *w, const gen_table *table,
                                            const gen_entry *entry)
{
    const gen_timeline *line = paint_undated(w, table, entry);
    const gen_stated_start *start =
        w->in->start_count ? bsearch(entry->code, w->in->starts, w->in->start_count,
                                     sizeof *w->in->starts, by_stated_code)
                           : NULL;
    return start ? gen_paint_stated_start(&w->painter, start->day) : line;
}

static void add_code(work *w, const member *m)
{
    gen_table *table = w->in->tables[m->family];
    gen_code *code = gen_system_add_code(w->system);
    memcpy(code->code, m->entry->code, SJ_CODE_CAP);
    code->len = m->entry->len;
    code->flags = m->entry->flags;
    const gen_timeline *line = m->family == GEN_FAMILY_ORDER
                                   ? paint_with_start(w, table, m->entry)
                                   : paint_dated(w, table, m->entry);
    code->timeline = gen_system_intern_timeline(w->system, line);
    add_descriptors(w, code, table, m->entry);
}

void gen_merge_system(const gen_system_tables *input, gen_catalog *out)
{
    work w = {.in = input, .out = out, .system = &out->systems[input->system]};
    const gen_table *order = input->tables[GEN_FAMILY_ORDER];
    w.system->loaded = true;
    w.system->dated = !order;
    add_releases(&w);
    add_coverage(&w);
    add_absences(&w);

    uint32_t count;
    member *members = list_members(&w, &count);
    for (uint32_t i = 0; order && i < order->release_count; i++)
        if (order->releases[i].billable_only)
            infer_headers(order, members, count, i);
    for (uint32_t i = 0; i < count; i++)
        add_code(&w, &members[i]);

    free(members);
    for (int family = 0; family < GEN_FAMILY_COUNT; family++) {
        free(w.spans[family]);
        free(w.release_number[family]);
    }
    free(w.statuses);
    free(w.rows);
    gen_painter_free(&w.painter);
}
