/*
 * The invented files, spelled out. In the texts below `*`, `:` and `~` stand for the
 * separators of the style, `#` for the digit of the claim and `@` for its letter.
 */
#include "tests/support/claims_837_small.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALL = 0x1FF };

small_837_style small_837_usual(sj_claim_type type)
{
    return (small_837_style){.type = type,
                             .element = '*',
                             .component = ':',
                             .terminator = '~',
                             .breaks = "\n"};
}

/* ---- values ---- */

static void own(small_837 *f, small_837_kind kind, unsigned owners, const char *text)
{
    assert(f->value_count < SMALL_837_VALUES);
    assert(strlen(text) < sizeof f->values->text);
    f->values[f->value_count].kind = kind;
    f->values[f->value_count].owners = owners;
    strcpy(f->values[f->value_count].text, text);
    f->values[f->value_count].len = strlen(text);
    if (kind == SMALL_DAY && !sj_date_parse(text, 8, &f->values[f->value_count].day))
        abort();
    if (kind == SMALL_AMOUNT)
        f->values[f->value_count].amount = strtod(text, NULL);
    f->value_count++;
}

/* The pattern with the claim's digit and letter. */
static void fill(const char *pattern, int claim, char *out)
{
    for (; *pattern; pattern++, out++)
        *out = *pattern == '#'   ? (char)('0' + claim)
               : *pattern == '@' ? (char)('O' + claim)
                                 : *pattern;
    *out = 0;
}

static void own_all(small_837 *f, small_837_kind kind, const char *const *patterns)
{
    for (; *patterns; patterns++)
        for (int claim = 1; claim <= SMALL_837_CLAIMS; claim++) {
            char text[64];
            fill(*patterns, claim, text);
            own(f, kind, 1U << claim, text);
        }
}

/* Claims from one to another, both. */
static unsigned of(int first, int last)
{
    return (2U << last) - (1U << first);
}

/* Everything that the claims below hold. */
static void own_values(small_837 *f)
{
    static const char *const texts[] = {
        "PAT###",  "M##.#",   "M###",    "I###",   "T###",   "N###",  "R###",
        "W##XX#A", "0DT##Z#", "0BJ##Z#", "A####",  "J####",  "E####", "#####0#####",
        "CTL-#-1", "CTL-#-2", "REND###", "LREN##", "DESC##", "04##",  NULL};
    static const char *const wholes[] = {"2#", "1#9", "0#", "K@", "Q@", NULL};
    static const char *const days[] = {"20240#1#", "20240#2#", "20240#0#",
                                       "20230#1#", "20230#2#", NULL};
    static const char *const amounts[] = {"#001.5", "#002.75", NULL};
    own_all(f, SMALL_TEXT, texts);
    own_all(f, SMALL_WHOLE, wholes);
    own_all(f, SMALL_DAY, days);
    own_all(f, SMALL_AMOUNT, amounts);
    own(f, SMALL_TEXT, of(1, 5), "BILLING-A");
    own(f, SMALL_TEXT, of(6, 7), "BILLING-B");
    own(f, SMALL_TEXT, of(8, 8), "BILLING-C");
    own(f, SMALL_TEXT, 0, "OTHER-"); /* of other payers */
    own(f, SMALL_WHOLE, of(1, 2), "medicare");
    own(f, SMALL_WHOLE, of(3, 5) | of(8, 8), "medicaid");
    own(f, SMALL_WHOLE, of(1, 2), "F");
    own(f, SMALL_WHOLE, of(5, 7), "M");
    own(f, SMALL_DAY, of(1, 2), "19510101");
    own(f, SMALL_DAY, of(5, 5), "19550505");
    own(f, SMALL_DAY, of(6, 7), "19560606");
    own(f, SMALL_WHOLE, 0, "Z"); /* people without claims of their own */
    own(f, SMALL_DAY, 0, "19520202");
    own(f, SMALL_DAY, 0, "19590909");
    own(f, SMALL_DAY, 0, "19580808");
    own(f, SMALL_DAY, 0, "19000909");
}

/* ---- the file ---- */

static void put(small_837 *f, const char *text, size_t len)
{
    assert(f->len + len < SMALL_837_CAP);
    memcpy(f->text + f->len, text, len);
    f->len += len;
    f->text[f->len] = 0;
}

