// Contests between generated messages and core values.
//
// Errors:  InvalidArgument names the field
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_CONVERT_CONTEST_H_
#define GAVEL_JUDGE_SERVICE_CONVERT_CONTEST_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/contest.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/contest/standings.h"

namespace gavel::judge {

// Checked. What the server gives (revision apart) is left as it is by default.
absl::StatusOr<Contest> ToContest(const v1::Contest& request);
absl::StatusOr<absl::Time> ToTime(const google::protobuf::Timestamp& time);

v1::ContestState StateOf(const Contest& contest, absl::Time now);

// Titles of problems by their ids.
using Titles = std::map<std::string, std::string>;

// Without problems, judges and the caller's registration.
void ToProto(const Contest& contest, absl::Time now, v1::Contest* out);
void ToProto(const ContestRules& rules, v1::ContestRules* out);
void ToProto(const ContestProblem& problem, const Titles& titles,
             v1::ContestProblem* out);
void ToProto(const Registration& registration, v1::Registration* out);
void ToProto(const contest::Row& row, v1::StandingsRow* out);
// All of the standings; `now` says where the contest stands.
void ToProto(const contest::Standings& standings, const Contest& contest,
             const Titles& titles, absl::Time now, v1::Standings* out);
// As a contestant sees it, or a judge.
void ToProto(const Clarification& clarification, const std::string& user_id,
             bool as_judge, v1::Clarification* out);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONVERT_CONTEST_H_
