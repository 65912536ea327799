/* What a made-up claim holds. See x12_plan.h. */
#include <string.h>

#include "bench/x12_plan.h"
#include "bench/x12_random.h"

enum {
    TRIES = 8, /* for a code that the claim does not have yet */
    USUAL_SERVICES = 8,
    STAY_DAYS = 8,
    REVENUE_FIRST = 100,
    REVENUE_COUNT = 880
};

static const x12_code *draw_evenly(const x12_pool *pool, uint64_t *state)
{
    return &pool->items[x12_below(state, pool->count)];
}

/* As many digits of a binary number as any other, so that each code comes half as often
 * as one at half its place. */
static const x12_code *draw_code(const x12_pool *pool, bool even, uint64_t *state)
{
    unsigned digits = 0;
    while (digits < 31 && pool->count >> digits > 0)
        digits++;
    while (!even) {
        uint32_t lowest = UINT32_C(1) << x12_below(state, digits);
        uint32_t place = lowest + x12_below(state, lowest) - 1;
        if (place < pool->count)
            return &pool->items[place];
    }
    return draw_evenly(pool, state);
}

static bool has_diagnosis(const x12_plan *plan, const x12_code *code)
{
    for (unsigned i = 0; i < plan->dx_count; i++)
        if (strcmp(plan->dx[i]->text, code->text) == 0)
            return true;
    return false;
}

static void draw_diagnoses(x12_plan *plan, unsigned count, const x12_codes *codes,
                           const x12_manner *manner, uint64_t *state)
{
    plan->dx[0] = draw_code(plan->inpatient ? &codes->inpatient : &codes->principal,
                            manner->even, state);
    plan->dx_count = 1;
    while (plan->dx_count < count) {
        const x12_code *code = draw_code(&codes->other, manner->even, state);
        for (unsigned i = 0; i < TRIES && has_diagnosis(plan, code); i++)
            code = draw_code(&codes->other, manner->even || i > 0, state);
        plan->dx[plan->dx_count++] = code;
    }
}

static void draw_procedures(x12_plan *plan, const x12_codes *codes,
                            const x12_manner *manner, uint64_t *state)
{
    plan->px_count = 0;
    if (!plan->inpatient || codes->procedures.count == 0 || x12_chance(state, 30))
        return;
    plan->px_count = 1 + x12_below(state, X12_PROCEDURES);
    for (unsigned i = 0; i < plan->px_count; i++) {
        plan->px[i] = draw_code(&codes->procedures, manner->even, state);
        plan->px_day[i] =
            plan->from +
            (sj_date)x12_below(state, (uint32_t)(plan->to - plan->from) + 1);
    }
}

/* ---- services -------------------------------------------------------------------- */

static bool has_service(const x12_plan *plan, const char *code)
{
    for (unsigned i = 0; i < plan->service_count; i++)
        if (strcmp(plan->services[i].code, code) == 0)
            return true;
    return false;
}

static void draw_service_code(const x12_plan *plan, x12_service *service,
                              const x12_codes *codes, const x12_manner *manner,
                              uint64_t *state)
{
    if (x12_chance(state, manner->invented)) {
        if (plan->type == SJ_DENTAL)
            (void)snprintf(service->code, sizeof service->code, "D%04u",
                           x12_below(state, 10000));
        else
            (void)snprintf(service->code, sizeof service->code, "%05u",
                           x12_below(state, 100000));
        return;
    }
    bool tabled = codes->tabled.count > 0 && x12_chance(state, manner->tabled);
    const x12_pool *pool = tabled ? &codes->tabled : &codes->services;
    for (unsigned i = 0; pool->count > 0 && i < TRIES; i++) {
        memcpy(service->code, draw_code(pool, manner->even || i > 1, state)->text,
               sizeof service->code);
        if (!has_service(plan, service->code))
            return;
    }
}

