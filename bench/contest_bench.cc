// What a large contest's standings cost: reading its log, reading what changed
// since, and computing.
//
// Shape:   contest_bench [SUBMISSIONS [CONTESTANTS]]; 50000 and 1000 unless
// said
//          otherwise, all judged, on 10 problems
// Units:   milliseconds, the best of five
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "core/check.h"
#include "core/clock.h"
#include "judge/contest/standings.h"
#include "storage/sqlite_contests.h"
#include "storage/sqlite_store.h"

namespace gavel::bench {
namespace {

constexpr int kRepetitions = 5;
constexpr int kProblems = 10;

void Report(const char* what, const std::function<void()>& work) {
  absl::Duration best = absl::InfiniteDuration();
  for (int i = 0; i < kRepetitions; ++i) {
    const absl::Time start = absl::Now();
    work();
    best = std::min(best, absl::Now() - start);
  }
  absl::PrintF("%-40s %8.2f ms\n", what, absl::ToDoubleMilliseconds(best));
}

// One statement for all of them: rows are made where they are stored.
std::string FillText(int submissions, int contestants) {
  return absl::StrCat(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
      " ",
      submissions,
      ") INSERT INTO submission (problem_id, problem_version,"
      " language, created_us, user_id, submitted_by, contest_id) SELECT"
      " 'p' || (i * 7 % ",
      kProblems,
      "), 1, 1, 1700000000000000 + i * 100000,"
      " 'u' || (i * 31 % ",
      contestants,
      "), '', 'big' FROM n;"
      "INSERT INTO judgement (submission_id, current, problem_version, verdict,"
      " reason, message, test_count, max_cpu_time_us, max_memory_bytes,"
      " started_us, finished_us, compile_verdict, compile_reason,"
      " compile_message, compile_exit_code, compile_signal, compile_line,"
      " compile_column, compile_cpu_time_us, compile_wall_time_us,"
      " compile_memory_bytes) SELECT id, 1, 1, 1 + id % 2, 1, x'', 1, 1, 1,"
      " created_us, created_us + 1000, 1, 1, x'', 0, 0, 0, 0, 1, 1, 1 "
      "FROM submission;");
}

void AddProblems(storage::Store& store, Contest& contest) {
  for (int i = 0; i < kProblems; ++i) {
    Problem problem;
    problem.id = absl::StrCat("p", i);
    problem.title = problem.id;
    GAVEL_CHECK(store.AddProblem(problem).ok());
    contest.problems.push_back(
        {problem.id, std::string(1, static_cast<char>('A' + i)), "", {}});
  }
}

int Run(const std::string& directory, int submissions, int contestants) {
  const SystemClock clock;
  const auto store = storage::SqliteStore::Open(directory, clock).value();
  storage::SqliteContests contests(store->database(), clock);
  Contest contest;
  contest.id = "big";
  contest.name = "Big";
  contest.start = absl::FromUnixSeconds(1700000000);
  AddProblems(*store, contest);
  contest = contests.AddContest(contest).value();
  std::vector<Registration> registrations;
  for (int i = 0; i < contestants; ++i) {
    Registration& registration = registrations.emplace_back();
    registration.user_id = registration.team_name = absl::StrCat("u", i);
  }
  const absl::Time start = absl::Now();
  GAVEL_CHECK(store->database()
                  .Write([&](storage::Connection& connection) {
                    return connection.RunScript(
                        "filling", FillText(submissions, contestants));
                  })
                  .ok());
  absl::PrintF("%-40s %8.2f ms\n", "inserting all, with triggers",
               absl::ToDoubleMilliseconds(absl::Now() - start));

  storage::ContestLog log;
  Report("reading the whole log",
         [&] { log = contests.SubmissionLog("big", 0).value(); });
  GAVEL_CHECK(log.entries.size() == static_cast<size_t>(submissions));
  Report("reading the last change",
         [&] { contests.SubmissionLog("big", log.change - 1).value(); });
  contest::View view;
  view.at = absl::Now();
  Report("computing standings", [&] {
    contest::ComputeStandings(contest, registrations, log.entries, view);
  });
  return 0;
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  int submissions = 50'000;
  int contestants = 1'000;
  if ((argc > 1 && !absl::SimpleAtoi(argv[1], &submissions)) ||
      (argc > 2 && !absl::SimpleAtoi(argv[2], &contestants))) {
    absl::FPrintF(stderr, "contest_bench [SUBMISSIONS [CONTESTANTS]]\n");
    return 64;
  }
  std::string directory = "/tmp/contest-bench-XXXXXX";
  GAVEL_CHECK(mkdtemp(directory.data()) != nullptr);
  const int result = gavel::bench::Run(directory, submissions, contestants);
  std::filesystem::remove_all(directory);
  return result;
}
