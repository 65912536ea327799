/*
 * The tiny catalog: timelines as tables, codes as one string a system.
 */
#include "tests/support/tiny_image.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"
#include "tests/support/tiny_edits.h"
#include "tests/support/tiny_lines.h"

enum {
    Y2016 = 16801,       /* 2016-01-01 */
    Y2021 = 18628,       /* 2021-01-01 */
    FY2023 = 19266,      /* 2022-10-01 */
    FY2024 = 19631,      /* 2023-10-01: not loaded, a gap */
    Y2024 = 19723,       /* 2024-01-01 */
    FY2025 = 19997,      /* 2024-10-01 */
    Y2025 = 20089,       /* 2025-01-01 */
    FY2026 = 20362,      /* 2025-10-01: beyond the horizon */
    ENDS = SJ_DATE_OPEN, /* ends a list of segments or intervals */

    UNKNOWN = SJ_CODE_UNKNOWN,
    INACTIVE = SJ_CODE_INACTIVE,
    HEADER = SJ_CODE_HEADER,
    BILLABLE = SJ_CODE_BILLABLE,
    NOT_FOUND = SJ_CODE_NOT_FOUND,
    INFERRED = SJ_MARK_INFERRED,
    CARRIED = SJ_MARK_CARRIED,
};

enum { SEGMENTS = 24, INTERVALS = 12 };

/* Letters that name a timeline in a code string. */
enum {
    LINE_B = 'b' - 'a', /* billable */
    LINE_D = 'd' - 'a', /* deleted */
    LINE_H = 'h' - 'a', /* header */
    LINE_N = 'n' - 'a', /* new */
    LINE_R = 'r' - 'a', /* reactivated */
    LINE_T = 't' - 'a', /* terminated */
    LINE_X = 'x' - 'a', /* was billable, became a header */
};

/* A timeline as people would write it; what a code string names by its letter. */
typedef struct drawn {
    gen_segment segments[SEGMENTS];
    sj_interval intervals[INTERVALS];
} drawn;

/* ---- ICD-10-CM: FY2023 and FY2025, with a gap of a year ------------------------- */

static const drawn icd_absence = {{{SJ_DATE_MIN, UNKNOWN},
                                   {FY2023, NOT_FOUND},
                                   {FY2024, NOT_FOUND | INFERRED},
                                   {FY2025, NOT_FOUND},
                                   {FY2026, UNKNOWN},
                                   {ENDS, 0}},
                                  {{ENDS, 0, 0, 0}}};

static const drawn icd_lines[] = {
    [LINE_B] = {{{SJ_DATE_MIN, UNKNOWN},
                 {FY2023, BILLABLE},
                 {FY2024, BILLABLE | INFERRED},
                 {FY2025, BILLABLE},
                 {FY2026, UNKNOWN},
                 {ENDS, 0}},
                {{FY2023, SJ_DATE_OPEN, BILLABLE, 0}, {ENDS, 0, 0, 0}}},
    [LINE_H] = {{{SJ_DATE_MIN, UNKNOWN},
                 {FY2023, HEADER},
                 {FY2024, HEADER | INFERRED},
                 {FY2025, HEADER},
                 {FY2026, UNKNOWN},
                 {ENDS, 0}},
                {{FY2023, SJ_DATE_OPEN, HEADER, 0}, {ENDS, 0, 0, 0}}},
    [LINE_N] = {{{SJ_DATE_MIN, UNKNOWN},
                 {FY2023, INACTIVE},
                 {FY2024, UNKNOWN},
                 {FY2025, BILLABLE},
                 {FY2026, UNKNOWN},
                 {ENDS, 0}},
                {{FY2025, SJ_DATE_OPEN, BILLABLE, 0}, {ENDS, 0, 0, 0}}},
    [LINE_D] = {{{SJ_DATE_MIN, UNKNOWN},
                 {FY2023, BILLABLE},
                 {FY2024, UNKNOWN},
                 {FY2025, INACTIVE},
                 {FY2026, UNKNOWN},
                 {ENDS, 0}},
                {{FY2023, FY2024 - 1, BILLABLE, INFERRED}, {ENDS, 0, 0, 0}}},
    [LINE_X] = {{{SJ_DATE_MIN, UNKNOWN},
                 {FY2023, BILLABLE},
                 {FY2024, UNKNOWN},
                 {FY2025, HEADER},
                 {FY2026, UNKNOWN},
                 {ENDS, 0}},
                {{FY2023, FY2024 - 1, BILLABLE, INFERRED},
                 {FY2025, SJ_DATE_OPEN, HEADER, 0},
                 {ENDS, 0, 0, 0}}},
};

