/*
 * Any bytes as an 837 stream, and the small invented files with segments moved and
 * bytes changed: the reader must say item by item what the second opinion says, shown
 * whole and fed in pieces of random sizes. Input: eight bytes of a seed, a byte for the
 * kind, then the stream itself, or steps of four bytes that bend a file.
 */
#include "fuzz/check.h"

#include "fuzz/reference/x12_compare.h"
#include "tests/support/claims_837_small.h"

#include <string.h>

enum { HEAD = 9, STEP = 4, STEPS = 12, CAP = 1 << 16 };

/* What a step may put into a text. */
static const char *const words[] = {
    "*",          ":",        "~",       "\n",    "ISA*", "GS*",  "ST*837*1~",
    "SE*1*0001~", "GE*",      "IEA",     "HL*1*", "*20",  "*22",  "*23",
    "CLM*X~",     "LX*3~",    "HI*",     "ABK",   "BBR",  "ZZ",   "SBR*P~",
    "PAT~",       "NM1*82*",  "NM1*85*", "NM1*",  "QC",   "DMG*", "D8",
    "DTP*472*",   "DTP*434*", "CL1*",    "SV5*",  "SV1*", "LIN",  "CTP*",
    "REF*6R*",    "20240229", "-1.5",    "1",     "~~",
};

typedef struct edited {
    char text[CAP];
    size_t len;
} edited;

/* Replace a part of the text, if there is room. */
static void splice(edited *e, size_t at, size_t old, const char *with, size_t len)
{
    if (at + old > e->len || e->len - old + len > CAP)
        return;
    memmove(e->text + at + len, e->text + at + old, e->len - at - old);
    memcpy(e->text + at, with, len);
    e->len = e->len - old + len;
}

/* A segment of the text with its terminator; none when there is no such number. */
static void find_segment(const edited *e, char terminator, size_t nth, size_t *at,
                         size_t *len)
{
    const char *p = e->text, *end = e->text + e->len, *stop;
    *at = *len = 0;
    while ((stop = memchr(p, terminator, (size_t)(end - p))) != NULL && nth-- > 0)
        p = stop + 1;
    if (stop) {
        *at = (size_t)(p - e->text);
        *len = (size_t)(stop - p) + 1;
    }
}

static void take_step(edited *e, char terminator, const uint8_t *step)
{
    size_t number = (size_t)step[1] << 8 | step[2], at, len, other, other_len;
    size_t segment = number % 256;
    size_t byte = e->len > 0 ? number % e->len : 0;
    const char *word = words[step[3] % (sizeof words / sizeof *words)];
    char copy[SMALL_837_CAP], one = (char)step[3];
    find_segment(e, terminator, segment, &at, &len);
    if (len > sizeof copy)
        return;
    memcpy(copy, e->text + at, len);
    switch (step[0] % 8) {
    case 0:
        splice(e, at, len, "", 0);
        break;
    case 1:
        splice(e, at, 0, copy, len);
        break;
    case 2: /* moved */
        splice(e, at, len, "", 0);
        find_segment(e, terminator, step[3], &other, &other_len);
        splice(e, other, 0, copy, len);
        break;
    case 3: /* moved a little */
        splice(e, at, len, "", 0);
        find_segment(e, terminator, segment + step[3] % 4, &other, &other_len);
        splice(e, other, 0, copy, len);
        break;
    case 4:
        splice(e, byte, e->len > 0, &one, 1);
        break;
    case 5:
        splice(e, byte, 1 + step[3] % 8, "", 0);
        break;
    case 6:
        splice(e, byte, 0, word, strlen(word));
        break;
    default:
        splice(e, byte, strlen(word), word, strlen(word));
    }
}

/* A small file of some kind and style, bent by the steps. */
static void make_stream(uint8_t kind, const uint8_t *steps, size_t size, edited *out)
{
    static small_837 file;
    static const char separators[][3] = {
        {'*', ':', '~'}, {'|', '>', '\n'}, {'\x1d', '\x1f', '\x1c'}, {'+', '\0', '\''}};
    static const char *const breaks[] = {"", "\n", "\r\n", " "};
    const char *s = separators[kind / 3 % 4];
    small_837_make((small_837_style){.type = (sj_claim_type)(kind % 3),
                                     .element = s[0],
                                     .component = s[1],
                                     .terminator = s[2],
                                     .breaks = breaks[kind / 12 % 4],
                                     .is_4010 = kind / 48 % 2},
                   &file);
    memcpy(out->text, file.text, file.len);
    out->len = file.len;
    for (size_t i = 0; i < STEPS && (i + 1) * STEP <= size; i++)
        take_step(out, s[2], steps + i * STEP);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sj_x12 *reader;
    static edited stream;
    uint64_t seed;
    ref_x12 all;
    if (size < HEAD)
        return 0;
    if (!reader)
        CHECK(sj_x12_open(&reader) == SJ_OK);
    memcpy(&seed, data, sizeof seed);
    uint8_t kind = data[HEAD - 1];
    const void *text = data + HEAD;
    size_t len = size - HEAD;
    if (kind < 96) {
        make_stream(kind, data + HEAD, size - HEAD, &stream);
        text = stream.text;
        len = stream.len;
    }
    char *exact = malloc(len > 0 ? len : 1);
    CHECK(exact);
    memcpy(exact, text, len);
    ref_x12_read(exact, len, &all);
    CHECK(x12_agree(reader, &all, exact, len, (x12_feeding){0, 0}));
    CHECK(x12_agree(reader, &all, exact, len, (x12_feeding){1 + seed % 300, seed | 1}));
    CHECK(x12_agree(reader, &all, exact, len,
                    (x12_feeding){1 + (seed >> 16) % 8192, seed | 1}));
    ref_x12_free(&all);
    free(exact);
    return 0;
}
