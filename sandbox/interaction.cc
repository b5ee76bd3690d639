#include "sandbox/interaction.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/conclude.h"
#include "sandbox/interaction_channel.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {
namespace {

// How often it is looked whether somebody has to be ended.
constexpr absl::Duration kLookEvery = absl::Milliseconds(5);
// By which an interactor accepts.
constexpr int kAcceptingExit = 42;

// From one side's output to the other's input. Reading blocks; writing does
// not, so that the writer can say that it waits.
absl::Status Connect(OwnedFd& output, OwnedFd& input) {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return absl::ErrnoToStatus(errno, "making a pipe");
  }
  input = OwnedFd(ends[0]);
  output = OwnedFd(ends[1]);
  if (fcntl(output.get(), F_SETFL, O_NONBLOCK) != 0) {
    return absl::ErrnoToStatus(errno, "making a pipe");
  }
  return absl::OkStatus();
}

// One side of it, from the server's point of view.
struct Seat {
  Side side;
  Player player;
  uint64_t run = 0;
  bool running = false;
  ZygoteClient::Pending pending = {};
  // For what it is to be ended.
  wire::Killed ending = wire::Killed::kNo;
  // What it took without waiting for the other side.
  absl::Duration own_time = absl::ZeroDuration();
  // It was ended as not needed; false if it was quicker.
  bool stopped = false;
  absl::StatusOr<Execution> execution = absl::UnknownError("not started");
};

class Game {
 public:
  Game(ZygoteClient& zygote, InteractionChannel channel, Player submission,
       Player interactor)
      : zygote_(zygote),
        channel_(std::move(channel)),
        submission_{Side::kSubmission, std::move(submission)},
        interactor_{Side::kInteractor, std::move(interactor)} {}

  absl::StatusOr<Interaction> Play();

 private:
  std::array<Seat*, 2> seats() { return {&submission_, &interactor_}; }
  absl::Status Start(Seat& seat, const Seat& other);
  // False when both have ended.
  bool AwaitEnd();
  void TakeAnswer(Seat& seat);
  // Decides who has to be ended.
  void Look();
  void LookAtLast(const Seat& ended, Seat& running);
  void Charge(Seat& seat, absl::Duration time);
  absl::StatusOr<Interaction> Conclude();

  ZygoteClient& zygote_;
  InteractionChannel channel_;
  Seat submission_;
  Seat interactor_;
  bool deadlock_ = false;
  // Not moved by anybody who sets the machine's clock.
  std::chrono::steady_clock::time_point looked_ =
      std::chrono::steady_clock::now();
};

absl::Status Game::Start(Seat& seat, const Seat& other) {
  wire::RunRequest request;
  request.program = seat.player.program;
  request.run = seat.run = zygote_.NextId();
  request.seed = seat.player.input.seed;
  // Waiting for the other side takes as long as that may take; Charge is
  // stricter with a side that says that it does not wait.
  const absl::Duration more = WallTime(other.player.limits);
  request.more_wall_us = absl::ToInt64Microseconds(more);
  GAVEL_RETURN_IF_ERROR(zygote_.Begin(request, seat.player.input,
                                      channel_.FilesFor(seat.side),
                                      WallTime(seat.player.limits) + more,
                                      seat.player.generation, seat.pending));
  seat.running = true;
  return absl::OkStatus();
}

bool Game::AwaitEnd() {
  std::vector<const ZygoteClient::Pending*> awaited;
  for (const Seat* seat : seats()) {
    if (seat->running) awaited.push_back(&seat->pending);
  }
  if (awaited.empty()) return false;
  zygote_.AwaitAny(awaited, kLookEvery);
  return true;
}

void Game::TakeAnswer(Seat& seat) {
  seat.running = false;
  // Until here the server's own descriptors keep the other side from noticing,
  // so that an end that follows from this one is never taken for the first.
  channel_.NoteEnd(seat.side);
  seat.player.input.standard_input.Reset();
  seat.player.input.standard_output.Reset();
  const absl::StatusOr<wire::Facts>& facts = seat.pending.answer;
  seat.stopped = facts.ok() && facts->killed == wire::Killed::kNotNeeded &&
                 WIFSIGNALED(facts->wait_status);
  seat.execution = facts.ok() ? ConcludeRun(*facts, seat.player.limits)
                              : absl::StatusOr<Execution>(facts.status());
}

