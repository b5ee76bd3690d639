// The server's end of the sandbox: starts, restarts and reaps the zygote.
//
// Errors:  Start: NotFound without the executable; FailedPrecondition without a
//          required wall; InvalidArgument if there is none of that name;
//          Internal if the sandbox cannot be set up, with the stage and the
//          system's error
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
#include "sandbox/walls.h"

namespace gavel::sandbox {

struct SupervisorOptions {
  // Path of gavel-sandbox.
  std::string executable;
  // Names of walls without which it does not start, or "all".
  std::vector<std::string> required_walls = {};
  // That programs and runs may be, all together: a program that was taken over
  // must not fill the machine with them.
  int processes = 512;
  // V8 only interprets, and seccomp forbids making machine code: slower, and
  // without WebAssembly, but without the compiler as a target.
  bool jitless = false;
  // The TypeScript compiler is loaded in the background, now and whenever the
  // zygote is replaced. Otherwise the first submission that needs it loads it.
  bool typescript_ready = false;
};

// gavel-sandbox beside the running executable, as in a build, or in
// ../libexec/gavel, as where it is installed.
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
  absl::StatusOr<Interaction> Interact(Program& submission,
                                       RunInput submission_input,
                                       Program& interactor,
                                       RunInput interactor_input) override;

  // The zygote's process as the server sees it; changes with every restart.
  pid_t zygote_pid() const;
  // How often the zygote was replaced.
  int restarts() const;
  std::vector<Wall> walls() const;
  // Which engine runs programs, as it calls itself.
  std::string engine() const;

 private:
  class Impl;
  explicit Supervisor(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_SUPERVISOR_H_
