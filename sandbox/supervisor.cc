#include "sandbox/supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <map>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "core/log.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/conclude.h"
#include "sandbox/spawn.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {
namespace {

// Below are numbers that the zygote uses for itself.
constexpr uint64_t kFirstId = 16;
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

wire::ProgramLimits ToWire(const Limits& limits) {
  return {absl::ToInt64Microseconds(limits.cpu_time),
          absl::ToInt64Microseconds(WallTime(limits)),
          limits.memory.count(),
          StackSize(limits).count(),
          limits.output.count(),
          absl::ToInt64Microseconds(limits.compile_time),
          limits.compile_memory.count(),
          (limits.features.eval ? wire::kEval : 0) |
              (limits.features.web_assembly ? wire::kWebAssembly : 0)};
}

absl::StatusOr<OwnedFd> SourceFile(const std::string& text) {
  OwnedFd fd(memfd_create("source", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd.ok()) return absl::ErrnoToStatus(errno, "making a source file");
  for (size_t done = 0; done < text.size();) {
    const ssize_t count =
        write(fd.get(), text.data() + done, text.size() - done);
    if (count < 0) return absl::ErrnoToStatus(errno, "writing a source file");
    done += static_cast<size_t>(count);
  }
  if (fcntl(fd.get(), F_ADD_SEALS,
            F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
    return absl::ErrnoToStatus(errno, "sealing a source file");
  }
  return fd;
}

}  // namespace

std::string DefaultSandboxExecutable() {
  std::array<char, PATH_MAX> path;
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size());
  if (size <= 0) return "gavel-sandbox";
  const std::string self(path.data(), static_cast<size_t>(size));
  return absl::StrCat(self.substr(0, self.rfind('/')), "/gavel-sandbox");
}

class Supervisor::Impl {
 public:
  explicit Impl(const SupervisorOptions& options) : options_(options) {}
  ~Impl();

  absl::Status Start();
  void Stop();

  absl::StatusOr<wire::Facts> Load(wire::LoadRequest request, int source_fd,
                                   absl::Duration patience,
                                   uint64_t& generation);
  absl::StatusOr<wire::Facts> Run(wire::RunRequest request,
                                  const RunInput& input,
                                  absl::Duration patience, uint64_t generation);
  void Drop(uint64_t program, uint64_t generation);
  uint64_t NextId() { return next_id_.fetch_add(1); }

  pid_t zygote_pid() const {
    const absl::MutexLock lock(&mu_);
    return pid_;
  }
  int restarts() const {
    const absl::MutexLock lock(&mu_);
    return static_cast<int>(generation_) - 1;
  }
  std::vector<Wall> walls() const {
    const absl::MutexLock lock(&mu_);
    return walls_;
  }

 private:
  // An answer that somebody waits for.
  struct Pending {
    absl::Time deadline;
    bool answered = false;
    absl::StatusOr<wire::Facts> answer = absl::UnknownError("no answer");
  };

  absl::Status Launch();
  void ReadForever();
  // False when the zygote is of no more use.
  bool ReadOnce();
  // Looks after the zygote, once every kPingEvery. False when it is stuck.
  bool LookAfter(int socket);
  bool TakeMessage(int socket);
  void Replace();
  void FailAll(const absl::Status& status);
  bool AnyOverdue();
  // The socket of the zygote that is serving, once there is one.
  absl::StatusOr<std::shared_ptr<OwnedFd>> Socket(uint64_t& generation);
  absl::StatusOr<wire::Facts> Ask(uint64_t id, const void* order, size_t size,
                                  const int* fds, size_t fd_count,
                                  absl::Duration patience,
                                  uint64_t& generation);

  const SupervisorOptions options_;
  std::atomic<uint64_t> next_id_{kFirstId};
  // Wakes the reader when it has to stop.
  OwnedFd stop_event_;
  std::thread reader_;
  // Of the reader alone.
  absl::Time next_ping_ = absl::InfinitePast();
  int unanswered_pings_ = 0;

