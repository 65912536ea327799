# The first C example of README.md compiles against the installed library without a
# warning, runs, and prints what the README says under it.
. "$(dirname "$0")/common.sh"
folder=$(fresh readme)
export PKG_CONFIG_PATH=$stage/lib/pkgconfig

sed -n '/^```c$/,/^```$/p' "$SOURCE/README.md" | sed '1d; /^```$/,$d' \
    >"$folder/example.c"
[[ -s $folder/example.c ]] || fail "README.md has no C example"
lines=$(grep -c . "$folder/example.c")

# shellcheck disable=SC2046
"$CC" -std=c11 -Wall -Wextra -Werror "$folder/example.c" -o "$folder/example" \
    $(pkg-config --cflags --libs scrubjay) -Wl,-rpath,"$stage/lib"
"$folder/example" "$WORK/moved/sample.sjay" E11.9 >"$folder/out" ||
    fail "the example ended with status $?"
sed -n 's/^prints `\(.*\)`.*/\1/p' "$SOURCE/README.md" | head -n 1 >"$folder/promised"
[[ -s $folder/promised ]] || fail "README.md does not say what the example prints"
same "$folder/promised" "$folder/out" "the example does not print what README.md says"
echo "$lines lines of C"
