#include "tests/fakes/fake_sandbox.h"

#include <unistd.h>

#include <iterator>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "core/check.h"
#include "core/status_macros.h"

namespace gavel::fakes {
namespace {

// From the offset on, like a program its input.
std::string ReadAll(const OwnedFd& fd) {
  if (!fd.ok()) return "";
  std::string text;
  char buffer[4096];
  ssize_t got = 0;
  while ((got = read(fd.get(), buffer, sizeof(buffer))) > 0) {
    text.append(buffer, static_cast<size_t>(got));
  }
  return text;
}

void WriteAll(const OwnedFd& fd, absl::string_view text) {
  if (!fd.ok()) return;
  while (!text.empty()) {
    const ssize_t written = write(fd.get(), text.data(), text.size());
    GAVEL_CHECK(written > 0);
    text.remove_prefix(static_cast<size_t>(written));
  }
}

Reason UsualReason(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAccepted:
      return Reason::kNone;
    case Verdict::kWrongAnswer:
      return Reason::kWrongOutput;
    case Verdict::kTimeLimitExceeded:
      return Reason::kCpuTime;
    case Verdict::kMemoryLimitExceeded:
      return Reason::kHeap;
    case Verdict::kOutputLimitExceeded:
      return Reason::kOutput;
    case Verdict::kRunTimeError:
      return Reason::kException;
    case Verdict::kCompileError:
      return Reason::kSyntax;
    case Verdict::kJudgeError:
      return Reason::kInternal;
  }
  return Reason::kInternal;
}

// From the start, like a file by its name.
std::string ReadFile(const OwnedFd& fd) {
  std::string text;
  char buffer[4096];
  ssize_t got = 0;
  while ((got = pread(fd.get(), buffer, sizeof(buffer),
                      static_cast<off_t>(text.size()))) > 0) {
    text.append(buffer, static_cast<size_t>(got));
  }
  return text;
}

FakeRun MakeRun(const sandbox::Source& source, const sandbox::RunInput& input) {
  FakeRun run{.input = ReadAll(input.standard_input),
              .arguments = input.arguments,
              .files = {}};
  for (const auto* const files : {&source.files, &input.files}) {
    for (const sandbox::File& file : *files) {
      run.files[file.name] = ReadFile(*file.content);
    }
  }
  return run;
}

Execution PerformScript(absl::string_view script, FakeRun& run) {
  if (script == "echo") {
    run.output = run.input;
    return EndWith(Verdict::kAccepted);
  }
  if (absl::ConsumePrefix(&script, "print ")) {
    run.output = absl::StrCat(script, "\n");
    return EndWith(Verdict::kAccepted);
  }
  if (absl::ConsumePrefix(&script, "both ")) {
    std::pair<std::string, std::string> texts = absl::StrSplit(script, ' ');
    run.output = std::move(texts.first);
    run.error = std::move(texts.second);
    return EndWith(Verdict::kAccepted);
  }
  if (absl::ConsumePrefix(&script, "verdict ")) {
    return EndWith(ParseVerdictCode(script).value_or(Verdict::kRunTimeError));
  }
  int code = 0;
  if (absl::ConsumePrefix(&script, "exit ") &&
      absl::SimpleAtoi(script, &code)) {
    return ExitWith(code);
  }
  return EndWith(Verdict::kRunTimeError);
}

}  // namespace

Execution EndWith(Verdict verdict) {
  Execution execution;
  execution.verdict = verdict;
  execution.reason = UsualReason(verdict);
  if (verdict != Verdict::kAccepted) {
    execution.message = absl::StrCat("scripted ", VerdictCode(verdict));
  }
  execution.cpu_time = absl::Milliseconds(5);
  execution.wall_time = absl::Milliseconds(6);
  execution.memory = MiB(1);
  return execution;
}

Execution ExitWith(int code) {
  if (code == 0) return EndWith(Verdict::kAccepted);
  Execution execution = EndWith(Verdict::kRunTimeError);
  execution.reason = Reason::kExitCode;
  execution.exit_code = code;
  execution.message = absl::StrCat("exit code ", code);
  return execution;
}

class FakeSandbox::FakeProgram final : public sandbox::Program {
 public:
  FakeProgram(FakeSandbox& sandbox, sandbox::Source source)
      : sandbox_(sandbox), source_(std::move(source)) {}

  absl::StatusOr<Execution> Run(sandbox::RunInput input) override {
    return sandbox_.Run(source_, std::move(input));
  }

 private:
  FakeSandbox& sandbox_;
  const sandbox::Source source_;
};

