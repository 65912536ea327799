/*
 * References one by one become rectangles of code sets; the sets of all of them make
 * the groups; then rectangles speak of groups. Only ranges depend on the day.
 */
#include "gen/model/pair_set.h"

#include <stdlib.h>
#include <string.h>

#include "engine/format/layout.h"
#include "gen/model/group.h"
#include "gen/model/memory.h"

/* A rectangle while its sides are sets of codes. */
typedef struct draft {
    uint32_t reference, left, right, presence;
} draft;

/* What a range's codes are in the epochs of one variant: members unless they are known
 * not to be. */
enum { UNDECIDED, MEMBER, STRANGER };

typedef struct resolving {
    const gen_pair_input *in;
    gen_code_sets *sets;
    gen_edits *edits;
    uint64_t *traits;
    gen_report *report;
    gen_pair_counts counts;
    draft *drafts;
    uint32_t draft_count, draft_cap, presence_cap, problems;

    /* Of the reference at hand. */
    const uint8_t *present;
    uint8_t *epochs;     /* of each epoch: it is in force then */
    gen_range *ranges;   /* of each release; read when an epoch needs it */
    uint32_t *variant;   /* of each epoch */
    uint8_t *states;     /* variants of one state a gathered code */
    uint32_t states_cap; /* codes there is room for */
    uint8_t *columns;    /* of one variant */

    /* Codes the node binds, by place: the node's number + 1. */
    uint32_t *own_marks;
    uint32_t own_node;

    /* Columns in which the notes of one kind of a node name a code that is there. */
    uint8_t *named;
    uint32_t named_node;
    uint8_t named_kind;
} resolving;

static const gen_reference *reference_at(const resolving *r, uint32_t index)
{
    return &r->sets->catalog->notes.references[index];
}

static bool speaks_of_pairs(uint8_t kind)
{
    return kind == SJ_NOTE_EXCLUDES1 || kind == SJ_NOTE_EXCLUDES2 ||
           kind == SJ_NOTE_CODE_FIRST || kind == SJ_NOTE_USE_ADDITIONAL ||
           kind == SJ_NOTE_CODE_ALSO;
}

static bool excludes(uint8_t kind)
{
    return kind == SJ_NOTE_EXCLUDES1 || kind == SJ_NOTE_EXCLUDES2;
}

/* ---- problems -------------------------------------------------------------------- */

/* A note that has the reference, or NULL. */
static const gen_note *note_of(const gen_notes *notes, uint32_t reference)
{
    for (uint32_t i = 0; i < notes->note_count; i++) {
        const gen_note *note = &notes->notes[i];
        for (uint32_t k = 0; k < note->reference_count; k++)
            if (notes->note_references[note->first_reference + k] == reference)
                return note;
    }
    return NULL;
}

static void report_problem(resolving *r, uint32_t index, const char *problem)
{
    const gen_catalog *catalog = r->sets->catalog;
    const gen_notes *notes = &catalog->notes;
    const gen_reference *reference = reference_at(r, index);
    if (r->problems++ >= r->report->limit)
        return;
    const gen_note *note = note_of(notes, index);
    const gen_occurrence *newest =
        note && note->occurrence_count
            ? &notes->occurrences[note->first_occurrence + note->occurrence_count - 1]
            : NULL;
    gen_report_add(
        r->report, GEN_WARNING, newest ? catalog->sources[newest->source].file : NULL,
        newest ? newest->line : 0, "%s of %s: (%s): %s; it names nothing",
        sj_note_kind_name((sj_note_kind)reference->kind),
        gen_text_get(&catalog->text, notes->nodes[reference->node].name, NULL),
        gen_text_get(&catalog->text, reference->text, NULL), problem);
}

/* ---- what a reference names ------------------------------------------------------ */

static void mark_own(resolving *r, uint32_t node)
{
    uint32_t count, set = gen_own_codes(r->sets, node);
    const gen_stretch *own = gen_stretches(&r->sets->pool, set, &count);
    if (r->own_node == node)
        return;
    r->own_node = node;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t place = own[i].first; place <= own[i].last; place++)
            r->own_marks[place] = node + 1;
}

/* Gather a code if the reference names it. */
static void consider(resolving *r, uint32_t index, uint32_t code)
{
    const gen_reference *reference = reference_at(r, index);
    const gen_note_reference *parsed = &r->in->parsed[index];
    const gen_code *c = &r->sets->system->codes[code];
    if (excludes(reference->kind) &&
        r->own_marks[r->sets->order.place[code]] == reference->node + 1)
        return;
    if (parsed->alternative_count > 0 && !gen_reference_fits(parsed, c->code, c->len))
        return;
    gen_gather(r->sets, code);
}

