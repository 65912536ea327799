/*
 * getopt_long for the reading verbs. Refuses what a verb does not take as if it did not
 * exist, so that no option is silently without effect.
 */
#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OPT_JSON = CLI_LONG_OPTIONS, OPT_BILLABLE, OPT_MARKDOWN };

/* The long options; `takes` 0 means that every verb has it. */
static const struct {
    struct option option;
    unsigned takes;
} known[] = {
    {{"help", no_argument, NULL, 'h'}, 0},
    {{"image", required_argument, NULL, 'i'}, 0},
    {{"system", required_argument, NULL, 's'}, CLI_TAKES_SYSTEM},
    {{"date", required_argument, NULL, 'd'}, CLI_TAKES_DATE},
    {{"limit", required_argument, NULL, 'n'}, CLI_TAKES_LIMIT},
    {{"json", no_argument, NULL, OPT_JSON}, CLI_TAKES_JSON},
    {{"billable", no_argument, NULL, OPT_BILLABLE}, CLI_TAKES_BILLABLE},
    {{"markdown", no_argument, NULL, OPT_MARKDOWN}, CLI_TAKES_MARKDOWN},
};

enum { KNOWN = sizeof known / sizeof *known };

/* What getopt_long wants, of the options that are taken. */
static void select_options(unsigned takes, struct option longs[KNOWN + 1],
                           char shorts[2 * KNOWN + 2])
{
    size_t n = 0, s = 0;
    shorts[s++] = ':'; /* tell a missing argument from an unknown option */
    for (size_t i = 0; i < KNOWN; i++) {
        if (known[i].takes && !(known[i].takes & takes))
            continue;
        if (known[i].option.val == 'i' && takes & CLI_WITHOUT_IMAGE)
            continue;
        longs[n++] = known[i].option;
        if (known[i].option.val < CLI_LONG_OPTIONS) {
            shorts[s++] = (char)known[i].option.val;
            if (known[i].option.has_arg == required_argument)
                shorts[s++] = ':';
        }
    }
    longs[n] = (struct option){0};
    shorts[s] = '\0';
}

static sj_date today(void)
{
    time_t now = time(NULL);
    struct tm local;
    sj_date date = 0;
    if (localtime_r(&now, &local))
        (void)sj_date_from_ymd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday,
                               &date);
    return date;
}

static int refuse_system(const cli_verb *verb, const char *name)
{
    char names[256];
    size_t used = 0;
    names[0] = '\0';
    for (int s = 0; s < SJ_SYSTEM_COUNT; s++) {
        const char *one = sj_system_name((sj_system)s);
        size_t len = one ? strlen(one) : 0;
        if (!one || used + len + 2 > sizeof names)
            continue;
        names[used++] = ' ';
        memcpy(names + used, one, len + 1);
        used += len;
    }
    return cli_misuse(verb, "%s: no such code system; there are%s", name, names);
}

static bool parse_limit(const char *text, uint64_t *out)
{
    char *end = NULL;
    errno = 0;
    if (text[0] < '0' || text[0] > '9')
        return false;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno || *end != '\0' || value == 0)
        return false;
    *out = value;
    return true;
}

int cli_refuse_option(const cli_verb *verb, int found, char **argv)
{
    if (found == ':')
        return cli_misuse(verb, "%s: argument missing", argv[optind - 1]);
    if (optopt > 0 && optopt < CLI_LONG_OPTIONS)
        return cli_misuse(verb, "-%c: no such option", optopt);
    return cli_misuse(verb, "%s: no such option", argv[optind - 1]);
}

bool cli_parse(const cli_verb *verb, unsigned takes, int argc, char **argv,
               cli_options *out, int *status)
{
    struct option longs[KNOWN + 1];
    char shorts[2 * KNOWN + 2];
    int found;

    *out = (cli_options){.today = today(), .limit = UINT64_MAX};
    select_options(takes, longs, shorts);
    opterr = 0;
    optind = 1;
    while ((found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        switch (found) {
        case 'h':
            *status = cli_print_help(verb);
            return false;
        case 'i':
            if (optarg[0] == '\0') { /* an unset variable must not mean the sample */
                *status = cli_misuse(verb, "no image named");
                return false;
            }
            out->image = optarg;
            break;
        case 's':
            if (!sj_system_parse(optarg, strlen(optarg), &out->system)) {
                *status = refuse_system(verb, optarg);
                return false;
            }
            out->has_system = true;
            break;
        case 'd':
            /* the library also takes YYYYMMDD */
            if (strlen(optarg) != 10 || !sj_date_parse(optarg, 10, &out->date)) {
                *status = cli_misuse(verb, "%s: no such date (YYYY-MM-DD)", optarg);
                return false;
            }
            out->has_date = true;
            break;
        case 'n':
            if (!parse_limit(optarg, &out->limit)) {
                *status = cli_misuse(verb, "%s: no number from 1 on", optarg);
                return false;
            }
            break;
        case OPT_JSON:
            out->json = true;
            break;
        case OPT_MARKDOWN:
            out->markdown = true;
            break;
        case OPT_BILLABLE:
            out->billable = true;
            break;
        default:
            *status = cli_refuse_option(verb, found, argv);
            return false;
        }
    }
    out->args = argv + optind;
    out->arg_count = argc - optind;
    return true;
}

bool cli_parse_image(const cli_verb *verb, unsigned takes, int argc, char **argv,
                     cli_options *out, int *status)
{
    if (!cli_parse(verb, takes, argc, argv, out, status))
        return false;
    if (out->arg_count + (out->image ? 1 : 0) > 1) {
        *status = cli_misuse(verb, "one image at a time");
        return false;
    }
    if (out->arg_count == 1 && out->args[0][0] == '\0') {
        *status = cli_misuse(verb, "no image named");
        return false;
    }
    if (out->arg_count == 1)
        out->image = out->args[0];
    return true;
}
