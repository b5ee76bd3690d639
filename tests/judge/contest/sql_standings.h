// Standings computed by a database, from tables and queries that share nothing
// with the code under test: what it is compared with.
//
// Shape:   lines of text, one for each row, best first, and one for each cell
//          with submissions, by user and label
// Threads: single-threaded
#ifndef GAVEL_TESTS_JUDGE_CONTEST_SQL_STANDINGS_H_
#define GAVEL_TESTS_JUDGE_CONTEST_SQL_STANDINGS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/judge/contest/simulation.h"

struct sqlite3;

namespace gavel::contest {

struct Lines {
  // "1 t0007 5 312": rank, user, solved, penalty in minutes; with points "1
  // t0007 5 312.500000".
  std::vector<std::string> rows;
  // "t0007 A 3 0 1 1 61000000": attempts, pending, solved, first, when in
  // microseconds; with points "t0007 A 3 0 1 12.500000 61000000".
  std::vector<std::string> cells;
};

class SqlStandings {
 public:
  explicit SqlStandings(const Simulation& simulation);

  // With `hide`, what is submitted from the freeze on is pending.
  Lines Icpc(absl::Time at, bool hide);
  // `score` as in the rules.
  Lines Ioi(absl::Time at, bool hide, ContestRules::Score score);

 private:
  void Execute(const std::string& sql);
  // Each row as its columns with spaces between.
  std::vector<std::string> Query(const std::string& sql);
  void SetView(absl::Time at, bool hide);

  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace gavel::contest

#endif  // GAVEL_TESTS_JUDGE_CONTEST_SQL_STANDINGS_H_
