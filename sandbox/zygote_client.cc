#include "sandbox/zygote_client.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/log.h"
#include "core/status_macros.h"
#include "sandbox/spawn.h"

namespace gavel::sandbox {
namespace {

constexpr absl::Duration kWarmUp = absl::Seconds(30);
// How long past a wall limit the zygote may keep its answer.
constexpr absl::Duration kAnswerGrace = absl::Seconds(15);
constexpr absl::Duration kRestartPause = absl::Milliseconds(200);
// A zygote answers a ping at once, whatever its programs do.
constexpr absl::Duration kPingEvery = absl::Seconds(1);
constexpr int kMostUnanswered = 5;

// Not moved by anybody who sets the machine's clock.
absl::Time SteadyNow() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return absl::TimeFromTimespec(now);
}

}  // namespace

ZygoteClient::~ZygoteClient() { Stop(); }

absl::Status ZygoteClient::Start() {
  stop_event_ = OwnedFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!stop_event_.ok()) return absl::ErrnoToStatus(errno, "making an event");
  GAVEL_RETURN_IF_ERROR(Launch());
  reader_ = std::thread([this] { ReadForever(); });
  return absl::OkStatus();
}

void ZygoteClient::Stop() {
  {
    const absl::MutexLock lock(&mu_);
    if (stopping_) return;
    stopping_ = true;
  }
  const uint64_t one = 1;
  if (write(stop_event_.get(), &one, sizeof(one)) < 0) {
    Log(Severity::kError, "sandbox", "waking the reader failed");
  }
  if (reader_.joinable()) reader_.join();
  FailAll(absl::UnavailableError("the sandbox is shut down"));
  const absl::MutexLock lock(&mu_);
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

absl::Status ZygoteClient::Launch() {
  GAVEL_ASSIGN_OR_RETURN(
      Spawned spawned,
      SpawnZygote({options_.executable, options_.processes, options_.jitless}));
  pollfd ready{spawned.socket.get(), POLLIN, 0};
  wire::Greeting greeting;
  ssize_t size = -1;
  if (poll(&ready, 1, static_cast<int>(absl::ToInt64Milliseconds(kWarmUp))) ==
      1) {
    size = wire::Receive(spawned.socket.get(), &greeting, sizeof(greeting), 0)
               .size;
  }
  const bool complete =
      size >= static_cast<ssize_t>(offsetof(wire::Greeting, text)) &&
      greeting.text_size <= greeting.text.size() &&
      wire::UsedSize(greeting) == static_cast<size_t>(size);
  const std::string text =
      complete ? std::string(greeting.text.data(), greeting.text_size)
               : "it ended without a word";
  if (!complete || greeting.type != wire::Type::kReady) {
    kill(spawned.pid, SIGKILL);
    waitpid(spawned.pid, nullptr, 0);
    return absl::InternalError(absl::StrCat("setting up the sandbox: ", text));
  }
  std::vector<Wall> walls = ParseWalls(text);
  if (absl::Status status = RequireWalls(walls, options_.required_walls);
      !status.ok()) {
    kill(spawned.pid, SIGKILL);
    waitpid(spawned.pid, nullptr, 0);
    return status;
  }
  const absl::MutexLock lock(&mu_);
  ++generation_;
  pid_ = spawned.pid;
  socket_ = std::make_shared<OwnedFd>(std::move(spawned.socket));
  engine_ = text.substr(0, text.find('\n'));
  walls_ = std::move(walls);
  return absl::OkStatus();
}

void ZygoteClient::ReadForever() {
  for (;;) {
    while (ReadOnce()) {
    }
    {
      const absl::MutexLock lock(&mu_);
      if (stopping_) return;
    }
    Replace();
  }
}

bool ZygoteClient::ReadOnce() {
  std::shared_ptr<OwnedFd> socket;
  {
    const absl::MutexLock lock(&mu_);
    socket = socket_;
    if (stopping_ || socket == nullptr) return false;
  }
  if (SteadyNow() >= next_ping_ && !LookAfter(socket->get())) return false;
  std::array<pollfd, 2> ready = {pollfd{socket->get(), POLLIN, 0},
                                 pollfd{stop_event_.get(), POLLIN, 0}};
  const int count = poll(ready.data(), ready.size(),
                         static_cast<int>(kPingEvery / absl::Milliseconds(1)));
  if (ready[1].revents != 0) return false;
  if (count < 0) return errno == EINTR;
  return count == 0 || TakeMessage(socket->get());
}

bool ZygoteClient::LookAfter(int socket) {
  next_ping_ = SteadyNow() + kPingEvery;
  if (++unanswered_pings_ > kMostUnanswered || AnyOverdue()) return false;
  wire::Ping ping;
  // One that finds no room counts as unanswered.
  send(socket, &ping, sizeof(ping), MSG_DONTWAIT | MSG_NOSIGNAL);
  return true;
}

bool ZygoteClient::TakeMessage(int socket) {
  union {
    wire::Type type;
    wire::Ping ping;
    wire::Facts facts;
  } message{};
  const wire::Received received =
      wire::Receive(socket, &message, sizeof(message), 0);
  if (received.size == sizeof(message.ping) &&
      message.type == wire::Type::kPing) {
    unanswered_pings_ = 0;
    return true;
  }
  const wire::Facts& facts = message.facts;
  if (received.size < 0 ||
      !wire::ValidFacts(facts, static_cast<size_t>(received.size))) {
    return false;
  }
  const absl::MutexLock lock(&mu_);
  const auto found = pending_.find(facts.id);
  // Nobody waits for what was dropped.
  if (found == pending_.end()) return true;
  found->second->answer = facts;
  found->second->answered = true;
  pending_.erase(found);
  return true;
}

void ZygoteClient::Replace() {
  pid_t pid = 0;
  {
    const absl::MutexLock lock(&mu_);
    pid = std::exchange(pid_, 0);
    socket_ = nullptr;
  }
  if (pid > 0) {
    Log(Severity::kError, "sandbox",
        absl::StrCat("process ", pid, " died or is stuck: replacing it"));
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
  }
  unanswered_pings_ = 0;
  // After the kill: whoever runs again finds nothing of the old one alive.
  FailAll(absl::UnavailableError("the sandbox process died"));
  const absl::Status status = Launch();
  if (status.ok()) return;
  Log(Severity::kError, "sandbox", absl::StrCat(status.message()));
  pollfd stop{stop_event_.get(), POLLIN, 0};
  poll(&stop, 1, static_cast<int>(absl::ToInt64Milliseconds(kRestartPause)));
}

void ZygoteClient::FailAll(const absl::Status& status) {
  const absl::MutexLock lock(&mu_);
  for (auto& [id, pending] : pending_) {
    pending->answer = status;
    pending->answered = true;
  }
  pending_.clear();
}

bool ZygoteClient::AnyOverdue() {
  const absl::Time now = SteadyNow();
  const absl::MutexLock lock(&mu_);
  return std::any_of(pending_.begin(), pending_.end(), [&](const auto& entry) {
    return entry.second->deadline < now;
  });
}

uint64_t ZygoteClient::AwaitAfter(uint64_t generation) {
  const auto newer = [this, generation]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    return stopping_ || (socket_ != nullptr && generation_ > generation);
  };
  const absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(&newer));
  return stopping_ ? 0 : generation_;
}

