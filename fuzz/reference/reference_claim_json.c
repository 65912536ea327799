/*
 * The claim form read the slow way: Jansson makes a tree of the whole line, and each
 * value is looked up in it by its key, in a fixed order; the first that is wrong is the
 * fault. cli/claim_json.c must agree with it on every line, fault by fault.
 */
#include "fuzz/reference/reference_claim_json.h"

#include <stdlib.h>
#include <string.h>

enum { DATE_LEN = 10 };

#define NO_INDEX SIZE_MAX

/* A value's place: list[index].key[inner], as far as they are given. */
typedef struct spot {
    const char *list;
    size_t index;
    const char *key;
    size_t inner;
} spot;

static spot top(const char *key)
{
    return (spot){.index = NO_INDEX, .key = key, .inner = NO_INDEX};
}

static spot item_of(const char *list, size_t index)
{
    return (spot){.list = list, .index = index, .inner = NO_INDEX};
}

static spot key_of(spot item, const char *key)
{
    item.key = key;
    return item;
}

/* @return false, always */
static bool refuse(ref_claim_json *r, spot where, const char *reason)
{
    char list[40] = "", inner[24] = "";
    if (where.list && where.index == NO_INDEX)
        (void)snprintf(list, sizeof list, "%s", where.list);
    else if (where.list)
        (void)snprintf(list, sizeof list, "%.10s[%zu]", where.list, where.index);
    if (where.inner != NO_INDEX)
        (void)snprintf(inner, sizeof inner, "[%zu]", where.inner);
    (void)snprintf(r->fault.at, sizeof r->fault.at, "%s%s%s%s", list,
                   list[0] && where.key ? "." : "", where.key ? where.key : "", inner);
    (void)snprintf(r->fault.reason, sizeof r->fault.reason, "%s%s%s", r->fault.at,
                   r->fault.at[0] ? ": " : "", reason);
    return false;
}

/* ---- single values ----------------------------------------------------------------
 */

/* A key's value; NULL when it is absent or null. */
static const json_t *value_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

static bool read_string(ref_claim_json *r, spot where, const json_t *value, sj_str *out)
{
    if (!json_is_string(value))
        return refuse(r, where, "must be a string");
    out->text = json_string_value(value);
    out->len = (uint32_t)json_string_length(value);
    return true;
}

static bool read_text(ref_claim_json *r, spot where, const json_t *object, sj_str *out)
{
    const json_t *value = value_of(object, where.key);
    return !value || read_string(r, where, value, out);
}

static bool read_date(ref_claim_json *r, spot where, const json_t *object, sj_date *out)
{
    sj_str text = {.len = 0};
    const json_t *value = value_of(object, where.key);
    *out = SJ_NO_DATE;
    if (!value)
        return true;
    if (!read_string(r, where, value, &text))
        return false;
    if (text.len != DATE_LEN || !sj_date_parse(text.text, text.len, out))
        return refuse(r, where, "no such date (YYYY-MM-DD)");
    return true;
}

static bool read_number(ref_claim_json *r, spot where, const json_t *object,
                        double *out)
{
    const json_t *value = value_of(object, where.key);
    if (!value)
        return true;
    if (!json_is_number(value))
        return refuse(r, where, "must be a number");
    *out = json_number_value(value);
    return true;
}

/* The list under a key, NULL when there is none. */
static bool find_list(ref_claim_json *r, spot where, const json_t *object, size_t max,
                      const json_t **out)
{
    *out = value_of(object, where.key);
    if (!*out)
        return true;
    if (!json_is_array(*out))
        return refuse(r, where, "must be a list");
    if (json_array_size(*out) > max)
        return refuse(r, where, "too many items");
    return true;
}

/* ---- diagnoses and procedures -----------------------------------------------------
 */

static bool read_version(ref_claim_json *r, spot where, const json_t *object,
                         uint8_t *out)
{
    const json_t *value = value_of(object, where.key);
    if (!value)
        return true;
    json_int_t version = json_is_integer(value) ? json_integer_value(value) : 0;
    if (version != 9 && version != 10)
        return refuse(r, where, "must be 9 or 10");
    *out = (uint8_t)version;
    return true;
}

