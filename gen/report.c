/*
 * Messages of a run, kept in the order in which they came, so that all that is wrong
 * with a set of files is said at once. Printing them is the only output.
 */
#include "gen/report.h"

#include <stdlib.h>
#include <string.h>

#include "gen/model/memory.h"

enum { DEFAULT_LIMIT = 20 };

void gen_report_init(gen_report *report, bool keep_going)
{
    *report = (gen_report){.limit = DEFAULT_LIMIT, .keep_going = keep_going};
}

void gen_report_free(gen_report *report)
{
    for (uint32_t i = 0; i < report->count; i++)
        free(report->messages[i].text);
    free(report->messages);
    gen_report_init(report, report->keep_going);
}

static gen_message *append(gen_report *report, gen_severity severity)
{
    report->messages = gen_grow(report->messages, report->count, &report->cap,
                                sizeof *report->messages);
    gen_message *message = &report->messages[report->count++];
    *message = (gen_message){.severity = severity};
    if (severity == GEN_WARNING)
        report->warnings++;
    else
        report->errors++;
    return message;
}

/* "path:line", "path" or nothing, into `out` if it is not NULL. @return its length */
static size_t write_place(char *out, size_t cap, const char *path, uint64_t line)
{
    if (!path)
        return 0;
    int n = line ? snprintf(out, cap, "%s:%llu", path, (unsigned long long)line)
                 : snprintf(out, cap, "%s", path);
    return n < 0 ? 0 : (size_t)n;
}

void gen_report_add_list(gen_report *report, gen_severity severity, const char *path,
                         uint64_t line, const char *format, va_list args)
{
    if (severity == GEN_RECORD_ERROR && report->keep_going)
        severity = GEN_WARNING;
    gen_message *message = append(report, severity);

    va_list measured;
    va_copy(measured, args);
    int reason_len = vsnprintf(NULL, 0, format, measured);
    va_end(measured);
    if (reason_len < 0)
        reason_len = 0;

    message->place_len = write_place(NULL, 0, path, line);
    size_t head = message->place_len ? message->place_len + 2 : 0;
    size_t size = head + (size_t)reason_len + 1;
    message->text = gen_alloc(size);
    if (head) {
        write_place(message->text, head, path, line);
        memcpy(message->text + message->place_len, ": ", 2);
    }
    vsnprintf(message->text + head, size - head, format, args);
}

void gen_report_add(gen_report *report, gen_severity severity, const char *path,
                    uint64_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    gen_report_add_list(report, severity, path, line, format, args);
    va_end(args);
}

void gen_report_add_further(gen_report *report, gen_severity severity, const char *path,
                            uint64_t count, const char *what)
{
    if (count > report->limit)
        gen_report_add(report, severity, path, 0, "%llu further %s",
                       (unsigned long long)(count - report->limit), what);
}

void gen_report_append(gen_report *to, gen_report *from)
{
    for (uint32_t i = 0; i < from->count; i++)
        *append(to, from->messages[i].severity) = from->messages[i];
    free(from->messages);
    from->messages = NULL; /* the texts are `to`'s now */
    from->count = from->cap = 0;
    from->errors = from->warnings = 0;
}

void gen_report_print(const gen_report *report, const char *program, FILE *out)
{
    for (uint32_t i = 0; i < report->count; i++) {
        const gen_message *message = &report->messages[i];
        const char *word = message->severity == GEN_WARNING ? "warning" : "error";
        const char *reason = message->text;
        fprintf(out, "%s: ", program);
        if (message->place_len) {
            fprintf(out, "%.*s: ", (int)message->place_len, message->text);
            reason += message->place_len + 2;
        }
        fprintf(out, "%s: %s\n", word, reason);
    }
}
