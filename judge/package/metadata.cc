#include "judge/package/metadata.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "judge/package/fields.h"
#include "judge/package/yaml.h"

namespace gavel::package {
namespace {

// Larger than any limit, small enough not to overflow in bytes.
constexpr int64_t kMostUnits = int64_t{1} << 40;

int64_t Units(std::optional<int64_t> given) {
  return std::min(*given, kMostUnits);
}

class Parser {
 public:
  Parser(const YamlNode& root, const std::string& file, Findings& findings)
      : root_(root, file, "", findings), file_(file), findings_(findings) {}

  Metadata Parse() {
    ParseVersion();
    if (metadata_.legacy) {
      ParseLegacy();
    } else {
      root_.AllowOnly({"problem_format_version", "type", "name", "uuid",
                       "version", "credits", "source", "license",
                       "rights_owner", "embargo_until", "limits", "keywords",
                       "languages", "allow_file_writing", "constants"});
    }
    ParseType();
    ParseName();
    ParseLimits();
    return metadata_;
  }

 private:
  void ParseVersion() {
    const YamlNode* const version = root_.Get("problem_format_version");
    metadata_.legacy = version == nullptr || version->text == "legacy" ||
                       version->text == "legacy-icpc";
    if (metadata_.legacy || version->text == "2025-09") return;
    root_.Find(version->line,
               absl::StrCat("problem_format_version ", Quoted(version->text),
                            " is not supported: 2025-09 and legacy are"));
  }

  void ParseLegacy() {
    const bool known = root_.AllowOnly(
        {"problem_format_version", "type", "name", "uuid", "author", "source",
         "source_url", "license", "rights_owner", "validation",
         "validator_flags", "grading", "keywords", "limits"});
    if (!known && root_.Get("problem_format_version") == nullptr) {
      findings_.Add(file_,
                    "has no problem_format_version, so it is read as legacy");
    }
    const YamlNode* const validation = root_.Get("validation");
    if (validation != nullptr && validation->text != "default") {
      root_.Find(validation->line,
                 "custom output validators are not supported: validation can "
                 "only be default");
    }
    const YamlNode* const flags = root_.Get("validator_flags");
    if (flags == nullptr) return;
    metadata_.validator_flags_line = flags->line;
    metadata_.validator_flags =
        absl::StrSplit(root_.String("validator_flags").value_or(""),
                       absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty());
  }

  void ParseType() {
    const YamlNode* const type = root_.Get("type");
    if (type == nullptr) return;
    if (type->kind == YamlNode::Kind::kScalar) return ParseTypeName(*type);
    if (type->items.empty()) {
      root_.Find(type->line, "type is neither a string nor a list of them");
    }
    for (const YamlNode& item : type->items) ParseTypeName(item);
  }

  void ParseTypeName(const YamlNode& type) {
    if (type.text == "pass-fail") return;
    static constexpr std::array<absl::string_view, 4> kKnown = {
        "scoring", "multi-pass", "interactive", "submit-answer"};
    const bool known =
        std::find(kKnown.begin(), kKnown.end(), type.text) != kKnown.end();
    root_.Find(type.line, absl::StrCat("type ", Quoted(type.text),
                                       known ? " is not supported: pass-fail is"
                                             : " is unknown"));
  }

  void ParseName() {
    const YamlNode* name = root_.Get("name");
    if (name == nullptr) {
      if (!metadata_.legacy) findings_.Add(file_, "has no name");
      return;
    }
    const int line = name->line;
    if (name->kind == YamlNode::Kind::kMap) name = TitleOf(*name);
    if (name == nullptr || name->kind != YamlNode::Kind::kScalar ||
        !IsTitle(name->text)) {
      return root_.Find(line,
                        "name is neither a line of text nor a map of them");
    }
    metadata_.title = name->text;
  }

  static const YamlNode* TitleOf(const YamlNode& names) {
    const YamlNode* const english = names.Find("en");
    if (english != nullptr || names.entries.empty()) return english;
    const auto other = std::find_if(names.entries.begin(), names.entries.end(),
                                    [](const YamlEntry& entry) {
                                      return absl::StartsWith(entry.key, "en-");
                                    });
    return other != names.entries.end() ? &other->value
                                        : &names.entries.front().value;
  }

  static bool IsTitle(absl::string_view text) {
    return !absl::StripAsciiWhitespace(text).empty() &&
           std::none_of(text.begin(), text.end(), [](char c) {
             return absl::ascii_iscntrl(static_cast<unsigned char>(c));
           });
  }

  void ParseLimits() {
    const YamlNode* const node = root_.Get("limits");
    if (node == nullptr) return;
    const Fields limits(*node, file_, "limits", findings_);
    if (metadata_.legacy) {
      limits.AllowOnly({"time_multiplier", "time_safety_margin", "time_limit",
                        "memory", "output", "code", "compilation_time",
                        "compilation_memory", "validation_time",
                        "validation_memory", "validation_output"});
    } else {
      limits.AllowOnly({"time_multipliers", "time_limit", "time_resolution",
                        "memory", "output", "code", "compilation_time",
                        "compilation_memory", "validation_time",
                        "validation_memory", "validation_output",
                        "validation_passes"});
    }
    ReadLimits(limits);
    const absl::Status status = ValidateLimits(metadata_.limits);
    if (!status.ok()) {
      root_.Find(node->line, status.message());
    }
  }

  void ReadLimits(const Fields& given) {
    Limits& limits = metadata_.limits;
    if (const auto seconds = given.PositiveNumber("time_limit")) {
      limits.cpu_time = absl::Seconds(*seconds);
      metadata_.has_time_limit = true;
    }
    if (const auto mib = given.PositiveInteger("memory")) {
      limits.memory = MiB(Units(mib));
    }
    if (const auto mib = given.PositiveInteger("output")) {
      limits.output = MiB(Units(mib));
    }
    if (const auto kib = given.PositiveInteger("code")) {
      limits.source = KiB(Units(kib));
    }
    if (const auto seconds = given.PositiveInteger("compilation_time")) {
      limits.compile_time = absl::Seconds(Units(seconds));
    }
    if (const auto mib = given.PositiveInteger("compilation_memory")) {
      limits.compile_memory = MiB(Units(mib));
    }
  }

  const Fields root_;
  const std::string file_;
  Findings& findings_;
  Metadata metadata_;
};

}  // namespace

Metadata ParseMetadata(const std::string& text, const std::string& file,
                       Findings& findings) {
  const std::optional<YamlNode> root = ParseYaml(text, file, findings);
  if (!root.has_value()) return {};
  if (root->kind == YamlNode::Kind::kNull) {
    findings.Add(file, "is empty");
    return {};
  }
  return Parser(*root, file, findings).Parse();
}

void ParseTimeLimitFile(const std::string& text, const std::string& file,
                        Metadata& metadata, Findings& findings) {
  const std::optional<double> seconds =
      ParseDecimalNumber(absl::StripAsciiWhitespace(text));
  if (!seconds.has_value() || *seconds <= 0) {
    return findings.Add(file, "is not a number of seconds above 0");
  }
  if (metadata.has_time_limit) {
    return findings.Add(file, "problem.yaml gives a time limit as well");
  }
  metadata.limits.cpu_time = absl::Seconds(*seconds);
  const absl::Status status = ValidateLimits(metadata.limits);
  if (!status.ok()) findings.Add(file, status.message());
}

}  // namespace gavel::package
