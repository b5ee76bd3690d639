#include "storage/sqlite_contests.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "storage/clarification_rows.h"
#include "storage/contest_log_rows.h"
#include "storage/contest_rows.h"
#include "storage/page_token.h"
#include "storage/registration_rows.h"

namespace gavel::storage {
namespace {

std::string ListName(const ContestFilter& filter) {
  return absl::StrCat("contests ", filter.visible_to);
}

absl::StatusOr<ContestPosition> PositionOf(const ContestFilter& filter,
                                           const PageRequest& page) {
  if (page.size < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("page size ", page.size, " is less than 1"));
  }
  if (page.token.empty()) {
    return ContestPosition{std::numeric_limits<int64_t>::max(), ""};
  }
  GAVEL_ASSIGN_OR_RETURN(const std::string last,
                         ParsePageToken(ListName(filter), page.token));
  const size_t slash = last.find('/');
  ContestPosition position;
  if (slash == std::string::npos ||
      !absl::SimpleAtoi(last.substr(0, slash), &position.start_us)) {
    return absl::InvalidArgumentError("page token holds no contest");
  }
  position.id = last.substr(slash + 1);
  return position;
}

}  // namespace

absl::Time SqliteContests::Now() const {
  return absl::FromUnixMicros(absl::ToUnixMicros(clock_.Now()));
}

absl::StatusOr<Contest> SqliteContests::AddContest(const Contest& contest) {
  Contest first = contest;
  first.revision = 1;
  Contest stored;
  GAVEL_RETURN_IF_ERROR(database_.Write([&](Connection& connection) {
    GAVEL_RETURN_IF_ERROR(InsertContest(connection, first));
    GAVEL_ASSIGN_OR_RETURN(stored, SelectContest(connection, first.id));
    return absl::OkStatus();
  }));
  return stored;
}

absl::StatusOr<Contest> SqliteContests::UpdateContest(const Contest& contest) {
  Contest next = contest;
  ++next.revision;
  Contest stored;
  GAVEL_RETURN_IF_ERROR(database_.Write([&](Connection& connection) {
    GAVEL_RETURN_IF_ERROR(UpdateContestRow(connection, next));
    GAVEL_ASSIGN_OR_RETURN(stored, SelectContest(connection, next.id));
    return absl::OkStatus();
  }));
  return stored;
}

absl::StatusOr<Contest> SqliteContests::GetContest(const std::string& id) {
  return Read(
      [&](Connection& connection) { return SelectContest(connection, id); });
}

absl::StatusOr<Page<Contest>> SqliteContests::ListContests(
    const ContestFilter& filter, const PageRequest& page) {
  GAVEL_ASSIGN_OR_RETURN(const ContestPosition after, PositionOf(filter, page));
  Page<Contest> result;
  GAVEL_ASSIGN_OR_RETURN(result.items, Read([&](Connection& connection) {
                           return SelectContests(connection, filter, after,
                                                 int64_t{page.size} + 1);
                         }));
  if (result.items.size() > static_cast<size_t>(page.size)) {
    result.items.pop_back();
    const Contest& last = result.items.back();
    result.next_page_token = MakePageToken(
        ListName(filter),
        absl::StrCat(absl::ToUnixMicros(last.start), "/", last.id));
  }
  return result;
}

absl::StatusOr<std::vector<Contest>> SqliteContests::ContestsOf(
    const std::string& problem_id) {
  return Read([&](Connection& connection) {
    return SelectContestsOf(connection, problem_id);
  });
}

absl::StatusOr<bool> SqliteContests::IsJudgeOf(const std::string& user_id,
                                               const std::string& contest_id) {
  return Read([&](Connection& connection) {
    return SelectIsJudge(connection, user_id, contest_id);
  });
}

absl::Status SqliteContests::PutRegistration(const std::string& contest_id,
                                             const Registration& registration) {
  return database_.Write([&](Connection& connection) {
    return UpsertRegistration(connection, contest_id, registration);
  });
}

absl::Status SqliteContests::RemoveRegistration(const std::string& contest_id,
                                                const std::string& user_id) {
  return database_.Write([&](Connection& connection) {
    return DeleteRegistration(connection, contest_id, user_id);
  });
}

absl::StatusOr<Registration> SqliteContests::GetRegistration(
    const std::string& contest_id, const std::string& user_id) {
  return Read([&](Connection& connection) {
    return SelectRegistration(connection, contest_id, user_id);
  });
}

absl::StatusOr<std::vector<Registration>> SqliteContests::ListRegistrations(
    const std::string& contest_id) {
  return Read([&](Connection& connection) {
    return SelectRegistrations(connection, contest_id);
  });
}

absl::StatusOr<absl::Duration> SqliteContests::LongestExtraTime(
    const std::string& contest_id) {
  return Read([&](Connection& connection) {
    return SelectLongestExtraTime(connection, contest_id);
  });
}

absl::StatusOr<ContestLog> SqliteContests::SubmissionLog(
    const std::string& contest_id, int64_t after_change) {
  return Read([&](Connection& connection) {
    return SelectContestLog(connection, contest_id, after_change);
  });
}

absl::StatusOr<int32_t> SqliteContests::CountSubmissions(
    const std::string& contest_id, const std::string& user_id,
    const std::string& problem_id) {
  return Read([&](Connection& connection) {
    return SelectSubmissionCount(connection, contest_id, user_id, problem_id);
  });
}

absl::StatusOr<Clarification> SqliteContests::AddClarification(
    const Clarification& clarification) {
  Clarification stored = clarification;
  stored.created = Now();
  // An announcement is its own answer.
  if (stored.from.empty()) stored.answered = stored.created;
  GAVEL_RETURN_IF_ERROR(database_.Write([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(stored.id, InsertClarification(connection, stored));
    return absl::OkStatus();
  }));
  return stored;
}

absl::StatusOr<Clarification> SqliteContests::AnswerClarification(
    const std::string& contest_id, int64_t id, const std::string& answer,
    const std::string& answered_by, bool to_all) {
  Clarification given;
  given.id = id;
  given.contest_id = contest_id;
  given.answer = answer;
  given.answered_by = answered_by;
  given.to_all = to_all;
  given.answered = Now();
  Clarification stored;
  GAVEL_RETURN_IF_ERROR(database_.Write([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(stored, UpdateAnswer(connection, given));
    return absl::OkStatus();
  }));
  return stored;
}

absl::StatusOr<std::vector<Clarification>> SqliteContests::ListClarifications(
    const std::string& contest_id) {
  return Read([&](Connection& connection) {
    return SelectClarifications(connection, contest_id);
  });
}

absl::Status SqliteContests::HideProblem(const std::string& problem_id,
                                         bool hidden) {
  return database_.Write([&](Connection& connection) {
    return SetHidden(connection, problem_id, hidden);
  });
}

absl::StatusOr<bool> SqliteContests::IsHidden(const std::string& problem_id) {
  return Read([&](Connection& connection) {
    return SelectHidden(connection, problem_id);
  });
}

}  // namespace gavel::storage