/* A code, the letter of its timeline, and `2` for a title that changed in FY2025. */
static const char icd_codes[] =
    "A00h A000b A001b A009b2 C43h C430b C4Ah C4A0b C4A10d C4A11n C4A12n E11h E110h "
    "E1100b E1101b2 E1165b E119b H81h H810b2 I10b O9Ah O9A1n S52h S525h S5250h "
    "S52501h S52501Ab S52501Bb S52501Db S52501Gd S52501Sn T36x T360h T36XX1h T36XX1Ab "
    "Z00d Z001n";

/* ---- ICD-10-PCS: FY2025 alone --------------------------------------------------- */

static const drawn pcs_absence = {
    {{SJ_DATE_MIN, UNKNOWN}, {FY2025, NOT_FOUND}, {FY2026, UNKNOWN}, {ENDS, 0}},
    {{ENDS, 0, 0, 0}}};
static const drawn pcs_lines[] = {
    [LINE_B] =
        {{{SJ_DATE_MIN, UNKNOWN}, {FY2025, BILLABLE}, {FY2026, UNKNOWN}, {ENDS, 0}},
         {{FY2025, SJ_DATE_OPEN, BILLABLE, 0}, {ENDS, 0, 0, 0}}},
    [LINE_H] =
        {{{SJ_DATE_MIN, UNKNOWN}, {FY2025, HEADER}, {FY2026, UNKNOWN}, {ENDS, 0}},
         {{FY2025, SJ_DATE_OPEN, HEADER, 0}, {ENDS, 0, 0, 0}}},
};
static const char pcs_codes[] =
    "027h 0270046b 0271346b 0DTh 0DT10ZZb 0DT60Z0b 0DT60ZZb";

/* ---- the others: one release each ----------------------------------------------- */

static const drawn hcpcs_absence = {
    {{SJ_DATE_MIN, UNKNOWN}, {Y2024, NOT_FOUND}, {Y2025, UNKNOWN}, {ENDS, 0}},
    {{ENDS, 0, 0, 0}}};

