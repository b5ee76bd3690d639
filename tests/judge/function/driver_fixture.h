// Judges submissions to function problems in the real sandbox.
#ifndef GAVEL_TESTS_JUDGE_FUNCTION_DRIVER_FIXTURE_H_
#define GAVEL_TESTS_JUDGE_FUNCTION_DRIVER_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "judge/function/compare.h"
#include "judge/function/driver.h"
#include "tests/judge/function/parse.h"
#include "tests/sandbox/harness.h"

namespace gavel::function {

struct Submitted {
  std::string source;
  std::string file_name = "main.js";
};

struct Judged {
  sandbox::Outcome outcome;
  // "" if the result is accepted, else how it differs; of a run that failed the
  // message.
  std::string difference;
};

class DriverFixture : public sandbox::SandboxFixture {
 protected:
  static Judged Judge(const std::string& signature, const Submitted& submitted,
                      const std::string& input, const std::string& answer) {
    const Signature parsed = Parsed(signature);
    const Limits limits = sandbox::TestLimits();
    Judged judged;
    judged.outcome =
        Run({*LanguageFromExtension(Extension(submitted.file_name)),
             submitted.file_name,
             absl::StrCat(submitted.source, MakeDriver(parsed))},
            input, limits);
    if (judged.outcome.execution.verdict != Verdict::kAccepted) {
      judged.difference = judged.outcome.execution.message;
      return judged;
    }
    const absl::StatusOr<ResultComparison> comparison =
        CompareResult(parsed, input, judged.outcome.out, answer, {});
    judged.difference = comparison.ok() ? comparison->difference
                                        : comparison.status().ToString();
    return judged;
  }

 private:
  static std::string Extension(const std::string& name) {
    return name.substr(name.rfind('.'));
  }
};

}  // namespace gavel::function

#endif  // GAVEL_TESTS_JUDGE_FUNCTION_DRIVER_FIXTURE_H_
