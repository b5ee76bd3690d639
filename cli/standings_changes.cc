#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "cli/standings_text.h"
#include "gavel/v1/contest_service.pb.h"

namespace gavel::cli {
namespace {

using google::protobuf::Duration;

std::pair<int64_t, int32_t> KeyOf(const Duration& duration) {
  return {duration.seconds(), duration.nanos()};
}

// Whether `above`, which stands above, also has the better rank.
bool IsBetter(const v1::ContestRules& rules, const v1::StandingsRow& above,
              const v1::StandingsRow& below) {
  switch (rules.kind_case()) {
    case v1::ContestRules::kIcpc:
    case v1::ContestRules::KIND_NOT_SET:
      return above.solved() != below.solved() ||
             KeyOf(above.penalty()) != KeyOf(below.penalty()) ||
             KeyOf(above.last_solved()) != KeyOf(below.last_solved());
    case v1::ContestRules::kAtcoder:
      return above.points() != below.points() ||
             KeyOf(above.penalty()) != KeyOf(below.penalty());
    default:
      return above.points() != below.points();
  }
}

void RankAgain(v1::Standings* standings) {
  const v1::StandingsRow* above = nullptr;
  int32_t place = 0;
  for (v1::StandingsRow& row : *standings->mutable_rows()) {
    if (row.rank() == 0) continue;
    ++place;
    const bool better =
        above == nullptr || IsBetter(standings->rules(), *above, row);
    row.set_rank(better ? place : above->rank());
    above = &row;
  }
}

}  // namespace

void ApplyChange(const v1::WatchStandingsResponse& change,
                 v1::Standings* standings) {
  if (!change.changes_only()) {
    *standings = change.standings();
    return;
  }
  std::map<std::string, v1::StandingsRow> rows;
  std::vector<std::string> order;
  for (const v1::StandingsRow& row : standings->rows()) {
    rows[row.user_id()] = row;
    order.push_back(row.user_id());
  }
  for (const v1::StandingsRow& row : change.standings().rows()) {
    if (!rows.contains(row.user_id())) order.push_back(row.user_id());
    rows[row.user_id()] = row;
  }
  if (change.order_size() > 0) {
    order.assign(change.order().begin(), change.order().end());
  }
  *standings->mutable_time() = change.standings().time();
  standings->set_frozen(change.standings().frozen());
  standings->set_state(change.standings().state());
  standings->clear_rows();
  for (const std::string& user : order) {
    if (rows.contains(user)) *standings->add_rows() = rows[user];
  }
  RankAgain(standings);
}

bool ApplyStep(const v1::ResolverStep& step, v1::Standings* standings) {
  auto* rows = standings->mutable_rows();
  const auto fits = [&](int place) {
    return place >= 0 && place < rows->size();
  };
  if (!fits(step.place_before()) || !fits(step.place_after()) ||
      rows->Get(step.place_before()).user_id() != step.user_id()) {
    return false;
  }
  *rows->Mutable(step.place_before()) = step.row();
  for (int i = step.place_before(); i > step.place_after(); --i) {
    rows->SwapElements(i, i - 1);
  }
  for (int i = step.place_before(); i < step.place_after(); ++i) {
    rows->SwapElements(i, i + 1);
  }
  RankAgain(standings);
  return true;
}

}  // namespace gavel::cli
