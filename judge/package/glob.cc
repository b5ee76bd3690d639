#include "judge/package/glob.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "judge/package/paths.h"

namespace gavel::package {
namespace {

constexpr size_t kMostChoices = 64;
constexpr size_t kMostGlob = 1024;

// The patterns without braces that one with them stands for; at most one more
// than kMostChoices.
std::vector<std::string> Expand(absl::string_view glob) {
  std::vector<std::string> done;
  std::vector<std::string> open = {std::string(glob)};
  while (!open.empty() && done.size() + open.size() <= kMostChoices) {
    const std::string pattern = std::move(open.back());
    open.pop_back();
    // The innermost choice that closes first.
    const size_t end = pattern.find('}');
    const size_t begin =
        end == std::string::npos ? end : pattern.rfind('{', end);
    if (begin == std::string::npos) {
      done.push_back(pattern);
      continue;
    }
    size_t from = begin + 1;
    while (from <= end) {
      const size_t comma = std::min(pattern.find(',', from), end);
      open.push_back(absl::StrCat(pattern.substr(0, begin),
                                  pattern.substr(from, comma - from),
                                  pattern.substr(end + 1)));
      from = comma + 1;
    }
  }
  done.insert(done.end(), open.begin(), open.end());
  return done;
}

// Whether all of `text` matches; goes back to the last '*' only, which is
// enough.
bool MatchesOne(absl::string_view glob, absl::string_view text) {
  size_t g = 0;
  size_t t = 0;
  size_t star = absl::string_view::npos;
  size_t star_text = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      star_text = t;
    } else if (g < glob.size() && glob[g] == text[t]) {
      ++g;
      ++t;
    } else if (star != absl::string_view::npos && text[star_text] != '/') {
      g = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == absl::string_view::npos;
}

}  // namespace

absl::Status CheckGlob(absl::string_view glob) {
  if (glob.empty() || glob.size() > kMostGlob) {
    return absl::InvalidArgumentError("is empty or too long");
  }
  if (absl::StrContains(glob, "**")) {
    return absl::InvalidArgumentError("** is not supported");
  }
  if (glob.find_first_of("[]?") != absl::string_view::npos) {
    return absl::InvalidArgumentError("[...] and ? are not supported");
  }
  int depth = 0;
  for (const char c : glob) {
    if (c == '{') ++depth;
    if (c == '}' && --depth < 0) break;
  }
  if (depth != 0) {
    return absl::InvalidArgumentError("its braces do not match");
  }
  if (Expand(glob).size() > kMostChoices) {
    return absl::InvalidArgumentError(
        absl::StrCat("has more than ", kMostChoices, " choices"));
  }
  return absl::OkStatus();
}

bool GlobMatches(absl::string_view glob, absl::string_view path) {
  const std::vector<std::string> patterns = Expand(glob);
  return std::any_of(
      patterns.begin(), patterns.end(),
      [&](const std::string& pattern) { return MatchesOne(pattern, path); });
}

bool GlobMatchesPath(absl::string_view glob, absl::string_view path) {
  while (!path.empty()) {
    if (GlobMatches(glob, path)) return true;
    path = ParentOf(path);
  }
  return false;
}

}  // namespace gavel::package
