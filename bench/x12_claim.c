/* A made-up claim, segment by segment. See x12_plan.h. */
#include <string.h>

#include "bench/x12_plan.h"
#include "bench/x12_random.h"

#define END ((const char *)NULL)

enum { IN_A_SEGMENT = 12 /* items of one HI */ };

static void write_span(x12_out *out, const char *what, sj_date from, sj_date to)
{
    char first[X12_DAY_CAP], last[X12_DAY_CAP], span[X12_SPAN_CAP];
    x12_day(from, first);
    x12_day(to, last);
    (void)snprintf(span, sizeof span, "%s-%s", first, last);
    x12_segment(out, "DTP", what, "RD8", span, END);
}

static void write_day(x12_out *out, const char *what, sj_date day)
{
    char text[X12_DAY_CAP];
    x12_day(day, text);
    x12_segment(out, "DTP", what, "D8", text, END);
}

/* ---- diagnoses and procedures ---------------------------------------------------- */

/* Present on admission is the ninth component; on inpatient claims alone. */
static void write_diagnosis(const x12_plan *plan, x12_out *out, const char *qualifier,
                            const x12_code *code, bool exempt)
{
    x12_element(out, qualifier);
    x12_part(out, code->text);
    if (!plan->inpatient || exempt)
        return;
    for (unsigned i = 0; i < 6; i++)
        x12_part(out, "");
    x12_part(out, "Y");
}

static void write_others(const x12_plan *plan, x12_out *out)
{
    for (unsigned i = 1; i < plan->dx_count; i++) {
        if ((i - 1) % IN_A_SEGMENT == 0)
            x12_begin(out, "HI");
        write_diagnosis(plan, out, "ABF", plan->dx[i], plan->dx[i]->poa_exempt);
        if (i % IN_A_SEGMENT == 0 || i + 1 == plan->dx_count)
            x12_end(out);
    }
}

static void write_one(const x12_plan *plan, x12_out *out, const char *qualifier,
                      const x12_code *code, bool exempt)
{
    x12_begin(out, "HI");
    write_diagnosis(plan, out, qualifier, code, exempt);
    x12_end(out);
}

static void write_procedures(const x12_plan *plan, x12_out *out)
{
    char day[X12_DAY_CAP];
    for (unsigned i = 0; i < plan->px_count; i++) {
        if (i < 2) /* the principal one stands alone, the others together */
            x12_begin(out, "HI");
        x12_day(plan->px_day[i], day);
        x12_element(out, i == 0 ? "BBR" : "BBQ");
        x12_part(out, plan->px[i]->text);
        x12_part(out, "D8");
        x12_part(out, day);
        if (i == 0 || i + 1 == plan->px_count)
            x12_end(out);
    }
}

static void write_values(x12_out *out, uint64_t *state)
{
    char code[8], amount[16];
    (void)snprintf(code, sizeof code, "%02u", 1 + x12_below(state, 99));
    (void)snprintf(amount, sizeof amount, "%u", 1 + x12_below(state, 2000));
    x12_begin(out, "HI");
    x12_element(out, "BE");
    x12_part(out, code);
    x12_part(out, "");
    x12_part(out, "");
    x12_part(out, amount);
    x12_end(out);
}

static void write_institutional_items(const x12_plan *plan, x12_out *out,
                                      uint64_t *state)
{
    write_one(plan, out, "ABK", plan->dx[0], plan->dx[0]->poa_exempt);
    if (plan->inpatient)
        write_one(plan, out, "ABJ", plan->dx[0], true);
    else if (x12_chance(state, 30))
        write_one(plan, out, "APR", plan->dx[0], true);
    if (plan->external)
        write_one(plan, out, "ABN", plan->external, true);
    write_others(plan, out);
    write_procedures(plan, out);
    if (x12_chance(state, 40))
        write_values(out, state);
}

static void write_items(const x12_plan *plan, x12_out *out)
{
    x12_begin(out, "HI");
    for (unsigned i = 0; i < plan->dx_count; i++)
        write_diagnosis(plan, out, i == 0 ? "ABK" : "ABF", plan->dx[i], true);
    x12_end(out);
}

/* ---- lines ----------------------------------------------------------------------- */

