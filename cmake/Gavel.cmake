# Targets in the project's way: flags only on targets, one library per concept.
include_guard()

# Private flags of everything of ours that is compiled.
add_library(gavel_options INTERFACE)
add_library(gavel::options ALIAS gavel_options)
target_compile_features(gavel_options INTERFACE cxx_std_20)
target_compile_options(gavel_options INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -fno-exceptions
  $<$<BOOL:${GAVEL_WERROR}>:-Werror>
  $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>)
target_include_directories(gavel_options INTERFACE
  "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}")
if(GAVEL_SANITIZE)
  target_compile_options(gavel_options INTERFACE
    -fsanitize=${GAVEL_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(gavel_options INTERFACE -fsanitize=${GAVEL_SANITIZE})
endif()

# Coverage for the fuzzer in everything that a fuzz target reaches.
if(GAVEL_FUZZ)
  target_compile_options(gavel_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# gavel_library(name SOURCES a.cc [PUBLIC lib...] [PRIVATE lib...])
# A static library gavel_<name> with the alias gavel::<name>. Libraries that the
# headers need are PUBLIC, all others PRIVATE.
function(gavel_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(gavel_${name} STATIC ${ARG_SOURCES})
  add_library(gavel::${name} ALIAS gavel_${name})
  target_link_libraries(gavel_${name}
    PUBLIC ${ARG_PUBLIC} PRIVATE gavel::options ${ARG_PRIVATE})
endfunction()

# gavel_executable(name OUTPUT file SOURCES a.cc [LIBRARIES lib...])
function(gavel_executable name)
  cmake_parse_arguments(ARG "" "OUTPUT" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE gavel::options ${ARG_LIBRARIES})
  if(ARG_OUTPUT)
    set_target_properties(${name} PROPERTIES OUTPUT_NAME ${ARG_OUTPUT})
  endif()
endfunction()

# gavel_test(name SOURCES a_test.cc [LIBRARIES lib...] [LABELS unit|sandbox|e2e]
#            [DEPENDS target...] [TIMEOUT seconds] [WHOLE])
# One executable; every TEST in it is a ctest of its own, unless it is to be run
# WHOLE.
function(gavel_test name)
  cmake_parse_arguments(ARG "WHOLE" "TIMEOUT"
    "SOURCES;LIBRARIES;LABELS;DEPENDS" ${ARGN})
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE
    gavel::options ${ARG_LIBRARIES} GTest::gmock GTest::gtest_main)
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
  target_compile_definitions(${name} PRIVATE
    GAVEL_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    GAVEL_BINARY_DIR="${CMAKE_BINARY_DIR}"
    GAVEL_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  if(ARG_WHOLE)
    add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES
      LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
    return()
  endif()
  gtest_discover_tests(${name}
    DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
endfunction()

# gavel_link_absl_statically(target)
# Puts Abseil into the executable where its archives are installed. Each of its
# two dozen shared libraries is five mappings more, and mappings are what a fork
# and an exit have to walk.
function(gavel_link_absl_statically target)
  set(archives)
  foreach(part base cord cord_internal cordz_functions cordz_handle cordz_info
               debugging_internal demangle_internal exponential_biased
               graphcycles_internal int128 malloc_internal
               raw_logging_internal spinlock_wait stacktrace status statusor
               str_format_internal strerror strings strings_internal symbolize
               synchronization throw_delegate time time_zone)
    find_library(GAVEL_ABSL_${part} "libabsl_${part}.a")
    mark_as_advanced(GAVEL_ABSL_${part})
    if(NOT GAVEL_ABSL_${part})
      return()
    endif()
    list(APPEND archives "${GAVEL_ABSL_${part}}")
  endforeach()
  # Whole, so that whatever asks later finds it here, and the shared libraries
  # that CMake still names are not needed.
  target_link_options(${target} PRIVATE
    -Wl,--as-needed -Wl,--whole-archive ${archives} -Wl,--no-whole-archive
    -Wl,--gc-sections)
endfunction()
