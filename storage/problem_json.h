// What a problem and a test case have beside columns, as JSON text.
//
// Shape:   an object with a key for each field. What is empty, none or false is
//          left out; numbers never are, so that a default that changes in core/
//          changes no stored problem. A key that a row lacks, because it is
//          newer than the row, reads as empty, none, false or the default.
//          Files are named by hash: their paths are SHA-256 in hexadecimal
// Units:   durations are microseconds (_us), sizes bytes, an infinite number
// the
//          text "inf" or "-inf"
// Errors:  writing: InvalidArgument for text that is not UTF-8 and for NaN.
//          Reading: DataLoss for a key that is unknown and for a value that is
//          not of its type
// Threads: pure, safe anywhere
#ifndef GAVEL_STORAGE_PROBLEM_JSON_H_
#define GAVEL_STORAGE_PROBLEM_JSON_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/problem.h"

namespace gavel::storage {

// Names, kinds, validators and groups.
absl::StatusOr<std::string> WriteProblemJson(const Problem& problem);
absl::Status ReadProblemJson(absl::string_view json, Problem& problem);

// Slices, group, arguments, files and comparison.
absl::StatusOr<std::string> WriteTestJson(const TestCase& test);
absl::Status ReadTestJson(absl::string_view json, TestCase& test);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PROBLEM_JSON_H_
