#include "judge/engine/dispatcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_sandbox.h"
#include "tests/fakes/fake_store.h"

namespace gavel::judge {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr int kForever = std::numeric_limits<int>::max();

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

TEST_F(DispatcherTest, SubmissionComesBackAsStored) {
  Start();
  const absl::StatusOr<Submission> submission = Submit("echo");
  ASSERT_TRUE(submission.ok()) << submission.status();
  EXPECT_EQ(submission->id, 1);
  EXPECT_EQ(submission->problem_version, 1);
}

TEST_F(DispatcherTest, RunsAreReusedOnlyWhereThatIsAllowed) {
  std::atomic<bool> allowed = false;
  DispatcherOptions options;
  options.may_reuse = [&](const Submission&) { return allowed.load(); };
  Start({}, options);
  AwaitVerdict(MustSubmit("echo"));
  AwaitVerdict(MustSubmit("echo"));
  EXPECT_THAT(sandbox_.runs(), SizeIs(4));
  allowed = true;
  EXPECT_THAT(AwaitVerdict(MustSubmit("echo")), ElementsAreArray(accepted_));
  EXPECT_THAT(sandbox_.runs(), SizeIs(4));
}

TEST_F(DispatcherTest, WatcherFromTheStartHearsEverything) {
  StartBusy();
  Recorder recorder;
  MustWatch(MustSubmit("echo"), recorder.sink());
  EXPECT_THAT(recorder.heard(), ElementsAre("queued 0"));
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatcherInTheMiddleHearsEverything) {
  const SubmissionId id = StartBusy();
  Recorder recorder;
  MustWatch(id, recorder.sink());
  EXPECT_THAT(recorder.heard(),
              ElementsAre("queued 0", "compiling 2", "compiled AC"));
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatcherAfterTheEndHearsEverything) {
  const SubmissionId id = StartBusy();
  sandbox_.Release();
  AwaitJudged(id);
  Recorder late;
  MustWatch(id, late.sink());
  EXPECT_THAT(late.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatcherBetweenDurableAndJudgedHearsJudgedOnce) {
  Recorder recorder;
  store_.AfterJudgement(
      [&](SubmissionId id) { MustWatch(id, recorder.sink()); });
  Start();
  AwaitJudged(MustSubmit("echo"));
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatcherWhileOthersHearJudgedHearsItOnce) {
  const SubmissionId id = StartBusy();
  std::latch judged(1);
  std::latch watched(1);
  MustWatch(id, [&](const Event& event) {
    if (!std::holds_alternative<Judged>(event)) return;
    judged.count_down();
    watched.wait();
  });
  sandbox_.Release();
  judged.wait();
  Recorder recorder;
  MustWatch(id, recorder.sink());
  watched.count_down();
  recorder.AwaitJudged();
  dispatcher_->Shutdown();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatchersAtAnyMomentHearEverythingOnce) {
  constexpr int kSubmissions = 200;
  constexpr int kWatchers = 3;
  Start({.slots = 2});
  std::vector<Recorder> recorders(size_t{kSubmissions} * kWatchers);
  std::vector<std::thread> threads;
  for (int watcher = 0; watcher < kWatchers; ++watcher) {
    threads.emplace_back([&, watcher] {
      for (int i = 0; i < kSubmissions; ++i) {
        Recorder& recorder =
            recorders[size_t{kWatchers} * static_cast<size_t>(i) +
                      static_cast<size_t>(watcher)];
        // Ids are guessed, so that the watch may come before Submit returns.
        while (absl::IsNotFound(
            dispatcher_->Watch(i + 1, recorder.sink()).status())) {
          std::this_thread::yield();
        }
      }
    });
  }
  for (int i = 0; i < kSubmissions; ++i) MustSubmit("verdict WA");
  for (std::thread& thread : threads) thread.join();
  for (Recorder& recorder : recorders) recorder.AwaitJudged();
  dispatcher_->Shutdown();
  for (const Recorder& recorder : recorders) {
    std::vector<std::string> heard = recorder.heard();
    ASSERT_FALSE(heard.empty());
    EXPECT_THAT(heard[0], HasSubstr("queued "));
    heard.erase(heard.begin());
    EXPECT_THAT(heard,
                ElementsAre("compiling 2", "compiled AC", "run 0 sample/1 WA",
                            "skipped 0 secret/1", "judged WA"));
  }
}

TEST_F(DispatcherTest, JudgedIsToldOnlyWhenItIsDurable) {
  const SubmissionId id = StartBusy();
  bool durable = false;
  std::latch done(1);
  MustWatch(id, [&](const Event& event) {
    if (!std::holds_alternative<Judged>(event)) return;
    durable = IsJudged(id);
    done.count_down();
  });
  sandbox_.Release();
  done.wait();
  EXPECT_TRUE(durable);
}

TEST_F(DispatcherTest, UnwatchedSinkIsNeverCalledAgain) {
  const SubmissionId id = StartBusy();
  Recorder recorder;
  const Dispatcher::WatchId watch = MustWatch(id, recorder.sink());
  const std::vector<std::string> before = recorder.heard();
  dispatcher_->Unwatch(watch);
  sandbox_.Release();
  AwaitJudged(id);
  EXPECT_EQ(recorder.heard(), before);
  dispatcher_->Unwatch(watch);
  dispatcher_->Unwatch(12345);
}

TEST_F(DispatcherTest, WatchingAnUnknownSubmissionIsNotFound) {
  Start();
  Recorder recorder;
  EXPECT_TRUE(
      absl::IsNotFound(dispatcher_->Watch(99, recorder.sink()).status()));
  EXPECT_THAT(recorder.heard(), IsEmpty());
}

TEST_F(DispatcherTest, UnknownProblemIsNotFound) {
  Start();
  EXPECT_TRUE(absl::IsNotFound(Submit("echo", "nothing").status()));
}

TEST_F(DispatcherTest, SourceOverTheLimitIsRefusedWithBothSizes) {
  Start();
  const absl::Status status = Submit(std::string(101, 'x')).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_THAT(absl::StrCat(status.message()),
              HasSubstr("101 bytes, the limit is 100 bytes"));
  EXPECT_EQ(store_.submissions(), 0);
}

TEST_F(DispatcherTest, FullQueueRefusesBeforeAnythingIsStored) {
  StartBusy(/*limit=*/2);
  MustSubmit("echo");
  MustSubmit("echo");
  const absl::Status status = Submit("echo").status();
  EXPECT_TRUE(absl::IsResourceExhausted(status));
  EXPECT_THAT(absl::StrCat(status.message()), HasSubstr("limit is 2"));
  EXPECT_TRUE(absl::IsResourceExhausted(dispatcher_->RunOneOff(
      {}, "", [](const absl::StatusOr<OneOffResult>&) {})));
  EXPECT_EQ(store_.submissions(), 3);
}

TEST_F(DispatcherTest, FailedWriteGivesItsPlaceBack) {
  StartBusy(/*limit=*/1);
  store_.FailAddSubmission(1, absl::UnavailableError("disk is busy"));
  EXPECT_TRUE(absl::IsUnavailable(Submit("echo").status()));
  EXPECT_TRUE(Submit("echo").ok());
}

TEST_F(DispatcherTest, AheadCountsThoseThatWait) {
  StartBusy();
  MustSubmit("echo");
  Recorder recorder;
  MustWatch(MustSubmit("echo"), recorder.sink());
  EXPECT_THAT(recorder.heard(), ElementsAre("queued 1"));
}

TEST_F(DispatcherTest, SubmissionsAreJudgedInTheOrderTheyCame) {
  const SubmissionId first = StartBusy();
  const SubmissionId second = MustSubmit("echo");
  const SubmissionId third = MustSubmit("echo");
  std::vector<SubmissionId> order;  // only the one slot writes
  for (const SubmissionId id : {third, second, first}) {
    const auto watch = dispatcher_->Watch(id, [&order, id](const Event& event) {
      if (std::holds_alternative<Compiling>(event)) order.push_back(id);
    });
    ASSERT_TRUE(watch.ok());
  }
  sandbox_.Release();
  AwaitJudged(third);
  EXPECT_THAT(order, ElementsAre(first, second, third));
}

TEST_F(DispatcherTest, EverySubmissionIsJudgedExactlyOnce) {
  constexpr int kSubmissions = 1000;
  std::latch all(kSubmissions);
  store_.AfterJudgement([&](SubmissionId) { all.count_down(); });
  Start({.slots = 4});
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      for (int j = 0; j < kSubmissions / 4; ++j) MustSubmit("echo");
    });
  }
  for (std::thread& client : clients) client.join();
  all.wait();
  dispatcher_->Shutdown();
  EXPECT_EQ(store_.submissions(), kSubmissions);
  for (SubmissionId id = 1; id <= kSubmissions; ++id) {
    EXPECT_EQ(store_.judgings(id), 1) << id;
    EXPECT_EQ(store_.GetSubmission(id)->judgement->verdict, Verdict::kAccepted);
  }
}

