// The example submissions of a package and what each promises.
//
// Shape:   every file or directory in a directory of submissions/. What it
//          promises comes from that directory, from submissions.yaml and from
//          an @EXPECTED_RESULTS@ in its source, as DOMjudge has it
// Errors:  findings with file and line
// Threads: no shared state; blocks on the disk
// Source:  problem package formats, "Example submissions"
#ifndef GAVEL_JUDGE_PACKAGE_EXAMPLES_H_
#define GAVEL_JUDGE_PACKAGE_EXAMPLES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/package/expectations.h"
#include "judge/package/programs.h"
#include "judge/package/reading.h"

namespace gavel::package {

struct ExampleSubmission {
  // "accepted/sum.js": path inside submissions/.
  std::string name;
  PackageProgram program;
  std::vector<Expectation> expectations;
  bool model_solution = false;
};

// Those that cannot be run are added to `without`.
std::vector<ExampleSubmission> ReadExamples(
    const Reading& reading, bool scoring, std::vector<WithoutRuntime>& without);

// One pattern of submissions.yaml with what it says.
struct SubmissionRule {
  std::string glob;
  int line = 0;
  ProgramHints hints;
  bool model_solution = false;
  // The first is about all tests.
  std::vector<Expectation> expectations;
};

// Parts of ReadExamples.
std::vector<SubmissionRule> ReadSubmissionRules(const Reading& reading,
                                                bool scoring);
// What a directory of this name promises; nullopt if nothing is known of it.
std::optional<Expectation> DefaultExpectation(absl::string_view directory,
                                              bool legacy);
// The final verdicts that a source asks for; nullopt if it does not.
std::optional<std::vector<Verdict>> ExpectedResults(absl::string_view source);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_EXAMPLES_H_
