// YAML as packages need it: small, plain documents with line numbers.
//
// Shape:   one document of at most 64 KiB of UTF-8, nested at most 16 deep; no
//          anchors, aliases or tags; map keys are scalars and unique
// Errors:  findings with the line; never an exception
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_PACKAGE_YAML_H_
#define GAVEL_JUDGE_PACKAGE_YAML_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "judge/package/findings.h"

namespace gavel::package {

inline constexpr size_t kMostYaml = size_t{64} * 1024;

struct YamlEntry;

struct YamlNode {
  enum class Kind { kNull, kScalar, kSequence, kMap };

  Kind kind = Kind::kNull;
  // Where it begins, from 1.
  int line = 1;
  // Of a scalar.
  std::string text;
  // Of a sequence.
  std::vector<YamlNode> items;
  // Of a map, in the order of the file.
  std::vector<YamlEntry> entries;

  // The map's value for the key; null if there is none.
  const YamlNode* Find(absl::string_view key) const;
};

struct YamlEntry {
  std::string key;
  int line = 1;
  YamlNode value;
};

// A sequence of scalars.
YamlNode MakeList(const std::vector<std::string>& texts, int line);

// nullopt if something was found wrong. An empty document is a null.
std::optional<YamlNode> ParseYaml(const std::string& text,
                                  absl::string_view file, Findings& findings);

// The scalar as a decimal number; nullopt for anything else.
std::optional<double> YamlNumber(const YamlNode& node);
std::optional<int64_t> YamlInteger(const YamlNode& node);

// A decimal number without signs of infinity or hexadecimal digits.
std::optional<double> ParseDecimalNumber(absl::string_view text);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_YAML_H_