static void write_code(const x12_service *service, x12_out *out, const char *kind)
{
    x12_element(out, service->code[0] ? kind : "");
    if (!service->code[0])
        return;
    x12_part(out, service->code);
    for (unsigned i = 0; i < service->modifier_count; i++)
        x12_part(out, service->modifiers[i]);
}

static void write_pointers(const x12_service *service, x12_out *out)
{
    char text[X12_NUMBER_CAP];
    for (unsigned i = 0; i < service->pointer_count; i++) {
        (void)snprintf(text, sizeof text, "%u", service->pointers[i]);
        if (i == 0)
            x12_element(out, text);
        else
            x12_part(out, text);
    }
}

static void write_service(const x12_plan *plan, const x12_service *service,
                          x12_out *out)
{
    char revenue[X12_NUMBER_CAP];
    switch (plan->type) {
    case SJ_PROFESSIONAL:
        x12_begin(out, "SV1");
        write_code(service, out, "HC");
        x12_money(out, service->cents);
        x12_element(out, "UN");
        x12_number(out, service->units);
        x12_element(out, "");
        x12_element(out, "");
        write_pointers(service, out);
        break;
    case SJ_INSTITUTIONAL:
        (void)snprintf(revenue, sizeof revenue, "%04u", service->revenue);
        x12_begin(out, "SV2");
        x12_element(out, revenue);
        write_code(service, out, "HC");
        x12_money(out, service->cents);
        x12_element(out, service->days ? "DA" : "UN");
        x12_number(out, service->units);
        break;
    case SJ_DENTAL:
        x12_begin(out, "SV3");
        write_code(service, out, "AD");
        x12_money(out, service->cents);
        for (unsigned i = 0; i < 3; i++)
            x12_element(out, "");
        x12_number(out, service->units);
        for (unsigned i = 0; i < 4; i++)
            x12_element(out, "");
        write_pointers(service, out);
        break;
    }
    x12_end(out);
}

static void write_line(const x12_plan *plan, unsigned place, x12_out *out,
                       uint64_t *state)
{
    char text[X12_NUMBER_CAP];
    const x12_service *service = &plan->services[place];
    (void)snprintf(text, sizeof text, "%u", place + 1);
    x12_segment(out, "LX", text, END);
    write_service(plan, service, out);
    if (plan->type == SJ_DENTAL && x12_chance(state, 50)) {
        (void)snprintf(text, sizeof text, "%u", 1 + x12_below(state, 32));
        x12_segment(out, "TOO", "JP", text, END);
    }
    /* Dental claims tell their day once; accommodation has that of the statement. */
    if (plan->type == SJ_PROFESSIONAL && x12_chance(state, 10))
        write_span(out, "472", service->from, service->to);
    else if (plan->type != SJ_DENTAL && !plan->inpatient)
        write_day(out, "472", service->from);
    if (service->control) {
        (void)snprintf(text, sizeof text, "%lluL%u", (unsigned long long)plan->number,
                       place + 1);
        x12_segment(out, "REF", "6R", text, END);
    }
    if (service->drug && plan->type != SJ_DENTAL) {
        (void)snprintf(text, sizeof text, "%llu", (unsigned long long)service->drug);
        x12_segment(out, "LIN", "", "N4", text, END);
        x12_begin(out, "CTP");
        for (unsigned i = 0; i < 3; i++)
            x12_element(out, "");
        x12_money(out, (uint64_t)service->drug_units * 25); /* quarters: 2.5 */
        x12_element(out, "ML");
        x12_end(out);
    }
    if (plan->type == SJ_PROFESSIONAL && x12_chance(state, 8)) {
        x12_provider(state, text);
        x12_name(out, "82", x12_last_name(state), x12_first_name(state), "XX", text);
    }
}

/* ---- the claim ------------------------------------------------------------------- */

static void write_head(const x12_plan *plan, x12_out *out)
{
    char text[X12_NUMBER_CAP];
    bool institutional = plan->type == SJ_INSTITUTIONAL;
    (void)snprintf(text, sizeof text, "SJ%08llu", (unsigned long long)plan->number);
    x12_begin(out, "CLM");
    x12_element(out, text);
    x12_money(out, plan->cents);
    x12_element(out, "");
    x12_element(out, "");
    x12_element(out, institutional ? plan->inpatient ? "11" : "13" : plan->place);
    x12_part(out, institutional ? "A" : "B");
    x12_part(out, "1");
    x12_element(out, institutional ? "" : "Y");
    x12_element(out, "A");
    x12_element(out, "Y");
    x12_element(out, "Y");
    x12_end(out);
}

