#include "judge/package/reading.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "core/utf8.h"

namespace gavel::package {
namespace {

constexpr absl::string_view kByteOrderMark = "\xef\xbb\xbf";

// Constants are replaced in files up to this size.
constexpr size_t kMostSource = size_t{8} << 20;

std::optional<YamlNode> ReadYaml(const Reading& reading, absl::string_view path,
                                 const Constants& constants) {
  const std::optional<std::string> text = ReadText(reading, path);
  if (!text.has_value()) return std::nullopt;
  CheckText(reading, path, *text);
  return ParseYaml(ReplaceConstants(constants, WithoutByteOrderMark(*text)),
                   path, reading.errors);
}

}  // namespace

std::optional<std::string> ReadText(const Reading& reading,
                                    absl::string_view path) {
  if (!reading.files.Has(path)) return std::nullopt;
  absl::StatusOr<std::string> text = reading.files.Read(path, kMostYaml);
  if (text.ok()) return *std::move(text);
  reading.errors.Add(path, Quoted(text.status().message()));
  return std::nullopt;
}

absl::string_view WithoutByteOrderMark(absl::string_view text) {
  absl::ConsumePrefix(&text, kByteOrderMark);
  return text;
}

void CheckText(const Reading& reading, absl::string_view path,
               absl::string_view text) {
  if (absl::StartsWith(text, kByteOrderMark)) {
    reading.strict().Add(path, 1, "begins with a byte order mark");
  }
  const size_t carriage_return = text.find('\r');
  if (carriage_return == absl::string_view::npos) return;
  const auto line =
      std::count(text.begin(),
                 text.begin() + static_cast<ptrdiff_t>(carriage_return), '\n');
  reading.strict().Add(path, static_cast<int>(line) + 1,
                       "has a carriage return: lines end with LF only");
}

std::optional<YamlNode> ReadYaml(const Reading& reading,
                                 absl::string_view path) {
  return ReadYaml(reading, path, {});
}

std::optional<YamlNode> ReadYamlWithConstants(const Reading& reading,
                                              absl::string_view path) {
  return ReadYaml(reading, path, reading.constants);
}

PackageFile FileAt(const Reading& reading, absl::string_view path,
                   absl::string_view name) {
  const TreeEntry* const entry = reading.files.Find(path);
  return {std::string(name), entry == nullptr ? "" : entry->source};
}

PackageFile SourceAt(const Reading& reading, absl::string_view path,
                     absl::string_view name) {
  PackageFile file = FileAt(reading, path, name);
  if (reading.constants.empty()) return file;
  const absl::StatusOr<std::string> text =
      reading.files.Read(path, kMostSource);
  if (!text.ok() || FindInvalidUtf8(*text) != absl::string_view::npos) {
    return file;
  }
  std::string replaced = ReplaceConstants(reading.constants, *text);
  if (replaced != *text) file.text = std::move(replaced);
  return file;
}

}  // namespace gavel::package
