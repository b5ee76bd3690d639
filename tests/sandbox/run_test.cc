#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

using ::testing::HasSubstr;

using RunTest = SandboxFixture;

TEST_F(RunTest, ReadsInputAndWritesOutput) {
  const Outcome outcome =
      Run("const [a, b] = readline().split(' ').map(Number); print(a + b);",
          "17 25\n");
  EXPECT_EQ(outcome.execution.verdict, Verdict::kAccepted)
      << outcome.execution.message;
  EXPECT_EQ(outcome.out, "42\n");
  EXPECT_GT(outcome.execution.cpu_time, absl::ZeroDuration());
  EXPECT_GE(outcome.execution.wall_time, absl::ZeroDuration());
}

TEST_F(RunTest, WhatAProblemTakesAwayIsGone) {
  constexpr const char* kSource =
      "try { print(eval('1 + 1')); } catch (e) { print(e.name); }"
      "const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);"
      "try { new WebAssembly.Module(wasm); print('compiled'); }"
      "catch (e) { print(e.name); }";
  Limits limits = TestLimits();
  EXPECT_EQ(Run(kSource, "", limits).out, "2\ncompiled\n");
  limits.features.eval = false;
  EXPECT_EQ(Run(kSource, "", limits).out, "EvalError\ncompiled\n");
  limits.features.web_assembly = false;
  EXPECT_EQ(Run(kSource, "", limits).out, "EvalError\nCompileError\n");
}

TEST_F(RunTest, APeakOverTheMemoryIsNoAcceptedRun) {
  Limits limits = TestLimits();
  limits.memory = MiB(64);
  // Large strings are allocated beside the heap's limit, and let go.
  const Outcome outcome =
      Run("let s = 'x'.repeat(4e7); s = s.toUpperCase() + '!';"
          "print(s[4e7]);",
          "", limits);
  EXPECT_EQ(outcome.execution.verdict, Verdict::kMemoryLimitExceeded)
      << outcome.execution.memory.count();
}

struct LimitCase {
  std::string name;
  std::string source;
  Verdict verdict;
  Reason reason;
};
void PrintTo(const LimitCase& value, std::ostream* out) { *out << value.name; }

class LimitTest : public SandboxFixture,
                  public testing::WithParamInterface<LimitCase> {};

TEST_P(LimitTest, EndsWithTheTrueReason) {
  Limits limits = TestLimits();
  limits.wall_time = absl::Seconds(4);
  const Execution execution = Run(GetParam().source, "", limits).execution;
  EXPECT_EQ(execution.verdict, GetParam().verdict) << execution.message;
  EXPECT_EQ(ReasonName(execution.reason), ReasonName(GetParam().reason))
      << execution.message;
}

