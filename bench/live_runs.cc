#include "bench/live_runs.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "bench/one_run.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

// Reads a line that does not come, having said that it is about to.
constexpr const char* kWaiting = R"js(
const fs = require('fs');
fs.writeSync(1, '.');
console.log(fs.readFileSync(0, 'utf8').length);
)js";

// Between one of them and the next.
constexpr int kMostMs = 10'000;

struct Pipe {
  OwnedFd read;
  OwnedFd write;
};

absl::StatusOr<Pipe> MakePipe() {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return absl::ErrnoToStatus(errno, "making a pipe");
  }
  return Pipe{OwnedFd(ends[0]), OwnedFd(ends[1])};
}

// All read the one pipe and write the other.
class LiveRuns {
 public:
  LiveRuns(sandbox::Program& program, Pipe input, Pipe output)
      : program_(program),
        input_(std::move(input)),
        output_(std::move(output)) {}
  LiveRuns(const LiveRuns&) = delete;
  LiveRuns& operator=(const LiveRuns&) = delete;
  // Ends them.
  ~LiveRuns() {
    input_.write = OwnedFd();
    for (std::thread& thread : threads_) thread.join();
  }

  // One after the other: the zygote waits for nobody, and would take a program
  // for lost that has hundreds of orders before it.
  absl::Status Start(int count) {
    for (int i = 0; i < count; ++i) {
      threads_.emplace_back([this] {
        sandbox::RunInput streams;
        streams.standard_input = OwnedFd(dup(input_.read.get()));
        streams.standard_output = OwnedFd(dup(output_.write.get()));
        // One that fails does not come to wait.
        program_.Run(std::move(streams)).IgnoreError();
      });
      GAVEL_RETURN_IF_ERROR(AwaitOne());
    }
    return absl::OkStatus();
  }

 private:
  absl::Status AwaitOne() {
    pollfd ready{output_.read.get(), POLLIN, 0};
    char dot = 0;
    if (poll(&ready, 1, kMostMs) == 1 &&
        read(output_.read.get(), &dot, 1) == 1 && dot == '.') {
      return absl::OkStatus();
    }
    return absl::InternalError(
        absl::StrCat("run ", threads_.size(), " does not come to wait"));
  }

  sandbox::Program& program_;
  Pipe input_;
  Pipe output_;
  std::vector<std::thread> threads_;
};

}  // namespace

absl::StatusOr<std::vector<Memory>> MeasureLiveRuns(
    sandbox::Supervisor& supervisor, int count) {
  Limits limits;
  limits.wall_time = absl::Seconds(60);
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(supervisor, kWaiting, limits));
  // Takes the place of the one that was forked ahead, which is none of them.
  GAVEL_RETURN_IF_ERROR(RunOnce(*program, "").status());
  const std::vector<pid_t> others = ChildrenOf(supervisor.zygote_pid());
  GAVEL_ASSIGN_OR_RETURN(Pipe input, MakePipe());
  GAVEL_ASSIGN_OR_RETURN(Pipe output, MakePipe());
  LiveRuns runs(*program, std::move(input), std::move(output));
  GAVEL_RETURN_IF_ERROR(runs.Start(count));
  std::vector<Memory> memory;
  for (const pid_t pid : ChildrenOf(supervisor.zygote_pid())) {
    if (std::find(others.begin(), others.end(), pid) != others.end()) continue;
    GAVEL_ASSIGN_OR_RETURN(const Memory of_run, MemoryOf(pid));
    memory.push_back(of_run);
  }
  if (memory.size() == static_cast<size_t>(count)) return memory;
  return absl::InternalError(
      absl::StrCat("there are ", memory.size(), " of ", count, " runs"));
}

}  // namespace gavel::bench
