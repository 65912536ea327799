/*
 * Any claim on the sample image: sj_check() must find what the second opinion finds,
 * with room for all findings or for few. Input: a head of bytes for kind, dates and
 * patient, then items, each a byte for its list, a code (of the sample, perhaps bent,
 * or any text) and what goes with it.
 */
#include "fuzz/check.h"

#include "fuzz/reference/claim_generator.h"
#include "fuzz/reference/reference_compare.h"
#include "gen/compile.h"

#include <string.h>

enum { ITEMS = 40, LINES = 6, TEXT = 4096 };

typedef struct input {
    const uint8_t *p, *end;
} input;

static uint8_t take(input *in)
{
    return in->p < in->end ? *in->p++ : 0;
}

typedef struct fuzzed {
    sj_claim claim;
    sj_diagnosis dx[ITEMS], admitting, reason[ITEMS], external[ITEMS];
    sj_procedure px[ITEMS];
    sj_line lines[LINES];
    int32_t pointers[LINES][4];
    char text[TEXT];
    size_t used;
} fuzzed;

static ref_rules rules;
static sj_image *image;

static sj_str keep(fuzzed *f, const char *text, size_t len)
{
    if (f->used + len > TEXT)
        len = 0;
    if (len > 0)
        memcpy(f->text + f->used, text, len);
    f->used += len;
    return (sj_str){f->text + f->used - len, (uint32_t)len};
}

/* A code of the sample, whole, cut, with one character changed or a dot; or any bytes.
 */
static sj_str take_code(input *in, fuzzed *f, sj_system system)
{
    char code[SJ_CODE_CAP] = {0};
    const plain_system *s = &rules.answers.systems[system];
    uint8_t how = take(in);
    if (how % 8 == 7 || s->code_count == 0) {
        size_t len = take(in) % 12;
        if (len > (size_t)(in->end - in->p))
            len = (size_t)(in->end - in->p);
        sj_str text = keep(f, (const char *)in->p, len);
        in->p += len;
        return text;
    }
    uint32_t place = take(in);
    place = (place << 8 | take(in)) % s->code_count;
    memcpy(code, s->codes[place], sizeof code);
    size_t n = strlen(code);
    if (how % 8 == 6)
        n -= n > 3 ? 1U + take(in) % (n - 3) : 0;
    else if (how % 8 == 5)
        code[take(in) % n] = (char)take(in);
    else if (how % 8 == 4 && n > 3) {
        memmove(code + 4, code + 3, n - 3);
        code[3] = '.';
        n++;
    }
    return keep(f, code, n);
}

static sj_date take_day(input *in)
{
    sj_date days[] = {plain_day(2015, 9, 28), plain_day(2024, 9, 28),
                      plain_day(2025, 9, 28), plain_day(2026, 9, 28)};
    uint8_t byte = take(in);
    return byte == 0xFF ? SJ_NO_DATE : days[byte & 3] + (byte >> 2) % 7;
}

static void take_diagnosis(input *in, fuzzed *f, sj_diagnosis *dx)
{
    uint8_t with = take(in);
    *dx = (sj_diagnosis){.code =
                             take_code(in, f, with % 5 == 4 ? SJ_ICD9CM : SJ_ICD10CM)};
    if (with & 0x40)
        dx->poa = keep(f, &"YNUW1 "[take(in) % 6], 1);
    if (with & 0x80)
        dx->version = with & 0x20 ? 9 : 10;
    if (with % 7 == 3) /* what an 837 may mark */
        dx->wire = with >> 3 & (SJ_WIRE_DOT | SJ_WIRE_QUALIFIER);
}

static void take_line(input *in, fuzzed *f)
{
    sj_claim *c = &f->claim;
    sj_line *line = &f->lines[c->line_count];
    *line = (sj_line){.from = take_day(in), .to = SJ_NO_DATE, .units = 1, .charge = -1};
    if (take(in) & 1)
        line->code = keep(f, "99214", 5);
    line->pointers = f->pointers[c->line_count];
    line->pointer_count = take(in) % 5;
    for (uint32_t k = 0; k < line->pointer_count; k++)
        f->pointers[c->line_count][k] = (int8_t)take(in) % 8;
    c->line_count++;
}

static void take_item(input *in, fuzzed *f)
{
    sj_claim *c = &f->claim;
    switch (take(in) % 8) {
    case 4:
        take_diagnosis(in, f, &f->admitting);
        c->admitting = &f->admitting;
        break;
    case 5:
        if (c->reason_count < ITEMS)
            take_diagnosis(in, f, &f->reason[c->reason_count++]);
        break;
    case 6:
        if (c->external_count < ITEMS)
            take_diagnosis(in, f, &f->external[c->external_count++]);
        break;
    case 7:
        if (take(in) % 3 == 0 && c->line_count < LINES) {
            take_line(in, f);
        } else if (c->px_count < ITEMS) {
            sj_procedure *px = &f->px[c->px_count++];
            *px = (sj_procedure){.date = take_day(in)};
            px->code = take_code(in, f, SJ_ICD10PCS);
        }
        break;
    default:
        if (c->dx_count < ITEMS)
            take_diagnosis(in, f, &f->dx[c->dx_count++]);
    }
}