INSTANTIATE_TEST_SUITE_P(
    Programs, LimitTest,
    testing::Values(
        LimitCase{"EndlessLoop", "for (;;) {}", Verdict::kTimeLimitExceeded,
                  Reason::kCpuTime},
        LimitCase{"LoopThatCatches",
                  "for (;;) { try { for (;;) {} } catch (e) {} finally { for "
                  "(;;) {} } }",
                  Verdict::kTimeLimitExceeded, Reason::kCpuTime},
        LimitCase{"MicrotaskLoop", "(async () => { for (;;) await null; })();",
                  Verdict::kTimeLimitExceeded, Reason::kCpuTime},
        LimitCase{"BuiltinThatDoesNotPoll",
                  "Array.prototype.indexOf.call({length: 2 ** 53 - 1}, 1);",
                  Verdict::kTimeLimitExceeded, Reason::kCpuTime},
        LimitCase{"RegularExpression", "/^(a+)+$/.test('a'.repeat(60) + 'b');",
                  Verdict::kTimeLimitExceeded, Reason::kCpuTime},
        LimitCase{"Sleep", "setTimeout(() => {}, 1e6);",
                  Verdict::kTimeLimitExceeded, Reason::kIdle},
        LimitCase{"GrowingArray",
                  "const a = []; for (;;) a.push(new Array(1000).fill(1));",
                  Verdict::kMemoryLimitExceeded, Reason::kHeap},
        LimitCase{"ArrayBuffers",
                  "const a = []; for (;;) a.push(new Uint8Array(1e7).fill(1));",
                  Verdict::kMemoryLimitExceeded, Reason::kOffHeap},
        LimitCase{"OneHugeAllocation",
                  "let s = 'x'; for (let i = 0; i < 27; ++i) s += s;"
                  "print(s.split('').length);",
                  Verdict::kMemoryLimitExceeded, Reason::kProcessMemory},
        LimitCase{"EndlessOutput", "for (;;) print('0123456789');",
                  Verdict::kOutputLimitExceeded, Reason::kOutput},
        LimitCase{"EndlessErrors", "for (;;) console.error('0123456789');",
                  Verdict::kOutputLimitExceeded, Reason::kOutput},
        LimitCase{"Throws", "throw new Error('x');", Verdict::kRunTimeError,
                  Reason::kException},
        LimitCase{"Recursion", "function f() { return f() + 1; } f();",
                  Verdict::kRunTimeError, Reason::kStack},
        LimitCase{"ExitCode", "process.exit(3);", Verdict::kRunTimeError,
                  Reason::kExitCode},
        LimitCase{"UnhandledRejection", "Promise.reject(new Error('y'));",
                  Verdict::kRunTimeError, Reason::kException},
        LimitCase{"SyntaxError", "let = ;", Verdict::kCompileError,
                  Reason::kSyntax}),
    [](const auto& test) { return test.param.name; });

TEST_F(RunTest, ExceptionNamesItsLine) {
  const Outcome outcome =
      Run("const x = 1;\nfunction f() {\n  null.y;\n}\nf();\n");
  EXPECT_EQ(outcome.execution.line, 3);
  EXPECT_THAT(outcome.execution.message, HasSubstr("TypeError"));
  EXPECT_THAT(outcome.execution.message, HasSubstr("main.js:3"));
  EXPECT_THAT(outcome.err, HasSubstr("  null.y;"));
  EXPECT_EQ(outcome.execution.exit_code, 1);
}

TEST_F(RunTest, SyntaxErrorNamesItsLine) {
  const Execution execution = Run("let a = 1;\nlet b = ;\n").execution;
  EXPECT_EQ(execution.line, 2);
  EXPECT_THAT(execution.message, HasSubstr("SyntaxError"));
}

TEST_F(RunTest, RecursesAHundredThousandDeep) {
  const Outcome outcome = Run(
      "function f(n) { return n === 0 ? 0 : 1 + f(n - 1); } print(f(200000));");
  EXPECT_EQ(outcome.out, "200000\n") << outcome.execution.message;
}

TEST_F(RunTest, OutputBeforeALimitIsKept) {
  EXPECT_EQ(Run("print('first'); for (;;) {}").out, "first\n");
  EXPECT_EQ(Run("print('first'); throw 1;").out, "first\n");
}

TEST_F(RunTest, RunsOfOneProgramShareNothing) {
  absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {Language::kJavaScript, "main.js",
       "print(globalThis.seen === undefined, [].polluted === undefined);"
       "globalThis.seen = true; Array.prototype.polluted = true;"
       "module.exports.counter = 1;"},
      TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  for (int i = 0; i < 3; ++i) {
    const absl::StatusOr<Outcome> outcome = RunOn(*loaded->program, "");
    ASSERT_TRUE(outcome.ok()) << outcome.status();
    EXPECT_EQ(outcome->out, "true true\n");
  }
}

TEST_F(RunTest, TheSeedDecidesRandomNumbers) {
  absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {Language::kJavaScript, "main.js", "print(Math.random());"},
      TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  const std::string first = RunOn(*loaded->program, "", 10)->out;
  EXPECT_EQ(RunOn(*loaded->program, "", 10)->out, first);
  EXPECT_NE(RunOn(*loaded->program, "", 20)->out, first);
}

}  // namespace
}  // namespace gavel::sandbox
