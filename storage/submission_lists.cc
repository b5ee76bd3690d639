#include "storage/submission_lists.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/submission_rows.h"

namespace gavel::storage {
namespace {

// As few as that are read without another look.
constexpr int64_t kFew = 256;

// Of parameters ?1 to ?11 as Bind gives them. Each walks one index, that of the
// column that `key` compares, with `id` behind it; a plus sign keeps others
// from being chosen.
#define GAVEL_MAY_BE(column, parameter) \
  " AND (" parameter " = '' OR +s." column " = " parameter ")"
#define GAVEL_LIST(from, id, key)                                              \
  {                                                                            \
    "listing submissions",                                                   \
   "SELECT x'', x''," GAVEL_RECORD_COLUMNS from "WHERE " key " AND " id     \
   " < ?1 AND " id " >= ?11" GAVEL_MAY_BE("problem_id", "?2")               \
       GAVEL_MAY_BE("user_id", "?3") GAVEL_MAY_BE("submitted_by", "?4")     \
           GAVEL_MAY_BE("contest_id", "?5") " AND (?6 = 0 OR +j.verdict = ?6)" \
   " AND (?7 = 0 OR +s.language = ?7)"                                      \
   " AND +s.created_us >= ?8 AND +s.created_us < ?9 "                       \
   "ORDER BY " id " DESC LIMIT ?10" \
  }
#define GAVEL_COUNT(from, id, key)                                     \
  {                                                                    \
    "counting submissions",                                            \
        "SELECT count(*) FROM (SELECT 1 " from "WHERE " key " AND " id \
        " < ?1 AND " id " >= ?11 LIMIT ?10)"                           \
  }

struct ListBy {
  bool (*asked)(const SubmissionFilter& filter);
  Query list;
  // At most `limit` of them, whatever else is asked for.
  Query count;
};

#define GAVEL_LIST_BY(asked, key)                         \
  {                                                       \
    [](const SubmissionFilter& filter) { return asked; }, \
        GAVEL_LIST(GAVEL_FROM_RECORDS, "s.id", key),      \
        GAVEL_COUNT("FROM submission AS s ", "s.id", key) \
  }

// In the order in which there are fewest, as a rule. Verdict comes before the
// sender, who may be a platform that submits for everybody.
constexpr ListBy kLists[] = {
    GAVEL_LIST_BY(!filter.user_id.empty(), "s.user_id = ?3"),
    GAVEL_LIST_BY(!filter.contest_id.empty(),
                  "s.contest_id = ?5 AND s.contest_id <> ''"),
    GAVEL_LIST_BY(!filter.problem_id.empty(), "s.problem_id = ?2"),
    GAVEL_LIST_BY(!filter.submitted_by.empty(), "s.submitted_by = ?4"),
    {[](const SubmissionFilter& filter) { return filter.verdict.has_value(); },
     GAVEL_LIST("FROM judgement AS j CROSS JOIN submission AS s"
                " ON s.id = j.submission_id ",
                "j.submission_id", "j.current = 1 AND j.verdict = ?6"),
     GAVEL_COUNT("FROM judgement AS j ", "j.submission_id",
                 "j.current = 1 AND j.verdict = ?6")},
    GAVEL_LIST_BY(filter.language.has_value(), "s.language = ?7"),
};
constexpr Query kListAll = GAVEL_LIST(GAVEL_FROM_RECORDS, "s.id", "TRUE");

#undef GAVEL_LIST_BY
#undef GAVEL_COUNT
#undef GAVEL_LIST
#undef GAVEL_MAY_BE

// The ids of what was created in the hours of two times, ends included: from
// the first, and before the second, which is NULL if nothing came later.
constexpr Query kSelectHours = {
    "finding the submissions of some hours",
    "SELECT m.first, (SELECT min(n.first_id) FROM submission_hour AS n"
    " WHERE n.first_id > m.last) "
    "FROM (SELECT min(first_id) AS first, max(first_id) AS last"
    " FROM submission_hour"
    " WHERE hour BETWEEN ? / 3600000000 AND ? / 3600000000) AS m"};

constexpr SubmissionId kNoEnd = std::numeric_limits<SubmissionId>::max();

// Ids from `first` until just before `end`.
struct IdRange {
  SubmissionId first = 0;
  SubmissionId end = 0;
};

// Outside of which nothing was created in that time.
absl::StatusOr<IdRange> SelectIdRange(Connection& connection,
                                      const SubmissionFilter& filter) {
  if (filter.from == absl::InfinitePast() &&
      filter.until == absl::InfiniteFuture()) {
    return IdRange{.end = kNoEnd};
  }
  GAVEL_ASSIGN_OR_RETURN(
      Statement row,
      connection.Select(kSelectHours, absl::ToUnixMicros(filter.from),
                        absl::ToUnixMicros(filter.until)));
  GAVEL_RETURN_IF_ERROR(row.Step().status());
  if (row.IsNull(0)) return IdRange();
  return IdRange{row.Int64(0), row.IsNull(1) ? kNoEnd : row.Int64(1)};
}

absl::StatusOr<Statement> Select(Connection& connection, const Query& query,
                                 const SubmissionFilter& filter,
                                 const IdRange& range, int64_t limit) {
  return connection.Select(
      query, range.end, filter.problem_id, filter.user_id, filter.submitted_by,
      filter.contest_id, filter.verdict ? static_cast<int>(*filter.verdict) : 0,
      filter.language ? static_cast<int>(*filter.language) : 0,
      absl::ToUnixMicros(filter.from), absl::ToUnixMicros(filter.until), limit,
      range.first);
}

// Where only one thing is asked for, that. Else the first of which there are
// few, or the first.
absl::StatusOr<const Query*> ChooseList(Connection& connection,
                                        const SubmissionFilter& filter,
                                        const IdRange& range) {
  std::vector<const ListBy*> asked;
  for (const ListBy& list : kLists) {
    if (list.asked(filter)) asked.push_back(&list);
  }
  if (asked.empty()) return &kListAll;
  if (asked.size() == 1) return &asked.front()->list;
  for (const ListBy* list : asked) {
    GAVEL_ASSIGN_OR_RETURN(
        Statement row, Select(connection, list->count, filter, range, kFew));
    GAVEL_RETURN_IF_ERROR(row.Step().status());
    if (row.Int64(0) < kFew) return &list->list;
  }
  return &asked.front()->list;
}

}  // namespace

absl::StatusOr<std::vector<SubmissionRecord>> SelectSubmissions(
    Connection& connection, const SubmissionFilter& filter, SubmissionId before,
    int64_t limit) {
  GAVEL_ASSIGN_OR_RETURN(IdRange range, SelectIdRange(connection, filter));
  range.end = std::min(range.end, before);
  GAVEL_ASSIGN_OR_RETURN(const Query* const list,
                         ChooseList(connection, filter, range));
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         Select(connection, *list, filter, range, limit));
  std::vector<SubmissionRecord> records;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return records;
    RowReader row(statement);
    records.push_back(std::move(ReadRecord(row).record));
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

}  // namespace gavel::storage
