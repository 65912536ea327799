/*
 * absl::flat_hash_map from both procedures in one integer to the pair's rows: where
 * they begin among all, and how many.
 */
#include <cstring>
#include <vector>

#include <absl/container/flat_hash_map.h>

#include "bench/pair_peers.h"

namespace
{

struct span {
    uint32_t first, count;
};

struct value {
    sj_date from, to;
    int32_t indicator;
};

struct holder {
    absl::flat_hash_map<uint64_t, span> map;
    std::vector<value> rows;
};

void *build(const bench_pair_row *rows, size_t count)
{
    auto *self = new holder;
    self->rows.reserve(count);
    for (size_t i = 0; i < count; i++) {
        uint64_t key = uint64_t{rows[i].column1} << 32 | rows[i].column2;
        auto [at, fresh] =
            self->map.try_emplace(key, span{static_cast<uint32_t>(i), 0});
        at->second.count++;
        (void)fresh;
        self->rows.push_back({rows[i].from, rows[i].to, rows[i].indicator});
    }
    return self;
}

int64_t ask(void *peer, const bench_pair_probe *probes, size_t count)
{
    const auto *self = static_cast<const holder *>(peer);
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const bench_pair_probe &p = probes[i];
        int32_t indicator = -1;
        auto at = self->map.find(uint64_t{p.column1} << 32 | p.column2);
        if (at != self->map.end())
            for (uint32_t k = 0; k < at->second.count; k++) {
                const value &row = self->rows[at->second.first + k];
                if (row.from <= p.day && p.day <= row.to) {
                    indicator = row.indicator;
                    break;
                }
            }
        sum += indicator;
    }
    return sum;
}

size_t size_bytes(const void *peer)
{
    const auto *self = static_cast<const holder *>(peer);
    return self->map.capacity() * (sizeof(uint64_t) + sizeof(span) + 1) +
           self->rows.capacity() * sizeof(value);
}

void drop(void *peer)
{
    delete static_cast<holder *>(peer);
}

} // namespace

extern "C" const bench_pair_peer bench_pairs_absl = {"absl u64", build, ask, size_bytes,
                                                     drop};
