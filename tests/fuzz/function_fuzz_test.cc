// The fuzzed function on mutations of valid problems, the same in every run.
#include "tests/fuzz/function_fuzz.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace gavel::function {
namespace {

constexpr int kInputs = 100'000;

const std::vector<std::string>& Seeds() {
  static const auto* const seeds = new std::vector<std::string>{
      "function f(a: int[], b: long): unordered<int[]>\x1e[[1,2],3]\x1e"
      "[1,2]\x1e[2,1]",
      "function f(a: string, b: float): float[]\x1e[\"\\u00e9\",1.5]\x1e"
      "[1e3,\"NaN\"]\x1e[1000,-0.5]",
      "function f(inout a: tree<int>, b: list<bool>): void\x1e"
      "[[1,null,2],[true]]\x1e[1,2]\x1e{\"wrong\":\"undefined\"}",
      "function f(): unordered<unordered<string[]>[]>\x1e[]\x1e"
      "[[\"a\"],[]]\x1e[[],[\"a\"]]",
      "class A(n: int) { add(k: int): void get(): tree<long> }\x1e"
      "[[\"A\",1],[\"add\",2],[\"get\"]]\x1e[null,null,[1]]\x1e"
      "[null,null,[1,2]]"};
  return *seeds;
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
  for (int i = 0; i < kInputs; ++i) {
    std::string input = Seeds()[random() % Seeds().size()];
    Mutate(random, input);
    Fuzz(input);
  }
}

}  // namespace
}  // namespace gavel::function
