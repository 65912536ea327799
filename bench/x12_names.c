/* People, houses and addresses: invented, as x12_plan.h wants them. */
#include "bench/x12_plan.h"

#include <string.h>

#include "bench/x12_random.h"

#define PICK(list, state) (list)[x12_below((state), sizeof(list) / sizeof *(list))]

static const char *const last_names[] = {
    "WRENFIELD", "JAYCOTT",   "LARKMOOR", "FINCHLEY",  "HERONDALE", "SWIFTBY",
    "PLOVERTON", "TERNWICK",  "CRANESBY", "DOVECREST", "ROOKWELL",  "MARTINGALE",
    "OSPREYN",   "KESTREL",   "SISKIN",   "QUAILE",    "GROUSEMAN", "AVOCETTE",
    "DUNLINN",   "EGRETTSON", "O SHRIKE", "VIREOSKI",  "BUNTINGER", "TANAGERO"};
static const char *const first_names[] = {
    "ADA",  "BRAM",   "CLEO", "DARIO", "ELSIE", "FARIS", "GRETA", "HUGO",
    "INES", "JORN",   "KAYA", "LEIF",  "MIRA",  "NILS",  "OONA",  "PASCAL",
    "RUTH", "SANJAY", "TOVE", "UMA",   "VERA",  "WIM",   "YARA",  "ZENO"};
static const char *const houses[] = {
    "SCRUB OAK FAMILY PRACTICE",  "JUNIPER HILL HOSPITAL", "WESTERN PINE CLINIC",
    "ACORN VALLEY MEDICAL GROUP", "MANZANITA DENTAL CARE", "BLUE FEATHER SURGERY",
    "CHAPARRAL REGIONAL CENTER",  "MESA RIDGE ASSOCIATES"};
static const char *const streets[] = {
    "ACORN LANE",     "NEST STREET", "MIGRATION AVENUE", "PLUMAGE COURT",
    "FLEDGLING ROAD", "TALON DRIVE", "ROOST PLACE",      "OLD AVIARY PIKE"};
static const char *const towns[] = {"CACHEVILLE", "SCRUBTON",   "OAKNEST",
                                    "PINYON",     "FEATHERTON", "WESTERN JAYS",
                                    "ROOKERY",    "SEEDBURY"};
static const char *const states[] = {"CA", "OR", "NV", "AZ", "UT", "CO", "NM", "TX"};

const char *x12_last_name(uint64_t *state)
{
    return PICK(last_names, state);
}

const char *x12_first_name(uint64_t *state)
{
    return PICK(first_names, state);
}

const char *x12_house(uint64_t *state)
{
    return PICK(houses, state);
}

void x12_provider(uint64_t *state, char text[X12_NUMBER_CAP])
{
    (void)snprintf(text, X12_NUMBER_CAP, "9%09u", x12_below(state, 1000000000));
}

void x12_name(x12_out *out, const char *role, const char *last, const char *first,
              const char *qualifier, const char *number)
{
    x12_begin(out, "NM1");
    x12_element(out, role);
    x12_element(out, *first ? "1" : "2");
    x12_element(out, last);
    x12_element(out, first);
    for (unsigned i = 0; i < 3; i++)
        x12_element(out, "");
    x12_element(out, qualifier);
    x12_element(out, number);
    x12_end(out);
}

void x12_address(x12_out *out, uint64_t *state)
{
    char text[64];
    (void)snprintf(text, sizeof text, "%u %s", 1 + x12_below(state, 9999),
                   PICK(streets, state));
    x12_segment(out, "N3", text, (const char *)NULL);
    const char *town = PICK(towns, state), *where = PICK(states, state);
    (void)snprintf(text, sizeof text, "%05u%04u", 501 + x12_below(state, 98000),
                   x12_below(state, 10000));
    x12_segment(out, "N4", town, where, text, (const char *)NULL);
}

void x12_day(sj_date day, char text[X12_DAY_CAP])
{
    int year, month, of_month;
    sj_date_to_ymd(day, &year, &month, &of_month);
    (void)snprintf(text, X12_DAY_CAP, "%04u%02u%02u", (unsigned)year % 10000,
                   (unsigned)month % 100, (unsigned)of_month % 100);
}
