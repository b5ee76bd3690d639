#include "bench/other_process.h"

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/one_run.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

absl::StatusOr<pid_t> Start(const std::vector<std::string>& command,
                            const OwnedFd& input, const OwnedFd& output,
                            const OwnedFd& errors) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  std::array<char*, 1> environment = {nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.get(), STDERR_FILENO);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, arguments[0], &actions, nullptr,
                                arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    return absl::ErrnoToStatus(error, absl::StrCat("starting ", command[0]));
  }
  return pid;
}

}  // namespace

absl::StatusOr<OtherRun> RunOther(const std::vector<std::string>& command,
                                  const std::string& input) {
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd standard_input, MemoryFile(input));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd standard_output, MemoryFile(""));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd errors, MemoryFile(""));
  const absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(
      const pid_t pid, Start(command, standard_input, standard_output, errors));
  int status = -1;
  rusage usage{};
  if (wait4(pid, &status, 0, &usage) != pid || status != 0) {
    return absl::InternalError(
        absl::StrCat(command[0], ": status ", status, ": ", Contents(errors)));
  }
  return OtherRun{.wall_time = absl::Now() - start,
                  .cpu_time = absl::DurationFromTimeval(usage.ru_utime) +
                              absl::DurationFromTimeval(usage.ru_stime),
                  .output = Contents(standard_output)};
}

}  // namespace gavel::bench