/* What an 837 had wrong on the wire. */
static bool read_wire(ref_claim_json *r, spot where, const json_t *object, uint8_t *out)
{
    const json_t *items;
    if (!find_list(r, where, object, SJ_CLAIM_ITEMS_MAX, &items))
        return false;
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        const char *word = json_string_value(item);
        where.inner = i;
        if (!word)
            return refuse(r, where, "must be a string");
        if (strcmp(word, "dot") == 0)
            *out |= SJ_WIRE_DOT;
        else if (strcmp(word, "qualifier") == 0)
            *out |= SJ_WIRE_QUALIFIER;
        else if (strcmp(word, "not_principal") == 0)
            *out |= SJ_WIRE_NOT_PRINCIPAL;
        else
            return refuse(r, where, "must be dot, qualifier or not_principal");
    }
    return true;
}

/* The code of an item that is a code or an object with one. */
static bool read_code(ref_claim_json *r, spot where, const json_t *item, sj_str *out)
{
    if (json_is_string(item))
        return read_string(r, where, item, out);
    if (!json_is_object(item))
        return refuse(r, where, "must be a code or an object");
    where = where.list ? key_of(where, "code")
                       : (spot){where.key, NO_INDEX, "code", NO_INDEX};
    const json_t *code = value_of(item, "code");
    return code ? read_string(r, where, code, out) : refuse(r, where, "is missing");
}

static bool read_diagnosis(ref_claim_json *r, spot where, const json_t *item,
                           sj_diagnosis *out)
{
    *out = (sj_diagnosis){.version = 0};
    if (!read_code(r, where, item, &out->code))
        return false;
    if (!json_is_object(item))
        return true;
    if (!where.list)
        where.list = where.key;
    return read_text(r, key_of(where, "poa"), item, &out->poa) &&
           read_version(r, key_of(where, "version"), item, &out->version) &&
           read_wire(r, key_of(where, "x12"), item, &out->wire);
}

static bool read_diagnoses(ref_claim_json *r, const char *key, sj_diagnosis *into,
                           const sj_diagnosis **list, uint32_t *count)
{
    const json_t *items;
    if (!find_list(r, top(key), r->root, SJ_CLAIM_ITEMS_MAX, &items))
        return false;
    size_t n = json_array_size(items);
    for (size_t i = 0; i < n; i++)
        if (!read_diagnosis(r, item_of(key, i), json_array_get(items, i), &into[i]))
            return false;
    *list = into;
    *count = (uint32_t)n;
    return true;
}

static bool read_admitting(ref_claim_json *r)
{
    const json_t *item = value_of(r->root, "admitting");
    if (!item)
        return true;
    r->claim.admitting = &r->admitting;
    return read_diagnosis(r, top("admitting"), item, &r->admitting);
}

static bool read_procedures(ref_claim_json *r)
{
    const json_t *items;
    if (!find_list(r, top("px"), r->root, SJ_CLAIM_ITEMS_MAX, &items))
        return false;
    size_t n = json_array_size(items);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(items, i);
        sj_procedure *px = &r->px[i];
        spot where = item_of("px", i);
        *px = (sj_procedure){.date = SJ_NO_DATE};
        if (!read_code(r, where, item, &px->code))
            return false;
        if (json_is_object(item) &&
            (!read_date(r, key_of(where, "date"), item, &px->date) ||
             !read_version(r, key_of(where, "version"), item, &px->version) ||
             !read_wire(r, key_of(where, "x12"), item, &px->wire)))
            return false;
    }
    r->claim.px = r->px;
    r->claim.px_count = (uint32_t)n;
    return true;
}

/* ---- lines ------------------------------------------------------------------------
 */

static bool read_modifiers(ref_claim_json *r, spot where, const json_t *object,
                           sj_line *line)
{
    const json_t *items;
    if (!find_list(r, where, object, SJ_MODIFIERS_MAX, &items))
        return false;
    for (size_t i = 0; i < json_array_size(items); i++) {
        where.inner = i;
        if (!read_string(r, where, json_array_get(items, i), &line->modifiers[i]))
            return false;
    }
    return true;
}

/* Room was made for all pointers of the claim (make_room()). */
static bool read_pointers(ref_claim_json *r, spot where, const json_t *object,
                          sj_line *line)
{
    const json_t *items;
    if (!find_list(r, where, object, SJ_CLAIM_ITEMS_MAX, &items))
        return false;
    line->pointers = r->pointers + r->pointer_count;
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        json_int_t pointer = json_integer_value(item); /* 0 of null */
        where.inner = i;
        if (!json_is_integer(item) && !json_is_null(item))
            return refuse(r, where, "must be an integer");
        /* Whatever is that far off points to no diagnosis. */
        pointer = pointer > INT32_MAX   ? INT32_MAX
                  : pointer < INT32_MIN ? INT32_MIN
                                        : pointer;
        r->pointers[r->pointer_count++] = (int32_t)pointer;
        line->pointer_count++;
    }
    return true;
}

