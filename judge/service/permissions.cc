#include "judge/service/permissions.h"

#include <array>

#include "absl/strings/str_cat.h"

namespace gavel::judge {
namespace {

struct Row {
  absl::string_view method;
  Roles roles;
};

constexpr Roles kAll(Role::kContestant, Role::kJudge, Role::kService,
                     Role::kAdmin);
constexpr Roles kPeople(Role::kContestant, Role::kJudge, Role::kAdmin);
constexpr Roles kJudges(Role::kJudge, Role::kAdmin);
constexpr Roles kAdmins(Role::kAdmin);

constexpr Row kTable[] = {
    {"SubmissionService/Submit", kAll},
    {"SubmissionService/SubmitBatch", kAll},
    {"SubmissionService/GetSubmission", kAll},
    {"SubmissionService/ListSubmissions", kAll},
    {"SubmissionService/ListJudgements", kAll},
    {"SubmissionService/Rejudge", kJudges},
    {"SubmissionService/ReplaySubmission", kJudges},
    {"SubmissionService/WatchSubmission", kAll},

    {"ProblemService/CheckUpload", kAdmins},
    {"ProblemService/UploadProblem", kAdmins},
    {"ProblemService/GetProblem", kAll},
    {"ProblemService/ListProblems", kAll},
    {"ProblemService/ListProblemVersions", kJudges},
    {"ProblemService/ArchiveProblem", kAdmins},
    {"ProblemService/GetStatement", kAll},
    {"ProblemService/DownloadAttachment", kAll},
    {"ProblemService/DownloadProblem", kJudges},
    {"ProblemService/VerifyProblem", kJudges},

    {"ExecutionService/Execute", kAll},

    {"UserService/GetCaller", kAll},
    {"UserService/CreateUser", kAdmins},
    {"UserService/UpdateUser", kAdmins},
    {"UserService/ListUsers", kAdmins},
    {"UserService/CreateToken", kAll},
    {"UserService/ListTokens", kAll},
    {"UserService/RevokeToken", kAll},

    {"RejudgingService/CreateRejudging", kJudges},
    {"RejudgingService/GetRejudging", kJudges},
    {"RejudgingService/ListRejudgings", kJudges},
    {"RejudgingService/GetRejudgingDiff", kJudges},
    {"RejudgingService/ApplyRejudging", kJudges},
    {"RejudgingService/CancelRejudging", kJudges},

    {"ContestService/CreateContest", kAdmins},
    {"ContestService/UpdateContest", kJudges},
    {"ContestService/GetContest", kAll},
    {"ContestService/ListContests", kAll},
    {"ContestService/Register", kPeople},
    {"ContestService/Unregister", kJudges},
    {"ContestService/ListRegistrations", kJudges},
    {"ContestService/BeginContest", kPeople},
    {"ContestService/GetStandings", kAll},
    {"ContestService/WatchStandings", kAll},
    {"ContestService/ResolveStandings", kJudges},
    {"ContestService/ThawContest", kJudges},
    {"ContestService/AskClarification", kPeople},
    {"ContestService/AnswerClarification", kJudges},
    {"ContestService/Announce", kJudges},
    {"ContestService/ListClarifications", kAll},
    {"ContestService/WatchClarifications", kAll},
    {"ContestService/ExportContest", kAll},
    {"ContestService/HideProblem", kAdmins},
};

}  // namespace

std::optional<Roles> RolesFor(absl::string_view method) {
  for (const Row& row : kTable) {
    if (row.method == method) return row.roles;
  }
  return std::nullopt;
}

absl::Status CheckPermission(Role role, absl::string_view method) {
  const std::optional<Roles> roles = RolesFor(method);
  if (!roles.has_value()) {
    return absl::InternalError(
        absl::StrCat("nobody may call ", method, ": it has no permissions"));
  }
  if (roles->Has(role)) return absl::OkStatus();
  return absl::PermissionDeniedError(absl::StrCat(
      "a user with role ", RoleName(role), " may not call ", method));
}

}  // namespace gavel::judge
