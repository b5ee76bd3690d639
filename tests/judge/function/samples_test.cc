// Every example submission of the sample function problems gets the verdict
// that its directory promises.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "judge/function/compare.h"
#include "judge/function/driver.h"
#include "judge/function/problem.h"
#include "tests/judge/function/parse.h"
#include "tests/sandbox/harness.h"

namespace gavel::function {
namespace {

using Path = std::filesystem::path;

const std::map<std::string, Verdict>& Promises() {
  static const auto* const promises = new std::map<std::string, Verdict>{
      {"accepted", Verdict::kAccepted},
      {"run_time_error", Verdict::kRunTimeError},
      {"time_limit_exceeded", Verdict::kTimeLimitExceeded},
      {"wrong_answer", Verdict::kWrongAnswer}};
  return *promises;
}

std::string Contents(const Path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

std::vector<Path> Sorted(const Path& directory) {
  std::vector<Path> entries;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    entries.push_back(entry.path());
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::string Part(const std::string& path, const Slice& slice) {
  return Contents(path).substr(static_cast<size_t>(slice.offset),
                               static_cast<size_t>(slice.size));
}

class FunctionSamplesTest : public sandbox::SandboxFixture,
                            public testing::WithParamInterface<const char*> {
 protected:
  static std::vector<TestCase> LoadTests(const Path& package,
                                         const Signature& signature) {
    std::vector<TestCase> tests;
    for (const char* const group : {"sample", "secret"}) {
      for (Path file : Sorted(package / "data" / group)) {
        if (file.extension() != ".in") continue;
        TestCase test;
        test.name = absl::StrCat(group, "/", file.stem().string());
        test.input_path = file.string();
        test.answer_path = file.replace_extension(".ans").string();
        const absl::StatusOr<ExpandedTest> expanded =
            ExpandTest(signature, test);
        EXPECT_TRUE(expanded.ok()) << expanded.status();
        EXPECT_TRUE(expanded->errors.empty()) << expanded->errors[0].what;
        tests.insert(tests.end(), expanded->tests.begin(),
                     expanded->tests.end());
      }
    }
    return tests;
  }

  static Verdict JudgeTest(sandbox::Program& program,
                           const Signature& signature, const TestCase& test) {
    const std::string input = Part(test.input_path, *test.input_slice);
    const absl::StatusOr<sandbox::Outcome> outcome = RunOn(program, input);
    if (!outcome.ok()) return Verdict::kJudgeError;
    if (outcome->execution.verdict != Verdict::kAccepted) {
      return outcome->execution.verdict;
    }
    const absl::StatusOr<ResultComparison> comparison =
        CompareResult(signature, input, outcome->out,
                      Part(test.answer_path, *test.answer_slice), test.compare);
    if (!comparison.ok()) return Verdict::kJudgeError;
    return comparison->accepted ? Verdict::kAccepted : Verdict::kWrongAnswer;
  }

  static Verdict Judge(const Path& file, const Signature& signature,
                       const std::vector<TestCase>& tests) {
    Limits limits;
    limits.cpu_time = absl::Seconds(1);
    const absl::StatusOr<sandbox::Loaded> loaded =
        supervisor_->Load({*LanguageFromExtension(file.extension().string()),
                           file.filename().string(),
                           absl::StrCat(Contents(file), MakeDriver(signature))},
                          limits);
    if (!loaded.ok()) return Verdict::kJudgeError;
    if (loaded->program == nullptr) return loaded->compilation.verdict;
    for (const TestCase& test : tests) {
      const Verdict verdict = JudgeTest(*loaded->program, signature, test);
      if (verdict != Verdict::kAccepted) return verdict;
    }
    return Verdict::kAccepted;
  }
};

TEST_P(FunctionSamplesTest, ExamplesGetTheVerdictsTheirDirectoriesPromise) {
  const Path package =
      Path(GAVEL_BINARY_DIR "/tests/judge/function/data") / GetParam();
  const Signature signature = Parsed(Contents(package / "signature.gavel"));
  const std::vector<TestCase> tests = LoadTests(package, signature);
  for (const auto& [directory, promise] : Promises()) {
    const std::vector<Path> files = Sorted(package / "submissions" / directory);
    EXPECT_FALSE(files.empty()) << directory << " has no example";
    for (const Path& file : files) {
      EXPECT_EQ(VerdictCode(Judge(file, signature, tests)),
                VerdictCode(promise))
          << file;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Packages, FunctionSamplesTest,
                         testing::Values("lrucache", "mirrortree", "twosum"),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace gavel::function