/* Segments by their pattern, each ended by `~`. */
static void say(small_837 *f, int claim, const char *pattern)
{
    char text[2048];
    assert(strlen(pattern) < sizeof text);
    fill(pattern, claim, text);
    for (const char *p = text; *p; p++) {
        char c = *p == '*'   ? f->style.element
                 : *p == ':' ? f->style.component
                 : *p == '~' ? f->style.terminator
                             : *p;
        put(f, &c, 1);
        if (*p == '~') {
            put(f, f->style.breaks, strlen(f->style.breaks));
            f->segments++;
        }
    }
}

static void say_professional(small_837 *f, int claim)
{
    say(f, claim, "CLM*PAT###*#003.75***2#:B:1*Y*A*Y*Y~REF*D9*X#~");
    say(f, claim,
        claim == 2 ? "HI*BK:M##.#*BF:I###~" : "HI*ABK:M##.#*ABF:I###*ABF:T###~");
    if (claim != 2)
        say(f, claim, "NM1*82*1*DOE*****XX*REND###~PRV*PE*PXC*X~");
    if (claim == 1)
        say(f, claim,
            "SBR*S*18***12****CI~DMG*D8*19000909*Z~OI***Y~NM1*IL*1*POE*****MI*OTHER-1~"
            "NM1*PR*2*X*****PI*OTHER-2~DTP*573*D8*19000909~NM1*82*1******XX*OTHER-3~"
            "NM1*85*2******XX*OTHER-4~");
    say(f, claim,
        "LX*1~SV1*HC:A####:K@:Q@:::DESC##*#001.5*UN*1*2#**1:2~DTP*472*D8*20240#1#~"
        "REF*6R*CTL-#-1~");
    if (claim == 1 || claim == 3)
        say(f, claim, "LIN**N4*#####0#####~CTP****1.5*ML~NM1*82*1*DOE*****XX*LREN##~");
    if (claim % 2)
        say(f, claim,
            "LX*2~SV1*HC:J####*#002.75*UN*2***3::1~SV5*HC:E####*DA*7*5***1~"
            "DTP*472*RD8*20240#1#-20240#2#~REF*6R*CTL-#-2~NTE*ADD*X~");
    if (claim == 6)
        say(f, claim, "LX*3~SV5*HC:E####*DA*7~DTP*472*D8*20240#2#~");
    if (claim == 1)
        say(f, claim, "NM1*82*1*DOE*****XX*LREN##~");
}

static void say_institutional(small_837 *f, int claim)
{
    say(f, claim, "CLM*PAT###*#003.75***1#:A:9**A*Y*Y~DTP*096*TM*1200~");
    say(f, claim, "DTP*434*RD8*20240#1#-20240#2#~DTP*435*DT*20240#0#1015~CL1*1*7*0#~");
    if (claim == 2)
        say(f, claim, "HI*BF:I###:::::::Y~HI*BK:M##.#~HI*BJ:N###~");
    else
        say(f, claim,
            "HI*ABK:M##.#:::::::Y~HI*ABJ:N###*APR:R###*ABN:W##XX#A:::::::U~"
            "HI*ABF:I###:::::::N*ABF:T###:::::::1~HI*DR:470~"
            "HI*BBR:0DT##Z#:D8:20240#1#~HI*BBQ:0BJ##Z#:D8:20240#2#~"
            "HI*BH:A1:D8:19000909~");
    say(f, claim, "NM1*71*1*DOE*****XX*OTHER-5~NM1*82*1*DOE*****XX*OTHER-6~");
    if (claim == 1)
        say(f, claim,
            "SBR*S*18*******CI~DMG*D8*19000909*Z~NM1*IL*1*POE*****MI*OTHER-1~"
            "NM1*85*2******XX*OTHER-4~");
    say(f, claim,
        "LX*1~SV2*04##*HC:A####:K@:::::DESC##*#001.5*UN*1~DTP*472*D8*20240#1#~"
        "REF*6R*CTL-#-1~");
    if (claim == 1 || claim == 3)
        say(f, claim, "LIN**N4*#####0#####~CTP****1.5*ML~");
    if (claim % 2)
        say(f, claim, "LX*2~SV2*04##**#002.75*DA*2~NM1*82*1*DOE*****XX*OTHER-7~");
}

