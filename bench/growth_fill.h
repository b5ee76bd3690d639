// A data directory with any number of judged submissions, made in a minute
// rather than in the hours that judging them would take.
//
// Shape:   submission i of n is by user i % (n / 100) for one of kProblems
//          problems; every fourth is of a contest, which has a thousandth of
//          all time. Each has a judgement with three runs. The rare ones, TS
//          and JE, are the oldest; the newest kPending wait for a verdict
// Errors:  the store's
// Threads: as storage/sqlite.h
#ifndef GAVEL_BENCH_GROWTH_FILL_H_
#define GAVEL_BENCH_GROWTH_FILL_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/sha256.h"

namespace gavel::bench {

inline constexpr int64_t kProblems = 12;
inline constexpr int64_t kPending = 10;
// Of JE, and of submissions in TypeScript.
inline constexpr int64_t kRare = 5;

// Made of `submissions`, at least 1000.
struct Filled {
  std::string directory;
  int64_t submissions = 0;

  int64_t users() const { return submissions / 100; }
  // 250 submissions each.
  int64_t contests() const { return submissions / 1000; }
  static std::string Problem(int64_t i);
  std::string User(int64_t i) const;
  // Of a submission that has one: i % 4 is 0.
  std::string Contest(int64_t i) const;
  static std::string Key(int64_t i);
  static Sha256 Program(int64_t i);
  static absl::Time Created(int64_t i);
};

// One to measure, in `directory`/measured, which is made anew. It is a copy of
// one in `directory` that is filled once and stays as it was: it is given its
// name when it is whole, and another name when rows or schema change.
absl::StatusOr<Filled> Fill(const std::string& directory, int64_t submissions);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_GROWTH_FILL_H_
