// A dispatcher with a sandbox and a store that do as they are told, and the
// ears of those who watch it.
#ifndef GAVEL_TESTS_JUDGE_ENGINE_DISPATCHER_FIXTURE_H_
#define GAVEL_TESTS_JUDGE_ENGINE_DISPATCHER_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "judge/engine/dispatcher.h"
#include "judge/engine/work_queue.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_sandbox.h"
#include "tests/fakes/fake_store.h"

namespace gavel::judge {

struct Describe {
  std::string operator()(const Queued& queued) const {
    return absl::StrCat("queued ", queued.ahead);
  }
  std::string operator()(const Compiling& compiling) const {
    return absl::StrCat("compiling ", compiling.test_count);
  }
  std::string operator()(const Compiled& compiled) const {
    return absl::StrCat("compiled ", VerdictCode(compiled.compilation.verdict));
  }
  std::string operator()(const RunFinished& finished) const {
    return absl::StrCat("run ", finished.index, " ", finished.run.test, " ",
                        VerdictCode(finished.run.execution.verdict));
  }
  std::string operator()(const TestSkipped& skipped) const {
    return absl::StrCat("skipped ", skipped.index, " ", skipped.test.test);
  }
  std::string operator()(const Judged& judged) const {
    return absl::StrCat("judged ", VerdictCode(judged.judgement.verdict));
  }
  std::string operator()(const Abandoned& abandoned) const {
    return absl::StrCat("abandoned ", abandoned.status.ToString());
  }
};

// A watcher's ears. Its sink may outlive it.
class Recorder {
 public:
  EventSink sink() {
    return [state = state_](const Event& event) {
      absl::MutexLock lock(&state->mu);
      state->heard.push_back(std::visit(Describe(), event));
      state->ended = state->ended || std::holds_alternative<Judged>(event) ||
                     std::holds_alternative<Abandoned>(event);
    };
  }
  // Until the last event.
  void AwaitJudged() {
    absl::MutexLock lock(&state_->mu);
    state_->mu.Await(absl::Condition(&state_->ended));
  }
  std::vector<std::string> heard() const {
    absl::MutexLock lock(&state_->mu);
    return state_->heard;
  }

 private:
  struct State {
    absl::Mutex mu;
    std::vector<std::string> heard ABSL_GUARDED_BY(mu);
    bool ended ABSL_GUARDED_BY(mu) = false;
  };

  std::shared_ptr<State> state_ = std::make_shared<State>();
};

class DispatcherTest : public ::testing::Test {
 protected:
  DispatcherTest() {
    std::string directory = testing::TempDir() + "gavel-dispatcher-XXXXXX";
    directory_ = mkdtemp(directory.data());
    Problem problem;
    problem.id = "echo";
    problem.limits.source = Bytes(100);
    problem.groups = {{"secret", -1, {}}};
    for (const std::string name : {"sample", "secret"}) {
      problem.tests.push_back({.name = name + "/1",
                               .sample = name == "sample",
                               .input_path = WriteFile(name + ".in"),
                               .answer_path = WriteFile(name + ".ans")});
    }
    EXPECT_TRUE(store_.AddProblem(problem).ok());
  }
  ~DispatcherTest() override {
    sandbox_.Release();
    dispatcher_.reset();
    std::filesystem::remove_all(directory_);
  }

  std::string WriteFile(const std::string& name) {
    const std::filesystem::path path = directory_ / name;
    std::ofstream(path) << "1\n";
    return path;
  }

  // All slots are for everybody.
  void Make(WorkQueueOptions queue = {}, DispatcherOptions options = {}) {
    dispatcher_.reset();
    queue.most_per_user = queue.slots;
    queue_ = std::make_unique<WorkQueue>(queue, clock_);
    dispatcher_ = std::make_unique<Dispatcher>(options, *queue_, store_,
                                               sandbox_, clock_);
  }
  void StartMade() {
    ASSERT_TRUE(dispatcher_->Start().ok());
    ASSERT_TRUE(queue_->Start().ok());
  }
  void Start(WorkQueueOptions queue = {}, DispatcherOptions options = {}) {
    Make(queue, options);
    StartMade();
  }
  // One slot that is busy until Release, and so everything else waits.
  SubmissionId StartBusy(int limit = 10) {
    Start({.slots = 1, .limit = limit});
    sandbox_.Hold();
    const SubmissionId id = MustSubmit("echo");
    sandbox_.AwaitHeld(1);
    return id;
  }

  absl::StatusOr<Submission> Submit(const std::string& source,
                                    const std::string& problem_id = "echo") {
    Submission submission;
    submission.problem_id = problem_id;
    submission.source = source;
    return dispatcher_->Submit(submission);
  }
  SubmissionId MustSubmit(const std::string& source) {
    const absl::StatusOr<Submission> submission = Submit(source);
    EXPECT_TRUE(submission.ok()) << submission.status();
    return submission.ok() ? submission->id : 0;
  }
  Dispatcher::WatchId MustWatch(SubmissionId id, const EventSink& sink) {
    const absl::StatusOr<Dispatcher::WatchId> watch =
        dispatcher_->Watch(id, sink);
    EXPECT_TRUE(watch.ok()) << watch.status();
    return watch.value_or(0);
  }
  // What is heard of its judging.
  std::vector<std::string> AwaitVerdict(SubmissionId id) {
    Recorder recorder;
    MustWatch(id, recorder.sink());
    recorder.AwaitJudged();
    return recorder.heard();
  }
  void AddVersionWithOneTest() {
    Problem problem = store_.GetProblem("echo", std::nullopt).value();
    problem.tests.pop_back();
    ASSERT_TRUE(store_.AddProblem(problem).ok());
  }
  void AwaitJudged(SubmissionId id) {
    Recorder recorder;
    MustWatch(id, recorder.sink());
    recorder.AwaitJudged();
    dispatcher_->Shutdown();
  }
  bool IsJudged(SubmissionId id) {
    return store_.GetSubmission(id)->judgement.has_value();
  }

  const std::vector<std::string> accepted_ = {
      "queued 0",          "compiling 2",       "compiled AC",
      "run 0 sample/1 AC", "run 1 secret/1 AC", "judged AC"};

  std::filesystem::path directory_;
  fakes::FakeStore store_;
  fakes::FakeSandbox sandbox_;
  fakes::FakeClock clock_;
  std::unique_ptr<WorkQueue> queue_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_ENGINE_DISPATCHER_FIXTURE_H_