/* A claim with days of lines alone stands before one with a day of its own. */
static void say_dental(small_837 *f, int claim)
{
    bool has_day = claim == 1 || claim == 3 || claim >= 7;
    say(f, claim, "CLM*PAT###*#003.75***2#:B:1*Y*A*Y*Y~");
    if (has_day)
        say(f, claim, "DTP*472*D8*20240#1#~");
    say(f, claim, "DN2*3*X~");
    say(f, claim, "HI*ABK:M##.#*ABF:I###~");
    say(f, claim, "NM1*82*1*DOE*****XX*REND###~");
    say(f, claim,
        "LX*1~SV3*AD:A####:K@:::::DESC##*#001.5*2#:X*10**2*****1:2~TOO*JP*12~");
    say(f, claim, "DTP*472*D8*20240#2#~REF*6R*CTL-#-1~");
    say(f, claim, "LX*2~SV3*AD:J####*#002.75****1~");
    say(f, claim, has_day ? "NM1*82*1*DOE*****XX*LREN##~" : "DTP*472*D8*20240#1#~");
}

static void say_claim(small_837 *f, int claim)
{
    if (f->style.type == SJ_PROFESSIONAL)
        say_professional(f, claim);
    else if (f->style.type == SJ_INSTITUTIONAL)
        say_institutional(f, claim);
    else
        say_dental(f, claim);
}

static const char *guide(const small_837_style *style)
{
    static const char *const guides[2][3] = {
        {"005010X222A1", "005010X223A2", "005010X224A2"},
        {"004010X098A1", "004010X096A1", "004010X097A1"}};
    return guides[style->is_4010][style->type];
}

static void begin(small_837 *f, int transaction)
{
    char text[256];
    f->segments = 0;
    snprintf(text, sizeof text,
             "ST*837*000%d*%s~BHT*0019*00*1*20240101*1200*CH~NM1*41*2*X*****46*1~"
             "PER*IC*X*TE*1~NM1*40*2*X*****46*2~",
             transaction, guide(&f->style));
    say(f, 0, text);
}

static void end(small_837 *f, int transaction)
{
    char text[64];
    snprintf(text, sizeof text, "SE*%u*000%d~", f->segments + 1, transaction);
    say(f, 0, text);
}

void small_837_make(small_837_style style, small_837 *f)
{
    char text[64];
    memset(f, 0, sizeof *f);
    f->style = style;
    own_values(f);
    say(f, 0, "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       ");
    say(f, 0, "*240101*1200*^*00501*000000007*0*T*:~");
    snprintf(text, sizeof text, "GS*HC*A*B*20240101*1200*70*X*%s~", guide(&style));
    say(f, 0, text);
    begin(f, 1);
    say(f, 0, "HL*1**20*1~PRV*BI*PXC*X~NM1*85*2*X*****XX*BILLING-A~N3*X~N4*X*MD*1~");
    say(f, 0, "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*ROE*****MI*1~N3*X~");
    say(f, 0, "DMG*D8*19510101*F~NM1*PR*2*X*****PI*1~");
    say_claim(f, 1);
    say_claim(f, 2);
    say(f, 0, "HL*3*1*22*1~SBR*P********MC~NM1*IL*1*ROE*****MI*2~DMG*D8*19520202*Z~");
    say(f, 0, "HL*4*3*23*0~PAT*19~NM1*QC*1*ROE~N3*X~");
    say_claim(f, 3);
    say(f, 0, "HL*5*3*23*0~PAT*19~NM1*QC*1*ROE~DMG*D8*19590909*Z~");
    say(f, 0, "HL*6*3*23*0~PAT*19~NM1*QC*1*ROE~N3*X~");
    say_claim(f, 4);
    say(f, 0, "HL*7*3*23*0~PAT*19~NM1*QC*1*ROE~DMG*D8*19550505*M~");
    say_claim(f, 5);
    say(f, 0, "HL*8**20*1~NM1*85*2*X*****XX*BILLING-B~NM1*87*2~N3*X~");
    say(f, 0, "HL*9*8*22*0~SBR*P*18*******CI~NM1*IL*1*ROE~DMG*D8*19560606*M~");
    say_claim(f, 6);
    say_claim(f, 7);
    end(f, 1);
    begin(f, 2);
    say(f, 0, "HL*1**20*1~NM1*85*2*X*****XX*BILLING-C~");
    say(f, 0, "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*ROE~DMG*D8*19580808*Z~");
    say(f, 0, "HL*3*1*22*0~SBR*P*18*******MC~NM1*IL*1*ROE~");
    say_claim(f, 8);
    end(f, 2);
    say(f, 0, "GE*2*70~IEA*1*000000007~");
}