static const drawn hcpcs_lines[] = {
    [LINE_B] =
        {{{SJ_DATE_MIN, INACTIVE}, {Y2016, BILLABLE}, {Y2025, UNKNOWN}, {ENDS, 0}},
         {{Y2016, SJ_DATE_OPEN, BILLABLE, 0}, {ENDS, 0, 0, 0}}},
    /* Terminated and taken up again, more often than sixteen places hold. */
    [LINE_R] = {{{SJ_DATE_MIN, INACTIVE},
                 {Y2016, BILLABLE},
                 {Y2016 + 99, INACTIVE},
                 {Y2016 + 365, BILLABLE},
                 {Y2016 + 365 + 99, INACTIVE},
                 {Y2016 + 730, BILLABLE},
                 {Y2016 + 730 + 99, INACTIVE},
                 {Y2016 + 1095, BILLABLE},
                 {Y2016 + 1095 + 99, INACTIVE},
                 {Y2016 + 1460, BILLABLE},
                 {Y2016 + 1460 + 99, INACTIVE},
                 {Y2016 + 1825, BILLABLE},
                 {Y2016 + 1825 + 99, INACTIVE},
                 {Y2016 + 2190, BILLABLE},
                 {Y2016 + 2190 + 99, INACTIVE},
                 {Y2016 + 2555, BILLABLE},
                 {Y2016 + 2555 + 99, INACTIVE},
                 {Y2024, BILLABLE},
                 {Y2024 + 91, BILLABLE | CARRIED},
                 {Y2025, UNKNOWN},
                 {ENDS, 0}},
                {{Y2016, Y2016 + 98, BILLABLE, 0},
                 {Y2016 + 365, Y2016 + 365 + 98, BILLABLE, 0},
                 {Y2016 + 730, Y2016 + 730 + 98, BILLABLE, 0},
                 {Y2016 + 1095, Y2016 + 1095 + 98, BILLABLE, 0},
                 {Y2016 + 1460, Y2016 + 1460 + 98, BILLABLE, 0},
                 {Y2016 + 1825, Y2016 + 1825 + 98, BILLABLE, 0},
                 {Y2016 + 2190, Y2016 + 2190 + 98, BILLABLE, 0},
                 {Y2016 + 2555, Y2016 + 2555 + 98, BILLABLE, 0},
                 {Y2024, SJ_DATE_OPEN, BILLABLE, 0},
                 {ENDS, 0, 0, 0}}},
    [LINE_T] = {{{SJ_DATE_MIN, INACTIVE},
                 {Y2016, BILLABLE},
                 {Y2021, INACTIVE},
                 {Y2025, UNKNOWN},
                 {ENDS, 0}},
                {{Y2016, Y2021 - 1, BILLABLE, 0}, {ENDS, 0, 0, 0}}},
};

/* `!`: on the NOC list. */
static const char hcpcs_codes[] =
    "A0021b A0080t A0425b A0999b! B4034b E0100b E0105r E1399b! G0008b J1440r J3490b! "
    "L8499b! Q0091b";

static const drawn ndc_absence = {
    {{SJ_DATE_MIN, UNKNOWN}, {Y2016, NOT_FOUND}, {ENDS, 0}}, {{ENDS, 0, 0, 0}}};
static const drawn ndc_lines[] = {
    [LINE_B] = {{{SJ_DATE_MIN, UNKNOWN}, {Y2016, BILLABLE}, {ENDS, 0}},
                {{Y2016, SJ_DATE_OPEN, BILLABLE, 0}, {ENDS, 0, 0, 0}}},
};
static const char ndc_codes[] = "00002759701b 50242004062b 60575411201b 99999999999b";

/* Numeric modifiers are not loaded: nothing is known of what begins with a digit. */
static const drawn modifier_absence_digit = {{{SJ_DATE_MIN, UNKNOWN}, {ENDS, 0}},
                                             {{ENDS, 0, 0, 0}}};
static const char modifier_codes[] = "A1b ASb E1b F1b GAb KXb LTb RTr XEb XSt";

/* ---- building ------------------------------------------------------------------- */

static uint32_t add_timeline(gen_system *s, const drawn *d)
{
    gen_segment segments[SEGMENTS];
    sj_interval intervals[INTERVALS];
    gen_timeline t = {.segments = segments, .intervals = intervals};
    memcpy(segments, d->segments, sizeof segments);
    memcpy(intervals, d->intervals, sizeof intervals);
    while (segments[t.segment_count].from != ENDS)
        t.segment_count++;
    while (intervals[t.interval_count].from != ENDS)
        t.interval_count++;
    return gen_system_intern_timeline(s, &t);
}

static void add_source(gen_catalog *c, const char *kind, const char *file,
                       const char *release, sj_date from, sj_date to)
{
    gen_provenance *p = gen_catalog_add_source(c);
    p->kind = gen_strdup(kind);
    p->file = gen_strdup(file);
    p->release = gen_strdup(release);
    p->label = gen_strdup(file);
    p->from = from;
    p->to = to;
    p->size_bytes = 4096;
    p->records = 40;
    memset(p->xxh3, (int)c->source_count, sizeof p->xxh3);
}

