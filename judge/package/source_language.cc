#include "judge/package/source_language.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "absl/strings/str_split.h"
#include "core/submission.h"

namespace gavel::package {
namespace {

struct Row {
  absl::string_view code;
  // Separated by spaces.
  absl::string_view extensions;
};

constexpr Row kLanguages[] = {
    {"ada", ".adb .ads"},
    {"algol68", ".a68"},
    {"apl", ".apl"},
    {"bash", ".sh"},
    {"c", ".c"},
    {"cgmp", ""},
    {"cobol", ".cob"},
    {"cpp", ".cc .cpp .cxx .c++ .C"},
    {"cppgmp", ""},
    {"crystal", ".cr"},
    {"csharp", ".cs"},
    {"d", ".d"},
    {"dart", ".dart"},
    {"elixir", ".ex"},
    {"erlang", ".erl"},
    {"forth", ".fth .4th .forth .frt"},
    {"fortran", ".f90"},
    {"fsharp", ".fs"},
    {"gerbil", ".ss"},
    {"go", ".go"},
    {"haskell", ".hs"},
    {"java", ".java"},
    {"javaalgs4", ""},
    {"julia", ".jl"},
    {"kotlin", ".kt"},
    {"lisp", ".lisp .cl"},
    {"lua", ".lua"},
    {"modula2", ".mod .def"},
    {"nim", ".nim"},
    {"objectivec", ".m"},
    {"ocaml", ".ml"},
    {"octave", ""},
    {"odin", ".odin"},
    {"pascal", ".pas"},
    {"perl", ".pm"},
    {"php", ".php"},
    {"prolog", ".pl"},
    {"python2", ".py2"},
    {"python3", ".py .py3"},
    {"python3numpy", ""},
    {"racket", ".rkt"},
    {"ruby", ".rb"},
    {"rust", ".rs"},
    {"scala", ".scala"},
    {"simula", ".sim"},
    {"smalltalk", ".st"},
    {"snobol", ".sno"},
    {"swift", ".swift"},
    {"visualbasic", ".vb"},
    {"zig", ".zig"},
};

constexpr Row kValidatorLanguages[] = {
    {"checktestdata", ".ctd"},
    {"viva", ".viva"},
};

bool Lists(absl::string_view extensions, absl::string_view extension) {
  const std::vector<absl::string_view> all = absl::StrSplit(extensions, ' ');
  return std::find(all.begin(), all.end(), extension) != all.end();
}

}  // namespace

bool IsLanguageCode(absl::string_view code) {
  return ParseLanguage(code).has_value() ||
         std::any_of(std::begin(kLanguages), std::end(kLanguages),
                     [&](const Row& row) { return row.code == code; });
}

absl::string_view LanguageCodeFromExtension(absl::string_view extension) {
  if (extension.empty()) return "";
  if (const auto language = LanguageFromExtension(extension)) {
    return LanguageName(*language);
  }
  for (const Row& row : kLanguages) {
    if (Lists(row.extensions, extension)) return row.code;
  }
  for (const Row& row : kValidatorLanguages) {
    if (Lists(row.extensions, extension)) return row.code;
  }
  return "";
}

}  // namespace gavel::package
