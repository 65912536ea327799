/*
 * Segments of an X12 file, element by element: separators between what is there, none
 * behind the last one, and a count of everything written.
 */
#ifndef SCRUBJAY_BENCH_X12_SEGMENTS_H
#define SCRUBJAY_BENCH_X12_SEGMENTS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { X12_SEGMENT_MAX = 2048 };

typedef struct x12_out {
    FILE *file;
    char element, component, repetition, terminator;
    const char *line_break; /* behind each terminator; "" for none */
    uint64_t bytes, segments;
    bool failed; /* a write failed, or a segment was too long: what follows is lost */
    char text[X12_SEGMENT_MAX];
    size_t len;
} x12_out;

/* Begin a segment. */
void x12_begin(x12_out *out, const char *id);
/* Its next element; "" for an empty one. */
void x12_element(x12_out *out, const char *text);
/* The next component of the element in progress. */
void x12_part(x12_out *out, const char *text);
/* Numbers and money (cents, written without needless zeros) as the next element. */
void x12_number(x12_out *out, uint64_t number);
void x12_money(x12_out *out, uint64_t cents);
/* Cut empty elements at the end, write the terminator. */
void x12_end(x12_out *out);

/* A whole segment of plain elements; ended by NULL. */
__attribute__((sentinel)) void x12_segment(x12_out *out, const char *id, ...);

/* ISA with the separators; it is cut nowhere. `control` has nine digits. */
void x12_isa(x12_out *out, const char *day, const char *control);

#endif