static void gather_subtree(resolving *r, uint32_t index)
{
    const char *first = r->in->parsed[index].first;
    gen_code_span below = gen_codes_below(r->sets->system, first, strlen(first));
    for (uint32_t code = below.first; code < below.end; code++)
        consider(r, index, code);
}

/* The codes of a range in any of the releases in whose epochs it is in force. */
static void gather_range(resolving *r, uint32_t index)
{
    const gen_tabular_order *order = &r->sets->order;
    const char *problem = NULL;
    for (uint32_t release = 0; release < order->release_count; release++) {
        bool needed = false;
        for (uint32_t e = 0; e < r->sets->epoch_count; e++)
            needed |= r->epochs[e] && (r->sets->epochs[e].releases[0] == release ||
                                       r->sets->epochs[e].releases[1] == release);
        if (!needed)
            continue;
        gen_range range = gen_range_in_release(r->sets, release, &r->in->parsed[index]);
        for (uint32_t i = range.first; i < range.end; i++)
            consider(r, index, order->releases[release].codes[i]);
        problem = problem ? problem : range.problem;
        r->ranges[release] = range;
    }
    if (problem)
        report_problem(r, index, problem);
}

/* ---- variants of a range --------------------------------------------------------- */

/* Of a release that does not list the code: `otherwise`. */
static bool range_has(const resolving *r, uint32_t release, uint32_t code,
                      bool otherwise)
{
    const gen_range *range = &r->ranges[release];
    uint32_t place = r->sets->order.releases[release].place[code];
    return place == 0 ? otherwise : place > range->first && place <= range->end;
}

/* Whether the releases of an epoch say that a code is in the range: in a gap both that
 * list it, and one at least. */
static bool epoch_has(const resolving *r, const gen_epoch *e, uint32_t code)
{
    bool first = range_has(r, e->releases[0], code, false);
    bool second = range_has(r, e->releases[1], code, first);
    return second && range_has(r, e->releases[0], code, second);
}

/* What an epoch says of the i-th gathered code: nothing when it cannot be on a claim.
 */
static uint8_t state_in(const resolving *r, uint32_t epoch, uint32_t i)
{
    const gen_code_sets *sets = r->sets;
    uint32_t code = sets->order.codes[sets->gathering.places[i]];
    const gen_epoch *e = &sets->epochs[epoch];
    if (!e->alive[sets->system->codes[code].timeline])
        return UNDECIDED;
    return epoch_has(r, e, code) ? MEMBER : STRANGER;
}

static bool agrees(const resolving *r, uint32_t epoch, const uint8_t *states)
{
    for (uint32_t i = 0; i < r->sets->gathering.count; i++) {
        uint8_t state = state_in(r, epoch, i);
        if (state != UNDECIDED && states[i] != UNDECIDED && state != states[i])
            return false;
    }
    return true;
}

/* Give each epoch the first variant that it agrees with. @return how many there are */
static uint32_t find_variants(resolving *r)
{
    uint32_t codes = r->sets->gathering.count, variants = 0;
    if (codes == 0)
        return 0;
    for (uint32_t e = 0; e < r->sets->epoch_count; e++) {
        if (!r->epochs[e])
            continue;
        uint32_t v = 0;
        while (v < variants && !agrees(r, e, r->states + (size_t)v * codes))
            v++;
        if (v == variants) {
            variants++;
            if ((uint64_t)variants * codes > r->states_cap) {
                r->states_cap = 2 * variants * codes;
                r->states = gen_resize(r->states, r->states_cap, 1);
            }
            memset(r->states + (size_t)v * codes, UNDECIDED, codes);
        }
        for (uint32_t i = 0; i < codes; i++) {
            uint8_t state = state_in(r, e, i);
            if (state != UNDECIDED)
                r->states[(size_t)v * codes + i] = state;
        }
        r->variant[e] = v;
    }
    return variants;
}

/* The gathered codes that are no strangers to a variant. Later ones still need what was
 * gathered: a stranger is unmarked and marked again. */
static uint32_t set_of_variant(resolving *r, uint32_t variant)
{
    gen_gathering *g = &r->sets->gathering;
    const uint8_t *states = r->states + (size_t)variant * g->count;
    for (uint32_t i = 0; i < g->count; i++)
        g->marks[g->places[i]] = states[i] == STRANGER ? 0 : g->turn;
    return gen_gathered_set(r->sets);
}