static void add_release(gen_catalog *c, sj_system system, const char *label,
                        uint32_t source, sj_date from, sj_date to, uint32_t codes)
{
    gen_release *r = gen_catalog_add_release(c);
    r->system = system;
    r->label = gen_strdup(label);
    r->source = source;
    r->from = from;
    r->to = to;
    r->codes = codes;
}

static uint32_t title(gen_catalog *c, const char *form, const char *code)
{
    char text[128];
    int n = snprintf(text, sizeof text, form, code);
    return gen_text_intern(&c->text, text, (size_t)n);
}

static void add_title(gen_catalog *c, gen_system *s, gen_code *code, sj_date from,
                      uint16_t release, const char *long_form)
{
    gen_descriptor *d = gen_system_add_descriptor(s);
    d->from = from;
    d->release = release;
    d->short_text = title(c, "Short title of %s", code->code);
    d->long_text = title(c, long_form, code->code);
    code->descriptor_count++;
}

/* Add the codes of a string such as "A00h A000b2": code, timeline, marks. */
static void add_codes(gen_catalog *c, sj_system system, const char *codes,
                      const drawn *lines, uint16_t release, sj_date from)
{
    gen_system *s = &c->systems[system];
    for (const char *p = codes; *p;) {
        size_t n = strcspn(p, " "), len = strcspn(p, "bdhnrtx");
        gen_code *code = gen_system_add_code(s);
        memcpy(code->code, p, len);
        code->len = (uint8_t)len;
        code->timeline = add_timeline(s, &lines[p[len] - 'a']);
        code->flags = memchr(p, '!', n) ? SJ_FLAG_NOC : 0;
        code->first_descriptor = s->descriptor_count;
        add_title(c, s, code, from, release,
                  n % 3 == 0 ? "Long title of %s, M\xC3\xA9ni\xC3\xA8re's among others"
                             : "Long title of %s");
        if (p[n - 1] == '2')
            add_title(c, s, code, FY2025, (uint16_t)(release + 1),
                      "Revised title of %s");
        p += n;
        p += *p == ' ';
    }
}

static void begin_system(gen_catalog *c, sj_system system, bool dated, sj_date first,
                         sj_date last, const drawn *absence, const drawn *absence_digit)
{
    gen_system *s = &c->systems[system];
    s->loaded = true;
    s->dated = dated;
    s->first = first;
    s->last = last;
    s->absence = add_timeline(s, absence);
    s->absence_digit = add_timeline(s, absence_digit);
}