absl::StatusOr<std::shared_ptr<OwnedFd>> ZygoteClient::Socket(
    uint64_t& generation) {
  const auto usable = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    return stopping_ || socket_ != nullptr;
  };
  const absl::MutexLock lock(&mu_);
  mu_.AwaitWithTimeout(absl::Condition(&usable), kWarmUp);
  if (stopping_) return absl::UnavailableError("the sandbox is shut down");
  if (socket_ == nullptr) {
    return absl::UnavailableError("the sandbox process cannot be replaced");
  }
  if (generation != 0 && generation != generation_) {
    return absl::UnavailableError("the program's sandbox process died");
  }
  generation = generation_;
  return socket_;
}

absl::Status ZygoteClient::BeginAsking(uint64_t id, const void* order,
                                       size_t size, const int* fds,
                                       size_t fd_count, absl::Duration patience,
                                       uint64_t& generation, Pending& pending) {
  pending.deadline = SteadyNow() + patience + kAnswerGrace;
  GAVEL_ASSIGN_OR_RETURN(const auto socket, Socket(generation));
  {
    const absl::MutexLock lock(&mu_);
    if (stopping_ || generation != generation_ || socket_ == nullptr) {
      return absl::UnavailableError("the sandbox process died");
    }
    pending_[id] = &pending;
  }
  // A failure means that the zygote is gone; the reader sees that, too, and
  // answers everybody.
  const absl::MutexLock lock(&send_mu_);
  wire::SendWith(socket->get(), order, size, fds, fd_count);
  return absl::OkStatus();
}

