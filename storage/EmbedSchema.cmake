# Writes the migrations into a .cc file:
#   cmake -DDIRECTORY=schema -DOUTPUT=schema.cc -P EmbedSchema.cmake
# Fails unless the files are NNNN_name.sql with numbers 0001, 0002, ...

file(GLOB _files "${DIRECTORY}/*.sql")
list(SORT _files)

set(_text "#include \"storage/migrations.h\"\n\n")
string(APPEND _text "namespace gavel::storage {\nnamespace {\n\n")
string(APPEND _text "constexpr Migration kSchema[] = {\n")
set(_number 0)
foreach(_file IN LISTS _files)
  math(EXPR _number "${_number} + 1")
  get_filename_component(_name "${_file}" NAME)
  if(NOT _name MATCHES "^([0-9][0-9][0-9][0-9])_[a-z0-9_]+\\.sql$")
    message(FATAL_ERROR "${_file}: not named NNNN_name.sql")
  endif()
  string(REGEX REPLACE "^0+" "" _given "${CMAKE_MATCH_1}")
  if(NOT _given STREQUAL _number)
    message(FATAL_ERROR "${_file}: migration ${_number} is missing or doubled")
  endif()
  file(READ "${_file}" _sql)
  string(APPEND _text "    {${_number}, \"${_name}\", R\"sql(${_sql})sql\"},\n")
endforeach()
string(APPEND _text "};\n\n}  // namespace\n\n")
string(APPEND _text
  "absl::Span<const Migration> Schema() { return kSchema; }\n\n"
  "}  // namespace gavel::storage\n")
file(WRITE "${OUTPUT}" "${_text}")
