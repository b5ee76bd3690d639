#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "core/limits.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "judge/engine/memory_file.h"
#include "judge/engine/runner.h"
#include "judge/local/exit_status.h"
#include "judge/local/json.h"
#include "judge/local/local_commands.h"
#include "judge/local/source_file.h"
#include "sandbox/supervisor.h"

namespace gavel::judge {
namespace {

struct Options {
  std::string time_limit;
  int64_t memory_mib = MiBOf(Limits().memory);
  int64_t output_mib = MiBOf(Limits().output);
  bool jitless = false;
  bool type_check = false;
  bool json = false;
  std::string file;

  static constexpr int64_t MiBOf(Bytes bytes) {
    return bytes.count() / MiB(1).count();
  }
};

struct Outcome {
  Execution execution;
  // Only when they were captured.
  std::string standard_output;
  std::string standard_error;
};

int Fail(const absl::Status& status, int exit_status) {
  absl::FPrintF(stderr, "gavel run: %s\n", status.message());
  return exit_status;
}

// The exit status if there is nothing left to do.
std::optional<int> ParseOptions(const std::vector<std::string>& args,
                                Options& options) {
  cli::Flags flags(
      "gavel run [flags] FILE",
      "Runs a program in the sandbox, on our stdin, without a server.\n"
      "Exit status: the program's own exit code when it ended by itself; 1\n"
      "uncaught exception or other run-time error, 65 does not compile, 124\n"
      "time limit, 137 memory limit, 153 output limit, 70 a fault of the\n"
      "judge, 64 wrong command line, 66 file not readable. With --json: 0 if\n"
      "the verdict is AC, else 1.");
  flags
      .Text("time-limit", "SECONDS", "CPU time, such as 0.5; default 2",
            &options.time_limit)
      .Number("memory-limit", "MIB", "default 2048", 8, 8192,
              &options.memory_mib)
      .Number("output-limit", "MIB", "stdout and stderr together; default 8", 1,
              1024, &options.output_mib)
      .Switch("type-check",
              "say on stderr what is wrong with the types of TypeScript",
              &options.type_check)
      .Switch("jitless", "as for `gavel serve`", &options.jitless)
      .Switch("json", "print how it ended and what it wrote as one object",
              &options.json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return exit;
  options.file = arguments[0];
  return std::nullopt;
}

absl::StatusOr<Limits> MakeLimits(const Options& options) {
  Limits limits;
  if (!options.time_limit.empty()) {
    double seconds = 0;
    if (!absl::SimpleAtod(options.time_limit, &seconds) ||
        !std::isfinite(seconds)) {
      return absl::InvalidArgumentError(
          absl::StrCat("--time-limit takes seconds, such as 0.5, not \"",
                       options.time_limit, "\""));
    }
    limits.cpu_time = absl::Seconds(seconds);
    if (const absl::Status status = ValidateLimits(limits); !status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--time-limit: ", status.message()));
    }
  }
  limits.memory = MiB(options.memory_mib);
  limits.output = MiB(options.output_mib);
  GAVEL_RETURN_IF_ERROR(ValidateLimits(limits));
  return limits;
}

// One of our own streams for the program; a closed one is an empty one.
absl::StatusOr<OwnedFd> PassOn(int fd) {
  OwnedFd copy(fcntl(fd, F_DUPFD_CLOEXEC, 0));
  if (!copy.ok()) copy.Reset(open("/dev/null", O_RDWR | O_CLOEXEC));
  if (!copy.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("passing on stream ", fd));
  }
  return copy;
}

// Where the program's output goes: through us, or into memory.
class Streams {
 public:
  explicit Streams(bool capture) : capture_(capture) {}

  // Our stdin can be read only once, so there is no second attempt.
  absl::StatusOr<sandbox::RunInput> MakeInput() {
    if (std::exchange(used_, true)) {
      return absl::UnavailableError(
          "the sandbox died, and the input cannot be read again");
    }
    sandbox::RunInput input;
    GAVEL_ASSIGN_OR_RETURN(input.standard_input, PassOn(STDIN_FILENO));
    if (!capture_) {
      GAVEL_ASSIGN_OR_RETURN(input.standard_output, PassOn(STDOUT_FILENO));
      GAVEL_ASSIGN_OR_RETURN(input.standard_error, PassOn(STDERR_FILENO));
      return input;
    }
    GAVEL_ASSIGN_OR_RETURN(input.standard_output, MakeMemoryFile());
    GAVEL_ASSIGN_OR_RETURN(input.standard_error, MakeMemoryFile());
    GAVEL_ASSIGN_OR_RETURN(output_, Duplicate(input.standard_output));
    GAVEL_ASSIGN_OR_RETURN(error_, Duplicate(input.standard_error));
    return input;
  }

  absl::Status ReadCaptured(Bytes most, Outcome& outcome) const {
    if (!capture_) return absl::OkStatus();
    GAVEL_ASSIGN_OR_RETURN(outcome.standard_output, ReadStart(output_, most));
    const Bytes left(most.count() -
                     static_cast<int64_t>(outcome.standard_output.size()));
    GAVEL_ASSIGN_OR_RETURN(outcome.standard_error, ReadStart(error_, left));
    return absl::OkStatus();
  }

