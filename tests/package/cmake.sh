# A stranger's project builds through find_package: with the shared library, with the
# static one, and with an image compiled and embedded by scrubjay_compile_image(). The
# same project builds with the source tree added to it.
. "$(dirname "$0")/common.sh"
folder=$(fresh cmake)

cmake -S "$(dirname "$0")/stranger" -B "$folder/build" -G "$GENERATOR" \
    -D CMAKE_C_COMPILER="$CC" -D CMAKE_PREFIX_PATH="$stage" \
    -D SAMPLE_DATA="$SOURCE/data" >"$folder/configure.log"
cmake --build "$folder/build" >"$folder/build.log" || { cat "$folder/build.log"; exit 1; }

for program in with_shared with_static; do
    "$folder/build/$program" "$folder/build/sample.sjay" >"$folder/$program.out"
    same "$(dirname "$0")/stranger/expected" "$folder/$program.out" "$program differs"
done
"$folder/build/with_embedded" >"$folder/with_embedded.out"
same "$(dirname "$0")/stranger/expected" "$folder/with_embedded.out" "embedded differs"
cmp "$folder/build/sample.sjay" "$WORK/moved/sample.sjay" ||
    fail "the image that CMake compiled is not the one the command compiled"

# The source tree as a part of the project: no package, no command, no test.
cmake -S "$(dirname "$0")/stranger" -B "$folder/tree" -G "$GENERATOR" \
    -D CMAKE_C_COMPILER="$CC" -D SCRUBJAY_SOURCE="$SOURCE" -D SAMPLE_DATA="$SOURCE/data" \
    >"$folder/tree.log" || { cat "$folder/tree.log"; exit 1; }
cmake --build "$folder/tree" >>"$folder/tree.log" || { cat "$folder/tree.log"; exit 1; }
find "$folder/tree" -type f \( -name with_embedded -o -name with_static \) |
    sort >"$folder/programs"
[[ $(wc -l <"$folder/programs") -eq 2 ]] || fail "programs were not built in the tree"
while read -r program; do
    "$program" $([[ $program == *embedded ]] || echo "$WORK/moved/sample.sjay") \
        >"$folder/tree.out"
    same "$(dirname "$0")/stranger/expected" "$folder/tree.out" "$program differs"
done <"$folder/programs"

# A project that asks for another minor version is told so.
mkdir "$folder/other"
printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(other C)' \
    'find_package(scrubjay 99.0 REQUIRED)' >"$folder/other/CMakeLists.txt"
if cmake -S "$folder/other" -B "$folder/other/build" -G "$GENERATOR" \
    -D CMAKE_PREFIX_PATH="$stage" >"$folder/other.log" 2>&1; then
    fail "version 99.0 was found"
fi
grep -q 'compatible' "$folder/other.log" || { cat "$folder/other.log"; fail "no reason"; }
