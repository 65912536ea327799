/*
 * Each title is cut once at every word that names a side. What could be a family on
 * some day is gathered over all days; then each column looks which members stand.
 */
#include "gen/model/laterality.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"

enum {
    FIRST_PLACE = 4,
    LAST_PLACE = 6,
    FAMILIES_MAX = 8 /* alike in all but a place */
};

/* A title at one of the words that name a side. */
typedef struct cut {
    uint32_t before; /* id of the words there */
    uint8_t side;
} cut;

/* The cuts of a title: items first to end - 1. */
typedef struct cut_title {
    uint32_t first, end;
    bool known;
} cut_title;

/* A code with a title, by one place and one word of it. */
typedef struct candidate {
    char mask[8]; /* the code with '?' at the place; zero-padded */
    uint32_t before, code, title;
    uint8_t side, place;
} candidate;

typedef struct finding_sides {
    const gen_catalog *catalog;
    const gen_system *system;
    gen_text_pool words; /* parts of titles */
    cut_title *titles;   /* of each text of the catalog */
    cut *cuts;
    candidate *candidates;
    char *buffer;
    uint32_t cut_count, cut_cap, candidate_count, candidate_cap;
    size_t buffer_cap;
    uint32_t *title_now; /* of each code in the column at hand; NO_TITLE: none */
} finding_sides;

#define NO_TITLE UINT32_MAX

/* ---- titles ---------------------------------------------------------------------- */

