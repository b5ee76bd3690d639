// What a contest is to be: from a file or from flags.
//
// Shape:   a file is the Contest message of the API as JSON, as `gavel contest
//          status ID --json` prints it
// Errors:  InvalidArgument names the file, the field or the flag
// Threads: single-threaded
#ifndef GAVEL_CLI_CONTEST_FILE_H_
#define GAVEL_CLI_CONTEST_FILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/flags.h"

namespace gavel::v1 {
class Contest;
class ContestRules;
}  // namespace gavel::v1

namespace gavel::cli {

// "-" reads standard input.
absl::StatusOr<v1::Contest> ReadContest(const std::string& path);
absl::StatusOr<v1::Contest> ParseContest(const std::string& json,
                                         const std::string& path);

// Whether an argument is a file and not a contest's id.
bool IsContestFile(const std::string& argument);

// Flags as they were given: empty for those that were not.
struct ContestFlags {
  std::string name;
  std::string start;
  std::string duration;
  std::string freeze;
  std::string window;
  // "A=aplusb", "A=aplusb:500", "aplusb".
  std::vector<std::string> problems;
  std::string rules;
  std::vector<std::string> judges;
  std::vector<std::string> languages;
  int64_t submission_limit = 0;
  bool open = false;
  bool virtual_participation = false;
};

void AddContestFlags(ContestFlags* values, Flags* flags);

// Changes what the flags say and leaves the rest.
absl::Status ApplyContestFlags(const ContestFlags& flags, absl::Time now,
                               v1::Contest* contest);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_CONTEST_FILE_H_
