/*
 * The FILE arguments of a verb that reads claims: opened one after the other, with all
 * the files that are in them, with complaints about those that cannot be read and with
 * progress for those who wait.
 */
#ifndef SCRUBJAY_CLI_INPUTS_H
#define SCRUBJAY_CLI_INPUTS_H

#include "cli/input.h"
#include "cli/progress.h"

typedef struct cli_inputs cli_inputs;

/* What is done with the files. */
typedef struct cli_input_visitor {
    void *ctx;
    /* Read a file. `name` is NULL when there is one input; call cli_inputs_tick(of)
     * now and then. */
    void (*file)(void *ctx, cli_input *in, const char *name, cli_inputs *of);
    /* True once no more is to be read. */
    bool (*is_over)(const void *ctx);
    /* What comes next may make wait: finish what is begun. */
    void (*catch_up)(void *ctx);
    /* Claims so far. */
    uint64_t (*claims)(const void *ctx);
} cli_input_visitor;

struct cli_inputs {
    const cli_input_visitor *visitor;
    cli_progress bar;
    uint64_t total;  /* bytes of all inputs; 0: not known */
    uint64_t before; /* bytes of those that are through */
    const char *name;
    cli_input *in;
};

/*
 * Visit every file of every argument; "-" is standard input, and so is no argument.
 * @param strict  stop at the first that cannot be read
 * @param quiet   no progress, also on a terminal
 * @return CLI_DONE, or CLI_INPUT when one could not be read
 */
int cli_inputs_each(const cli_input_visitor *visitor, char *const *names, int count,
                    bool strict, bool quiet);

/* Show how far we are. `ctx` is the cli_inputs that the visitor was given. */
void cli_inputs_tick(void *ctx);

#endif
