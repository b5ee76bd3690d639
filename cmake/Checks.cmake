# Checks of the tree itself, as tests beside all others.
include_guard()

add_test(NAME layers
  COMMAND "${CMAKE_COMMAND}" -P "${CMAKE_SOURCE_DIR}/cmake/CheckLayers.cmake")

add_test(NAME layers_rejects
  COMMAND "${CMAKE_COMMAND}"
          -D "ROOT=${CMAKE_SOURCE_DIR}/cmake/layers_fixture"
          -P "${CMAKE_SOURCE_DIR}/cmake/CheckLayers.cmake")
set_tests_properties(layers_rejects PROPERTIES PASS_REGULAR_EXPRESSION
  "reaches_up.h:2: .*reaches_up.h:4: .*reaches_up.h:5: .*3 of 3 includes")

add_test(NAME buf_lint
  COMMAND "${CMAKE_SOURCE_DIR}/node_modules/.bin/buf" lint proto
  WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")

set_tests_properties(layers layers_rejects buf_lint PROPERTIES LABELS unit)

# Other versions lay some code out differently.
find_program(GAVEL_CLANG_FORMAT clang-format-14)
if(GAVEL_CLANG_FORMAT AND EXISTS "${CMAKE_SOURCE_DIR}/.git")
  add_test(NAME format
    COMMAND sh -c "git ls-files -z '*.h' '*.cc' |
                   xargs -0 '${GAVEL_CLANG_FORMAT}' --dry-run -Werror"
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(format PROPERTIES LABELS unit)
endif()
