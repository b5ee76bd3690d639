#include "cli/explain.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "cli/format.h"
#include "gavel/v1/judgement.pb.h"
#include "gavel/v1/limits.pb.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

// As much of a hash as tells it from others.
std::string ShortHash(absl::string_view hex) {
  return Escape(hex.substr(0, 12));
}

std::string Side(const std::string& text) {
  return text.empty() ? "(nothing)" : Escape(text);
}

std::string FormatDifference(const v1::Difference& difference) {
  return absl::StrCat("      first difference: line ", difference.line(),
                      ", column ", difference.column(), ", token ",
                      difference.token(), ", byte ", difference.offset(), "\n",
                      "        expected  ", Side(difference.expected()), "\n",
                      "        got       ", Side(difference.got()), "\n");
}

std::string Millis(int64_t milliseconds) {
  return FormatMicros(milliseconds * 1000);
}

std::string FormatLimits(const v1::Provenance& provenance) {
  const v1::Limits& limits = provenance.limits();
  return absl::StrCat(Millis(limits.cpu_time_ms()), " CPU, ",
                      Millis(limits.wall_time_ms()), " wall, ",
                      FormatSize(limits.memory_bytes()), " memory, ",
                      FormatSize(limits.stack_bytes()), " stack, ",
                      FormatSize(limits.output_bytes()), " output; to compile ",
                      Millis(provenance.compile_time_ms()), ", ",
                      FormatSize(provenance.compile_memory_bytes()));
}

// "secret/1: ", or nothing for the whole.
std::string Subject(const v1::ReplayChange& change) {
  return change.test().empty() ? "" : absl::StrCat(Escape(change.test()), ": ");
}

}  // namespace

std::string ExplainRun(const v1::TestRun& run) {
  std::string text;
  if (run.has_difference()) text = FormatDifference(run.difference());
  if (run.reused_from() > 0) {
    absl::StrAppend(&text, "      the run of judgement ", run.reused_from(),
                    "\n");
  }
  return text;
}

std::string FormatProvenance(const v1::Judgement& judgement) {
  if (!judgement.has_provenance()) return "";
  const v1::Provenance& provenance = judgement.provenance();
  const std::string walls = absl::StrJoin(provenance.walls(), ", ");
  const std::string circumstances = FormatTable(
      {{"source", absl::StrCat("sha256 ", provenance.source_sha256())},
       {"judge", absl::StrCat("gavel ", provenance.version(), ", build ",
                              ShortHash(provenance.build_sha256()))},
       {"engine", provenance.engine()},
       {"walls", walls.empty() ? "none" : walls},
       {"machine",
        absl::StrCat(provenance.host(), ", ", provenance.cpus(), " x ",
                     provenance.cpu(), ", ", provenance.kernel())},
       {"limits", FormatLimits(provenance)},
       {"measured again", absl::StrCat("at most ", provenance.measure_again())},
       {"reuse", provenance.reuse() ? "allowed" : "not allowed"}});
  std::vector<std::vector<std::string>> runs = {{"TEST", "SEED", "OUTPUT"}};
  for (const v1::TestRun& run : judgement.runs()) {
    runs.push_back(
        {run.test(), absl::StrCat(run.seed()), ShortHash(run.output_sha256())});
  }
  return absl::StrCat(circumstances, FormatTable(runs));
}

std::string FormatReplay(const v1::ReplaySubmissionResponse& replay) {
  std::vector<std::vector<std::string>> rows;
  for (const v1::ReplayChange& change : replay.changes()) {
    rows.push_back({absl::StrCat("  ", Subject(change), change.what()),
                    Side(change.before()), "->", Side(change.after())});
  }
  const std::string before = VerdictCode(replay.before().verdict());
  const std::string after = VerdictCode(replay.after().verdict());
  return absl::StrCat(
      FormatTable(rows),
      IsSameResult(replay)
          ? absl::StrCat("the same result: ", after, "\n")
          : absl::StrCat("another result: ", after, ", it was ", before, "\n"));
}

bool IsSameResult(const v1::ReplaySubmissionResponse& replay) {
  return std::none_of(replay.changes().begin(), replay.changes().end(),
                      [](const v1::ReplayChange& change) {
                        return change.kind() == v1::ReplayChange::KIND_RESULT;
                      });
}

}  // namespace gavel::cli
