// The driver of function problems, with submissions as they come.
#include "judge/function/driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/judge/function/driver_fixture.h"

namespace gavel::function {
namespace {

using ::testing::HasSubstr;

struct Case {
  const char* name;
  std::string signature;
  std::string source;
  std::string input;
  std::string answer;
  // Empty if it is accepted.
  std::string difference = "";
  std::string file_name = "main.js";

  friend std::ostream& operator<<(std::ostream& out, const Case& test) {
    return out << test.name;
  }
};

class DriverTest : public DriverFixture,
                   public testing::WithParamInterface<Case> {};

TEST_P(DriverTest, CallsAndWritesWhatItReturns) {
  const Case& test = GetParam();
  const Judged judged = Judge(test.signature, {test.source, test.file_name},
                              test.input, test.answer);
  EXPECT_EQ(judged.outcome.execution.verdict, Verdict::kAccepted);
  EXPECT_EQ(judged.difference, test.difference);
}

constexpr char kSum[] = "function sum(a: int, b: int): int";

// Each returns its argument, after a look at what it got.
INSTANTIATE_TEST_SUITE_P(
    Types, DriverTest,
    testing::Values(
        Case{"Int", "function f(a: int): int",
             "function f(a) { if (typeof a !== 'number') throw a; return a; }",
             "[-9007199254740991]", "-9007199254740991"},
        Case{"Long", "function f(a: long[], b: string): long[]",
             "function f(a, b) { if (a[0] !== 9223372036854775807n || "
             "b !== '7 \" 8') throw a; return a; }",
             R"([[9223372036854775807, -9007199254740993], "7 \" 8"])",
             "[9223372036854775807,-9007199254740993]"},
        Case{"LongsInTypedArray", "function f(a: long[]): long[]",
             "const f = (a) => BigInt64Array.from(a);", "[[1, -2]]", "[1, -2]"},
        Case{"NumbersForLongs", "function f(): long[]",
             "const f = () => [1, -2n, 2 ** 53 - 1];", "[]",
             "[1, -2, 9007199254740991]"},
        Case{"Float", "function f(a: float[]): float[]",
             "function f(a) { return a; }",
             R"([[1.5, -0.0, 1e300, "NaN", "Infinity", "-Infinity"]])",
             R"([1.5, 0, 1e300, "NaN", "Infinity", "-Infinity"])"},
        Case{"FloatsBesideLongs", "function f(a: float, b: long): float",
             "function f(a, b) { return a + Number(b); }", "[0.5, 2]", "2.5"},
        Case{"String", "function f(a: string): string",
             "function f(a) { return a + '\\n\\u2028'; }",
             R"(["\u00e9\ud83d\ude00"])", R"("\u00e9\ud83d\ude00\n\u2028")"},
        Case{"Bool", "function f(a: bool): bool",
             "function f(a) { return !a; }", "[false]", "true"},
        Case{"Arrays", "function f(a: int[][]): int[][]",
             "function f(a) { return a.reverse(); }", "[[[1], [], [2, 3]]]",
             "[[2, 3], [], [1]]"},
        Case{"TypedArray", "function f(a: int[]): int[]",
             "function f(a) { return Int32Array.from(a).sort(); }", "[[10, 9]]",
             "[9, 10]"},
        Case{"List", "function f(a: list<int>): list<int>",
             "var f = function(head) { let out = null; while (head) { out = "
             "new ListNode(head.val, out); head = head.next; } return out; };",
             "[[1, 2, 3]]", "[3, 2, 1]"},
        Case{"EmptyList", "function f(a: list<int>): list<int>",
             "function f(a) { if (a !== null) throw a; return a; }", "[[]]",
             "[]"},
        Case{"OwnListNode", "function f(a: list<long>): list<long>",
             "class ListNode { constructor(val, next) { this.val = val; "
             "this.next = next; } }\nfunction f(a) { if (!(a instanceof "
             "ListNode)) throw a; return new ListNode(a.val * 2n); }",
             "[[9007199254740993]]", "[18014398509481986]"},
        Case{"Tree", "function f(a: tree<int>): tree<int>",
             "function f(a) { if (!a) return null; const l = f(a.left); "
             "a.left = f(a.right); a.right = l; return a; }",
             "[[1, null, 2, 3]]", "[1, 2, null, null, 3]"},
        Case{"ArrayOfTrees", "function f(n: int): tree<string>[]",
             "const f = (n) => [null, new TreeNode('a', new TreeNode('b'))];",
             "[1]", R"([[], ["a", "b"]])"},
        Case{"Inout", "function f(inout a: int[], k: int): void",
             "function f(a, k) { a.push(k); return 'ignored'; }", "[[1], 2]",
             "[1, 2]"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Declarations, DriverTest,
    testing::Values(
        Case{"Function", kSum, "function sum(a, b) { return a + b }", "[1,2]",
             "3"},
        Case{"Var", kSum, "var sum = function(a, b) { return a + b }", "[1,2]",
             "3"},
        Case{"ConstArrow", kSum, "'use strict'; const sum = (a, b) => a + b",
             "[1,2]", "3"},
        Case{"ModuleExports", kSum,
             "module.exports = { sum: (a, b) => a + b } // the end", "[1,2]",
             "3"},
        Case{"ModuleExportsFunction", kSum, "module.exports = (a, b) => a + b",
             "[1,2]", "3"},
        Case{"ExportedFunction", kSum,
             "export function sum(a, b) { return a "
             "+ b }",
             "[1,2]", "3"},
        Case{"DefaultExport", kSum,
             "export default function sum(a, b) { return a + b }", "[1,2]", "3",
             "", "main.mjs"},
        Case{"ModuleWithImport", kSum,
             "import fs from 'node:fs';\nconst sum = (a, b) => fs ? a + b : 0;",
             "[1,2]", "3"},
        Case{"Promise", kSum,
             "const sum = async (a, b) => { await null; return a + b; }",
             "[1,2]", "3"},
        Case{"NamesOfTheDriver", kSum,
             "const process = 1, JSON = 2, find = 3, signature = 4, main = 5;"
             "class Wrong {}\nfunction Array() {}\nlet sum = (a, b) => a + b;",
             "[1,2]", "3"},
        Case{"Class", "class Counter(n: int) { add(k: int): void get(): int }",
             "class Counter { constructor(n) { this.n = n; } add(k) { this.n "
             "+= k; return this; } get() { return this.n; } }",
             R"([["Counter",1],["add",2],["get"],["add",3],["get"]])",
             "[null,null,3,null,6]"},
        Case{"ClassOfPrototypes",
             "class Counter(n: int) { add(k: int): void get(): int }",
             "var Counter = function(n) { this.n = n; };\n"
             "Counter.prototype.add = function(k) { this.n += k; };\n"
             "Counter.prototype.get = function() { return this.n; };",
             R"([["Counter",1],["add",2],["get"]])", "[null,null,3]"},
        Case{"AsyncMethods", "class A() { f(x: int): int }",
             "class A { async f(x) { return x; } }",
             R"([["A"],["f",1],["f",2]])", "[null,1,2]"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    WrongResults, DriverTest,
    testing::Values(
        Case{"Nothing", kSum, "function sum(a, b) { a + b; }", "[1,2]", "3",
             "sum(1, 2) returned undefined, which is no int, expected 3"},
        Case{"Fraction", kSum, "const sum = () => 1.5", "[1,2]", "3",
             "sum(1, 2) returned 1.5, which is no int, expected 3"},
        Case{"NaN", kSum, "const sum = () => NaN", "[1,2]", "3",
             "sum(1, 2) returned NaN, which is no int, expected 3"},
        Case{"TooLarge", kSum, "const sum = () => 2 ** 53", "[1,2]", "3",
             "sum(1, 2) returned 9007199254740992, which is no int, expected "
             "3"},
        Case{"Text", kSum, "const sum = () => '3'", "[1,2]", "3",
             "sum(1, 2) returned \"3\", which is no int, expected 3"},
        Case{"LongTooLarge", "function f(): long", "const f = () => 2n ** 63n",
             "[]", "1",
             "f() returned 9223372036854775808n, which is no long, expected "
             "1"},
        Case{"Hole", "function f(): int[][]", "const f = () => [[1, , 2]]",
             "[]", "[[1]]",
             "f() returned undefined at [0][1], which is no int, expected "
             "[[1]]"},
        Case{"NoArray", "function f(): int[]", "const f = () => ({length: 1})",
             "[]", "[]",
             "f() returned an object, which is no int[], expected "
             "[]"},
        Case{"CycleInList", "function f(a: list<int>): list<int>",
             "const f = (a) => { a.next.next = a; return a; }", "[[1, 2]]",
             "[1]", "f([1, 2]) returned a list with a cycle, expected [1]"},
        Case{"CycleInTree", "function f(a: tree<int>): tree<int>",
             "const f = (a) => { a.left = a; return a; }", "[[1, 2]]", "[1]",
             "f([1, 2]) returned a tree with a node that is in it twice, "
             "expected [1]"},
        Case{"UndefinedList", "function f(): list<int>", "const f = () => {}",
             "[]", "[]",
             "f() returned undefined, which is no list<int>, expected []"},
        Case{"HalfOfAPair", "function f(): string", "const f = () => '\\ud83d'",
             "[]", "\"\"",
             "f() returned a string with half of a surrogate pair, expected "
             "\"\""},
        Case{"Inout", "function f(inout a: int[]): void",
             "const f = (a) => { a[1] = null; }", "[[1]]", "[1]",
             "f([1]) left null at [1], which is no int in a, expected [1]"},
        Case{"Method", "class A() { f(): int g(): int }",
             "class A { f() { return 1; } g() { return true; } }",
             R"([["A"],["f"],["g"],["f"]])", "[null,1,2,1]",
             "call 2: g() returned true, which is no int, expected 2"},
        Case{"Exit", kSum, "const sum = () => process.exit(0)", "[1,2]", "3",
             "sum did not return: the program ended before"},
        Case{"ReturnBeforeTheDriver", kSum, "return;", "[1,2]", "3",
             "sum did not return: the program ended before"}),
    [](const auto& row) { return row.param.name; });

class DriverErrorTest : public DriverFixture {};

TEST_F(DriverErrorTest, MissingNamesAreErrorsThatSaySo) {
  Judged judged = Judge(kSum, {"function add(a, b) {}"}, "[1,2]", "3");
  EXPECT_EQ(judged.outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_THAT(judged.difference, HasSubstr("there is no function sum"));
  judged = Judge("class A() { f(): int }", {"class A {}"}, R"([["A"],["f"]])",
                 "[null,1]");
  EXPECT_EQ(judged.outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_THAT(judged.difference, HasSubstr("A has no method f"));
}

TEST_F(DriverErrorTest, ExceptionsKeepTheirLines) {
  const Judged judged = Judge(
      kSum, {"\n\nfunction sum(a, b) {\n  throw new Error('no ' + b);\n}"},
      "[1,2]", "3");
  EXPECT_EQ(judged.outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_THAT(judged.difference, HasSubstr("no 2"));
  EXPECT_EQ(judged.outcome.execution.line, 4);
}

TEST_F(DriverErrorTest, SyntaxErrorsKeepTheirLines) {
  const Judged judged =
      Judge(kSum, {"function sum(a, b) {\n  return a +;\n}"}, "[1,2]", "3");
  EXPECT_EQ(judged.outcome.execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(judged.outcome.execution.line, 2);
}

TEST_F(DriverErrorTest, RejectedPromisesAreRunTimeErrors) {
  const Judged judged =
      Judge(kSum, {"const sum = async () => { throw new Error('late'); }"},
            "[1,2]", "3");
  EXPECT_EQ(judged.outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_THAT(judged.difference, HasSubstr("late"));
}

TEST_F(DriverErrorTest, InputThatIsGoneIsNamed) {
  const Judged judged =
      Judge(kSum, {"require('fs').readFileSync(0); const sum = () => 3;"},
            "[1,2]", "3");
  EXPECT_EQ(judged.outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_THAT(judged.difference, HasSubstr("has read itself"));
}

struct Frame {
  const char* name;
  const char* line;
  bool kept;
  friend void PrintTo(const Frame& row, std::ostream* out) { *out << row.name; }
};

class DriverFramesTest : public testing::TestWithParam<Frame> {};

TEST_P(DriverFramesTest, ThoseBelowTheSubmissionAreLeftOut) {
  const std::string line = GetParam().line;
  EXPECT_EQ(WithoutDriverFrames("Error: x\n" + line + "\nend", "main.js", 12),
            GetParam().kept ? "Error: x\n" + line + "\nend" : "Error: x\nend");
}

INSTANTIATE_TEST_SUITE_P(
    All, DriverFramesTest,
    testing::Values(
        Frame{"LastLine", "    at f (/main.js:12:1)", true},
        Frame{"Below", "    at findMain (/main.js:13:1)", false},
        Frame{"BelowWithoutAName", "    at /main.js:14:4876", false},
        Frame{"Async", "    at async /main.js:14:9", false},
        Frame{"OtherFile", "    at f (/lib.js:99:1)", true},
        Frame{"NoFrame", "see /main.js:99:1", true},
        Frame{"NoNumber", "    at f (/main.js:x:1)", true},
        Frame{"HugeNumber", "    at f (/main.js:99999999999999999999:1)", true},
        Frame{"Cut", "    at f (/main.js:", true}, Frame{"Empty", "", true}),
    [](const auto& param) { return std::string(param.param.name); });

class DriverOutputTest : public DriverFixture {};

TEST_F(DriverOutputTest, WhatTheSubmissionPrintsDoesNotCount) {
  const Judged judged = Judge(kSum,
                              {"console.log('before');\n"
                               "function sum(a, b) {\n"
                               "  console.log('[during]');\n"
                               "  process.stdout.write('same');\n"
                               "  setTimeout(() => console.log('after'), 0);\n"
                               "  return a + b;\n"
                               "}"},
                              "[1,2]", "3");
  EXPECT_EQ(judged.difference, "");
  EXPECT_EQ(judged.outcome.out, "before\n\n3\n");
  EXPECT_EQ(judged.outcome.err, "[during]\nsameafter\n");
}

TEST_F(DriverOutputTest, LargeValuesPass) {
  std::string numbers = "[0";
  for (int i = 1; i < 50'000; ++i) numbers += "," + std::to_string(i);
  numbers += "]";
  const std::string input = "[" + numbers + "]";
  EXPECT_EQ(Judge("function f(a: list<int>): list<int>", {"const f = (a) => a"},
                  input, numbers)
                .difference,
            "");
  EXPECT_EQ(Judge("function f(a: tree<int>): tree<int>", {"const f = (a) => a"},
                  input, numbers)
                .difference,
            "");
  EXPECT_EQ(Judge("function f(a: long[]): long[]", {"const f = (a) => a"},
                  input, numbers)
                .difference,
            "");
}

}  // namespace
}  // namespace gavel::function
