#include "sandbox/conclude.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstring>
#include <ostream>
#include <string>

namespace gavel::sandbox {
namespace {

using ::testing::HasSubstr;
using wire::Claim;
using wire::Killed;

constexpr int Exited(int code) { return code << 8; }

wire::Facts MakeFacts(Claim claim, int wait_status, int64_t cpu_us = 1000,
                      int64_t memory = 1000) {
  wire::Facts facts;
  facts.wait_status = wait_status;
  facts.cpu_us = cpu_us;
  facts.wall_us = cpu_us;
  facts.memory_bytes = memory;
  facts.report.claim = claim;
  facts.report.text_size = 0;
  return facts;
}

Limits OneSecond() {
  Limits limits;
  limits.cpu_time = absl::Seconds(1);
  limits.memory = MiB(64);
  return limits;
}

struct Case {
  std::string name;
  wire::Facts facts;
  Verdict verdict;
  Reason reason;
};
void PrintTo(const Case& value, std::ostream* out) { *out << value.name; }

class ConcludeRunTest : public testing::TestWithParam<Case> {};

TEST_P(ConcludeRunTest, TheKernelDecidesAndTheProcessExplains) {
  const absl::StatusOr<Execution> execution =
      ConcludeRun(GetParam().facts, OneSecond());
  ASSERT_TRUE(execution.ok()) << execution.status();
  EXPECT_EQ(VerdictCode(execution->verdict), VerdictCode(GetParam().verdict));
  EXPECT_EQ(ReasonName(execution->reason), ReasonName(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Facts, ConcludeRunTest,
    testing::Values(
        Case{"Clean", MakeFacts(Claim::kClean, Exited(0)), Verdict::kAccepted,
             Reason::kNone},
        Case{"CleanJustAtTheLimit",
             MakeFacts(Claim::kClean, Exited(0), 1'000'900), Verdict::kAccepted,
             Reason::kNone},
        Case{"ClaimsCleanButUsedTooMuch",
             MakeFacts(Claim::kClean, Exited(0), 1'100'000),
             Verdict::kTimeLimitExceeded, Reason::kCpuTime},
        Case{"ClaimsCleanButTheKernelSawAnotherExit",
             MakeFacts(Claim::kClean, Exited(7)), Verdict::kRunTimeError,
             Reason::kPolicy},
        Case{"ClaimsCleanButDiedOfASignal", MakeFacts(Claim::kClean, SIGSEGV),
             Verdict::kRunTimeError, Reason::kSignal},
        Case{"ExitsWithoutAReport", MakeFacts(Claim::kNothing, Exited(0)),
             Verdict::kRunTimeError, Reason::kPolicy},
        Case{"ForbiddenCall", MakeFacts(Claim::kNothing, SIGSYS),
             Verdict::kRunTimeError, Reason::kPolicy},
        Case{"CrashFullOfMemory",
             MakeFacts(Claim::kNothing, SIGTRAP, 1000, 64 << 20),
             Verdict::kMemoryLimitExceeded, Reason::kProcessMemory},
        Case{"KernelOutOfMemory",
             MakeFacts(Claim::kNothing, SIGKILL, 1000, 64 << 20),
             Verdict::kMemoryLimitExceeded, Reason::kProcessMemory},
        Case{"CpuNet", MakeFacts(Claim::kNothing, SIGXCPU, 900'000),
             Verdict::kTimeLimitExceeded, Reason::kCpuTime},
        Case{"FileSizeNet", MakeFacts(Claim::kNothing, SIGXFSZ),
             Verdict::kOutputLimitExceeded, Reason::kOutput},
        Case{"SyntaxIsNoClaimOfARun", MakeFacts(Claim::kSyntax, Exited(1)),
             Verdict::kRunTimeError, Reason::kPolicy}),
    [](const auto& test) { return test.param.name; });

TEST(ConcludeTest, AKillFromOutsideIsNotTheProgramsFault) {
  const wire::Facts run = MakeFacts(Claim::kNothing, SIGKILL, 900'000);
  EXPECT_EQ(ConcludeRun(run, OneSecond()).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(ConcludeCompilation(run, OneSecond()).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(ConcludeTest, WhatIsNotNeededAnyMoreIsNotToBlame) {
  wire::Facts facts = MakeFacts(Claim::kNothing, SIGKILL, 900'000);
  facts.killed = Killed::kNotNeeded;
  EXPECT_EQ(ConcludeRun(facts, OneSecond())->verdict, Verdict::kAccepted);
  EXPECT_EQ(ConcludeRun(facts, OneSecond())->signal, 0);
  facts.cpu_us = 1'100'000;
  EXPECT_EQ(ConcludeRun(facts, OneSecond())->reason, Reason::kCpuTime);
  // It was quicker.
  facts = MakeFacts(Claim::kClean, Exited(7));
  facts.killed = Killed::kNotNeeded;
  facts.report.exit_code = 7;
  EXPECT_EQ(ConcludeRun(facts, OneSecond())->reason, Reason::kExitCode);
}

TEST(ConcludeTest, WaitingIsToldFromWorking) {
  wire::Facts facts = MakeFacts(Claim::kNothing, SIGKILL, 1000);
  facts.killed = Killed::kWallTime;
  facts.wall_us = 5'000'000;
  EXPECT_EQ(ConcludeRun(facts, OneSecond())->reason, Reason::kIdle);
  facts.cpu_us = 900'000;
  facts.wall_us = 1'500'000;
  EXPECT_EQ(ConcludeRun(facts, OneSecond())->reason, Reason::kWallTime);
}

TEST(ConcludeTest, OurFaultsAreErrorsAndNoVerdicts) {
  wire::Facts lost = MakeFacts(Claim::kNothing, 0);
  lost.killed = Killed::kProgramLost;
  EXPECT_EQ(ConcludeRun(lost, OneSecond()).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(ConcludeRun(MakeFacts(Claim::kSetup, Exited(1)), OneSecond())
                .status()
                .code(),
            absl::StatusCode::kInternal);
}

TEST(ConcludeTest, HostileTextBecomesValidUtf8) {
  wire::Facts facts = MakeFacts(Claim::kException, Exited(1));
  std::memcpy(facts.report.text.data(),
              "a\xff\xfe"
              "b",
              4);
  facts.report.text_size = 4;
  EXPECT_EQ(ConcludeRun(facts, OneSecond())->message,
            "a\xef\xbf\xbd"
            "b");
}

TEST(ConcludeTest, EveryFailedCompilationIsACompileError) {
  EXPECT_EQ(
      ConcludeCompilation(MakeFacts(Claim::kSyntax, Exited(1)), OneSecond())
          ->reason,
      Reason::kSyntax);
  EXPECT_EQ(
      ConcludeCompilation(MakeFacts(Claim::kCpuTime, Exited(1)), OneSecond())
          ->reason,
      Reason::kCompileTime);
  const absl::StatusOr<Execution> memory =
      ConcludeCompilation(MakeFacts(Claim::kOffHeap, Exited(1)), OneSecond());
  EXPECT_EQ(memory->verdict, Verdict::kCompileError);
  EXPECT_EQ(memory->reason, Reason::kCompileMemory);
  EXPECT_THAT(memory->message, HasSubstr("512 MiB"));
}

TEST(WireTest, ReportsThatBreakAPromiseAreRefused) {
  wire::Report report;
  report.claim = Claim::kClean;
  EXPECT_TRUE(wire::ValidReport(report, wire::UsedSize(report)));
  EXPECT_FALSE(wire::ValidReport(report, wire::UsedSize(report) - 1));
  EXPECT_FALSE(wire::ValidReport(report, wire::UsedSize(report) + 1));
  report.text_size = wire::kTextSize + 1;
  EXPECT_FALSE(wire::ValidReport(report, sizeof(report)));
  report.text_size = 0;
  report.claim = static_cast<Claim>(99);
  EXPECT_FALSE(wire::ValidReport(report, wire::UsedSize(report)));
  report.claim = Claim::kNothing;
  EXPECT_FALSE(wire::ValidReport(report, wire::UsedSize(report)));
}

}  // namespace
}  // namespace gavel::sandbox