/* Words are letters and digits; what stands between them does not matter. */
static bool in_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static uint8_t side_of(const char *word, size_t len)
{
    static const struct {
        const char *word;
        uint8_t side;
    } sides[] = {{"right", GEN_RIGHT},
                 {"left", GEN_LEFT},
                 {"bilateral", GEN_BILATERAL},
                 {"unspecified", GEN_UNSPECIFIED}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        if (strlen(sides[i].word) == len && memcmp(sides[i].word, word, len) == 0)
            return sides[i].side;
    return 0;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The words of a title in lower case, each with a space behind it. */
static size_t write_words(char *out, const char *title)
{
    size_t n = 0;
    for (const char *p = title; *p; p++) {
        if (in_word(*p))
            out[n++] = lower(*p);
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    if (n > 0 && out[n - 1] != ' ')
        out[n++] = ' ';
    return n;
}

/* The word that begins at `start`; its end is the next one's start less the space. */
static uint8_t word_side(const char *words, size_t len, size_t start, size_t *end)
{
    *end = start + (size_t)((const char *)memchr(words + start, ' ', len - start) -
                            (words + start));
    return side_of(words + start, *end - start);
}

static bool names_a_side(const char *words, size_t len)
{
    for (size_t start = 0, end; start < len; start = end + 1) {
        uint8_t side = word_side(words, len, start, &end);
        if (side == GEN_RIGHT || side == GEN_LEFT)
            return true;
    }
    return false;
}

static void cut_words(finding_sides *f, const char *words, size_t len)
{
    for (size_t start = 0, end; start < len; start = end + 1) {
        uint8_t side = word_side(words, len, start, &end);
        /* M60.004, "unspecified left leg": the leg is unspecified, not the side. */
        if (!side || (side != GEN_RIGHT && side != GEN_LEFT &&
                      names_a_side(words + end + 1, len - end - 1)))
            continue;
        f->cuts = gen_grow(f->cuts, f->cut_count, &f->cut_cap, sizeof *f->cuts);
        f->cuts[f->cut_count++] = (cut){gen_text_intern(&f->words, words, start), side};
    }
}

static const cut_title *cut_text(finding_sides *f, uint32_t text)
{
    cut_title *title = &f->titles[text];
    if (title->known)
        return title;
    size_t len;
    const char *words = gen_text_get(&f->catalog->text, text, &len);
    if (f->buffer_cap < len + 1) {
        f->buffer_cap = 2 * (len + 1);
        f->buffer = gen_resize(f->buffer, f->buffer_cap, 1);
    }
    title->known = true;
    title->first = f->cut_count;
    cut_words(f, f->buffer, write_words(f->buffer, words));
    title->end = f->cut_count;
    return title;
}

/* ---- what could be a family ------------------------------------------------------ */

static void add_candidates(finding_sides *f, uint32_t code, uint32_t text)
{
    const gen_code *c = &f->system->codes[code];
    const cut_title *title = cut_text(f, text);
    for (uint32_t i = title->first; i < title->end; i++)
        for (uint8_t place = FIRST_PLACE; place <= LAST_PLACE && place <= c->len;
             place++) {
            f->candidates = gen_grow(f->candidates, f->candidate_count,
                                     &f->candidate_cap, sizeof *f->candidates);
            candidate *new = &f->candidates[f->candidate_count++];
            *new = (candidate){.before = f->cuts[i].before,
                               .code = code,
                               .title = text,
                               .side = f->cuts[i].side,
                               .place = place};
            memcpy(new->mask, c->code, sizeof new->mask - 1);
            new->mask[place - 1] = '?';
        }
}

/* Of two places the later one is told by: sides stand near the end of codes. */
static int compare_families(const candidate *x, const candidate *y)
{
    if (x->place != y->place)
        return x->place > y->place ? -1 : 1;
    int order = memcmp(x->mask, y->mask, sizeof x->mask);
    if (order)
        return order;
    return (x->before > y->before) - (x->before < y->before);
}

static int by_family(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    int order = compare_families(x, y);
    if (order)
        return order;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return (x->title > y->title) - (x->title < y->title);
}

static uint32_t family_end(const finding_sides *f, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < f->candidate_count &&
           compare_families(&f->candidates[first], &f->candidates[end]) == 0)
        end++;
    return end;
}

/* Keep the candidates that have both a right and a left one beside them. */
static void drop_lonely(finding_sides *f)
{
    uint32_t kept = 0;
    for (uint32_t first = 0, end; first < f->candidate_count; first = end) {
        unsigned seen = 0;
        end = family_end(f, first);
        for (uint32_t i = first; i < end; i++)
            seen |= 1U << f->candidates[i].side;
        if (!(seen & 1U << GEN_RIGHT) || !(seen & 1U << GEN_LEFT))
            continue;
        for (uint32_t i = first; i < end; i++)
            f->candidates[kept++] = f->candidates[i];
    }
    f->candidate_count = kept;
}

static void find_candidates(finding_sides *f)
{
    const gen_system *system = f->system;
    for (uint32_t code = 0; code < system->code_count; code++) {
        const gen_code *c = &system->codes[code];
        for (uint32_t i = 0; i < c->descriptor_count; i++) {
            const gen_descriptor *d = &system->descriptors[c->first_descriptor + i];
            bool again = false;
            for (uint32_t k = 0; k < i; k++)
                again |= (d - 1 - k)->long_text == d->long_text;
            if (!again)
                add_candidates(f, code, d->long_text);
        }
    }
    if (f->candidate_count)
        qsort(f->candidates, f->candidate_count, sizeof *f->candidates, by_family);
    drop_lonely(f);
}

/* ---- one column ------------------------------------------------------------------ */

static bool is_billable(const gen_timeline *line, sj_date day)
{
    uint32_t i = line->segment_count - 1;
    while (i > 0 && line->segments[i].from > day)
        i--;
    return (line->segments[i].status & SJF_STATUS_MASK) == SJ_CODE_BILLABLE;
}

static uint32_t title_on(const gen_system *system, const gen_code *code, sj_date day)
{
    const gen_descriptor *titles = &system->descriptors[code->first_descriptor];
    uint32_t i = code->descriptor_count - 1;
    while (i > 0 && titles[i].from > day)
        i--;
    return titles[i].long_text;
}

static void read_titles(finding_sides *f, sj_date day)
{
    const gen_system *system = f->system;
    uint8_t *billable = gen_alloc(system->timeline_count);
    for (uint32_t i = 0; i < system->timeline_count; i++)
        billable[i] = is_billable(&system->timelines[i], day);
    for (uint32_t i = 0; i < system->code_count; i++) {
        const gen_code *code = &system->codes[i];
        f->title_now[i] = billable[code->timeline] && code->descriptor_count > 0
                              ? title_on(system, code, day)
                              : NO_TITLE;
    }
    free(billable);
}

/* The members of a family that stand in the column. */
typedef struct family {
    const candidate *member[GEN_SIDE_COUNT];
    bool crowded;
} family;

static family read_family(const finding_sides *f, uint32_t first, uint32_t end)
{
    family out = {0};
    for (uint32_t i = first; i < end; i++) {
        const candidate *c = &f->candidates[i];
        if (f->title_now[c->code] != c->title)
            continue;
        out.crowded |= out.member[c->side] != NULL;
        out.member[c->side] = c;
    }
    return out;
}

/* A column of the traits being written. */
typedef struct column {
    uint64_t *traits; /* of code 0 */
    uint32_t width;
    gen_side_counts counts;
} column;

static uint64_t *traits_of(const column *k, const candidate *c)
{
    return &k->traits[(size_t)c->code * k->width];
}

static bool is_contested(const column *k, const family *fam)
{
    for (int side = GEN_RIGHT; side < GEN_SIDE_COUNT; side++)
        if (fam->member[side] && *traits_of(k, fam->member[side]) >> SJF_SIDE & 7)
            return true;
    return false;
}

/* Whether right and left make a family; counts what they make. */
static bool is_family(column *k, const family *fam)
{
    if (!fam->member[GEN_RIGHT] || !fam->member[GEN_LEFT])
        return false;
    if (fam->crowded) {
        k->counts.crowded++;
        return false;
    }
    if (is_contested(k, fam)) {
        k->counts.contested++;
        return false;
    }
    k->counts.families++;
    k->counts.bilateral += fam->member[GEN_BILATERAL] != NULL;
    k->counts.unspecified += fam->member[GEN_UNSPECIFIED] != NULL;
    return true;
}

static void write_family(const column *k, const family *fam, uint32_t number)
{
    uint64_t shared = (uint64_t)fam->member[GEN_RIGHT]->place << SJF_SIDE_PLACE |
                      (uint64_t)number << SJF_SIDE_FAMILY;
    if (fam->member[GEN_BILATERAL])
        shared |= UINT64_C(1) << SJF_SIDE_BILATERAL;
    for (int side = GEN_RIGHT; side < GEN_SIDE_COUNT; side++)
        if (fam->member[side])
            *traits_of(k, fam->member[side]) |= shared | (uint64_t)side << SJF_SIDE;
}

static void write_column(finding_sides *f, column *k)
{
    const candidate *before = NULL;
    uint32_t number = 0;
    for (uint32_t first = 0, end; first < f->candidate_count; first = end) {
        const candidate *c = &f->candidates[first];
        end = family_end(f, first);
        family fam = read_family(f, first, end);
        if (!before || memcmp(before->mask, c->mask, sizeof c->mask) != 0)
            number = 0;
        before = c;
        if (number < FAMILIES_MAX && is_family(k, &fam))
            write_family(k, &fam, number++);
    }
}

void gen_sides(const gen_catalog *catalog, uint64_t *traits, gen_side_counts *counts)
{
    const gen_edits *edits = &catalog->edits[SJ_ICD10CM];
    const gen_system *system = &catalog->systems[SJ_ICD10CM];
    finding_sides f = {.catalog = catalog, .system = system};
    gen_text_pool_init(&f.words);
    f.titles = gen_alloc(catalog->text.count * sizeof *f.titles);
    f.title_now = gen_alloc(system->code_count * sizeof *f.title_now);
    find_candidates(&f);
    for (uint32_t i = 0; i < edits->column_count; i++) {
        column k = {.width = edits->column_count};
        k.traits = traits + i;
        read_titles(&f, edits->columns[i].from);
        write_column(&f, &k);
        if (counts)
            counts[i] = k.counts;
    }
    gen_text_pool_free(&f.words);
    free(f.titles);
    free(f.cuts);
    free(f.candidates);
    free(f.buffer);
    free(f.title_now);
}
