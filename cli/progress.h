// Shows the judging of a submission while it happens.
//
// Shape:   one line for each test case that is run, once, even when the events
// are replayed
//          on a new stream; on a terminal also a last line that is drawn anew
// Threads: single-threaded
// Owner:   borrows the sink
#ifndef GAVEL_CLI_PROGRESS_H_
#define GAVEL_CLI_PROGRESS_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/format.h"

namespace gavel::v1 {
class WatchSubmissionResponse;
}  // namespace gavel::v1

namespace gavel::cli {

class Progress {
 public:
  struct Options {
    // Draw the live line.
    bool terminal = false;
    Style style;
  };

  Progress(Options options, std::function<void(const std::string&)> write);

  void Show(const v1::WatchSubmissionResponse& event);
  // A remark under the lines so far; live, so gone with the next event.
  void Remark(absl::string_view text);

 private:
  // "3/10": tests that are run or skipped.
  std::string Done() const;
  // Lasting lines above a new live line; either may be empty.
  void Draw(absl::string_view lines, absl::string_view live);

  Options options_;
  std::function<void(const std::string&)> write_;
  int shown_runs_ = 0;
  int shown_skipped_ = 0;
  int test_count_ = 0;
  bool live_ = false;
};

}  // namespace gavel::cli

#endif  // GAVEL_CLI_PROGRESS_H_
