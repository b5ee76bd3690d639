#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/terminal.h"
#include "core/clock.h"
#include "gavel/v1/judgement.pb.h"
#include "judge/engine/judging.h"
#include "judge/engine/measuring.h"
#include "judge/local/exit_status.h"
#include "judge/local/json.h"
#include "judge/local/local_commands.h"
#include "judge/local/source_file.h"
#include "judge/package/package.h"
#include "judge/service/convert.h"
#include "sandbox/supervisor.h"

namespace gavel::judge {
namespace {

int Fail(const absl::Status& status, int exit_status) {
  absl::FPrintF(stderr, "gavel judge: %s\n", status.message());
  return exit_status;
}

// As `gavel submit` shows it.
void PrintRun(const TestRun& run) {
  v1::TestRun message;
  ToProto(run, Details::kForJudges, &message);
  cli::Print(cli::FormatRun(message, cli::StdoutStyle()));
}

void PrintVerdict(const Judgement& judgement) {
  v1::Judgement message;
  ToProto(judgement, Details::kForJudges, &message);
  cli::Print(cli::FormatVerdict(message, cli::StdoutStyle()));
}

int ExitStatus(Verdict verdict) {
  if (verdict == Verdict::kAccepted) return 0;
  return verdict == Verdict::kJudgeError ? kExitJudgeError : kExitNotAccepted;
}

struct Output {
  bool json = false;
  bool transcript = false;
};

int Judge(const Submission& submission, const Problem& problem,
          const JudgingOptions& options, Output output) {
  const absl::StatusOr<std::unique_ptr<sandbox::Supervisor>> sandbox =
      sandbox::Supervisor::Start(
          {.executable = sandbox::DefaultSandboxExecutable()});
  if (!sandbox.ok()) return Fail(sandbox.status(), kExitJudgeError);

  JudgingProgress progress;
  progress.on_run = [output](TestRun run) {
    if (!output.transcript) run.transcript.clear();
    if (!output.json) PrintRun(run);
  };
  Judgement judgement = JudgeSubmission(submission, problem, **sandbox,
                                        SystemClock(), options, progress);
  if (!output.transcript) {
    for (TestRun& run : judgement.runs) run.transcript.clear();
  }
  if (output.json) {
    cli::Print(JudgementToJson(judgement));
  } else {
    PrintVerdict(judgement);
  }
  return ExitStatus(judgement.verdict);
}

}  // namespace

int JudgeCommand(const std::vector<std::string>& args) {
  Output output;
  int64_t measure_again = kDefaultMeasureAgain;
  cli::Flags flags(
      "gavel judge [flags] PROBLEM_DIR FILE",
      "Judges a program on a problem package, without a server.\n"
      "Exit status: 0 accepted, 1 any other verdict, 64 wrong command line,\n"
      "66 package or file not readable, 70 a fault of the judge.");
  flags.Switch("json", "print the judgement as one JSON object", &output.json)
      .Switch("transcript", "with what was said in interactive runs",
              &output.transcript)
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
    absl::FPrintF(stderr, "%s",
                  cli::EscapeLines(warning, "gavel judge: warning: "));
  }
  const absl::Status judgeable = package::CheckJudgeable(*loaded);
  if (!judgeable.ok()) return Fail(judgeable, kExitNoInput);

  Submission submission;
  submission.problem_id = loaded->problem.id;
  submission.language = source->language;
  submission.file_name = source->file_name;
  submission.source = std::move(source->text);
  return Judge(submission, loaded->problem,
               {.measure_again = static_cast<int>(measure_again)}, output);
}

}  // namespace gavel::judge
