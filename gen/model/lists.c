/*
 * Of each code, a word of bits a version; of each column, the version in force or what
 * two neighbours both say. Where no version speaks, a title tells manifestations.
 */
#include "gen/model/lists.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "engine/format/layout.h"
#include "gen/model/memory.h"

enum { CODE_BYTES = 8, AGE_LISTS = 4 };

/* ---- taking ---------------------------------------------------------------------- */

static uint64_t ordered(const char *code, size_t len)
{
    uint64_t out = 0;
    for (size_t i = 0; i < CODE_BYTES; i++)
        out = out << 8 | (i < len ? (uint8_t)code[i] : 0);
    return out;
}

static const char *take_list(gen_raw_lists *raw, uint32_t source, const gen_row *row)
{
    raw->lists =
        gen_grow(raw->lists, raw->list_count, &raw->list_cap, sizeof *raw->lists);
    raw->lists[raw->list_count++] =
        (gen_raw_list){.source = source,
                       .system = (uint8_t)row->system,
                       .trait = row->status,
                       .ages = {(uint8_t)row->value, (uint8_t)(row->value >> 8)}};
    return NULL;
}

static const char *take_member(gen_raw_lists *raw, uint32_t source, const gen_row *row)
{
    if (row->code_len == 0 || row->code_len >= CODE_BYTES)
        return "not as long as a code";
    raw->members = gen_grow(raw->members, raw->member_count, &raw->member_cap,
                            sizeof *raw->members);
    raw->members[raw->member_count++] =
        (gen_raw_member){.code = ordered(row->code, row->code_len),
                         .source = source,
                         .line = row->line,
                         .system = (uint8_t)row->system,
                         .trait = row->status};
    return NULL;
}

const char *gen_lists_take(gen_raw_lists *raw, uint32_t source, const gen_row *row)
{
    if (row->status >= SJF_LIST_COUNT || row->status == SJF_POA_UNSURE)
        return "no known list";
    if (row->system > SJ_ICD9PCS)
        return "a list of another system than ICD";
    return row->kind == GEN_ROW_LIST ? take_list(raw, source, row)
                                     : take_member(raw, source, row);
}

void gen_raw_lists_free(gen_raw_lists *raw)
{
    free(raw->lists);
    free(raw->members);
    *raw = (gen_raw_lists){0};
}

/* ---- what versions say ----------------------------------------------------------- */

/* What one version has of lists. */
typedef struct version {
    uint32_t lists;
    uint8_t ages[AGE_LISTS][2];
} version;

typedef struct resolving {
    const gen_list_input *in;
    const gen_system *system;
    gen_edits *edits;
    uint64_t *traits;
    gen_report *report;
    uint64_t *codes; /* of the system, ordered as codes are */
    version *versions;
    uint32_t *mce; /* of each code, a word of trait bits a Code Editor version */
    uint32_t *poa; /* the same a POA list */
} resolving;

static bool is_poa(const resolving *r, uint32_t source)
{
    return r->in->sources[source].kind == GEN_POA_EXEMPT;
}

static void gather_lists(resolving *r)
{
    const gen_raw_lists *raw = r->in->raw;
    r->versions = gen_alloc(r->in->tables->mce.count * sizeof *r->versions);
    for (uint32_t i = 0; i < raw->list_count; i++) {
        const gen_raw_list *list = &raw->lists[i];
        if (list->system != r->in->system || is_poa(r, list->source))
            continue;
        version *v = &r->versions[r->in->speaker[list->source]];
        v->lists |= UINT32_C(1) << list->trait;
        if (list->trait < AGE_LISTS)
            memcpy(v->ages[list->trait], list->ages, sizeof list->ages);
    }
}

static uint64_t *order_codes(const gen_system *system)
{
    uint64_t *codes = gen_resize(NULL, system->code_count, sizeof *codes);
    for (uint32_t i = 0; i < system->code_count; i++)
        codes[i] = ordered(system->codes[i].code, system->codes[i].len);
    return codes;
}

/* @return the code's index, or the number of codes */
static uint32_t find_code(const resolving *r, uint64_t code)
{
    uint32_t low = 0, count = r->system->code_count, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->codes[middle] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && r->codes[low] == code ? low : count;
}

static void tell_stranger(resolving *r, const gen_raw_member *member)
{
    char code[CODE_BYTES + 1] = {0};
    for (int i = 0; i < CODE_BYTES; i++)
        code[i] = (char)(member->code >> (8 * (CODE_BYTES - 1 - i)));
    gen_report_add(r->report, GEN_WARNING, r->in->sources[member->source].path,
                   member->line, "code %s is in no release of %s", code,
                   sj_system_name(r->in->system));
}

static void tell_further(resolving *r, uint32_t source, uint32_t strangers)
{
    gen_report_add_further(r->report, GEN_WARNING, r->in->sources[source].path,
                           strangers, "codes of its lists are in no release");
}

/* Members come source by source. */
static void gather_members(resolving *r)
{
    const gen_raw_lists *raw = r->in->raw;
    uint32_t strangers = 0, mce_count = r->in->tables->mce.count;
    uint32_t poa_count = r->in->tables->poa.count;
    for (uint32_t i = 0; i < raw->member_count; i++) {
        const gen_raw_member *member = &raw->members[i];
        if (i > 0 && member->source != member[-1].source) {
            tell_further(r, member[-1].source, strangers);
            strangers = 0;
        }
        if (member->system != r->in->system)
            continue;
        uint32_t code = find_code(r, member->code);
        uint32_t speaker = r->in->speaker[member->source];
        if (code == r->system->code_count) {
            if (strangers++ < r->report->limit)
                tell_stranger(r, member);
        } else if (is_poa(r, member->source)) {
            r->poa[(size_t)code * poa_count + speaker] |= UINT32_C(1) << member->trait;
        } else {
            r->mce[(size_t)code * mce_count + speaker] |= UINT32_C(1) << member->trait;
        }
    }
    if (raw->member_count)
        tell_further(r, raw->members[raw->member_count - 1].source, strangers);
}

