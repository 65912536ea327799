# Same inputs, same bytes: scrubjay-gen built by gcc and by clang, at -O0 and at -O2,
# compiles the same releases 12 times, in two folders, two locales, three time zones, with
# one, three and its own number of threads, its inputs in another order each time. One
# hash.
# For the sample by arguments, for the sample by manifest, and for the real releases.
. "$(dirname "$0")/common.sh"
mkdir -p "$WORK/rebuild"
here=$(cd "$(dirname "$0")" && pwd)
cd "$WORK/rebuild"
rm -rf images one two

command -v gcc >/dev/null && command -v clang >/dev/null || skip "gcc and clang are needed"

# ---- four generators (kept between runs: ninja knows what is old) --------------------

builds=()
for compiler in gcc clang; do
    for level in O0 O2; do
        cmake -S "$SOURCE" -B "$compiler-$level" -G "$GENERATOR" \
            -D CMAKE_C_COMPILER="$compiler" -D CMAKE_BUILD_TYPE=None \
            -D CMAKE_C_FLAGS="-$level" -D SCRUBJAY_CLI=OFF -D SCRUBJAY_TESTS=OFF \
            -D SCRUBJAY_INSTALL=OFF >"$compiler-$level.log"
        cmake --build "$compiler-$level" --target scrubjay-gen >>"$compiler-$level.log" ||
            { tail -n 40 "$compiler-$level.log"; fail "$compiler -$level does not build"; }
        # shellcheck disable=SC2046 # flags are words
        "$compiler" -std=c11 "-$level" -I "$SOURCE" -I "$SOURCE/include" \
            "$here/rebuild_threads.c" -o "$compiler-$level/rebuild_threads" \
            "$compiler-$level/lib/libscrubjay_gen_lib.a" \
            "$compiler-$level/lib/libscrubjay.a" \
            $(pkg-config --libs libarchive expat libxxhash) -pthread
        builds+=("$PWD/$compiler-$level")
    done
done

# ---- two folders ---------------------------------------------------------------------

# A second way to the same bytes: links under other folder names.
mkdir -p images one "two/deep er"
cp -r "$SOURCE/data" one/sample
cp -rs "$SOURCE/data" "two/deep er/sample"
sets=(arguments manifest)
if [[ -e $DATA/manifest.csv ]]; then
    real=$(realpath "$DATA")
    cp -rs "$real" one/real
    cp -rs "$real" "two/deep er/real"
    sets+=(real)
else
    echo "no real releases here: the sample alone"
fi

# A locale whose rules differ from C's, if this machine has or can make one.
locale=C.UTF-8
other=$(locale -a | grep -iE -m 1 '^(de|fr|tr|sv)_' || true)
if [[ -n $other ]]; then
    locale=$other
elif localedef -i tr_TR -f UTF-8 "$PWD/tr_TR.UTF-8" >/dev/null 2>&1; then
    export LOCPATH=$PWD
    locale=tr_TR.UTF-8
fi

# ---- twelve images a set -------------------------------------------------------------

# shuffled SEED FILE: the lines of a file in an order that the seed fixes.
shuffled()
{
    awk -v seed="$1" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' "$2" | sort |
        cut -f 2-
}

shuffle_manifest()
{
    local file=$1 seed=$2
    cp "$file" manifest.was
    rm "$file"
    { head -n 1 manifest.was; tail -n +2 manifest.was >rows; shuffled "$seed" rows; } \
        >"$file"
}

names_that_tell='^(icd10|HCPC|NOC)'
count=0
for set in "${sets[@]}"; do
    for build in 0 1 2 3 4 5 6 7 8 9 10 11; do
        folders=(one "two/deep er")
        folder=${folders[(build / 4 + build) % 2]}
        locales=(C "$locale")
        zones=(UTC Pacific/Kiritimati America/Los_Angeles)
        programs=("bin/scrubjay-gen -o" "rebuild_threads 1" "rebuild_threads 3")
        inputs=()
        case $set in
        arguments)
            find "$folder/sample/" -maxdepth 1 -name '*.*' >found
            sed 's|.*/||' found | grep -E "$names_that_tell" >names
            shuffled $((build + 1)) names >order
            while read -r name; do
                inputs+=("$folder/sample/$name")
            done <order
            ;;
        manifest)
            shuffle_manifest "$folder/sample/manifest.csv" $((build + 1))
            inputs=("$folder/sample")
            ;;
        real)
            shuffle_manifest "$folder/real/manifest.csv" $((build + 1))
            inputs=("$folder/real")
            ;;
        esac
        # shellcheck disable=SC2086 # a program and its first argument
        LC_ALL=${locales[build / 2 % 2]} TZ=${zones[build % 3]} \
            "${builds[build % 4]}"/${programs[build / 4]} \
            "images/$set-$build.sjay" "${inputs[@]}" >"images/$set-$build.log" 2>&1 ||
            { tail -n 20 "images/$set-$build.log"; fail "$set, build $build"; }
        count=$((count + 1))
    done
    hashes=$(sha256sum images/"$set"-*.sjay | cut -d ' ' -f 1 | sort | uniq -c)
    [[ $(wc -l <<<"$hashes") -eq 1 ]] ||
        { sha256sum images/"$set"-*.sjay; fail "$set: the images differ"; }
    echo "$set: 12 images, one hash:${hashes#*12}, $(stat -c %s "images/$set-0.sjay") bytes"
done
rm -rf images one two
echo "$count images; locales C and $locale"
