// Whose turn it is: the order of a work queue, without the work.
//
// Shape:   classes come in strict order. In a class each user has a lane whose
//          virtual time is what its work has cost, and the lane with the least
//          goes first, in the order of arrival if equal. What work costs is
//          known when it is finished; until then it is taken for the average of
//          the user's, so that nobody is served twice before that is known.
//          Nobody saves turns up: who was idle starts at the virtual time of
//          the class, or later if still in debt. That moves on by what each of
//          those who have work gets, and never lags behind what begins: a debt
//          ends when as many have been served as compete, and not when
//          everybody who ever comes has been
// Units:   virtual time is cost: CPU time, mostly. All operations take
//          O(log n) of what waits; memory is that of what waits and runs, and
//          of at most kMostRemembered lanes in debt for each class
// Threads: thread-compatible, without a clock
// Source:  Goyal, Vin, Cheng: "Start-time Fair Queueing", 1996; virtual time:
//          Bennett, Zhang: "Hierarchical Packet Fair Queueing Algorithms", 1996
#ifndef GAVEL_JUDGE_ENGINE_FAIR_QUEUE_H_
#define GAVEL_JUDGE_ENGINE_FAIR_QUEUE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

#include "absl/time/time.h"
#include "judge/engine/priority.h"

namespace gavel::judge {

class FairQueue {
 public:
  // From 1, growing.
  using Ticket = int64_t;

  // Everything costs at least this, so that nothing is for free.
  static constexpr absl::Duration kLeastCost = absl::Milliseconds(1);
  // What the first work of all is taken for.
  static constexpr absl::Duration kFirstGuess = absl::Milliseconds(500);
  static constexpr size_t kMostRemembered = 1024;

  // At most `most_per_user` of one user's work runs at a time, of all classes
  // together.
  explicit FairQueue(int most_per_user) : most_per_user_(most_per_user) {}

  Ticket Add(Priority priority, const std::string& user);

  // Of the first class, down to `lowest`, that has any that may run.
  bool HasTurn(Priority lowest) const;
  struct Turn {
    Priority priority;
    Ticket ticket;
  };
  std::optional<Turn> Take(Priority lowest);
  // For each that was taken, once.
  void Finish(Ticket ticket, absl::Duration cost);

  // How much would be ahead of one more, at most, if nothing else were added.
  size_t Ahead(Priority priority, const std::string& user) const;
  size_t waiting(Priority priority) const { return At(priority).waiting; }
  size_t running(Priority priority) const { return At(priority).running; }
  // What waits or runs of one user.
  size_t InFlight(Priority priority, const std::string& user) const;
  // How many lanes are in memory.
  size_t lanes() const;

 private:
  // What one user has in one class.
  struct Lane {
    // The key of the map that it is in.
    const std::string* user = nullptr;
    absl::Duration time = absl::ZeroDuration();
    std::deque<Ticket> waiting;
    size_t running = 0;
    // What its work cost lately.
    std::optional<absl::Duration> average;
    // Decides between equal times: the first that waits, else the last taken.
    Ticket turn = 0;
    // The order that it is in, if any.
    enum class Place : uint8_t { kNone, kReady, kInDebt } place = Place::kNone;
  };
  struct ByTime {
    bool operator()(const Lane* a, const Lane* b) const {
      return std::tie(a->time, a->turn) < std::tie(b->time, b->turn);
    }
  };
  using Order = std::set<Lane*, ByTime>;

  struct Class {
    std::unordered_map<std::string, Lane> lanes = {};
    // Lanes that wait and may run.
    Order ready = {};
    // Lanes that neither wait nor run but had more than their share.
    Order in_debt = {};
    absl::Duration now = absl::ZeroDuration();
    // What `now` moves on by when work begins. Until then whoever comes is
    // before those who wait for another turn.
    absl::Duration served = absl::ZeroDuration();
    absl::Duration average = kFirstGuess;
    size_t waiting = 0;
    size_t running = 0;
    size_t waiting_lanes = 0;
  };
  struct Running {
    Priority priority;
    Lane* lane;
    absl::Duration estimate;
  };

  Class& At(Priority priority) {
    return classes_[static_cast<size_t>(priority)];
  }
  const Class& At(Priority priority) const {
    return classes_[static_cast<size_t>(priority)];
  }

  // A lane is lifted out of its order before it is changed, and then placed
  // where it belongs, or forgotten.
  static void Lift(Class& in, Lane& lane);
  void Place(Class& in, Lane& lane);
  // The user's lanes of all classes, because it may now run or no longer may.
  void PlaceAll(const std::string& user);
  Ticket TakeFrom(Priority priority);
  bool AtLimit(const std::string& user) const;

  static void Forget(Class& in, Lane& lane);
  // Those whose debt is paid off, and the least ones if there are too many.
  static void ForgetDebts(Class& in);

  const int most_per_user_;
  Ticket last_ = 0;
  std::array<Class, kPriorities> classes_;
  std::unordered_map<Ticket, Running> running_;
  // Users with work that runs.
  std::unordered_map<std::string, int> running_of_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_FAIR_QUEUE_H_
