// Two values of one type: whether they are equal, and where not.
//
// Shape:   both are of the type, as WhyIllTyped says. Integers, strings and
//          booleans are equal or not. Floats are equal if their closest doubles
//          are, or within the tolerances; NaN equals NaN. Trees are equal
//          whether or not nulls follow the last node. The order in unordered
//          arrays does not count
// Units:   tolerances as core/tolerance.h has them
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_FUNCTION_DIFFERENCE_H_
#define GAVEL_JUDGE_FUNCTION_DIFFERENCE_H_

#include <optional>
#include <string>

#include "core/problem.h"
#include "judge/function/json.h"
#include "judge/function/type.h"

namespace gavel::function {

struct Difference {
  // To the first difference: "[2].left.val"; empty for the value as a whole.
  std::string path;
  // "3 instead of 4"
  std::string what;
};

// nullopt if they are equal.
std::optional<Difference> FindDifference(const Type& type, JsonValue output,
                                         JsonValue answer,
                                         const CompareOptions& options);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_DIFFERENCE_H_
