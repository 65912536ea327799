/*
 * The `scrubjay` command: finds the verb, runs it, and makes sure that what was printed
 * has arrived. No locale is set, so output is the same everywhere.
 */
#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_verb *const verbs[] = {
    &cli_compile, &cli_lookup, &cli_prefix,  &cli_tree,    &cli_pair_verb,
    &cli_map,     &cli_check,  &cli_convert, &cli_explain, &cli_edits,
    &cli_info,    &cli_verify, &cli_dump,
};

/* Verbs that are promised for later versions: told apart from typing errors. */
static const char *const later_verbs[] = {"diff", "rules"};

enum { VERBS = sizeof verbs / sizeof *verbs };
enum { LATER_VERBS = sizeof later_verbs / sizeof *later_verbs };

void cli_complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("scrubjay: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

int cli_misuse(const cli_verb *verb, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "scrubjay: %s: ", verb->name);
    vfprintf(stderr, format, args);
    fprintf(stderr, "\ntry: scrubjay %s --help\n", verb->name);
    va_end(args);
    return CLI_USAGE;
}

int cli_print_help(const cli_verb *verb)
{
    printf("usage: scrubjay %s %s\n\n%s", verb->name, verb->synopsis, verb->help);
    return CLI_DONE;
}

bool cli_output_failed(void)
{
    return ferror(stdout) != 0;
}

void *cli_allocate(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size);
    if (!p) {
        cli_complain("out of memory");
        exit(CLI_INPUT);
    }
    return p;
}

static void print_usage(FILE *out)
{
    fputs("usage: scrubjay VERB [OPTION...] [ARGUMENT...]\n"
          "\n"
          "What is this medical code, on this date, and may it stand on this claim?\n"
          "\n",
          out);
    for (size_t i = 0; i < VERBS; i++)
        fprintf(out, "  %-8s  %s\n", verbs[i]->name, verbs[i]->summary);
    fputs(
        "\n"
        "scrubjay VERB --help explains a verb; scrubjay --version says the version.\n"
        "Answers come from the image that --image or $SCRUBJAY_IMAGE names, else from\n"
        "the sample in the program.\n"
        "\n"
        "exit status: 0 done, 1 an answer was a problem, 2 wrong usage, 3 an input "
        "was\n"
        "unreadable or malformed, 4 an image was unreadable or damaged, 130 or 143 "
        "check\n"
        "or convert was interrupted\n",
        out);
}

static const cli_verb *find_verb(const char *name)
{
    for (size_t i = 0; i < VERBS; i++)
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
    return NULL;
}

static int run_help(int argc, char **argv)
{
    const cli_verb *verb = argc > 2 ? find_verb(argv[2]) : NULL;
    if (argc > 2 && !verb) {
        cli_complain("%s: no such verb (try: scrubjay --help)", argv[2]);
        return CLI_USAGE;
    }
    if (verb)
        return cli_print_help(verb);
    print_usage(stdout);
    return CLI_DONE;
}

static int run(int argc, char **argv)
{
    if (argc < 2) {
        print_usage(stderr);
        return CLI_USAGE;
    }
    const char *name = argv[1];
    const cli_verb *verb = find_verb(name);
    if (verb)
        return verb->run(argc - 1, argv + 1);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 ||
        strcmp(name, "help") == 0)
        return run_help(argc, argv);
    if (strcmp(name, "--version") == 0) {
        printf("scrubjay %s\n", sj_version());
        return CLI_DONE;
    }
    for (size_t i = 0; i < LATER_VERBS; i++)
        if (strcmp(later_verbs[i], name) == 0) {
            cli_complain("%s: this version has no such verb yet", name);
            return CLI_USAGE;
        }
    cli_complain("%s: no such %s (try: scrubjay --help)", name,
                 name[0] == '-' ? "option" : "verb");
    return CLI_USAGE;
}

/*
 * A standard stream that was closed before we started would let the next file opened
 * take its number, and text for people would land in an image. Such a number is given
 * to /dev/null, opened the wrong way round so that using it fails as it would have.
 */
static void occupy_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            exit(CLI_INPUT);
}

/* Nobody reads any more, as behind `| head`: no failure of ours. */
static bool reader_is_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

/* @return `status`, or CLI_INPUT when what was printed did not arrive */
static int finish_output(int status)
{
    errno = 0;
    bool failed = ferror(stdout) != 0;
    if (fflush(stdout) == 0 && !failed)
        return status;
    int reason = errno;
    if (reader_is_gone())
        return status;
    cli_complain("standard output: %s", reason ? strerror(reason) : "write error");
    return CLI_INPUT;
}

int main(int argc, char **argv)
{
    occupy_standard_streams();
    return finish_output(run(argc, argv));
}
