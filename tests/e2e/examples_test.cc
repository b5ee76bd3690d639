// Every example submission of every sample problem gets the verdict that its
// directory promises.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

const std::map<std::string, std::string>& Promises() {
  static const auto* const promises = new std::map<std::string, std::string>{
      {"accepted", "VERDICT_ACCEPTED"},
      {"wrong_answer", "VERDICT_WRONG_ANSWER"},
      {"time_limit_exceeded", "VERDICT_TIME_LIMIT_EXCEEDED"},
      {"memory_limit_exceeded", "VERDICT_MEMORY_LIMIT_EXCEEDED"},
      {"output_limit_exceeded", "VERDICT_OUTPUT_LIMIT_EXCEEDED"},
      {"run_time_error", "VERDICT_RUN_TIME_ERROR"},
      {"compile_error", "VERDICT_COMPILE_ERROR"}};
  return *promises;
}

std::vector<std::filesystem::path> Sorted(const std::filesystem::path& path) {
  std::vector<std::filesystem::path> entries;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    entries.push_back(entry.path());
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

class ExamplesTest : public testing::Test {
 protected:
  void JudgeExamples(const std::filesystem::path& problem) {
    const std::string server = absl::StrCat(" --server ", server_.address());
    const CommandResult added =
        RunGavel(absl::StrCat("problem add ", problem.string(), server));
    ASSERT_EQ(added.status, 0) << added.out;
    for (const auto& directory : Sorted(problem / "submissions")) {
      const auto promise = Promises().find(directory.filename().string());
      if (promise == Promises().end()) continue;
      for (const auto& file : Sorted(directory)) {
        const CommandResult submitted =
            RunGavel(absl::StrCat("submit ", problem.filename().string(), " ",
                                  file.string(), " --json", server));
        EXPECT_NE(submitted.out.find(absl::StrCat("\"", promise->second, "\"")),
                  std::string::npos)
            << file << ": " << submitted.out;
        EXPECT_EQ(submitted.status,
                  promise->second == "VERDICT_ACCEPTED" ? 0 : 1)
            << file;
        seen_.insert(promise->second);
      }
    }
  }

  Server server_{MakeDirectory()};
  std::set<std::string> seen_;
};

TEST_F(ExamplesTest, GetTheVerdictsTheirDirectoriesPromise) {
  int problems = 0;
  for (const auto& path : Sorted(GAVEL_BINARY_DIR "/problems")) {
    if (!std::filesystem::exists(path / "problem.yaml")) continue;
    ++problems;
    JudgeExamples(path);
  }
  EXPECT_GE(problems, 8);
  EXPECT_EQ(seen_.size(), Promises().size()) << "a verdict has no example";
}

}  // namespace
}  // namespace gavel::e2e
