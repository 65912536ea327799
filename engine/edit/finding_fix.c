/*
 * Codes that would clear a finding: completions of a heading, seventh characters that
 * exist, the placeholder, the other sides. Every one is billable on the finding's date.
 */
#include "engine/edit/judged.h"

typedef struct fixes {
    const sj_image *image;
    sj_date date;
    sj_entry *out;
    size_t cap, count;
} fixes;

static void keep(fixes *x, const sj_entry *entry)
{
    if (x->count < x->cap)
        x->out[x->count] = *entry;
    x->count++;
}

/* The finding's code in canonical form. @return its length, 0 for none */
static size_t code_of(const sj_image *image, const sj_claim *claim, const sj_finding *f,
                      char canonical[SJ_CODE_CAP])
{
    char text[SJ_CODE_CAP];
    size_t len = 0;
    if (f->code != SJ_NO_CODE)
        return f->code >> SJF_ID_SHIFT == SJ_ICD10CM
                   ? sj_code_of(image, f->code, canonical)
                   : 0;
    sj_claim_code(claim, f->at, text);
    return sj_normalize(SJ_ICD10CM, text, strlen(text), canonical, &len) ? len : 0;
}

/* Billable codes that begin so. */
static void completions(fixes *x, const char *code, size_t len)
{
    sj_cursor cursor;
    sj_entry entry;
    if (sj_prefix(x->image, SJ_ICD10CM, code, len, &cursor) != SJ_OK)
        return;
    while (sj_cursor_next(&cursor, x->date, &entry))
        if (entry.answer.status == SJ_CODE_BILLABLE)
            keep(x, &entry);
}

/* Codes of the family that tell a side: from `least` (1 right, 2 left, 3 bilateral). */
static void sides(fixes *x, const char *code, size_t len, unsigned least)
{
    static const char values[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const sji_edits *e = &x->image->edits[SJ_ICD10CM];
    sj_entry entry = {.len = (uint32_t)len};
    if (!e->loaded ||
        sj_lookup(x->image, SJ_ICD10CM, code, len, x->date, &entry.answer) != SJ_OK)
        return;
    uint32_t column = sji_edit_column(e, x->date);
    uint64_t traits = sji_traits(e, sji_class(e, entry.answer.class_id), column);
    unsigned place = traits >> SJF_SIDE_PLACE & 7;
    if (place == 0 || place > len)
        return;
    memcpy(entry.code, code, len);
    for (const char *value = values; *value; value++) {
        entry.code[place - 1] = *value;
        if (sj_lookup(x->image, SJ_ICD10CM, entry.code, len, x->date, &entry.answer) !=
                SJ_OK ||
            entry.answer.status != SJ_CODE_BILLABLE)
            continue;
        traits = sji_traits(e, sji_class(e, entry.answer.class_id), column);
        unsigned side = traits >> SJF_SIDE & 7;
        if (side >= least && side <= 3 && (traits >> SJF_SIDE_PLACE & 7) == place)
            keep(x, &entry);
    }
}

size_t sj_finding_codes(const sj_image *image, const sj_claim *claim,
                        const sj_finding *finding, sj_entry *out, size_t cap)
{
    char code[SJ_CODE_CAP];
    sj_entry entry;
    if (!image || !claim || !finding || (!out && cap))
        return 0;
    fixes x = {.image = image, .date = finding->date, .out = out, .cap = cap};
    size_t len = code_of(image, claim, finding, code);
    if (len == 0)
        return 0;
    switch (finding->edit) {
    case SJ_DX_NOT_BILLABLE:
    case SJ_DX_SEVENTH_MISSING:
        completions(&x, code, len);
        break;
    case SJ_DX_SEVENTH_INVALID:
        if (len == 7)
            completions(&x, code, 6);
        break;
    case SJ_DX_PLACEHOLDER_MISSING:
        if (sji_with_placeholder(image, code, len, finding->date, &entry))
            keep(&x, &entry);
        break;
    case SJ_DX_LATERALITY_CONFLICT:
        if (finding->reason == SJ_BECAUSE_BILATERAL)
            sides(&x, code, len, 3);
        break;
    case SJ_DX_UNSPECIFIED_SIDE:
        sides(&x, code, len, 1);
        break;
    default:
        break;
    }
    return x.count;
}