/* ---- columns --------------------------------------------------------------------- */

static void settle_column(gen_column *column, const resolving *r)
{
    gen_voice voice = gen_voice_on(&r->in->tables->mce, column->from);
    if (!voice.coverage)
        return;
    const version *a = &r->versions[voice.first], *b = &r->versions[voice.second];
    column->lists = a->lists & b->lists;
    for (int i = 0; i < AGE_LISTS; i++) {
        if (!(column->lists >> i & 1))
            continue;
        column->ages[i][0] =
            a->ages[i][0] < b->ages[i][0] ? a->ages[i][0] : b->ages[i][0];
        column->ages[i][1] =
            a->ages[i][1] > b->ages[i][1] ? a->ages[i][1] : b->ages[i][1];
    }
}

/* What both voices say, and in a gap of POA lists whether they differ. */
static void settle_traits(resolving *r, uint32_t column)
{
    const gen_tables_of_edits *tables = r->in->tables;
    sj_date day = r->edits->columns[column].from;
    gen_voice mce = gen_voice_on(&tables->mce, day);
    gen_voice poa = gen_voice_on(&tables->poa, day);
    for (uint32_t i = 0; i < r->system->code_count; i++) {
        uint64_t bits = 0;
        if (mce.coverage) {
            const uint32_t *words = &r->mce[(size_t)i * tables->mce.count];
            bits |= words[mce.first] & words[mce.second];
        }
        if (poa.coverage) {
            const uint32_t *words = &r->poa[(size_t)i * tables->poa.count];
            bits |= words[poa.first] & words[poa.second];
            if (words[poa.first] != words[poa.second])
                bits |= UINT64_C(1) << SJF_POA_UNSURE;
        }
        r->traits[(size_t)i * r->edits->column_count + column] |= bits;
    }
}

/* ---- manifestations by title ----------------------------------------------------- */

static bool names_manifestation(const char *title)
{
    static const char words[] = "in diseases classified elsewhere";
    for (; *title; title++)
        if (strncasecmp(title, words, sizeof words - 1) == 0)
            return true;
    return false;
}

/* The title on a day: the last one that begins by it, else the first. */
static const char *title_on(const resolving *r, const gen_code *code, sj_date day)
{
    const gen_descriptor *all = &r->system->descriptors[code->first_descriptor];
    uint32_t last = code->descriptor_count - 1;
    while (last > 0 && all[last].from > day)
        last--;
    return gen_text_get(&r->in->catalog->text, all[last].long_text, NULL);
}

static bool any_title(const resolving *r, const gen_code *code)
{
    for (uint32_t i = 0; i < code->descriptor_count; i++)
        if (names_manifestation(gen_text_get(
                &r->in->catalog->text,
                r->system->descriptors[code->first_descriptor + i].long_text, NULL)))
            return true;
    return false;
}

/* From the first release of the codes to the last one, or on when it is carried. */
static bool codes_are_told(const resolving *r, sj_date day)
{
    const gen_catalog *catalog = r->in->catalog;
    sj_date first = SJ_DATE_OPEN, last = SJ_DATE_MIN;
    for (uint32_t i = 0; i < catalog->release_count; i++) {
        const gen_release *release = &catalog->releases[i];
        if (release->system != r->in->system)
            continue;
        first = release->from < first ? release->from : first;
        last = release->to > last ? release->to : last;
    }
    return day >= first && (day <= last || r->in->tables->mce.carry);
}

static void read_titles(resolving *r)
{
    const uint64_t bits =
        UINT64_C(1) << SJF_MANIFESTATION | UINT64_C(1) << SJF_MANIFESTATION_BY_TITLE;
    uint32_t columns = r->edits->column_count;
    for (uint32_t i = 0; i < r->system->code_count; i++) {
        const gen_code *code = &r->system->codes[i];
        if (!any_title(r, code))
            continue;
        for (uint32_t k = 0; k < columns; k++) {
            sj_date day = r->edits->columns[k].from;
            if (!gen_voice_on(&r->in->tables->mce, day).coverage &&
                codes_are_told(r, day) && names_manifestation(title_on(r, code, day)))
                r->traits[(size_t)i * columns + k] |= bits;
        }
    }
}

void gen_lists_resolve(const gen_list_input *in, gen_edits *edits, uint64_t *traits,
                       gen_report *report)
{
    const gen_system *system = &in->catalog->systems[in->system];
    size_t codes = system->code_count;
    resolving r = {.in = in, .system = system, .edits = edits, .report = report};
    r.traits = traits;
    r.codes = order_codes(system);
    r.mce = gen_alloc(codes * in->tables->mce.count * sizeof *r.mce);
    r.poa = gen_alloc(codes * in->tables->poa.count * sizeof *r.poa);
    gather_lists(&r);
    gather_members(&r);
    for (uint32_t i = 0; i < edits->column_count; i++) {
        settle_column(&edits->columns[i], &r);
        settle_traits(&r, i);
    }
    if (in->system == SJ_ICD10CM)
        read_titles(&r);
    free(r.codes);
    free(r.mce);
    free(r.poa);
    free(r.versions);
}
