/*
 * The 837 reader: its reasons in words.
 */
#include <scrubjay/scrubjay.h>

const char *sj_x12_reason_str(sj_x12_reason reason)
{
    switch (reason) {
    case SJ_X12_OK:
        return "no fault";
    case SJ_X12_NO_ISA:
        return "bytes that belong to no interchange";
    case SJ_X12_BAD_ISA:
        return "bad ISA";
    case SJ_X12_NO_TERMINATOR:
        return "a segment without end";
    case SJ_X12_BAD_ENVELOPE:
        return "a segment where the envelope has another";
    case SJ_X12_BAD_COUNT:
        return "a count that is not what was counted";
    case SJ_X12_BAD_CONTROL:
        return "another control number than at the beginning";
    case SJ_X12_NOT_837:
        return "a transaction that is no 837";
    case SJ_X12_BAD_VERSION:
        return "an 837 of a version or guide that is not read";
    case SJ_X12_ENDS_EARLY:
        return "the stream ends within an interchange";
    case SJ_X12_BAD_SEGMENT:
        return "no segment of an 837";
    case SJ_X12_BAD_LOOP:
        return "a segment of a loop that is not open here";
    case SJ_X12_NO_SUBSCRIBER:
        return "a claim under no subscriber";
    case SJ_X12_LOST_PLACE:
        return "a claim of which it cannot be told whose it is";
    case SJ_X12_BAD_DATE:
        return "bad date";
    case SJ_X12_BAD_NUMBER:
        return "bad number";
    case SJ_X12_BAD_LINE_NUMBER:
        return "bad line number";
    case SJ_X12_SECOND_PRINCIPAL:
        return "a second principal code";
    case SJ_X12_TWICE:
        return "a segment that stands here once, again";
    case SJ_X12_NO_DATE:
        return "no date of service or statement";
    case SJ_X12_TOO_LONG:
        return "a claim of over 1 MiB";
    case SJ_X12_TOO_MANY:
        return "more diagnoses, procedures, pointers or lines than a claim may have";
    }
    return "unknown reason";
}
