/* See shim.h. */
#include <benchmark/benchmark.h>

#include "bench/shim.h"

struct bench_state {
    benchmark::State &state;
};

void bench_register(const char *name, bench_case *run, void *arg)
{
    benchmark::RegisterBenchmark(name, [run, arg](benchmark::State &state) {
        bench_state adapted{state};
        run(&adapted, arg);
        state.SetItemsProcessed(state.iterations());
    });
}

int bench_run(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}

bool bench_batch(bench_state *state, uint32_t items)
{
    return state->state.KeepRunningBatch(items);
}

void bench_sink(uint64_t value)
{
    benchmark::DoNotOptimize(value);
}
