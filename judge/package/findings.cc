#include "judge/package/findings.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/utf8.h"

namespace gavel::package {
namespace {

constexpr size_t kMostFindings = 50;
constexpr size_t kQuotedBytes = 120;

}  // namespace

std::string Quoted(absl::string_view text) {
  const bool cut = text.size() > kQuotedBytes;
  const absl::string_view shown = text.substr(0, kQuotedBytes);
  // A character cut in two is escaped like any other invalid one.
  return absl::StrCat(FindInvalidUtf8(shown) == absl::string_view::npos
                          ? absl::Utf8SafeCHexEscape(shown)
                          : absl::CHexEscape(shown),
                      cut ? "..." : "");
}

void Findings::Add(absl::string_view file, absl::string_view what) {
  Add(file, 0, what);
}

void Findings::Add(absl::string_view file, int line, absl::string_view what) {
  findings_.push_back({absl::StrCat(file), line, absl::StrCat(what)});
}

absl::Status Findings::ToStatus() const {
  if (findings_.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(Lines(), "\n"));
}

std::vector<std::string> Findings::Lines() const {
  std::vector<Finding> sorted = findings_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Finding& x, const Finding& y) {
                     return std::tie(x.file, x.line) < std::tie(y.file, y.line);
                   });
  const auto same = [](const Finding& x, const Finding& y) {
    return std::tie(x.file, x.line, x.what) == std::tie(y.file, y.line, y.what);
  };
  sorted.erase(std::unique(sorted.begin(), sorted.end(), same), sorted.end());
  const size_t most =
      sorted.size() > kMostFindings ? kMostFindings - 1 : sorted.size();
  std::vector<std::string> lines;
  for (size_t i = 0; i < most; ++i) {
    const Finding& finding = sorted[i];
    lines.push_back(absl::StrCat(
        finding.file, ": ",
        finding.line > 0 ? absl::StrCat("line ", finding.line, ": ") : "",
        finding.what));
  }
  if (most < sorted.size()) {
    lines.push_back(absl::StrCat("and ", sorted.size() - most, " more"));
  }
  return lines;
}

}  // namespace gavel::package
