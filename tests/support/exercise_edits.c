/*
 * Bounded: some dozens of ids of each ICD system, all pairs of a few of them, and
 * claims made of their codes.
 */
#include "tests/support/exercise_edits.h"

#include <string.h>

enum {
    IDS = 48,    /* slots asked for, of ICD-10-CM and ICD-10-PCS */
    PAIRED = 12, /* of which each is paired with each */
    MANY = 16,   /* notes, rules, mappings, codes that are read */
    CLAIM = 20,  /* diagnoses of a claim */
    FINDINGS = 64,
    TEXT = 512,
};

typedef struct run {
    const sj_image *image;
    sj_date as_of;
    uint64_t sum;
} run;

static void take(run *r, const void *bytes, size_t n)
{
    const uint8_t *p = bytes;
    for (size_t i = 0; i < n; i++)
        r->sum = r->sum * 31 + p[i];
}

static void take_string(run *r, const char *text)
{
    if (text)
        take(r, text, strlen(text) + 1);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void take_citation(run *r, const sj_citation *c)
{
    take_string(r, c->file);
    take_string(r, c->release);
    r->sum += c->row + c->source;
}

/* ---- notes, pairs ---------------------------------------------------------------- */

static void take_notes(run *r, uint32_t id)
{
    sj_note notes[MANY];
    sj_division chapter, block;
    size_t n = least(sj_notes(r->image, id, r->as_of, notes, MANY), MANY);
    for (size_t i = 0; i < n; i++) {
        take_string(r, notes[i].node);
        take_string(r, notes[i].node_display);
        take(r, notes[i].text, (size_t)notes[i].text_len + 1);
        take_citation(r, &notes[i].source);
        take_string(r, sj_note_kind_name((sj_note_kind)notes[i].kind));
        for (uint32_t k = 0; k < notes[i].references && k < MANY; k++)
            take_string(r, sj_note_reference(r->image, notes[i].index, k, r->as_of));
    }
    take_string(r, sj_note_reference(r->image, id, 0, r->as_of)); /* of any number */
    if (sj_divisions(r->image, id, &chapter, &block) == SJ_OK) {
        take_string(r, chapter.id);
        take_string(r, chapter.title);
        take_string(r, block.id);
        take_string(r, block.title);
    }
}

static void take_pair(run *r, uint32_t a, uint32_t b)
{
    sj_pair_rule rules[MANY];
    r->sum = r->sum * 31 + sj_pair(r->image, a, b, r->as_of);
    size_t n = least(sj_pair_rules(r->image, a, b, r->as_of, rules, MANY), MANY);
    for (size_t i = 0; i < n; i++) {
        take_string(r, rules[i].node_display);
        take_string(r, rules[i].text);
        take_string(r, rules[i].reference_text);
        take_citation(r, &rules[i].source);
    }
}

/* ---- tables, maps ---------------------------------------------------------------- */

static void take_map(run *r, sj_system system, const char *code, size_t len)
{
    sj_mapping maps[MANY];
    size_t n = least(sj_map(r->image, system, code, len, maps, MANY), MANY);
    for (size_t i = 0; i < n; i++) {
        take_string(r, maps[i].code);
        take_citation(r, &maps[i].source);
    }
}

static void take_procedure(run *r, const char *code, size_t len)
{
    sj_pcs_position position;
    if (sj_pcs_explain(r->image, code, len, r->as_of, &position) == SJ_OK) {
        take_string(r, position.title);
        take_string(r, position.values);
    }
    for (unsigned i = 0; i < 9 && len >= 3; i++)
        take_string(r, sj_pcs_label(r->image, code, i, code[i % len]));
}

/* ---- claims ---------------------------------------------------------------------- */

/* Codes as a claim writes them. */
typedef struct codes {
    char text[IDS][SJ_CODE_CAP];
    uint32_t len[IDS];
    uint32_t count;
} codes;

static void take_findings(run *r, const sj_claim *claim)
{
    sj_finding items[FINDINGS];
    sj_findings found = {.items = items, .cap = FINDINGS};
    sj_entry entries[MANY];
    char text[TEXT], place[SJ_PLACE_CAP];
    sj_citation source;
    r->sum += (uint64_t)sj_check(r->image, claim, NULL, &found);
    take(r, &found.no_data, sizeof found.no_data);
    take(r, &found.not_evaluated, sizeof found.not_evaluated);
    for (uint32_t i = 0; i < found.count; i++) {
        sj_place_format(items[i].at, place);
        take_string(r, place);
        sj_finding_message(r->image, claim, &items[i], text, sizeof text);
        take_string(r, text);
        if (sj_finding_source(r->image, &items[i], &source))
            take_citation(r, &source);
        size_t n =
            least(sj_finding_codes(r->image, claim, &items[i], entries, MANY), MANY);
        for (size_t k = 0; k < n; k++)
            take_string(r, entries[k].code);
    }
}

static sj_str str(const char *text)
{
    return (sj_str){text, (uint32_t)strlen(text)};
}

/* Twenty diagnoses from the `first` on, an odd text among them, and procedures. */
static void take_claim(run *r, const codes *dx, const codes *px, uint32_t first,
                       sj_str odd, sj_claim_type type, const char *bill_type)
{
    sj_diagnosis list[CLAIM];
    sj_procedure procedures[4];
    const int32_t pointers[] = {1, 2, 99};
    const sj_line line = {.pointers = pointers,
                          .pointer_count = 3,
                          .from = r->as_of,
                          .to = SJ_NO_DATE,
                          .code = odd};
    for (uint32_t i = 0; i < CLAIM; i++) {
        uint32_t at = (first + i) % (dx->count > 0 ? dx->count : 1);
        list[i] = (sj_diagnosis){
            .code = i == 7 ? odd : (sj_str){dx->text[at], dx->len[at]},
            .poa = str(i % 3 ? "Y" : "1"),
            .wire = (uint8_t)(i == 5 ? SJ_WIRE_DOT | SJ_WIRE_QUALIFIER : 0)};
    }
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t at = (first + i) % (px->count > 0 ? px->count : 1);
        procedures[i] =
            (sj_procedure){.code = {px->text[at], px->len[at]}, .date = r->as_of};
    }
    sj_claim claim = {.size = sizeof claim,
                      .type = type,
                      .bill_type = str(bill_type),
                      .sex = str("F"),
                      .birth = r->as_of - 4000,
                      .from = r->as_of,
                      .to = r->as_of + 2,
                      .admission = SJ_NO_DATE,
                      .dx = list,
                      .admitting = &list[1],
                      .reason = list,
                      .external = list,
                      .px = procedures,
                      .lines = &line,
                      .dx_count = CLAIM,
                      .reason_count = 3,
                      .external_count = 3,
                      .px_count = 4,
                      .line_count = 1};
    take_findings(r, &claim);
}

