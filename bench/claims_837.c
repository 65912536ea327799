/*
 * Interchanges, groups, transactions, providers, subscribers and patients: each decides
 * how many of the next it holds, until enough bytes are written; then all are closed,
 * with their counts. The claims themselves: x12_plan.h.
 */
#include "bench/claims_837.h"

#include <stdlib.h>
#include <string.h>

#include "bench/x12_plan.h"
#include "bench/x12_random.h"

#define END ((const char *)NULL)

enum {
    GROUPS = 3,       /* of an interchange, at most */
    TRANSACTIONS = 4, /* of a group, at most */
    SUBSCRIBERS = 24, /* of a billing provider, about */
    CLAIMS_USUAL = 250,
    FIRST_CONTROL = 100000001
};

static const char *const guides[CLAIMS_837_KINDS] = {"005010X222A1", "005010X223A2",
                                                     "005010X224A2"};

typedef struct making {
    const claims_837_options *options;
    claims_837_counts *counts;
    x12_codes codes;
    x12_out out;
    x12_plan plan;
    uint64_t state;
    sj_claim_type kind;
    uint64_t levels; /* HL of the transaction */
    char day[X12_DAY_CAP];
} making;

static bool enough(const making *m)
{
    return m->out.bytes >= m->options->bytes || m->out.failed;
}

static const char *digits(char text[X12_NUMBER_CAP], uint64_t number, int width)
{
    (void)snprintf(text, X12_NUMBER_CAP, "%0*llu", width, (unsigned long long)number);
    return text;
}

/* ---- subscribers and patients ---------------------------------------------------- */

static void write_level(making *m, uint64_t parent, const char *code, bool children)
{
    x12_begin(&m->out, "HL");
    x12_number(&m->out, ++m->levels);
    if (parent)
        x12_number(&m->out, parent);
    else
        x12_element(&m->out, "");
    x12_element(&m->out, code);
    x12_element(&m->out, children ? "1" : "0");
    x12_end(&m->out);
}

static void write_birth(making *m)
{
    char day[X12_DAY_CAP];
    sj_date oldest = m->codes.first - 64 * 365;
    x12_day(oldest + (sj_date)x12_below(&m->state, 45 * 365), day);
    x12_segment(&m->out, "DMG", "D8", day, x12_chance(&m->state, 52) ? "F" : "M", END);
}

static void write_claim(making *m)
{
    const claims_837_options *options = m->options;
    const x12_manner manner = {options->mistakes, options->tabled, options->invented,
                               options->even};
    x12_plan_draw(&m->plan, m->kind, &m->codes, &manner, &m->state);
    x12_plan_write(&m->plan, &m->out, &m->state);
    m->counts->claims[m->kind]++;
    m->counts->lines += m->plan.service_count;
    m->counts->diagnoses += m->plan.dx_count;
    m->counts->mistakes += m->plan.unsound;
}

static void write_patient(making *m, uint64_t subscriber)
{
    write_level(m, subscriber, "23", false);
    x12_segment(&m->out, "PAT", x12_chance(&m->state, 40) ? "01" : "19", END);
    x12_name(&m->out, "QC", x12_last_name(&m->state), x12_first_name(&m->state), "",
             "");
    x12_address(&m->out, &m->state);
    write_birth(m);
    write_claim(m);
}

static const char *payer_kind(making *m)
{
    uint32_t drawn = x12_below(&m->state, 100);
    if (drawn < 40)
        return m->kind == SJ_INSTITUTIONAL ? "MA" : "MB";
    return drawn < 55 ? "MC" : drawn < 80 ? "CI" : "BL";
}

