# Compiler flags of our own targets, in one interface target, scrubjay_flags. Nothing
# here reaches a program that links the library.
add_library(scrubjay_flags INTERFACE)
target_compile_definitions(scrubjay_flags INTERFACE _GNU_SOURCE)
target_compile_features(scrubjay_flags INTERFACE c_std_11)
target_include_directories(scrubjay_flags INTERFACE "${PROJECT_SOURCE_DIR}")
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(scrubjay_c_warnings -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes
    -Wmissing-prototypes)
target_compile_options(scrubjay_flags INTERFACE
    "$<$<COMPILE_LANGUAGE:C>:${scrubjay_c_warnings}>"
    "$<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wshadow>")
# What it says depends on the optimiser, and cutting off is what snprintf is for.
target_compile_options(scrubjay_flags INTERFACE
    $<$<C_COMPILER_ID:GNU>:-Wno-format-truncation>)
if(SCRUBJAY_WERROR)
    target_compile_options(scrubjay_flags INTERFACE -Werror)
endif()

# No path of the machine that built it in a binary. gcov has to find the sources again.
if(NOT SCRUBJAY_COVERAGE)
    target_compile_options(scrubjay_flags INTERFACE
        "-ffile-prefix-map=${PROJECT_BINARY_DIR}=build"
        "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
endif()

if(SCRUBJAY_SANITIZE)
    set(scrubjay_sanitize "-fsanitize=${SCRUBJAY_SANITIZE}")
    target_compile_options(scrubjay_flags INTERFACE ${scrubjay_sanitize}
        -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(scrubjay_flags INTERFACE ${scrubjay_sanitize})
endif()
if(SCRUBJAY_FUZZ)
    target_compile_options(scrubjay_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(SCRUBJAY_COVERAGE)
    target_compile_options(scrubjay_flags INTERFACE --coverage)
    target_link_options(scrubjay_flags INTERFACE --coverage)
endif()

# The sources of a folder, without those that a pattern excludes. New files are found at
# the next build, without an edit.
function(scrubjay_sources out)
    set(found)
    foreach(pattern IN LISTS ARGN)
        file(GLOB more CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${pattern}")
        list(APPEND found ${more})
    endforeach()
    list(SORT found)
    set(${out} ${found} PARENT_SCOPE)
endfunction()