/* ---- all ------------------------------------------------------------------------- */

static void collect(run *r, sj_system system, codes *out)
{
    *out = (codes){.count = 0};
    for (uint32_t slot = 0; slot < IDS; slot++) {
        char *code = out->text[out->count];
        uint32_t id = (uint32_t)system << 24 | slot;
        size_t n = sj_code_of(r->image, id, code);
        take_notes(r, id);
        take_map(r, system, code, n);
        if (n > 0)
            out->len[out->count++] = (uint32_t)n;
    }
}

uint64_t exercise_edits(const sj_image *image, const char *text, size_t len,
                        sj_date as_of)
{
    run r = {.image = image, .as_of = as_of};
    codes dx, px;
    collect(&r, SJ_ICD10CM, &dx);
    collect(&r, SJ_ICD10PCS, &px);
    for (uint32_t a = 0; a < PAIRED; a++)
        for (uint32_t b = 0; b < PAIRED; b++)
            take_pair(&r, (uint32_t)SJ_ICD10CM << 24 | a,
                      (uint32_t)SJ_ICD10CM << 24 | b);
    take_pair(&r, SJ_NO_CODE, (uint32_t)SJ_ICD10PCS << 24);
    for (uint32_t i = 0; i < px.count; i++)
        take_procedure(&r, px.text[i], px.len[i]);
    take_procedure(&r, text, len);
    for (int i = 0; i < SJ_SYSTEM_COUNT; i++)
        take_map(&r, (sj_system)i, text, len);

    sj_str odd = {text, (uint32_t)len};
    for (uint32_t first = 0; first < dx.count; first += CLAIM) {
        take_claim(&r, &dx, &px, first, odd, SJ_PROFESSIONAL, "");
        take_claim(&r, &dx, &px, first, odd, SJ_INSTITUTIONAL, "111");
        take_claim(&r, &dx, &px, first, odd, SJ_INSTITUTIONAL, "131");
    }
    return r.sum;
}
