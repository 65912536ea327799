/*
 * The second opinion on 837s: separators, segments and envelope (docs/X12.md,
 * "Separators" and "Envelope").
 */
#include "fuzz/reference/x12_state.h"

#include "fuzz/check.h"

#include <ctype.h>
#include <string.h>

enum { ISA_LEN = 106 };

/* ---- small things ---- */

void *x12_keep(x12_state *s, size_t size)
{
    ref_x12 *all = s->out;
    if (all->kept_count == all->kept_cap) {
        all->kept_cap = all->kept_cap * 2 + 64;
        all->kept = realloc(all->kept, all->kept_cap * sizeof *all->kept);
        CHECK(all->kept);
    }
    void *p = calloc(1, size + 1);
    CHECK(p);
    all->kept[all->kept_count++] = p;
    return p;
}

/* "a*b*" has three parts, the last one empty; "" has one. */
x12_parts x12_cut(x12_state *s, sj_str text, char separator)
{
    x12_parts parts = {0};
    size_t count = 1;
    for (uint32_t i = 0; i < text.len; i++)
        count += text.text[i] == separator;
    parts.items = x12_keep(s, count * sizeof *parts.items);
    parts.items[0].text = text.text;
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.text[i] == separator)
            parts.items[++parts.count].text = text.text + i + 1;
        else
            parts.items[parts.count].len++;
    }
    parts.count++;
    return parts;
}

sj_str x12_element(const x12_segment *seg, size_t n)
{
    return n < seg->elements.count ? seg->elements.items[n] : (sj_str){0};
}

bool x12_is(sj_str text, const char *word)
{
    return text.len == strlen(word) && memcmp(text.text, word, text.len) == 0;
}

/* A control number: without the blanks around it, 32 bytes of it. */
static sj_str control(sj_str text)
{
    while (text.len > 0 && text.text[0] == ' ') {
        text.text++;
        text.len--;
    }
    while (text.len > 0 && text.text[text.len - 1] == ' ')
        text.len--;
    if (text.len > SJ_X12_CONTROL_MAX)
        text.len = SJ_X12_CONTROL_MAX;
    return text;
}