  // Orders are sent one at a time, and never under mu_: the reader must be able
  // to take answers while a send waits for room.
  absl::Mutex send_mu_;

  mutable absl::Mutex mu_;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  // Counts zygotes; 0 before the first.
  uint64_t generation_ ABSL_GUARDED_BY(mu_) = 0;
  pid_t pid_ ABSL_GUARDED_BY(mu_) = 0;
  // Null while there is no zygote.
  std::shared_ptr<OwnedFd> socket_ ABSL_GUARDED_BY(mu_);
  std::vector<Wall> walls_ ABSL_GUARDED_BY(mu_);
  std::map<uint64_t, Pending*> pending_ ABSL_GUARDED_BY(mu_);
};

Supervisor::Impl::~Impl() { Stop(); }

absl::Status Supervisor::Impl::Start() {
  stop_event_ = OwnedFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!stop_event_.ok()) return absl::ErrnoToStatus(errno, "making an event");
  GAVEL_RETURN_IF_ERROR(Launch());
  reader_ = std::thread([this] { ReadForever(); });
  return absl::OkStatus();
}

void Supervisor::Impl::Stop() {
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

absl::Status Supervisor::Impl::Launch() {
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
  walls_ = std::move(walls);
  return absl::OkStatus();
}

void Supervisor::Impl::ReadForever() {
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

bool Supervisor::Impl::ReadOnce() {
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

bool Supervisor::Impl::LookAfter(int socket) {
  next_ping_ = SteadyNow() + kPingEvery;
  if (++unanswered_pings_ > kMostUnanswered || AnyOverdue()) return false;
  wire::Ping ping;
  // One that finds no room counts as unanswered.
  send(socket, &ping, sizeof(ping), MSG_DONTWAIT | MSG_NOSIGNAL);
  return true;
}

bool Supervisor::Impl::TakeMessage(int socket) {
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

void Supervisor::Impl::Replace() {
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
  Log(Severity::kError, "sandbox", std::string(status.message()));
  pollfd stop{stop_event_.get(), POLLIN, 0};
  poll(&stop, 1, static_cast<int>(absl::ToInt64Milliseconds(kRestartPause)));
}

void Supervisor::Impl::FailAll(const absl::Status& status) {
  const absl::MutexLock lock(&mu_);
  for (auto& [id, pending] : pending_) {
    pending->answer = status;
    pending->answered = true;
  }
  pending_.clear();
}

bool Supervisor::Impl::AnyOverdue() {
  const absl::Time now = SteadyNow();
  const absl::MutexLock lock(&mu_);
  return std::any_of(pending_.begin(), pending_.end(), [&](const auto& entry) {
    return entry.second->deadline < now;
  });
}

absl::StatusOr<std::shared_ptr<OwnedFd>> Supervisor::Impl::Socket(
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

absl::StatusOr<wire::Facts> Supervisor::Impl::Ask(
    uint64_t id, const void* order, size_t size, const int* fds,
    size_t fd_count, absl::Duration patience, uint64_t& generation) {
  Pending pending;
  pending.deadline = SteadyNow() + patience + kAnswerGrace;
  GAVEL_ASSIGN_OR_RETURN(const auto socket, Socket(generation));
  {
    const absl::MutexLock lock(&mu_);
    if (generation != generation_ || socket_ == nullptr) {
      return absl::UnavailableError("the sandbox process died");
    }
    pending_[id] = &pending;
  }
  {
    // A failure means that the zygote is gone; the reader sees that, too, and
    // answers everybody.
    const absl::MutexLock lock(&send_mu_);
    wire::SendWith(socket->get(), order, size, fds, fd_count);
  }
  const absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(&pending.answered));
  return std::move(pending.answer);
}

absl::StatusOr<wire::Facts> Supervisor::Impl::Load(wire::LoadRequest request,
                                                   int source_fd,
                                                   absl::Duration patience,
                                                   uint64_t& generation) {
  return Ask(request.program, &request, sizeof(request), &source_fd, 1,
             patience, generation);
}

absl::StatusOr<wire::Facts> Supervisor::Impl::Run(wire::RunRequest request,
                                                  const RunInput& input,
                                                  absl::Duration patience,
                                                  uint64_t generation) {
  const std::array<int, 3> fds = {input.standard_input.get(),
                                  input.standard_output.get(),
                                  input.standard_error.get()};
  return Ask(request.run, &request, sizeof(request), fds.data(),
             input.standard_error.ok() ? 3 : 2, patience, generation);
}

void Supervisor::Impl::Drop(uint64_t program, uint64_t generation) {
  std::shared_ptr<OwnedFd> socket;
  {
    const absl::MutexLock lock(&mu_);
    if (generation != generation_ || socket_ == nullptr) return;
    socket = socket_;
  }
  wire::DropRequest drop;
  drop.program = program;
  const absl::MutexLock lock(&send_mu_);
  wire::Send(socket->get(), &drop, sizeof(drop));
}

namespace {

class LoadedProgram final : public Program {
 public:
  LoadedProgram(std::shared_ptr<Supervisor::Impl> impl, uint64_t id,
                uint64_t generation, const Limits& limits)
      : impl_(std::move(impl)),
        id_(id),
        generation_(generation),
        limits_(limits) {}
  ~LoadedProgram() override { impl_->Drop(id_, generation_); }

  absl::StatusOr<Execution> Run(RunInput input) override {
    if (!input.standard_input.ok() || !input.standard_output.ok()) {
      return absl::InvalidArgumentError("running a program: no descriptors");
    }
    wire::RunRequest request;
    request.program = id_;
    request.run = impl_->NextId();
    request.seed = input.seed;
    GAVEL_ASSIGN_OR_RETURN(
        const wire::Facts facts,
        impl_->Run(request, input, WallTime(limits_), generation_));
    return ConcludeRun(facts, limits_);
  }

 private:
  const std::shared_ptr<Supervisor::Impl> impl_;
  const uint64_t id_;
  const uint64_t generation_;
  const Limits limits_;
};

}  // namespace

Supervisor::Supervisor(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

Supervisor::~Supervisor() { impl_->Stop(); }

absl::StatusOr<std::unique_ptr<Supervisor>> Supervisor::Start(
    const SupervisorOptions& options) {
  auto impl = std::make_shared<Impl>(options);
  GAVEL_RETURN_IF_ERROR(impl->Start());
  return absl::WrapUnique(new Supervisor(std::move(impl)));
}

absl::StatusOr<Loaded> Supervisor::Load(const Source& source,
                                        const Limits& limits) {
  GAVEL_RETURN_IF_ERROR(ValidateLimits(limits));
  wire::LoadRequest request;
  if (source.file_name.size() >= request.file_name.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("file name over ", request.file_name.size() - 1,
                     " bytes: ", source.file_name));
  }
  std::memcpy(request.file_name.data(), source.file_name.data(),
              source.file_name.size());
  request.program = impl_->NextId();
  request.limits = ToWire(limits);
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd file, SourceFile(source.text));
  uint64_t generation = 0;
  GAVEL_ASSIGN_OR_RETURN(
      const wire::Facts facts,
      impl_->Load(request, file.get(), 3 * limits.compile_time, generation));
  Loaded loaded;
  GAVEL_ASSIGN_OR_RETURN(loaded.compilation,
                         ConcludeCompilation(facts, limits));
  if (loaded.compilation.verdict == Verdict::kAccepted) {
    loaded.program = std::make_unique<LoadedProgram>(impl_, request.program,
                                                     generation, limits);
  }
  return loaded;
}

pid_t Supervisor::zygote_pid() const { return impl_->zygote_pid(); }
int Supervisor::restarts() const { return impl_->restarts(); }
std::vector<Wall> Supervisor::walls() const { return impl_->walls(); }

}  // namespace gavel::sandbox
