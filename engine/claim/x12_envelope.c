/*
 * The 837 reader: ISA GS ST ... SE GE IEA, their counts and control numbers, and the
 * way to the next interchange.
 */
#include "engine/claim/x12.h"

#include <string.h>

#include "engine/claim/x12_value.h"

static sj_str control_of(const sji_x12_control *control)
{
    return (sj_str){control->text, control->len};
}

sj_x12_event sji_x12_tell(const sj_x12 *reader, const sj_x12_fault *fault,
                          sj_x12_item *out)
{
    *out = (sj_x12_item){.at = fault->at,
                         .interchange = control_of(&reader->interchange),
                         .group = control_of(&reader->group),
                         .transaction = control_of(&reader->transaction),
                         .fault = *fault};
    return SJ_X12_FAULT;
}

/* The fault of the segment that is read. */
static sj_x12_event tell(const sj_x12 *reader, sj_x12_reason reason, uint32_t element,
                         sj_x12_item *out)
{
    sj_x12_fault fault = sji_x12_fault(reader, reason, element);
    return sji_x12_tell(reader, &fault, out);
}

/* A control number: blanks at the ends cut, then what is over the limit. */
static void set_control(sji_x12_control *control, sj_str text)
{
    while (text.len > 0 && text.text[0] == ' ') {
        text.text++;
        text.len--;
    }
    while (text.len > 0 && text.text[text.len - 1] == ' ')
        text.len--;
    control->len = sji_x12_keep(control->text, SJ_X12_CONTROL_MAX, text);
}

static bool same_control(const sji_x12_control *control, sj_str text)
{
    sji_x12_control other;
    set_control(&other, text);
    return other.len == control->len &&
           memcmp(other.text, control->text, other.len) == 0;
}

/* ---- interchanges ---------------------------------------------------------------- */

static bool can_separate(char c)
{
    return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
             (c >= 'a' && c <= 'z') || c == ' ');
}

/* Whether the 106 bytes are a good ISA. */
static bool is_isa(const char *text)
{
    static const uint8_t elements[] = {3,  6,  17, 20, 31, 34, 50,  53,
                                       69, 76, 81, 83, 89, 99, 101, 103};
    char element = text[3], component = text[104], terminator = text[105];
    if (memcmp(text, "ISA", 3) != 0 || element == component || element == terminator ||
        component == terminator || !can_separate(element) || !can_separate(component) ||
        !can_separate(terminator))
        return false;
    for (size_t i = 0; i < sizeof elements; i++)
        if (text[elements[i]] != element)
            return false;
    return true;
}

static void close_transaction(sj_x12 *reader)
{
    reader->in_transaction = false;
    reader->transaction.len = 0;
    reader->where = SJI_X12_BETWEEN;
}

static void close_group(sj_x12 *reader)
{
    close_transaction(reader);
    reader->in_group = false;
    reader->group.len = 0;
    reader->guide_len = 0;
}

static void close_interchange(sj_x12 *reader)
{
    close_group(reader);
    reader->interchange.len = 0;
    reader->where = SJI_X12_OUTSIDE;
    reader->told = true;
}

/* Open the interchange that begins at pos. */
static void open_interchange(sj_x12 *reader)
{
    enum { ISA13 = 90, ISA13_LEN = 9 };
    const char *text = reader->bytes + reader->pos;
    close_group(reader);
    reader->separators.element = text[3];
    reader->separators.component = text[104];
    reader->separators.terminator = text[105];
    set_control(&reader->interchange, (sj_str){text + ISA13, ISA13_LEN});
    reader->groups = reader->transactions = 0;
    reader->passing = reader->told = false;
    reader->pos += SJI_X12_ISA_LEN;
    reader->read_to = reader->pos;
    reader->segments++;
    reader->marks.from = reader->pos;
    reader->marks.covered = 0;
}

sj_x12_event sji_x12_break(sj_x12 *reader, sj_x12_reason reason, sj_x12_item *out)
{
    if (reason == SJ_X12_BAD_ISA) /* whose control numbers cannot be told */
        reader->interchange.len = reader->group.len = reader->transaction.len = 0;
    tell(reader, reason, 0, out);
    close_interchange(reader);
    reader->passing = true;
    if (reason == SJ_X12_ENDS_EARLY)
        reader->pos = reader->len;
    return SJ_X12_FAULT;
}

