#include "storage/sqlite_rejudgings.h"

#include <cstdint>
#include <limits>
#include <type_traits>

#include "absl/functional/function_ref.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "storage/page_token.h"
#include "storage/rejudging_rows.h"

namespace gavel::storage {
namespace {

constexpr absl::string_view kRejudgings = "rejudgings";

// The id at which a list goes on; `first` for its first page.
absl::StatusOr<int64_t> GoesOnAt(absl::string_view list,
                                 const PageRequest& page, int64_t first) {
  if (page.size < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("page size ", page.size, " is less than 1"));
  }
  if (page.token.empty()) return first;
  GAVEL_ASSIGN_OR_RETURN(const std::string last,
                         ParsePageToken(list, page.token));
  int64_t id = 0;
  if (absl::SimpleAtoi(last, &id)) return id;
  return absl::InvalidArgumentError("page token holds no id");
}

// Of items that were read with one more than the page has, to learn whether
// there is another page.
template <typename T>
Page<T> MakePage(std::vector<T> items, absl::string_view list,
                 const PageRequest& page) {
  Page<T> result;
  result.items = std::move(items);
  if (result.items.size() > static_cast<size_t>(page.size)) {
    result.items.pop_back();
    result.next_page_token =
        MakePageToken(list, absl::StrCat(result.items.back().id));
  }
  return result;
}

// What a query returns that reads one snapshot.
template <typename Query>
auto Read(Database& database, const Query& query)
    -> std::invoke_result_t<const Query&, Connection&> {
  std::invoke_result_t<const Query&, Connection&> result;
  GAVEL_RETURN_IF_ERROR(database.Read([&](Connection& connection) {
    result = query(connection);
    return result.status();
  }));
  return result;
}

// What a change returns once it is durable.
template <typename Change>
auto Write(Database& database, const Change& change)
    -> std::invoke_result_t<const Change&, Connection&> {
  std::invoke_result_t<const Change&, Connection&> result;
  GAVEL_RETURN_IF_ERROR(database.Write([&](Connection& connection) {
    result = change(connection);
    return result.status();
  }));
  return result;
}

// Closes a set, unless it is closed so already.
absl::StatusOr<Rejudging> Close(
    Connection& connection, RejudgingId id, RejudgingState state,
    const std::string& by, absl::Time now,
    absl::FunctionRef<absl::Status(const Rejudging&)> before) {
  GAVEL_ASSIGN_OR_RETURN(const Rejudging rejudging,
                         SelectRejudging(connection, id));
  if (rejudging.state == state) return rejudging;
  if (rejudging.state != RejudgingState::kOpen) {
    return absl::FailedPreconditionError(
        absl::StrCat("rejudging ", id, " is ",
                     RejudgingStateName(rejudging.state), " already"));
  }
  GAVEL_RETURN_IF_ERROR(before(rejudging));
  GAVEL_RETURN_IF_ERROR(CloseRejudging(connection, id, state, by, now));
  return SelectRejudging(connection, id);
}

}  // namespace

absl::StatusOr<RejudgingMade> SqliteRejudgings::AddRejudging(
    const RejudgingPlan& plan) {
  const absl::Time now = clock_.Now();
  return Write(database_, [&](Connection& connection) {
    return InsertPlan(connection, plan, now);
  });
}

absl::StatusOr<Rejudging> SqliteRejudgings::GetRejudging(RejudgingId id) {
  return Read(database_, [&](Connection& connection) {
    return SelectRejudging(connection, id);
  });
}

absl::StatusOr<Page<Rejudging>> SqliteRejudgings::ListRejudgings(
    const PageRequest& page) {
  GAVEL_ASSIGN_OR_RETURN(
      const RejudgingId before,
      GoesOnAt(kRejudgings, page, std::numeric_limits<RejudgingId>::max()));
  GAVEL_ASSIGN_OR_RETURN(std::vector<Rejudging> items,
                         Read(database_, [&](Connection& connection) {
                           return SelectRejudgings(connection, before,
                                                   int64_t{page.size} + 1);
                         }));
  return MakePage(std::move(items), kRejudgings, page);
}

absl::StatusOr<Page<RejudgingChange>> SqliteRejudgings::ListChanges(
    RejudgingId id, bool only_changed, const PageRequest& page) {
  const std::string list = absl::StrCat("rejudging ", id, "/", only_changed);
  GAVEL_ASSIGN_OR_RETURN(const SubmissionId after, GoesOnAt(list, page, 0));
  GAVEL_ASSIGN_OR_RETURN(std::vector<RejudgingChange> items,
                         Read(database_, [&](Connection& connection) {
                           return SelectChanges(connection, id, only_changed,
                                                after, int64_t{page.size} + 1);
                         }));
  return MakePage(std::move(items), list, page);
}

absl::StatusOr<std::vector<std::string>> SqliteRejudgings::ContestsOf(
    RejudgingId id) {
  return Read(database_, [&](Connection& connection) {
    return SelectContests(connection, id);
  });
}

absl::StatusOr<std::vector<RejudgingTask>> SqliteRejudgings::NextTasks(
    const RejudgingTask& after, int32_t limit) {
  return Read(database_, [&](Connection& connection) {
    return SelectTasks(connection, after, limit);
  });
}

absl::Status SqliteRejudgings::FinishTask(const RejudgingTask& task,
                                          const Judgement& judgement) {
  return database_.Write([&](Connection& connection) {
    return InsertTaskJudgement(connection, task, judgement);
  });
}

absl::StatusOr<Rejudging> SqliteRejudgings::ApplyRejudging(
    RejudgingId id, const std::string& by, bool leave_out_outdated) {
  const absl::Time now = clock_.Now();
  return Write(database_, [&](Connection& connection) {
    return Close(connection, id, RejudgingState::kApplied, by, now,
                 [&](const Rejudging& rejudging) {
                   return MakeCurrent(connection, rejudging,
                                      leave_out_outdated);
                 });
  });
}

absl::StatusOr<Rejudging> SqliteRejudgings::CancelRejudging(
    RejudgingId id, const std::string& by) {
  const absl::Time now = clock_.Now();
  return Write(database_, [&](Connection& connection) {
    return Close(connection, id, RejudgingState::kCancelled, by, now,
                 [](const Rejudging&) { return absl::OkStatus(); });
  });
}

}  // namespace gavel::storage
