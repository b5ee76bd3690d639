#include "judge/package/metadata.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "core/submission.h"
#include "judge/package/source_language.h"

namespace gavel::package {
namespace {

constexpr char kFile[] = "problem.yaml";

bool IsTitle(absl::string_view text) {
  return !absl::StripAsciiWhitespace(text).empty() &&
         std::none_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_iscntrl(static_cast<unsigned char>(c));
         });
}

std::string VersionOf(const Fields& root) {
  return root.String("problem_format_version").value_or("legacy");
}

bool IsDraft(absl::string_view version) {
  return version == "2023-07" || version == "2023-07-draft" ||
         version == "2025-09-draft" || version == "draft";
}

class MetadataReader {
 public:
  MetadataReader(const YamlNode& root, Reading& reading)
      : root_(root, kFile, "", reading.errors), reading_(reading) {}

  Metadata Read() {
    ReadVersion();
    CheckKeys();
    ReadType();
    ReadValidation();
    ReadName();
    ReadIdentity();
    ReadPublication(root_, reading_, metadata_);
    ReadLimits(root_, reading_, metadata_);
    ReadLanguages();
    metadata_.allow_file_writing =
        root_.Boolean("allow_file_writing").value_or(false);
    if (!IsLegacy(metadata_.format)) {
      metadata_.constants = ParseConstants(root_);
    }
    ReadGrading();
    reading_.constants = metadata_.constants;
    return std::move(metadata_);
  }

 private:
  void ReadVersion() {
    const std::string version = VersionOf(root_);
    Format& format = metadata_.format;
    if (version == "legacy-icpc") {
      format = Format::kLegacyIcpc;
    } else if (version == "2025-09") {
      format = Format::k202509;
    } else if (IsDraft(version)) {
      format = Format::kDraft;
      Warn("problem_format_version",
           absl::StrCat("problem_format_version ", version,
                        " is read as a draft of 2025-09"));
    } else if (version != "legacy") {
      root_.Find(root_.Line("problem_format_version"),
                 absl::StrCat("problem_format_version ", Quoted(version),
                              " is not supported: 2025-09, legacy and "
                              "legacy-icpc are"));
    }
    reading_.format = format;
  }

  void CheckKeys() {
    Findings& strict = reading_.strict();
    switch (metadata_.format) {
      case Format::k202509:
        root_.AllowOnly({"problem_format_version", "type", "name", "uuid",
                         "version", "credits", "source", "license",
                         "rights_owner", "embargo_until", "limits", "keywords",
                         "languages", "allow_file_writing", "constants"},
                        &strict);
        return;
      case Format::kDraft:
        root_.AllowOnly({"problem_format_version",
                         "type",
                         "name",
                         "uuid",
                         "version",
                         "credits",
                         "source",
                         "license",
                         "rights_owner",
                         "embargo_until",
                         "limits",
                         "keywords",
                         "languages",
                         "allow_file_writing",
                         "constants",
                         "author",
                         "authors",
                         "source_url",
                         "validation",
                         "validator_flags",
                         "grading"},
                        &strict);
        return;
      case Format::kLegacy:
      case Format::kLegacyIcpc:
        root_.AllowOnly(
            {"problem_format_version", "type", "name", "uuid", "author",
             "source", "source_url", "license", "rights_owner", "validation",
             "validator_flags", "grading", "keywords", "limits"},
            &strict);
        if (root_.Get("problem_format_version") == nullptr &&
            !reading_.warnings.empty()) {
          reading_.warnings.Add(
              kFile, "has no problem_format_version, so it is read as legacy");
        }
    }
  }

