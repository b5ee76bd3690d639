// A vocabulary for tests of standings: contests, logs and boards as short text.
//
// Shape:   a contest of two hours with problems A, B, C. A log has a line for
//          each submission: who, which problem, when, what became of it, and
//          "@when" it was judged, else at once:
//            ann A 10 WA
//            bob B 11:30 ? | bob B 12 AC @15 | cat C 20 30/100 g1=10 g2=20
//          Lines end with a line feed or "|"; times are minutes[:seconds]
// Errors:  GAVEL_CHECK, as only tests write them
#ifndef GAVEL_TESTS_JUDGE_CONTEST_SMALL_CONTEST_H_
#define GAVEL_TESTS_JUDGE_CONTEST_SMALL_CONTEST_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/contest.h"
#include "judge/contest/standings.h"

namespace gavel::contest {

Contest SmallContest(ContestRules::Kind kind = ContestRules::Kind::kIcpc);

// "ann" as user and team; names are taken apart at spaces.
std::vector<Registration> Teams(absl::string_view names);

// Starts from the contest's start, as all times here do.
absl::Time At(absl::string_view minutes);
absl::Duration Minutes(absl::string_view minutes);

std::vector<LogEntry> Log(absl::string_view lines);

// A line for each row: rank, team, solved, points where there are any, penalty,
// cells. A cell is "A+2!@10": solved with the second attempt in minute 10 as
// the first; "B-3": three rejected attempts; "C?2": two pending; "A-1=40@20":
// 40 points. Cells of problems that nobody tried are left out.
std::string Show(const Contest& contest, const Standings& standings);
std::string ShowRow(const Contest& contest, const Row& row);

}  // namespace gavel::contest

#endif  // GAVEL_TESTS_JUDGE_CONTEST_SMALL_CONTEST_H_
