# Finds V8 as V8::V8: a build that V8_ROOT names, the prefix .v8/ that
# scripts/install unpacks, or the system's libnode-dev.
#
# V8_ROOT  a directory with include/v8.h, include/node/v8.h (or both below usr/)
#          and a library libv8_monolith, libv8 or libnode below lib*/

set(_hints)
if(V8_ROOT)
  list(APPEND _hints "${V8_ROOT}" "${V8_ROOT}/usr")
elseif(DEFINED ENV{V8_ROOT})
  list(APPEND _hints "$ENV{V8_ROOT}" "$ENV{V8_ROOT}/usr")
else()
  list(APPEND _hints "${CMAKE_SOURCE_DIR}/.v8/usr" "/usr")
endif()

find_path(V8_INCLUDE_DIR v8.h HINTS ${_hints}
  PATH_SUFFIXES include/node include NO_DEFAULT_PATH)
find_library(V8_LIBRARY NAMES v8_monolith v8 node HINTS ${_hints}
  PATH_SUFFIXES lib/${CMAKE_LIBRARY_ARCHITECTURE} lib
                lib/x86_64-linux-gnu lib/aarch64-linux-gnu NO_DEFAULT_PATH)

if(V8_INCLUDE_DIR)
  file(READ "${V8_INCLUDE_DIR}/v8-version.h" _version_header)
  foreach(part MAJOR_VERSION MINOR_VERSION BUILD_NUMBER)
    string(REGEX MATCH "define V8_${part} ([0-9]+)" _ "${_version_header}")
    list(APPEND _version "${CMAKE_MATCH_1}")
  endforeach()
  list(JOIN _version "." V8_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(V8
  REQUIRED_VARS V8_LIBRARY V8_INCLUDE_DIR
  VERSION_VAR V8_VERSION
  REASON_FAILURE_MESSAGE "run scripts/install, or set V8_ROOT")

if(V8_FOUND AND NOT TARGET V8::V8)
  add_library(V8::V8 UNKNOWN IMPORTED)
  set_target_properties(V8::V8 PROPERTIES
    IMPORTED_LOCATION "${V8_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${V8_INCLUDE_DIR}")
endif()
mark_as_advanced(V8_INCLUDE_DIR V8_LIBRARY)
