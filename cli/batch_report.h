// What `gavel batch` tells: a line for each result, a live line, a summary.
//
// Shape:   results are JSON Lines or CSV with a header; each is written whole
//          and at once, so a file never ends in half a line
// Errors:  what the system says of the file
// Threads: single-threaded
#ifndef GAVEL_CLI_BATCH_REPORT_H_
#define GAVEL_CLI_BATCH_REPORT_H_

#include <cstddef>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/batch_input.h"
#include "cli/format.h"

namespace gavel::v1 {
class SubmitBatchResponse;
}  // namespace gavel::v1

namespace gavel::cli {

enum class ResultFormat { kJsonLines, kCsv };

std::string FormatResult(const BatchItem& item,
                         const v1::SubmitBatchResponse& response,
                         ResultFormat format);
// "" for formats without one.
std::string ResultHeader(ResultFormat format);

// Where results go; anew each time, since a batch that is run again hears all
// of them again.
class ResultFile {
 public:
  // "-" is stdout.
  static absl::StatusOr<ResultFile> Open(const std::string& path);
  ResultFile(ResultFile&& other) noexcept;
  ResultFile& operator=(ResultFile&&) = delete;
  ~ResultFile();

  absl::Status Write(const std::string& line);

 private:
  ResultFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}

  std::string path_;
  int fd_;
};

// Gives lines on in the order of their items.
class InOrder {
 public:
  // Adds a line, and takes those whose turn it is.
  std::string Add(size_t item, std::string line);

 private:
  size_t next_ = 0;
  std::map<size_t, std::string> early_;
};

class BatchTally {
 public:
  explicit BatchTally(size_t items) : items_(items) {}

  void Add(const v1::SubmitBatchResponse& response);

  // Nobody was refused and no verdict is JE.
  bool all_judged() const;
  // "[#####     ] 50/100, AC 40, WA 10".
  std::string Line() const;
  // A table: verdict, count, share.
  std::string Summary(Style style) const;

 private:
  size_t items_;
  size_t done_ = 0;
  size_t refused_ = 0;
  std::map<int, size_t> by_verdict_;
};

}  // namespace gavel::cli

#endif  // GAVEL_CLI_BATCH_REPORT_H_
