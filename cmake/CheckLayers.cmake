# Fails on every #include that the layers forbid, as file:line.
#
#   cmake [-D ROOT=directory] -P CheckLayers.cmake
#
# Two tables say what is allowed: which of our headers a file may include, and
# which files may include a third-party library. Tests and benchmarks may
# include anything, and nothing includes them.
cmake_minimum_required(VERSION 3.25)
if(NOT ROOT)
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH ROOT)
endif()

set(FOLDERS core sandbox storage proto judge cli web tests bench)
set(UNRESTRICTED "^(tests|bench)/")

# Rows of two: files, headers of ours. The first row that a file matches counts.
set(OURS
  "^core/"
    "^core/"
  "^sandbox/"
    "^(core|sandbox)/"
  "^storage/"
    "^(core|storage)/"
  "^judge/function/"
    "^(core|judge/function)/"
  "^judge/contest/"
    "^(core|judge/contest)/"
  "^judge/package/"
    "^(core|judge/(function|package))/"
  "^judge/engine/"
    "^(core/|judge/(engine|function|package)/|sandbox/(sandbox|written_files)\\.h|storage/(contest_|rejudging_|user_)?store\\.h)"
  "^judge/verify/"
    "^(core/|judge/(engine|function|package|verify)/|sandbox/sandbox\\.h)"
  "^judge/local/data_commands\\.cc$"
    "^(cli|judge/local)/|^storage/data_(check|copy)\\.h"
  # Wiring: the only places that name implementations.
  "^judge/(service/(main|serve_command)\\.cc$|local/)"
    "^(core|judge|cli)/|^sandbox/(sandbox|supervisor|walls)\\.h|^storage/(data_size|([a-z]+_)?(store|sqlite_[a-z]+))\\.h"
  "^judge/service/"
    "^(core/|judge/(contest|engine|function|service)/|judge/(package/package|verify/(report|verify))\\.h|storage/(contest_|rejudging_|user_)?store\\.h)"
  "^cli/"
    "^(cli/|core/(sha256|status_macros|verdict)\\.h|judge/(package/package|verify/report)\\.h)"
  "^(proto|web)/"
    "^(proto|web)/"
)

# Rows of two: headers of a library, the files at home with it.
set(LIBRARIES
  "^(v8[-a-z0-9]*\\.h|v8config\\.h|libplatform/|cppgc/|node/)"
    "^sandbox/engine/"
  "^linux/(seccomp|filter|landlock)\\.h"
    "^sandbox/jail/"
  "^sqlite3"
    "^storage/sqlite\\.(h|cc)$"
  "^openssl/"
    "^(core/sha256|judge/local/certificate|judge/service/certificates)\\.cc$"
  "^(zip\\.h|yaml-cpp/)"
    "^judge/package/"
  "^(gavel/v1|google/rpc)/"
    "^(judge/(local|service)|cli|web)/"
  "^(grpc|grpcpp|google/protobuf)/"
    "^(judge/service|cli|web)/"
  "^nlohmann/"
    "^(cli|judge/(contest|local|function))/|^storage/json_record\\.h$"
  "^prometheus/"
    "^judge/service/(gauges|metrics)\\.(h|cc)$"
  "^microhttpd\\.h"
    "^judge/service/http_endpoint\\.cc$"
  "^(gtest|gmock|benchmark)/"
    "^$"
)

# Sets `result` to the second column of the first row of `table` whose first
# column matches `text`; empty if none does.
function(lookup table text result)
  set(rows ${${table}})
  while(rows)
    list(POP_FRONT rows key value)
    if(text MATCHES "${key}")
      set(${result} "${value}" PARENT_SCOPE)
      return()
    endif()
  endwhile()
  set(${result} "" PARENT_SCOPE)
endfunction()

# Sets `problem` to what is wrong with the include, or to nothing.
function(judge_include file header quoted problem)
  set(${problem} "" PARENT_SCOPE)
  string(REPLACE ";" "|" folders "${FOLDERS}")
  if(header MATCHES "^(${folders})/")
    lookup(OURS "${file}" allowed)
    if(NOT allowed OR NOT header MATCHES "${allowed}")
      set(${problem} "this folder may not include ${header}" PARENT_SCOPE)
    endif()
    return()
  endif()
  lookup(LIBRARIES "${header}" home)
  if(home AND NOT file MATCHES "${home}")
    set(${problem} "${header} is at home elsewhere (${home})" PARENT_SCOPE)
  elseif(quoted AND NOT home AND NOT header MATCHES "^absl/")
    set(${problem} "${header} is neither ours by its full path nor known"
        PARENT_SCOPE)
  endif()
endfunction()

set(present)
foreach(folder IN LISTS FOLDERS)
  if(IS_DIRECTORY "${ROOT}/${folder}")
    list(APPEND present "${folder}")
  endif()
endforeach()

execute_process(
  COMMAND grep -rnE "--include=*.h" "--include=*.cc"
          "^[[:space:]]*#[[:space:]]*include[[:space:]]" ${present}
  WORKING_DIRECTORY "${ROOT}"
  OUTPUT_VARIABLE output
  RESULT_VARIABLE status)
if(status GREATER 1)
  message(FATAL_ERROR "grep failed on ${ROOT}")
endif()

string(REGEX MATCHALL "[^\n]+" includes "${output}")
set(count 0)
set(errors 0)
foreach(line IN LISTS includes)
  if(NOT line MATCHES "^([^:]+):([0-9]+):[^<\"]*([<\"])([^>\"]+)")
    message(SEND_ERROR "cannot read: ${line}")
    continue()
  endif()
  set(file "${CMAKE_MATCH_1}")
  set(number "${CMAKE_MATCH_2}")
  set(header "${CMAKE_MATCH_4}")
  set(quoted FALSE)
  if(CMAKE_MATCH_3 STREQUAL "\"")
    set(quoted TRUE)
  endif()
  math(EXPR count "${count} + 1")
  if(file MATCHES "${UNRESTRICTED}")
    continue()
  endif()
  judge_include("${file}" "${header}" ${quoted} problem)
  if(problem)
    math(EXPR errors "${errors} + 1")
    message("${file}:${number}: ${problem}")
  endif()
endforeach()

if(errors GREATER 0)
  message(FATAL_ERROR "${errors} of ${count} includes break the layers")
endif()
message(STATUS "${count} includes keep the layers")