TEST_F(DispatcherTest, RunsAreMeasuredAgainAsOftenAsItsOptionsSay) {
  for (const int times : {0, 1, 2}) {
    Start({}, {.judging = {.measure_again = times}});
    const SubmissionId id = MustSubmit("verdict TLE");
    AwaitJudged(id);
    const Judgement judgement = *store_.GetSubmission(id)->judgement;
    ASSERT_THAT(judgement.runs, SizeIs(1));
    const size_t measurements = times == 0 ? 0 : static_cast<size_t>(times) + 1;
    EXPECT_THAT(judgement.runs[0].measurements, SizeIs(measurements));
  }
}

TEST_F(DispatcherTest, RestartJudgesWhatHasNoVerdict) {
  Make();  // never started: as if the server had died after accepting
  std::vector<SubmissionId> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(MustSubmit("echo"));
  Make();
  std::latch all(5);
  store_.AfterJudgement([&](SubmissionId) { all.count_down(); });
  // More than the queue holds: what was accepted is never refused.
  Start({.slots = 1, .limit = 2});
  all.wait();
  for (const SubmissionId id : ids) EXPECT_TRUE(IsJudged(id)) << id;
}

TEST_F(DispatcherTest, SubmittedBeforeStartIsJudgedOnce) {
  Make();
  const SubmissionId id = MustSubmit("echo");
  Recorder recorder;
  MustWatch(id, recorder.sink());
  StartMade();
  recorder.AwaitJudged();
  dispatcher_->Shutdown();
  EXPECT_EQ(store_.judgings(id), 1);
}

