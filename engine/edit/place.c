/*
 * Places of a claim in words, and what stands there.
 */
#include "engine/edit/judged.h"

#include <stdio.h>

void sj_place_format(sj_place place, char out[SJ_PLACE_CAP])
{
    static const char *const lists[] = {
        [SJ_AT_NONE] = "",
        [SJ_AT_CLAIM] = "claim",
        [SJ_AT_PATIENT] = "patient",
        [SJ_AT_DX] = "dx",
        [SJ_AT_ADMITTING] = "admitting",
        [SJ_AT_REASON] = "reason",
        [SJ_AT_EXTERNAL] = "external",
        [SJ_AT_PX] = "px",
        [SJ_AT_LINE] = "lines",
    };
    enum { ITSELF, MODIFIER, POINTER, NDC };
    const char *list = place.kind <= SJ_AT_LINE ? lists[place.kind] : "";
    bool whole = place.kind < SJ_AT_DX || place.kind == SJ_AT_ADMITTING ||
                 place.kind > SJ_AT_LINE;
    int n = whole ? snprintf(out, SJ_PLACE_CAP, "%s", list)
                  : snprintf(out, SJ_PLACE_CAP, "%s[%u]", list, place.index);
    if (place.kind != SJ_AT_LINE || n < 0)
        return;
    size_t left = SJ_PLACE_CAP - (size_t)n;
    switch (place.inner) {
    case MODIFIER:
        (void)snprintf(out + n, left, ".mods[%u]", place.inner_index);
        break;
    case POINTER:
        (void)snprintf(out + n, left, ".dx[%u]", place.inner_index);
        break;
    case NDC:
        (void)snprintf(out + n, left, ".ndc");
        break;
    default:
        break;
    }
}

/* ---- codes of a claim ------------------------------------------------------------ */

/* A code as it stands in the claim; which systems it can be of, the likelier first. */
typedef struct written {
    sj_str text;
    sj_system systems[2];
} written;

static written of_diagnosis(const sj_diagnosis *list, uint32_t count, uint32_t index)
{
    written none = {{"", 0}, {SJ_ICD10CM, SJ_ICD9CM}};
    if (!list || index >= count)
        return none;
    bool nine = list[index].version == 9;
    return (written){sji_trim(list[index].code),
                     {nine ? SJ_ICD9CM : SJ_ICD10CM, nine ? SJ_ICD10CM : SJ_ICD9CM}};
}

static written of_procedure(const sj_claim *claim, uint32_t index)
{
    if (!claim->px || index >= claim->px_count)
        return (written){{"", 0}, {SJ_ICD10PCS, SJ_ICD9PCS}};
    bool nine = claim->px[index].version == 9;
    return (written){
        sji_trim(claim->px[index].code),
        {nine ? SJ_ICD9PCS : SJ_ICD10PCS, nine ? SJ_ICD10PCS : SJ_ICD9PCS}};
}

static written of_line(const sj_claim *claim, sj_place place)
{
    written w = {{"", 0}, {SJ_HCPCS, SJ_CPT}};
    if (!claim->lines || place.index >= claim->line_count)
        return w;
    const sj_line *line = &claim->lines[place.index];
    if (place.inner == 1 && place.inner_index < SJ_MODIFIERS_MAX)
        return (written){sji_trim(line->modifiers[place.inner_index]),
                         {SJ_MODIFIER, SJ_MODIFIER}};
    if (place.inner == 3)
        return (written){sji_trim(line->ndc), {SJ_NDC, SJ_NDC}};
    w.text = sji_trim(line->code);
    return w;
}

static written written_at(const sj_claim *claim, sj_place place)
{
    switch (place.kind) {
    case SJ_AT_DX:
        return of_diagnosis(claim->dx, claim->dx_count, place.index);
    case SJ_AT_ADMITTING:
        return of_diagnosis(claim->admitting, 1, 0);
    case SJ_AT_REASON:
        return of_diagnosis(claim->reason, claim->reason_count, place.index);
    case SJ_AT_EXTERNAL:
        return of_diagnosis(claim->external, claim->external_count, place.index);
    case SJ_AT_PX:
        return of_procedure(claim, place.index);
    case SJ_AT_LINE:
        return of_line(claim, place);
    default:
        return (written){{"", 0}, {SJ_ICD10CM, SJ_ICD9CM}};
    }
}

void sj_claim_code(const sj_claim *claim, sj_place place, char out[SJ_CODE_CAP])
{
    out[0] = '\0';
    if (!claim)
        return;
    written w = written_at(claim, place);
    for (int i = 0; i < 2; i++) {
        char canonical[SJ_CODE_CAP];
        size_t len;
        if (sj_normalize(w.systems[i], w.text.text, w.text.len, canonical, &len)) {
            sj_display(w.systems[i], canonical, len, out);
            return;
        }
    }
    size_t len = w.text.len;
    if (len > SJ_CODE_CAP - 1) { /* between two characters of UTF-8 */
        len = SJ_CODE_CAP - 1;
        while (len > 0 && ((uint8_t)w.text.text[len] & 0xC0) == 0x80)
            len--;
    }
    memcpy(out, w.text.text, len);
    out[len] = '\0';
}