absl::StatusOr<sandbox::Loaded> FakeSandbox::Load(const sandbox::Source& source,
                                                  const Limits&) {
  absl::MutexLock lock(&mu_);
  ++loads_;
  if (failing_loads_ > 0) {
    --failing_loads_;
    return load_failure_;
  }
  sandbox::Loaded loaded;
  if (source.text == "syntax") {
    loaded.compilation = EndWith(Verdict::kCompileError);
    return loaded;
  }
  loaded.compilation = EndWith(Verdict::kAccepted);
  loaded.program = std::make_unique<FakeProgram>(*this, source);
  return loaded;
}

void FakeSandbox::Define(const std::string& name, FakeFunction function) {
  absl::MutexLock lock(&mu_);
  functions_[name] = std::move(function);
}

void FakeSandbox::MeetAs(Meeting meeting) {
  absl::MutexLock lock(&mu_);
  meeting_ = std::move(meeting);
}

void FakeSandbox::FailLoads(int count, absl::Status status) {
  absl::MutexLock lock(&mu_);
  failing_loads_ = count;
  load_failure_ = std::move(status);
}

void FakeSandbox::FailRuns(int count, absl::Status status) {
  absl::MutexLock lock(&mu_);
  failing_runs_ = count;
  run_failure_ = std::move(status);
}

void FakeSandbox::EndRuns(std::vector<Execution> executions) {
  absl::MutexLock lock(&mu_);
  ends_.assign(std::make_move_iterator(executions.begin()),
               std::make_move_iterator(executions.end()));
}

std::optional<Execution> FakeSandbox::NextEnd() {
  absl::MutexLock lock(&mu_);
  if (ends_.empty()) return std::nullopt;
  Execution execution = std::move(ends_.front());
  ends_.pop_front();
  return execution;
}

void FakeSandbox::BeforeRun(std::function<void(int)> hook) {
  absl::MutexLock lock(&mu_);
  before_run_ = std::move(hook);
}

void FakeSandbox::Hold() {
  absl::MutexLock lock(&mu_);
  released_ = false;
}

void FakeSandbox::Release() {
  absl::MutexLock lock(&mu_);
  released_ = true;
}

void FakeSandbox::AwaitHeld(int count) {
  absl::MutexLock lock(&mu_);
  const auto enough = [this, count]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return held_ >= count;
  };
  mu_.Await(absl::Condition(&enough));
}

int FakeSandbox::loads() const {
  absl::MutexLock lock(&mu_);
  return loads_;
}

std::vector<RunRecord> FakeSandbox::runs() const {
  absl::MutexLock lock(&mu_);
  return runs_;
}

absl::StatusOr<Execution> FakeSandbox::Run(const sandbox::Source& source,
                                           sandbox::RunInput input) {
  FakeRun run = MakeRun(source, input);
  GAVEL_RETURN_IF_ERROR(
      BeginRun({source.text, run.input, input.seed, input.arguments,
                input.writable, input.another_follows}));
  Execution execution = Perform(source.text, run);
  WriteAll(input.standard_output, run.output);
  WriteAll(input.standard_error, run.error);
  WriteAll(input.written, sandbox::EncodeWrittenFiles(run.written));
  return NextEnd().value_or(std::move(execution));
}

Execution FakeSandbox::Perform(const std::string& script, FakeRun& run) {
  FakeFunction function;
  {
    absl::MutexLock lock(&mu_);
    const auto found = functions_.find(script);
    if (found != functions_.end()) function = found->second;
  }
  return function ? function(run) : PerformScript(script, run);
}

absl::Status FakeSandbox::BeginRun(RunRecord record) {
  std::function<void(int)> hook;
  int index = 0;
  {
    absl::MutexLock lock(&mu_);
    index = static_cast<int>(runs_.size());
    runs_.push_back(std::move(record));
    hook = before_run_;
  }
  if (hook) hook(index);
  absl::MutexLock lock(&mu_);
  ++held_;
  mu_.Await(absl::Condition(&released_));
  --held_;
  if (failing_runs_ == 0) return absl::OkStatus();
  --failing_runs_;
  return run_failure_;
}

absl::StatusOr<sandbox::Interaction> FakeSandbox::Interact(
    sandbox::Program& submission, sandbox::RunInput submission_input,
    sandbox::Program& interactor, sandbox::RunInput interactor_input) {
  sandbox::Interaction interaction;
  GAVEL_ASSIGN_OR_RETURN(interaction.submission,
                         submission.Run(std::move(submission_input)));
  GAVEL_ASSIGN_OR_RETURN(interaction.interactor,
                         interactor.Run(std::move(interactor_input)));
  absl::MutexLock lock(&mu_);
  interaction.interactor_ended_first = meeting_.interactor_ended_first;
  interaction.deadlock = meeting_.deadlock;
  interaction.transcript = meeting_.transcript;
  return interaction;
}

}  // namespace gavel::fakes
