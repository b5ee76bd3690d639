// The feedback directory of a validator, from pass to pass of one test.
//
// Shape:   files below "feedback/" in the validator's working directory;
//          judgemessage.txt, teammessage.txt, score.txt, score_multiplier.txt
//          and nextpass.in mean something, all others are only kept
// Errors:  Update: InvalidArgument or ResourceExhausted for what no validator
//          may leave there
// Threads: thread-compatible
// Source:  problem package format 2025-09, "Reporting additional feedback"
#ifndef GAVEL_JUDGE_ENGINE_FEEDBACK_H_
#define GAVEL_JUDGE_ENGINE_FEEDBACK_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/bytes.h"
#include "core/owned_fd.h"
#include "judge/engine/score_files.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

class Feedback {
 public:
  // What a run finds there.
  absl::StatusOr<std::vector<sandbox::File>> Files() const;

  // Takes over what a run has written, which replaces files of the same names.
  // What is there then is at most `most` bytes and 256 files.
  absl::Status Update(const OwnedFd& written, Bytes most);

  // Valid UTF-8, at most kMaxMessage bytes; empty if there is none.
  std::string judge_message() const;
  std::string team_message() const;

  ScoreFiles scores() const;

  // The input of the next pass, which is then no longer there.
  std::optional<std::string> TakeNextPass();

 private:
  absl::Status CheckSize(Bytes most) const;
  std::optional<std::string> Find(absl::string_view name) const;
  std::string Message(absl::string_view name) const;

  // By name, "feedback/score.txt".
  std::map<std::string, std::string, std::less<>> files_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_FEEDBACK_H_
