/*
 * Diagnoses and procedures of the NDJSON claim form: each a code, or an object with
 * one. "x12" names what an 837 had wrong on the wire, as `convert` writes it.
 */
#include <stddef.h>

#include "cli/claim_fields.h"

enum { RANK_CODE = 1 };

static void read_version(cli_claim_reader *r, const cli_spot *where, void *to)
{
    int64_t version;
    if (cli_read_integer(r, where, 9, 10, "must be 9 or 10", &version))
        *(uint8_t *)to = (uint8_t)version;
}

static void read_wire(cli_claim_reader *r, const cli_spot *where, void *to)
{
    static const char *const words[] = {"dot", "qualifier", "not_principal"};
    static const uint8_t bits[] = {SJ_WIRE_DOT, SJ_WIRE_QUALIFIER,
                                   SJ_WIRE_NOT_PRINCIPAL};
    uint8_t *out = to;
    if (!cli_open_list(r, where))
        return;
    for (size_t i = CLI_NO_INDEX; cli_next_item(r, where, SJ_CLAIM_ITEMS_MAX, &i);) {
        const cli_spot item = cli_inner_of(where, i);
        sj_str word;
        if (!cli_read_string(r, &item, &word))
            continue;
        size_t k = cli_find_word(word, words, sizeof bits);
        if (k < sizeof bits)
            *out |= bits[k];
        else
            cli_refuse(r, &item, "must be dot, qualifier or not_principal");
    }
}

static const cli_field diagnosis_fields[] = {
    CLI_FIELD("code", cli_read_text, RANK_CODE, offsetof(sj_diagnosis, code)),
    CLI_FIELD("poa", cli_read_text, 2, offsetof(sj_diagnosis, poa)),
    CLI_FIELD("version", read_version, 3, offsetof(sj_diagnosis, version)),
    CLI_FIELD("x12", read_wire, 4, offsetof(sj_diagnosis, wire)),
};

static const cli_field procedure_fields[] = {
    CLI_FIELD("code", cli_read_text, RANK_CODE, offsetof(sj_procedure, code)),
    CLI_FIELD("date", cli_read_date, 2, offsetof(sj_procedure, date)),
    CLI_FIELD("version", read_version, 3, offsetof(sj_procedure, version)),
    CLI_FIELD("x12", read_wire, 4, offsetof(sj_procedure, wire)),
};

static const cli_table diagnosis_table = {CLI_FIELDS(diagnosis_fields)},
                       procedure_table = {CLI_FIELDS(procedure_fields)};

/* `code` is where in the item its code goes. */
static void read_coded(cli_claim_reader *r, const cli_spot *where,
                       const cli_table *table, void *item, sj_str *code)
{
    char begin = cli_scan_peek(&r->scan);
    if (begin == '"') {
        (void)cli_scan_string(&r->scan, code);
        return;
    }
    if (begin != '{') {
        cli_refuse_value(r, where, "must be a code or an object");
        return;
    }
    const cli_spot inside = where->list ? *where : cli_inside_of(where);
    const cli_spot place = cli_key_of(&inside, "code", RANK_CODE);
    cli_read_object(r, table, &inside, item);
    if (!code->text)
        cli_refuse(r, &place, "is missing");
}

static void read_diagnoses(cli_claim_reader *r, const cli_spot *where,
                           sj_diagnosis *into, const sj_diagnosis **list,
                           uint32_t *count)
{
    size_t i = CLI_NO_INDEX;
    if (!cli_open_list(r, where))
        return;
    while (cli_next_item(r, where, SJ_CLAIM_ITEMS_MAX, &i)) {
        const cli_spot item = cli_item_of(where, where->rank, i);
        into[i] = (sj_diagnosis){.version = 0};
        read_coded(r, &item, &diagnosis_table, &into[i], &into[i].code);
    }
    *list = into;
    *count = (uint32_t)i;
}

void cli_read_dx(cli_claim_reader *r, const cli_spot *where, void *to)
{
    (void)to;
    read_diagnoses(r, where, r->dx, &r->claim.dx, &r->claim.dx_count);
}

void cli_read_reason(cli_claim_reader *r, const cli_spot *where, void *to)
{
    (void)to;
    read_diagnoses(r, where, r->reason, &r->claim.reason, &r->claim.reason_count);
}

void cli_read_external(cli_claim_reader *r, const cli_spot *where, void *to)
{
    (void)to;
    read_diagnoses(r, where, r->external, &r->claim.external, &r->claim.external_count);
}

void cli_read_admitting(cli_claim_reader *r, const cli_spot *where, void *to)
{
    (void)to;
    r->admitting = (sj_diagnosis){.version = 0};
    r->claim.admitting = &r->admitting;
    read_coded(r, where, &diagnosis_table, &r->admitting, &r->admitting.code);
}

void cli_read_px(cli_claim_reader *r, const cli_spot *where, void *to)
{
    size_t i = CLI_NO_INDEX;
    (void)to;
    if (!cli_open_list(r, where))
        return;
    while (cli_next_item(r, where, SJ_CLAIM_ITEMS_MAX, &i)) {
        const cli_spot item = cli_item_of(where, where->rank, i);
        r->px[i] = (sj_procedure){.date = SJ_NO_DATE};
        read_coded(r, &item, &procedure_table, &r->px[i], &r->px[i].code);
    }
    r->claim.px = r->px;
    r->claim.px_count = (uint32_t)i;
}