static bool same(sj_str a, sj_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

static ref_x12_item *add_item(x12_state *s, sj_x12_event event)
{
    ref_x12 *all = s->out;
    if (all->count == all->cap) {
        all->cap = all->cap * 2 + 16;
        all->items = realloc(all->items, all->cap * sizeof *all->items);
        CHECK(all->items);
    }
    ref_x12_item *item = &all->items[all->count++];
    memset(item, 0, sizeof *item);
    item->event = event;
    return item;
}

/* The identifier of the segment that is wrong, if it is a good one. */
static void name_segment(const x12_state *s, sj_x12_fault *fault)
{
    const char *p = s->bytes + fault->at.byte, *end = s->bytes + s->len;
    int len = 0;
    if (fault->reason == SJ_X12_NO_ISA || fault->reason == SJ_X12_NO_TERMINATOR ||
        fault->reason == SJ_X12_ENDS_EARLY)
        return;
    if (end - p >= 3 && memcmp(p, "ISA", 3) == 0) {
        memcpy(fault->id, "ISA", 3);
        return;
    }
    while (p + len < end && p[len] != s->element && p[len] != s->terminator) {
        bool letter = p[len] >= 'A' && p[len] <= 'Z';
        bool digit = p[len] >= '0' && p[len] <= '9';
        if (len == 3 || !(letter || (digit && len > 0)))
            return;
        len++;
    }
    if (len >= 2)
        memcpy(fault->id, p, (size_t)len);
}

/* An item that is of no claim. */
void x12_fault(x12_state *s, sj_x12_reason reason, sj_x12_place at, uint32_t element)
{
    sj_x12_item *item = &add_item(s, SJ_X12_FAULT)->item;
    item->at = at;
    item->fault = (sj_x12_fault){.reason = reason, .at = at, .element = element};
    name_segment(s, &item->fault);
    if (s->in_isa)
        item->interchange = s->isa13;
    if (s->in_gs)
        item->group = s->gs06;
    if (s->in_st)
        item->transaction = s->st02;
}

void x12_end_claim(x12_state *s)
{
    x12_claim *c = &s->claim;
    if (!c->open)
        return;
    c->open = false;
    x12_finish_claim(s);
    if (c->item.fault.reason != SJ_X12_OK)
        name_segment(s, &c->item.fault);
    add_item(s, SJ_X12_CLAIM)->item = c->item;
}

/* ---- the envelope ---- */

/* What is open is closed without being looked at; a claim in progress is spoilt. */
static void spoil_claim(x12_state *s, sj_x12_reason reason, sj_x12_place at)
{
    if (s->claim.open)
        x12_spoil(&s->claim, reason, at, 0);
    x12_end_claim(s);
}

static bool is_good_isa(const x12_state *s, size_t at)
{
    static const int places[] = {3,  6,  17, 20, 31, 34, 50,  53,
                                 69, 76, 81, 83, 89, 99, 101, 103};
    if (s->len - at < ISA_LEN || memcmp(s->bytes + at, "ISA", 3) != 0)
        return false;
    const char *isa = s->bytes + at;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (isa[places[i]] != isa[3])
            return false;
    const char separators[] = {isa[3], isa[104], isa[105]};
    for (int i = 0; i < 3; i++) {
        unsigned char c = (unsigned char)separators[i];
        if (c == ' ' || (c < 128 && isalnum(c)))
            return false;
    }
    return isa[3] != isa[104] && isa[3] != isa[105] && isa[104] != isa[105];
}

static void pass_to_good_isa(x12_state *s, size_t from)
{
    s->in_isa = s->in_gs = s->in_st = false;
    for (s->at = from; s->at < s->len; s->at++)
        if (is_good_isa(s, s->at))
            return;
}

/* What begins with ISA, where a segment can begin. */
static void read_isa(x12_state *s)
{
    sj_x12_place at = {s->segments + 1, s->at};
    bool good = is_good_isa(s, s->at), within = s->in_isa;
    if (within)
        spoil_claim(s, good ? SJ_X12_BAD_ENVELOPE : SJ_X12_BAD_ISA, at);
    s->in_isa = s->in_gs = s->in_st = false;
    if (!good) {
        x12_fault(s, SJ_X12_BAD_ISA, at, 0);
        pass_to_good_isa(s, s->at + 1);
        return;
    }
    const char *isa = s->bytes + s->at;
    s->element = isa[3];
    s->component = isa[104];
    s->terminator = isa[105];
    s->isa13 = control((sj_str){isa + 90, 9});
    s->in_isa = true;
    s->groups = 0;
    s->segments++;
    s->at += ISA_LEN;
    if (within)
        x12_fault(s, SJ_X12_BAD_ENVELOPE, at, 0);
}

/* Elements 1 and 2 of SE, GE, IEA. */
static void check_close(x12_state *s, const x12_segment *seg, uint64_t counted,
                        sj_str number)
{
    uint32_t said = 0;
    bool is_number = x12_read_digits(x12_element(seg, 1), &said);
    if (!is_number || said != counted) {
        x12_fault(s, SJ_X12_BAD_COUNT, seg->at, 1);
        sj_x12_fault *fault = &s->out->items[s->out->count - 1].item.fault;
        fault->found = said;
        fault->wanted = counted;
    } else if (!same(control(x12_element(seg, 2)), number)) {
        x12_fault(s, SJ_X12_BAD_CONTROL, seg->at, 2);
    }
}

/* The ten characters of a guide, and behind them nothing or an addendum. */
static bool read_guide(x12_state *s, sj_str guide)
{
    static const struct {
        const char *guide;
        bool is_4010;
        sj_claim_type type;
    } guides[] = {
        {"005010X222", false, SJ_PROFESSIONAL}, {"005010X223", false, SJ_INSTITUTIONAL},
        {"005010X224", false, SJ_DENTAL},       {"004010X098", true, SJ_PROFESSIONAL},
        {"004010X096", true, SJ_INSTITUTIONAL}, {"004010X097", true, SJ_DENTAL},
    };
    for (size_t i = 0; i < sizeof guides / sizeof *guides; i++) {
        if (guide.len < 10 || memcmp(guide.text, guides[i].guide, 10) != 0)
            continue;
        s->is_4010 = guides[i].is_4010;
        s->type = guides[i].type;
        return guide.len == 10 || guide.text[10] == 'A';
    }
    return false;
}

static void read_st(x12_state *s, const x12_segment *seg)
{
    bool misplaced = s->in_st || !s->in_gs;
    if (misplaced)
        spoil_claim(s, SJ_X12_BAD_ENVELOPE, seg->at);
    s->in_st = true;
    s->st02 = control(x12_element(seg, 2));
    s->transactions++;
    s->first_segment = seg->at.segment;
    sj_str guide = x12_element(seg, 3);
    if (guide.len == 0 && s->in_gs)
        guide = s->gs08;
    bool is_837 = x12_is(x12_element(seg, 1), "837");
    s->read = is_837 && read_guide(s, guide);
    x12_begin_transaction(s);
    if (misplaced)
        x12_fault(s, SJ_X12_BAD_ENVELOPE, seg->at, 0);
    else if (!is_837)
        x12_fault(s, SJ_X12_NOT_837, seg->at, 1);
    else if (!s->read)
        x12_fault(s, SJ_X12_BAD_VERSION, seg->at, 3);
}

static void read_gs(x12_state *s, const x12_segment *seg)
{
    bool misplaced = s->in_st || s->in_gs;
    if (misplaced)
        spoil_claim(s, SJ_X12_BAD_ENVELOPE, seg->at);
    s->in_st = false;
    s->in_gs = true;
    s->gs06 = control(x12_element(seg, 6));
    s->gs08 = x12_element(seg, 8);
    s->groups++;
    s->transactions = 0;
    if (misplaced)
        x12_fault(s, SJ_X12_BAD_ENVELOPE, seg->at, 0);
}

static void read_se(x12_state *s, const x12_segment *seg)
{
    if (!s->in_st) {
        x12_fault(s, SJ_X12_BAD_ENVELOPE, seg->at, 0);
        return;
    }
    x12_end_claim(s);
    if (s->read)
        check_close(s, seg, seg->at.segment - s->first_segment + 1, s->st02);
    s->in_st = false;
}

static void read_ge(x12_state *s, const x12_segment *seg)
{
    if (s->in_st || !s->in_gs) {
        spoil_claim(s, SJ_X12_BAD_ENVELOPE, seg->at);
        x12_fault(s, SJ_X12_BAD_ENVELOPE, seg->at, 0);
    } else {
        check_close(s, seg, s->transactions, s->gs06);
    }
    s->in_gs = s->in_st = false;
}

static void read_iea(x12_state *s, const x12_segment *seg)
{
    if (s->in_st || s->in_gs) {
        spoil_claim(s, SJ_X12_BAD_ENVELOPE, seg->at);
        x12_fault(s, SJ_X12_BAD_ENVELOPE, seg->at, 0);
    } else {
        check_close(s, seg, s->groups, s->isa13);
    }
    s->in_isa = s->in_gs = s->in_st = false;
}

/* ---- the stream ---- */

static void skip_blanks(x12_state *s)
{
    while (s->at < s->len && strchr(" \r\n", s->bytes[s->at]) && s->bytes[s->at] != 0)
        s->at++;
}

/* The stream is over, or a segment without end: nothing more of this interchange. */
static void break_off(x12_state *s, sj_x12_reason reason)
{
    sj_x12_place at = {s->segments + 1, s->at};
    spoil_claim(s, reason, at);
    x12_fault(s, reason, at, 0);
    s->in_isa = s->in_gs = s->in_st = false;
}

/* @return false when there is no terminator where one must be */
static bool cut_segment(x12_state *s, x12_segment *seg)
{
    size_t end = s->at;
    while (end < s->len && end - s->at < SJ_X12_CLAIM_MAX &&
           s->bytes[end] != s->terminator)
        end++;
    if (end == s->len || end - s->at == SJ_X12_CLAIM_MAX)
        return false;
    s->segments++;
    seg->at = (sj_x12_place){s->segments, s->at};
    seg->elements =
        x12_cut(s, (sj_str){s->bytes + s->at, (uint32_t)(end - s->at)}, s->element);
    seg->end = s->at = end + 1;
    return true;
}

/* One segment of an interchange. `stray`: the one before belonged nowhere. */
static void read_in_interchange(x12_state *s, bool *stray)
{
    x12_segment seg;
    size_t begin = s->at;
    if (!cut_segment(s, &seg)) {
        bool endless = s->len - begin >= SJ_X12_CLAIM_MAX;
        break_off(s, endless ? SJ_X12_NO_TERMINATOR : SJ_X12_ENDS_EARLY);
        if (endless)
            pass_to_good_isa(s, begin + 1);
        else
            s->at = s->len;
        return;
    }
    sj_str id = seg.elements.items[0];
    bool was_stray = *stray;
    *stray = false;
    if (x12_is(id, "GS")) {
        read_gs(s, &seg);
    } else if (x12_is(id, "ST")) {
        read_st(s, &seg);
    } else if (x12_is(id, "SE")) {
        read_se(s, &seg);
    } else if (x12_is(id, "GE")) {
        read_ge(s, &seg);
    } else if (x12_is(id, "IEA")) {
        read_iea(s, &seg);
    } else if (!s->in_st) {
        *stray = true;
        if (!was_stray)
            x12_fault(s, SJ_X12_BAD_ENVELOPE, seg.at, 0);
    } else if (s->read) {
        x12_read_segment(s, &seg);
    }
}

static bool at_isa(const x12_state *s)
{
    return s->len - s->at >= 3 && memcmp(s->bytes + s->at, "ISA", 3) == 0;
}

void ref_x12_read(const void *bytes, size_t len, ref_x12 *out)
{
    x12_state *s = calloc(1, sizeof *s);
    CHECK(s);
    memset(out, 0, sizeof *out);
    s->bytes = len > 0 ? bytes : "";
    s->len = len;
    s->out = out;
    bool stray = false;
    for (skip_blanks(s); s->at < s->len; skip_blanks(s)) {
        if (at_isa(s)) {
            read_isa(s);
            stray = false;
        } else if (s->in_isa) {
            read_in_interchange(s, &stray);
        } else {
            x12_fault(s, SJ_X12_NO_ISA, (sj_x12_place){s->segments + 1, s->at}, 0);
            pass_to_good_isa(s, s->at + 1);
        }
    }
    if (s->in_isa)
        break_off(s, SJ_X12_ENDS_EARLY);
    if (s->segments == 0 && out->count == 0)
        x12_fault(s, SJ_X12_NO_ISA, (sj_x12_place){1, 0}, 0);
    free(s);
}

void ref_x12_free(ref_x12 *all)
{
    for (size_t i = 0; i < all->kept_count; i++)
        free(all->kept[i]);
    free(all->kept);
    free(all->items);
    memset(all, 0, sizeof *all);
}
