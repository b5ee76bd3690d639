#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "core/clock.h"
#include "judge/engine/judging.h"
#include "judge/engine/measuring.h"
#include "judge/local/exit_status.h"
#include "judge/local/json.h"
#include "judge/local/local_commands.h"
#include "judge/local/source_file.h"
#include "judge/package/package.h"
#include "sandbox/supervisor.h"

namespace gavel::judge {
namespace {

int Fail(const absl::Status& status, int exit_status) {
  absl::FPrintF(stderr, "gavel judge: %s\n", status.message());
  return exit_status;
}

// "12.5 ms  1.5 MiB"
std::string Usage(absl::Duration cpu_time, Bytes memory) {
  return absl::StrFormat("%9s  %9s",
                         cli::FormatMicros(absl::ToInt64Microseconds(cpu_time)),
                         cli::FormatSize(memory.count()));
}

void PrintRun(const TestRun& run, size_t name_width) {
  absl::PrintF("%-*s  %-3s %s\n", static_cast<int>(name_width),
               cli::Escape(run.test), VerdictCode(run.execution.verdict),
               Usage(run.execution.cpu_time, run.execution.memory));
  std::vector<int64_t> cpu_times;
  for (const Measurement& measurement : run.measurements) {
    cpu_times.push_back(absl::ToInt64Microseconds(measurement.cpu_time));
  }
  absl::PrintF("%s", cli::FormatMeasured(cpu_times));
  std::fflush(stdout);
}

void PrintVerdict(const Judgement& judgement, size_t name_width) {
  std::string title(VerdictTitle(judgement.verdict));
  if (judgement.reason != Reason::kNone) {
    absl::StrAppend(&title, " (", ReasonName(judgement.reason), ")");
  }
  absl::PrintF("%-*s  %-3s %s  %s, %d of %d tests run\n",
               static_cast<int>(name_width), "verdict",
               VerdictCode(judgement.verdict),
               Usage(judgement.max_cpu_time, judgement.max_memory), title,
               judgement.runs.size(), judgement.test_count);
  if (!judgement.message.empty()) {
    absl::PrintF("%s", cli::EscapeLines(judgement.message, "  "));
  }
}

int ExitStatus(Verdict verdict) {
  if (verdict == Verdict::kAccepted) return 0;
  return verdict == Verdict::kJudgeError ? kExitJudgeError : kExitNotAccepted;
}

int Judge(const Submission& submission, const Problem& problem,
          const JudgingOptions& options, bool json) {
  const absl::StatusOr<std::unique_ptr<sandbox::Supervisor>> sandbox =
      sandbox::Supervisor::Start(
          {.executable = sandbox::DefaultSandboxExecutable()});
  if (!sandbox.ok()) return Fail(sandbox.status(), kExitJudgeError);

  size_t name_width = std::string("verdict").size();
  for (const TestCase& test : problem.tests) {
    name_width = std::max(name_width, test.name.size());
  }
  JudgingProgress progress;
  if (!json) {
    progress.on_run = [name_width](const TestRun& run) {
      PrintRun(run, name_width);
    };
  }
  const Judgement judgement = JudgeSubmission(submission, problem, **sandbox,
                                              SystemClock(), options, progress);
  if (json) {
    absl::PrintF("%s", JudgementToJson(judgement));
  } else {
    PrintVerdict(judgement, name_width);
  }
  return ExitStatus(judgement.verdict);
}

}  // namespace

int JudgeCommand(const std::vector<std::string>& args) {
  bool json = false;
  int64_t measure_again = kDefaultMeasureAgain;
  cli::Flags flags(
      "gavel judge [flags] PROBLEM_DIR FILE",
      "Judges a program on a problem package, without a server.\n"
      "Exit status: 0 accepted, 1 any other verdict, 64 wrong command line,\n"
      "66 package or file not readable, 70 a fault of the judge.");
  flags.Switch("json", "print the judgement as one JSON object", &json)
      .Number("measure-again", "N",
              "more measurements of a run over a time limit; default 1", 0,
              kMostMeasuredAgain, &measure_again);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {2, 2}, &arguments)) return *exit;

  absl::StatusOr<sandbox::Source> source = ReadSourceFile(arguments[1]);
  if (absl::IsInvalidArgument(source.status())) {
    return Fail(source.status(), cli::kExitUsage);
  }
  if (!source.ok()) return Fail(source.status(), kExitNoInput);
  const absl::StatusOr<package::Package> loaded =
      package::LoadDirectory(arguments[0]);
  if (!loaded.ok()) return Fail(loaded.status(), kExitNoInput);
  for (const std::string& warning : loaded->warnings) {
    absl::FPrintF(stderr, "gavel judge: warning: %s\n", warning);
  }
  const absl::Status judgeable = package::CheckJudgeable(*loaded);
  if (!judgeable.ok()) return Fail(judgeable, kExitNoInput);

  Submission submission;
  submission.problem_id = loaded->problem.id;
  submission.language = source->language;
  submission.file_name = source->file_name;
  submission.source = std::move(source->text);
  return Judge(submission, loaded->problem,
               {.measure_again = static_cast<int>(measure_again)}, json);
}

}  // namespace gavel::judge
