# What `cmake --install` puts under the prefix: library, header, programs, man pages,
# a pkg-config file and a CMake package, both of which find their own prefix, so that the
# whole tree may be moved.
include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/scrubjay")
install(TARGETS scrubjay EXPORT scrubjayTargets)
install(TARGETS scrubjay_static EXPORT scrubjayStaticTargets)
file(GLOB headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/scrubjay/*.h")
install(FILES ${headers} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/scrubjay")
install(TARGETS scrubjay-gen EXPORT scrubjayTargets)
if(SCRUBJAY_CLI)
    install(TARGETS scrubjay-cli)
endif()

foreach(section IN ITEMS 1 3 5)
    file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/man/*.${section}")
    install(FILES ${pages} DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}")
endforeach()
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# From the folder of the .pc file up to the prefix.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
    BASE_DIRECTORY "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig"
    OUTPUT_VARIABLE SCRUBJAY_PC_PREFIX)
configure_file("${PROJECT_SOURCE_DIR}/cmake/scrubjay.pc.in"
    "${PROJECT_BINARY_DIR}/scrubjay.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/scrubjay.pc"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/scrubjayConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/scrubjayConfig.cmake" INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/scrubjayConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/scrubjayConfig.cmake"
    "${PROJECT_BINARY_DIR}/scrubjayConfigVersion.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/ScrubjayImage.cmake"
    DESTINATION "${package_folder}")
install(EXPORT scrubjayTargets NAMESPACE scrubjay:: DESTINATION "${package_folder}")
install(EXPORT scrubjayStaticTargets NAMESPACE scrubjay:: DESTINATION "${package_folder}")
