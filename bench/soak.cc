#include "bench/soak.h"

#include <dirent.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/one_run.h"
#include "bench/soak_programs.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

// An honest program and a hostile one, loaded, run and dropped.
constexpr int64_t kHonestRuns = 8;
constexpr int64_t kHostileRuns = 2;
constexpr int64_t kRunsPerEpisode = kHonestRuns + kHostileRuns;
constexpr size_t kMostSurprises = 20;
// What was dropped is dead well before that.
constexpr absl::Duration kPatience = absl::Seconds(10);

Bytes ResidentMemory(pid_t pid) {
  std::ifstream statm(absl::StrCat("/proc/", pid, "/statm"));
  int64_t size = 0;
  int64_t resident = 0;
  statm >> size >> resident;
  return Bytes(resident * sysconf(_SC_PAGESIZE));
}

int OpenDescriptors(pid_t pid) {
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(
      opendir(absl::StrCat("/proc/", pid, "/fd").c_str()), closedir);
  if (directory == nullptr) return -1;
  int count = 0;
  while (const dirent* entry = readdir(directory.get())) {
    if (entry->d_name[0] != '.') ++count;
  }
  return count;
}

int CountChildren(pid_t pid) {
  std::ifstream children(
      absl::StrCat("/proc/", pid, "/task/", pid, "/children"));
  int count = 0;
  for (pid_t child = 0; children >> child;) ++count;
  return count;
}

// Dropping a program is not waited for; counting what is left has to be.
int ChildrenThatStay(pid_t pid) {
  const absl::Time deadline = absl::Now() + kPatience;
  int count = CountChildren(pid);
  while (count > 0 && absl::Now() < deadline) {
    absl::SleepFor(absl::Milliseconds(1));
    count = CountChildren(pid);
  }
  return count;
}

class Soaker {
 public:
  Soaker(sandbox::Supervisor& supervisor, const SoakOptions& options)
      : supervisor_(supervisor), options_(options) {}

  SoakResult Go();

 private:
  void RunBatch();
  void PlayHonest(int64_t episode);
  void PlayHostile(int64_t episode);
  void AddRun(bool hostile);
  void AddSurprise(const std::string& text);
  void TakeSample(double runs_per_second);

  sandbox::Supervisor& supervisor_;
  const SoakOptions& options_;
  std::atomic<int64_t> next_episode_{0};
  std::mutex mu_;
  SoakResult result_;
};

SoakResult Soaker::Go() {
  TakeSample(0);
  while (result_.runs < options_.runs) {
    const int64_t before = result_.runs;
    const absl::Time start = absl::Now();
    RunBatch();
    TakeSample(static_cast<double>(result_.runs - before) /
               absl::ToDoubleSeconds(absl::Now() - start));
  }
  return std::move(result_);
}