static void fill(gen_catalog *c)
{
    add_source(c, "codes-modifier", "modifiers.csv", "2024", Y2024, Y2025 - 1);
    add_source(c, "codes-ndc", "ndc.csv", "2016", Y2016, SJ_DATE_OPEN);
    add_source(c, "hcpcs-anweb", "HCPC2024_JAN_ANWEB.txt", "2024", Y2024, Y2025 - 1);
    add_source(c, "icd10cm-order", "icd10cm_order_2023.txt", "2023", FY2023,
               FY2024 - 1);
    add_source(c, "icd10cm-order", "icd10cm_order_2025.txt", "2025", FY2025,
               FY2026 - 1);

    add_source(c, "icd10cm-tabular", "icd10cm_tabular_2023.xml", "2023", FY2023,
               FY2024 - 1);
    add_source(c, "icd10cm-tabular", "icd10cm_tabular_2025.xml", "2025", FY2025,
               FY2026 - 1);
    add_source(c, "icd10pcs-order", "icd10pcs_order_2025.txt", "2025", FY2025,
               FY2026 - 1);
    add_source(c, "icd10pcs-tables", "icd10pcs_tables_2025.xml", "2025", FY2025,
               FY2026 - 1);
    add_source(c, "mce-text", "MCE v40.txt", "v40", FY2023, FY2026 - 1);
    add_source(c, "poa-exempt", "POAexemptCodes2023.txt", "2023", FY2023, FY2026 - 1);

    add_release(c, SJ_ICD10CM, "ICD-10-CM FY2023", 3, FY2023, FY2024 - 1, 30);
    add_release(c, SJ_ICD10CM, "ICD-10-CM FY2025", 4, FY2025, FY2026 - 1, 32);
    add_release(c, SJ_ICD10PCS, "ICD-10-PCS FY2025", 7, FY2025, FY2026 - 1, 7);
    add_release(c, SJ_HCPCS, "HCPCS 2024", 2, Y2024, Y2025 - 1, 13);
    add_release(c, SJ_NDC, "NDC 2016", 1, Y2016, SJ_DATE_OPEN, 4);
    add_release(c, SJ_MODIFIER, "Modifiers 2024", 0, Y2024, Y2025 - 1, 10);

    begin_system(c, SJ_ICD10CM, false, FY2023, FY2026 - 1, &icd_absence, &icd_absence);
    add_codes(c, SJ_ICD10CM, icd_codes, icd_lines, 0, FY2023);
    begin_system(c, SJ_ICD10PCS, false, FY2025, FY2026 - 1, &pcs_absence, &pcs_absence);
    add_codes(c, SJ_ICD10PCS, pcs_codes, pcs_lines, 2, FY2025);
    begin_system(c, SJ_HCPCS, true, Y2024, Y2025 - 1, &hcpcs_absence, &hcpcs_absence);
    add_codes(c, SJ_HCPCS, hcpcs_codes, hcpcs_lines, 3, Y2024);
    begin_system(c, SJ_NDC, false, Y2016, SJ_DATE_OPEN, &ndc_absence, &ndc_absence);
    add_codes(c, SJ_NDC, ndc_codes, ndc_lines, 4, Y2016);
    begin_system(c, SJ_MODIFIER, true, Y2024, Y2025 - 1, &hcpcs_absence,
                 &modifier_absence_digit);
    add_codes(c, SJ_MODIFIER, modifier_codes, hcpcs_lines, 5, Y2024);
    tiny_edits_fill(c);
    tiny_lines_fill(c);
}

void tiny_image_make(tiny_image *out)
{
    gen_report report;
    gen_report_init(&report, false);
    *out = (tiny_image){0};
    gen_catalog_init(&out->catalog);
    fill(&out->catalog);
    if (!gen_build_image(&out->catalog, &out->bytes, &report)) {
        gen_report_print(&report, "tiny image", stderr);
        exit(2);
    }
    gen_report_free(&report);
}

void tiny_image_free(tiny_image *tiny)
{
    gen_catalog_free(&tiny->catalog);
    gen_bytes_free(&tiny->bytes);
}

/* ---- the oracle ----------------------------------------------------------------- */

const gen_code *tiny_find(const tiny_image *tiny, sj_system system, const char *code,
                          size_t len)
{
    const gen_system *s = &tiny->catalog.systems[system];
    for (uint32_t i = 0; i < s->code_count; i++)
        if (s->codes[i].len == len && memcmp(s->codes[i].code, code, len) == 0)
            return &s->codes[i];
    return NULL;
}

uint8_t tiny_status_on(const tiny_image *tiny, sj_system system, uint32_t timeline,
                       sj_date day)
{
    const gen_timeline *t = &tiny->catalog.systems[system].timelines[timeline];
    uint8_t status = t->segments[0].status;
    for (uint32_t i = 0; i < t->segment_count; i++)
        if (t->segments[i].from <= day)
            status = t->segments[i].status;
    return status;
}

uint32_t tiny_absence(const tiny_image *tiny, sj_system system, const char *canonical)
{
    const gen_system *s = &tiny->catalog.systems[system];
    bool digit = canonical[0] >= '0' && canonical[0] <= '9';
    return digit ? s->absence_digit : s->absence;
}
