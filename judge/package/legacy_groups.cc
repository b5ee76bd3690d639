// Test data groups of formats with testdata.yaml, and of drafts that have them.
//
// A key that a group's file leaves out is as in the closest group above it that
// has it. The text of the format inherits whole files only, but packages rely
// on what its tools do.
#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "judge/package/paths.h"
#include "judge/package/test_data.h"

namespace gavel::package {
namespace {

struct Inherited {
  TestSettings settings;
  LegacyGrading grading;
};

std::optional<double> ParseBound(absl::string_view text) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::string lower = absl::AsciiStrToLower(text);
  if (lower == "inf" || lower == "+inf") return kInfinity;
  if (lower == "-inf") return -kInfinity;
  return ParseDecimalNumber(text);
}

std::optional<std::pair<double, double>> ParseRange(
    const std::vector<std::string>& bounds) {
  if (bounds.size() != 2) return std::nullopt;
  const std::optional<double> least = ParseBound(bounds[0]);
  if (!least.has_value()) return std::nullopt;
  const std::optional<double> most = ParseBound(bounds[1]);
  if (!most.has_value() || *least > *most) return std::nullopt;
  return std::make_pair(*least, *most);
}

class LegacyGroupsReader {
 public:
  LegacyGroupsReader(const TestDataContext& context, TestData& data)
      : context_(context), reading_(context.reading), data_(data) {}

  void Read() {
    Inherited root{DefaultSettings(context_), {}};
    AddGroup("", -1, "data", root);
    // Sample first, whatever the order of the names.
    for (const char* name : {"sample", "secret"}) {
      const std::string directory = absl::StrCat("data/", name);
      Inherited inherited = root;
      inherited.settings.full_feedback = absl::string_view(name) == "sample";
      ReadGroup(directory, 0, inherited);
    }
  }

 private:
  void ReadGroup(const std::string& directory, int parent,
                 Inherited inherited) {
    const std::string name =
        directory.substr(absl::string_view("data/").size());
    const int group = AddGroup(name, parent, directory, inherited);
    ReadTestsIn(context_, directory, group, inherited.settings, data_);
    for (const std::string& path : reading_.files.Children(directory)) {
      if (!reading_.files.IsDirectory(path)) continue;
      if (reading_.format == Format::kLegacyIcpc) {
        reading_.errors.Add(path, "legacy-icpc packages have no groups");
      }
      ReadGroup(path, group, inherited);
    }
  }

  // Returns its index and leaves in `inherited` what its own groups inherit.
  int AddGroup(const std::string& name, int parent,
               const std::string& directory, Inherited& inherited) {
    // Of the root alone.
    inherited.grading.ignore_sample = false;
    const std::string file = GroupFileIn(reading_, directory);
    if (!file.empty()) ReadFile(file, parent < 0, inherited);
    data_.groups.push_back({name, parent, inherited.grading});
    return static_cast<int>(data_.groups.size()) - 1;
  }

  void ReadFile(const std::string& file, bool root_group,
                Inherited& inherited) {
    const auto root = ReadYaml(reading_, file);
    if (!root.has_value()) return;
    const Fields fields(*root, file, "", reading_.errors);
    if (IsLegacy(reading_.format)) {
      fields.AllowOnly(
          {"on_reject", "grading", "grader_flags", "input_validator_flags",
           "output_validator_flags", "accept_score", "reject_score", "range"},
          &reading_.strict());
    } else {
      fields.AllowOnly(
          {"on_reject", "grading", "grader_flags", "input_validator_flags",
           "output_validator_flags", "accept_score", "reject_score", "range",
           "args", "input_validator_args", "output_validator_args",
           "full_feedback"},
          &reading_.strict());
      TakeSettings(fields, context_.settings(), inherited.settings);
    }
    TakeLegacySettings(fields, context_.settings(),
                       context_.metadata.validator_flags, inherited.settings);
    TakeGrading(fields, inherited.grading);
    TakeFlags(fields, root_group, inherited.grading);
    TakeScores(fields, inherited.grading);
  }

  static void TakeGrading(const Fields& fields, LegacyGrading& grading) {
    const std::string on_reject = fields.String("on_reject").value_or("");
    if (on_reject == "break" || on_reject == "continue") {
      grading.break_on_reject = on_reject == "break";
    } else if (!on_reject.empty()) {
      fields.Find(fields.Line("on_reject"),
                  absl::StrCat("on_reject ", Quoted(on_reject),
                               " is neither break nor continue"));
    }
    const std::string grader = fields.String("grading").value_or("default");
    if (grader == "custom") {
      fields.Find(fields.Line("grading"),
                  "grading: custom graders are not supported");
    } else if (grader != "default") {
      fields.Find(fields.Line("grading"),
                  absl::StrCat("grading ", Quoted(grader),
                               " is neither default nor custom"));
    }
  }

  void TakeFlags(const Fields& fields, bool root_group,
                 LegacyGrading& grading) const {
    if (fields.Get("grader_flags") == nullptr) return;
    using Verdicts = LegacyGrading::Verdicts;
    using Scores = LegacyGrading::Scores;
    grading.verdicts = Verdicts::kWorst;
    grading.scores = Scores::kSum;
    grading.accept_if_any_accepted = false;
    const int line = fields.Line("grader_flags");
    for (std::string flag : fields.Words("grader_flags")) {
      if (absl::EndsWith(flag, ",")) {
        flag.pop_back();
        reading_.warnings.Add(fields.file(), line,
                              "grader_flags are separated by spaces only");
      }
      if (flag == "worst_error") {
        grading.verdicts = Verdicts::kWorst;
      } else if (flag == "first_error") {
        grading.verdicts = Verdicts::kFirst;
      } else if (flag == "always_accept") {
        grading.verdicts = Verdicts::kAlwaysAccept;
      } else if (flag == "sum") {
        grading.scores = Scores::kSum;
      } else if (flag == "avg") {
        grading.scores = Scores::kAverage;
      } else if (flag == "min") {
        grading.scores = Scores::kMin;
      } else if (flag == "max") {
        grading.scores = Scores::kMax;
      } else if (flag == "accept_if_any_accepted") {
        grading.accept_if_any_accepted = true;
      } else if (flag == "ignore_sample") {
        grading.ignore_sample = true;
        if (!root_group) {
          fields.Find(line, "grader_flags: ignore_sample is only for data/");
        }
      } else {
        fields.Find(
            line, absl::StrCat("grader_flags: ", Quoted(flag), " is unknown"));
      }
    }
  }

  void TakeScores(const Fields& fields, LegacyGrading& grading) const {
    for (const absl::string_view key :
         {"accept_score", "reject_score", "range"}) {
      if (fields.Get(key) == nullptr || context_.metadata.scoring) continue;
      reading_.strict().Add(fields.file(), fields.Line(key),
                            absl::StrCat(key, " is only for scoring problems"));
    }
    grading.accept_score =
        fields.Number("accept_score").value_or(grading.accept_score);
    grading.reject_score =
        fields.Number("reject_score").value_or(grading.reject_score);
    if (fields.Get("range") == nullptr) return;
    const auto range = ParseRange(fields.Words("range"));
    if (!range.has_value()) {
      return fields.Find(fields.Line("range"),
                         "range is not two numbers, the smaller one first");
    }
    grading.least = range->first;
    grading.most = range->second;
  }

  const TestDataContext& context_;
  const Reading& reading_;
  TestData& data_;
};

}  // namespace

void ReadLegacyGroups(const TestDataContext& context, TestData& data) {
  LegacyGroupsReader(context, data).Read();
}

}  // namespace gavel::package