  void ReadType() {
    metadata_.type_line = root_.Line("type");
    const auto types = root_.StringOrStrings("type");
    if (!types.has_value()) return;
    if (types->empty()) Find("type", "type is an empty list");
    bool pass_fail = false;
    for (auto type = types->begin(); type != types->end(); ++type) {
      if (std::find(types->begin(), type, *type) != type) {
        Find("type", absl::StrCat("type ", Quoted(*type), " is given twice"));
      }
      if (*type == "pass-fail") {
        pass_fail = true;
      } else {
        TakeType(*type);
      }
    }
    if (pass_fail && metadata_.scoring) Exclude("pass-fail", "scoring");
    if (metadata_.submit_answer && metadata_.interactive) {
      Exclude("submit-answer", "interactive");
    }
    if (metadata_.submit_answer && metadata_.multi_pass) {
      Exclude("submit-answer", "multi-pass");
    }
    if (metadata_.format == Format::kLegacyIcpc && metadata_.scoring) {
      Find("type", "legacy-icpc packages are pass-fail");
    }
  }

  void TakeType(const std::string& type) {
    const bool legacy = IsLegacy(metadata_.format);
    if (type == "scoring") {
      metadata_.scoring = true;
    } else if (type == "interactive" && !legacy) {
      metadata_.interactive = true;
    } else if (type == "multi-pass" && !legacy) {
      metadata_.multi_pass = true;
    } else if (type == "submit-answer" && !legacy) {
      metadata_.submit_answer = true;
    } else {
      Find("type", absl::StrCat("type ", Quoted(type), " is unknown",
                                absl::StrContains(type, ' ')
                                    ? ": several types are a list"
                                    : ""));
    }
  }

  void Exclude(absl::string_view one, absl::string_view other) {
    Find("type", absl::StrCat("type ", one, " excludes ", other));
  }

  void ReadName() {
    const YamlNode* const name = root_.Get("name");
    metadata_.name_line = root_.Line("name");
    if (name == nullptr) {
      if (!IsLegacy(metadata_.format))
        reading_.errors.Add(kFile, "has no name");
      return;
    }
    if (name->kind != YamlNode::Kind::kMap) return TakeName("en", *name);
    if (name->entries.empty()) Find("name", "name is an empty map");
    for (const YamlEntry& entry : name->entries) {
      if (!IsNaturalLanguage(entry.key)) {
        root_.Find(entry.line, absl::StrCat("name: ", Quoted(entry.key),
                                            " is no language code"));
      }
      TakeName(entry.key, entry.value);
    }
  }

  void TakeName(const std::string& language, const YamlNode& name) {
    if (name.kind == YamlNode::Kind::kScalar && IsTitle(name.text)) {
      metadata_.names[language] = name.text;
      const bool english =
          language == "en" || (absl::StartsWith(language, "en-") &&
                               metadata_.names.count("en") == 0);
      if (english || metadata_.title.empty()) metadata_.title = name.text;
      return;
    }
    root_.Find(name.line, "name is neither a line of text nor a map of them");
  }

  void ReadIdentity() {
    metadata_.uuid = root_.String("uuid").value_or("");
    if (metadata_.uuid.empty() && !IsLegacy(metadata_.format)) {
      reading_.strict().Add(kFile, "has no uuid");
    }
    metadata_.version = root_.String("version").value_or("");
    if (metadata_.format == Format::k202509) {
      metadata_.keywords =
          root_.Strings("keywords").value_or(std::vector<std::string>());
      return;
    }
    const YamlNode* const keywords = root_.Get("keywords");
    metadata_.keywords =
        keywords != nullptr && keywords->kind == YamlNode::Kind::kSequence
            ? root_.Strings("keywords").value_or(std::vector<std::string>())
            : root_.Words("keywords");
  }

  void ReadLanguages() {
    if (IsLegacy(metadata_.format)) return;
    metadata_.languages_line = root_.Line("languages");
    const YamlNode* const node = root_.Get("languages");
    if (node == nullptr) return;
    std::vector<std::string> codes =
        root_.StringOrStrings("languages").value_or(std::vector<std::string>());
    if (codes.size() == 1 && codes[0] == "all") return;
    // Drafts had strings of several.
    if (node->kind == YamlNode::Kind::kScalar &&
        metadata_.format == Format::kDraft) {
      codes = root_.Words("languages");
    }
    if (codes.empty()) Find("languages", "languages is an empty list");
    for (const std::string& code : codes) {
      if (IsLanguageCode(code)) continue;
      Find("languages",
           absl::StrCat("languages: ", Quoted(code), " is no language code"));
    }
    metadata_.languages = std::move(codes);
  }

