/*
 * The second opinion on 837s: what may stand where, and what follows when it stands
 * elsewhere (docs/X12.md, "Loops").
 */
#include "fuzz/reference/x12_state.h"

#include <string.h>

/* The first row that fits decides. */
static const struct {
    const char *id;
    const char *qualifier; /* element 1; NULL: any */
    int where;
    int types; /* bits 1 << sj_claim_type; 0: all */
} rules[] = {
    {"SBR", NULL, X12_2000B | X12_CLAIM | X12_CLAIM_NAMES | X12_OTHER, 0},
    {"PAT", NULL, X12_2000B | X12_2000C, 0},
    {"DMG", NULL, X12_2000B | X12_2000C | X12_OTHER, 0},
    {"NM1", "40", X12_HEADER, 0},
    {"NM1", "41", X12_HEADER, 0},
    {"NM1", "85", X12_2000A | X12_OTHER, 0},
    {"NM1", "87", X12_2000A | X12_OTHER, 0},
    {"NM1", "IL", X12_2000B | X12_2000C | X12_OTHER, 0},
    {"NM1", "QC", X12_2000C | X12_OTHER, 0},
    {"NM1", NULL, X12_ANYWHERE, 0},
    {"HI", NULL, X12_CLAIM, 0},
    {"CL1", NULL, X12_CLAIM, 0},
    {"DTP", "434", X12_CLAIM, 0},
    {"DTP", "435", X12_CLAIM, 0},
    {"DTP", "096", X12_CLAIM, 0},
    {"DTP", "472", X12_CLAIM | X12_LINE, 1 << SJ_DENTAL},
    {"DTP", "472", X12_LINE, 1 << SJ_PROFESSIONAL | 1 << SJ_INSTITUTIONAL},
    {"DTP", NULL, X12_ANYWHERE, 0},
    {"LX", NULL, X12_CLAIM | X12_CLAIM_NAMES | X12_OTHER | X12_LINE | X12_LINE_NAMES,
     0},
    {"SV1", NULL, X12_LINE, 1 << SJ_PROFESSIONAL},
    {"SV5", NULL, X12_LINE, 1 << SJ_PROFESSIONAL},
    {"SV2", NULL, X12_LINE, 1 << SJ_INSTITUTIONAL},
    {"SV3", NULL, X12_LINE, 1 << SJ_DENTAL},
    {"LIN", NULL, X12_LINE, 0},
    {"CTP", NULL, X12_LINE, 0},
};

static const char *const anywhere[] = {
    "AMT", "BHT", "CAS", "CN1", "CR1", "CR2", "CR3", "CR4", "CR5", "CR6", "CR7", "CR8",
    "CRC", "CUR", "DN1", "DN2", "DSB", "FRM", "HCP", "HSD", "III", "IMM", "K3",  "LE",
    "LQ",  "LS",  "MEA", "MIA", "MOA", "N1",  "N2",  "N3",  "N4",  "NTE", "OI",  "PER",
    "PRV", "PS1", "PWK", "QTY", "REF", "SV4", "SV6", "SV7", "SVD", "TOO", "UR"};

/* Of every segment but HL and CLM. */
static sj_x12_reason judge_place(const x12_state *s, const x12_segment *seg)
{
    sj_str id = seg->elements.items[0];
    for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++)
        if (x12_is(id, anywhere[i]))
            return SJ_X12_OK;
    bool known = false;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (!x12_is(id, rules[i].id))
            continue;
        known = true;
        if (rules[i].qualifier && !x12_is(x12_element(seg, 1), rules[i].qualifier))
            continue;
        if (rules[i].types && !(rules[i].types & 1 << s->type))
            continue;
        if (!(rules[i].where & s->place))
            return SJ_X12_BAD_LOOP;
        if (x12_is(id, "SBR") && s->place == X12_2000B && s->has_sbr)
            return SJ_X12_BAD_LOOP;
        if (x12_is(id, "PAT") && s->has_pat)
            return SJ_X12_BAD_LOOP;
        if (x12_is(id, "DMG") && s->place != X12_OTHER && !s->has_name)
            return SJ_X12_BAD_LOOP;
        return SJ_X12_OK;
    }
    return known ? SJ_X12_BAD_LOOP : SJ_X12_BAD_SEGMENT;
}

/* The fault is the claim's, if there is one that has none yet; the place is lost. */
static void lose_place(x12_state *s, sj_x12_reason reason, sj_x12_place at)
{
    bool told = false;
    if (s->claim.open && s->claim.item.fault.reason == SJ_X12_OK) {
        x12_spoil(&s->claim, reason, at, 0);
        told = true;
    }
    x12_end_claim(s);
    if (!told)
        x12_fault(s, reason, at, 0);
    s->lost = true;
    s->billing = (sj_str){0};
}

