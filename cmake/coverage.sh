#!/usr/bin/env bash
# coverage.sh SOURCE BUILD: lines that the tests of a coverage build executed, a file a
# line and a folder a line, from gcov. Run ctest first.
set -euo pipefail
export LC_ALL=C
source=$(realpath "$1")

cd "$2"
# The objects of each part are compiled once, so no file is counted twice.
find . -path './engine/*.gcda' -o -path './gen/*.gcda' -o -path './cli/*.gcda' |
    sort | xargs gcov --no-output 2>/dev/null | awk -v "root=$source/" '
    /^File / {
        file = substr($0, 7, length($0) - 7)
        ours = index(file, root) == 1 && file ~ /\.c$/
        file = substr(file, length(root) + 1)
    }
    /^Lines executed:/ && ours {
        split($0, field, /[:% ]+/)
        part = file
        sub(/\/[^\/]*$/, "", part)
        lines[part] += field[5]
        hits[part] += field[3] * field[5] / 100
        all_lines += field[5]
        all_hits += field[3] * field[5] / 100
        printf "%6.1f%% of %5d  %s\n", field[3], field[5], file
        ours = 0
    }
    END {
        if (!all_lines) {
            print "coverage: no counters; run the tests of this build first"
            exit 1
        }
        print ""
        for (part in lines)
            printf "%6.1f%% of %5d  %s/\n", 100 * hits[part] / lines[part],
                lines[part], part | "sort -k 4"
        close("sort -k 4")
        printf "%6.1f%% of %5d  all lines\n", 100 * all_hits / all_lines, all_lines
    }'
