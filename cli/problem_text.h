// Problems as text for terminals.
//
// Shape:   as in cli/format.h: everything of an uploader is escaped
// Threads: pure, safe anywhere
#ifndef GAVEL_CLI_PROBLEM_TEXT_H_
#define GAVEL_CLI_PROBLEM_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

namespace gavel::v1 {
class Problem;
class UploadProblemResponse;
}  // namespace gavel::v1

namespace gavel::cli {

// Everything about one.
std::string ProblemText(const v1::Problem& problem);
// A line each.
std::string ProblemTable(const std::vector<v1::Problem>& problems);
std::string VersionTable(const std::vector<v1::Problem>& versions);

struct UploadProgress {
  // Of the whole package.
  int64_t total_bytes = 0;
  // What the server had.
  int64_t known_bytes = 0;
  int64_t sent_bytes = 0;
};
// "sent 1 MiB of 20 MiB, 18 MiB need not be sent": what an upload has done.
std::string UploadText(const UploadProgress& progress);
// What became of it.
std::string UploadedText(const v1::UploadProblemResponse& response);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_PROBLEM_TEXT_H_
