#include "judge/verify/names.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/utf8.h"

namespace gavel::verify {
namespace {

constexpr size_t kMostQuoted = 200;

}  // namespace

std::string TestFile(absl::string_view test, absl::string_view extension) {
  return absl::StrCat("data/", test.substr(0, test.find(':')), extension);
}

std::string Because(absl::string_view text) {
  const absl::string_view rest = absl::StripLeadingAsciiWhitespace(text);
  const absl::string_view line = rest.substr(0, rest.find('\n'));
  if (line.empty()) return "";
  return absl::StrCat(": ", ToValidUtf8(line, kMostQuoted),
                      line.size() > kMostQuoted ? "..." : "");
}

std::string LastLine(absl::string_view text) {
  const absl::string_view rest = absl::StripTrailingAsciiWhitespace(text);
  return absl::StrCat(rest.substr(rest.rfind('\n') + 1));
}

bool LacksRuntime(const package::Package& package,
                  absl::string_view directory) {
  return std::any_of(package.without_runtime.begin(),
                     package.without_runtime.end(),
                     [&](const package::WithoutRuntime& part) {
                       return absl::StartsWith(part.path, directory);
                     });
}

}  // namespace gavel::verify
