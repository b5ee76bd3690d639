// submissions.yaml, and what is known of submissions without it.
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "judge/package/examples.h"
#include "judge/package/glob.h"
#include "judge/package/source_language.h"

namespace gavel::package {
namespace {

constexpr char kFile[] = "submissions/submissions.yaml";

// Each submission is compared with each, and may have each.
constexpr size_t kMostPatterns = 500;

constexpr Verdict kAc = Verdict::kAccepted;
constexpr Verdict kWa = Verdict::kWrongAnswer;
constexpr Verdict kTle = Verdict::kTimeLimitExceeded;
constexpr Verdict kMle = Verdict::kMemoryLimitExceeded;
constexpr Verdict kOle = Verdict::kOutputLimitExceeded;
constexpr Verdict kRte = Verdict::kRunTimeError;
constexpr Verdict kCe = Verdict::kCompileError;

using Verdicts = std::vector<Verdict>;

struct Default {
  absl::string_view directory;
  // Empty: any.
  Verdicts permitted;
  Verdicts required;
  TimeUse time_use = TimeUse::kInferred;
};

// Gavel's own directories, of which the time limit is not made.
std::vector<Default> OwnDefaults() {
  return {
      {"memory_limit_exceeded", {kAc, kMle}, {kMle}, TimeUse::kNone},
      {"output_limit_exceeded", {kAc, kOle}, {kOle}, TimeUse::kNone},
      {"compile_error", {kCe}, {kCe}, TimeUse::kNone},
  };
}

std::vector<Default> Defaults() {
  return {
      {"accepted", {kAc}, {}},
      {"rejected", {}, {kRte, kTle, kWa}},
      {"wrong_answer", {kAc, kWa}, {kWa}},
      {"time_limit_exceeded", {kAc, kTle}, {kTle}},
      {"run_time_error", {kAc, kRte}, {kRte}},
      {"brute_force", {kAc, kRte, kTle}, {kRte, kTle}, TimeUse::kNone},
  };
}

std::vector<Default> LegacyDefaults() {
  return {
      {"accepted", {kAc}, {}},
      {"wrong_answer", {kAc, kWa}, {kWa}},
      {"time_limit_exceeded", {kAc, kWa, kTle}, {kTle}},
      {"run_time_error", {}, {kRte}},
  };
}

std::optional<Verdicts> IfAny(Verdicts verdicts) {
  return verdicts.empty() ? std::nullopt : std::optional(std::move(verdicts));
}

class RulesReader {
 public:
  RulesReader(const Reading& reading, bool scoring)
      : reading_(reading), scoring_(scoring) {}

  std::vector<SubmissionRule> Read(const YamlNode& root) {
    // Says that it is no map.
    const Fields fields(root, kFile, "", reading_.errors);
    size_t patterns = 0;
    for (const YamlEntry& entry : root.entries) {
      patterns += 1 + entry.value.entries.size();
    }
    if (patterns > kMostPatterns) {
      reading_.errors.Add(kFile, absl::StrCat("has more than ", kMostPatterns,
                                              " patterns and keys"));
      return {};
    }
    for (const YamlEntry& entry : root.entries) {
      if (CheckPattern(entry)) ReadRule(entry);
    }
    return std::move(rules_);
  }

 private:
  void ReadRule(const YamlEntry& entry) {
    const Fields fields(entry.value, kFile, Quoted(entry.key), reading_.errors);
    SubmissionRule rule;
    rule.glob = entry.key;
    rule.line = entry.line;
    rule.hints.language = fields.String("language").value_or("");
    rule.hints.entrypoint = fields.String("entrypoint").value_or("");
    rule.model_solution = fields.Boolean("model_solution").value_or(false);
    if (!rule.hints.language.empty() && !IsLanguageCode(rule.hints.language)) {
      fields.Find(
          fields.Line("language"),
          absl::StrCat(Quoted(rule.hints.language), " is no language code"));
    }
    rule.expectations.push_back(ReadExpectation(fields, entry.line));
    for (const YamlEntry& inner : entry.value.entries) {
      if (IsKey(inner.key) || !CheckPattern(inner)) continue;
      const Fields tests(inner.value, kFile, Quoted(inner.key),
                         reading_.errors);
      tests.AllowOnly(
          {"permitted", "required", "score", "message", "use_for_time_limit"});
      Expectation expectation = ReadExpectation(tests, inner.line);
      expectation.tests = inner.key;
      rule.expectations.push_back(std::move(expectation));
    }
    rules_.push_back(std::move(rule));
  }

