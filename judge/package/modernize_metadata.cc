// What drafts of the format called the keys of problem.yaml.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "judge/package/arguments.h"
#include "judge/package/metadata.h"

namespace gavel::package {
namespace {

constexpr char kFile[] = "problem.yaml";

class MetadataModernizer {
 public:
  explicit MetadataModernizer(Findings& warnings) : warnings_(warnings) {}

  void Modernize(YamlNode& root) {
    for (YamlEntry& entry : root.entries) {
      if (entry.key == "type") SplitTypes(entry);
      if (entry.key == "validation") JoinValidation(entry);
      if (entry.key == "limits") RenameMultipliers(entry.value);
    }
  }

 private:
  // "type: pass-fail interactive"
  void SplitTypes(YamlEntry& entry) {
    YamlNode& value = entry.value;
    if (value.kind != YamlNode::Kind::kScalar) return;
    auto types = SplitArguments(value.text);
    if (!types.has_value() || types->size() < 2) return;
    Warn(entry, "several types are a list since 2025-09");
    value = MakeList(*types, value.line);
  }

  // "validation: {interactive: true}" is "validation: custom interactive".
  static void JoinValidation(YamlEntry& entry) {
    YamlNode& value = entry.value;
    if (value.kind != YamlNode::Kind::kMap) return;
    std::string text = "custom";
    for (const YamlEntry& kind : value.entries) {
      if (kind.value.text == "false") continue;
      // What is none of these is refused as a word of the string.
      const std::string word = kind.key == "multipass" ? "multi-pass"
                               : kind.key == "scoring" ? "score"
                                                       : kind.key;
      absl::StrAppend(&text, " ", word);
    }
    value.kind = YamlNode::Kind::kScalar;
    value.text = std::move(text);
    value.entries.clear();
  }

  // "time_multiplier: {ac_to_time_limit: 3}"
  void RenameMultipliers(YamlNode& limits) {
    for (YamlEntry& entry : limits.entries) {
      if (entry.key != "time_multiplier" ||
          entry.value.kind != YamlNode::Kind::kMap ||
          limits.Find("time_multipliers") != nullptr) {
        continue;
      }
      Warn(entry, "time_multiplier is called time_multipliers since 2025-09");
      entry.key = "time_multipliers";
    }
  }

  void Warn(const YamlEntry& entry, absl::string_view what) {
    warnings_.Add(kFile, entry.line, what);
  }

  Findings& warnings_;
};

}  // namespace

void ModernizeMetadata(YamlNode& root, Findings& warnings) {
  MetadataModernizer(warnings).Modernize(root);
}

}  // namespace gavel::package