/* An NDC is a string beside "ndc_unit" and "ndc_units", or an object of the three. */
static bool read_ndc(ref_claim_json *r, spot where, const json_t *object, sj_line *line)
{
    const json_t *ndc = value_of(object, "ndc");
    if (ndc && !json_is_object(ndc))
        return read_string(r, key_of(where, "ndc"), ndc, &line->ndc) &&
               read_text(r, key_of(where, "ndc_unit"), object, &line->ndc_unit) &&
               read_number(r, key_of(where, "ndc_units"), object, &line->ndc_units);
    const json_t *code = value_of(ndc, "code"), *unit = value_of(ndc, "unit");
    const json_t *units = value_of(ndc, "units");
    if (units && !json_is_number(units))
        return refuse(r, key_of(where, "ndc.units"), "must be a number");
    line->ndc_units = json_number_value(units);
    return (!code || read_string(r, key_of(where, "ndc.code"), code, &line->ndc)) &&
           (!unit || read_string(r, key_of(where, "ndc.unit"), unit, &line->ndc_unit));
}

static bool read_line(ref_claim_json *r, spot where, const json_t *object,
                      sj_line *line)
{
    *line = (sj_line){.units = 1, .charge = -1};
    if (!json_is_object(object))
        return refuse(r, where, "must be an object");
    bool good =
        read_text(r, key_of(where, "code"), object, &line->code) &&
        read_text(r, key_of(where, "rev"), object, &line->revenue) &&
        read_text(r, key_of(where, "pos"), object, &line->pos) &&
        read_text(r, key_of(where, "provider"), object, &line->provider) &&
        read_text(r, key_of(where, "unit"), object, &line->unit) &&
        read_text(r, key_of(where, "description"), object, &line->description) &&
        read_modifiers(r, key_of(where, "mods"), object, line) &&
        read_pointers(r, key_of(where, "dx"), object, line) &&
        read_date(r, key_of(where, "date"), object, &line->from) &&
        read_date(r, key_of(where, "to"), object, &line->to) &&
        read_number(r, key_of(where, "units"), object, &line->units) &&
        read_number(r, key_of(where, "charge"), object, &line->charge) &&
        read_ndc(r, where, object, line);
    if (good && line->from != SJ_NO_DATE && line->to == SJ_NO_DATE)
        line->to = line->from; /* a date alone is one day (RULINGS 16) */
    return good;
}

/* The lines of the claim or of its history; how many pointers they have is added. */
static bool find_lines(ref_claim_json *r, const char *key, const json_t **out,
                       size_t *pointers)
{
    if (!find_list(r, top(key), r->root, SJ_CLAIM_LINES_MAX, out))
        return false;
    for (size_t i = 0; i < json_array_size(*out); i++)
        *pointers += json_array_size(json_object_get(json_array_get(*out, i), "dx"));
    return true;
}

/* Room for all lines and for all their pointers, so that none moves afterwards. */
static void make_room(ref_claim_json *r, size_t lines, size_t pointers)
{
    if (lines > r->line_cap || !r->lines) {
        free(r->lines);
        r->line_cap = lines < 16 ? 16 : lines;
        r->lines = cli_allocate(r->line_cap, sizeof *r->lines);
    }
    if (pointers > r->pointer_cap || !r->pointers) {
        free(r->pointers);
        r->pointer_cap = pointers < 64 ? 64 : pointers;
        r->pointers = cli_allocate(r->pointer_cap, sizeof *r->pointers);
    }
    r->pointer_count = 0;
}

static bool read_list_of_lines(ref_claim_json *r, const char *key, const json_t *items,
                               sj_line *into)
{
    for (size_t i = 0; i < json_array_size(items); i++)
        if (!read_line(r, item_of(key, i), json_array_get(items, i), &into[i]))
            return false;
    return true;
}

static bool read_lines(ref_claim_json *r)
{
    const json_t *lines, *history;
    size_t pointers = 0;
    if (!find_lines(r, "lines", &lines, &pointers) ||
        !find_lines(r, "history", &history, &pointers))
        return false;
    size_t n = json_array_size(lines), earlier = json_array_size(history);
    make_room(r, n + earlier, pointers);
    r->claim.lines = r->lines;
    r->claim.line_count = (uint32_t)n;
    r->claim.history = r->lines + n;
    r->claim.history_count = (uint32_t)earlier;
    return read_list_of_lines(r, "lines", lines, r->lines) &&
           read_list_of_lines(r, "history", history, r->lines + n);
}

