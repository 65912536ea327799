/*
 * How far we are is told by bytes of the files as they lie there, packed or not: the
 * end can be estimated when all of them are files whose size is known.
 */
#include "cli/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/interrupt.h"

static bool is_standard_input(const char *name)
{
    return strcmp(name, "-") == 0;
}

/* Bytes of a file. @return false when that cannot be told: a pipe, a terminal */
static bool size_of(const char *name, uint64_t *out)
{
    struct stat info;
    int got = is_standard_input(name) ? fstat(STDIN_FILENO, &info) : stat(name, &info);
    *out = got == 0 && S_ISREG(info.st_mode) ? (uint64_t)info.st_size : 0;
    return got != 0 || S_ISREG(info.st_mode); /* what is not there takes no time */
}

static uint64_t total_of(char *const *names, int count)
{
    uint64_t total = 0, one;
    for (int i = 0; i < count; i++) {
        if (!size_of(names[i], &one))
            return 0;
        total += one;
    }
    return total;
}

void cli_inputs_tick(void *ctx)
{
    cli_inputs *inputs = ctx;
    const cli_input_visitor *visitor = inputs->visitor;
    cli_progress_stream(&inputs->bar, inputs->before + cli_input_position(inputs->in),
                        inputs->total, visitor->claims(visitor->ctx), inputs->name);
}

/* All files in it. @return CLI_DONE, or CLI_INPUT after a complaint */
static int visit(cli_inputs *inputs, int fd, bool many)
{
    const cli_input_visitor *visitor = inputs->visitor;
    cli_input *in = inputs->in = cli_input_open(fd, inputs->name);
    while (!visitor->is_over(visitor->ctx) && cli_input_next(in)) {
        const char *told = many || cli_input_is_member(in) ? cli_input_name(in) : NULL;
        visitor->file(visitor->ctx, in, told, inputs);
    }
    /* an interrupt can look like an end that comes too early */
    const char *error = cli_interrupted() ? NULL : cli_input_error(in);
    if (error) {
        cli_progress_end(&inputs->bar);
        cli_complain("%s: %s", cli_input_name(in), error);
    }
    cli_input_close(in);
    inputs->in = NULL;
    return error ? CLI_INPUT : CLI_DONE;
}

static int open_and_visit(cli_inputs *inputs, const char *name, bool many)
{
    bool standard = is_standard_input(name);
    inputs->name = standard ? "standard input" : name;
    int fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        int why = errno;
        cli_progress_end(&inputs->bar);
        cli_complain("%s: %s", inputs->name, strerror(why));
        return CLI_INPUT;
    }
    int status = visit(inputs, fd, many);
    if (!standard)
        (void)close(fd);
    return status;
}

int cli_inputs_each(const cli_input_visitor *visitor, char *const *names, int count,
                    bool strict, bool quiet)
{
    static char dash[] = "-";
    static char *const standard_input[] = {dash};
    cli_inputs inputs = {.visitor = visitor};
    int status = CLI_DONE;
    if (count == 0) {
        names = standard_input;
        count = 1;
    }
    inputs.total = total_of(names, count);
    cli_progress_begin(&inputs.bar);
    inputs.bar.shown = inputs.bar.shown && !quiet;
    for (int i = 0; i < count && !visitor->is_over(visitor->ctx); i++) {
        uint64_t size;
        if (!size_of(names[i], &size))
            visitor->catch_up(visitor->ctx);
        if (open_and_visit(&inputs, names[i], count > 1) != CLI_DONE) {
            status = CLI_INPUT;
            if (strict)
                break;
        }
        inputs.before += size;
    }
    cli_progress_end(&inputs.bar);
    return status;
}