/* ---- rectangles ------------------------------------------------------------------ */

/* The row of `columns` among the presences. They are few: notes come and go with the
 * releases of the Tabular List. */
static uint32_t intern_presence(resolving *r, const uint8_t *columns)
{
    gen_edits *edits = r->edits;
    size_t width = r->sets->edits->column_count;
    for (uint32_t i = edits->presence_count; i-- > 0;)
        if (memcmp(edits->presences + i * width, columns, width) == 0)
            return i;
    if (edits->presence_count >= r->presence_cap) {
        r->presence_cap = r->presence_cap ? r->presence_cap * 2 : 16;
        edits->presences = gen_resize(edits->presences, r->presence_cap, width);
    }
    memcpy(edits->presences + edits->presence_count * width, columns, width);
    return edits->presence_count++;
}

static bool set_is_alive(const resolving *r, uint32_t set, uint32_t epoch)
{
    const gen_code_sets *sets = r->sets;
    uint32_t count;
    const gen_stretch *stretches = gen_stretches(&sets->pool, set, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t p = stretches[i].first; p <= stretches[i].last; p++)
            if (sets->epochs[epoch]
                    .alive[sets->system->codes[sets->order.codes[p]].timeline])
                return true;
    return false;
}

static uint64_t trait_of(uint8_t kind)
{
    return kind == SJ_NOTE_CODE_FIRST       ? UINT64_C(1) << SJF_HAS_CODE_FIRST
           : kind == SJ_NOTE_USE_ADDITIONAL ? UINT64_C(1) << SJF_HAS_USE_ADDITIONAL
                                            : UINT64_C(1) << SJF_HAS_CODE_ALSO;
}

static void bind_named(resolving *r)
{
    if (r->named_node == GEN_NO_NODE)
        return;
    gen_bind_trait(r->sets, r->named_node, r->named, trait_of(r->named_kind),
                   r->traits);
    memset(r->named, 0, r->sets->edits->column_count);
    r->named_node = GEN_NO_NODE;
}

/* References of one node and kind follow each other and are bound together. */
static void name_codes(resolving *r, const gen_reference *reference, uint32_t right)
{
    if (r->named_node != reference->node || r->named_kind != reference->kind)
        bind_named(r);
    r->named_node = reference->node;
    r->named_kind = reference->kind;
    for (uint32_t k = 0; k < r->sets->edits->column_count; k++)
        if (r->columns[k] && !r->named[k])
            r->named[k] = set_is_alive(r, right, r->sets->epoch_of[k]);
}

/* @return whether there is anything in it */
static bool add_rectangle(resolving *r, uint32_t index, uint32_t variant, bool is_range)
{
    const gen_reference *reference = reference_at(r, index);
    uint32_t right = is_range ? set_of_variant(r, variant) : gen_gathered_set(r->sets);
    uint32_t left = gen_own_codes(r->sets, reference->node); /* known: no gathering */
    if (right == 0 || left == 0)
        return false;
    for (uint32_t k = 0; k < r->sets->edits->column_count; k++)
        r->columns[k] =
            r->present[k] && (!is_range || r->variant[r->sets->epoch_of[k]] == variant);
    if (!excludes(reference->kind))
        name_codes(r, reference, right);
    r->drafts = gen_grow(r->drafts, r->draft_count, &r->draft_cap, sizeof *r->drafts);
    r->drafts[r->draft_count++] =
        (draft){index, left, right, intern_presence(r, r->columns)};
    return true;
}

static void resolve_reference(resolving *r, uint32_t index)
{
    const gen_reference *reference = reference_at(r, index);
    uint32_t width = r->sets->edits->column_count, variants = 1, made = 0;
    bool is_range = r->in->parsed[index].last[0] != '\0', present = false;
    if (!speaks_of_pairs(reference->kind))
        return;
    r->present = r->in->presence + (size_t)index * width;
    memset(r->epochs, 0, r->sets->epoch_count);
    for (uint32_t k = 0; k < width; k++) {
        r->epochs[r->sets->epoch_of[k]] |= r->present[k];
        present |= r->present[k];
    }
    if (!present) {
        r->counts.absent++;
        return;
    }
    mark_own(r, reference->node);
    gen_gather_begin(r->sets);
    if (is_range) {
        gather_range(r, index);
        variants = find_variants(r);
    } else {
        gather_subtree(r, index);
    }
    for (uint32_t v = 0; v < variants; v++)
        made += add_rectangle(r, index, v, is_range);
    r->counts.resolved += made > 0;
    r->counts.several += made > 1;
    r->counts.empty += made == 0;
}