/* Four a line: every diagnosis is pointed to, if there are lines enough. */
static void draw_pointers(const x12_plan *plan, x12_service *service, unsigned place)
{
    unsigned first = place * X12_POINTERS % plan->dx_count;
    service->pointer_count =
        plan->dx_count < X12_POINTERS ? plan->dx_count : X12_POINTERS;
    for (unsigned i = 0; i < service->pointer_count; i++)
        service->pointers[i] = 1 + (first + i) % plan->dx_count;
}

static void draw_service(x12_plan *plan, const x12_codes *codes,
                         const x12_manner *manner, uint64_t *state)
{
    x12_service *service = &plan->services[plan->service_count];
    bool institutional = plan->type == SJ_INSTITUTIONAL;
    *service =
        (x12_service){.units = x12_chance(state, 85) ? 1 : 2 + x12_below(state, 3),
                      .cents = 1000 + x12_below(state, 90000),
                      .control = x12_chance(state, 70)};
    if (x12_chance(state, 60)) /* most charges are whole dollars */
        service->cents -= service->cents % 100;
    if (institutional)
        service->revenue = REVENUE_FIRST + x12_below(state, REVENUE_COUNT);
    if (institutional && plan->inpatient) {
        service->days = x12_chance(state, 30);
        service->units = 1 + x12_below(state, 30);
    } else {
        draw_service_code(plan, service, codes, manner, state);
        service->modifier_count = 0;
        if (codes->modifiers.count > 0 && x12_chance(state, 25))
            service->modifiers[service->modifier_count++] =
                draw_code(&codes->modifiers, manner->even, state)->text;
        if (service->modifier_count > 0 && x12_chance(state, 15))
            service->modifiers[service->modifier_count++] =
                draw_code(&codes->modifiers, manner->even, state)->text;
        if (x12_chance(state, 5)) {
            service->drug = 90000000000 + x12_below(state, 1000000000);
            service->drug_units = 1 + x12_below(state, 40);
        }
    }
    if (plan->type != SJ_INSTITUTIONAL)
        draw_pointers(plan, service, plan->service_count);
    uint32_t span = (uint32_t)(plan->to - plan->from);
    service->from = plan->from + (sj_date)x12_below(state, span + 1);
    service->to = service->from;
    plan->cents += service->cents;
    plan->service_count++;
}

void x12_plan_draw(x12_plan *plan, sj_claim_type type, const x12_codes *codes,
                   const x12_manner *manner, uint64_t *state)
{
    uint64_t number = plan->number + 1;
    plan->number = number;
    plan->type = type;
    plan->inpatient = type == SJ_INSTITUTIONAL && x12_chance(state, 45);
    plan->unsound = false;
    plan->external = NULL;
    plan->service_count = 0;
    plan->cents = 0;
    plan->place = codes->places.count > 0 && x12_chance(state, 25)
                      ? draw_evenly(&codes->places, state)->text
                      : "11";

    uint32_t days = (uint32_t)(codes->last - codes->first) + 1;
    plan->from = codes->first + (sj_date)x12_below(state, days);
    plan->to = plan->from;
    if (plan->inpatient)
        plan->to += (sj_date)x12_below(state, STAY_DAYS);
    if (plan->to > codes->last)
        plan->to = codes->last;

    unsigned services = x12_chance(state, 1) && x12_chance(state, 50)
                            ? X12_SERVICES
                            : 1 + x12_below(state, USUAL_SERVICES);
    unsigned most = type == SJ_DENTAL ? 4 : X12_DIAGNOSES;
    if (type != SJ_INSTITUTIONAL && most > services * X12_POINTERS)
        most = services * X12_POINTERS;
    draw_diagnoses(plan, 1 + x12_below(state, most), codes, manner, state);
    if (codes->unsound.count > 0 && x12_chance(state, manner->mistakes)) {
        plan->unsound = true;
        plan->dx[x12_below(state, plan->dx_count)] =
            draw_evenly(&codes->unsound, state);
    }
    if (type == SJ_INSTITUTIONAL && codes->external.count > 0 && x12_chance(state, 10))
        plan->external = draw_evenly(&codes->external, state);
    draw_procedures(plan, codes, manner, state);
    while (plan->service_count < services)
        draw_service(plan, codes, manner, state);
}