  // Keys of legacy packages and early drafts.
  void ReadValidation() {
    if (metadata_.format == Format::k202509) return;
    metadata_.validator_flags_line = root_.Line("validator_flags");
    if (root_.CheckSmall("validator_flags")) {
      metadata_.validator_flags = root_.Arguments("validator_flags");
    }
    metadata_.validation_line = root_.Line("validation");
    const std::vector<std::string> words = root_.Words("validation");
    if (words.empty()) return;
    metadata_.custom_validation = words[0] == "custom";
    if (words[0] != "default" && words[0] != "custom") {
      Find("validation", "validation begins with neither default nor custom");
    }
    for (size_t i = 1; i < words.size(); ++i) TakeValidation(words[i]);
  }

  void TakeValidation(const std::string& word) {
    const bool known =
        word == "score" || word == "interactive" || word == "multi-pass";
    if (!known || !metadata_.custom_validation) {
      return Find("validation", absl::StrCat("validation: ", Quoted(word),
                                             " is not supported here"));
    }
    if (word == "interactive") metadata_.interactive = true;
    if (word == "multi-pass") metadata_.multi_pass = true;
    if (word == "score" && !metadata_.scoring) {
      Find("validation", "validation: score is only for scoring problems");
    }
  }

  void ReadGrading() {
    const YamlNode* const node = root_.Get("grading");
    if (node == nullptr || metadata_.format == Format::k202509) return;
    const Fields grading(*node, kFile, "grading", reading_.errors);
    grading.AllowOnly({"objective", "show_test_data_groups"},
                      &reading_.strict());
    if (!metadata_.scoring) {
      Find("grading", "grading is only for scoring problems");
    }
    grading.Boolean("show_test_data_groups");
    const std::string objective = grading.String("objective").value_or("max");
    metadata_.minimize = objective == "min";
    if (objective != "min" && objective != "max") {
      grading.Find(grading.Line("objective"),
                   "objective is neither min nor max");
    }
  }

  void Find(absl::string_view key, absl::string_view what) {
    root_.Find(root_.Line(key), what);
  }
  void Warn(absl::string_view key, absl::string_view what) {
    reading_.warnings.Add(kFile, root_.Line(key), what);
  }

  const Fields root_;
  Reading& reading_;
  Metadata metadata_;
};

}  // namespace

bool IsNaturalLanguage(absl::string_view code) {
  const std::vector<absl::string_view> parts = absl::StrSplit(code, '-');
  const auto all = [](absl::string_view text, int (*is)(int)) {
    return std::all_of(text.begin(), text.end(), [is](char c) {
      return is(static_cast<unsigned char>(c)) != 0;
    });
  };
  const auto lower = [](int c) { return int{c >= 'a' && c <= 'z'}; };
  const auto upper = [](int c) { return int{c >= 'A' && c <= 'Z'}; };
  if (parts.size() > 2) return false;
  const size_t size = parts[0].size();
  if ((size != 2 && size != 3) || !all(parts[0], lower)) return false;
  return parts.size() == 1 || (parts[1].size() == 2 && all(parts[1], upper));
}

Metadata ReadMetadata(Reading& reading) {
  if (!reading.files.Has(kFile)) {
    reading.errors.Add(kFile, "is missing");
    return {};
  }
  const std::optional<std::string> text = ReadText(reading, kFile);
  if (!text.has_value()) return {};
  std::optional<YamlNode> root = ParseYaml(
      std::string(WithoutByteOrderMark(*text)), kFile, reading.errors);
  if (!root.has_value()) return {};
  if (IsDraft(VersionOf(Fields(*root, kFile, "", reading.errors)))) {
    ModernizeMetadata(*root, reading.warnings);
  }
  if (root->kind == YamlNode::Kind::kNull) {
    reading.errors.Add(kFile, "is empty");
    return {};
  }
  Metadata metadata = MetadataReader(*root, reading).Read();
  // By the rules of the format that the file itself names.
  CheckText(reading, kFile, *text);
  return metadata;
}

}  // namespace gavel::package
