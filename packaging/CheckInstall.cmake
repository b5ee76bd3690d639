# Fails unless what is installed works from where it is installed.
#
#   cmake -D BUILD=directory -D WORK=directory -P CheckInstall.cmake
file(REMOVE_RECURSE "${WORK}")
execute_process(
  COMMAND "${CMAKE_COMMAND}" -E env "DESTDIR=${WORK}"
          "${CMAKE_COMMAND}" --install "${BUILD}" --prefix /usr
  OUTPUT_QUIET
  COMMAND_ERROR_IS_FATAL ANY)

foreach(file IN ITEMS lib/systemd/system/gavel.service lib/sysusers.d/gavel.conf
                      share/doc/gavel/operations.md)
  if(NOT EXISTS "${WORK}/usr/${file}")
    message(FATAL_ERROR "${file} is not installed")
  endif()
endforeach()

# The sandbox that is found has to be the installed one.
file(WRITE "${WORK}/sum.js" "console.log(1 + 2);\n")
execute_process(
  COMMAND "${WORK}/usr/bin/gavel" run "${WORK}/sum.js"
  OUTPUT_VARIABLE output
  COMMAND_ERROR_IS_FATAL ANY)
if(NOT output STREQUAL "3\n")
  message(FATAL_ERROR "an installed gavel wrote: ${output}")
endif()

find_program(ANALYZE systemd-analyze)
if(ANALYZE)
  # Of the unit itself; units of the system are not below WORK.
  execute_process(
    COMMAND "${ANALYZE}" "--root=${WORK}" --man=no --recursive-errors=no
            verify gavel.service
    ERROR_VARIABLE complaints
    COMMAND_ERROR_IS_FATAL ANY)
  if(complaints MATCHES "gavel\\.service")
    message(FATAL_ERROR "${complaints}")
  endif()
endif()
file(REMOVE_RECURSE "${WORK}")