 private:
  const bool capture_;
  bool used_ = false;
  OwnedFd output_;
  OwnedFd error_;
};

// As compilers do, one to a line.
void Warn(const std::string& file_name, const TypeWarning& warning) {
  const std::string where =
      warning.line == 0
          ? file_name
          : absl::StrCat(file_name, ":", warning.line, ":", warning.column);
  const std::string code =
      warning.code == 0 ? "" : absl::StrCat(" TS", warning.code);
  absl::FPrintF(stderr, "%s: warning%s: %s\n", where, code,
                cli::Escape(warning.text));
}

absl::StatusOr<Outcome> Run(sandbox::Source source, const Limits& limits,
                            bool jitless, bool capture) {
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<sandbox::Supervisor> sandbox,
                         sandbox::Supervisor::Start(
                             {.executable = sandbox::DefaultSandboxExecutable(),
                              .jitless = jitless}));
  const std::string name = source.file_name;
  Runner runner(*sandbox, std::move(source), limits, name);
  Outcome outcome;
  GAVEL_ASSIGN_OR_RETURN(outcome.execution, runner.Load());
  for (const TypeWarning& warning : runner.warnings()) Warn(name, warning);
  if (outcome.execution.verdict != Verdict::kAccepted) return outcome;
  Streams streams(capture);
  GAVEL_ASSIGN_OR_RETURN(outcome.execution,
                         runner.Run([&] { return streams.MakeInput(); }));
  GAVEL_RETURN_IF_ERROR(streams.ReadCaptured(limits.output, outcome));
  return outcome;
}

int ExitStatus(const Execution& execution) {
  switch (execution.verdict) {
    case Verdict::kAccepted:
      return 0;
    case Verdict::kTimeLimitExceeded:
      return kExitTimeLimit;
    case Verdict::kMemoryLimitExceeded:
      return kExitMemoryLimit;
    case Verdict::kOutputLimitExceeded:
      return kExitOutputLimit;
    case Verdict::kCompileError:
      return kExitCompileError;
    case Verdict::kJudgeError:
      return kExitJudgeError;
    case Verdict::kWrongAnswer:
    case Verdict::kRunTimeError:
      break;
  }
  const int code = execution.exit_code & 0xff;
  const bool own = execution.reason == Reason::kExitCode && code != 0;
  return own ? code : kExitNotAccepted;
}

// The kernel's limit on file sizes, a net behind the output limit, counts what
// a file already holds. So a program does not write to a regular file itself.
bool IsRegularFile(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

absl::Status WriteFully(int fd, const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t count = write(fd, text.data() + done, text.size() - done);
    if (count < 0 && errno != EINTR) {
      return absl::ErrnoToStatus(errno, absl::StrCat("writing to stream ", fd));
    }
    if (count > 0) done += static_cast<size_t>(count);
  }
  return absl::OkStatus();
}

absl::Status PassCaptured(const Outcome& outcome) {
  GAVEL_RETURN_IF_ERROR(WriteFully(STDOUT_FILENO, outcome.standard_output));
  return WriteFully(STDERR_FILENO, outcome.standard_error);
}

// A program that chose its exit code needs no explanation.
void Explain(const Execution& execution) {
  if (execution.verdict == Verdict::kAccepted ||
      execution.reason == Reason::kExitCode) {
    return;
  }
  absl::FPrintF(stderr, "gavel: %s (%s): %s\n", VerdictCode(execution.verdict),
                ReasonName(execution.reason), cli::Escape(execution.message));
}

// A fault of ours, told like everything else that ends a program.
Outcome Fault(const absl::Status& status) {
  Outcome outcome;
  outcome.execution.verdict = Verdict::kJudgeError;
  outcome.execution.reason = Reason::kInternal;
  outcome.execution.message = status.ToString();
  return outcome;
}

}  // namespace

int RunCommand(const std::vector<std::string>& args) {
  Options options;
  if (auto exit = ParseOptions(args, options)) return *exit;
  const absl::StatusOr<Limits> limits = MakeLimits(options);
  if (!limits.ok()) return Fail(limits.status(), cli::kExitUsage);
  absl::StatusOr<sandbox::Source> source = ReadSourceFile(options.file);
  if (absl::IsInvalidArgument(source.status())) {
    return Fail(source.status(), cli::kExitUsage);
  }
  if (!source.ok()) return Fail(source.status(), kExitNoInput);
  source->type_check = options.type_check;

  const bool capture = options.json || IsRegularFile(STDOUT_FILENO) ||
                       IsRegularFile(STDERR_FILENO);
  const absl::StatusOr<Outcome> run =
      Run(*std::move(source), *limits, options.jitless, capture);
  const Outcome outcome = run.ok() ? *run : Fault(run.status());
  if (!options.json) {
    if (const absl::Status passed = PassCaptured(outcome); !passed.ok()) {
      return Fail(passed, kExitJudgeError);
    }
    Explain(outcome.execution);
    return ExitStatus(outcome.execution);
  }
  absl::PrintF("%s", ExecutionToJson(outcome.execution, outcome.standard_output,
                                     outcome.standard_error));
  return outcome.execution.verdict == Verdict::kAccepted ? 0 : kExitNotAccepted;
}

}  // namespace gavel::judge
