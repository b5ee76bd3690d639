#include "bench/bench_main.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace gavel::bench {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class BenchMainTest : public testing::Test {
 protected:
  // Of a benchmark that takes one argument and has one figure of its own.
  int Run(std::vector<std::string> words, const absl::Status& end) {
    words.insert(words.begin(), "bench");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    cli::Flags flags("bench [flags] THING", "Measures a thing.");
    return BenchMain(
        flags, static_cast<int>(argv.size()), argv.data(), {1, 1},
        [&](const auto& arguments, Report& report) {
          report.Add(
              {.name = arguments[0], .unit = "ms", .measured = Single(7)});
          return end;
        });
  }

  const std::string path_ = absl::StrCat(testing::TempDir(), "figures.json");
};

TEST_F(BenchMainTest, WritesTheFiguresWhereItIsTold) {
  EXPECT_EQ(Run({"run", "--json", path_}, absl::OkStatus()), 0);
  std::ifstream file(path_);
  EXPECT_EQ(json::parse(file)[0]["name"], "run");
}

TEST_F(BenchMainTest, FailsWithWhatIsMeasured) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Run({"run", "--json", path_}, absl::InternalError("no sandbox")),
            1);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("no sandbox"));
}

TEST_F(BenchMainTest, SaysWhereItCannotWrite) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Run({"run", "--json", "/nowhere/x"}, absl::OkStatus()), 1);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("/nowhere/x"));
}

TEST_F(BenchMainTest, RefusesAWrongCommandLine) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Run({}, absl::OkStatus()), cli::kExitUsage);
  EXPECT_EQ(Run({"run", "--jsno", path_}, absl::OkStatus()), cli::kExitUsage);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("--jsno"));
}

}  // namespace
}  // namespace gavel::bench
