#include "judge/package/expectations.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "core/utf8.h"
#include "judge/package/glob.h"

namespace gavel::package {
namespace {

using Verdicts = std::vector<Verdict>;

constexpr size_t kMostWhy = 200;

bool Contains(const Verdicts& verdicts, Verdict verdict) {
  return std::find(verdicts.begin(), verdicts.end(), verdict) != verdicts.end();
}

bool Matches(const Verdicts& verdicts, Verdict verdict) {
  if (Contains(verdicts, verdict)) return true;
  const bool kind_of_rte = verdict == Verdict::kMemoryLimitExceeded ||
                           verdict == Verdict::kOutputLimitExceeded;
  return kind_of_rte && Contains(verdicts, Verdict::kRunTimeError);
}

std::string Name(const Verdicts& verdicts) {
  return absl::StrJoin(verdicts, " or ", [](std::string* out, Verdict verdict) {
    absl::StrAppend(out, VerdictCode(verdict));
  });
}

// The runs of the tests that the expectation is about.
std::vector<const TestRun*> RunsOf(const Expectation& expectation,
                                   const Judgement& judgement) {
  std::vector<const TestRun*> runs;
  for (const TestRun& run : judgement.runs) {
    if (expectation.tests.empty() ||
        GlobMatchesPath(expectation.tests, run.test)) {
      runs.push_back(&run);
    }
  }
  return runs;
}

// ": " and a line of the text; nothing for no text.
std::string Because(absl::string_view line) {
  return line.empty() ? "" : absl::StrCat(": ", ToValidUtf8(line, kMostWhy));
}

// What judges are told of the run.
std::string WhyOf(const TestRun& run) {
  const absl::string_view text =
      run.judge_message.empty() ? run.execution.message : run.judge_message;
  return Because(text.substr(0, text.find('\n')));
}

// A compiler's last line says what is wrong.
std::string WhyNotCompiled(const Judgement& judgement) {
  const absl::string_view text =
      absl::StripTrailingAsciiWhitespace(judgement.message);
  return Because(text.substr(text.rfind('\n') + 1));
}

std::string JudgeError(const Judgement& judgement) {
  std::string what = absl::StrCat("is JE: ", judgement.message);
  for (const TestRun& run : judgement.runs) {
    const bool failed = run.execution.verdict == Verdict::kJudgeError;
    if (!failed || run.judge_message.empty()) continue;
    absl::StrAppend(&what, WhyOf(run));
  }
  return what;
}

class Checker {
 public:
  Checker(const Expectation& expectation, const Judgement& judgement)
      : expectation_(expectation),
        judgement_(judgement),
        runs_(RunsOf(expectation, judgement)) {}

  std::vector<std::string> Check() {
    CheckFinal();
    CheckPermitted();
    CheckRequired();
    CheckScores();
    CheckMessage();
    return std::move(unexpected_);
  }

 private:
  void CheckFinal() {
    const auto& verdicts = expectation_.final_verdict;
    if (!verdicts.has_value() || Matches(*verdicts, judgement_.verdict)) return;
    Add(absl::StrCat("is ", VerdictCode(judgement_.verdict), ", not ",
                     Name(*verdicts)));
  }

  void CheckPermitted() {
    const auto& verdicts = expectation_.permitted;
    if (!verdicts.has_value()) return;
    for (const TestRun* run : runs_) {
      if (Matches(*verdicts, run->execution.verdict)) continue;
      Add(absl::StrCat(run->test, " is ", VerdictCode(run->execution.verdict),
                       ", not ", Name(*verdicts), WhyOf(*run)));
    }
    if (judgement_.verdict == Verdict::kCompileError &&
        !Contains(*verdicts, Verdict::kCompileError)) {
      Add(absl::StrCat("does not compile", WhyNotCompiled(judgement_)));
    }
    if (IsRefusedSource() && !Contains(*verdicts, Verdict::kWrongAnswer)) {
      Add("is refused by the static validator");
    }
  }

  void CheckRequired() {
    const auto& verdicts = expectation_.required;
    if (!verdicts.has_value()) return;
    const bool found =
        std::any_of(runs_.begin(), runs_.end(), [&](const TestRun* run) {
          return Matches(*verdicts, run->execution.verdict);
        });
    const bool not_compiled = judgement_.verdict == Verdict::kCompileError &&
                              Contains(*verdicts, Verdict::kCompileError);
    const bool refused =
        IsRefusedSource() && Contains(*verdicts, Verdict::kWrongAnswer);
    if (found || not_compiled || refused) return;
    Add(absl::StrCat("no test is ", Name(*verdicts)));
  }

  // The static validator is a test without a run.
  bool IsRefusedSource() const {
    return expectation_.tests.empty() &&
           judgement_.reason == Reason::kStaticCheck;
  }

