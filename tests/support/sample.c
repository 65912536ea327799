/*
 * Compiles the sample release and opens what came out; no file is written.
 */
#include "tests/support/sample.h"

#include <stdio.h>

static bool open_folder(const char *folder, bool carry, sample *out)
{
    const char *const args[] = {folder};
    const gen_compile_options options = {
        .args = args, .arg_count = 1, .threads = 1, .carry = carry};
    gen_report report;
    sj_error err = {.what = "none"};

    *out = (sample){0};
    gen_report_init(&report, false);
    bool good = gen_compile(&options, &out->compiled, &report) && report.warnings == 0;
    gen_report_print(&report, "sample", stderr);
    gen_report_free(&report);
    if (good && sj_image_open_memory(out->compiled.image.data, out->compiled.image.size,
                                     NULL, &out->image, &err) != SJ_OK) {
        fprintf(stderr, "sample: the image is refused: %s\n", err.what);
        good = false;
    }
    if (!good)
        sample_close(out);
    return good;
}

bool sample_open(const char *folder, sample *out)
{
    return open_folder(folder, false, out);
}

bool sample_open_carried(const char *folder, sample *out)
{
    return open_folder(folder, true, out);
}

void sample_close(sample *s)
{
    sj_image_close(s->image);
    gen_compile_result_free(&s->compiled);
    *s = (sample){0};
}
