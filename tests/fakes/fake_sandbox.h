// A sandbox without processes: programs are scripts of one line.
//
// Shape:   the source's text says what every run of it does:
//            echo               writes its input to stdout
//            print TEXT         writes TEXT and a newline to stdout
//            both OUT ERR       writes OUT to stdout and ERR to stderr
//            verdict CODE       ends with that verdict: "verdict TLE"
//            exit CODE          exits with that code
//            syntax             does not compile
//          or is the name of a function that a test gave to Define; anything
//          else is a run-time error
// Errors:  only those that a test asked for with FailLoads or FailRuns
// Threads: thread-safe; runs block while they are held
#ifndef GAVEL_TESTS_FAKES_FAKE_SANDBOX_H_
#define GAVEL_TESTS_FAKES_FAKE_SANDBOX_H_

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "sandbox/sandbox.h"
#include "sandbox/written_files.h"

namespace gavel::fakes {

// One call of Program::Run, in the order in which they began.
struct RunRecord {
  std::string source;
  std::string input;
  uint32_t seed = 0;
  std::vector<std::string> arguments = {};
  std::vector<std::string> writable = {};
  bool another_follows = false;
};

// What a program that is a function finds, and what it leaves.
struct FakeRun {
  std::string input;
  std::vector<std::string> arguments;
  // Contents by name: those of its source and of this run.
  std::map<std::string, std::string> files;

  std::string output = {};
  std::string error = {};
  std::vector<sandbox::WrittenFile> written = {};
};
using FakeFunction = std::function<Execution(FakeRun& run)>;

// How a program ends that exits with this code.
Execution ExitWith(int code);

// How a program ends with this verdict, for the usual reason.
Execution EndWith(Verdict verdict);

// What happened between the two programs of an interaction.
struct Meeting {
  bool interactor_ended_first = false;
  bool deadlock = false;
  std::string transcript = {};
};

class FakeSandbox final : public sandbox::Sandbox {
 public:
  absl::StatusOr<sandbox::Loaded> Load(const sandbox::Source& source,
                                       const Limits& limits) override;
  absl::StatusOr<sandbox::Interaction> Interact(
      sandbox::Program& submission, sandbox::RunInput submission_input,
      sandbox::Program& interactor,
      sandbox::RunInput interactor_input) override;

  // From now on, sources that are that name do this.
  void Define(const std::string& name, FakeFunction function);

  // Interactions end so; each program reads nothing and does what it says.
  void MeetAs(Meeting meeting);

  // The next `count` loads or runs fail so; runs write nothing then.
  void FailLoads(int count, absl::Status status);
  void FailRuns(int count, absl::Status status);
  // The next runs write what their program says, but end so.
  void EndRuns(std::vector<Execution> executions);
  // Before run number `index`, from 0, of all programs together.
  void BeforeRun(std::function<void(int index)> hook);

  // Runs that begin from now on block until Release.
  void Hold();
  void Release();
  // Blocks until `count` runs are held.
  void AwaitHeld(int count);

  int loads() const;
  std::vector<RunRecord> runs() const;

 private:
  class FakeProgram;

  absl::StatusOr<Execution> Run(const sandbox::Source& source,
                                sandbox::RunInput input);
  Execution Perform(const std::string& script, FakeRun& run);
  absl::Status BeginRun(RunRecord record);
  std::optional<Execution> NextEnd();

  mutable absl::Mutex mu_;
  std::map<std::string, FakeFunction> functions_ ABSL_GUARDED_BY(mu_);
  Meeting meeting_ ABSL_GUARDED_BY(mu_);
  int loads_ ABSL_GUARDED_BY(mu_) = 0;
  std::vector<RunRecord> runs_ ABSL_GUARDED_BY(mu_);
  int failing_loads_ ABSL_GUARDED_BY(mu_) = 0;
  absl::Status load_failure_ ABSL_GUARDED_BY(mu_);
  int failing_runs_ ABSL_GUARDED_BY(mu_) = 0;
  absl::Status run_failure_ ABSL_GUARDED_BY(mu_);
  std::deque<Execution> ends_ ABSL_GUARDED_BY(mu_);
  std::function<void(int)> before_run_ ABSL_GUARDED_BY(mu_);
  bool released_ ABSL_GUARDED_BY(mu_) = true;
  int held_ ABSL_GUARDED_BY(mu_) = 0;
};

}  // namespace gavel::fakes

#endif  // GAVEL_TESTS_FAKES_FAKE_SANDBOX_H_
