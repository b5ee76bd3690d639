// Numbers as text, compared within the tolerances of a problem. In core because
// every kind of output validation compares numbers by the same rule.
//
// Shape:   numbers of the format's grammar: sign, digits, point, exponent up to
//          10^9; at most kMostNumber characters are the caller's to check
// Units:   tolerances are absolute or relative differences, at most inclusive,
//          and exact: a double stands for its shortest decimal, and where
//          doubles cannot tell the comparison is made in decimal
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Default output validator"
#ifndef GAVEL_CORE_TOLERANCE_H_
#define GAVEL_CORE_TOLERANCE_H_

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"
#include "core/problem.h"

namespace gavel {

// The format lets a judge limit the digits of a number, from 30 up. A longer
// token is not a number: an answer is then compared as text, an output refused.
inline constexpr size_t kMostNumber = 4096;

// Whether the output is a number that close to the answer; nullopt if there is
// no tolerance or the answer is not a number.
std::optional<bool> WithinTolerance(absl::string_view output,
                                    absl::string_view answer,
                                    const CompareOptions& options);

}  // namespace gavel

#endif  // GAVEL_CORE_TOLERANCE_H_
