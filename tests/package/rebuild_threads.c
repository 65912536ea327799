/*
 * rebuild_threads THREADS IMAGE SOURCE...: what scrubjay-gen does, with a number of
 * threads that it does not let one choose. For rebuild.sh.
 */
#include "gen/compile.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    gen_compile_options options = {.output = argv[2],
                                   .args = (const char *const *)argv + 3,
                                   .arg_count = (size_t)argc - 3,
                                   .threads = (unsigned)strtoul(argv[1], NULL, 10)};
    gen_compile_result result;
    gen_report report;
    gen_report_init(&report, false);
    bool ok = gen_compile(&options, &result, &report);
    gen_report_print(&report, "rebuild_threads", stderr);
    gen_compile_result_free(&result);
    gen_report_free(&report);
    return ok ? 0 : 3;
}
