/*
 * generate-837: a made-up 837 file of any size on standard output, what it holds on
 * standard error. Same options, same image: same bytes.
 *
 * Usage: generate-837 [OPTION...] IMAGE
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "bench/claims_837.h"
#include "bench/open_image.h"

static const char usage[] =
    "usage: generate-837 [OPTION...] IMAGE >FILE\n"
    "  --bytes N        size of the file, about (20M); K, M, G are powers of 1024\n"
    "  --seed N         (837)\n"
    "  --shares P,I,D   professional, institutional, dental claims (6,3,1)\n"
    "  --claims N       claims of a transaction, about (250)\n"
    "  --mistakes N     of 100 claims have a diagnosis that cannot be billed (3)\n"
    "  --tabled N       of 100 services have a code that line tables alone name (0)\n"
    "  --invented N     of 100 services have digits that are nobody's code (0)\n"
    "  --even           draw every code as often as any other\n"
    "  --breaks WHAT    none, lf or crlf behind each segment (lf)\n"
    "  --separators S   of elements, components, repetitions, segments (*:^~)\n";

static bool read_number(const char *text, uint64_t *out)
{
    char *end;
    uint64_t number = strtoull(text, &end, 10);
    static const char units[] = "KMG";
    const char *unit = *end ? strchr(units, *end) : NULL;
    if (end == text || text[0] == '-' || (*end && (!unit || end[1])))
        return false;
    *out = unit ? number << (10 * (unit - units + 1)) : number;
    return true;
}

static bool read_unsigned(const char *text, unsigned *out)
{
    uint64_t number;
    if (!read_number(text, &number) || number > 1000000)
        return false;
    *out = (unsigned)number;
    return true;
}

static bool read_shares(const char *text, unsigned shares[CLAIMS_837_KINDS])
{
    char end;
    return sscanf(text, "%4u,%4u,%4u%c", &shares[0], &shares[1], &shares[2], &end) == 3;
}

static bool read_breaks(const char *text, const char **out)
{
    *out = strcmp(text, "lf") == 0 ? "\n" : strcmp(text, "crlf") == 0 ? "\r\n" : "";
    return **out || strcmp(text, "none") == 0;
}

static bool read_option(int which, const char *text, claims_837_options *options)
{
    switch (which) {
    case 'b':
        return read_number(text, &options->bytes);
    case 's':
        return read_number(text, &options->seed);
    case 'k':
        return read_shares(text, options->shares);
    case 'c':
        return read_unsigned(text, &options->claims);
    case 'm':
        return read_unsigned(text, &options->mistakes);
    case 't':
        return read_unsigned(text, &options->tabled);
    case 'i':
        return read_unsigned(text, &options->invented);
    case 'e':
        options->even = true;
        return true;
    case 'l':
        return read_breaks(text, &options->line_break);
    case 'S':
        if (strlen(text) != 4)
            return false;
        options->element = text[0];
        options->component = text[1];
        options->repetition = text[2];
        options->terminator = text[3];
        return true;
    default:
        return false;
    }
}

static void tell(const claims_837_counts *counts)
{
    char first[SJ_DATE_CAP], last[SJ_DATE_CAP];
    sj_date_format(counts->first, first);
    sj_date_format(counts->last, last);
    uint64_t claims = counts->claims[0] + counts->claims[1] + counts->claims[2];
    fprintf(stderr,
            "bytes %llu\nsegments %llu\ninterchanges %llu\ngroups %llu\n"
            "transactions %llu\nclaims %llu\nprofessional %llu\ninstitutional %llu\n"
            "dental %llu\nlines %llu\ndiagnoses %llu\nmistakes %llu\ndays %s %s\n",
            (unsigned long long)counts->bytes, (unsigned long long)counts->segments,
            (unsigned long long)counts->interchanges,
            (unsigned long long)counts->groups,
            (unsigned long long)counts->transactions, (unsigned long long)claims,
            (unsigned long long)counts->claims[SJ_PROFESSIONAL],
            (unsigned long long)counts->claims[SJ_INSTITUTIONAL],
            (unsigned long long)counts->claims[SJ_DENTAL],
            (unsigned long long)counts->lines, (unsigned long long)counts->diagnoses,
            (unsigned long long)counts->mistakes, first, last);
}

int main(int argc, char **argv)
{
    static const struct option names[] = {{"bytes", required_argument, NULL, 'b'},
                                          {"seed", required_argument, NULL, 's'},
                                          {"shares", required_argument, NULL, 'k'},
                                          {"claims", required_argument, NULL, 'c'},
                                          {"mistakes", required_argument, NULL, 'm'},
                                          {"tabled", required_argument, NULL, 't'},
                                          {"invented", required_argument, NULL, 'i'},
                                          {"even", no_argument, NULL, 'e'},
                                          {"breaks", required_argument, NULL, 'l'},
                                          {"separators", required_argument, NULL, 'S'},
                                          {NULL, 0, NULL, 0}};
    claims_837_options options = claims_837_usual();
    for (int which; (which = getopt_long(argc, argv, "", names, NULL)) != -1;)
        if (!read_option(which, optarg, &options)) {
            fputs(usage, stderr);
            return 2;
        }
    if (optind + 1 != argc || !claims_837_possible(&options)) {
        fputs(usage, stderr);
        return 2;
    }
    sj_image *image = bench_image_open(argv[optind]);
    claims_837_counts counts;
    bool ok = claims_837_write(image, &options, stdout, &counts);
    sj_image_close(image);
    if (ok)
        tell(&counts);
    return !ok;
}
