/*
 * Builds what plain_fixture.h promises; a failure here ends the program, since no test
 * could say anything.
 */
#include "tests/support/plain_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const char *plain_data_folder(const char *fallback)
{
    char manifest[1024];
    const char *folder = getenv("SCRUBJAY_DATA");
    if (!folder || !*folder)
        folder = fallback;
    snprintf(manifest, sizeof manifest, "%s/manifest.csv", folder);
    if (access(manifest, R_OK) == 0)
        return folder;
    printf("skipped: no official releases in %s (set SCRUBJAY_DATA)\n", folder);
    return NULL;
}

double plain_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void plain_fixture_open(const char *folder, bool carry, plain_fixture *out)
{
    gen_report report;
    sj_error error = {.what = "nothing"};
    double start = plain_clock();
    memset(out, 0, sizeof *out);
    plain_read_world(folder, &out->world);
    plain_answers_make(&out->world, carry, &out->answers);
    double read = plain_clock();

    gen_compile_options options = {.args = &folder, .arg_count = 1, .carry = carry};
    gen_report_init(&report, false);
    if (!gen_compile(&options, &out->compiled, &report)) {
        gen_report_print(&report, "plain fixture", stderr);
        exit(2);
    }
    gen_report_free(&report);
    double compiled = plain_clock();
    sj_status status = sj_image_open_memory(
        out->compiled.image.data, out->compiled.image.size, NULL, &out->image, &error);
    if (status != SJ_OK) {
        fprintf(stderr, "plain fixture: %s: %s\n", sj_status_str(status), error.what);
        exit(2);
    }
    printf("plain reader %.1f s; compiled %zu bytes in %.1f s; opened in %.1f ms\n",
           read - start, out->compiled.image.size, compiled - read,
           (plain_clock() - compiled) * 1e3);
}

void plain_fixture_close(plain_fixture *fixture)
{
    sj_image_close(fixture->image);
    gen_compile_result_free(&fixture->compiled);
    plain_answers_free(&fixture->answers);
    plain_free_world(&fixture->world);
}

uint64_t plain_next(plain_random *r)
{
    r->state ^= r->state >> 12;
    r->state ^= r->state << 25;
    r->state ^= r->state >> 27;
    return r->state * UINT64_C(0x2545F4914F6CDD1D);
}

uint32_t plain_below(plain_random *r, uint32_t limit)
{
    return (uint32_t)((plain_next(r) >> 32) * limit >> 32);
}

plain_random plain_seed(uint64_t fallback)
{
    const char *given = getenv("SCRUBJAY_SEED");
    plain_random r = {given && *given ? strtoull(given, NULL, 0) : fallback};
    printf("seed %llu (set SCRUBJAY_SEED for another)\n", (unsigned long long)r.state);
    if (r.state == 0)
        r.state = 1;
    return r;
}

static char any_character(plain_random *r)
{
    return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[plain_below(r, 36)];
}

size_t plain_near_miss(plain_random *r, const char *code, char out[SJ_CODE_CAP])
{
    size_t n = strlen(code);
    memset(out, 0, SJ_CODE_CAP);
    memcpy(out, code, n);
    for (uint32_t edits = 1 + plain_below(r, 3); edits > 0; edits--) {
        size_t at = plain_below(r, (uint32_t)n + 1);
        switch (plain_below(r, 4)) {
        case 0:
            if (at < n)
                out[at] = any_character(r);
            break;
        case 1:
            if (n + 2 < SJ_CODE_CAP) {
                memmove(out + at + 1, out + at, n - at + 1);
                out[at] = any_character(r);
                n++;
            }
            break;
        case 2:
            if (at < n && n > 1) {
                memmove(out + at, out + at + 1, n - at);
                n--;
            }
            break;
        default:
            if (at + 1 < n) {
                char c = out[at];
                out[at] = out[at + 1];
                out[at + 1] = c;
            }
        }
    }
    return n;
}