static void write_dates(const x12_plan *plan, x12_out *out)
{
    char day[X12_DAY_CAP], moment[X12_DAY_CAP + 4];
    if (plan->type == SJ_DENTAL)
        write_day(out, "472", plan->from);
    if (plan->type != SJ_INSTITUTIONAL)
        return;
    if (plan->inpatient)
        x12_segment(out, "DTP", "096", "TM", "1100", END);
    write_span(out, "434", plan->from, plan->to);
    if (plan->inpatient) {
        x12_day(plan->from, day);
        (void)snprintf(moment, sizeof moment, "%s0830", day);
        x12_segment(out, "DTP", "435", "DT", moment, END);
    }
    x12_segment(out, "CL1", plan->inpatient ? "1" : "3", "1", "01", END);
}

static void write_references(const x12_plan *plan, x12_out *out, uint64_t *state)
{
    char text[X12_NUMBER_CAP];
    if (x12_chance(state, 20)) {
        (void)snprintf(text, sizeof text, "AUTH%06u", x12_below(state, 1000000));
        x12_segment(out, "REF", "G1", text, END);
    }
    (void)snprintf(text, sizeof text, "CH%010llu", (unsigned long long)plan->number);
    x12_segment(out, "REF", "D9", text, END);
    (void)snprintf(text, sizeof text, "MR%07u", x12_below(state, 10000000));
    x12_segment(out, "REF", "EA", text, END);
    if (x12_chance(state, 8))
        x12_segment(out, "NTE", "ADD", "SEEN TWICE THIS SEASON, PAPERS FOLLOW", END);
    if (x12_chance(state, 2))
        x12_segment(out, "K3", "STATE FIXED FORMAT TEXT", END);
}

static void write_providers(const x12_plan *plan, x12_out *out, uint64_t *state)
{
    char number[X12_NUMBER_CAP];
    bool institutional = plan->type == SJ_INSTITUTIONAL;
    if (!institutional && x12_chance(state, 40)) {
        x12_provider(state, number);
        x12_name(out, "DN", x12_last_name(state), x12_first_name(state), "XX", number);
    }
    if (institutional || x12_chance(state, 70)) {
        x12_provider(state, number);
        x12_name(out, institutional ? "71" : "82", x12_last_name(state),
                 x12_first_name(state), "XX", number);
        (void)snprintf(number, sizeof number, "%03uX%05uX", x12_below(state, 1000),
                       x12_below(state, 100000));
        x12_segment(out, "PRV", institutional ? "AT" : "PE", "PXC", number, END);
    }
    if (!institutional && x12_chance(state, 35)) {
        x12_provider(state, number);
        x12_name(out, "77", x12_house(state), "", "XX", number);
        x12_address(out, state);
    }
}

/* Another payer: what it says is the other subscriber's. */
static void write_other_subscriber(x12_out *out, uint64_t *state)
{
    char number[X12_NUMBER_CAP];
    x12_segment(out, "SBR", "S", "18", "", "", "", "", "", "", "CI", END);
    x12_segment(out, "OI", "", "", "Y", "P", "", "Y", END);
    (void)snprintf(number, sizeof number, "X%09u", x12_below(state, 1000000000));
    x12_name(out, "IL", x12_last_name(state), x12_first_name(state), "MI", number);
    x12_address(out, state);
    x12_name(out, "PR", "SECOND NEST INSURANCE", "", "PI", "JAY02");
}

void x12_plan_write(const x12_plan *plan, x12_out *out, uint64_t *state)
{
    write_head(plan, out);
    write_dates(plan, out);
    write_references(plan, out, state);
    if (plan->type == SJ_INSTITUTIONAL)
        write_institutional_items(plan, out, state);
    else
        write_items(plan, out);
    write_providers(plan, out, state);
    if (x12_chance(state, 12))
        write_other_subscriber(out, state);
    for (unsigned i = 0; i < plan->service_count; i++)
        write_line(plan, i, out, state);
}
