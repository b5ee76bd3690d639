#include "judge/engine/fair_queue.h"

#include <algorithm>

#include "core/check.h"

namespace gavel::judge {
namespace {

// How much the newest weighs in an average.
constexpr int kNewest = 4;

}  // namespace

absl::string_view PriorityName(Priority priority) {
  switch (priority) {
    case Priority::kContest:
      return "contest";
    case Priority::kPractice:
      return "practice";
    case Priority::kRejudge:
      return "rejudge";
  }
  return "unknown";
}

FairQueue::Ticket FairQueue::Add(Priority priority, const std::string& user) {
  Class& in = At(priority);
  const auto [entry, is_new] = in.lanes.try_emplace(user);
  Lane& lane = entry->second;
  lane.user = &entry->first;
  Lift(in, lane);
  if (lane.waiting.empty()) {
    lane.time = std::max(lane.time, in.now);
    ++in.waiting_lanes;
  }
  lane.waiting.push_back(++last_);
  ++in.waiting;
  Place(in, lane);
  return last_;
}

bool FairQueue::HasTurn(Priority lowest) const {
  return std::any_of(classes_.begin(),
                     classes_.begin() + static_cast<int>(lowest) + 1,
                     [](const Class& in) { return !in.ready.empty(); });
}

std::optional<FairQueue::Turn> FairQueue::Take(Priority lowest) {
  for (size_t i = 0; i <= static_cast<size_t>(lowest); ++i) {
    if (classes_[i].ready.empty()) continue;
    const Priority priority = static_cast<Priority>(i);
    return Turn{priority, TakeFrom(priority)};
  }
  return std::nullopt;
}

FairQueue::Ticket FairQueue::TakeFrom(Priority priority) {
  Class& in = At(priority);
  Lane& lane = **in.ready.begin();
  Lift(in, lane);
  const Ticket ticket = lane.waiting.front();
  lane.waiting.pop_front();
  --in.waiting;
  if (lane.waiting.empty()) --in.waiting_lanes;

  in.now = std::max(in.now + in.served, lane.time);
  in.served = absl::ZeroDuration();
  const absl::Duration estimate = lane.average.value_or(in.average);
  lane.time += estimate;
  lane.turn = ticket;
  ++lane.running;
  ++in.running;
  running_.emplace(ticket, Running{priority, &lane, estimate});
  ++running_of_[*lane.user];
  PlaceAll(*lane.user);
  ForgetDebts(in);
  return ticket;
}

void FairQueue::Finish(Ticket ticket, absl::Duration cost) {
  const auto found = running_.find(ticket);
  GAVEL_CHECK(found != running_.end());
  const Running run = found->second;
  running_.erase(found);
  cost = std::max(cost, kLeastCost);

  Class& in = At(run.priority);
  Lane& lane = *run.lane;
  in.served += cost / static_cast<int64_t>(in.lanes.size() - in.in_debt.size());
  Lift(in, lane);
  lane.time += cost - run.estimate;
  lane.average = lane.average.has_value()
                     ? *lane.average + (cost - *lane.average) / kNewest
                     : cost;
  in.average += (cost - in.average) / kNewest;
  --lane.running;
  --in.running;
  const std::string user = *lane.user;
  const auto running_of = running_of_.find(user);
  if (--running_of->second == 0) running_of_.erase(running_of);
  PlaceAll(user);
  // Nobody waited for whatever was used.
  if (in.waiting == 0 && in.running == 0) in = Class{.average = in.average};
}

size_t FairQueue::Ahead(Priority priority, const std::string& user) const {
  size_t ahead = 0;
  for (size_t i = 0; i < static_cast<size_t>(priority); ++i) {
    ahead += classes_[i].waiting;
  }
  const Class& in = At(priority);
  const auto found = in.lanes.find(user);
  const size_t own = found == in.lanes.end() ? 0 : found->second.waiting.size();
  // Users take turns, so that of each other one about as many come first.
  const size_t others = in.waiting_lanes - (own > 0 ? 1 : 0);
  return ahead + own + std::min(in.waiting - own, (own + 1) * others);
}

size_t FairQueue::InFlight(Priority priority, const std::string& user) const {
  const Class& in = At(priority);
  const auto found = in.lanes.find(user);
  if (found == in.lanes.end()) return 0;
  return found->second.waiting.size() + found->second.running;
}

size_t FairQueue::lanes() const {
  size_t count = 0;
  for (const Class& in : classes_) count += in.lanes.size();
  return count;
}

void FairQueue::Lift(Class& in, Lane& lane) {
  if (lane.place == Lane::Place::kReady) in.ready.erase(&lane);
  if (lane.place == Lane::Place::kInDebt) in.in_debt.erase(&lane);
  lane.place = Lane::Place::kNone;
}

void FairQueue::Place(Class& in, Lane& lane) {
  if (!lane.waiting.empty()) {
    if (AtLimit(*lane.user)) return;
    lane.turn = lane.waiting.front();
    in.ready.insert(&lane);
    lane.place = Lane::Place::kReady;
  } else if (lane.running == 0) {
    if (lane.time <= in.now) return Forget(in, lane);
    in.in_debt.insert(&lane);
    lane.place = Lane::Place::kInDebt;
    ForgetDebts(in);
  }
}

void FairQueue::PlaceAll(const std::string& user) {
  for (Class& in : classes_) {
    const auto found = in.lanes.find(user);
    if (found == in.lanes.end()) continue;
    Lift(in, found->second);
    Place(in, found->second);
  }
}

bool FairQueue::AtLimit(const std::string& user) const {
  const auto found = running_of_.find(user);
  return found != running_of_.end() && found->second >= most_per_user_;
}

void FairQueue::Forget(Class& in, Lane& lane) {
  const std::string user = *lane.user;
  in.lanes.erase(user);
}

void FairQueue::ForgetDebts(Class& in) {
  while (!in.in_debt.empty()) {
    Lane& least = **in.in_debt.begin();
    if (least.time > in.now && in.in_debt.size() <= kMostRemembered) return;
    Lift(in, least);
    Forget(in, least);
  }
}

}  // namespace gavel::judge
