/*
 * The claim as docs/EDITING.md reads it: kind, dates, key dates; the shapes of codes;
 * versions; and step 4, whether each code exists on its key dates.
 */
#include "fuzz/reference/reference_check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- shapes ---- */

static bool digits(const char *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

static bool has_shape(sj_system system, const char *s, size_t n)
{
    if (system == SJ_ICD10CM)
        return n >= 3 && n <= 7 && s[0] >= 'A' && s[0] <= 'Z';
    if (system == SJ_ICD10PCS) /* a table has three */
        return (n == 3 || n == 7) && !memchr(s, 'O', n) && !memchr(s, 'I', n);
    if (system == SJ_ICD9PCS)
        return n >= 2 && n <= 4 && digits(s, 0, n);
    if (s[0] == 'E')
        return n >= 4 && n <= 5 && digits(s, 1, n);
    return n >= 3 && n <= 5 && (s[0] == 'V' || digits(s, 0, 1)) && digits(s, 1, n);
}

bool ref_shape_of(sj_system system, sj_str text, char out[SJ_CODE_CAP])
{
    const char *p = text.text, *end = text.text + text.len;
    size_t n = 0, dot = 0;
    out[0] = 0;
    if (text.len == 0)
        return false;
    while (p < end && isspace((unsigned char)*p))
        p++;
    while (p < end && isspace((unsigned char)end[-1]))
        end--;
    for (; p < end; p++) {
        if (*p == '.') {
            if (dot > 0 || n == 0 || p + 1 == end)
                return false;
            dot = n;
            continue;
        }
        if (!isascii((unsigned char)*p) || !isalnum((unsigned char)*p) || n == 8)
            return false;
        out[n++] = (char)toupper((unsigned char)*p);
    }
    out[n] = 0;
    if (n == 0 || !has_shape(system, out, n))
        return false;
    if (dot == 0)
        return true;
    if (system == SJ_ICD9CM)
        return dot == (out[0] == 'E' ? 4U : 3U);
    if (system == SJ_ICD9PCS)
        return dot == 2;
    return system == SJ_ICD10CM && dot == 3;
}

/* ---- dates ---- */

static sj_date either(sj_date a, sj_date b)
{
    return a == SJ_NO_DATE ? b : a;
}

static sj_date line_day(const ref_claim *c, const sj_line *line)
{
    return either(line->from, c->from);
}

static ref_claim_kind kind_of(const sj_claim *claim)
{
    static const char *const inpatient[] = {"11", "18", "21", "41"};
    const char *type = claim->bill_type.text;
    uint32_t n = claim->bill_type.len;
    if (claim->type != SJ_INSTITUTIONAL)
        return REF_P;
    if (n == 4 && type[0] == '0') {
        type++;
        n--;
    }
    for (size_t i = 0; i < 4 && n >= 2; i++)
        if (memcmp(type, inpatient[i], 2) == 0)
            return REF_IP;
    return REF_OP;
}

static void read_dates(ref_claim *c)
{
    const sj_claim *claim = c->claim;
    c->kind = kind_of(claim);
    c->from = either(claim->from, claim->to);
    c->to = either(claim->to, claim->from);
    c->admission = either(claim->admission, c->from);
    c->first_service = c->from;
    if (c->kind == REF_P && claim->line_count > 0) {
        c->first_service = line_day(c, &claim->lines[0]);
        for (uint32_t i = 1; i < claim->line_count; i++)
            if (line_day(c, &claim->lines[i]) < c->first_service)
                c->first_service = line_day(c, &claim->lines[i]);
    }
    c->pair_day = c->kind == REF_P ? c->first_service : c->to;
}

static int by_day(const void *a, const void *b)
{
    const sj_date *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static sj_date *room_for_days(ref_claim *c, size_t count)
{
    if (c->day_used + count > c->day_cap)
        plain_die("claim", 0, "more key dates than there is room for");
    return c->days + c->day_used;
}

/* Key dates: of a professional claim, the first days of the lines that point to it;
 * pointer is its 1-based place, 0 for what no line can point to. */
static void give_days(ref_claim *c, ref_item *item, int32_t pointer)
{
    const sj_claim *claim = c->claim;
    sj_date *days = room_for_days(c, claim->line_count + 1);
    int n = 0;
    for (uint32_t i = 0; c->kind == REF_P && pointer > 0 && i < claim->line_count; i++)
        for (uint32_t k = 0; k < claim->lines[i].pointer_count; k++)
            if (claim->lines[i].pointers[k] == pointer) {
                days[n++] = line_day(c, &claim->lines[i]);
                break;
            }
    if (n == 0)
        days[n++] = c->kind == REF_P ? c->first_service : c->to;
    qsort(days, (size_t)n, sizeof *days, by_day);
    item->days = days;
    item->day_count = n;
    c->day_used += (size_t)n;
}

/* ---- versions ---- */

static sj_system system_of(int version, bool procedure)
{
    if (procedure)
        return version == 10 ? SJ_ICD10PCS : SJ_ICD9PCS;
    return version == 10 ? SJ_ICD10CM : SJ_ICD9CM;
}

static bool released(const ref_claim *c, sj_system system, sj_str text)
{
    char code[SJ_CODE_CAP];
    return ref_shape_of(system, text, code) &&
           plain_find(&c->rules->answers, system, code) >= 0;
}

/* 9 or 10: that of the qualifier, whatever the code; else told by day and code, 0 when
 * the format is wrong. */
static int version_on(const ref_claim *c, sj_str text, uint8_t qualifier,
                      bool procedure, sj_date day)
{
    char code[SJ_CODE_CAP];
    sj_system nine = system_of(9, procedure), ten = system_of(10, procedure);
    bool ten_shape = ref_shape_of(ten, text, code);
    bool nine_shape = ref_shape_of(nine, text, code);
    if (qualifier != 0)
        return qualifier;
    if (day >= plain_day(2015, 10, 1)) {
        if (ten_shape)
            return 10;
        return released(c, nine, text) ? 9 : 0;
    }
    if (released(c, nine, text))
        return 9;
    if (released(c, ten, text))
        return 10;
    return nine_shape ? 9 : ten_shape ? 10 : 0;
}

static void read_item(ref_claim *c, ref_item *item, sj_place at, sj_str text,
                      uint8_t qualifier, int32_t pointer)
{
    bool procedure = at.kind == SJ_AT_PX;
    memset(item, 0, sizeof *item);
    item->at = at;
    give_days(c, item, pointer);
    item->version = version_on(c, text, qualifier, procedure, item->days[0]);
    if (item->version == 0 ||
        !ref_shape_of(system_of(item->version, procedure), text, item->code))
        item->code[0] = 0;
}

static void read_diagnosis(ref_claim *c, sj_place_kind kind, uint32_t index,
                           const sj_diagnosis *dx)
{
    ref_item *item = &c->items[c->item_count++];
    read_item(c, item, ref_place(kind, index), dx->code, dx->version,
              kind == SJ_AT_DX ? (int32_t)index + 1 : 0);
    item->poa = dx->poa.len > 0 && !(dx->poa.len == 1 && dx->poa.text[0] == ' ');
    item->poa_value = dx->poa.len == 1 ? dx->poa.text[0] : 0;
}

void ref_read_items(ref_claim *c)
{
    const sj_claim *claim = c->claim;
    read_dates(c);
    for (uint32_t i = 0; i < claim->dx_count; i++)
        read_diagnosis(c, SJ_AT_DX, i, &claim->dx[i]);
    c->dx_count = c->item_count;
    if (claim->admitting)
        read_diagnosis(c, SJ_AT_ADMITTING, 0, claim->admitting);
    for (uint32_t i = 0; i < claim->reason_count; i++)
        read_diagnosis(c, SJ_AT_REASON, i, &claim->reason[i]);
    for (uint32_t i = 0; i < claim->external_count; i++)
        read_diagnosis(c, SJ_AT_EXTERNAL, i, &claim->external[i]);
    for (uint32_t i = 0; i < claim->px_count; i++)
        read_item(c, &c->px[c->px_count++], ref_place(SJ_AT_PX, i), claim->px[i].code,
                  claim->px[i].version, 0);
    for (int i = 0; i < c->dx_count; i++)
        for (int k = 0; k < i; k++)
            if (c->items[i].code[0] && c->items[i].version == c->items[k].version &&
                strcmp(c->items[i].code, c->items[k].code) == 0)
                c->items[i].repeats = true;
}

/* ---- step 4 ---- */

static uint8_t status_on(const ref_claim *c, sj_system system, const char *code,
                         sj_date day)
{
    long place = plain_find(&c->rules->answers, system, code);
    return plain_status_on(&c->rules->answers, system, place, code, day).status;
}

/* The code with X before its last character up to seven is billable that day. */
static bool wants_placeholder(const ref_claim *c, const char *code, sj_date day)
{
    size_t n = strlen(code);
    char longer[SJ_CODE_CAP] = "XXXXXXX";
    if (n < 4 || n > 6)
        return false;
    memcpy(longer, code, n - 1);
    longer[6] = code[n - 1];
    return status_on(c, SJ_ICD10CM, longer, day) == SJ_CODE_BILLABLE;
}

/* Codes of the day that begin with `stem`: how many are billable, and whether all of
 * those are the stem, X up to six characters, and one more. */
static int descendants(const ref_claim *c, const char *stem, sj_date day, bool *padded)
{
    const plain_system *s = &c->rules->answers.systems[SJ_ICD10CM];
    char six[SJ_CODE_CAP] = "XXXXXX";
    size_t n = strlen(stem);
    uint32_t low = 0, high = s->code_count;
    int count = 0;
    memcpy(six, stem, n < 6 ? n : 6);
    *padded = true;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(s->codes[middle], stem) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < s->code_count && strncmp(s->codes[low], stem, n) == 0; low++) {
        const char *code = s->codes[low];
        if (plain_status_on(&c->rules->answers, SJ_ICD10CM, (long)low, code, day)
                .status != SJ_CODE_BILLABLE)
            continue;
        count++;
        if (strlen(code) != 7 || memcmp(code, six, 6) != 0)
            *padded = false;
    }
    return count;
}

/* What step 4 says of an ICD-10-CM code on a day; SJ_EDIT_COUNT: nothing. */
static sj_edit existence(const ref_claim *c, const char *code, uint8_t status,
                         sj_date day)
{
    bool padded;
    char six[SJ_CODE_CAP] = {0};
    switch (status) {
    case SJ_CODE_INACTIVE:
        return SJ_DX_NOT_EFFECTIVE;
    case SJ_CODE_HEADER:
        return descendants(c, code, day, &padded) > 0 && padded && strlen(code) < 7
                   ? SJ_DX_SEVENTH_MISSING
                   : SJ_DX_NOT_BILLABLE;
    case SJ_CODE_NOT_FOUND:
        memcpy(six, code, strlen(code) < 6 ? strlen(code) : 6);
        if (strlen(code) == 7) {
            int all = descendants(c, six, day, &padded);
            bool itself = status_on(c, SJ_ICD10CM, six, day) == SJ_CODE_BILLABLE;
            if (all - itself > 0)
                return SJ_DX_SEVENTH_INVALID;
        }
        return wants_placeholder(c, code, day) ? SJ_DX_PLACEHOLDER_MISSING
                                               : SJ_DX_NOT_FOUND;
    default:
        return SJ_EDIT_COUNT;
    }
}

/* The finding on an item judged by one key date; SJ_EDIT_COUNT: none. `unknown` is set
 * when no release speaks. */
static sj_edit step_four(const ref_claim *c, const ref_item *item, sj_str text,
                         uint8_t qualifier, sj_date day, bool *unknown)
{
    bool procedure = item->at.kind == SJ_AT_PX;
    int version = version_on(c, text, qualifier, procedure, day);
    int first = c->dx_count > 0 ? c->items[0].version : 0;
    char code[SJ_CODE_CAP];
    if (version == 0)
        return procedure ? SJ_PCS_FORMAT : SJ_DX_FORMAT;
    if (version != (day >= plain_day(2015, 10, 1) ? 10 : 9) ||
        (first > 0 && version != first))
        return SJ_DX_VERSION_MIX;
    sj_system system = system_of(version, procedure);
    if (!ref_shape_of(system, text, code))
        return procedure ? SJ_PCS_FORMAT : SJ_DX_FORMAT;
    uint8_t status = status_on(c, system, code, day);
    if (status == SJ_CODE_UNKNOWN)
        *unknown = true;
    if (procedure) {
        if (status == SJ_CODE_NOT_FOUND || status == SJ_CODE_HEADER)
            return SJ_PCS_NOT_FOUND;
        return status == SJ_CODE_INACTIVE ? SJ_PCS_NOT_EFFECTIVE : SJ_EDIT_COUNT;
    }
    if (system == SJ_ICD10CM)
        return existence(c, code, status, day);
    if (status == SJ_CODE_NOT_FOUND)
        return SJ_DX_NOT_FOUND;
    if (status == SJ_CODE_HEADER)
        return SJ_DX_NOT_BILLABLE;
    return status == SJ_CODE_INACTIVE ? SJ_DX_NOT_EFFECTIVE : SJ_EDIT_COUNT;
}

static void judge_item(ref_claim *c, ref_item *item, sj_str text, uint8_t qualifier)
{
    bool unknown = false;
    for (int i = 0; i < item->day_count; i++) {
        sj_edit edit = step_four(c, item, text, qualifier, item->days[i], &unknown);
        if (edit == SJ_EDIT_COUNT || item->rejected)
            continue;
        item->rejected = true;
        ref_find(c, edit, SJ_REJECT, item->at, ref_place(SJ_AT_NONE, 0));
    }
    item->unknown = unknown;
    if (unknown)
        ref_no_data(c, item->at.kind == SJ_AT_PX ? SJ_PCS_NOT_EFFECTIVE
                                                 : SJ_DX_NOT_EFFECTIVE);
}

static const sj_diagnosis *written(const ref_claim *c, sj_place at)
{
    switch (at.kind) {
    case SJ_AT_ADMITTING:
        return c->claim->admitting;
    case SJ_AT_REASON:
        return &c->claim->reason[at.index];
    case SJ_AT_EXTERNAL:
        return &c->claim->external[at.index];
    default:
        return &c->claim->dx[at.index];
    }
}

void ref_judge_existence(ref_claim *c)
{
    for (int i = 0; i < c->item_count; i++) {
        const sj_diagnosis *dx = written(c, c->items[i].at);
        judge_item(c, &c->items[i], dx->code, dx->version);
    }
    for (int i = 0; i < c->px_count && c->kind == REF_IP; i++)
        judge_item(c, &c->px[i], c->claim->px[i].code, c->claim->px[i].version);
}