TEST_F(DispatcherTest, WatchBeforeStartSaysThatItHasNotStarted) {
  Make();
  const SubmissionId id = MustSubmit("echo");
  Make();
  Recorder recorder;
  EXPECT_TRUE(
      absl::IsUnavailable(dispatcher_->Watch(id, recorder.sink()).status()));
}

TEST_F(DispatcherTest, ShutdownFinishesWhatHasBegunAndLeavesTheRest) {
  const SubmissionId begun = StartBusy();
  const SubmissionId waiting = MustSubmit("echo");
  std::latch stopping(1);
  absl::Status one_off;
  ASSERT_TRUE(dispatcher_
                  ->RunOneOff({}, "",
                              [&](const absl::StatusOr<OneOffResult>& result) {
                                one_off = result.status();
                                stopping.count_down();
                              })
                  .ok());
  std::thread shutdown([&] { dispatcher_->Shutdown(); });
  stopping.wait();
  EXPECT_TRUE(absl::IsUnavailable(one_off));
  EXPECT_TRUE(absl::IsUnavailable(Submit("echo").status()));
  EXPECT_TRUE(absl::IsUnavailable(dispatcher_->RunOneOff(
      {}, "", [](const absl::StatusOr<OneOffResult>&) {})));
  sandbox_.Release();
  shutdown.join();
  dispatcher_->Shutdown();
  EXPECT_TRUE(IsJudged(begun));
  EXPECT_FALSE(IsJudged(waiting));

  Start();
  AwaitJudged(waiting);
  EXPECT_EQ(store_.judgings(begun), 1);
  EXPECT_EQ(store_.judgings(waiting), 1);
}

