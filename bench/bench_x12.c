/*
 * 837 files: bytes and claims a second of reading, of reading and checking, of the
 * whole command on one thread and two with the memory it takes; and what the bytes
 * alone cost. The file is made with a fixed seed (claims_837.h), from codes of the
 * image.
 *
 * Usage: bench_x12 IMAGE [COMMAND [BYTES [even]]]
 *        bench_x12 --count CASE IMAGE    one pass inside bench_counted(), for callgrind
 * COMMAND: path of scrubjay, or - for none. even: codes drawn as often as any other.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/claims_837.h"
#include "bench/open_image.h"
#include "bench/scratch.h"
#include "bench/timing.h"
#include "bench/x12_runs.h"

enum { TURNS = 5, COMMAND_TURNS = 3, MEGA = 1000000, PATH_CAP = SCRATCH_PATH + 16 };

static const uint64_t usual_bytes = UINT64_C(256) << 20, counted_bytes = 4 << 20;

typedef struct file_plan {
    uint64_t bytes;
    bool even;
} file_plan;

static const struct x12_case {
    const char *name;
    x12_run *run;
    bool reads; /* tells claims, which must be those that were made */
} cases[] = {
    {"memchr, a byte that is nowhere", x12_find_nothing, false},
    {"memcpy", x12_copy, false},
    {"memchr, each terminator", x12_find_ends, false},
    {"every element, byte by byte", x12_split, false},
    {"read, in memory", x12_read_shown, true},
    {"read, through room and feed", x12_read_fed, true},
    {"read and check, in memory", x12_check_shown, true},
};
enum { CASES = sizeof cases / sizeof *cases };

bool bench_counted(x12_run *run, const x12_input *input, x12_tally *tally);

/* External and never inlined, so that callgrind finds it by name. */
__attribute__((noinline)) bool bench_counted(x12_run *run, const x12_input *input,
                                             x12_tally *tally)
{
    return run(input, tally);
}

static uint64_t claims_of(const claims_837_counts *made)
{
    return made->claims[0] + made->claims[1] + made->claims[2];
}

/* ---- the file -------------------------------------------------------------------- */

static bool write_file(const char *image_path, const char *path, const file_plan *plan,
                       claims_837_counts *made)
{
    claims_837_options options = claims_837_usual();
    options.bytes = plan->bytes;
    options.even = plan->even;
    options.tabled = 70; /* about as many services as are told by five digits */
    options.line_break = "";
    sj_image *image = bench_image_open(image_path);
    FILE *file = fopen(path, "wb");
    bool ok = file && claims_837_write(image, &options, file, made);
    if (file && fclose(file) != 0)
        ok = false;
    sj_image_close(image);
    return ok;
}

