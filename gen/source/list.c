/*
 * Sources and what is left out, with reasons. One file speaks for a kind, system and
 * day: which one stays depends on names and bytes, never on the order of arguments.
 */
#include "gen/source/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "gen/source/archive.h"
#include "gen/source/identify_lines.h"

gen_source *gen_source_list_add(gen_source_list *list)
{
    list->items = gen_grow(list->items, list->count, &list->cap, sizeof *list->items);
    gen_source *source = &list->items[list->count++];
    *source = (gen_source){.from = SJ_DATE_MIN, .to = SJ_DATE_OPEN};
    return source;
}

void gen_source_list_leave_out(gen_source_list *list, const char *path,
                               const char *reason)
{
    list->unused = gen_grow(list->unused, list->unused_count, &list->unused_cap,
                            sizeof *list->unused);
    list->unused[list->unused_count++] =
        (gen_unused){.path = gen_strdup(path), .reason = gen_strdup(reason)};
}

static void free_source(gen_source *source)
{
    free(source->path);
    free(source->container);
    free(source->member);
    free(source->file);
    free(source->kind_name);
    free(source->release);
}

/* Remove a source and list it as left out. */
static void drop(gen_source_list *list, uint32_t index, const char *reason)
{
    gen_source_list_leave_out(list, list->items[index].path, reason);
    free_source(&list->items[index]);
    memmove(&list->items[index], &list->items[index + 1],
            (list->count - index - 1) * sizeof *list->items);
    list->count--;
}

void gen_source_list_free(gen_source_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        free_source(&list->items[i]);
    for (uint32_t i = 0; i < list->unused_count; i++) {
        free(list->unused[i].path);
        free(list->unused[i].reason);
    }
    free(list->items);
    free(list->unused);
    *list = (gen_source_list){0};
}

/* ---- slices ---------------------------------------------------------------------- */

static bool is_pair_table(const gen_source *source)
{
    return source->kind >= GEN_PTP_PRACTITIONER && source->kind <= GEN_PTP_MEDICAID_DME;
}

/* Of pair edits, which part of the table; 0 where a file is the whole release. */
static unsigned slice_of(const gen_source *source)
{
    return is_pair_table(source) ? gen_ptp_slice(source->file) : 0;
}

static bool same_table(const gen_source *a, const gen_source *b)
{
    return a->kind == b->kind && a->system == b->system && a->from == b->from;
}

static bool has_slice(const gen_source_list *list, const gen_source *of, unsigned slice)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (same_table(&list->items[i], of) && slice_of(&list->items[i]) == slice)
            return true;
    return false;
}

/* The file itself, or another of its table, has a higher number. */
static bool is_last_slice(const gen_source_list *list, const gen_source *source)
{
    unsigned slice = slice_of(source);
    for (uint32_t i = 0; i < list->count; i++)
        if (same_table(&list->items[i], source) && slice_of(&list->items[i]) > slice)
            return false;
    return slice > 0;
}

/* A gap in the numbers: pairs of its codes would read as never in conflict. */
static void tell_missing_slices(const gen_source_list *list, gen_report *report)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const gen_source *last = &list->items[i];
        if (!is_last_slice(list, last))
            continue;
        for (unsigned n = 1; n < slice_of(last); n++)
            if (!has_slice(list, last, n))
                gen_report_add(report, GEN_WARNING, last->path, 0,
                               "slice f%u of this table is missing: the edits in it "
                               "are not known",
                               n);
    }
}

/* ---- what stands twice ----------------------------------------------------------- */

static bool same_release(const gen_source *a, const gen_source *b)
{
    return same_table(a, b) && slice_of(a) == slice_of(b);
}

/* The kind of the order file that says all a codes file does and more. */
static gen_kind order_kind_of(gen_kind codes)
{
    switch (codes) {
    case GEN_ICD10CM_CODES:
        return GEN_ICD10CM_ORDER;
    case GEN_ICD10PCS_CODES:
        return GEN_ICD10PCS_ORDER;
    default:
        return GEN_KIND_NONE;
    }
}

static void prefer_order_files(gen_source_list *list)
{
    for (uint32_t i = list->count; i-- > 0;) {
        gen_kind order = order_kind_of(list->items[i].kind);
        for (uint32_t k = 0; order && k < list->count; k++)
            if (list->items[k].kind == order &&
                list->items[k].from == list->items[i].from) {
                drop(list, i, "the order file of the same release is read");
                break;
            }
    }
}

