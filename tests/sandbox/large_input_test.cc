// Input of 100 MB under a limit of 256 MiB, which leaves room for one copy.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

using LargeInputTest = SandboxFixture;

constexpr size_t kSize = 100'000'000;

TEST_F(LargeInputTest, IsReadWithinTheMemory) {
  Limits limits = TestLimits();
  limits.cpu_time = absl::Seconds(10);
  limits.memory = MiB(256);
  const std::string input(kSize, 'x');
  for (const char* argument :
       {"", ", 'utf8'", ", 'latin1'", ", { encoding: 'utf-8' }"}) {
    const Outcome outcome =
        Run(absl::StrCat("const data = require('fs').readFileSync(0", argument,
                         "); console.log(data.length, data[1e8 - 1]);"),
            input, limits);
    EXPECT_EQ(outcome.execution.verdict, Verdict::kAccepted)
        << argument << ": " << outcome.execution.message;
    EXPECT_LT(outcome.execution.memory.count(), 3 * kSize / 2) << argument;
  }
}

TEST_F(LargeInputTest, IsCountedAsTheProgramsMemory) {
  Limits limits = TestLimits();
  limits.cpu_time = absl::Seconds(10);
  limits.memory = MiB(64);
  const std::string input(kSize, 'x');
  for (const char* argument : {"", ", 'utf8'", ", 'latin1'"}) {
    const Outcome outcome =
        Run(absl::StrCat("require('fs').readFileSync(0", argument, ");"), input,
            limits);
    EXPECT_EQ(outcome.execution.verdict, Verdict::kMemoryLimitExceeded)
        << argument << ": " << outcome.execution.message;
  }
}

// As one call of the system would, which programs rely on.
TEST_F(LargeInputTest, FillsABufferFromAFile) {
  const Outcome outcome =
      Run("const fs = require('fs'); const buffer = Buffer.alloc(1 << 20);"
          "const small = fs.readSync(0, buffer, 0, 7);"
          "const large = fs.readSync(0, buffer);"
          "console.log(small, large, buffer[0], buffer[large - 1]);"
          "console.log(fs.readSync(0, buffer));",
          std::string(999'999, 'x') + "y");
  EXPECT_EQ(outcome.out, "7 999993 120 121\n0\n") << outcome.err;
}

}  // namespace
}  // namespace gavel::sandbox
