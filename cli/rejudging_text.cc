#include "cli/rejudging_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gavel/v1/rejudging_service.pb.h"

namespace gavel::cli {
namespace {

absl::string_view StateName(v1::RejudgingState state) {
  switch (state) {
    case v1::REJUDGING_STATE_OPEN:
      return "open";
    case v1::REJUDGING_STATE_APPLIED:
      return "applied";
    case v1::REJUDGING_STATE_CANCELLED:
      return "cancelled";
    default:
      return "?";
  }
}

std::string OutcomeText(const v1::RejudgingOutcome& outcome) {
  std::string text = VerdictCode(outcome.verdict());
  if (outcome.has_score()) absl::StrAppend(&text, " ", outcome.score());
  return text;
}

absl::string_view Sign(v1::RejudgingEffect effect) {
  switch (effect) {
    case v1::REJUDGING_EFFECT_SAME:
      return "";
    case v1::REJUDGING_EFFECT_GAIN:
      return "+";
    case v1::REJUDGING_EFFECT_LOSS:
      return "-";
    case v1::REJUDGING_EFFECT_OTHER:
      return "*";
    default:
      return "?";
  }
}

std::vector<std::string> TallyRow(absl::string_view kind, const std::string& of,
                                  const v1::RejudgingTally& tally) {
  return {absl::StrCat(kind),
          of,
          absl::StrCat(tally.gain_count()),
          absl::StrCat(tally.loss_count()),
          absl::StrCat(tally.other_count()),
          absl::StrCat(tally.same_count())};
}

}  // namespace

std::string FormatRejudging(const v1::Rejudging& rejudging) {
  std::string text =
      absl::StrCat("rejudging ", Escape(rejudging.id()), ": ",
                   StateName(rejudging.state()), ", ", rejudging.judged_count(),
                   " of ", rejudging.submission_count(), " judged");
  if (!rejudging.created_by().empty()) {
    absl::StrAppend(&text, ", by ", Escape(rejudging.created_by()));
  }
  if (!rejudging.reason().empty()) {
    absl::StrAppend(&text, ": ", Escape(rejudging.reason()));
  }
  return text + "\n";
}

std::string FormatEffects(const v1::GetRejudgingResponse& response) {
  std::vector<std::vector<std::string>> rows = {
      {"", "", "BETTER", "WORSE", "OTHER", "SAME"},
      TallyRow("all", "", response.total())};
  for (const v1::RejudgingTally& contest : response.contests()) {
    rows.push_back(TallyRow("contest",
                            contest.of().empty() ? "(practice)" : contest.of(),
                            contest));
  }
  for (const v1::RejudgingTally& user : response.users()) {
    rows.push_back(
        TallyRow("user", user.of().empty() ? "(nobody)" : user.of(), user));
  }
  return FormatRejudging(response.rejudging()) + FormatTable(rows);
}

std::string FormatRejudgings(const std::vector<v1::Rejudging>& rejudgings) {
  std::vector<std::vector<std::string>> rows = {
      {"ID", "STATE", "JUDGED", "OF", "BY", "CREATED", "REASON"}};
  for (const v1::Rejudging& rejudging : rejudgings) {
    const absl::Time created =
        absl::FromUnixSeconds(rejudging.create_time().seconds());
    rows.push_back(
        {rejudging.id(), absl::StrCat(StateName(rejudging.state())),
         absl::StrCat(rejudging.judged_count()),
         absl::StrCat(rejudging.submission_count()), rejudging.created_by(),
         absl::FormatTime("%Y-%m-%d %H:%M:%S", created, absl::LocalTimeZone()),
         rejudging.reason()});
  }
  return FormatTable(rows);
}

std::string FormatChanges(const std::vector<v1::RejudgingChange>& changes) {
  std::vector<std::vector<std::string>> rows = {
      {"", "SUBMISSION", "USER", "CONTEST", "PROBLEM", "OLD", "NEW", ""}};
  for (const v1::RejudgingChange& change : changes) {
    rows.push_back({absl::StrCat(Sign(change.effect())), change.submission_id(),
                    change.user_id(), change.contest_id(), change.problem_id(),
                    OutcomeText(change.before()),
                    change.has_after() ? OutcomeText(change.after()) : "waits",
                    change.outdated() ? "judged again meanwhile" : ""});
  }
  return FormatTable(rows);
}

}  // namespace gavel::cli
