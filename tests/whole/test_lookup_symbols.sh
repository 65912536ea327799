# A lookup, a check or the next claim of an 837 allocates nothing, takes no lock, makes
# no system call and keeps no state but the reader's: the objects of engine/lookup,
# engine/edit and engine/claim (but the one that opens a reader), and what they call,
# refer to nothing outside themselves but functions on memory (vsnprintf writes the words
# of a finding), and hold no writable data.
set -euo pipefail
cd "${SCRUBJAY_SOURCE_DIR:?}"
library=$(dirname "${SCRUBJAY_COMMAND:?}")/../lib/libscrubjay.a
harmless='^(bcmp|mem(chr|cmp|cpy|move|set)|str(len|cmp|ncmp|chr|str)|v?snprintf|__popcountdi2|_GLOBAL_OFFSET_TABLE_)$'
instruments='^_*(asan|ubsan|tsan|sanitizer|gcov|llvm)_|^__stack_chk_fail$|^__tsan'

if [[ ! -e $library ]]; then
    echo "skipped: no static library beside the command"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# provenance.c and status.c hold tables that they read.
members=()
declare -A named
for source in engine/lookup/*.c engine/edit/*.c engine/claim/*.c engine/image/provenance.c engine/image/status.c; do
    [[ $source == engine/claim/x12_open.c ]] && continue
    [[ -e $source ]] || continue
    member=$(basename "$source").o
    named[$member]=$((${named[$member]:-0} + 1)) # two folders may have a file of a name
    members+=("${named[$member]}-$member")
done
for member in "${members[@]}"; do
    (cd "$folder" && ar xN "${member%%-*}" "$(realpath "$library")" "${member#*-}" &&
        mv "${member#*-}" "$member")
done

cd "$folder"
nm --defined-only ./*.o | awk 'NF == 3 { print $3 }' | sort -u >defined
nm -u ./*.o | awk 'NF == 2 { print $2 }' | sort -u >wanted
grep -vE "$harmless|$instruments" wanted | comm -23 - defined >foreign || true
# Tables of pointers are in .data.rel.ro, which is read-only once loaded. Instrumented
# objects have data of their own.
: >writable
if ! grep -qE "$instruments" wanted; then
    size -A ./*.o | awk '
        / *:$/ { object = $1 }
        $1 ~ /^\.(t?data|t?bss)(\.|$)/ && $1 !~ /^\.data\.rel\.ro/ && $2 > 0 {
            print object, $1, $2
        }' >writable
fi

for call in sj_lookup sj_check sj_x12_next sj_x12_room; do
    grep -q "^$call\$" defined || { echo "$call is not among them"; exit 1; }
done
if [[ -s foreign || -s writable ]]; then
    sed 's/^/calls: /' foreign
    sed 's/^/can be written: /' writable
    exit 1
fi
echo "${#members[@]} objects, $(wc -l <defined) symbols, $(wc -l <wanted) called"
