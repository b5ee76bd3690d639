// Function problems in TypeScript: the driver goes through the compiler with
// the submission.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "tests/judge/function/driver_fixture.h"

namespace gavel::function {
namespace {

constexpr char kSum[] = "function sum(a: int, b: int): int";

class DriverTypeScriptTest : public DriverFixture {
 protected:
  static std::string JudgeSum(const std::string& source,
                              const std::string& file_name = "main.ts") {
    return Judge(kSum, {source, file_name}, "[1,2]", "3").difference;
  }
};

TEST_F(DriverTypeScriptTest, FindsDeclarationsOfEveryKind) {
  EXPECT_EQ(JudgeSum("function sum(a: number, b: number): number { return a + "
                     "b; }"),
            "");
  EXPECT_EQ(JudgeSum("export const sum = (a: number, b: number) => a + b;"),
            "");
  EXPECT_EQ(JudgeSum("export default (a: number, b: number): number => a + b"),
            "");
  EXPECT_EQ(JudgeSum("export default function sum(a: number, b: number) { "
                     "return a + b; }",
                     "main.mts"),
            "");
  EXPECT_EQ(JudgeSum("let sum: (a: number, b: number) => number = (a, b) => a "
                     "+ b",
                     "main.cts"),
            "");
}

TEST_F(DriverTypeScriptTest, NodesNeedNoDefinition) {
  EXPECT_EQ(Judge("function f(a: list<int>): tree<int>",
                  {"function f(a: ListNode | null): TreeNode | null {\n"
                   "  return a && new TreeNode(a.val, null, f(a.next));\n}",
                   "main.ts"},
                  "[[1, 2]]", "[1, null, 2]")
                .difference,
            "");
}

TEST_F(DriverTypeScriptTest, ErrorsKeepTheirLines) {
  const Judged judged = Judge(
      kSum,
      {"interface A { a: number }\nfunction sum(a: number): number {\n  throw "
       "new Error('no');\n}",
       "main.ts"},
      "[1,2]", "3");
  EXPECT_EQ(judged.outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_EQ(judged.outcome.execution.line, 3);
}

TEST_F(DriverTypeScriptTest, OnlyTheSubmissionIsWarnedAbout) {
  sandbox::Source source{
      Language::kTypeScript, "main.ts",
      absl::StrCat("function sum(a: number, b: number): number {\n"
                   "  return 'x';\n}",
                   MakeDriver(Parsed(kSum))),
      true};
  absl::StatusOr<sandbox::Loaded> loaded =
      supervisor_->Load(source, sandbox::TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  ASSERT_EQ(loaded->warnings.size(), 1u);
  EXPECT_EQ(loaded->warnings[0].line, 2);
}

}  // namespace
}  // namespace gavel::function
