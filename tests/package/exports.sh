# The shared library exports what the headers declare with SJ_API and cmake/symbols
# lists, and nothing else.
. "$(dirname "$0")/common.sh"
folder=$(fresh exports)

# Declarations run over lines; the name is the word before the first parenthesis.
cat "$SOURCE"/include/scrubjay/*.h | tr '\n' ' ' |
    sed 's/#define SJ_API/\n/g; s/SJ_API /\nSJ_API /g' |
    sed -n 's/^SJ_API [^(]*[ *]\(sj_[a-z0-9_]*\)(.*/\1/p' | sort >"$folder/declared"
nm -D --defined-only "$BUILD/lib/libscrubjay.so" | sed 's/.* //; s/@.*//' | sort \
    >"$folder/exported"
declarations=$(cat "$SOURCE"/include/scrubjay/*.h | grep -c '^SJ_API ')
[[ $(wc -l <"$folder/declared") -eq $declarations ]] ||
    fail "found $(wc -l <"$folder/declared") names in $declarations declarations"

same "$folder/declared" "$SOURCE/cmake/symbols" "cmake/symbols is not what the header declares"
same "$SOURCE/cmake/symbols" "$folder/exported" "exports are not those of cmake/symbols"
echo "$declarations functions declared, listed and exported"
