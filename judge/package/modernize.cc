// What drafts of the format called the keys of test_group.yaml.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "judge/package/arguments.h"
#include "judge/package/test_settings.h"

namespace gavel::package {
namespace {

constexpr absl::string_view kFlags = "_flags";
constexpr absl::string_view kArguments = "_args";

class Modernizer {
 public:
  Modernizer(absl::string_view file, const Reading& reading)
      : file_(file), reading_(reading) {}

  void Modernize(YamlNode& node) {
    std::vector<YamlEntry> entries;
    std::swap(entries, node.entries);
    for (YamlEntry& entry : entries) Take(std::move(entry), node);
  }

 private:
  void Take(YamlEntry entry, YamlNode& node) {
    const bool map = entry.value.kind == YamlNode::Kind::kMap;
    if (map && (entry.key == "grading" || entry.key == "scoring")) {
      // A score, of each test, has no name today.
      Warn(entry, "max_score, score_aggregation and require_pass");
      for (YamlEntry& inner : entry.value.entries) {
        if (inner.key == "aggregation") inner.key = "score_aggregation";
        Put(std::move(inner), node);
      }
    } else if (map && entry.key == "static_validation") {
      Warn(entry, "static_validation_score and static_validator_args");
      for (YamlEntry& inner : entry.value.entries) {
        if (inner.key == "score") inner.key = "static_validation_score";
        if (inner.key == "args") inner.key = "static_validator_args";
        Put(std::move(inner), node);
      }
    } else if (absl::EndsWith(entry.key, kFlags)) {
      TakeFlags(std::move(entry), node);
    } else if (absl::EndsWith(entry.key, kArguments) &&
               entry.value.kind == YamlNode::Kind::kScalar) {
      reading_.warnings.Add(
          file_, entry.line,
          absl::StrCat(Quoted(entry.key), " is a list since 2025-09"));
      SplitString(entry.value);
      Put(std::move(entry), node);
    } else {
      Put(std::move(entry), node);
    }
  }

  // "output_validator_flags: a b" is "output_validator_args: [a, b]".
  void TakeFlags(YamlEntry entry, YamlNode& node) {
    const std::string key = absl::StrCat(
        entry.key.substr(0, entry.key.size() - kFlags.size()), "_args");
    Warn(entry, key);
    entry.key = key;
    SplitString(entry.value);
    Put(std::move(entry), node);
  }

  // One in which a quote does not end stays, and is no list to whoever reads
  // it.
  static void SplitString(YamlNode& value) {
    if (value.kind != YamlNode::Kind::kScalar) return;
    const auto arguments = SplitArguments(value.text);
    if (arguments.has_value()) value = MakeList(*arguments, value.line);
  }

  void Put(YamlEntry entry, YamlNode& node) {
    if (node.Find(entry.key) != nullptr) {
      return reading_.errors.Add(
          file_, entry.line,
          absl::StrCat(Quoted(entry.key), " is given twice"));
    }
    node.entries.push_back(std::move(entry));
  }

  void Warn(const YamlEntry& entry, absl::string_view now) {
    reading_.warnings.Add(
        file_, entry.line,
        absl::StrCat(Quoted(entry.key), " is called ", now, " since 2025-09"));
  }

  const absl::string_view file_;
  const Reading& reading_;
};

}  // namespace

void Modernize(YamlNode& node, absl::string_view file, const Reading& reading) {
  Modernizer(file, reading).Modernize(node);
}

}  // namespace gavel::package
