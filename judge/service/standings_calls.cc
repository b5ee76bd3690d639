#include "judge/service/standings_calls.h"

#include <memory>

#include "core/status_macros.h"
#include "judge/service/convert_contest.h"
#include "judge/service/standings_watches.h"

namespace gavel::judge {
namespace {

// Competes with those of then, by its own clock.
bool IsVirtual(const SeenContest& seen) {
  return !seen.as_judge && seen.registration.has_value() &&
         seen.registration->is_virtual;
}

}  // namespace

absl::Status StandingsCalls::Get(const Caller& caller,
                                 const v1::GetStandingsRequest& request,
                                 v1::GetStandingsResponse* response) {
  const bool for_judges = request.board() == v1::BOARD_JUDGES;
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         for_judges
                             ? access_.FindToJudge(caller, request.contest_id())
                             : access_.Find(caller, request.contest_id()));
  v1::Standings* out = response->mutable_standings();
  if (request.has_time() || request.with_virtual() || IsVirtual(seen)) {
    GAVEL_RETURN_IF_ERROR(ComputeOwn(seen, request, out));
  } else {
    GAVEL_ASSIGN_OR_RETURN(
        const std::shared_ptr<const BoardState> state,
        boards_.Current(request.contest_id(),
                        for_judges ? Board::kJudges : Board::kPublic));
    *out = state->standings;
  }
  GAVEL_ASSIGN_OR_RETURN(const bool sees_problems, access_.SeesProblems(seen));
  if (!sees_problems) HideProblems(out);
  return absl::OkStatus();
}

absl::Status StandingsCalls::ComputeOwn(const SeenContest& seen,
                                        const v1::GetStandingsRequest& request,
                                        v1::Standings* out) {
  const absl::Time now = access_.Now();
  contest::View view;
  view.at = now;
  view.for_judges = request.board() == v1::BOARD_JUDGES;
  view.with_virtual = request.with_virtual() || IsVirtual(seen);
  if (request.has_time()) {
    GAVEL_ASSIGN_OR_RETURN(view.at, ToTime(request.time()));
    if (view.at > now) {
      return absl::InvalidArgumentError("time is in the future");
    }
  }
  if (IsVirtual(seen)) view.elapsed = view.at - seen.registration->begun;
  return boards_.WithInputs(
      request.contest_id(), [&](const BoardInputs& inputs) {
        ToProto(contest::ComputeStandings(inputs.contest, inputs.registrations,
                                          inputs.log, view),
                inputs.contest, inputs.titles, now, out);
      });
}

absl::Status StandingsCalls::Resolve(const Caller& caller,
                                     const v1::ResolveStandingsRequest& request,
                                     v1::ResolveStandingsResponse* response) {
  GAVEL_RETURN_IF_ERROR(
      access_.FindToJudge(caller, request.contest_id()).status());
  const absl::Time now = access_.Now();
  return boards_.WithInputs(
      request.contest_id(), [&](const BoardInputs& inputs) {
        const contest::Resolution resolution =
            contest::Resolve(inputs.contest, inputs.registrations, inputs.log);
        ToProto(resolution.frozen, inputs.contest, inputs.titles, now,
                response->mutable_frozen());
        ToProto(resolution.final, inputs.contest, inputs.titles, now,
                response->mutable_final());
        for (const contest::ResolverStep& step : resolution.steps) {
          v1::ResolverStep* added = response->add_steps();
          added->set_user_id(step.user_id);
          added->set_problem(
              inputs.contest.problems[static_cast<size_t>(step.problem)].label);
          ToProto(step.row, added->mutable_row());
          added->set_place_before(step.place_before);
          added->set_place_after(step.place_after);
        }
      });
}

}  // namespace gavel::judge