TEST_F(DispatcherTest, FullDiskDelaysAVerdictButLosesNothing) {
  Start();
  store_.FailAddJudgement(3, absl::ResourceExhaustedError("disk is full"));
  const SubmissionId id = MustSubmit("echo");
  Recorder recorder;
  MustWatch(id, recorder.sink());
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
  EXPECT_EQ(store_.judgings(id), 4);
  EXPECT_EQ(sandbox_.loads(), 1);
}

TEST_F(DispatcherTest, ShutdownWithAFullDiskLeavesTheVerdictToTheNextStart) {
  std::latch failed(1);
  store_.FailAddJudgement(kForever, absl::UnavailableError("disk is busy"));
  std::once_flag once;
  store_.AfterFailure(
      [&] { std::call_once(once, [&] { failed.count_down(); }); });
  Start();
  const SubmissionId id = MustSubmit("echo");
  failed.wait();
  dispatcher_->Shutdown();
  EXPECT_FALSE(IsJudged(id));
  store_.AfterFailure(nullptr);
  store_.FailAddJudgement(0, absl::OkStatus());
  Start();
  AwaitJudged(id);
  EXPECT_TRUE(IsJudged(id));
}

TEST_F(DispatcherTest, BrokenStoreDoesNotStopTheSlot) {
  std::latch failed(1);
  store_.FailAddJudgement(1, absl::DataLossError("rows contradict"));
  store_.AfterFailure([&] { failed.count_down(); });
  Start();
  const SubmissionId broken = MustSubmit("echo");
  failed.wait();
  AwaitJudged(MustSubmit("echo"));
  EXPECT_FALSE(IsJudged(broken));
  Start();
  AwaitJudged(broken);
}

TEST_F(DispatcherTest, WatchersHearThatTheVerdictCannotBeStored) {
  StartBusy();
  const SubmissionId id = MustSubmit("echo");
  store_.FailAddJudgement(2, absl::DataLossError("rows contradict"));
  Recorder early;
  MustWatch(id, early.sink());
  sandbox_.Release();
  early.AwaitJudged();
  ASSERT_THAT(early.heard(), SizeIs(6));
  EXPECT_THAT(early.heard().back(),
              StartsWith("abandoned INTERNAL: submission 2 stays without"));
  EXPECT_THAT(early.heard().back(), Not(HasSubstr("rows contradict")));

  Recorder late;
  MustWatch(id, late.sink());
  late.AwaitJudged();
  EXPECT_EQ(late.heard(), early.heard());
}

TEST_F(DispatcherTest, BusyStoreIsAskedAgainForTheSource) {
  Start();
  store_.FailGetSubmission(2, absl::UnavailableError("disk is busy"));
  std::latch judged(1);
  store_.AfterJudgement([&](SubmissionId) { judged.count_down(); });
  const SubmissionId id = MustSubmit("echo");
  judged.wait();
  dispatcher_->Shutdown();
  EXPECT_EQ(store_.GetSubmission(id)->judgement->verdict, Verdict::kAccepted);
}

TEST_F(DispatcherTest, SubmissionThatCannotBeReadIsAJudgeError) {
  StartBusy();
  const SubmissionId id = MustSubmit("echo");
  Recorder recorder;
  MustWatch(id, recorder.sink());
  store_.FailGetSubmission(1, absl::DataLossError("rows contradict"));
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAre("queued 0", "compiling 0",
                                            "compiled JE", "judged JE"));
  dispatcher_->Shutdown();
  EXPECT_THAT(store_.GetSubmission(id)->judgement->message,
              HasSubstr("rows contradict"));
}

TEST_F(DispatcherTest, JudgementThatIsThereAlreadyStaysTheCurrentOne) {
  const SubmissionId id = StartBusy();
  Recorder recorder;
  MustWatch(id, recorder.sink());
  Judgement other;
  other.verdict = Verdict::kTimeLimitExceeded;
  ASSERT_TRUE(store_.AddJudgement(id, other).ok());
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_EQ(recorder.heard().back(), "judged TLE");
}