/* In a process of its own: what it takes must not count as that of the commands. */
static bool make_file(const char *image_path, const char *path, const file_plan *plan,
                      claims_837_counts *made)
{
    int ends[2], status;
    if (pipe(ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0) {
        bool ok = write_file(image_path, path, plan, made);
        _exit(!ok || write(ends[1], made, sizeof *made) != (ssize_t)sizeof *made);
    }
    close(ends[1]);
    bool ok = child > 0 && read(ends[0], made, sizeof *made) == (ssize_t)sizeof *made;
    close(ends[0]);
    return child > 0 && waitpid(child, &status, 0) == child && status == 0 && ok;
}

static bool load(const char *path, size_t len, x12_input *input)
{
    input->file = open(path, O_RDONLY | O_CLOEXEC);
    input->bytes = malloc(len);
    input->copy = malloc(len);
    input->len = len;
    if (!input->bytes || !input->copy || input->file < 0)
        return false;
    memset(input->copy, 0, len); /* its pages are there */
    for (size_t at = 0; at < len;) {
        ssize_t got = read(input->file, input->bytes + at, len - at);
        if (got <= 0)
            return false;
        at += (size_t)got;
    }
    return sj_x12_open(&input->reader) == SJ_OK;
}

static void unload(x12_input *input)
{
    sj_x12_close(input->reader);
    if (input->file >= 0)
        close(input->file);
    free(input->copy);
    free(input->bytes);
}

/* ---- the command ----------------------------------------------------------------- */

static bool measure_command(const char *const *args, const char *threads,
                            const char *output, const claims_837_counts *made)
{
    x12_child least = {0}, child;
    for (unsigned turn = 0; turn < COMMAND_TURNS; turn++) {
        if (!x12_child_run(args, &child) || child.status > 1) {
            fprintf(stderr, "bench: %s ended with %d\n", args[0], child.status);
            return false;
        }
        if (turn == 0 || child.wall_ns < least.wall_ns)
            least = child;
    }
    printf("| %s | %s | %.0f | %.0f | %.0f | %.1f |\n", threads, output,
           (double)made->bytes * 1e3 / least.wall_ns,
           (double)claims_of(made) * 1e9 / least.wall_ns,
           (double)made->bytes * 1e3 / least.cpu_ns, (double)least.peak_bytes / MEGA);
    fflush(stdout);
    return true;
}

static bool measure_commands(const char *command, const char *image_path,
                             const char *path, const claims_837_counts *made)
{
    static const char *const outputs[] = {"summary", "ndjson"};
    static const char *const threads[] = {"1", "2"};
    struct stat image;
    if (stat(image_path, &image) != 0)
        return false;
    printf(
        "\n`scrubjay check -f x12`, wall time, least of %d; an image of %.1f MB is "
        "mapped and\nverified each time, and counts in the peak of resident memory.\n\n"
        "| threads | output | MB/s | claims/s | MB a CPU second | peak MB |\n"
        "|---|---|---|---|---|---|\n",
        COMMAND_TURNS, (double)image.st_size / MEGA);
    for (unsigned o = 0; o < 2; o++)
        for (unsigned t = 0; t < 2; t++) {
            const char *const args[] = {command, "check",    "-i", image_path,
                                        "-f",    "x12",      "-o", outputs[o],
                                        "-j",    threads[t], path, NULL};
            if (!measure_command(args, threads[t], outputs[o], made))
                return false;
        }
    return true;
}

/* ---- the library ----------------------------------------------------------------- */

/* The least of some turns; 0 when a pass failed or told other claims than were made. */
static double least_ns(const struct x12_case *c, const x12_input *input,
                       const claims_837_counts *made, x12_tally *tally)
{
    double least = 0;
    for (unsigned turn = 0; turn < TURNS; turn++) {
        *tally = (x12_tally){0};
        double start = timing_cpu_ns();
        bool ok = bench_counted(c->run, input, tally);
        double spent = timing_cpu_ns() - start;
        if (!ok || (c->reads && (tally->claims != claims_of(made) || tally->faults ||
                                 tally->lines != made->lines))) {
            fprintf(stderr, "bench: %s: %llu claims, %llu lines, %llu faults\n",
                    c->name, (unsigned long long)tally->claims,
                    (unsigned long long)tally->lines,
                    (unsigned long long)tally->faults);
            return 0;
        }
        if (turn == 0 || spent < least)
            least = spent;
    }
    return least;
}

static bool measure_library(const x12_input *input, const claims_837_counts *made)
{
    double ns[CASES];
    x12_tally tally = {0};
    printf(
        "\nOne thread, CPU time, least of %d.\n\n| what | MB/s | claims/s | ns a claim "
        "| times memchr |\n|---|---|---|---|---|\n",
        TURNS);
    for (unsigned i = 0; i < CASES; i++) {
        ns[i] = least_ns(&cases[i], input, made, &tally);
        if (ns[i] <= 0)
            return false;
        printf("| %s | %.0f | ", cases[i].name, (double)input->len * 1e3 / ns[i]);
        if (cases[i].reads)
            printf("%.0f | %.0f", (double)claims_of(made) * 1e9 / ns[i],
                   ns[i] / (double)claims_of(made));
        else
            printf(" | ");
        printf(" | %.1f |\n", ns[i] / ns[0]);
    }
    printf(
        "\n%.2f findings a claim; %.1f %% of the claims are warned of or rejected.\n",
        (double)tally.findings / (double)claims_of(made),
        100.0 * (double)tally.flagged / (double)claims_of(made));
    return true;
}

static void describe(const claims_837_counts *made, bool even)
{
    char first[SJ_DATE_CAP], last[SJ_DATE_CAP];
    uint64_t claims = claims_of(made);
    sj_date_format(made->first, first);
    sj_date_format(made->last, last);
    printf(
        "\n### 837 files\n\n%.1f MB: %llu claims (%.0f %% professional, %.0f %% "
        "institutional) of %.0f bytes, %.1f segments, %.1f lines, %.1f diagnoses, days "
        "of %s to %s, no line breaks; %s.\n",
        (double)made->bytes / MEGA, (unsigned long long)claims,
        100.0 * (double)made->claims[SJ_PROFESSIONAL] / (double)claims,
        100.0 * (double)made->claims[SJ_INSTITUTIONAL] / (double)claims,
        (double)made->bytes / (double)claims, (double)made->segments / (double)claims,
        (double)made->lines / (double)claims, (double)made->diagnoses / (double)claims,
        first, last, even ? "every code as often as any other" : "few codes are most");
}

static bool run_all(const char *image_path, const char *command, const file_plan *plan,
                    const char *path)
{
    claims_837_counts made;
    if (!make_file(image_path, path, plan, &made)) {
        fprintf(stderr, "bench: no 837 file could be made\n");
        return false;
    }
    describe(&made, plan->even);
    fflush(stdout);
    if (command && !measure_commands(command, image_path, path, &made))
        return false;
    sj_image *image = bench_image_open(image_path);
    x12_input input = {.image = image, .file = -1};
    bool ok = load(path, made.bytes, &input) && measure_library(&input, &made);
    unload(&input);
    sj_image_close(image);
    return ok;
}

static bool run_counted(const char *image_path, const char *name, const char *path)
{
    claims_837_counts made;
    sj_image *image = bench_image_open(image_path);
    x12_input input = {.image = image, .file = -1};
    x12_tally tally = {0};
    bool found = false, ok = make_file(image_path, path,
                                       &(file_plan){.bytes = counted_bytes}, &made) &&
                             load(path, made.bytes, &input);
    for (unsigned i = 0; ok && i < CASES; i++)
        if (strcmp(cases[i].name, name) == 0) {
            found = true;
            ok = bench_counted(cases[i].run, &input, &tally);
        }
    if (ok && found)
        printf("%llu bytes\n", (unsigned long long)made.bytes);
    unload(&input);
    sj_image_close(image);
    return ok && found;
}

int main(int argc, char **argv)
{
    char folder[SCRATCH_PATH], path[PATH_CAP];
    bool count = argc == 4 && strcmp(argv[1], "--count") == 0;
    if (argc < 2 || argc > 5) {
        fprintf(stderr, "usage: bench_x12 IMAGE [COMMAND [BYTES [even]]]\n"
                        "       bench_x12 --count CASE IMAGE\n");
        return 2;
    }
    if (!scratch_make(folder))
        return 2;
    (void)snprintf(path, sizeof path, "%s/claims.837", folder);
    bool command = argc > 2 && strcmp(argv[2], "-") != 0;
    file_plan plan = {.bytes = argc > 3 ? strtoull(argv[3], NULL, 10) : usual_bytes,
                      .even = argc > 4 && strcmp(argv[4], "even") == 0};
    bool ok = count ? run_counted(argv[3], argv[2], path)
                    : run_all(argv[1], command ? argv[2] : NULL, &plan, path);
    scratch_remove(folder);
    return !ok;
}