/* ---- the claim --------------------------------------------------------------------
 */

static bool read_type(ref_claim_json *r)
{
    static const char *const names[] = {"professional", "institutional", "dental"};
    static const sj_claim_type types[] = {SJ_PROFESSIONAL, SJ_INSTITUTIONAL, SJ_DENTAL};
    sj_str text = {.len = 0};
    if (!value_of(r->root, "type"))
        return refuse(r, top("type"), "is missing");
    if (!read_text(r, top("type"), r->root, &text))
        return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(text.text, names[i]) == 0) {
            r->claim.type = types[i];
            return true;
        }
    return refuse(r, top("type"), "must be professional, institutional or dental");
}

static bool read_patient(ref_claim_json *r)
{
    const json_t *patient = value_of(r->root, "patient");
    spot where = {.list = "patient", .index = NO_INDEX, .inner = NO_INDEX};
    r->claim.birth = SJ_NO_DATE;
    if (!patient)
        return true;
    if (!json_is_object(patient))
        return refuse(r, where, "must be an object");
    return read_date(r, key_of(where, "birth"), patient, &r->claim.birth) &&
           read_text(r, key_of(where, "sex"), patient, &r->claim.sex);
}

static bool read_id(ref_claim_json *r)
{
    sj_str id = {.text = NULL};
    if (!read_text(r, top("id"), r->root, &id))
        return false;
    r->id = id.text;
    r->id_len = id.len;
    return true;
}

static bool read_dates(ref_claim_json *r)
{
    sj_claim *claim = &r->claim;
    if (!read_date(r, top("from"), r->root, &claim->from) ||
        !read_date(r, top("to"), r->root, &claim->to) ||
        !read_date(r, top("admission"), r->root, &claim->admission) ||
        !read_date(r, top("receipt"), r->root, &claim->receipt))
        return false;
    if (claim->from == SJ_NO_DATE && claim->to == SJ_NO_DATE)
        return refuse(r, top(NULL), "neither from nor to");
    return true;
}

static bool read_strangers(ref_claim_json *r)
{
    const json_t *value = value_of(r->root, "strange_qualifiers");
    if (!value)
        return true;
    json_int_t count = json_is_integer(value) ? json_integer_value(value) : -1;
    if (count < 0 || count > UINT32_MAX)
        return refuse(r, top("strange_qualifiers"), "must be a count");
    r->claim.strange_qualifiers = (uint32_t)count;
    return true;
}

static bool read_claim(ref_claim_json *r)
{
    sj_claim *claim = &r->claim;
    const json_t *root = r->root;
    return read_id(r) && read_type(r) && read_dates(r) && read_patient(r) &&
           read_text(r, top("payer"), root, &claim->payer) &&
           read_text(r, top("bill_type"), root, &claim->bill_type) &&
           read_text(r, top("discharge_status"), root, &claim->discharge_status) &&
           read_text(r, top("pos"), root, &claim->pos) &&
           read_text(r, top("provider"), root, &claim->provider) &&
           read_diagnoses(r, "dx", r->dx, &claim->dx, &claim->dx_count) &&
           read_admitting(r) &&
           read_diagnoses(r, "reason", r->reason, &claim->reason,
                          &claim->reason_count) &&
           read_diagnoses(r, "external", r->external, &claim->external,
                          &claim->external_count) &&
           read_procedures(r) && read_strangers(r) && read_lines(r);
}

bool ref_claim_json_read(ref_claim_json *r, const char *text, size_t len)
{
    json_error_t error;
    json_decref(r->root);
    r->id = NULL;
    r->id_len = 0;
    r->fault = (cli_fault){.column = 0};
    r->claim = (sj_claim){.size = sizeof r->claim};
    r->root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
    if (!r->root) {
        (void)snprintf(r->fault.reason, sizeof r->fault.reason, "%s", error.text);
        r->fault.column = error.column > 0 ? error.column : 1;
        return false;
    }
    const char *nul = memchr(text, '\0', len);
    if (nul) { /* behind a number or a word Jansson 2.14 passes over it */
        (void)snprintf(r->fault.reason, sizeof r->fault.reason,
                       "no JSON that can be read");
        r->fault.column = (int)(nul - text) + 1;
        return false;
    }
    if (!json_is_object(r->root))
        return refuse(r, top(NULL), "a claim is an object");
    return read_claim(r);
}

void ref_claim_json_free(ref_claim_json *r)
{
    json_decref(r->root);
    free(r->lines);
    free(r->pointers);
    *r = (ref_claim_json){.root = NULL};
}
