// What a program has written arrives, however the program ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

using ::testing::StartsWith;

struct Ending {
  std::string name;
  // What is done after something was written to both streams.
  std::string source;
  Reason reason;
};
void PrintTo(const Ending& value, std::ostream* out) { *out << value.name; }

class FlushTest : public SandboxFixture,
                  public testing::WithParamInterface<Ending> {};

TEST_P(FlushTest, WhatWasWrittenArrives) {
  Limits limits = TestLimits();
  limits.wall_time = absl::Seconds(4);
  limits.output = KiB(1);
  const Outcome outcome =
      Run(absl::StrCat(
              "console.log('one'); process.stdout.write('two\\n');"
              "console.error('error'); require('fs').writeSync(1, 'last');",
              GetParam().source),
          "", limits);
  EXPECT_THAT(outcome.out, StartsWith("one\ntwo\nlast"));
  EXPECT_THAT(outcome.err, StartsWith("error\n"));
  EXPECT_EQ(ReasonName(outcome.execution.reason), ReasonName(GetParam().reason))
      << outcome.execution.message;
}

INSTANTIATE_TEST_SUITE_P(
    Endings, FlushTest,
    testing::Values(
        Ending{"End", "", Reason::kNone},
        Ending{"Exception", "throw new Error('x');", Reason::kException},
        Ending{"ExceptionInATimer", "setTimeout(() => { null.x; }, 0);",
               Reason::kException},
        Ending{"UnhandledRejection", "Promise.reject(new Error('x'));",
               Reason::kException},
        Ending{"RejectionInATick",
               "process.nextTick(async () => { throw new Error('x'); });",
               Reason::kException},
        Ending{"ExitInALoop", "for (;;) process.exit(3);", Reason::kExitCode},
        Ending{"ExitInALine",
               "const input = require('stream').Readable.from(['a\\nb\\n']);"
               "require('readline').createInterface({ input })"
               ".on('line', () => process.exit(0));",
               Reason::kNone},
        Ending{"ReallyExit", "process.reallyExit(3);", Reason::kExitCode},
        Ending{"Abort", "process.abort();", Reason::kExitCode},
        Ending{"KillItself", "process.kill(process.pid);", Reason::kException},
        Ending{"StackOverflow", "(function f() { return f() + 1; })();",
               Reason::kStack},
        Ending{"Heap",
               "const a = []; for (;;) a.push(new Array(1000).fill(1));",
               Reason::kHeap},
        Ending{"Buffers",
               "const a = []; for (;;) a.push(new Uint8Array(1e7).fill(1));",
               Reason::kOffHeap},
        Ending{"EndlessLoop", "for (;;) {}", Reason::kCpuTime},
        Ending{"EndlessMicrotasks", "(async () => { for (;;) await null; })();",
               Reason::kCpuTime},
        Ending{"EndlessSleep", "setTimeout(() => {}, 1e6);", Reason::kIdle},
        Ending{"Output", "for (;;) console.log('more');", Reason::kOutput},
        Ending{"Errors", "for (;;) console.error('more');", Reason::kOutput}),
    [](const auto& test) { return test.param.name; });

using OutputLimitTest = SandboxFixture;

std::string Repeated(const std::string& text, size_t size) {
  std::string result;
  while (result.size() < size) result += text;
  result.resize(size);
  return result;
}

TEST_F(OutputLimitTest, AllBytesUpToItArrive) {
  constexpr size_t kLimit = 1024;
  Limits limits = TestLimits();
  limits.output = Bytes(kLimit);
  for (const auto& [source, unit] :
       {std::pair{"for (;;) console.log('0123456789');", "0123456789\n"},
        std::pair{"console.log('x'.repeat(1e7));", "x"},
        std::pair{"process.stdout.write(Buffer.alloc(1 << 20, 'x'));", "x"},
        std::pair{"require('fs').writeSync(1, 'x'.repeat(5000));", "x"},
        std::pair{"console.log('\\u2713'.repeat(5000));", "\xe2\x9c\x93"},
        std::pair{"console.log('\\xe9'.repeat(5000));", "\xc3\xa9"}}) {
    const Outcome outcome = Run(source, "", limits);
    EXPECT_EQ(outcome.out, Repeated(unit, kLimit)) << source;
    EXPECT_EQ(ReasonName(outcome.execution.reason), ReasonName(Reason::kOutput))
        << source;
  }
}

TEST_F(OutputLimitTest, IsReachedWithoutBeingExceeded) {
  Limits limits = TestLimits();
  limits.output = KiB(1);
  const Outcome outcome =
      Run("console.log('x'.repeat(1000)); console.error('y'.repeat(22));", "",
          limits);
  EXPECT_EQ(outcome.execution.verdict, Verdict::kAccepted);
  EXPECT_EQ(outcome.out, std::string(1000, 'x') + "\n");
  EXPECT_EQ(outcome.err, std::string(22, 'y') + "\n");
}

// Code units that need more than one byte, at every offset from the edges of
// the pieces that strings are written in.
TEST_F(OutputLimitTest, LongStringsAreEncodedAsWhole) {
  const Outcome outcome = Run(
      "for (let n = 4090; n < 4100; n++) {"
      "  for (const mark of ['\\xe9', '\\u2713', '\\u{1f600}', '\\ud83d']) {"
      "    const text = 'a'.repeat(n) + mark + 'b'.repeat(9000) + mark;"
      "    process.stdout.write(text);"
      "  }"
      "}");
  std::string expected;
  for (size_t n = 4090; n < 4100; ++n) {
    for (const char* mark :
         {"\xc3\xa9", "\xe2\x9c\x93", "\xf0\x9f\x98\x80", "\xef\xbf\xbd"}) {
      absl::StrAppend(&expected, std::string(n, 'a'), mark,
                      std::string(9000, 'b'), mark);
    }
  }
  EXPECT_TRUE(outcome.out == expected) << outcome.execution.message;
}

}  // namespace
}  // namespace gavel::sandbox
