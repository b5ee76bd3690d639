// Test data groups of formats with test_group.yaml.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "judge/package/group_scoring.h"
#include "judge/package/paths.h"
#include "judge/package/test_data.h"
#include "judge/package/test_files.h"

namespace gavel::package {
namespace {

constexpr int kSample = 0;
constexpr int kSecret = 1;

class GroupsReader {
 public:
  GroupsReader(const TestDataContext& context, TestData& data)
      : context_(context),
        reading_(context.reading),
        scoring_(context, data.groups, data.static_validator_arguments),
        data_(data) {}

  void Read() {
    TestSettings settings = DefaultSettings(context_);
    ReadRoot(settings);
    TestSettings sample = settings;
    sample.full_feedback = true;
    AddGroup("sample", -1);
    ReadGroup(kSample, sample);
    ReadSamples(sample);
    AddGroup("secret", -1);
    TestSettings secret = settings;
    ReadGroup(kSecret, secret);
    ReadSecret(settings, secret);
    scoring_.Derive(data_.tests);
    scoring_.Check(data_.tests);
  }

 private:
  // data/test_group.yaml: drafts had it, and groups without their own file had
  // what it says.
  void ReadRoot(TestSettings& settings) {
    const std::string file = GroupFileIn(reading_, "data");
    if (file.empty()) return;
    if (reading_.format == Format::k202509) {
      return reading_.errors.Add(
          file, "belongs into data/sample, data/secret or a group of it");
    }
    ReadFile(file, [&](const Fields& fields) {
      TakeSettings(fields, context_.settings(), settings);
    });
  }

  void AddGroup(const std::string& name, int parent) {
    data_.groups.push_back({name, parent, GroupScoring()});
  }

  void ReadGroup(int group, TestSettings& settings) {
    const std::string directory =
        absl::StrCat("data/", data_.groups[static_cast<size_t>(group)].name);
    const std::string file = GroupFileIn(reading_, directory);
    scoring_.Begin(group, file.empty() ? directory : file);
    if (file.empty()) return;
    ReadFile(file, [&](const Fields& fields) {
      TakeSettings(fields, context_.settings(), settings);
      scoring_.Read(group, fields);
    });
  }

  template <typename Take>
  void ReadFile(const std::string& file, const Take& take) {
    auto root = ReadYamlWithConstants(reading_, file);
    if (!root.has_value()) return;
    if (reading_.format == Format::kDraft) Modernize(*root, file, reading_);
    const Fields fields(*root, file, "", reading_.errors);
    // Modernize leaves a score in drafts only.
    const bool draft = reading_.format == Format::kDraft;
    fields.AllowOnly(
        {draft ? "score" : "max_score", "max_score", "score_aggregation",
         "static_validation_score", "require_pass", "args",
         "input_validator_args", "static_validator_args",
         "output_validator_args", "input_visualizer_args",
         "output_visualizer_args", "full_feedback"},
        &reading_.strict());
    take(fields);
  }

  void ReadSamples(const TestSettings& settings) {
    ReadTestsIn(context_, "data/sample", kSample, settings, data_);
    for (const std::string& path : reading_.files.Children("data/sample")) {
      if (!reading_.files.IsDirectory(path) || IsFilesDirectory(path)) continue;
      reading_.errors.Add(path, "data/sample cannot have groups");
    }
  }

  void ReadSecret(const TestSettings& outside, const TestSettings& secret) {
    std::vector<std::string> groups;
    const size_t before = data_.tests.size();
    ReadTestsIn(context_, "data/secret", kSecret, secret, data_);
    for (const std::string& path : reading_.files.Children("data/secret")) {
      if (!reading_.files.IsDirectory(path) || IsFilesDirectory(path)) continue;
      if (IsGroup(path)) {
        groups.push_back(path);
      } else {
        ReadBelow(path, kSecret, secret);
      }
    }
    if (!groups.empty() && data_.tests.size() > before) {
      reading_.errors.Add("data/secret", "holds both test cases and groups");
    }
    std::sort(groups.begin(), groups.end());
    for (const std::string& path : groups) ReadSecretGroup(path, outside);
  }

  // In 2025-09 its file makes a directory a group; drafts had no other.
  bool IsGroup(const std::string& path) const {
    return reading_.format == Format::kDraft ||
           !GroupFileIn(reading_, path).empty();
  }

  void ReadSecretGroup(const std::string& path, const TestSettings& outside) {
    const int group = static_cast<int>(data_.groups.size());
    AddGroup(path.substr(absl::string_view("data/").size()), kSecret);
    TestSettings settings = outside;
    ReadGroup(group, settings);
    const size_t before = data_.tests.size();
    ReadTestsIn(context_, path, group, settings, data_);
    for (const std::string& inner : reading_.files.Children(path)) {
      if (reading_.files.IsDirectory(inner) && !IsFilesDirectory(inner)) {
        ReadBelow(inner, group, settings);
      }
    }
    if (data_.tests.size() == before && !scoring_.HasStatic(group)) {
      reading_.errors.Add(path, "is a group without a test case");
    }
  }

  // Directories that are no groups, however deep.
  void ReadBelow(const std::string& directory, int group,
                 const TestSettings& settings) {
    if (const std::string file = GroupFileIn(reading_, directory);
        !file.empty()) {
      reading_.errors.Add(file, "groups cannot have groups below them");
    }
    ReadTestsIn(context_, directory, group, settings, data_);
    for (const std::string& path : reading_.files.Children(directory)) {
      if (reading_.files.IsDirectory(path) && !IsFilesDirectory(path)) {
        ReadBelow(path, group, settings);
      }
    }
  }

  const TestDataContext& context_;
  const Reading& reading_;
  GroupScoringReader scoring_;
  TestData& data_;
};

}  // namespace

void ReadGroups(const TestDataContext& context, TestData& data) {
  GroupsReader(context, data).Read();
}

}  // namespace gavel::package
