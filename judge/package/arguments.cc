#include "judge/package/arguments.h"

#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "judge/package/fields.h"
#include "judge/package/yaml.h"

namespace gavel::package {
namespace {

class Parser {
 public:
  Parser(const GivenArguments& given, Findings& findings)
      : given_(given), findings_(findings) {}

  CompareOptions Parse() {
    for (; next_ < given_.arguments.size(); ++next_) {
      ParseOne(given_.arguments[next_]);
    }
    return options_;
  }

 private:
  void ParseOne(const std::string& name) {
    if (name == "case_sensitive") {
      SetFlag(name, options_.case_sensitive);
    } else if (name == "space_change_sensitive") {
      SetFlag(name, options_.space_change_sensitive);
    } else if (name == "float_absolute_tolerance") {
      SetTolerance(name, options_.absolute_tolerance, ParseValue(name));
    } else if (name == "float_relative_tolerance") {
      SetTolerance(name, options_.relative_tolerance, ParseValue(name));
    } else if (name == "float_tolerance") {
      const std::optional<double> value = ParseValue(name);
      const bool absolute_is_new = !options_.absolute_tolerance.has_value();
      SetTolerance(name, options_.absolute_tolerance, value);
      if (absolute_is_new) {
        SetTolerance(name, options_.relative_tolerance, value);
      }
    } else {
      Find(absl::StrCat("unknown output validator argument ", Quoted(name)));
    }
  }

  void SetFlag(const std::string& name, bool& flag) {
    if (flag) FindTwice(name);
    flag = true;
  }

  void SetTolerance(const std::string& name, std::optional<double>& tolerance,
                    std::optional<double> value) {
    if (tolerance.has_value()) return FindTwice(name);
    // One that is wrong still counts as given.
    tolerance = value.value_or(0);
  }

  std::optional<double> ParseValue(const std::string& name) {
    if (next_ + 1 == given_.arguments.size()) {
      Find(absl::StrCat(name, " has no number after it"));
      return std::nullopt;
    }
    const std::string& text = given_.arguments[++next_];
    const std::optional<double> value = ParseDecimalNumber(text);
    if (value.has_value() && *value >= 0) return value;
    Find(absl::StrCat(name, " ", Quoted(text), " is not a number from 0 up"));
    return std::nullopt;
  }

  void FindTwice(const std::string& name) {
    Find(absl::StrCat(name,
                      " is given twice, or with another tolerance that "
                      "it includes"));
  }

  void Find(absl::string_view what) {
    findings_.Add(given_.file, given_.line, what);
  }

  const GivenArguments& given_;
  Findings& findings_;
  size_t next_ = 0;
  CompareOptions options_;
};

std::optional<GivenArguments> Given(const Fields& fields,
                                    const std::string& file,
                                    absl::string_view key) {
  const YamlNode* const node = fields.Get(key);
  if (node == nullptr) return std::nullopt;
  std::optional<std::vector<std::string>> arguments = fields.Strings(key);
  if (!arguments.has_value()) return std::nullopt;
  return GivenArguments{file, node->line, *std::move(arguments)};
}

void RefuseProgramArguments(const Fields& fields) {
  const YamlNode* const node = fields.Get("args");
  if (node == nullptr || !fields.Strings("args").has_value()) return;
  if (node->items.empty()) return;
  fields.Find(node->line,
              "args: command line arguments for submissions are not supported");
}

void RefuseScoring(const Fields& fields) {
  for (const absl::string_view key :
       {"max_score", "score_aggregation", "static_validation_score",
        "require_pass", "static_validator_args"}) {
    const YamlNode* const node = fields.Get(key);
    if (node == nullptr) continue;
    fields.Find(node->line,
                absl::StrCat(key,
                             ": scoring and static validation are not "
                             "supported"));
  }
}

}  // namespace

CompareOptions ParseArguments(const GivenArguments& given, Findings& findings) {
  return Parser(given, findings).Parse();
}

bool SameOptions(const CompareOptions& x, const CompareOptions& y) {
  return x.case_sensitive == y.case_sensitive &&
         x.space_change_sensitive == y.space_change_sensitive &&
         x.absolute_tolerance == y.absolute_tolerance &&
         x.relative_tolerance == y.relative_tolerance;
}

std::optional<GivenArguments> ParseGroupFile(const std::string& text,
                                             const std::string& file,
                                             Findings& findings) {
  const std::optional<YamlNode> root = ParseYaml(text, file, findings);
  if (!root.has_value()) return std::nullopt;
  const Fields fields(*root, file, "", findings);
  fields.AllowOnly({"max_score", "score_aggregation", "static_validation_score",
                    "require_pass", "args", "input_validator_args",
                    "static_validator_args", "output_validator_args",
                    "input_visualizer_args", "output_visualizer_args",
                    "full_feedback"});
  RefuseScoring(fields);
  RefuseProgramArguments(fields);
  return Given(fields, file, "output_validator_args");
}

std::optional<GivenArguments> ParseTestFile(const std::string& text,
                                            const std::string& file,
                                            Findings& findings) {
  const std::optional<YamlNode> root = ParseYaml(text, file, findings);
  if (!root.has_value()) return std::nullopt;
  const Fields fields(*root, file, "", findings);
  fields.AllowOnly({"args", "input_validator_args", "output_validator_args",
                    "input_visualizer_args", "output_visualizer_args",
                    "full_feedback", "hint", "description"});
  RefuseProgramArguments(fields);
  return Given(fields, file, "output_validator_args");
}

std::optional<GivenArguments> ParseLegacyGroupFile(const std::string& text,
                                                   const std::string& file,
                                                   Findings& findings) {
  const std::optional<YamlNode> root = ParseYaml(text, file, findings);
  if (!root.has_value()) return std::nullopt;
  const Fields fields(*root, file, "", findings);
  fields.AllowOnly({"on_reject", "grading", "grader_flags",
                    "input_validator_flags", "output_validator_flags",
                    "accept_score", "reject_score", "range"});
  const YamlNode* const node = fields.Get("output_validator_flags");
  if (node == nullptr) return std::nullopt;
  const std::string flags =
      fields.String("output_validator_flags").value_or("");
  return GivenArguments{
      file, node->line,
      absl::StrSplit(flags, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty())};
}

}  // namespace gavel::package
