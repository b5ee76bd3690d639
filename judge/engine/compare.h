// The default output validator: a program's output against the judge's answer.
//
// Shape:   whitespace-separated tokens of bytes; streams of any length, read
//          from start to end in bounded memory
// Units:   tolerances are absolute or relative differences, at most inclusive,
//          and exact: a double stands for its shortest decimal, and where
//          doubles cannot tell the comparison is made in decimal. Numbers have
//          at most 4096 characters and exponents up to 10^9; a longer token is
//          text in an answer and wrong in an output
// Errors:  a mismatch is a value; a Status only when reading fails
//          (InvalidArgument for a tolerance that is negative or not finite)
// Threads: no shared state; blocks on the descriptors
// Owner:   borrows the descriptors and reads both from offset 0
// Source:  problem package format 2025-09, "Default output validator"
#ifndef GAVEL_JUDGE_ENGINE_COMPARE_H_
#define GAVEL_JUDGE_ENGINE_COMPARE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "core/judgement.h"
#include "core/problem.h"

namespace gavel::judge {

struct Comparison {
  bool accepted = false;
  // For judges: the first difference with its position, both sides shortened:
  // "token 3 (line 2): expected 5, got 6". Empty when accepted. Holds parts of
  // the answer: never for contestants unless the test is a sample.
  std::string difference;
  // Where it is, and nothing of either side: "token 3 (line 2)". What a secret
  // test may tell. Empty when accepted.
  std::string position;
  // The same for programs; none when accepted. As secret as `difference`.
  std::optional<Difference> first = {};
};

absl::StatusOr<Comparison> CompareOutput(int output_fd, int answer_fd,
                                         const CompareOptions& options);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_COMPARE_H_
