// The fuzzed function on mutations of valid packages, the same in every run.
#include "tests/fuzz/package_fuzz.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace gavel::package {
namespace {

constexpr int kInputs = 4'000;

using Files = std::map<std::string, std::string>;

std::string Join(const Files& files) {
  std::string input;
  for (const auto& [path, content] : files) {
    absl::StrAppend(&input, path, "\n", content,
                    std::string(1, kFuzzSeparator));
  }
  return input;
}

Files Scoring() {
  return {
      {"problem.yaml",
       "problem_format_version: 2025-09\nname: {en: A, sv: B}\nuuid: x\n"
       "type: [scoring, interactive]\nlicense: cc by\nrights_owner: A\n"
       "limits: {time_limit: 2, time_multipliers: {ac_to_time_limit: 3}}\n"
       "constants: {n: 5, m: {value: 1, hex: '0x1'}}\n"},
      {"statement/problem.en.md", "{{n}}\n"},
      {"statement/problem.sv.tex", "x\n"},
      {"data/sample/1.in", "1\n"},
      {"data/sample/1.ans", "1\n"},
      {"data/sample/1.interaction", ">1\n"},
      {"data/secret/test_group.yaml", "max_score: 50\n"},
      {"data/secret/a/test_group.yaml",
       "max_score: 20\nargs: ['{{n}}']\nrequire_pass: sample\n"},
      {"data/secret/a/1.in", "1\n"},
      {"data/secret/a/1.ans", "1\n"},
      {"data/secret/a/1.yaml", "input_validator_args: {v: [a]}\n"},
      {"data/secret/a/1.files/words.txt", "a\n"},
      {"data/secret/b/test_group.yaml",
       "max_score: 30\nscore_aggregation: sum\nstatic_validation_score: 10\n"},
      {"data/secret/b/1.in", "1\n"},
      {"data/secret/b/1.ans", "1\n"},
      {"data/invalid_input/1.in", "1\n"},
      {"output_validator/main.js", "{{n}}"},
      {"output_validator/words.txt", ""},
      {"static_validator/v.js", ""},
      {"input_validators/v.ctd", ""},
      {"include/default/a.js", "{{m.hex}}"},
      {"submissions/accepted/a.js", ""},
      {"submissions/mixed/a.py", ""},
      {"submissions/mixed/b.ts", "// @EXPECTED_RESULTS@: CORRECT, TIMELIMIT"},
      {"submissions/submissions.yaml",
       "'*/{a,b}.*':\n  permitted: [AC]\n  secret/a: {score: [1, 2]}\n"
       "  use_for_time_limit: lower\n"},
  };
}

Files Legacy() {
  return {
      {"problem.yaml",
       "name: A\ntype: scoring\nvalidation: custom score\n"
       "validator_flags: a b\ngrading: {objective: min}\n"},
      {".timelimit", "2\n"},
      {"domjudge-problem.ini", "timelimit='3'\n"},
      {"problem_statement/problem.tex", "x\n"},
      {"data/testdata.yaml", "grader_flags: ignore_sample first_error\n"},
      {"data/secret/testdata.yaml", "range: -inf 5\naccept_score: 2\n"},
      {"data/secret/a/b/1.in", "1\n"},
      {"data/secret/a/b/1.ans", "1\n"},
      {"output_validators/v/v.js", ""},
      {"submissions/partially_accepted/a.js", ""},
  };
}

// A few changes of bytes, or of pieces within an input or from another one.
std::string Mutate(std::mt19937& random, std::string input,
                   const std::string& other) {
  const auto below = [&](size_t limit) { return random() % limit; };
  constexpr char kBytes[] =
      "\n :{}[]'\"-*,./#&!|>\x1e\xef\xff"
      "019aA";
  for (size_t left = 1 + below(6); left > 0 && !input.empty(); --left) {
    const size_t at = below(input.size());
    switch (below(4)) {
      case 0:
        input[at] = kBytes[below(sizeof(kBytes))];
        break;
      case 1:
        input.erase(at, 1 + below(20));
        break;
      case 2:
        input.insert(at, 1, kBytes[below(sizeof(kBytes))]);
        break;
      default:
        input.insert(at, other.substr(below(other.size()), below(60)));
    }
  }
  return input;
}

void Fuzz(const std::string& input) {
  FuzzPackage(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

TEST(PackageFuzzTest, ValidPackagesKeepEveryPromise) {
  Fuzz(Join(Scoring()));
  Fuzz(Join(Legacy()));
}

TEST(PackageFuzzTest, MutatedPackagesBreakNoPromise) {
  const std::vector<std::string> seeds = {Join(Scoring()), Join(Legacy())};
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same every time
  for (int i = 0; i < kInputs; ++i) {
    const std::string& seed = seeds[random() % seeds.size()];
    Fuzz(Mutate(random, seed, seeds[random() % seeds.size()]));
  }
}

}  // namespace
}  // namespace gavel::package
