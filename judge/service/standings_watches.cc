#include "judge/service/standings_watches.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "core/log.h"
#include "core/status_macros.h"

namespace gavel::judge {
namespace {

using Message = std::shared_ptr<const v1::WatchStandingsResponse>;

bool SameColumns(const v1::Standings& a, const v1::Standings& b) {
  return std::equal(a.problems().begin(), a.problems().end(),
                    b.problems().begin(), b.problems().end(),
                    [](const auto& x, const auto& y) {
                      return x.SerializeAsString() == y.SerializeAsString();
                    }) &&
         a.rules().SerializeAsString() == b.rules().SerializeAsString();
}

bool SameOrder(const v1::Standings& a, const v1::Standings& b) {
  return std::equal(a.rows().begin(), a.rows().end(), b.rows().begin(),
                    b.rows().end(), [](const auto& x, const auto& y) {
                      return x.user_id() == y.user_id() && x.rank() == y.rank();
                    });
}

Message Everything(const BoardState& state) {
  auto message = std::make_shared<v1::WatchStandingsResponse>();
  *message->mutable_standings() = state.standings;
  return message;
}

Message WithoutProblems(const BoardState& state) {
  auto message = std::make_shared<v1::WatchStandingsResponse>();
  *message->mutable_standings() = state.standings;
  HideProblems(message->mutable_standings());
  return message;
}

void AddChangedRows(const BoardState& from, const BoardState& to,
                    v1::Standings* out) {
  std::unordered_map<std::string, const std::string*> before;
  for (int i = 0; i < from.standings.rows_size(); ++i) {
    before[from.standings.rows(i).user_id()] =
        &from.rows[static_cast<size_t>(i)];
  }
  for (int i = 0; i < to.standings.rows_size(); ++i) {
    const v1::StandingsRow& row = to.standings.rows(i);
    const auto found = before.find(row.user_id());
    if (found == before.end() ||
        *found->second != to.rows[static_cast<size_t>(i)]) {
      *out->add_rows() = row;
    }
  }
}

}  // namespace

void HideProblems(v1::Standings* standings) {
  for (v1::ContestProblem& problem : *standings->mutable_problems()) {
    problem.clear_problem_id();
    problem.clear_title();
  }
}

Message StandingsChanges(const BoardState& from, const BoardState& to) {
  if (!SameColumns(from.standings, to.standings)) return Everything(to);
  auto message = std::make_shared<v1::WatchStandingsResponse>();
  message->set_changes_only(true);
  v1::Standings& changes = *message->mutable_standings();
  changes.set_contest_id(to.standings.contest_id());
  *changes.mutable_time() = to.standings.time();
  changes.set_frozen(to.standings.frozen());
  changes.set_state(to.standings.state());
  AddChangedRows(from, to, &changes);
  if (!SameOrder(from.standings, to.standings)) {
    for (const v1::StandingsRow& row : to.standings.rows()) {
      message->add_order(row.user_id());
    }
  }
  const bool same = changes.rows().empty() && message->order().empty() &&
                    from.standings.frozen() == to.standings.frozen() &&
                    from.standings.state() == to.standings.state();
  return same ? nullptr : message;
}

// What all who watch one board have in common.
class StandingsWatches::Channel {
 public:
  explicit Channel(std::shared_ptr<const BoardState> state)
      : latest_(std::move(state)) {}

  std::shared_ptr<const BoardState> latest() const {
    absl::MutexLock lock(&mu_);
    return latest_;
  }
  // Whether it is another than before.
  bool Set(std::shared_ptr<const BoardState> state) {
    absl::MutexLock lock(&mu_);
    if (state->number == latest_->number) return false;
    latest_ = std::move(state);
    changes_.clear();
    return true;
  }
  // To the latest; computed once for all who have the same state.
  Message ChangesFrom(const BoardState& from) {
    absl::MutexLock lock(&mu_);
    const auto [entry, is_new] = changes_.try_emplace(from.number);
    if (is_new) entry->second = StandingsChanges(from, *latest_);
    return entry->second;
  }

