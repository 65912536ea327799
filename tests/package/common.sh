# Shared by the scripts of this folder. They get SOURCE, BUILD, WORK, DATA, CC and
# GENERATOR from ctest and write below WORK only.
set -euo pipefail
export LC_ALL=C
stage=$WORK/moved/scrubjay # where install.sh leaves the install tree

fail()
{
    echo "FAILED: $*" >&2
    exit 1
}

skip()
{
    echo "skipped: $*"
    exit 77
}

# An empty folder of this name below WORK.
fresh()
{
    rm -rf "${WORK:?}/$1"
    mkdir -p "$WORK/$1"
    echo "$WORK/$1"
}

# same WANT GOT WHAT: two files have the same bytes.
same()
{
    diff -u "$1" "$2" || fail "$3"
}