static void forget_person(x12_person *person)
{
    *person = (x12_person){.birth = SJ_NO_DATE};
}

void x12_begin_transaction(x12_state *s)
{
    s->place = X12_HEADER;
    s->ordinal = 0;
    s->lost = s->has_20 = s->has_22 = s->has_sbr = s->has_pat = s->has_name = false;
    s->is_patient = false;
    s->billing = s->payer = (sj_str){0};
    forget_person(&s->subscriber);
    forget_person(&s->patient);
}

static void read_hl(x12_state *s, const x12_segment *seg)
{
    sj_str level = x12_element(seg, 3);
    x12_end_claim(s);
    if (x12_is(level, "20")) {
        s->lost = false;
        s->place = X12_2000A;
        s->has_20 = true;
        s->has_22 = false;
        s->billing = (sj_str){0};
    } else if (x12_is(level, "22") && s->has_20) {
        s->lost = false;
        s->place = X12_2000B;
        s->has_22 = true;
        s->has_sbr = s->has_pat = s->has_name = false;
        s->payer = (sj_str){0};
        s->is_patient = false;
        forget_person(&s->subscriber);
    } else if (s->lost) {
        return;
    } else if (x12_is(level, "23") && s->has_22) {
        s->place = X12_2000C;
        s->has_pat = s->has_name = false;
        s->is_patient = true;
        forget_person(&s->patient);
    } else {
        lose_place(s, SJ_X12_BAD_LOOP, seg->at);
    }
}

static void read_clm(x12_state *s, const x12_segment *seg)
{
    x12_end_claim(s);
    x12_begin_claim(s, seg);
    if (s->lost) {
        x12_spoil(&s->claim, SJ_X12_LOST_PLACE, seg->at, 0);
        x12_end_claim(s);
    } else if (s->place == X12_HEADER || s->place == X12_2000A) {
        lose_place(s, SJ_X12_NO_SUBSCRIBER, seg->at);
    } else {
        s->place = X12_CLAIM;
        x12_read_claim_segment(s, seg);
    }
}

/* SBR, PAT, DMG, NM1 of the levels above claims. */
static void read_above_claims(x12_state *s, const x12_segment *seg)
{
    sj_str id = seg->elements.items[0];
    if (x12_is(id, "SBR")) {
        sj_str filing = x12_element(seg, 9);
        s->has_sbr = true;
        if (x12_is(filing, "MA") || x12_is(filing, "MB"))
            s->payer = (sj_str){"medicare", 8};
        else if (x12_is(filing, "MC"))
            s->payer = (sj_str){"medicaid", 8};
    } else if (x12_is(id, "PAT")) {
        s->has_pat = true;
    } else if (x12_is(id, "DMG")) {
        x12_read_demographics(s, seg,
                              s->place == X12_2000C ? &s->patient : &s->subscriber);
    } else if (x12_is(id, "NM1") && (x12_is(x12_element(seg, 1), "IL") ||
                                     x12_is(x12_element(seg, 1), "QC"))) {
        s->has_name = true;
    } else if (x12_is(id, "NM1") && x12_is(x12_element(seg, 1), "85")) {
        s->billing = x12_element(seg, 9);
        if (s->billing.len > 80)
            s->billing.len = 80;
    }
}

/* Where the segments behind this one stand. */
static void move_place(x12_state *s, const x12_segment *seg)
{
    sj_str id = seg->elements.items[0];
    if (x12_is(id, "LX"))
        s->place = X12_LINE;
    else if (x12_is(id, "SBR"))
        s->place = X12_OTHER;
    else if (x12_is(id, "NM1") && s->place == X12_CLAIM)
        s->place = X12_CLAIM_NAMES;
    else if (x12_is(id, "NM1") && s->place == X12_LINE)
        s->place = X12_LINE_NAMES;
}

/* A segment between ST and SE. */
void x12_read_segment(x12_state *s, const x12_segment *seg)
{
    sj_str id = seg->elements.items[0];
    if (x12_is(id, "HL")) {
        read_hl(s, seg);
        return;
    }
    if (x12_is(id, "CLM")) {
        read_clm(s, seg);
        return;
    }
    if (s->lost)
        return;
    if (s->claim.open && seg->end - s->claim.item.at.byte > SJ_X12_CLAIM_MAX)
        x12_spoil(&s->claim, SJ_X12_TOO_LONG, seg->at, 0);
    sj_x12_reason reason = judge_place(s, seg);
    if (reason != SJ_X12_OK) {
        lose_place(s, reason, seg->at);
    } else if (s->claim.open) {
        move_place(s, seg);
        x12_read_claim_segment(s, seg);
    } else {
        read_above_claims(s, seg);
    }
}
