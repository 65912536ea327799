# Everything is installed below the prefix and DESTDIR, names no folder of the build, and
# may be moved afterwards (the other tests use the moved tree).
. "$(dirname "$0")/common.sh"
folder=$(fresh installed)
moved=$(fresh moved)

DESTDIR=$folder cmake --install "$BUILD" --prefix /opt/scrubjay >"$folder.log"
mv "$folder/opt/scrubjay" "$moved/scrubjay"
rmdir "$folder/opt" || fail "something was installed beside the prefix"

for file in include/scrubjay/{scrubjay,claim,notes,lines,x12}.h lib/libscrubjay.a lib/libscrubjay.so \
    lib/pkgconfig/scrubjay.pc lib/cmake/scrubjay/scrubjayConfig.cmake bin/scrubjay \
    bin/scrubjay-gen share/man/man1/scrubjay.1; do
    [[ -e $stage/$file ]] || fail "$file is not installed"
done
[[ $(find "$stage/include" -type f | wc -l) -eq 5 ]] || fail "not the five headers"
if grep -rlF -e "$SOURCE" -e "$BUILD" "$stage"; then
    fail "these files name a folder of the build"
fi
"$stage/bin/scrubjay-gen" -o "$WORK/moved/sample.sjay" "$SOURCE/data" >"$folder.gen.log"
