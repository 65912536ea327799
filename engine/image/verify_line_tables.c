/*
 * Unit limits, add-on codes, fee schedule, HCPCS facts, policies: claims 91 to 96 of
 * docs/FORMAT.md 21; service limits are in verify_limits.c. Each row stands where its
 * index says, and rows of one procedure ascend.
 */
#include "engine/image/verify.h"

#include "engine/lookup/key.h"

typedef struct pass {
    const sj_image *image;
    const sji_lines *lines;
    const sji_starts *text;
    sj_error *err;
    unsigned table; /* whose rows are walked: enum sjf_line_table */
} pass;

/* Whether a row is good; `before` is the one before it of its procedure, or NULL. */
typedef bool (*row_fn)(const pass *p, const uint8_t *r, const uint8_t *before);

static sj_status refuse_at(const pass *p, const uint8_t *r, const char *what)
{
    return sji_fail(p->err, SJ_E_CORRUPT, sji_offset(p->image, r), what);
}

static bool is_text(const pass *p, const uint8_t *reference)
{
    return sji_is_start(p->text, sjf_load32(reference));
}

/* A line release of the table that is walked. */
static bool is_release(const pass *p, const uint8_t *reference)
{
    uint32_t release = sjf_load32(reference);
    return release >= p->lines->first_release[p->table] &&
           release < p->lines->first_release[p->table + 1];
}

/* @return the first row of procedures that is wrong, or NULL. All rows begin with their
 * procedure. */
static const uint8_t *find_bad_row(const pass *p, const sji_line_rows *rows,
                                   size_t record, row_fn good)
{
    for (uint32_t i = 0, end; i < p->lines->procedure_count; i++) {
        uint32_t first = sji_rows_of(rows, i, &end);
        for (uint32_t k = first; k < end; k++) {
            const uint8_t *r = rows->rows + record * k;
            if (sjf_load32(r) != i || !good(p, r, k > first ? r - record : NULL))
                return r;
        }
    }
    return NULL;
}

static sj_status check_rows(const pass *p, const sji_line_rows *rows, size_t record,
                            row_fn good, const char *what)
{
    if (rows->count == 0)
        return SJ_OK;
    sj_status status =
        sji_check_line_index(p->image, rows->index, 0, rows->count, p->err);
    const uint8_t *bad = NULL;
    if (status == SJ_OK)
        bad = find_bad_row(p, rows, record, good);
    return bad ? refuse_at(p, bad, what) : status;
}

/* ---- unit limits ---------------------------------------------------------------- */

static bool limit_is_good(const pass *p, const uint8_t *r, const uint8_t *before)
{
    return r[SJF_MUE_TABLE] == p->table - SJF_TABLE_MUE && r[SJF_MUE_MAI] <= 3 &&
           sjf_load16(r + SJF_MUE_RESERVED) == 0 &&
           is_release(p, r + SJF_MUE_RELEASE) && is_text(p, r + SJF_MUE_RATIONALE) &&
           (!before ||
            sjf_load32(before + SJF_MUE_RELEASE) < sjf_load32(r + SJF_MUE_RELEASE));
}

/* Claim 91. The index of a table goes on where the one before it ends. */
static sj_status check_limits(pass *p)
{
    const sji_lines *l = p->lines;
    uint32_t first = 0;
    for (unsigned t = 0; t < SJF_MUE_TABLES && l->mue[t].count > 0; t++) {
        const sji_line_rows *rows = &l->mue[t];
        uint32_t end = sjf_load32(rows->index + 4 * (size_t)l->procedure_count);
        if (end > rows->count || t + 1 == SJF_MUE_TABLES)
            end = rows->count;
        sj_status status =
            sji_check_line_index(p->image, rows->index, first, end, p->err);
        const uint8_t *bad = NULL;
        p->table = SJF_TABLE_MUE + t;
        if (status == SJ_OK)
            bad = find_bad_row(p, rows, SJF_MUE_RECORD, limit_is_good);
        if (status != SJ_OK || bad)
            return bad ? refuse_at(p, bad, "bad unit limit") : status;
        first = end;
    }
    return SJ_OK;
}

/* ---- add-on codes --------------------------------------------------------------- */

static bool addon_is_good(const pass *p, const uint8_t *r, const uint8_t *before)
{
    uint32_t primary = sjf_load32(r + SJF_ADDON_PRIMARY);
    if ((primary != UINT32_MAX && primary >= p->lines->procedure_count) ||
        r[SJF_ADDON_TYPE] < 1 || r[SJF_ADDON_TYPE] > 3 ||
        !sji_is_zero(r + SJF_ADDON_RESERVED, 3) ||
        !is_release(p, r + SJF_ADDON_RELEASE))
        return false;
    if (!before || sjf_load32(before + SJF_ADDON_PRIMARY) != primary)
        return !before || sjf_load32(before + SJF_ADDON_PRIMARY) < primary;
    return sjf_load_date(before + SJF_ADDON_FROM) <= sjf_load_date(r + SJF_ADDON_FROM);
}

