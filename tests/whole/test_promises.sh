# Every promise of docs/PROMISES.md names tests that exist: in the last column of each
# table row, words in backquotes are ctest names (tests/*/test_NAME.*, scripts of
# tests/package) or test functions.
set -euo pipefail
cd "${SCRUBJAY_SOURCE_DIR:?}"

exists()
{
    compgen -G "tests/*/test_$1.*" >/dev/null || [[ -e tests/package/$1.sh ]] ||
        [[ -e tests/package/${1#package_}.sh ]] || [[ -e fuzz/fuzz_${1#fuzz_}.c ]] ||
        grep -rqs "^static void $1(void \*\*state)" tests
}

named=0 missing=0
while IFS= read -r name; do
    named=$((named + 1))
    if ! exists "$name"; then
        echo "docs/PROMISES.md: no test is called $name" >&2
        missing=$((missing + 1))
    fi
done < <(sed -n 's/^|.*|\([^|]*\)|$/\1/p' docs/PROMISES.md |
    grep -o '`[a-z0-9_]*`' | tr -d '`')

rows=$(grep -c '^| [A-Z]' docs/PROMISES.md)
echo "$rows promises, $named tests named, $missing missing"
((rows > 0 && named >= rows && missing == 0))
