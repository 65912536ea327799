# scrubjay_compile_image(NAME OUTPUT file SOURCES path... [MANIFEST file] [CARRY]
#                        [EMBED target symbol])
#
# Compile official releases into an image when the project is built, by scrubjay-gen.
#   NAME     a target that builds the image; part of ALL
#   OUTPUT   the image, absolute or relative to the current binary folder
#   SOURCES  files and folders, as for `scrubjay compile`, relative to the current source
#            folder; the image is made anew when one of the files changes
#   EMBED    put the image into `target` as well, for sj_image_open_memory():
#                extern const unsigned char symbol[];
#                extern const unsigned long symbol_size;
#
# For users: find_package(scrubjay) brings this function and scrubjay::scrubjay-gen.
function(scrubjay_compile_image name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "CARRY" "OUTPUT;MANIFEST" "SOURCES;EMBED")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "scrubjay_compile_image: unknown: ${arg_UNPARSED_ARGUMENTS}")
    endif()
    if(NOT arg_OUTPUT OR NOT (arg_SOURCES OR arg_MANIFEST))
        message(FATAL_ERROR "scrubjay_compile_image: OUTPUT and SOURCES are needed")
    endif()
    list(LENGTH arg_EMBED embed_words)
    if(NOT embed_words MATCHES "^(0|2)$")
        message(FATAL_ERROR "scrubjay_compile_image: EMBED takes a target and a symbol")
    endif()

    cmake_path(ABSOLUTE_PATH arg_OUTPUT BASE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}"
        NORMALIZE)
    set(sources)
    set(depends)
    foreach(source IN LISTS arg_SOURCES arg_MANIFEST)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
            NORMALIZE)
        if(IS_DIRECTORY "${source}")
            file(GLOB_RECURSE files CONFIGURE_DEPENDS "${source}/*")
            list(APPEND depends ${files})
        else()
            list(APPEND depends "${source}")
        endif()
        list(APPEND sources "${source}")
    endforeach()

    set(options -o "${arg_OUTPUT}")
    set(outputs "${arg_OUTPUT}")
    if(arg_MANIFEST)
        list(POP_BACK sources manifest)
        list(APPEND options --manifest "${manifest}")
    endif()
    if(arg_CARRY)
        list(APPEND options --carry)
    endif()
    if(arg_EMBED)
        list(GET arg_EMBED 0 target)
        list(GET arg_EMBED 1 symbol)
        set(embedded "${arg_OUTPUT}.c")
        list(APPEND options --embed-c "${embedded}" --embed-symbol "${symbol}")
        list(APPEND outputs "${embedded}")
        target_sources(${target} PRIVATE "${embedded}")
    endif()

    add_custom_command(OUTPUT ${outputs}
        COMMAND scrubjay::scrubjay-gen ${options} ${sources}
        DEPENDS scrubjay::scrubjay-gen ${depends}
        COMMENT "Compiling image ${name}"
        VERBATIM)
    add_custom_target(${name} ALL DEPENDS ${outputs})
    if(arg_EMBED)
        add_dependencies(${target} ${name})
    endif()
endfunction()