  static bool IsKey(absl::string_view key) {
    for (const absl::string_view known :
         {"language", "entrypoint", "authors", "model_solution", "permitted",
          "required", "score", "message", "use_for_time_limit"}) {
      if (key == known) return true;
    }
    return false;
  }

  bool CheckPattern(const YamlEntry& entry) {
    const absl::Status status = CheckGlob(entry.key);
    if (!status.ok()) {
      reading_.errors.Add(
          kFile, entry.line,
          absl::StrCat("pattern ", Quoted(entry.key), ": ", status.message()));
    } else if (entry.value.kind == YamlNode::Kind::kScalar ||
               entry.value.kind == YamlNode::Kind::kSequence) {
      reading_.errors.Add(kFile, entry.line,
                          absl::StrCat(Quoted(entry.key),
                                       " is neither a key nor a pattern with "
                                       "a map"));
    } else {
      return true;
    }
    return false;
  }

  Expectation ReadExpectation(const Fields& fields, int line) {
    Expectation expectation;
    expectation.source = absl::StrCat(kFile, ": line ", line);
    expectation.permitted = ReadVerdicts(fields, "permitted");
    expectation.required = ReadVerdicts(fields, "required");
    expectation.message = fields.String("message").value_or("");
    ReadScore(fields, expectation);
    ReadTimeUse(fields, expectation);
    return expectation;
  }

  static std::optional<Verdicts> ReadVerdicts(const Fields& fields,
                                              absl::string_view key) {
    const auto codes = fields.Strings(key);
    if (!codes.has_value()) return std::nullopt;
    Verdicts verdicts;
    for (const std::string& code : *codes) {
      const auto verdict = ParseVerdictCode(code);
      if (verdict.has_value() && *verdict != Verdict::kJudgeError) {
        verdicts.push_back(*verdict);
        continue;
      }
      fields.Find(fields.Line(key),
                  absl::StrCat(key, ": ", Quoted(code), " is no verdict"));
      return std::nullopt;
    }
    if (verdicts.empty()) {
      fields.Find(fields.Line(key), absl::StrCat(key, " is an empty list"));
      return std::nullopt;
    }
    return verdicts;
  }

  void ReadScore(const Fields& fields, Expectation& expectation) const {
    const YamlNode* const node = fields.Get("score");
    if (node == nullptr) return;
    if (!scoring_) {
      fields.Find(node->line, "score is only for scoring problems");
    }
    const bool range =
        node->kind == YamlNode::Kind::kSequence && node->items.size() == 2;
    const auto least = YamlNumber(range ? node->items[0] : *node);
    const auto most = YamlNumber(range ? node->items[1] : *node);
    if (least.has_value() && most.has_value() && *least <= *most) {
      expectation.score = {*least, *most};
      return;
    }
    fields.Find(node->line,
                "score is neither a number nor a list of two, the smaller one "
                "first");
  }

