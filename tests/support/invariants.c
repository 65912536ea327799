/* See invariants.h. */
#include "tests/support/invariants.h"

#include <stdio.h>
#include <stdlib.h>

bool compiled_image_open(const char *folder, const char *test, compiled_image *out)
{
    gen_report told;
    bool good = compiled_image_open_told(folder, test, &told, out);
    gen_report_free(&told);
    return good;
}

bool compiled_image_open_told(const char *folder, const char *test, gen_report *told,
                              compiled_image *out)
{
    gen_compile_options options = {.args = &folder, .arg_count = 1};
    sj_error error = {.what = "not compiled"};
    gen_report_init(told, false);
    bool good = gen_compile(&options, &out->compiled, told);
    if (!good)
        gen_report_print(told, test, stderr);
    if (good && sj_image_open_memory(out->compiled.image.data, out->compiled.image.size,
                                     NULL, &out->image, &error) == SJ_OK)
        return true;
    fprintf(stderr, "%s: %s\n", test, error.what);
    return false;
}

void compiled_image_close(compiled_image *image)
{
    sj_image_close(image->image);
    gen_compile_result_free(&image->compiled);
}

uint64_t from_environment(const char *name, uint64_t fallback)
{
    const char *text = getenv(name);
    return text && *text ? strtoull(text, NULL, 0) : fallback;
}

bool has_edit(const judged *j, sj_edit edit)
{
    for (uint32_t i = 0; i < j->findings.count; i++)
        if (j->items[i].edit == edit)
            return true;
    return false;
}

bool same_place(sj_place a, sj_place b)
{
    return a.kind == b.kind && a.index == b.index && a.inner == b.inner &&
           a.inner_index == b.inner_index;
}
