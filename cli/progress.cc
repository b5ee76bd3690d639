#include "cli/progress.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

constexpr absl::string_view kEraseLine = "\r\x1b[K";

std::string QueuedText(int ahead) {
  return ahead == 0 ? "queued" : absl::StrCat("queued, ", ahead, " ahead");
}

}  // namespace

Progress::Progress(Options options,
                   std::function<void(const std::string&)> write)
    : options_(options), write_(std::move(write)) {}

void Progress::Show(const v1::WatchSubmissionResponse& event) {
  using Event = v1::WatchSubmissionResponse;
  switch (event.event_case()) {
    case Event::kQueued:
      Draw("", QueuedText(event.queued().ahead()));
      break;
    case Event::kCompiling:
      test_count_ = event.compiling().test_count();
      Draw("", "compiling");
      break;
    case Event::kCompiled:
      Draw("", Done());
      break;
    case Event::kRunFinished: {
      const bool seen = event.run_finished().index() < shown_runs_;
      if (!seen) shown_runs_ = event.run_finished().index() + 1;
      Draw(seen ? "" : FormatRun(event.run_finished().run(), options_.style),
           Done());
      break;
    }
    case Event::kTestSkipped:
      // The verdict says how many and why.
      shown_skipped_ =
          std::max(shown_skipped_, event.test_skipped().index() + 1);
      Draw("", Done());
      break;
    case Event::kJudged:
      Draw(FormatVerdict(event.judged().judgement(), options_.style), "");
      break;
    case Event::EVENT_NOT_SET:
      // Of a newer server.
      break;
  }
}

std::string Progress::Done() const {
  return absl::StrCat(shown_runs_ + shown_skipped_, "/", test_count_);
}

void Progress::Remark(absl::string_view text) { Draw("", text); }

void Progress::Draw(absl::string_view lines, absl::string_view live) {
  std::string text;
  if (live_) absl::StrAppend(&text, kEraseLine);
  absl::StrAppend(&text, lines);
  live_ = options_.terminal && !live.empty();
  if (live_) absl::StrAppend(&text, "▸ ", live);
  if (!text.empty()) write_(text);
}

}  // namespace gavel::cli
