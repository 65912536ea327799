/*
 * Small 837 files in words: a body is put into an envelope that fits it, read whole
 * and byte by byte, and what comes out is told in text.
 */
#ifndef SCRUBJAY_TESTS_X12_KIT_H
#define SCRUBJAY_TESTS_X12_KIT_H

#include <scrubjay/scrubjay.h>

/* The longest text told. */
enum { X12_TOLD_CAP = 1 << 16, X12_FILE_CAP = 1 << 21 };

/* ISA with other separators than * : ~, and with a control number of nine digits. */
#define X12_ISA(e, c, t, number)                                                       \
    "ISA" e "00" e "          " e "00" e "          " e "ZZ" e "SENDER         " e     \
    "ZZ" e "RECEIVER       " e "200102" e "1200" e "^" e "00501" e number e "0" e      \
    "T" e c t

/* Where claims stand: a billing provider, a subscriber with birth and sex. */
#define X12_PROVIDER   "HL*1**20*1~NM1*85*2*CLINIC*****XX*85A~"
#define X12_SUBSCRIBER "HL*2*1*22*0~SBR*P*18~NM1*IL*1*DOE~DMG*D8*19800101*F~"

/* The body of a transaction (behind ST, before SE) in a whole file. `guide`: "222"
 * professional, "223" institutional, "224" dental of 005010, or a whole ST03. The text
 * is the kit's until the next call. */
const char *x12_file(const char *guide, const char *body);

/* All items of a stream, a line each, read in place; the stream is then fed in chunks
 * of 1 and 7 bytes, too, which must tell the same, or the text says so. */
const char *x12_told(const char *bytes, size_t len);

/* The same of x12_file(). */
const char *x12_body_told(const char *guide, const char *body);

#endif
