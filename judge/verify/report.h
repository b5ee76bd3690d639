// What the verification of a package came to.
//
// Shape:   what was looked at, every example with its judgement, the time
// limit,
//          and everything that is wrong or odd. A package is in order if there
//          is no error; warnings are for its author to judge
// Threads: plain values; text may hold anything that a package or its programs
//          say, still to be escaped by whoever shows it
#ifndef GAVEL_JUDGE_VERIFY_REPORT_H_
#define GAVEL_JUDGE_VERIFY_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/judgement.h"

namespace gavel::verify {

enum class Severity : uint8_t { kWarning = 1, kError = 2 };

struct Finding {
  Severity severity = Severity::kError;
  // "data/secret/1.in: input validator validate refuses it: exited with 43":
  // a path inside the package, and what there is to say of it.
  std::string text;
};

// How much of a kind there was to look at.
struct InputSummary {
  int validators = 0;
  // That have to be valid, and that have to be refused.
  int valid = 0;
  int invalid = 0;
};

struct OutputSummary {
  // Why none were looked at; empty if they were.
  std::string left_out;
  // Answers of tests, data/valid_output and data/invalid_output.
  int answers = 0;
  int valid = 0;
  int invalid = 0;
};

// How far examples can be judged where the package's own output validator has
// no runtime: without outputs, or, without their interactor, not at all.
enum class Extent : uint8_t {
  kAll = 1,
  kOutputsUnjudged = 2,
  kCompilationOnly = 3,
};

struct JudgedExample {
  // "accepted/sum.js": path inside submissions/.
  std::string name;
  // The verdict that it promises; nullopt if that is more than one.
  std::optional<Verdict> promised;
  Judgement judgement;
  // What it promises and does not keep.
  std::vector<std::string> unexpected;
};

// What an example asks of the time limit.
struct Bound {
  std::string example;
  absl::Duration slowest;
  // It was stopped at that time.
  bool stopped = false;
};

struct TimeLimit {
  enum class Origin : uint8_t { kGiven = 1, kDerived = 2, kDefault = 3 };

  absl::Duration limit = absl::ZeroDuration();
  Origin origin = Origin::kDefault;
  // The slowest example that has to be fast enough, and the fastest that has to
  // be too slow.
  std::optional<Bound> lower = {};
  std::optional<Bound> upper = {};
};

struct Report {
  std::string problem_id;
  std::string title;
  InputSummary inputs;
  OutputSummary outputs;
  // Whether parts of the package have no runtime, so that less was looked at.
  bool partial = false;
  Extent extent = Extent::kAll;
  // By name.
  std::vector<JudgedExample> examples;
  TimeLimit time_limit;
  // How many accepted examples were run a second time.
  int repeated = 0;
  std::vector<Finding> findings;

  void AddError(absl::string_view where, absl::string_view what);
  void AddWarning(absl::string_view where, absl::string_view what);
  int Count(Severity severity) const;
};

// Of a package that could not be loaded: an error for each line.
Report RefusedReport(const std::string& problem_id, absl::string_view errors);

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_REPORT_H_