sj_x12_event sji_x12_isa_again(sj_x12 *reader, sj_x12_item *out)
{
    bool good = reader->len - reader->pos >= SJI_X12_ISA_LEN &&
                is_isa(reader->bytes + reader->pos);
    sj_x12_reason reason = good ? SJ_X12_BAD_ENVELOPE : SJ_X12_BAD_ISA;
    if (reader->in_claim) {
        sji_x12_blame(reader, reason, 0);
        return sji_x12_finish(reader, out);
    }
    if (!good)
        return sji_x12_break(reader, reason, out);
    sj_x12_fault fault = sji_x12_fault(reader, reason, 0);
    open_interchange(reader);
    return sji_x12_tell(reader, &fault, out);
}

/* Whether a good ISA stands at a place. `more`: it may, when more bytes come. */
static bool isa_at(const sj_x12 *reader, size_t at, bool *more)
{
    size_t there = reader->len - at;
    const char *text = reader->bytes + at;
    *more = false;
    if (there >= SJI_X12_ISA_LEN)
        return is_isa(text);
    *more = !reader->ended && memcmp(text, "ISA", there < 3 ? there : 3) == 0;
    return false;
}

/* Pass over bytes to the next good ISA. @return whether there is one */
static bool pass_to_isa(sj_x12 *reader)
{
    while (reader->pos < reader->len) {
        const char *from = reader->bytes + reader->pos;
        const char *found = memchr(from, 'I', reader->len - reader->pos);
        reader->pos = found ? (size_t)(found - reader->bytes) : reader->len;
        if (!found)
            return false;
        bool more;
        if (isa_at(reader, reader->pos, &more))
            return true;
        if (more)
            return false;
        reader->pos++;
    }
    return false;
}

sj_x12_event sji_x12_seek(sj_x12 *reader, sj_x12_item *out, bool *opened)
{
    const char *bytes = reader->bytes;
    if (!reader->passing) {
        while (reader->pos < reader->len &&
               (bytes[reader->pos] == '\n' || bytes[reader->pos] == '\r' ||
                bytes[reader->pos] == ' '))
            reader->pos++;
        if (reader->pos == reader->len) {
            if (!reader->ended)
                return SJ_X12_MORE;
            if (reader->told)
                return SJ_X12_END;
            reader->told = true;
            sj_x12_fault none = {.reason = SJ_X12_NO_ISA, .at = {1, 0}};
            return sji_x12_tell(reader, &none, out);
        }
        bool more;
        if (isa_at(reader, reader->pos, &more)) {
            open_interchange(reader);
            *opened = true;
            return SJ_X12_MORE;
        }
        if (more)
            return SJ_X12_MORE;
        bool isa = reader->len - reader->pos >= 3 &&
                   memcmp(bytes + reader->pos, "ISA", 3) == 0;
        reader->told = reader->passing = true;
        return tell(reader, isa ? SJ_X12_BAD_ISA : SJ_X12_NO_ISA, 0, out);
    }
    if (pass_to_isa(reader)) {
        open_interchange(reader);
        *opened = true;
        return SJ_X12_MORE;
    }
    return reader->ended ? SJ_X12_END : SJ_X12_MORE;
}

/* ---- groups and transactions ----------------------------------------------------- */

/* Professional, institutional, dental, in 005010 and 004010. */
static bool read_guide(sj_x12 *reader, sj_str guide)
{
    static const struct {
        char name[11];
        sj_claim_type type;
        bool is_4010;
    } guides[] = {
        {"005010X222", SJ_PROFESSIONAL, false}, {"005010X223", SJ_INSTITUTIONAL, false},
        {"005010X224", SJ_DENTAL, false},       {"004010X098", SJ_PROFESSIONAL, true},
        {"004010X096", SJ_INSTITUTIONAL, true}, {"004010X097", SJ_DENTAL, true},
    };
    if (guide.len < 10 || (guide.len > 10 && guide.text[10] != 'A'))
        return false;
    for (size_t i = 0; i < sizeof guides / sizeof *guides; i++)
        if (memcmp(guide.text, guides[i].name, 10) == 0) {
            reader->type = guides[i].type;
            reader->is_4010 = guides[i].is_4010;
            return true;
        }
    return false;
}

