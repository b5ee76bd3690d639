#include "judge/function/signature.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge/function/parse.h"

namespace gavel::function {
namespace {

// A signature in one way of writing it.
std::string Described(const Callable& callable) {
  std::string text = absl::StrCat(callable.name, "(");
  for (size_t i = 0; i < callable.parameters.size(); ++i) {
    absl::StrAppend(&text, i > 0 ? ", " : "",
                    callable.inout == i ? "inout " : "",
                    callable.parameters[i].name, ": ",
                    TypeName(callable.parameters[i].type));
  }
  return absl::StrCat(text, "): ", TypeName(callable.result));
}

struct Case {
  const char* name;
  std::string text;
  std::string described;

  friend std::ostream& operator<<(std::ostream& out, const Case& test) {
    return out << test.name;
  }
};

class FunctionSignatureTest : public testing::TestWithParam<Case> {};

TEST_P(FunctionSignatureTest, IsRead) {
  const Signature signature = Parsed(GetParam().text);
  EXPECT_FALSE(signature.is_class);
  EXPECT_EQ(Described(signature.callable), GetParam().described);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, FunctionSignatureTest,
    testing::Values(
        Case{"Function", "function twoSum(nums: int[], target: int): int[]",
             "twoSum(nums: int[], target: int): int[]"},
        Case{"NoParameters", "function f(): bool;", "f(): bool"},
        Case{"CommentsAndLines",
             "# A comment.\nfunction f( # (\n  a: long,\n  b:float\n)\n: "
             "string # the end",
             "f(a: long, b: float): string"},
        Case{"ListsAndTrees",
             "function merge(l: list<int>[], t: tree<string>): list<float>",
             "merge(l: list<int>[], t: tree<string>): list<float>"},
        Case{"Unordered", "function f(): unordered<unordered<int[]>[]>",
             "f(): unordered<unordered<int[]>[]>"},
        Case{"ArrayOfUnordered", "function f(): unordered<int[]>[]",
             "f(): unordered<int[]>[]"},
        Case{"Inout", "function f(n: int, inout a: unordered<int[]>): void",
             "f(n: int, inout a: unordered<int[]>): void"},
        Case{"ParameterCalledInout", "function f(inout: int): int",
             "f(inout: int): int"},
        Case{"NamesOfTypesAreNames", "function list(tree: int): int",
             "list(tree: int): int"},
        Case{"EightArrays", "function f(): int[][][][][][][][]",
             "f(): int[][][][][][][][]"}),
    [](const auto& row) { return row.param.name; });

TEST(ClassSignatureTest, HasAConstructorAndMethods) {
  const Signature signature = Parsed(
      "class LRUCache(capacity: int) {\n"
      "  get(key: int): int; put(key: int, value: int): void\n"
      "  size(): int\n"
      "}\n");
  EXPECT_TRUE(signature.is_class);
  EXPECT_EQ(Described(signature.callable), "LRUCache(capacity: int): void");
  ASSERT_EQ(signature.methods.size(), 3u);
  EXPECT_EQ(Described(signature.methods[1]), "put(key: int, value: int): void");
}

// Every error, as "line:column: what" in lines.
std::string Errors(const std::string& text) {
  const ParsedSignature parsed = ParseSignature(text);
  EXPECT_EQ(parsed.signature.has_value(), parsed.errors.empty());
  std::string all;
  for (const SignatureError& error : parsed.errors) {
    absl::StrAppend(&all, error.line, ":", error.column, ": ", error.what,
                    "\n");
  }
  return all;
}

class WrongSignatureTest : public testing::TestWithParam<Case> {};

TEST_P(WrongSignatureTest, IsRefusedWithPositions) {
  EXPECT_EQ(Errors(GetParam().text), GetParam().described);
}

constexpr char kTypes[] =
    "expected a type: int, long, float, string, bool, list<...>, tree<...>, "
    "unordered<...> or void, got ";

INSTANTIATE_TEST_SUITE_P(
    Texts, WrongSignatureTest,
    testing::Values(
        Case{"Empty", "",
             "1:1: expected \"function\" or \"class\", got the end of the "
             "file\n"},
        Case{"AfterTheEnd", "function f(): int\nfunction g(): int",
             "2:1: expected the end of the file: there is one function or "
             "class, got \"function\"\n"},
        Case{"UnknownType", "function f(a: number): int",
             absl::StrCat("1:15: ", kTypes, "\"number\"\n")},
        Case{"HostileBytes", "function f(\xff\x01",
             "1:12: expected the name of a parameter, got \"\\xff\"\n"},
        Case{"MissingBracket", "function f(): int[",
             "1:19: expected \"]\", got the end of the file\n"},
        Case{"ReservedNames", "function new(class: int): int",
             "1:10: the name new is taken in JavaScript or TypeScript\n"
             "1:14: the name class is taken in JavaScript or TypeScript\n"},
        Case{"EverythingAtOnce",
             "class A() {\n  f(x): int\n  g(): number\n  h(a: int, a: int): "
             "int\n  h(): int\n  constructor(): int\n}",
             absl::StrCat("2:6: expected \":\", got \")\"\n3:8: ", kTypes,
                          "\"number\"\n4:13: a second parameter a\n"
                          "5:3: a second method h\n"
                          "6:3: the constructor's parameters follow the name "
                          "of the class\n")},
        Case{"NoMethods", "class A() {}", "1:7: a class without methods\n"},
        Case{"VoidParameter", "function f(a: void): int",
             "1:12: parameter a is void\n"},
        Case{"VoidArray", "function f(): void[]", "1:15: an array of void\n"},
        Case{"VoidFunction", "function f(a: int[]): void",
             "1:10: a void function is judged by the parameter that it "
             "changes: mark it with inout\n"},
        Case{"InoutWithResult", "function f(inout a: int[]): int",
             "1:10: a function with an inout parameter returns void\n"},
        Case{"TwoInout", "function f(inout a: int[], inout b: int[]): void",
             "1:28: a second inout parameter\n"},
        Case{"InoutInAClass", "class A(inout a: int[]) { f(): int }",
             "1:9: only parameters of functions may be inout\n"},
        Case{"UnorderedParameter", "function f(a: unordered<int[]>): int",
             "1:12: unordered<...> says how results are compared; parameters "
             "have none\n"},
        Case{"UnorderedScalar", "function f(): unordered<int>",
             "1:25: unordered<...> is of an array, not of int\n"},
        Case{"UnorderedHoldsFloats", "function f(): unordered<float[][]>",
             "1:25: elements of an unordered array may be floats, not hold "
             "them\n"},
        Case{"ListOfArrays", "function f(): list<int[]>",
             "1:20: lists and trees hold int, long, float, string or bool\n"},
        Case{"NineArrays", "function f(): int[][][][][][][][][]",
             "1:15: types more than 8 deep\n"}),
    [](const auto& row) { return row.param.name; });

TEST(HostileSignatureTest, DepthIsBounded) {
  std::string text = "function f(): ";
  for (int i = 0; i < 100'000; ++i) text += "unordered<";
  EXPECT_EQ(Errors(text), "1:105: types more than 8 deep\n");
}

}  // namespace
}  // namespace gavel::function
