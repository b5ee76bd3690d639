// Test data of function problems: JSON lines.
//
// Shape:   each line of NAME.in is a test of its own, line by line with
// NAME.ans:
//            function  [2, 7], 9 as [[2, 7], 9]      its result: [0, 1]
//            class     [["LRUCache", 2], ["put", 1, 1], ["get", 1]]
//                      a result for each: [null, null, 1]
//          The last line may lack its line feed; no line is empty
//          int, long: integers; float: numbers, "NaN", "Infinity", "-Infinity";
//          lists: arrays; trees: arrays in the order of levels, null for what
//          is not there, as [1, null, 2]
// Errors:  values that are wrong are data, each with its line
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_FUNCTION_VALUES_H_
#define GAVEL_JUDGE_FUNCTION_VALUES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/function/json.h"
#include "judge/function/signature.h"

namespace gavel::function {

// Why the value is not of that type, with the path to it: "[2].val is 1.5,
// which is no int"; nullopt if it is. `path` is what stands before.
std::optional<std::string> WhyIllTyped(const Type& type, JsonValue value,
                                       const std::string& path);

// What is wrong with one line of input, or of answers to that input; nullopt if
// nothing is.
std::optional<std::string> CheckInput(const Signature& signature,
                                      absl::string_view line);
std::optional<std::string> CheckAnswer(const Signature& signature,
                                       absl::string_view input,
                                       absl::string_view answer);

struct FunctionTest {
  // Without the line feed.
  Slice input;
  Slice answer;
};

struct LineError {
  // Of the file with answers, not of that with inputs.
  bool in_answer = false;
  // From 1; 0 for the file as a whole.
  int line = 0;
  std::string what;
};

struct FunctionTests {
  // In the order of lines; complete only without errors.
  std::vector<FunctionTest> tests;
  std::vector<LineError> errors;
};

// The tests in a pair of files.
FunctionTests SplitTests(const Signature& signature, absl::string_view input,
                         absl::string_view answer);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_VALUES_H_
