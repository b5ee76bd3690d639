#include "bench/run_samples.h"

#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/one_run.h"
#include "bench/other_process.h"
#include "bench/process_facts.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

constexpr int kRunsPerRound = 100;
constexpr int kFloorsPerRound = 50;
constexpr int kNodesPerRound = 5;
constexpr char kOutput[] = "42\n";

// Of a validator: the test case, small, and where it may write.
absl::StatusOr<sandbox::RunInput> ValidatorFiles() {
  GAVEL_ASSIGN_OR_RETURN(OwnedFd text, MemoryFile(kRunInput));
  const auto shared = std::make_shared<const OwnedFd>(std::move(text));
  sandbox::RunInput input;
  input.arguments = {"input.in", "answer.ans", "feedback/"};
  input.files = {{"input.in", shared}, {"answer.ans", shared}};
  input.writable = {"feedback"};
  GAVEL_ASSIGN_OR_RETURN(input.written, MemoryFile(""));
  return input;
}

// Whether the sandbox is told that another run comes, and forks it ahead.
enum class Follow { kNone, kAnother };

// From the call to its return. Returns the CPU time of the run's process.
absl::StatusOr<absl::Duration> TimeRun(sandbox::Program& program,
                                       sandbox::RunInput input,
                                       const std::string& expected,
                                       Follow follow, Times& times) {
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd output, MemoryFile(""));
  GAVEL_ASSIGN_OR_RETURN(input.standard_input, MemoryFile(kRunInput));
  input.standard_output = OwnedFd(dup(output.get()));
  input.another_follows = follow == Follow::kAnother;
  const absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const Execution execution,
                         program.Run(std::move(input)));
  times.push_back(absl::Now() - start);
  if (Contents(output) == expected) return execution.cpu_time;
  return absl::InternalError(
      absl::StrCat("a run went wrong: ", execution.message));
}

}  // namespace

absl::StatusOr<std::unique_ptr<RunSampler>> RunSampler::Load(
    sandbox::Supervisor& supervisor, const std::string& node,
    const std::string& program) {
  auto sampler = absl::WrapUnique(new RunSampler(node, program));
  GAVEL_RETURN_IF_ERROR(sampler->Prepare(supervisor));
  return sampler;
}

absl::Status RunSampler::Prepare(sandbox::Supervisor& supervisor) {
  std::ifstream file(path_);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  GAVEL_ASSIGN_OR_RETURN(sum_, LoadProgram(supervisor, text, Limits()));
  GAVEL_ASSIGN_OR_RETURN(empty_, LoadProgram(supervisor, "", Limits()));
  // Of what is forked ahead nothing is left after these.
  Times ignored;
  GAVEL_RETURN_IF_ERROR(
      TimeRun(*sum_, sandbox::RunInput(), kOutput, Follow::kNone, ignored)
          .status());
  GAVEL_RETURN_IF_ERROR(
      TimeRun(*empty_, sandbox::RunInput(), "", Follow::kNone, ignored)
          .status());
  processes_ = ChildrenOf(supervisor.zygote_pid());
  processes_.push_back(supervisor.zygote_pid());
  processes_.push_back(getpid());
  GAVEL_ASSIGN_OR_RETURN(const Memory memory, MemoryOf(processes_.front()));
  resident_ = memory.resident;
  return absl::OkStatus();
}

absl::Status RunSampler::Round() {
  GAVEL_RETURN_IF_ERROR(TimeRuns());
  GAVEL_RETURN_IF_ERROR(TimeNodes());
  return TimeFloors();
}

absl::Status RunSampler::RunOnce() {
  Times ignored;
  return TimeRun(*sum_, sandbox::RunInput(), kOutput, Follow::kAnother, ignored)
      .status();
}

absl::Status RunSampler::RunNodeOnce() {
  return RunOther({node_, path_}, kRunInput).status();
}

absl::StatusOr<absl::Duration> RunSampler::CpuOfAll() const {
  absl::Duration all = absl::ZeroDuration();
  for (const pid_t pid : processes_) {
    GAVEL_ASSIGN_OR_RETURN(const absl::Duration time, CpuTimeOf(pid));
    all += time;
  }
  return all;
}

absl::Status RunSampler::TimeRuns() {
  GAVEL_ASSIGN_OR_RETURN(const absl::Duration before, CpuOfAll());
  absl::Duration of_runs = absl::ZeroDuration();
  for (int i = 0; i < kRunsPerRound; ++i) {
    GAVEL_ASSIGN_OR_RETURN(const absl::Duration cpu,
                           TimeRun(*sum_, sandbox::RunInput(), kOutput,
                                   Follow::kAnother, samples_.sum));
    of_runs += cpu;
  }
  GAVEL_ASSIGN_OR_RETURN(const absl::Duration after, CpuOfAll());
  samples_.cpu.push_back((after - before + of_runs) / kRunsPerRound);
  for (int i = 0; i < kRunsPerRound; ++i) {
    GAVEL_RETURN_IF_ERROR(TimeRun(*sum_, sandbox::RunInput(), kOutput,
                                  Follow::kNone, samples_.alone)
                              .status());
  }
  for (int i = 0; i < kRunsPerRound; ++i) {
    GAVEL_RETURN_IF_ERROR(TimeRun(*empty_, sandbox::RunInput(), "",
                                  Follow::kAnother, samples_.empty)
                              .status());
    GAVEL_ASSIGN_OR_RETURN(sandbox::RunInput files, ValidatorFiles());
    GAVEL_RETURN_IF_ERROR(TimeRun(*sum_, std::move(files), kOutput,
                                  Follow::kAnother, samples_.with_files)
                              .status());
  }
  return absl::OkStatus();
}

absl::Status RunSampler::TimeNodes() {
  for (int i = 0; i < kNodesPerRound; ++i) {
    GAVEL_ASSIGN_OR_RETURN(const OtherRun run,
                           RunOther({node_, path_}, kRunInput));
    if (run.output != kOutput) return absl::InternalError("node went wrong");
    samples_.node.push_back(run.wall_time);
    samples_.node_cpu.push_back(run.cpu_time);
  }
  return absl::OkStatus();
}

absl::Status RunSampler::TimeFloor(Pages pages, bool jailed, Times& times) {
  GAVEL_ASSIGN_OR_RETURN(const auto floor, ForkFloor::Make(resident_, pages));
  for (int i = 0; i < kFloorsPerRound; ++i) {
    GAVEL_ASSIGN_OR_RETURN(const absl::Duration time, floor->Time(jailed));
    times.push_back(time);
  }
  return absl::OkStatus();
}

absl::Status RunSampler::TimeFloors() {
  GAVEL_RETURN_IF_ERROR(TimeFloor(Pages::kSmall, false, samples_.floor_small));
  GAVEL_RETURN_IF_ERROR(TimeFloor(Pages::kLarge, false, samples_.floor_large));
  return TimeFloor(Pages::kLarge, true, samples_.floor_jailed);
}

}  // namespace gavel::bench
