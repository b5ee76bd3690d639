#include "judge/package/examples.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "judge/package/glob.h"
#include "judge/package/paths.h"

namespace gavel::package {
namespace {

constexpr char kSubmissions[] = "submissions";
constexpr size_t kMostSource = size_t{1} << 20;
constexpr size_t kMostExamples = 500;

constexpr absl::string_view kWithoutResults[] = {
    "accepted", "wrong_answer", "time_limit_exceeded", "run_time_error"};

// The rule's own keys over those that it leaves out.
Expectation Merge(const Expectation& base, const Expectation& own) {
  Expectation merged = own;
  if (!merged.permitted.has_value()) merged.permitted = base.permitted;
  if (!merged.required.has_value()) merged.required = base.required;
  if (!merged.final_verdict.has_value()) {
    merged.final_verdict = base.final_verdict;
  }
  if (merged.time_use == TimeUse::kInferred) merged.time_use = base.time_use;
  return merged;
}

class ExamplesReader {
 public:
  ExamplesReader(const Reading& reading, bool scoring,
                 std::vector<WithoutRuntime>& without)
      : reading_(reading),
        rules_(ReadSubmissionRules(reading, scoring)),
        used_(rules_.size(), false),
        without_(without) {}

  std::vector<ExampleSubmission> Read() {
    for (const std::string& path : reading_.files.Children(kSubmissions)) {
      if (reading_.files.IsDirectory(path)) ReadDirectory(path);
    }
    for (size_t i = 0; i < rules_.size(); ++i) {
      if (used_[i]) continue;
      reading_.warnings.Add(
          "submissions/submissions.yaml", rules_[i].line,
          absl::StrCat(Quoted(rules_[i].glob), " matches no submission"));
    }
    if (!accepted_) {
      reading_.warnings.Add("submissions/accepted", "holds no submission");
    }
    return std::move(examples_);
  }

 private:
  void ReadDirectory(const std::string& directory) {
    const auto standard =
        DefaultExpectation(NameOf(directory), IsLegacy(reading_.format));
    for (const std::string& path : reading_.files.Children(directory)) {
      if (!IsProgram(reading_, path)) continue;
      if (++count_ > kMostExamples) {
        return reading_.errors.Add(
            kSubmissions,
            absl::StrCat("holds more than ", kMostExamples, " submissions"));
      }
      ReadExample(path, directory, standard);
    }
  }

  void ReadExample(const std::string& path, const std::string& directory,
                   const std::optional<Expectation>& standard) {
    accepted_ = accepted_ || NameOf(directory) == "accepted";
    ExampleSubmission example;
    example.name = path.substr(sizeof(kSubmissions));
    ProgramHints hints;
    if (standard.has_value()) example.expectations.push_back(*standard);
    for (size_t i = 0; i < rules_.size(); ++i) {
      if (!GlobMatchesPath(rules_[i].glob, example.name)) continue;
      used_[i] = true;
      TakeRule(rules_[i], NameOf(directory), standard, hints, example);
    }
    auto program = ReadProgram(reading_, path, hints, without_);
    if (!program.has_value()) return;
    example.program = *std::move(program);
    TakeResults(directory, example);
    if (example.expectations.empty()) {
      reading_.warnings.Add(path, "nothing says what is expected of it");
    }
    CheckConsistency(path, example);
    examples_.push_back(std::move(example));
  }

  static void TakeRule(const SubmissionRule& rule, absl::string_view directory,
                       const std::optional<Expectation>& standard,
                       ProgramHints& hints, ExampleSubmission& example) {
    if (!rule.hints.language.empty()) hints.language = rule.hints.language;
    if (!rule.hints.entrypoint.empty()) {
      hints.entrypoint = rule.hints.entrypoint;
    }
    example.model_solution = example.model_solution || rule.model_solution;
    size_t first = 0;
    if (standard.has_value() && rule.glob == directory) {
      // In the place of the standard one.
      example.expectations[0] = Merge(*standard, rule.expectations[0]);
      first = 1;
    }
    example.expectations.insert(
        example.expectations.end(),
        rule.expectations.begin() + static_cast<ptrdiff_t>(first),
        rule.expectations.end());
  }

  void TakeResults(const std::string& directory, ExampleSubmission& example) {
    if (std::find(std::begin(kWithoutResults), std::end(kWithoutResults),
                  NameOf(directory)) != std::end(kWithoutResults)) {
      return;
    }
    const std::string& path = example.program.main.name;
    const auto source = reading_.files.Read(path, kMostSource);
    if (!source.ok()) return;
    auto results = ExpectedResults(*source);
    if (!results.has_value()) return;
    Expectation expectation;
    expectation.source = absl::StrCat(path, ": @EXPECTED_RESULTS@");
    expectation.final_verdict = std::move(results);
    example.expectations.push_back(std::move(expectation));
  }

  // No verdict can be in two lists that have none in common.
  void CheckConsistency(const std::string& path,
                        const ExampleSubmission& example) {
    std::optional<std::vector<Verdict>> common;
    for (const Expectation& expectation : example.expectations) {
      if (!expectation.tests.empty() || !expectation.permitted.has_value()) {
        continue;
      }
      if (!common.has_value()) {
        common = expectation.permitted;
        continue;
      }
      const std::vector<Verdict>& other = *expectation.permitted;
      common->erase(std::remove_if(common->begin(), common->end(),
                                   [&](Verdict verdict) {
                                     return std::find(other.begin(),
                                                      other.end(),
                                                      verdict) == other.end();
                                   }),
                    common->end());
    }
    if (!common.has_value() || !common->empty()) return;
    reading_.errors.Add(
        path, "submissions.yaml permits it no verdict: its rules contradict");
  }

  const Reading& reading_;
  const std::vector<SubmissionRule> rules_;
  std::vector<bool> used_;
  std::vector<WithoutRuntime>& without_;
  size_t count_ = 0;
  bool accepted_ = false;
  std::vector<ExampleSubmission> examples_;
};

}  // namespace

std::vector<ExampleSubmission> ReadExamples(
    const Reading& reading, bool scoring,
    std::vector<WithoutRuntime>& without) {
  return ExamplesReader(reading, scoring, without).Read();
}

}  // namespace gavel::package
