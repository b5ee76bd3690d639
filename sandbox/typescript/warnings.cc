#include "sandbox/typescript/warnings.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/execution.h"
#include "core/utf8.h"

namespace gavel::sandbox {
namespace {

// Takes a number that counts from 1, and the blank behind it, off the front.
bool TakeNumber(absl::string_view& line, int32_t& number) {
  const size_t end = line.find(' ');
  if (end == line.npos || !absl::SimpleAtoi(line.substr(0, end), &number) ||
      number < 1) {
    return false;
  }
  line.remove_prefix(end + 1);
  return true;
}

}  // namespace

std::vector<TypeWarning> ParseWarnings(absl::string_view written) {
  std::vector<TypeWarning> warnings;
  for (absl::string_view line :
       absl::StrSplit(written.substr(0, kMostWarningBytes), '\n')) {
    if (!line.empty() && line[0] == ' ') {
      if (!warnings.empty()) absl::StrAppend(&warnings.back().text, "\n", line);
      continue;
    }
    TypeWarning warning;
    if (!TakeNumber(line, warning.line) || !TakeNumber(line, warning.column) ||
        !TakeNumber(line, warning.code)) {
      continue;
    }
    if (warnings.size() == kMostWarnings) break;
    warning.text = absl::StrCat(line);
    warnings.push_back(std::move(warning));
  }
  for (TypeWarning& warning : warnings) {
    warning.text = ToValidUtf8(warning.text, kMaxMessage);
  }
  return warnings;
}

}  // namespace gavel::sandbox