/* ---- groups ---------------------------------------------------------------------- */

static int by_reference(const void *a, const void *b)
{
    const gen_rectangle *x = a, *y = b;
    if (x->reference != y->reference)
        return x->reference < y->reference ? -1 : 1;
    return (x->presence > y->presence) - (x->presence < y->presence);
}

static void add_groups(gen_edits *edits, const gen_stretch_sets *groups)
{
    edits->group_run_count = groups->stretch_count;
    edits->groups = gen_alloc(groups->stretch_count * sizeof *edits->groups);
    for (uint32_t i = 0; i < groups->stretch_count; i++)
        edits->groups[i] =
            (gen_groups){groups->stretches[i].first, groups->stretches[i].last};
}

static gen_rectangle finish_rectangle(const draft *d, const gen_stretch_sets *groups,
                                      const uint32_t *number)
{
    uint32_t left = number[d->left], right = number[d->right];
    return (gen_rectangle){
        .reference = d->reference,
        .left = groups->starts[left],
        .left_count = groups->starts[left + 1] - groups->starts[left],
        .right = groups->starts[right],
        .right_count = groups->starts[right + 1] - groups->starts[right],
        .presence = d->presence,
    };
}

static void finish(resolving *r, uint32_t *group_of)
{
    const gen_code_sets *sets = r->sets;
    gen_edits *edits = r->edits;
    uint8_t *used = gen_alloc(sets->pool.count);
    for (uint32_t i = 0; i < r->draft_count; i++)
        used[r->drafts[i].left] = used[r->drafts[i].right] = 1;
    gen_grouping grouping;
    gen_group(&grouping, &sets->pool, used, sets->system->code_count);
    for (uint32_t i = 0; i < sets->system->code_count; i++)
        group_of[i] = grouping.group_of[sets->order.place[i]];
    if (grouping.group_count >= SJF_GROUPS_MAX)
        gen_report_add(r->report, GEN_ERROR, NULL, 0,
                       "notes tell %u groups of codes apart, an image holds %d",
                       grouping.group_count, SJF_GROUPS_MAX - 1);

    gen_stretch_sets groups;
    gen_stretch_sets_init(&groups);
    uint32_t *number = gen_sets_of_groups(&grouping, &sets->pool, used, &groups);
    add_groups(edits, &groups);
    edits->group_count = grouping.group_count;
    edits->rectangle_count = r->draft_count;
    edits->rectangles = gen_alloc(r->draft_count * sizeof *edits->rectangles);
    for (uint32_t i = 0; i < r->draft_count; i++)
        edits->rectangles[i] = finish_rectangle(&r->drafts[i], &groups, number);
    qsort(edits->rectangles, r->draft_count, sizeof *edits->rectangles, by_reference);
    free(number);
    free(used);
    gen_stretch_sets_free(&groups);
    gen_grouping_free(&grouping);
}

void gen_pairs_resolve(const gen_pair_input *in, gen_edits *edits, uint32_t *group_of,
                       uint64_t *traits, gen_report *report, gen_pair_counts *counts)
{
    gen_code_sets *sets = in->sets;
    size_t width = sets->edits->column_count;
    resolving r = {
        .in = in,
        .sets = sets,
        .edits = edits,
        .report = report,
        .epochs = gen_alloc(sets->epoch_count),
        .ranges = gen_alloc(sets->order.release_count * sizeof *r.ranges),
        .variant = gen_alloc(sets->epoch_count * sizeof *r.variant),
        .columns = gen_alloc(width),
        .own_marks = gen_alloc(sets->system->code_count * sizeof *r.own_marks),
        .own_node = GEN_NO_NODE,
        .named = gen_alloc(width),
        .named_node = GEN_NO_NODE,
    };
    r.traits = traits;
    for (uint32_t i = 0; i < sets->catalog->notes.reference_count; i++)
        resolve_reference(&r, i);
    bind_named(&r);
    gen_report_add_further(report, GEN_WARNING, NULL, r.problems,
                           "ranges of notes name nothing");
    finish(&r, group_of);
    if (counts)
        *counts = r.counts;
    free(r.epochs);
    free(r.ranges);
    free(r.variant);
    free(r.states);
    free(r.columns);
    free(r.own_marks);
    free(r.named);
    free(r.drafts);
}