  void CheckScores() {
    if (expectation_.partial_score) CheckPartialScore();
    if (!expectation_.score.has_value()) return;
    if (expectation_.tests.empty()) {
      return CheckScore("the score", judgement_.score);
    }
    bool found = false;
    for (const GroupResult& group : judgement_.groups) {
      if (!GlobMatches(expectation_.tests, group.name)) continue;
      found = true;
      CheckScore(absl::StrCat("the score of ", group.name), group.score);
    }
    if (!found) Add("no group has the score");
  }

  void CheckScore(absl::string_view what, std::optional<double> score) {
    const auto& [least, most] = *expectation_.score;
    if (score.has_value() && *score >= least && *score <= most) return;
    const std::string is =
        score.has_value() ? absl::StrCat(*score) : std::string("missing");
    const std::string wanted =
        least == most ? absl::StrCat(least) : absl::StrCat(least, " to ", most);
    Add(absl::StrCat(what, " is ", is, ", not ", wanted));
  }

  void CheckPartialScore() {
    if (judgement_.score.has_value() && judgement_.max_score.has_value() &&
        *judgement_.score == *judgement_.max_score) {
      Add(absl::StrCat("the score is ", *judgement_.score, ", the best"));
    }
  }

  void CheckMessage() {
    const std::string& message = expectation_.message;
    if (message.empty()) return;
    const bool found =
        std::any_of(runs_.begin(), runs_.end(), [&](const TestRun* run) {
          return run->judge_message.find(message) != std::string::npos;
        });
    if (!found) Add(absl::StrCat("no test has the message \"", message, "\""));
  }

  void Add(absl::string_view what) {
    unexpected_.push_back(absl::StrCat(
        expectation_.source,
        expectation_.tests.empty() ? ""
                                   : absl::StrCat(" for ", expectation_.tests),
        ": ", what));
  }

  const Expectation& expectation_;
  const Judgement& judgement_;
  const std::vector<const TestRun*> runs_;
  std::vector<std::string> unexpected_;
};

TimeUse UseOf(const Expectation& expectation, bool lower) {
  if (expectation.time_use == TimeUse::kInferred) {
    const bool never_slow =
        expectation.permitted.has_value() &&
        !Contains(*expectation.permitted, Verdict::kTimeLimitExceeded);
    const bool always_slow =
        expectation.required ==
        std::optional<Verdicts>({Verdict::kTimeLimitExceeded});
    if (lower && never_slow) return TimeUse::kLower;
    if (!lower && always_slow) return TimeUse::kUpper;
    return TimeUse::kNone;
  }
  return expectation.time_use;
}

}  // namespace

std::vector<std::string> FindUnexpected(
    const std::vector<Expectation>& expectations, const Judgement& judgement) {
  if (judgement.verdict == Verdict::kJudgeError) {
    return {JudgeError(judgement)};
  }
  std::vector<std::string> unexpected;
  for (const Expectation& expectation : expectations) {
    for (std::string& what : Checker(expectation, judgement).Check()) {
      unexpected.push_back(std::move(what));
    }
  }
  return unexpected;
}

void AddTimes(const std::vector<Expectation>& expectations,
              const Judgement& judgement, SlowestTimes& times) {
  for (const Expectation& expectation : expectations) {
    const std::vector<const TestRun*> runs = RunsOf(expectation, judgement);
    if (runs.empty()) continue;
    absl::Duration slowest = absl::ZeroDuration();
    for (const TestRun* run : runs) {
      slowest = std::max(slowest, run->execution.cpu_time);
    }
    if (UseOf(expectation, true) == TimeUse::kLower) {
      times.lower.push_back(slowest);
    }
    if (UseOf(expectation, false) == TimeUse::kUpper) {
      times.upper.push_back(slowest);
    }
  }
}

bool BoundsFromBelow(const std::vector<Expectation>& expectations) {
  return std::any_of(expectations.begin(), expectations.end(),
                     [](const Expectation& expectation) {
                       return UseOf(expectation, true) == TimeUse::kLower;
                     });
}

std::optional<Verdict> PromisedVerdict(
    const std::vector<Expectation>& expectations) {
  std::optional<Verdict> promised;
  for (const Expectation& expectation : expectations) {
    const auto& verdicts = expectation.required.has_value()
                               ? expectation.required
                               : expectation.permitted;
    if (!verdicts.has_value() || !expectation.tests.empty()) continue;
    if (verdicts->size() != 1 ||
        promised.value_or(verdicts->front()) != verdicts->front()) {
      return std::nullopt;
    }
    promised = verdicts->front();
  }
  return promised;
}

}  // namespace gavel::package