/* The two files of a fee schedule have the same indicators. */
static void prefer_plain_fees(gen_source_list *list)
{
    for (uint32_t i = list->count; i-- > 0;)
        for (uint32_t k = 0; list->items[i].kind == GEN_PPRRVU && k < list->count; k++)
            if (same_table(&list->items[i], &list->items[k]) &&
                gen_is_qpp(list->items[i].file) && !gen_is_qpp(list->items[k].file)) {
                drop(list, i, "the nonQPP file of the same release is read");
                break;
            }
}

/* By name, then by place: which of two files is kept, and which is named first. */
static int compare_names(const gen_source *a, const gen_source *b)
{
    int by_file = strcmp(a->file, b->file);
    return by_file ? by_file : strcmp(a->path, b->path);
}

static bool has_twin(const gen_source_list *list, uint32_t index)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (i != index && same_release(&list->items[i], &list->items[index]))
            return true;
    return false;
}

/* Size and hash of every file that is not alone for its release. */
static void fingerprint_twins(gen_source_list *list, gen_report *report)
{
    for (uint32_t i = 0; i < list->count;) {
        gen_source *s = &list->items[i];
        const char *why;
        if (!has_twin(list, i) ||
            gen_stream_fingerprint(s->container, s->member, &s->size_bytes, s->xxh3,
                                   &why)) {
            i++;
            continue;
        }
        gen_report_add(report, GEN_ERROR, s->path, 0, "%s", why);
        drop(list, i, why);
    }
}

/* Of two files with the same bytes keep the one whose name comes first, in the place of
 * the first. */
static void drop_copy(gen_source_list *list, uint32_t first, uint32_t second)
{
    gen_source *a = &list->items[first], *b = &list->items[second];
    if (compare_names(a, b) > 0) {
        gen_source swap = *a;
        *a = *b;
        *b = swap;
    }
    size_t size = strlen(a->path) + 20;
    char *reason = gen_alloc(size);
    snprintf(reason, size, "same bytes as %s", a->path);
    drop(list, second, reason);
    free(reason);
}

static void drop_copies(gen_source_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        for (uint32_t k = i + 1; k < list->count;) {
            const gen_source *a = &list->items[i], *b = &list->items[k];
            if (same_release(a, b) && a->size_bytes == b->size_bytes &&
                memcmp(a->xxh3, b->xxh3, sizeof a->xxh3) == 0)
                drop_copy(list, i, k);
            else
                k++;
        }
}

static void refuse_pair(const gen_source *a, const gen_source *b, gen_report *report)
{
    char from[SJ_DATE_CAP];
    sj_date_format(a->from, from);
    if (compare_names(a, b) > 0) {
        const gen_source *swap = a;
        a = b;
        b = swap;
    }
    gen_report_add(
        report, report->keep_going ? GEN_WARNING : GEN_ERROR, a->path, 0,
        "%s is another %s of %s, with other content: state the dates of both "
        "in a manifest",
        b->path, a->kind_name, from);
}

/* After the copies are gone: every file of one release with another one. */
static void refuse_rivals(gen_source_list *list, gen_report *report)
{
    bool *rival = gen_alloc(list->count ? list->count : 1);
    for (uint32_t i = 0; i < list->count; i++) {
        bool reported = rival[i]; /* beside the first of its release */
        for (uint32_t k = i + 1; k < list->count && !reported; k++)
            if (same_release(&list->items[i], &list->items[k]) &&
                list->items[i].kind != GEN_DUMP) { /* dumps bear their dates within */
                refuse_pair(&list->items[i], &list->items[k], report);
                rival[i] = rival[k] = true;
            }
    }
    for (uint32_t i = list->count; i-- > 0;)
        if (rival[i] && report->keep_going)
            drop(list, i, "two files for one release, and no dates stated");
    free(rival);
}

void gen_source_list_settle(gen_source_list *list, gen_report *report)
{
    prefer_order_files(list);
    prefer_plain_fees(list);
    fingerprint_twins(list, report);
    drop_copies(list);
    refuse_rivals(list, report);
    tell_missing_slices(list, report);
}