TEST_F(DispatcherTest, RejudgingIsOnTheVersionAskedFor) {
  Start();
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  AddVersionWithOneTest();
  EXPECT_EQ(dispatcher_->Rejudge(id, std::nullopt).value(), 2);
  EXPECT_THAT(AwaitVerdict(id),
              ElementsAre("queued 0", "compiling 1", "compiled AC",
                          "run 0 sample/1 AC", "judged AC"));
  EXPECT_EQ(dispatcher_->Rejudge(id, 1).value(), 1);
  EXPECT_THAT(AwaitVerdict(id), ElementsAreArray(accepted_));
  std::vector<int32_t> versions;
  const auto records = store_.ListJudgements(id).value();
  for (const auto& record : records) {
    versions.push_back(record.judgement.problem_version);
  }
  EXPECT_THAT(versions, ElementsAre(1, 2, 1));
}

TEST_F(DispatcherTest, WhileItIsJudgedAgainTheOldJudgementIsCurrentButNotTold) {
  Start({.slots = 1, .limit = 10});
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  sandbox_.Hold();
  ASSERT_TRUE(dispatcher_->Rejudge(id, std::nullopt).ok());
  Recorder recorder;
  MustWatch(id, recorder.sink());
  sandbox_.AwaitHeld(1);
  EXPECT_TRUE(IsJudged(id));
  EXPECT_THAT(recorder.heard(), Not(Contains("judged AC")));
  EXPECT_TRUE(absl::IsFailedPrecondition(
      dispatcher_->Rejudge(id, std::nullopt).status()));
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, RejudgingGoesOnAfterARestart) {
  Start();
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  dispatcher_.reset();
  AddVersionWithOneTest();
  ASSERT_TRUE(store_.Rejudge(id, 2).ok());
  Make();
  Recorder early;
  EXPECT_TRUE(
      absl::IsUnavailable(dispatcher_->Watch(id, early.sink()).status()));
  EXPECT_THAT(early.heard(), IsEmpty());
  StartMade();
  AwaitVerdict(id);
  EXPECT_EQ(store_.GetSubmission(id)->judgement->problem_version, 2);
  EXPECT_THAT(store_.ListJudgements(id).value(), SizeIs(2));
}

// The submission is in the queue again before its first judging is over.
TEST_F(DispatcherTest, RejudgedAtTheMomentOfItsVerdictItIsJudgedTwice) {
  Start({.slots = 2, .limit = 10});
  bool first = true;
  store_.AfterJudgement([this, &first](SubmissionId id) {
    if (!std::exchange(first, false)) return;
    EXPECT_TRUE(dispatcher_->Rejudge(id, std::nullopt).ok());
    Recorder second;
    MustWatch(id, second.sink());
    second.AwaitJudged();
    EXPECT_THAT(second.heard(), ElementsAreArray(accepted_));
  });
  Recorder recorder;
  const SubmissionId id = MustSubmit("echo");
  MustWatch(id, recorder.sink());
  recorder.AwaitJudged();
  dispatcher_->Shutdown();
  EXPECT_THAT(store_.ListJudgements(id).value(), SizeIs(2));
}

TEST_F(DispatcherTest, FullQueueRefusesARejudgingBeforeItIsStored) {
  Start({.slots = 1, .limit = 1});
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  sandbox_.Hold();
  MustSubmit("echo");
  sandbox_.AwaitHeld(1);
  MustSubmit("echo");
  EXPECT_TRUE(absl::IsResourceExhausted(
      dispatcher_->Rejudge(id, std::nullopt).status()));
  EXPECT_FALSE(store_.GetSubmission(id)->pending_version.has_value());
}

TEST_F(DispatcherTest, RejudgingWhatIsNotThereIsNotFound) {
  Start();
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  EXPECT_TRUE(absl::IsNotFound(dispatcher_->Rejudge(99, 1).status()));
  EXPECT_TRUE(absl::IsNotFound(dispatcher_->Rejudge(id, 2).status()));
}

