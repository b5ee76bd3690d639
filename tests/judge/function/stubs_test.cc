#include "judge/function/stubs.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/judge/function/parse.h"

namespace gavel::function {
namespace {

struct Case {
  const char* name;
  std::string signature;
  std::string javascript;
  std::string typescript;

  friend std::ostream& operator<<(std::ostream& out, const Case& test) {
    return out << test.name;
  }
};

class StubTest : public testing::TestWithParam<Case> {};

TEST_P(StubTest, IsTheFunctionWithoutItsBody) {
  const Signature signature = Parsed(GetParam().signature);
  EXPECT_EQ(MakeStub(signature, Language::kJavaScript), GetParam().javascript);
  EXPECT_EQ(MakeStub(signature, Language::kTypeScript), GetParam().typescript);
}

INSTANTIATE_TEST_SUITE_P(
    Signatures, StubTest,
    testing::Values(
        Case{"Function",
             "function f(a: int[][], b: long, c: string, d: bool): float",
             "/**\n * @param {number[][]} a\n * @param {bigint} b\n"
             " * @param {string} c\n * @param {boolean} d\n"
             " * @return {number}\n */\nfunction f(a, b, c, d) {\n}\n",
             "function f(a: number[][], b: bigint, c: string, d: boolean): "
             "number {\n}\n"},
        Case{"Class", "class Stack() { push(x: int): void pop(): int }",
             "class Stack {\n  constructor() {\n  }\n\n  /**\n"
             "   * @param {number} x\n   * @return {void}\n   */\n"
             "  push(x) {\n  }\n\n  /**\n   * @return {number}\n   */\n"
             "  pop() {\n  }\n}\n",
             "class Stack {\n  constructor() {\n  }\n\n"
             "  push(x: number): void {\n  }\n\n"
             "  pop(): number {\n  }\n}\n"},
        Case{"List", "function merge(lists: list<int>[]): list<int>",
             "// Defined already:\n//\n"
             "//   class ListNode {\n"
             "//     constructor(val, next = null) {\n"
             "//       this.val = val;\n//       this.next = next;\n"
             "//     }\n//   }\n\n"
             "/**\n * @param {(ListNode | null)[]} lists\n"
             " * @return {ListNode | null}\n */\nfunction merge(lists) {\n}\n",
             "// Defined already:\n//\n"
             "//   class ListNode {\n"
             "//     val: number;\n//     next: ListNode | null;\n"
             "//     constructor(val: number, next: ListNode | null = null) {\n"
             "//       this.val = val;\n//       this.next = next;\n"
             "//     }\n//   }\n\n"
             "function merge(lists: (ListNode | null)[]): ListNode | null "
             "{\n}\n"}),
    [](const auto& row) { return row.param.name; });

TEST(DefinitionsTest, HoldWhatTheSignatureHas) {
  EXPECT_EQ(
      MakeDefinitions(Parsed("function f(): int[]"), Language::kTypeScript),
      "");
  EXPECT_EQ(
      MakeDefinitions(Parsed("function f(a: tree<int>, b: tree<string>): int"),
                      Language::kTypeScript),
      "class TreeNode {\n  val: number | string;\n"
      "  left: TreeNode | null;\n  right: TreeNode | null;\n"
      "  constructor(val: number | string, left: TreeNode | null = null, "
      "right: TreeNode | null = null) {\n"
      "    this.val = val;\n    this.left = left;\n"
      "    this.right = right;\n  }\n}\n");
}

}  // namespace
}  // namespace gavel::function