absl::StatusOr<wire::Facts> ZygoteClient::Answer(Pending& pending) {
  const absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(&pending.answered));
  return std::move(pending.answer);
}

void ZygoteClient::AwaitAny(absl::Span<const Pending* const> pending,
                            absl::Duration most) {
  const auto any = [&pending] {
    return std::any_of(pending.begin(), pending.end(),
                       [](const Pending* one) { return one->answered; });
  };
  const absl::MutexLock lock(&mu_);
  mu_.AwaitWithTimeout(absl::Condition(&any), most);
}

bool ZygoteClient::IsAnswered(const Pending& pending) const {
  const absl::MutexLock lock(&mu_);
  return pending.answered;
}

absl::StatusOr<wire::Facts> ZygoteClient::Load(wire::LoadRequest request,
                                               const OwnedFd& source,
                                               const PackedFiles& files,
                                               absl::Duration patience,
                                               uint64_t& generation) {
  const std::array<int, 2> fds = {source.get(), files.table.get()};
  Pending pending;
  GAVEL_RETURN_IF_ERROR(BeginAsking(request.program, &request, sizeof(request),
                                    fds.data(), files.table.ok() ? 2 : 1,
                                    patience, generation, pending));
  return Answer(pending);
}

absl::StatusOr<wire::Facts> ZygoteClient::Run(wire::RunRequest request,
                                              const RunInput& input,
                                              absl::Duration patience,
                                              uint64_t generation) {
  Pending pending;
  GAVEL_RETURN_IF_ERROR(
      Begin(request, input, {}, patience, generation, pending));
  return Answer(pending);
}

absl::Status ZygoteClient::Begin(wire::RunRequest request,
                                 const RunInput& input,
                                 const ChannelFiles& channel,
                                 absl::Duration patience, uint64_t generation,
                                 Pending& pending) {
  GAVEL_ASSIGN_OR_RETURN(const PackedFiles files, PackRunFiles(input));
  std::array<int, wire::kMaxDescriptors> fds{};
  size_t count = 0;
  // In the order of the streams.
  const auto add = [&](wire::Stream stream, const OwnedFd& fd) {
    if (!fd.ok()) return;
    request.streams |= wire::StreamBit(stream);
    fds[count++] = fd.get();
  };
  add(wire::Stream::kStandardInput, input.standard_input);
  add(wire::Stream::kStandardOutput, input.standard_output);
  add(wire::Stream::kStandardError, input.standard_error);
  add(wire::Stream::kFileTable, files.table);
  if (!input.writable.empty()) add(wire::Stream::kWritten, input.written);
  if (channel.page != nullptr) add(wire::Stream::kChannel, *channel.page);
  if (channel.transcript != nullptr) {
    add(wire::Stream::kTranscript, *channel.transcript);
  }
  for (size_t i = 0; i < files.streams.size(); ++i) {
    const auto first = static_cast<size_t>(wire::Stream::kFirstFile);
    add(static_cast<wire::Stream>(first + i), *files.streams[i]);
  }
  return BeginAsking(request.run, &request, sizeof(request), fds.data(), count,
                     patience, generation, pending);
}

void ZygoteClient::Tell(const void* order, size_t size, uint64_t generation) {
  std::shared_ptr<OwnedFd> socket;
  {
    const absl::MutexLock lock(&mu_);
    if (generation != generation_ || socket_ == nullptr) return;
    socket = socket_;
  }
  const absl::MutexLock lock(&send_mu_);
  wire::Send(socket->get(), order, size);
}

void ZygoteClient::Drop(uint64_t program, uint64_t generation) {
  wire::DropRequest drop;
  drop.program = program;
  Tell(&drop, sizeof(drop), generation);
}

void ZygoteClient::End(uint64_t run, wire::Killed why, uint64_t generation) {
  wire::EndRequest end;
  end.why = why;
  end.run = run;
  Tell(&end, sizeof(end), generation);
}

}  // namespace gavel::sandbox
