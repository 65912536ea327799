/*
 * What reading a claim from NDJSON costs: the command's reader beside Jansson making
 * its tree of the same lines (of which a claim would still have to be made). Claims are
 * drawn with a fixed seed, as `check` gets them; their codes are invented, which no
 * reader of JSON minds. With a case's name as argument that case runs once inside
 * bench_counted(), for callgrind.
 *
 * Usage: bench_ndjson [CASE]
 */
#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/timing.h"
#include "cli/claim_json.h"

enum { CLAIMS = 20000, TURNS = 15, CLAIM_BYTES = 4096 };

typedef struct drawn {
    char *text;
    size_t begin[CLAIMS + 1]; /* of each line; its end is a byte before the next */
} drawn;

/* ---- claims -----------------------------------------------------------------------
 */

static uint32_t below(uint64_t *state, uint32_t limit)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % limit);
}

static size_t put_diagnoses(char *to, uint64_t *random, uint32_t count, bool poa)
{
    static const char poa_values[] = "YNUW";
    size_t n = 0;
    for (uint32_t i = 0; i < count; i++) {
        char code[12];
        (void)snprintf(code, sizeof code, "%c%02u%u", (char)('A' + below(random, 26)),
                       below(random, 100), below(random, 1000));
        if (poa)
            n += (size_t)sprintf(to + n, "%s{\"code\":\"%s\",\"poa\":\"%c\"}",
                                 i ? "," : "", code, poa_values[below(random, 4)]);
        else
            n += (size_t)sprintf(to + n, "%s\"%s\"", i ? "," : "", code);
    }
    return n;
}

static size_t put_line(char *to, uint64_t *random, const char *day)
{
    size_t n = (size_t)sprintf(to, "{\"code\":\"%c%04u\",",
                               (char)('A' + below(random, 22)), below(random, 10000));
    if (below(random, 3) == 0)
        n += (size_t)sprintf(to + n, "\"mods\":[\"LT\"],");
    return n + (size_t)sprintf(to + n,
                               "\"units\":%u,\"charge\":%u.%02u,\"date\":\"%s\","
                               "\"dx\":[%u]}",
                               1 + below(random, 3), below(random, 1000),
                               below(random, 100), day, 1 + below(random, 4));
}

/* One in four is institutional, without lines. */
static size_t put_claim(char *to, uint64_t *random, unsigned number)
{
    bool hospital = number % 4 == 3;
    char day[SJ_DATE_CAP];
    (void)snprintf(day, sizeof day, "2025-%02u-%02u", 1 + below(random, 12),
                   1 + below(random, 28));
    size_t n = (size_t)sprintf(
        to,
        "{\"id\":\"PCN%09u\",\"type\":\"%s\",\"payer\":\"medicare\",%s\"from\":\"%s\","
        "\"to\":\"%s\",\"patient\":{\"birth\":\"19%02u-04-02\",\"sex\":\"%c\"},"
        "\"provider\":\"1%09u\",\"dx\":[",
        number, hospital ? "institutional" : "professional",
        hospital ? "\"bill_type\":\"0111\",\"discharge_status\":\"01\"," : "", day, day,
        20 + below(random, 79), below(random, 2) ? 'F' : 'M', below(random, 100000));
    uint32_t diagnoses = hospital ? 1 + below(random, 12) : 4;
    n += put_diagnoses(to + n, random, diagnoses, hospital);
    n += (size_t)sprintf(to + n, "],\"lines\":[");
    for (uint32_t i = hospital ? 0 : 1 + below(random, 8), first = i; i > 0; i--) {
        if (i != first)
            to[n++] = ',';
        n += put_line(to + n, random, day);
    }
    return n + (size_t)sprintf(to + n, "]}\n");
}

static void draw(drawn *claims)
{
    uint64_t random = 20260101;
    claims->text = malloc((size_t)CLAIMS * CLAIM_BYTES);
    if (!claims->text)
        abort();
    for (unsigned i = 0; i < CLAIMS; i++)
        claims->begin[i + 1] =
            claims->begin[i] + put_claim(claims->text + claims->begin[i], &random, i);
}

/* ---- readers ----------------------------------------------------------------------
 */

static bool read_by_jansson(const char *line, size_t len)
{
    json_t *root = json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
    bool good = json_is_object(root);
    json_decref(root);
    return good;
}

static cli_claim_reader reader;

static bool read_claim(const char *line, size_t len)
{
    return cli_claim_read(&reader, line, len);
}

static bool find_end(const char *line, size_t len)
{
    return memchr(line, '\n', len + 1) != NULL;
}

typedef struct reading {
    const char *name;
    bool (*read)(const char *line, size_t len);
    double least; /* ns of all claims */
} reading;

unsigned bench_counted(const drawn *claims, const reading *how);

/* @return lines that were read */
__attribute__((noinline)) unsigned bench_counted(const drawn *claims,
                                                 const reading *how)
{
    unsigned good = 0;
    for (unsigned i = 0; i < CLAIMS; i++)
        good += how->read(claims->text + claims->begin[i],
                          claims->begin[i + 1] - claims->begin[i] - 1);
    return good;
}

static void run(const drawn *claims, reading *how)
{
    double start = timing_cpu_ns();
    unsigned good = bench_counted(claims, how);
    double took = timing_cpu_ns() - start;
    if (good != CLAIMS) {
        fprintf(stderr, "bench: %s read %u of %d claims\n", how->name, good, CLAIMS);
        exit(2);
    }
    if (how->least <= 0 || took < how->least)
        how->least = took;
}

int main(int argc, char **argv)
{
    static reading readings[] = {
        {"claim", read_claim, 0},
        {"Jansson, tree alone", read_by_jansson, 0},
        {"memchr, end of line", find_end, 0},
    };
    enum { READINGS = sizeof readings / sizeof *readings };
    static drawn claims;
    draw(&claims);
    json_object_seed(1); /* the same tables in every run */
    for (int turn = 0; turn < (argc > 1 ? 1 : TURNS); turn++)
        for (size_t i = 0; i < READINGS; i++)
            if (argc < 2 || strcmp(argv[1], readings[i].name) == 0)
                run(&claims, &readings[i]);
    if (argc < 2) {
        double bytes = (double)claims.begin[CLAIMS];
        printf("### NDJSON, %d claims of %.0f bytes in the middle\n\n", CLAIMS,
               bytes / CLAIMS);
        printf("| reading | us a claim | MB/s | times as long as our claim |\n"
               "|---|---|---|---|\n");
        for (size_t i = 0; i < READINGS; i++)
            printf("| %s | %.2f | %.0f | %.2f |\n", readings[i].name,
                   readings[i].least / CLAIMS / 1e3, bytes / readings[i].least * 1e3,
                   readings[i].least / readings[0].least);
    }
    cli_claim_reader_free(&reader);
    free(claims.text);
    return 0;
}

/* The command's allocator (cli/main.c). */
void *cli_allocate(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size);
    if (!p)
        abort();
    return p;
}