  static void ReadTimeUse(const Fields& fields, Expectation& expectation) {
    const YamlNode* const node = fields.Get("use_for_time_limit");
    if (node == nullptr) return;
    if (node->text == "lower") {
      expectation.time_use = TimeUse::kLower;
      if (!expectation.permitted.has_value()) {
        expectation.permitted = {kAc, kWa, kRte};
      }
    } else if (node->text == "upper") {
      expectation.time_use = TimeUse::kUpper;
      expectation.required = {kTle};
    } else if (const auto use = fields.Boolean("use_for_time_limit")) {
      expectation.time_use = *use ? TimeUse::kInferred : TimeUse::kNone;
    }
    const auto& permitted = expectation.permitted;
    const bool may_be_slow = !permitted.has_value() ||
                             std::find(permitted->begin(), permitted->end(),
                                       kTle) != permitted->end();
    if ((expectation.time_use == TimeUse::kLower && may_be_slow) ||
        (expectation.time_use == TimeUse::kUpper && !may_be_slow)) {
      fields.Find(node->line, "use_for_time_limit contradicts permitted");
    }
  }

  const Reading& reading_;
  const bool scoring_;
  std::vector<SubmissionRule> rules_;
};

// DOMjudge's names and those of the directories.
std::optional<Verdict> ResultFromName(absl::string_view name) {
  const std::string upper = absl::StrReplaceAll(
      absl::AsciiStrToUpper(absl::StripAsciiWhitespace(name)), {{"_", "-"}});
  struct Row {
    absl::string_view name;
    Verdict verdict;
  };
  constexpr Row kRows[] = {
      {"CORRECT", kAc},        {"ACCEPTED", kAc},
      {"WRONG-ANSWER", kWa},   {"NO-OUTPUT", kWa},
      {"TIMELIMIT", kTle},     {"TIME-LIMIT-EXCEEDED", kTle},
      {"RUN-ERROR", kRte},     {"RUN-TIME-ERROR", kRte},
      {"COMPILER-ERROR", kCe}, {"COMPILE-ERROR", kCe},
      {"OUTPUT-LIMIT", kOle},  {"OUTPUT-LIMIT-EXCEEDED", kOle},
      {"MEMORY-LIMIT", kMle},  {"MEMORY-LIMIT-EXCEEDED", kMle},
  };
  for (const Row& row : kRows) {
    if (row.name == upper) return row.verdict;
  }
  return std::nullopt;
}

}  // namespace

std::vector<SubmissionRule> ReadSubmissionRules(const Reading& reading,
                                                bool scoring) {
  if (IsLegacy(reading.format)) return {};
  const auto root = ReadYaml(reading, kFile);
  if (!root.has_value()) return {};
  return RulesReader(reading, scoring).Read(*root);
}

std::optional<Expectation> DefaultExpectation(absl::string_view directory,
                                              bool legacy) {
  Expectation expectation;
  expectation.source = absl::StrCat("submissions/", directory);
  if (legacy && directory == "partially_accepted") {
    expectation.final_verdict = {kAc};
    expectation.partial_score = true;
    return expectation;
  }
  std::vector<Default> defaults = legacy ? LegacyDefaults() : Defaults();
  for (Default& own : OwnDefaults()) defaults.push_back(std::move(own));
  for (Default& known : defaults) {
    if (known.directory != directory) continue;
    expectation.permitted = IfAny(std::move(known.permitted));
    expectation.required = IfAny(std::move(known.required));
    expectation.time_use = known.time_use;
    return expectation;
  }
  return std::nullopt;
}

std::optional<Verdicts> ExpectedResults(absl::string_view source) {
  constexpr absl::string_view kTag = "@EXPECTED_RESULTS@:";
  const size_t tag = source.find(kTag);
  if (tag == absl::string_view::npos) return std::nullopt;
  const absl::string_view rest = source.substr(tag + kTag.size());
  // Behind the last name the comment may close.
  const absl::string_view line = rest.substr(0, rest.find_first_of("\r\n*"));
  Verdicts verdicts;
  for (const absl::string_view name : absl::StrSplit(line, ',')) {
    if (const auto verdict = ResultFromName(name)) verdicts.push_back(*verdict);
  }
  return verdicts.empty() ? std::nullopt : std::optional(std::move(verdicts));
}

}  // namespace gavel::package
