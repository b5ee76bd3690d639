// A contest as files for other programs.
//
// Shape:   paths are relative, with / between directories. Virtual contestants
//          are in none of the files, submissions that do not count neither.
//          Sources are not exported: `files` of CLICS submissions is empty
// Errors:  none: bytes that are not UTF-8 become U+FFFD
// Threads: pure
// Source:  CLICS Contest API and Contest Package Format 2023-06
//          (ccs-specs.icpc.io/2023-06); RFC 4180. docs/contests.md says what of
//          Gavel they cannot express
#ifndef GAVEL_JUDGE_CONTEST_EXPORT_H_
#define GAVEL_JUDGE_CONTEST_EXPORT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/contest.h"

namespace gavel::contest {

struct ExportInput {
  struct Problem {
    std::string title;
    absl::Duration time_limit;
    int32_t test_count = 0;
    // Unset unless it is a scoring problem with a bound.
    std::optional<double> max_score = {};
  };

  Contest contest;
  std::vector<Registration> registrations;
  std::vector<LogEntry> log;
  std::vector<Clarification> clarifications;
  // One for each problem of the contest, in its order.
  std::vector<Problem> problems;
  // By user id, of contestants and judges; those that are not there have none.
  std::map<std::string, std::string> user_names;
  absl::Time at;
  // Only what everybody may see at that time: no problems before the start, no
  // verdicts that the freeze hides, no accounts, of clarifications only what is
  // for all.
  bool public_only = false;
};

struct ExportedFile {
  std::string path;
  std::string content;
};

// contest.json, problems.json and so on, with event-feed.ndjson.
std::vector<ExportedFile> ExportClicsPackage(const ExportInput& input);
// event-feed.ndjson.
std::vector<ExportedFile> ExportEventFeed(const ExportInput& input);
// standings.csv, for people and their spreadsheets.
std::vector<ExportedFile> ExportCsv(const ExportInput& input);

}  // namespace gavel::contest

#endif  // GAVEL_JUDGE_CONTEST_EXPORT_H_
