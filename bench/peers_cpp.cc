/*
 * The C++ containers: std::unordered_map and absl::flat_hash_map over strings (both
 * asked with a string view, so that no temporary string is built), and
 * absl::flat_hash_map over the code packed into an integer.
 */
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include "bench/loops.h"
#include "bench/peers.h"

namespace
{

/* The bytes of a code, zero-padded: two overlapping loads for four and more. */
inline uint64_t pack(const char *code, size_t len)
{
    if (len >= 4) {
        uint32_t low, high;
        std::memcpy(&low, code, 4);
        std::memcpy(&high, code + len - 4, 4);
        return low | uint64_t{high} << 8 * (len - 4);
    }
    uint64_t key = 0;
    for (size_t i = 0; i < len; i++)
        key |= uint64_t{static_cast<unsigned char>(code[i])} << 8 * i;
    return key;
}

struct view_hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const
    {
        return std::hash<std::string_view>{}(text);
    }
};

using std_map = std::unordered_map<std::string, sj_answer, view_hash, std::equal_to<>>;
using string_map = absl::flat_hash_map<std::string, sj_answer>;
using u64_map = absl::flat_hash_map<uint64_t, sj_answer>;

template <class Map> struct holder {
    Map map;
    sj_answer absent;
};

inline std::string_view key_of(const std_map &, const char *code, size_t len)
{
    return {code, len};
}

inline absl::string_view key_of(const string_map &, const char *code, size_t len)
{
    return {code, len};
}

inline uint64_t key_of(const u64_map &, const char *code, size_t len)
{
    return pack(code, len);
}

template <class Map> inline sj_answer find(void *peer, const char *code, size_t len)
{
    auto *self = static_cast<holder<Map> *>(peer);
    auto it = self->map.find(key_of(self->map, code, len));
    const sj_answer *answer = it != self->map.end() ? &it->second : &self->absent;
    return *answer;
}

template <class Map> void *build(const bench_keys *keys)
{
    auto *self = new holder<Map>;
    self->absent = keys->absent;
    self->map.reserve(keys->count);
    for (size_t i = 0; i < keys->count; i++) {
        auto key = key_of(self->map, keys->cells + i * BENCH_CELL, keys->lengths[i]);
        self->map[typename Map::key_type(key)] = keys->answers[i];
    }
    return self;
}

template <class Map> uint64_t each(void *peer, const bench_probes *probes)
{
    return bench_loop_each(peer, probes, find<Map>);
}

template <class Map> uint64_t chain(void *peer, const bench_probes *probes)
{
    return bench_loop_chain(peer, probes, find<Map>);
}

template <class Map> uint64_t batch(void *peer, const bench_probes *probes)
{
    return bench_loop_batch(peer, probes, find<Map>);
}

template <class Map> size_t flat_size(const void *peer)
{
    const auto &map = static_cast<const holder<Map> *>(peer)->map;
    return map.capacity() * (sizeof(typename Map::value_type) + 1);
}

/* A node: link, value, cached hash, and the heap's own 8 bytes, in steps of 16. */
size_t std_size(const void *peer)
{
    const auto &map = static_cast<const holder<std_map> *>(peer)->map;
    size_t node = sizeof(void *) + sizeof(std_map::value_type) + sizeof(size_t) + 8;
    return map.bucket_count() * sizeof(void *) + map.size() * ((node + 15) / 16 * 16);
}

template <class Map> void drop(void *peer)
{
    delete static_cast<holder<Map> *>(peer);
}

template <class Map>
constexpr bench_peer make(const char *name, size_t (*size_bytes)(const void *))
{
    return {name, build<Map>, each<Map>, chain<Map>, batch<Map>, size_bytes, drop<Map>};
}

} // namespace

/* Declared in peers.h, so that C sees them. */
constexpr bench_peer bench_absl_string =
    make<string_map>("absl string", flat_size<string_map>);
constexpr bench_peer bench_absl_u64 = make<u64_map>("absl u64", flat_size<u64_map>);
constexpr bench_peer bench_std = make<std_map>("std::unordered_map", std_size);
