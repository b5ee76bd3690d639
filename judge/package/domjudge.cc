// domjudge-problem.ini: lines like "timelimit = '2'".
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/utf8.h"
#include "judge/package/metadata.h"

namespace gavel::package {
namespace {

constexpr absl::string_view kFile = "domjudge-problem.ini";

// The value without its quotes.
absl::string_view Unquoted(absl::string_view value) {
  value = absl::StripAsciiWhitespace(value);
  const bool quoted = value.size() >= 2 && value.front() == value.back() &&
                      (value.front() == '\'' || value.front() == '"');
  return quoted ? value.substr(1, value.size() - 2) : value;
}

void TakeName(absl::string_view name, Metadata& metadata) {
  name = absl::StripAsciiWhitespace(name);
  if (!metadata.names.empty() || name.empty() ||
      FindInvalidUtf8(name) != absl::string_view::npos) {
    return;
  }
  metadata.title = std::string(name);
  metadata.names["en"] = metadata.title;
}

}  // namespace

void ReadDomjudgeFile(const Reading& reading, Metadata& metadata) {
  const auto text = ReadText(reading, kFile);
  if (!text.has_value()) return;
  const std::vector<std::string> lines = absl::StrSplit(*text, '\n');
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::vector<absl::string_view> parts =
        absl::StrSplit(lines[i], absl::MaxSplits('=', 1));
    if (parts.size() < 2) continue;
    const absl::string_view key = absl::StripAsciiWhitespace(parts[0]);
    const absl::string_view value = Unquoted(parts[1]);
    if (key == "timelimit") {
      TakeTimeLimit(kFile, value, reading, metadata);
    } else if (key == "name") {
      TakeName(value, metadata);
    } else if (key == "special_run" || key == "special_compare") {
      reading.errors.Add(kFile, static_cast<int>(i) + 1,
                         absl::StrCat(key,
                                      " names a program outside of the "
                                      "package"));
    }
  }
}

}  // namespace gavel::package
