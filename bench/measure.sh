#!/bin/sh
# Measures what bench/RESULTS.md publishes and prints it as markdown: ratios of lookups
# beside other structures, instructions and cache misses a lookup (callgrind), cache lines
# touched, opening times. Builds nothing: `./run bench` does that, then calls this.
#
# Usage: bench/measure.sh [IMAGE]
# IMAGE: an image with ICD-10-CM and HCPCS; without it $SCRUBJAY_IMAGE, else one is
# compiled from the releases in $SCRUBJAY_DATA (default ../shared/data).
# BUILD: build folder (default build/release). TURNS: turns of bench_ratios.
# COUNTED: lookups that callgrind counts. BYTES: of the 837 file (default 256 MiB).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
build=${BUILD:-$root/build/release}
bench=$build/bench
counted=${COUNTED:-65536}

say()
{
    printf '%s\n' "$*"
}

# What callgrind counts inside the counted function: instructions, level 1 read misses.
# The caches are a fixed model (48 KB level 1, 2 MB level 2), the same on every machine.
count()
{
    valgrind --tool=callgrind --toggle-collect=bench_counted --cache-sim=yes \
        --D1=49152,12,64 --LL=2097152,16,64 --callgrind-out-file=/dev/null \
        "$bench/count_lookup" "$image" "$1" "$2" "$3" "$counted" 2>&1 |
        awk -v n="$counted" '/Collected/ { a = $4 / n; b = $8 / n; found = 1 }
            END { if (!found) exit 1; printf "%.0f (%.2f)", a, b }'
}

# One row a structure.
count_table()
{
    say
    say "### Instructions a lookup, in brackets level 1 data read misses: $1"
    say
    say "Loop, call and answer included; $counted lookups in random order."
    say
    say "| structure | hit | near miss | batch of 64, hit | batch of 64, near miss |"
    say "|---|---|---|---|---|"
    for structure in scrubjay "scrubjay, a date each" "image, one date" \
        "image, no date" "absl u64" "absl string" std::unordered_map "binary search" \
        LMDB SQLite; do
        printf '| %s |' "$structure"
        for how in hit miss batch batch-miss; do
            printf ' %s |' "$(count "$1" $how "$structure")"
        done
        printf '\n'
    done
}

# What a check takes, counted alike: instructions a claim.
count_checks()
{
    say
    say "| claim | instructions |"
    say "|---|---|"
    for claim in "professional, 4 diagnoses, clean" "professional, 4 diagnoses, drawn" \
        "inpatient, 25 diagnoses, clean" "inpatient, 25 diagnoses, drawn"; do
        printf '| %s | ' "$claim"
        valgrind --tool=callgrind --toggle-collect=bench_counted \
            --callgrind-out-file=/dev/null "$bench/bench_check" "$image" "$claim" 2>&1 |
            awk -v n=1024 '/Collected/ { a = $4 / n; found = 1 }
                END { if (!found) exit 1; printf "%.0f |\n", a }'
    done
}

# The same of claims with service lines.
count_lines_checks()
{
    say
    say "| claim | instructions |"
    say "|---|---|"
    for claim in "professional, 4 diagnoses, 4 lines, clean" \
        "professional, 4 diagnoses, 4 lines, drawn" \
        "professional, 4 diagnoses, 50 lines, clean" \
        "professional, 4 diagnoses, 50 lines, drawn"; do
        printf '| %s | ' "$claim"
        valgrind --tool=callgrind --toggle-collect=bench_counted \
            --callgrind-out-file=/dev/null "$bench/bench_lines" "$image" "$claim" 2>&1 |
            awk -v n=256 '/Collected/ { a = $4 / n; found = 1 }
                END { if (!found) exit 1; printf "%.0f |\n", a }'
    done
}

# Instructions a byte of an 837, counted alike.
count_x12()
{
    say
    say "| 837 | instructions a byte |"
    say "|---|---|"
    for what in "memchr, each terminator" "every element, byte by byte" \
        "read, in memory" "read, through room and feed" "read and check, in memory"; do
        printf '| %s | ' "$what"
        valgrind --tool=callgrind --child-silent-after-fork=yes \
            --toggle-collect=bench_counted --callgrind-out-file=/dev/null \
            "$bench/bench_x12" --count "$what" "$image" 2>&1 |
            awk '/ bytes$/ { n = $1 } /Collected/ { a = $4 }
                END { if (!n || !a) exit 1; printf "%.2f |\n", a / n }'
    done
}

describe_machine()
{
    say "## Measured"
    say
    say "- commit: $(git -C "$root" rev-parse --short=12 HEAD 2>/dev/null || say none)$(
        git -C "$root" diff --quiet HEAD 2>/dev/null || say ', with changes')"
    say "- processor: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
        "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg) at the start"
    say "- compiler: $(${CC:-gcc} --version | head -n 1)"
    say "- library: shared, $(sed -n 's/^CMAKE_BUILD_TYPE:[^=]*=//p' \
        "$build/CMakeCache.txt") ($(sed -n 's/^CMAKE_C_FLAGS_RELWITHDEBINFO:[^=]*=//p' \
        "$build/CMakeCache.txt")); peers and loops: -O3 -march=x86-64-v3"
    say "- image: $(wc -c <"$image") bytes, build id" \
        "$("$build/bin/scrubjay" info "$image" | sed -n 's/^build id *//p')"
}

for program in bench/bench_ratios bench/bench_open bench/bench_check \
    bench/bench_lines bench/bench_x12 bench/bench_ndjson bench/count_lookup \
    bench/count_lines bin/scrubjay; do
    if ! [ -x "$build/$program" ]; then
        say "measure.sh: no $build/$program; ./run bench builds it" >&2
        exit 2
    fi
done

image=${1:-${SCRUBJAY_IMAGE:-}}
if [ -z "$image" ]; then
    image=$build/bench/measured.sjay
    "$build/bin/scrubjay" compile -o "$image" \
        "${SCRUBJAY_DATA:-$root/../shared/data}" >&2
fi

describe_machine
"$bench/bench_ratios" "$image" ${TURNS:+"$TURNS"}
if command -v valgrind >/dev/null; then
    count_table icd10cm
else
    say
    say "Instructions were not counted: valgrind is not installed."
fi
"$bench/count_lines" "$image"
"$bench/bench_check" "$image"
"$bench/bench_lines" "$image"
if command -v valgrind >/dev/null; then
    count_checks
    count_lines_checks
fi
"$bench/bench_x12" "$image" "$build/bin/scrubjay" ${BYTES:+"$BYTES"}
"$bench/bench_x12" "$image" - 67108864 even
if command -v valgrind >/dev/null; then
    count_x12
fi
"$bench/bench_ndjson"
"$bench/bench_open" "$image"