void Game::Charge(Seat& seat, absl::Duration time) {
  if (!seat.running || !channel_.Runs(seat.side)) return;
  if (submission_.running && interactor_.running && channel_.Waits(seat.side)) {
    return;
  }
  seat.own_time += time;
  if (seat.own_time > WallTime(seat.player.limits) &&
      seat.ending == wire::Killed::kNo) {
    seat.ending = wire::Killed::kWallTime;
  }
}

void Game::LookAtLast(const Seat& ended, Seat& running) {
  const bool lost = !ended.execution.ok();
  // What comes of it is known already.
  const bool refused = !lost && ended.side == Side::kInteractor &&
                       channel_.EndedFirst(Side::kInteractor) &&
                       ended.execution->exit_code != kAcceptingExit;
  if (lost || refused) running.ending = wire::Killed::kNotNeeded;
}

void Game::Look() {
  const auto now = std::chrono::steady_clock::now();
  const absl::Duration passed =
      absl::FromChrono(now - std::exchange(looked_, now));
  for (Seat* seat : seats()) Charge(*seat, passed);
  if (submission_.running != interactor_.running) {
    if (submission_.running) LookAtLast(interactor_, submission_);
    if (interactor_.running) LookAtLast(submission_, interactor_);
  } else if (submission_.running && !deadlock_ &&
             channel_.IsDeadlock(
                 {submission_.player.input.standard_output.get(),
                  interactor_.player.input.standard_output.get()})) {
    deadlock_ = true;
    for (Seat* seat : seats()) seat->ending = wire::Killed::kNotNeeded;
  }
}

absl::StatusOr<Interaction> Game::Conclude() {
  for (Seat* seat : seats()) {
    GAVEL_RETURN_IF_ERROR(seat->execution.status());
    if (!deadlock_ || !seat->stopped ||
        seat->execution->verdict != Verdict::kAccepted) {
      continue;
    }
    seat->execution->verdict = Verdict::kTimeLimitExceeded;
    seat->execution->reason = Reason::kDeadlock;
    seat->execution->message = "submission and interactor wait for each other";
  }
  return Interaction{
      .submission = *std::move(submission_.execution),
      .interactor = *std::move(interactor_.execution),
      .interactor_ended_first =
          !deadlock_ && channel_.EndedFirst(Side::kInteractor),
      .deadlock = deadlock_,
      .transcript = channel_.ReadTranscript(),
  };
}

absl::StatusOr<Interaction> Game::Play() {
  GAVEL_RETURN_IF_ERROR(Connect(submission_.player.input.standard_output,
                                interactor_.player.input.standard_input));
  GAVEL_RETURN_IF_ERROR(Connect(interactor_.player.input.standard_output,
                                submission_.player.input.standard_input));
  GAVEL_RETURN_IF_ERROR(Start(submission_, interactor_));
  if (absl::Status status = Start(interactor_, submission_); !status.ok()) {
    interactor_.execution = std::move(status);
  }
  while (AwaitEnd()) {
    for (Seat* seat : seats()) {
      if (seat->running && zygote_.IsAnswered(seat->pending)) {
        TakeAnswer(*seat);
      }
    }
    Look();
    // Again each time: a run that has not come to life cannot be ended.
    for (const Seat* seat : seats()) {
      if (seat->running && seat->ending != wire::Killed::kNo) {
        zygote_.End(seat->run, seat->ending, seat->player.generation);
      }
    }
  }
  return Conclude();
}

}  // namespace

absl::StatusOr<Interaction> RunInteraction(ZygoteClient& zygote,
                                           Player submission,
                                           Player interactor) {
  GAVEL_ASSIGN_OR_RETURN(InteractionChannel channel,
                         InteractionChannel::Make());
  return Game(zygote, std::move(channel), std::move(submission),
              std::move(interactor))
      .Play();
}

}  // namespace gavel::sandbox
