/*
 * What went wrong, collected: `file:line: error: reason`. Errors are many at once and
 * nothing is written after one. With keep_going, record errors are warnings.
 */
#ifndef SCRUBJAY_GEN_REPORT_H
#define SCRUBJAY_GEN_REPORT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum gen_severity {
    GEN_WARNING,
    GEN_RECORD_ERROR, /* one record of a file: a warning with keep_going */
    GEN_ERROR,        /* a file or the whole run */
} gen_severity;

typedef struct gen_message {
    gen_severity severity;
    char *text;       /* owned; without a line end */
    size_t place_len; /* of "path:line" at its start; 0 when it names no file */
} gen_message;

typedef struct gen_report {
    gen_message *messages;
    uint32_t count, cap;
    uint32_t errors, warnings; /* after keep_going has been taken into account */
    uint32_t limit;            /* messages kept a file; further ones are counted */
    bool keep_going;
} gen_report;

void gen_report_init(gen_report *report, bool keep_going);
void gen_report_free(gen_report *report);

/* `line` 0: the file as a whole. Text is "path:line: reason" or "path: reason". */
void gen_report_add(gen_report *report, gen_severity severity, const char *path,
                    uint64_t line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void gen_report_add_list(gen_report *report, gen_severity severity, const char *path,
                         uint64_t line, const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

/*
 * What was left out for report->limit: "N further `what`", where `count` is how many
 * there were in all. Says nothing when none was left out.
 */
void gen_report_add_further(gen_report *report, gen_severity severity, const char *path,
                            uint64_t count, const char *what);

/* Move all messages of `from` to the end of `to`. */
void gen_report_append(gen_report *to, gen_report *from);

/* "scrubjay: path:12: error: reason" for each message. */
void gen_report_print(const gen_report *report, const char *program, FILE *out);

#endif