static void take_claim(input *in, fuzzed *f)
{
    static const char *const types[] = {"111", "0111", "131", "0211",
                                        "41",  "",     "1",   "0"};
    static const char *const sexes[] = {"F", "M", "U", "", "X", "f"};
    static const char *const statuses[] = {"01", "", "95", "08", "1"};
    sj_claim *c = &f->claim;
    c->size = sizeof *c;
    c->type = (sj_claim_type)(take(in) % 3);
    const char *text = types[take(in) % 8];
    c->bill_type = keep(f, text, strlen(text));
    c->from = take_day(in);
    c->to = take_day(in);
    if (c->from == SJ_NO_DATE && c->to == SJ_NO_DATE) /* a claim has one of them */
        c->to = plain_day(2025, 1, 1);
    c->admission = take(in) & 1 ? SJ_NO_DATE : take_day(in);
    uint32_t age = take(in);
    c->birth = age == 0xFF ? SJ_NO_DATE
                           : (c->to == SJ_NO_DATE ? c->from : c->to) -
                                 (sj_date)(age * 183) + take(in) % 3;
    text = sexes[take(in) % 6];
    c->sex = keep(f, text, strlen(text));
    text = statuses[take(in) % 5];
    c->discharge_status = keep(f, text, strlen(text));
    c->dx = f->dx;
    c->reason = f->reason;
    c->external = f->external;
    c->px = f->px;
    c->lines = f->lines;
    while (in->p < in->end)
        take_item(in, f);
    if (age % 16 == 5)
        f->dx[0].wire |= SJ_WIRE_NOT_PRINCIPAL;
    c->strange_qualifiers = age % 16 == 6;
}

/* A buffer that is too small keeps the count of all, and the worst of all. */
static void check_overflow(const sj_claim *claim, const sj_findings *all)
{
    sj_finding few[3];
    sj_findings short_of = {.items = few, .cap = 3};
    CHECK(sj_check(image, claim, NULL, &short_of) == SJ_OK);
    CHECK(short_of.total == all->total && short_of.worst == all->worst);
    CHECK(short_of.count == (all->total < 3 ? all->total : 3));
    CHECK(memcmp(&short_of.no_data, &all->no_data, sizeof all->no_data) == 0);
}

/* Every finding can be put into words, cited, and its codes asked for. */
static void check_words(const sj_claim *claim, const sj_findings *all)
{
    for (uint32_t i = 0; i < all->count && i < 64; i++) {
        char text[32], place[SJ_PLACE_CAP];
        sj_entry codes[4];
        sj_citation citation;
        const sj_finding *finding = &all->items[i];
        size_t n = sj_finding_message(image, claim, finding, text, sizeof text);
        CHECK(n > 0);
        CHECK(strlen(text) == (n < sizeof text ? n : sizeof text - 1));
        sj_place_format(finding->at, place);
        CHECK(place[0]);
        sj_finding_source(image, finding, &citation);
        n = sj_finding_codes(image, claim, finding, codes, 4);
        for (size_t k = 0; k < n && k < 4; k++)
            CHECK(codes[k].len > 0 && codes[k].answer.status == SJ_CODE_BILLABLE);
    }
}

/* Read and compiled once, never changed: no input leaves anything to the next. */
static void open_once(void)
{
    static gen_compile_result compiled;
    const char *folder = SCRUBJAY_SOURCE_DIR "/data";
    gen_compile_options options = {.args = &folder, .arg_count = 1, .threads = 1};
    gen_report report;
    if (image)
        return;
    gen_report_init(&report, false);
    CHECK(gen_compile(&options, &compiled, &report));
    gen_report_free(&report);
    CHECK(sj_image_open_memory(compiled.image.data, compiled.image.size, NULL, &image,
                               NULL) == SJ_OK);
    ref_rules_load(folder, &rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzzed f;
    static ref_result ours;
    static sj_finding items[REF_FINDINGS_MAX];
    sj_findings theirs = {.items = items};
    input in = {data, data + size};
    open_once();
    memset(&f, 0, sizeof f);
    take_claim(&in, &f);
    ours.optional = true; /* by all edits; then by those that are on by themselves */
    bool agree = ref_agree(&rules, image, &f.claim, &ours, &theirs);
    ours.optional = false;
    agree = agree && ref_agree(&rules, image, &f.claim, &ours, &theirs);
    if (!agree)
        ref_print_difference(stderr, &f.claim, &ours, &theirs);
    CHECK(agree);
    check_overflow(&f.claim, &theirs);
    check_words(&f.claim, &theirs);
    return 0;
}
