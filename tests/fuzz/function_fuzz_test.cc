// The fuzzed function on mutations of valid problems, the same in every run.
#include "tests/fuzz/function_fuzz.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"

namespace gavel::function {
namespace {

constexpr int kInputs = 100'000;

std::string Input(const std::string& signature, const std::string& arguments,
                  const std::string& answer, const std::string& output) {
  return absl::StrJoin({signature, arguments, answer, output},
                       std::string(1, kFuzzSeparator));
}

std::vector<std::string> Seeds() {
  return {Input("function f(a: int[], b: long): unordered<int[]>", "[[1,2],3]",
                "[1,2]", "[2,1]"),
          Input("function f(a: string, b: float): float[]", R"(["\u00e9",1.5])",
                R"([1e3,"NaN"])", "[1000,-0.5]"),
          Input("function f(inout a: tree<int>, b: list<bool>): void",
                "[[1,null,2],[true]]", "[1,2]", R"({"wrong":"undefined"})"),
          Input("function f(): unordered<unordered<string[]>[]>", "[]",
                R"([["a"],[]])", R"([[],["a"]])"),
          Input("class A(n: int) { add(k: int): void get(): tree<long> }",
                R"([["A",1],["add",2],["get"]])", "[null,null,[1]]",
                "[null,null,[1,2]]")};
}

// A few bytes changed, taken out or doubled.
void Mutate(std::mt19937& random, std::string& input) {
  static constexpr char kBytes[] =
      "[]{}<>(),:;\"\\0123456789-.eEnulltrue# \n\xff";
  const auto below = [&](size_t limit) { return random() % limit; };
  for (size_t left = 1 + below(4); left > 0 && !input.empty(); --left) {
    const size_t at = below(input.size());
    switch (below(4)) {
      case 0:
        input.erase(at, 1 + below(4));
        break;
      case 1:
        input.insert(at, input.substr(below(input.size()), below(16)));
        break;
      default:
        input[at] = kBytes[below(sizeof(kBytes) - 1)];
    }
  }
}

void Fuzz(const std::string& input) {
  FuzzFunction(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

TEST(FunctionFuzzTest, ValidProblemsKeepEveryPromise) {
  for (const std::string& seed : Seeds()) Fuzz(seed);
}

TEST(FunctionFuzzTest, MutatedProblemsBreakNoPromise) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same every time
  const std::vector<std::string> seeds = Seeds();
  for (int i = 0; i < kInputs; ++i) {
    std::string input = seeds[random() % seeds.size()];
    Mutate(random, input);
    Fuzz(input);
  }
}

}  // namespace
}  // namespace gavel::function