/* One who is the patient, with one claim or two, or one with patients. */
static void write_subscriber(making *m, uint64_t provider, uint64_t *left)
{
    char number[X12_NUMBER_CAP];
    bool self = x12_chance(&m->state, 70);
    write_level(m, provider, "22", !self);
    uint64_t level = m->levels;
    x12_segment(&m->out, "SBR", "P", self ? "18" : "", "GRP0042", "", "", "", "", "",
                payer_kind(m), END);
    (void)snprintf(number, sizeof number, "W%09u", x12_below(&m->state, 1000000000));
    x12_name(&m->out, "IL", x12_last_name(&m->state), x12_first_name(&m->state), "MI",
             number);
    x12_address(&m->out, &m->state);
    if (self)
        write_birth(m);
    x12_name(&m->out, "PR", "NUTHATCH MUTUAL", "", "PI", "JAY01");
    x12_address(&m->out, &m->state);
    unsigned claims = 1 + x12_chance(&m->state, 20);
    for (unsigned i = 0; i<claims && * left> 0 && (i == 0 || !enough(m)); i++) {
        if (self)
            write_claim(m);
        else
            write_patient(m, level);
        --*left;
    }
}

static void write_provider(making *m, uint64_t *left)
{
    char number[X12_NUMBER_CAP], phone[X12_NUMBER_CAP];
    write_level(m, 0, "20", true);
    uint64_t level = m->levels;
    (void)snprintf(number, sizeof number, "%03uX%05uX", x12_below(&m->state, 1000),
                   x12_below(&m->state, 100000));
    x12_segment(&m->out, "PRV", "BI", "PXC", number, END);
    x12_provider(&m->state, number);
    x12_name(&m->out, "85", x12_house(&m->state), "", "XX", number);
    x12_address(&m->out, &m->state);
    (void)snprintf(number, sizeof number, "00%07u", x12_below(&m->state, 10000000));
    x12_segment(&m->out, "REF", "EI", number, END);
    (void)snprintf(phone, sizeof phone, "55555501%02u", x12_below(&m->state, 100));
    x12_segment(&m->out, "PER", "IC", "BILLING DESK", "TE", phone, END);
    if (x12_chance(&m->state, 30)) {
        x12_segment(&m->out, "NM1", "87", "2", END);
        x12_address(&m->out, &m->state);
    }
    unsigned subscribers = 1 + x12_below(&m->state, 2 * SUBSCRIBERS);
    for (unsigned i = 0; i<subscribers && * left> 0 && (i == 0 || !enough(m)); i++)
        write_subscriber(m, level, left);
}

/* ---- the envelope ---------------------------------------------------------------- */

static void write_transaction(making *m, uint64_t control)
{
    char number[X12_NUMBER_CAP], count[X12_NUMBER_CAP];
    const char *guide = guides[m->kind];
    uint64_t before = m->out.segments;
    digits(number, control, 4);
    x12_segment(&m->out, "ST", "837", number, guide, END);
    x12_segment(&m->out, "BHT", "0019", "00", number, m->day, "0715", "CH", END);
    x12_name(&m->out, "41", "WRENFIELD CLEARING", "", "46", "WRENFIELDCH");
    x12_segment(&m->out, "PER", "IC", "SERVICE DESK", "TE", "5555550199", "EX", "7",
                END);
    x12_name(&m->out, "40", "JAYCOTT PAYERS", "", "46", "JAYCOTTPAY");
    m->levels = 0;
    uint64_t left = 1 + x12_below(&m->state, 2 * m->options->claims);
    do
        write_provider(m, &left);
    while (left > 0 && !enough(m));
    digits(count, m->out.segments - before + 1, 1);
    x12_segment(&m->out, "SE", count, number, END);
    m->counts->transactions++;
}

/* The kind that is furthest behind its share. */
static sj_claim_type next_kind(const making *m)
{
    const claims_837_options *options = m->options;
    unsigned best = 0;
    for (unsigned i = 1; i < CLAIMS_837_KINDS; i++)
        if (options->shares[i] > 0 &&
            (options->shares[best] == 0 ||
             m->counts->claims[i] * options->shares[best] <
                 m->counts->claims[best] * options->shares[i]))
            best = i;
    return (sj_claim_type)best;
}