/* ---- fee schedule --------------------------------------------------------------- */

/* Letters and digits, then NULs. */
static bool are_characters(const uint8_t *p, size_t n)
{
    bool ended = false;
    for (size_t i = 0; i < n; i++) {
        ended = ended || p[i] == 0;
        if (ended ? p[i] != 0 : sji_trie_bit((char)p[i]) == SJI_TRIE_NO_BIT)
            return false;
    }
    return true;
}

static bool fee_is_good(const pass *p, const uint8_t *r, const uint8_t *before)
{
    if (!is_release(p, r + SJF_FEE_RELEASE) || sjf_load32(r + SJF_FEE_RESERVED) != 0 ||
        !are_characters(r + SJF_FEE_MODIFIER, 2) ||
        (r[SJF_FEE_MODIFIER] != 0) != (r[SJF_FEE_MODIFIER + 1] != 0) ||
        !are_characters(r + SJF_FEE_GLOB, 3))
        return false;
    static const uint8_t single[] = {SJF_FEE_STATUS, SJF_FEE_PCTC, SJF_FEE_MULT,
                                     SJF_FEE_BILAT,  SJF_FEE_ASST, SJF_FEE_CO,
                                     SJF_FEE_TEAM};
    for (size_t i = 0; i < sizeof single; i++)
        if (!are_characters(r + single[i], 1))
            return false;
    if (!before)
        return true;
    uint32_t release = sjf_load32(r + SJF_FEE_RELEASE);
    uint32_t earlier = sjf_load32(before + SJF_FEE_RELEASE);
    return earlier < release ||
           (earlier == release &&
            memcmp(before + SJF_FEE_MODIFIER, r + SJF_FEE_MODIFIER, 2) < 0);
}

/* ---- HCPCS facts ---------------------------------------------------------------- */

static bool facts_are_good(const pass *p, const uint8_t *r, const uint8_t *before)
{
    return is_text(p, r + SJF_FACT_TEXT) &&
           (!before ||
            sjf_load_date(before + SJF_FACT_FROM) < sjf_load_date(r + SJF_FACT_FROM));
}

/* ---- policies ------------------------------------------------------------------- */

static bool policy_is_good(const pass *p, const uint8_t *r)
{
    return is_text(p, r + SJF_POLICY_ID) && is_text(p, r + SJF_POLICY_CITATION) &&
           (r[SJF_POLICY_SEVERITY] == 2 || r[SJF_POLICY_SEVERITY] == 3) &&
           sji_is_zero(r + SJF_POLICY_RESERVED, 3) &&
           is_release(p, r + SJF_POLICY_RELEASE);
}

static bool item_is_good(const pass *p, const uint8_t *r, const uint8_t *before)
{
    char code[SJ_CODE_CAP];
    uint32_t policy = sjf_load32(r + SJF_ITEM_POLICY);
    uint64_t key = sjf_load64(r + SJF_ITEM_KEY);
    uint64_t diagnosis = key & ~(UINT64_C(1) << SJF_ITEM_EXCLUDED_BIT);
    if (policy >= p->lines->policy_count ||
        sji_unpack(SJ_ICD10CM, diagnosis, code) == 0)
        return false;
    if (!before || sjf_load32(before + SJF_ITEM_POLICY) != policy)
        return !before || sjf_load32(before + SJF_ITEM_POLICY) < policy;
    return sjf_load64(before + SJF_ITEM_KEY) < key;
}

/* Claim 95. */
static sj_status check_policies(const pass *p)
{
    const uint8_t *r = p->lines->policies;
    for (uint32_t i = 0; i < p->lines->policy_count; i++, r += SJF_POLICY_RECORD)
        if (!policy_is_good(p, r))
            return refuse_at(p, r, "bad policy");
    return SJ_OK;
}

sj_status sji_check_line_tables(const sj_image *image, const sji_starts *text,
                                sj_error *err)
{
    const sji_lines *l = &image->lines;
    pass p = {.image = image, .lines = l, .text = text, .err = err};
    sj_status status = check_limits(&p);
    p.table = SJF_TABLE_ADDON;
    if (status == SJ_OK)
        status = check_rows(&p, &l->addons, SJF_ADDON_RECORD, addon_is_good,
                            "bad add-on code");
    p.table = SJF_TABLE_FEE;
    if (status == SJ_OK)
        status = check_rows(&p, &l->fees, SJF_FEE_RECORD, fee_is_good,
                            "bad fee schedule row");
    p.table = SJF_TABLE_FACTS;
    if (status == SJ_OK)
        status = check_rows(&p, &l->facts, SJF_FACT_RECORD, facts_are_good,
                            "bad HCPCS facts");
    p.table = SJF_TABLE_NECESSITY;
    if (status == SJ_OK)
        status = check_policies(&p);
    if (status == SJ_OK)
        status =
            check_rows(&p, &l->items, SJF_ITEM_RECORD, item_is_good, "bad policy item");
    if (status == SJ_OK)
        status = sji_check_limits(image, text, err);
    return status;
}