void Soaker::RunBatch() {
  const int64_t end = next_episode_ + options_.runs_per_batch / kRunsPerEpisode;
  std::vector<std::thread> threads;
  for (int i = 0; i < options_.threads; ++i) {
    threads.emplace_back([this, end] {
      for (;;) {
        int64_t episode = next_episode_.load();
        if (episode >= end) return;
        if (!next_episode_.compare_exchange_weak(episode, episode + 1)) {
          continue;
        }
        PlayHonest(episode);
        PlayHostile(episode);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

void Soaker::PlayHonest(int64_t episode) {
  const auto programs = HonestPrograms();
  const size_t number = static_cast<size_t>(episode) % programs.size();
  const auto program = LoadProgram(supervisor_, programs[number], Limits());
  for (int64_t i = 0; i < kHonestRuns; ++i) {
    AddRun(false);
    const int64_t n = 1 + (episode * kHonestRuns + i) % 1000;
    const std::string expected = absl::StrCat(n * (n + 1) / 2, "\n");
    const absl::StatusOr<OneRun> run =
        program.ok() ? RunOnce(**program, absl::StrCat(n, "\n"))
                     : program.status();
    if (!run.ok()) {
      AddSurprise(absl::StrCat("honest program ", number, ": ",
                               run.status().ToString()));
    } else if (run->output != expected ||
               run->execution.verdict != Verdict::kAccepted) {
      AddSurprise(absl::StrCat("honest program ", number, " on ", n, ": ",
                               VerdictCode(run->execution.verdict), " ",
                               run->execution.message, ", printed ",
                               run->output.substr(0, 80)));
    }
  }
}

// Load and one run; for a program that does not compile the load is the run.
absl::StatusOr<Execution> Judge(absl::StatusOr<sandbox::Loaded>& loaded) {
  if (!loaded.ok()) return loaded.status();
  if (loaded->program == nullptr) return loaded->compilation;
  GAVEL_ASSIGN_OR_RETURN(OneRun run, RunOnce(*loaded->program, ""));
  return std::move(run.execution);
}

void Soaker::PlayHostile(int64_t episode) {
  const auto programs = HostilePrograms();
  const HostileProgram& hostile =
      programs[static_cast<size_t>(episode) % programs.size()];
  absl::StatusOr<sandbox::Loaded> loaded = supervisor_.Load(
      {Language::kJavaScript, "main.js", hostile.source}, LimitsFor(hostile));
  for (int64_t i = 0; i < kHostileRuns; ++i) {
    AddRun(true);
    const absl::StatusOr<Execution> execution = Judge(loaded);
    if (!execution.ok()) {
      AddSurprise(
          absl::StrCat(hostile.name, ": ", execution.status().ToString()));
    } else if (execution->verdict != hostile.verdict ||
               execution->reason != hostile.reason) {
      AddSurprise(absl::StrCat(
          hostile.name, ": ", VerdictCode(hostile.verdict), " ",
          ReasonName(hostile.reason), " expected, got ",
          VerdictCode(execution->verdict), " ", ReasonName(execution->reason),
          ": ", execution->message));
    }
  }
}

void Soaker::AddRun(bool hostile) {
  const std::lock_guard<std::mutex> lock(mu_);
  ++result_.runs;
  if (hostile) ++result_.hostile_runs;
}

void Soaker::AddSurprise(const std::string& text) {
  const std::lock_guard<std::mutex> lock(mu_);
  ++result_.surprises;
  if (result_.first_surprises.size() < kMostSurprises) {
    result_.first_surprises.push_back(text);
  }
}

void Soaker::TakeSample(double runs_per_second) {
  const pid_t zygote = supervisor_.zygote_pid();
  SoakSample sample;
  sample.processes = ChildrenThatStay(zygote);
  sample.runs = result_.runs;
  sample.runs_per_second = runs_per_second;
  sample.zygote_memory = ResidentMemory(zygote);
  sample.own_memory = ResidentMemory(getpid());
  sample.zygote_descriptors = OpenDescriptors(zygote);
  sample.own_descriptors = OpenDescriptors(getpid());
  sample.restarts = supervisor_.restarts();
  result_.samples.push_back(sample);
  if (options_.on_sample) options_.on_sample(sample);
}

// The most in the samples [begin, end).
template <typename Value>
Value Most(const SoakResult& result, size_t begin, size_t end,
           Value SoakSample::*member) {
  Value most{};
  for (size_t i = begin; i < end; ++i) {
    most = std::max(most, result.samples[i].*member);
  }
  return most;
}

}  // namespace

absl::StatusOr<SoakResult> Soak(sandbox::Supervisor& supervisor,
                                const SoakOptions& options) {
  if (!std::ifstream(
          absl::StrCat("/proc/", getpid(), "/task/", getpid(), "/children"))) {
    return absl::FailedPreconditionError("the kernel does not list children");
  }
  return Soaker(supervisor, options).Go();
}

std::vector<std::string> SoakComplaints(const SoakResult& result) {
  std::vector<std::string> complaints = result.first_surprises;
  const size_t end = result.samples.size();
  const size_t begin = std::max<size_t>(1, end / 10);
  const size_t middle = begin + (end - begin) / 2;
  for (const auto& [name, member] :
       {std::pair{"memory of the zygote", &SoakSample::zygote_memory},
        std::pair{"memory of this process", &SoakSample::own_memory}}) {
    const Bytes before = Most(result, begin, middle, member);
    const Bytes after = Most(result, middle, end, member);
    if (after > before + kSoakMemoryTolerance) {
      complaints.push_back(absl::StrCat(name, " grew from ",
                                        FormatBytes(before), " to ",
                                        FormatBytes(after)));
    }
  }
  for (const auto& [name, member] :
       {std::pair{"descriptors of the zygote", &SoakSample::zygote_descriptors},
        std::pair{"descriptors of this process", &SoakSample::own_descriptors},
        std::pair{"restarts", &SoakSample::restarts}}) {
    const int before = Most(result, begin, middle, member);
    const int after = Most(result, middle, end, member);
    if (after > before) {
      complaints.push_back(
          absl::StrCat(name, " grew from ", before, " to ", after));
    }
  }
  const int processes = Most(result, 0, end, &SoakSample::processes);
  if (processes > 0) {
    complaints.push_back(absl::StrCat(processes, " processes were left"));
  }
  return complaints;
}

}  // namespace gavel::bench
