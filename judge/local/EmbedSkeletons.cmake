# Writes the files of the skeletons into a .cc file:
#   cmake -DDIRECTORY=skeletons -DOUTPUT=skeletons.cc -P EmbedSkeletons.cmake

file(GLOB_RECURSE _files RELATIVE "${DIRECTORY}" "${DIRECTORY}/*")
list(SORT _files)

set(_text "#include \"judge/local/skeletons.h\"\n\n")
string(APPEND _text "namespace gavel::judge {\nnamespace {\n\n")
string(APPEND _text "constexpr SkeletonFile kFiles[] = {\n")
foreach(_file IN LISTS _files)
  string(REGEX MATCH "^([^/]+)/(.+)$" _matched "${_file}")
  set(_kind "${CMAKE_MATCH_1}")
  set(_path "${CMAKE_MATCH_2}")
  file(READ "${DIRECTORY}/${_file}" _content)
  string(APPEND _text
    "    {\"${_kind}\", \"${_path}\", R\"skeleton(${_content})skeleton\"},\n")
endforeach()
string(APPEND _text "};\n\n}  // namespace\n\n")
string(APPEND _text
  "absl::Span<const SkeletonFile> SkeletonFiles() { return kFiles; }\n\n"
  "}  // namespace gavel::judge\n")
file(WRITE "${OUTPUT}" "${_text}")
