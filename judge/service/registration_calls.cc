#include "judge/service/registration_calls.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "judge/service/convert.h"
#include "judge/service/convert_contest.h"

namespace gavel::judge {
namespace {

constexpr absl::Duration kMostExtraTime = absl::Hours(24 * 7);

absl::Status CheckTeamName(const std::string& name) {
  if (name.size() <= kMostUserName &&
      FindInvalidUtf8(name) == absl::string_view::npos) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("registration.team_name is not UTF-8 of at most ",
                   kMostUserName, " bytes"));
}

absl::StatusOr<absl::Duration> ToExtraTime(const v1::Registration& request) {
  const absl::Duration extra =
      absl::Seconds(request.extra_time().seconds()) +
      absl::Microseconds(request.extra_time().nanos() / 1000);
  if (extra >= absl::ZeroDuration() && extra <= kMostExtraTime) return extra;
  return absl::InvalidArgumentError(
      "registration.extra_time is negative or over a week");
}

}  // namespace

absl::StatusOr<std::string> RegistrationCalls::NameOf(
    const std::string& user_id) {
  const absl::StatusOr<User> user = users_.GetUser(user_id);
  // A platform's users need no account here.
  if (absl::IsNotFound(user.status())) return user_id;
  GAVEL_RETURN_IF_ERROR(user.status());
  return user->name.empty() ? user_id : user->name;
}

absl::StatusOr<Registration> RegistrationCalls::Put(const Contest& contest,
                                                    Registration registration) {
  if (registration.team_name.empty()) {
    GAVEL_ASSIGN_OR_RETURN(registration.team_name,
                           NameOf(registration.user_id));
  }
  GAVEL_RETURN_IF_ERROR(contests_.PutRegistration(contest.id, registration));
  boards_.Touch(contest.id);
  return registration;
}

absl::Status RegistrationCalls::Register(const Caller& caller,
                                         const v1::RegisterRequest& request,
                                         v1::RegisterResponse* response) {
  GAVEL_RETURN_IF_ERROR(CheckTeamName(request.registration().team_name()));
  absl::MutexLock lock(&mu_);
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         access_.Find(caller, request.contest_id()));
  absl::StatusOr<Registration> registered =
      seen.as_judge
          ? RegisterByJudge(seen.contest, caller, request.registration())
          : RegisterSelf(seen, caller, request.registration());
  GAVEL_RETURN_IF_ERROR(registered.status());
  ToProto(*registered, response->mutable_registration());
  return absl::OkStatus();
}

absl::StatusOr<Registration> RegistrationCalls::RegisterByJudge(
    const Contest& contest, const Caller& caller,
    const v1::Registration& request) {
  const std::string& user_id =
      request.user_id().empty() ? caller.user_id : request.user_id();
  if (!IsUserId(user_id)) {
    return absl::InvalidArgumentError("registration.user_id is no user's id");
  }
  GAVEL_ASSIGN_OR_RETURN(const std::optional<Registration> before,
                         access_.FindRegistration(contest.id, user_id));
  Registration registration = before.value_or(Registration());
  if (!before.has_value()) registration.created = access_.Now();
  registration.user_id = user_id;
  if (!request.team_name().empty()) {
    registration.team_name = request.team_name();
  }
  if (request.has_extra_time()) {
    GAVEL_ASSIGN_OR_RETURN(registration.extra_time, ToExtraTime(request));
  }
  if (request.has_out_of_competition()) {
    registration.out_of_competition = request.out_of_competition();
  }
  return Put(contest, std::move(registration));
}

absl::StatusOr<Registration> RegistrationCalls::RegisterSelf(
    const SeenContest& seen, const Caller& caller,
    const v1::Registration& request) {
  if (!request.user_id().empty() && request.user_id() != caller.user_id) {
    return absl::PermissionDeniedError(absl::StrCat(
        "contest ", seen.contest.id, ": only its judges register others"));
  }
  if (request.has_extra_time() || request.has_out_of_competition()) {
    return absl::PermissionDeniedError(
        absl::StrCat("contest ", seen.contest.id,
                     ": only its judges give extra time, or say who is out of "
                     "competition"));
  }
  if (seen.registration.has_value()) return *seen.registration;
  if (access_.Now() >= EndOf(seen.contest)) {
    return absl::FailedPreconditionError(
        absl::StrCat("contest ", seen.contest.id, " ended at ",
                     TimeText(EndOf(seen.contest))));
  }
  // Who is neither registered nor a judge sees it only if it is open.
  Registration registration;
  registration.user_id = caller.user_id;
  registration.team_name = request.team_name();
  registration.created = access_.Now();
  return Put(seen.contest, std::move(registration));
}

