// Reads the fields of a YAML map, refusing what does not belong there.
//
// Errors:  findings with file and line
// Threads: thread-compatible
// Owner:   borrows node and findings
#ifndef GAVEL_JUDGE_PACKAGE_FIELDS_H_
#define GAVEL_JUDGE_PACKAGE_FIELDS_H_

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "judge/package/findings.h"
#include "judge/package/yaml.h"

namespace gavel::package {

class Fields {
 public:
  // A null node is a map without entries; `what` names a map inside the file
  // ("limits"), or is empty for the file's own.
  Fields(const YamlNode& node, const std::string& file, absl::string_view what,
         Findings& findings);

  // Finds keys other than these, in `unknown` rather than in findings if it is
  // given.
  void AllowOnly(std::initializer_list<absl::string_view> keys,
                 Findings* unknown = nullptr) const;

  // Null if the key is missing or has no value.
  const YamlNode* Get(absl::string_view key) const;

  // nullopt if the key is missing, or has no such value, which is found.
  std::optional<std::string> String(absl::string_view key) const;
  std::optional<bool> Boolean(absl::string_view key) const;
  std::optional<double> Number(absl::string_view key) const;
  std::optional<double> PositiveNumber(absl::string_view key) const;
  std::optional<int64_t> PositiveInteger(absl::string_view key) const;
  std::optional<std::vector<std::string>> Strings(absl::string_view key) const;
  // A list of strings, or one string.
  std::optional<std::vector<std::string>> StringOrStrings(
      absl::string_view key) const;
  // What a string has between its spaces; empty if the key is missing.
  std::vector<std::string> Words(absl::string_view key) const;
  // As Words, where quotes hold a part together.
  std::vector<std::string> Arguments(absl::string_view key) const;

  // Finds a value that is too large for every test to have a copy of it; false
  // then.
  bool CheckSmall(absl::string_view key) const;

  // Where the key's value begins; the map's own line if it is missing.
  int Line(absl::string_view key) const;

  void Find(int line, absl::string_view what) const;
  Findings& findings() const { return findings_; }
  const std::string& file() const { return file_; }

 private:
  // "time_limit", or "time_limit in limits".
  std::string Name(absl::string_view key) const;

  const YamlNode& node_;
  const std::string file_;
  const std::string what_;
  Findings& findings_;
};

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_FIELDS_H_
