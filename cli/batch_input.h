// What `gavel batch` is given: which programs, and where they are.
//
// Shape:   a directory DIR/PROBLEM/**, or flat with --problem; a CSV file with
//          a header; or a file of JSON Lines. Sources stay where they are until
//          they are sent. Paths in a file are relative to it
// Errors:  InvalidArgument with one line for each thing that is wrong
// Threads: blocks on the disk; no shared state
#ifndef GAVEL_CLI_BATCH_INPUT_H_
#define GAVEL_CLI_BATCH_INPUT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace gavel::v1 {
class SubmitRequest;
}  // namespace gavel::v1

namespace gavel::cli {

struct BatchItem {
  // What people call it: its relative path, or "FILE:LINE".
  std::string name;
  // Chosen by the input, or made of the run and the name.
  std::string key;
  std::string problem;
  std::string user;
  std::string language;
  std::string contest;
  // The program; or, if `offset` is not negative, the file with the line of
  // JSON there that holds the source.
  std::string path;
  int64_t offset = -1;
};

struct BatchInputOptions {
  // Instead of what the input says; for a flat directory.
  std::string problem;
  std::string contest;
  std::string language;
  // What makes keys: the same run sends nothing twice. Empty: derived from the
  // input's path and all that it holds.
  std::string run;
};

struct BatchInput {
  std::string run;
  std::vector<BatchItem> items;
  // Files of a directory that are no programs.
  std::vector<std::string> left_out;
};

// Reads the list, and every source once, to see that it is there.
absl::StatusOr<BatchInput> ReadBatchInput(const std::string& path,
                                          const BatchInputOptions& options);

// The request of an item, its source read now.
absl::Status ReadRequest(const BatchItem& item, v1::SubmitRequest* request);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_BATCH_INPUT_H_