/* ---- whose? ---- */

/* memmem() is slow on texts as short as these. */
static bool holds(sj_str text, const char *part, size_t len)
{
    for (size_t i = 0; i + len <= text.len; i++)
        if (text.text[i] == part[0] && memcmp(text.text + i, part, len) == 0)
            return true;
    return false;
}

unsigned small_837_text_owners(const small_837 *f, sj_str text)
{
    unsigned owners = ALL;
    for (unsigned i = 0; i < f->value_count; i++)
        if (f->values[i].kind == SMALL_TEXT &&
            holds(text, f->values[i].text, f->values[i].len))
            owners &= f->values[i].owners;
    return owners;
}

unsigned small_837_whole_owners(const small_837 *f, sj_str text)
{
    for (unsigned i = 0; i < f->value_count; i++)
        if (f->values[i].kind == SMALL_WHOLE && text.len == f->values[i].len &&
            memcmp(text.text, f->values[i].text, text.len) == 0)
            return f->values[i].owners;
    return ALL;
}

unsigned small_837_day_owners(const small_837 *f, sj_date day)
{
    for (unsigned i = 0; i < f->value_count; i++)
        if (f->values[i].kind == SMALL_DAY && f->values[i].day == day)
            return f->values[i].owners;
    return ALL;
}

unsigned small_837_amount_owners(const small_837 *f, double amount)
{
    for (unsigned i = 0; i < f->value_count; i++)
        if (f->values[i].kind == SMALL_AMOUNT && f->values[i].amount == amount)
            return f->values[i].owners;
    return ALL;
}

static unsigned line_owners(const small_837 *f, const sj_line *line,
                            const sj_x12_line *names)
{
    unsigned owners =
        small_837_text_owners(f, line->code) & small_837_text_owners(f, line->revenue) &
        small_837_text_owners(f, line->description) &
        small_837_text_owners(f, line->provider) & small_837_text_owners(f, line->ndc) &
        small_837_text_owners(f, names->control) &
        small_837_whole_owners(f, line->pos) & small_837_day_owners(f, line->from) &
        small_837_day_owners(f, line->to) & small_837_amount_owners(f, line->charge);
    for (int i = 0; i < SJ_MODIFIERS_MAX; i++)
        owners &= small_837_whole_owners(f, line->modifiers[i]);
    return owners;
}

static unsigned dx_owners(const small_837 *f, const sj_diagnosis *dx, uint32_t count)
{
    unsigned owners = ALL;
    for (uint32_t i = 0; i < count; i++)
        owners &= small_837_text_owners(f, dx[i].code);
    return owners;
}

unsigned small_837_claim_owners(const small_837 *f, const sj_x12_item *item)
{
    const sj_claim *c = &item->claim;
    unsigned owners =
        small_837_text_owners(f, item->id) & small_837_text_owners(f, c->provider) &
        small_837_whole_owners(f, c->payer) & small_837_whole_owners(f, c->bill_type) &
        small_837_whole_owners(f, c->pos) &
        small_837_whole_owners(f, c->discharge_status) &
        small_837_whole_owners(f, c->sex) & small_837_day_owners(f, c->birth) &
        small_837_day_owners(f, c->from) & small_837_day_owners(f, c->to) &
        small_837_day_owners(f, c->admission) & dx_owners(f, c->dx, c->dx_count) &
        dx_owners(f, c->admitting, c->admitting != NULL) &
        dx_owners(f, c->reason, c->reason_count) &
        dx_owners(f, c->external, c->external_count);
    for (uint32_t i = 0; i < c->px_count; i++)
        owners &= small_837_text_owners(f, c->px[i].code) &
                  small_837_day_owners(f, c->px[i].date);
    for (uint32_t i = 0; i < c->line_count; i++)
        owners &= line_owners(f, &c->lines[i], &item->lines[i]);
    return owners;
}
