# A stranger's C program builds through pkg-config, against the shared and against the
# static library, and answers.
. "$(dirname "$0")/common.sh"
folder=$(fresh pkgconfig)
export PKG_CONFIG_PATH=$stage/lib/pkgconfig
program=$(dirname "$0")/stranger/main.c
version=$(pkg-config --modversion scrubjay)

# shellcheck disable=SC2046 # flags are words
"$CC" -std=c11 -Wall -Wextra -Werror "$program" -o "$folder/shared" \
    $(pkg-config --cflags --libs scrubjay) -Wl,-rpath,"$stage/lib"
"$folder/shared" "$WORK/moved/sample.sjay" >"$folder/shared.out"
same "$(dirname "$0")/stranger/expected" "$folder/shared.out" "shared: answers differ"
"$folder/shared" --version | grep -Fx "$version" || fail "the library is not $version"
ldd "$folder/shared" | grep -F "$stage/lib/libscrubjay.so.${version%%.*} " ||
    { ldd "$folder/shared"; fail "not linked with the library of the stage"; }

# shellcheck disable=SC2046
"$CC" -std=c11 -Wall -Wextra -Werror "$program" -o "$folder/static" \
    $(pkg-config --cflags scrubjay) "$stage/lib/libscrubjay.a" \
    $(pkg-config --static --libs-only-l scrubjay | sed 's/-lscrubjay//') -pthread
"$folder/static" "$WORK/moved/sample.sjay" >"$folder/static.out"
same "$(dirname "$0")/stranger/expected" "$folder/static.out" "static: answers differ"