static sj_x12_event begin_group(sj_x12 *reader, const sji_x12_parts *parts,
                                sj_x12_item *out)
{
    bool misplaced = reader->in_group || reader->in_transaction;
    close_group(reader);
    reader->in_group = true;
    reader->groups++;
    reader->transactions = 0;
    set_control(&reader->group, sji_x12_part(parts, 6));
    reader->guide_len =
        sji_x12_keep(reader->guide, sizeof reader->guide, sji_x12_part(parts, 8));
    return misplaced ? tell(reader, SJ_X12_BAD_ENVELOPE, 0, out) : SJ_X12_MORE;
}

static sj_x12_event begin_transaction(sj_x12 *reader, const sji_x12_parts *parts,
                                      sj_x12_item *out)
{
    sj_str kind = sji_x12_part(parts, 1), guide = sji_x12_part(parts, 3);
    sj_x12_reason reason = SJ_X12_OK;
    if (!reader->in_group || reader->in_transaction)
        reason = SJ_X12_BAD_ENVELOPE;
    close_transaction(reader);
    reader->in_transaction = true;
    reader->transactions++;
    reader->first_segment = sji_x12_here(reader).segment;
    set_control(&reader->transaction, sji_x12_part(parts, 2));
    sji_x12_begin_transaction(reader);

    if (guide.len == 0)
        guide = (sj_str){reader->guide, reader->guide_len};
    uint32_t element = 0;
    bool is_837 = kind.len == 3 && memcmp(kind.text, "837", 3) == 0;
    bool is_read = is_837 && read_guide(reader, guide);
    if (!is_read)
        reader->where = SJI_X12_PASSED_OVER;
    if (reason == SJ_X12_OK && !is_read) {
        reason = is_837 ? SJ_X12_BAD_VERSION : SJ_X12_NOT_837;
        element = is_837 ? 3 : 1;
    }
    return reason == SJ_X12_OK ? SJ_X12_MORE : tell(reader, reason, element, out);
}

/* A segment that closes: element 1 the count, 2 the control number. */
static sj_x12_event compare(const sj_x12 *reader, const sji_x12_parts *parts,
                            uint64_t counted, const sji_x12_control *control,
                            sj_x12_item *out)
{
    uint32_t count = 0;
    bool is_count = sji_x12_digits(sji_x12_part(parts, 1), &count);
    if (!is_count || count != counted) {
        sj_x12_fault fault = sji_x12_fault(reader, SJ_X12_BAD_COUNT, 1);
        fault.found = is_count ? count : 0;
        fault.wanted = counted;
        return sji_x12_tell(reader, &fault, out);
    }
    if (!same_control(control, sji_x12_part(parts, 2)))
        return tell(reader, SJ_X12_BAD_CONTROL, 2, out);
    return SJ_X12_MORE;
}

sj_x12_event sji_x12_envelope(sj_x12 *reader, sji_x12_kind kind,
                              const sji_x12_segment *segment, sj_x12_item *out)
{
    sji_x12_parts parts;
    sji_x12_cut(reader, segment, 8, &parts);
    reader->told = false;
    if (kind == SJI_X12_GS)
        return begin_group(reader, &parts, out);
    if (kind == SJI_X12_ST)
        return begin_transaction(reader, &parts, out);

    bool open = reader->in_transaction; /* what closes here is open, nothing within */
    uint64_t counted = reader->segments + 2 - reader->first_segment;
    const sji_x12_control *control = &reader->transaction;
    if (kind == SJI_X12_GE) {
        open = reader->in_group && !reader->in_transaction;
        counted = reader->transactions;
        control = &reader->group;
    } else if (kind == SJI_X12_IEA) {
        open = !reader->in_group && !reader->in_transaction;
        counted = reader->groups;
        control = &reader->interchange;
    }
    sj_x12_event event = SJ_X12_MORE;
    if (!open)
        event = tell(reader, SJ_X12_BAD_ENVELOPE, 0, out);
    else if (kind != SJI_X12_SE || reader->where != SJI_X12_PASSED_OVER)
        event = compare(reader, &parts, counted, control, out);
    /* The control numbers that were told stay until something else is opened. */
    if (kind == SJI_X12_SE)
        close_transaction(reader);
    else if (kind == SJI_X12_GE)
        close_group(reader);
    else
        close_interchange(reader);
    return event;
}
