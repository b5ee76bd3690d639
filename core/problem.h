// A problem as the judge needs it: limits, comparison and test cases.
//
// Shape:   test cases are in judging order: samples first, then secret, each
//          lexicographic by name
// Threads: plain values; test data stays in files and is named by path
// Source:  problem package format 2025-09
#ifndef GAVEL_CORE_PROBLEM_H_
#define GAVEL_CORE_PROBLEM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/bytes.h"
#include "core/limits.h"

namespace gavel {

// Arguments of the default output validator.
struct CompareOptions {
  bool case_sensitive = false;
  bool space_change_sensitive = false;
  std::optional<double> absolute_tolerance;
  std::optional<double> relative_tolerance;
};

struct TestCase {
  // "sample/1", "secret/02-big": path inside data/, without extension.
  std::string name;
  bool sample = false;
  // Absolute paths of the input and of the judge's answer.
  std::string input_path;
  std::string answer_path;
};

struct Problem {
  // [a-z0-9][a-z0-9-]*, at most 64 characters; unique in a store.
  std::string id;
  // From 1; a store gives the number, 0 means not stored.
  int32_t version = 0;
  std::string title;
  Limits limits;
  CompareOptions compare;
  std::vector<TestCase> tests;
};

// What lists show of a problem.
struct ProblemSummary {
  std::string id;
  int32_t version = 0;
  std::string title;
  absl::Duration cpu_time;
  Bytes memory;
  int32_t test_count = 0;
};

// True for ids of the shape that Problem::id describes.
bool IsProblemId(const std::string& id);

}  // namespace gavel

#endif  // GAVEL_CORE_PROBLEM_H_