 private:
  mutable absl::Mutex mu_;
  std::shared_ptr<const BoardState> latest_ ABSL_GUARDED_BY(mu_);
  std::map<int64_t, Message> changes_ ABSL_GUARDED_BY(mu_);
};

StandingsWatches::StandingsWatches(const StandingsWatchOptions& options,
                                   Boards& boards, const ContestAccess& access,
                                   WorkerPool& pool)
    : options_(options),
      boards_(boards),
      access_(access),
      pool_(pool),
      streams_("standings", options.max_streams),
      thread_([this] { Look(); }) {}

StandingsWatches::~StandingsWatches() {
  EndAll();
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  thread_.join();
}

void StandingsWatches::EndAll() { streams_.EndAll(); }

grpc::ServerWriteReactor<v1::WatchStandingsResponse>* StandingsWatches::Open(
    const Caller& caller, const v1::WatchStandingsRequest& request) {
  std::shared_ptr<Streams::Stream> stream = streams_.Open();
  const absl::Status status = pool_.Run(
      caller.user_id,
      [this, stream, caller, request] { Start(caller, request, *stream); });
  if (!status.ok()) stream->End(status);
  return stream.get();
}

void StandingsWatches::Start(const Caller& caller,
                             const v1::WatchStandingsRequest& request,
                             Streams::Stream& stream) {
  if (stream.ended()) return;
  const absl::StatusOr<SeenContest> seen =
      request.board() == v1::BOARD_JUDGES
          ? access_.FindToJudge(caller, request.contest_id())
          : access_.Find(caller, request.contest_id());
  if (!seen.ok()) return stream.End(seen.status());
  const absl::StatusOr<bool> shows = access_.SeesProblems(*seen);
  if (!shows.ok()) return stream.End(shows.status());
  const Board board =
      request.board() == v1::BOARD_JUDGES ? Board::kJudges : Board::kPublic;
  absl::StatusOr<std::shared_ptr<Channel>> found =
      FindChannel({request.contest_id(), board});
  if (!found.ok()) return stream.End(found.status());
  stream.Begin([channel = *std::move(found), shows = *shows,
                last = std::shared_ptr<const BoardState>()]() mutable
               -> Pulled<v1::WatchStandingsResponse> {
    const std::shared_ptr<const BoardState> latest = channel->latest();
    Message message;
    if (last == nullptr) {
      message = shows ? Everything(*latest) : WithoutProblems(*latest);
    } else if (last != latest) {
      message = channel->ChangesFrom(*last);
      if (message != nullptr && !message->changes_only() && !shows) {
        message = WithoutProblems(*latest);
      }
    }
    last = latest;
    if (message != nullptr) return {.message = std::move(message)};
    if (latest->settled) return {.end = absl::OkStatus()};
    return {};
  });
}

absl::StatusOr<std::shared_ptr<StandingsWatches::Channel>>
StandingsWatches::FindChannel(const Key& key) {
  GAVEL_ASSIGN_OR_RETURN(std::shared_ptr<const BoardState> state,
                         boards_.Current(key.first, key.second));
  absl::MutexLock lock(&mu_);
  std::weak_ptr<Channel>& known = channels_[key];
  std::shared_ptr<Channel> channel = known.lock();
  if (channel == nullptr) {
    channel = std::make_shared<Channel>(std::move(state));
    known = channel;
  }
  return channel;
}

void StandingsWatches::Look() {
  while (true) {
    std::map<Key, std::shared_ptr<Channel>> watched;
    {
      absl::MutexLock lock(&mu_);
      if (mu_.AwaitWithTimeout(absl::Condition(&stopping_),
                               options_.interval)) {
        return;
      }
      for (auto it = channels_.begin(); it != channels_.end();) {
        watched[it->first] = it->second.lock();
        it =
            watched[it->first] == nullptr ? channels_.erase(it) : std::next(it);
      }
    }
    for (const auto& [key, channel] : watched) {
      if (channel != nullptr) LookAt(key, *channel);
    }
  }
}

void StandingsWatches::LookAt(const Key& key, Channel& channel) {
  absl::StatusOr<std::shared_ptr<const BoardState>> state =
      boards_.Current(key.first, key.second);
  if (!state.ok()) {
    Log(Severity::kWarning, "standings", state.status().ToString());
  } else if (channel.Set(*std::move(state))) {
    streams_.WakeAll();
  }
}

}  // namespace gavel::judge