static void write_group(making *m, uint64_t control)
{
    char number[X12_NUMBER_CAP], count[X12_NUMBER_CAP];
    m->kind = next_kind(m);
    digits(number, control, 1);
    x12_segment(&m->out, "GS", "HC", "WRENFIELDCH", "JAYCOTTPAY", m->day, "0715",
                number, "X", guides[m->kind], END);
    unsigned wanted = 1 + x12_below(&m->state, TRANSACTIONS), made = 0;
    do
        write_transaction(m, ++made);
    while (made < wanted && !enough(m));
    digits(count, made, 1);
    x12_segment(&m->out, "GE", count, number, END);
    m->counts->groups++;
}

static void write_interchange(making *m)
{
    char number[X12_NUMBER_CAP], count[X12_NUMBER_CAP];
    digits(number, FIRST_CONTROL + m->counts->interchanges, 9);
    x12_isa(&m->out, m->day, number);
    unsigned wanted = 1 + x12_below(&m->state, GROUPS), made = 0;
    do {
        made++;
        write_group(m, m->counts->groups + 1);
    } while (made < wanted && !enough(m));
    digits(count, made, 1);
    x12_segment(&m->out, "IEA", count, number, END);
    m->counts->interchanges++;
}

/* ---- files ----------------------------------------------------------------------- */

claims_837_options claims_837_usual(void)
{
    return (claims_837_options){.bytes = UINT64_C(20) << 20,
                                .seed = 837,
                                .shares = {6, 3, 1},
                                .mistakes = 3,
                                .claims = CLAIMS_USUAL,
                                .element = '*',
                                .component = ':',
                                .repetition = '^',
                                .terminator = '~',
                                .line_break = "\n"};
}

bool claims_837_possible(const claims_837_options *options)
{
    const char separators[] = {options->element, options->component,
                               options->repetition, options->terminator};
    uint64_t shares = 0;
    for (unsigned i = 0; i < CLAIMS_837_KINDS; i++)
        shares += options->shares[i];
    for (unsigned i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)separators[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letter || (c >= '0' && c <= '9') || c == '\0' || strchr(" .-,", c))
            return false;
        for (unsigned j = 0; j < i; j++)
            if (separators[j] == separators[i])
                return false;
    }
    return shares > 0 && options->claims > 0;
}

bool claims_837_write(const sj_image *image, const claims_837_options *options,
                      FILE *file, claims_837_counts *counts)
{
    *counts = (claims_837_counts){0};
    making *m = calloc(1, sizeof *m);
    if (!m || !claims_837_possible(options) || !x12_codes_load(image, &m->codes)) {
        if (!m || !claims_837_possible(options))
            fprintf(stderr, "x12: such a file cannot be made\n");
        free(m);
        return false;
    }
    m->options = options;
    m->counts = counts;
    m->state = options->seed;
    m->out = (x12_out){.file = file,
                       .element = options->element,
                       .component = options->component,
                       .repetition = options->repetition,
                       .terminator = options->terminator,
                       .line_break = options->line_break};
    x12_day(m->codes.last, m->day);
    do
        write_interchange(m);
    while (!enough(m));
    counts->bytes = m->out.bytes;
    counts->segments = m->out.segments;
    counts->first = m->codes.first;
    counts->last = m->codes.last;
    bool ok = !m->out.failed && fflush(file) == 0;
    if (!ok)
        fprintf(stderr, "x12: the file could not be written\n");
    x12_codes_free(&m->codes);
    free(m);
    return ok;
}

char *claims_837_make(const sj_image *image, const claims_837_options *options,
                      claims_837_counts *counts)
{
    char *text = NULL;
    size_t len;
    FILE *file = open_memstream(&text, &len);
    if (!file)
        return NULL;
    bool ok = claims_837_write(image, options, file, counts);
    if (fclose(file) != 0 || !ok) {
        free(text);
        return NULL;
    }
    return text;
}