absl::Status RegistrationCalls::Unregister(
    const Caller& caller, const v1::UnregisterRequest& request) {
  absl::MutexLock lock(&mu_);
  GAVEL_RETURN_IF_ERROR(
      access_.FindToJudge(caller, request.contest_id()).status());
  if (!IsUserId(request.user_id())) {
    return absl::InvalidArgumentError("user_id is no user's id");
  }
  GAVEL_RETURN_IF_ERROR(
      contests_.RemoveRegistration(request.contest_id(), request.user_id()));
  boards_.Touch(request.contest_id());
  return absl::OkStatus();
}

absl::Status RegistrationCalls::List(
    const Caller& caller, const v1::ListRegistrationsRequest& request,
    v1::ListRegistrationsResponse* response) {
  GAVEL_RETURN_IF_ERROR(
      access_.FindToJudge(caller, request.contest_id()).status());
  GAVEL_ASSIGN_OR_RETURN(const std::vector<Registration> registrations,
                         contests_.ListRegistrations(request.contest_id()));
  for (const Registration& registration : registrations) {
    ToProto(registration, response->add_registrations());
  }
  return absl::OkStatus();
}

absl::Status RegistrationCalls::Begin(const Caller& caller,
                                      const v1::BeginContestRequest& request,
                                      v1::BeginContestResponse* response) {
  absl::MutexLock lock(&mu_);
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         access_.Find(caller, request.contest_id()));
  const absl::StatusOr<Registration> begun = BeginOwn(seen, caller);
  GAVEL_RETURN_IF_ERROR(begun.status());
  ToProto(*begun, response->mutable_registration());
  convert::SetTime(WindowOf(seen.contest, *begun).end,
                   response->mutable_end_time());
  return absl::OkStatus();
}

absl::StatusOr<Registration> RegistrationCalls::BeginOwn(
    const SeenContest& seen, const Caller& caller) {
  const bool over = access_.Now() >= EndOf(seen.contest);
  const std::optional<Registration>& own = seen.registration;
  if (own.has_value() && own->begun != absl::InfiniteFuture() &&
      (own->is_virtual || !over)) {
    return *own;
  }
  return over ? BeginVirtually(seen, caller) : BeginWindow(seen);
}

absl::StatusOr<Registration> RegistrationCalls::BeginWindow(
    const SeenContest& seen) {
  const Contest& contest = seen.contest;
  if (!contest.window.has_value()) {
    return absl::FailedPreconditionError(absl::StrCat("contest ", contest.id,
                                                      " begins for all at ",
                                                      TimeText(contest.start)));
  }
  if (!seen.registration.has_value()) {
    return absl::FailedPreconditionError(
        absl::StrCat("you are not registered in contest ", contest.id));
  }
  if (access_.Now() < contest.start) {
    return absl::FailedPreconditionError(absl::StrCat(
        "contest ", contest.id, " begins at ", TimeText(contest.start)));
  }
  Registration registration = *seen.registration;
  registration.begun = access_.Now();
  return Put(contest, std::move(registration));
}

absl::StatusOr<Registration> RegistrationCalls::BeginVirtually(
    const SeenContest& seen, const Caller& caller) {
  const Contest& contest = seen.contest;
  if (!contest.virtual_participation) {
    return absl::FailedPreconditionError(
        absl::StrCat("contest ", contest.id,
                     " is over and does not allow to take part virtually"));
  }
  GAVEL_ASSIGN_OR_RETURN(const bool over, access_.IsOver(contest));
  if (!over) {
    return absl::FailedPreconditionError(absl::StrCat(
        "contest ", contest.id, " goes on for those with extra time"));
  }
  Registration registration;
  if (seen.registration.has_value()) {
    // Who was registered and did not come may come now.
    registration = *seen.registration;
    GAVEL_RETURN_IF_ERROR(
        contests_.RemoveRegistration(contest.id, caller.user_id));
  }
  registration.user_id = caller.user_id;
  registration.begun = access_.Now();
  registration.is_virtual = true;
  registration.created = access_.Now();
  return Put(contest, std::move(registration));
}

}  // namespace gavel::judge