TEST_F(DispatcherTest, OneOffIsRunAndReported) {
  Start();
  OneOff one_off;
  one_off.source = "echo";
  one_off.standard_input = "hello";
  std::latch done(1);
  absl::StatusOr<OneOffResult> result;
  ASSERT_TRUE(dispatcher_
                  ->RunOneOff(one_off, "",
                              [&](absl::StatusOr<OneOffResult> it) {
                                result = std::move(it);
                                done.count_down();
                              })
                  .ok());
  done.wait();
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->standard_output, "hello");
}

TEST_F(DispatcherTest, StartsOnlyOnce) {
  Start();
  EXPECT_TRUE(absl::IsFailedPrecondition(dispatcher_->Start()));
}

struct PriorityCase {
  const char* name;
  storage::Waiting waiting;
  Priority priority;
};

TEST(DefaultPriorityTest, IsByContestAndByWhetherThereIsAVerdict) {
  const PriorityCase cases[] = {
      {"practice", {1, "ada", "", false}, Priority::kPractice},
      {"contest", {1, "ada", "icpc", false}, Priority::kContest},
      {"practice again", {1, "ada", "", true}, Priority::kRejudge},
      {"contest again", {1, "ada", "icpc", true}, Priority::kRejudge},
  };
  for (const PriorityCase& test : cases) {
    EXPECT_EQ(DefaultPriority(test.waiting), test.priority) << test.name;
  }
}

// In what order work is begun that waits for the one slot.
class TurnsTest : public DispatcherTest {
 protected:
  void SetUp() override {
    StartBusy(/*limit=*/100);
    store_.AfterJudgement([this](SubmissionId id) {
      if (id == 1) return;  // what the slot was busy with
      order_.push_back(names_[id]);
      if (order_.size() == expected_) done_.count_down();
    });
  }
  void Queue(const std::string& user, const std::string& contest = "") {
    Submission submission;
    submission.problem_id = "echo";
    submission.source = "echo";
    submission.user_id = user;
    submission.contest_id = contest;
    const absl::StatusOr<Submission> stored = dispatcher_->Submit(submission);
    ASSERT_TRUE(stored.ok()) << stored.status();
    names_[stored->id] = user + (contest.empty() ? "" : "@" + contest);
    ++expected_;
  }
  std::vector<std::string> Order() {
    sandbox_.Release();
    done_.wait();
    dispatcher_->Shutdown();
    return order_;
  }

  std::map<SubmissionId, std::string> names_;
  size_t expected_ = 0;
  std::vector<std::string> order_;  // only the one slot writes
  std::latch done_{1};
};

TEST_F(TurnsTest, FloodOfOneUserWaitsAndNobodyElseDoes) {
  for (int i = 0; i < 50; ++i) Queue("flood");
  Queue("ada");
  Queue("alan");
  Queue("ada");
  const std::vector<std::string> order = Order();
  EXPECT_THAT(order, SizeIs(53));
  EXPECT_THAT(std::vector<std::string>(order.begin(), order.begin() + 5),
              ElementsAre("flood", "ada", "alan", "flood", "ada"));
}

TEST_F(TurnsTest, ContestOvertakesPractice) {
  Queue("ada");
  Queue("alan");
  Queue("grace", "icpc");
  Queue("ada", "icpc");
  EXPECT_THAT(Order(), ElementsAre("grace@icpc", "ada@icpc", "ada", "alan"));
}

TEST_F(TurnsTest, OneOffTakesATurnOfItsUser) {
  Queue("flood");
  Queue("flood");
  std::vector<std::string> before;
  OneOff one_off;
  one_off.source = "echo";
  ASSERT_TRUE(dispatcher_
                  ->RunOneOff(one_off, "ada",
                              [&](const absl::StatusOr<OneOffResult>&) {
                                before = order_;
                              })
                  .ok());
  Order();
  EXPECT_THAT(before, ElementsAre("flood"));
}

}  // namespace
}  // namespace gavel::judge
