/*
 * A line read by both readers, and every value of the two claims compared.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/reference/reference_claim_json.h"

/* ---- the command's allocator, which the reader that is tried calls
 * -------------------- */

void *cli_allocate(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size);
    if (!p)
        abort();
    return p;
}

/* ---- comparison -------------------------------------------------------------------
 */

static bool same_text(sj_str a, sj_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

static bool same_number(double a, double b)
{
    return !(a < b) && !(a > b) && signbit(a) == signbit(b);
}

static bool same_diagnoses(const sj_diagnosis *a, uint32_t a_count,
                           const sj_diagnosis *b, uint32_t b_count)
{
    if (a_count != b_count)
        return false;
    for (uint32_t i = 0; i < a_count; i++)
        if (!same_text(a[i].code, b[i].code) || !same_text(a[i].poa, b[i].poa) ||
            a[i].version != b[i].version || a[i].wire != b[i].wire)
            return false;
    return true;
}

static bool same_procedures(const sj_claim *a, const sj_claim *b)
{
    if (a->px_count != b->px_count)
        return false;
    for (uint32_t i = 0; i < a->px_count; i++)
        if (!same_text(a->px[i].code, b->px[i].code) ||
            a->px[i].date != b->px[i].date || a->px[i].version != b->px[i].version ||
            a->px[i].wire != b->px[i].wire)
            return false;
    return true;
}

static bool same_line(const sj_line *a, const sj_line *b)
{
    for (int i = 0; i < SJ_MODIFIERS_MAX; i++)
        if (!same_text(a->modifiers[i], b->modifiers[i]))
            return false;
    if (a->pointer_count != b->pointer_count)
        return false;
    for (uint32_t i = 0; i < a->pointer_count; i++)
        if (a->pointers[i] != b->pointers[i])
            return false;
    return same_text(a->code, b->code) && same_text(a->revenue, b->revenue) &&
           same_text(a->pos, b->pos) && same_text(a->provider, b->provider) &&
           same_text(a->ndc, b->ndc) && same_text(a->ndc_unit, b->ndc_unit) &&
           same_text(a->unit, b->unit) && same_text(a->description, b->description) &&
           a->from == b->from && a->to == b->to && same_number(a->units, b->units) &&
           same_number(a->charge, b->charge) && same_number(a->ndc_units, b->ndc_units);
}

static bool same_lines(const sj_line *a, uint32_t a_count, const sj_line *b,
                       uint32_t b_count)
{
    if (a_count != b_count)
        return false;
    for (uint32_t i = 0; i < a_count; i++)
        if (!same_line(&a[i], &b[i]))
            return false;
    return true;
}

static const char *difference(const sj_claim *a, const sj_claim *b)
{
    if (a->size != b->size || a->type != b->type)
        return "type";
    if (!same_text(a->payer, b->payer) || !same_text(a->bill_type, b->bill_type) ||
        !same_text(a->discharge_status, b->discharge_status) ||
        !same_text(a->pos, b->pos) || !same_text(a->provider, b->provider) ||
        !same_text(a->sex, b->sex))
        return "texts of the claim";
    if (a->birth != b->birth || a->from != b->from || a->to != b->to ||
        a->admission != b->admission || a->receipt != b->receipt)
        return "days of the claim";
    if (!same_diagnoses(a->dx, a->dx_count, b->dx, b->dx_count) ||
        !same_diagnoses(a->admitting, a->admitting != NULL, b->admitting,
                        b->admitting != NULL) ||
        !same_diagnoses(a->reason, a->reason_count, b->reason, b->reason_count) ||
        !same_diagnoses(a->external, a->external_count, b->external, b->external_count))
        return "diagnoses";
    if (!same_procedures(a, b))
        return "procedures";
    if (!same_lines(a->lines, a->line_count, b->lines, b->line_count))
        return "lines";
    if (!same_lines(a->history, a->history_count, b->history, b->history_count))
        return "history";
    return a->strange_qualifiers == b->strange_qualifiers ? NULL : "strange qualifiers";
}

const char *ref_claim_json_compare(cli_claim_reader *engine, ref_claim_json *reference,
                                   const char *text, size_t len)
{
    bool good = cli_claim_read(engine, text, len);
    if (good != ref_claim_json_read(reference, text, len))
        return good ? "taken" : "refused";
    if ((engine->id == NULL) != (reference->id == NULL) ||
        engine->id_len != reference->id_len ||
        (engine->id && memcmp(engine->id, reference->id, engine->id_len) != 0))
        return "id";
    if (good)
        return difference(&engine->claim, &reference->claim);
    const cli_fault *a = &engine->fault, *b = &reference->fault;
    if (strcmp(a->reason, b->reason) != 0 || strcmp(a->at, b->at) != 0)
        return "reason";
    return a->column == b->column && a->byte == b->byte ? NULL : "column";
}
