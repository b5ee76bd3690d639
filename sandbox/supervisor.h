// The server's end of the sandbox: starts, restarts and reaps the zygote.
//
// Errors:  Start: NotFound without the executable; Internal if the sandbox
//          cannot be set up, with the stage and the system's error
// Threads: thread-safe; has one thread of its own that reads what the zygote
//          reports
#ifndef GAVEL_SANDBOX_SUPERVISOR_H_
#define GAVEL_SANDBOX_SUPERVISOR_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "sandbox/sandbox.h"

namespace gavel::sandbox {

struct SupervisorOptions {
  // Path of gavel-sandbox.
  std::string executable;
};

// gavel-sandbox beside the running executable.
std::string DefaultSandboxExecutable();

class Supervisor final : public Sandbox {
 public:
  // Returns when the zygote is warm and has said which walls stand.
  static absl::StatusOr<std::unique_ptr<Supervisor>> Start(
      const SupervisorOptions& options);
  // Kills the zygote and with it every program and run.
  ~Supervisor() override;

  absl::StatusOr<Loaded> Load(const Source& source,
                              const Limits& limits) override;

  // The zygote's process as the server sees it; changes with every restart.
  pid_t zygote_pid() const;
  // How often the zygote was replaced.
  int restarts() const;
  // One line per wall: "seccomp: on", "user namespace: off (EPERM)".
  std::vector<std::string> walls() const;

  class Impl;

 private:
  explicit Supervisor(std::shared_ptr<Impl> impl);

  std::shared_ptr<Impl> impl_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_SUPERVISOR_H_
