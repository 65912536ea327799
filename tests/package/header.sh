# The public header stands alone: strict C11 and, where there is a C++ compiler, C++11,
# without a warning, and twice in one file.
. "$(dirname "$0")/common.sh"
folder=$(fresh header)

printf '#include <scrubjay/scrubjay.h>\n#include <scrubjay/scrubjay.h>\n' >"$folder/use.c"
"$CC" -std=c11 -pedantic-errors -Wall -Wextra -Werror -I "$SOURCE/include" \
    -fsyntax-only "$folder/use.c"
if command -v c++ >/dev/null; then
    c++ -std=c++11 -pedantic-errors -Wall -Wextra -Werror -I "$SOURCE/include" \
        -fsyntax-only -x c++ "$folder/use.c"
else
    echo "no C++ compiler here: tried as C alone"
fi
