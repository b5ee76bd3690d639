// Times, transcripts and processes of two programs that talk to each other, in
// the real sandbox.
#include "sandbox/interaction.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "core/judgement.h"
#include "tests/sandbox/interaction_harness.h"

namespace gavel::sandbox {
namespace {

class InteractionTest : public InteractionFixture {};

TEST_F(InteractionTest, OnlyTheOwnTimeIsCharged) {
  Limits quick = TestLimits();
  quick.wall_time = absl::Milliseconds(700);
  Limits slow = TestLimits();
  slow.wall_time = absl::Seconds(20);
  const auto submission = MustLoad("readline()", quick);
  const auto interactor = MustLoad(
      "setTimeout(() => { console.log('x'); process.exit(42) }, 1500)", slow);
  const auto played = TryPlay(*submission, *interactor);
  ASSERT_TRUE(played.ok()) << played.status();
  EXPECT_EQ(played->submission.verdict, Verdict::kAccepted)
      << played->submission.message;
  EXPECT_LT(played->submission.cpu_time, absl::Milliseconds(200));
}

TEST_F(InteractionTest, ASleeperIsNotGivenTheOthersTime) {
  Limits quick = TestLimits();
  quick.wall_time = absl::Milliseconds(300);
  Limits slow = TestLimits();
  slow.wall_time = absl::Hours(1);
  const auto submission = MustLoad("setTimeout(() => {}, 1e7)", quick);
  const auto interactor = MustLoad(kRefuseAtEnd, slow);
  const auto played = TryPlay(*submission, *interactor);
  ASSERT_TRUE(played.ok()) << played.status();
  EXPECT_EQ(played->submission.reason, Reason::kIdle);
  EXPECT_EQ(played->interactor.exit_code, 43);
  EXPECT_FALSE(played->interactor_ended_first);
}

TEST_F(InteractionTest, ALongTranscriptKeepsItsEnds) {
  const Interaction played =
      Play("for (let line; (line = readline()) !== null;) print(line);",
           "for (let i = 0; i < 20000; i++) { print(i); readline(); }"
           "print('\\u00ff end'); process.exit(42)");
  EXPECT_LE(played.transcript.size(), kMaxTranscript);
  EXPECT_GT(played.transcript.size(), kMaxTranscript - 1024);
  EXPECT_TRUE(absl::StartsWith(played.transcript, "<0\n>0\n<1\n"));
  EXPECT_TRUE(
      absl::StrContains(played.transcript, " bytes are left out ...\n"));
  EXPECT_TRUE(
      absl::EndsWith(played.transcript, "<19999\n>19999\n<\u00ff end\n"));
}

TEST_F(InteractionTest, TheTranscriptOfAKilledInteractorIsKept) {
  const Interaction played =
      Play(kAnswers,
           "print(1); readline(); process.stdout.write('no end');"
           "setTimeout(() => { for (;;); }, 1)");
  EXPECT_EQ(played.interactor.reason, Reason::kCpuTime);
  EXPECT_EQ(played.transcript, "<1\n>2\n<no end");
  EXPECT_TRUE(played.interactor_ended_first);
}

TEST_F(InteractionTest, TheTranscriptIsTextWhateverIsSaid) {
  const Interaction played =
      Play("process.stdout.write(Buffer.from([0xff, 10, 10, 0xc3]))",
           "require('fs').readFileSync(0); print('ok'); process.exit(42)");
  EXPECT_EQ(played.transcript, ">\ufffd\n>\n>\ufffd\n<ok\n");
}

TEST_F(InteractionTest, AHundredThousandRoundsAreNoDeadlock) {
  Limits limits = TestLimits();
  limits.cpu_time = absl::Seconds(20);
  limits.output = MiB(8);
  const auto submission = MustLoad(
      "for (let line; (line = readline()) !== null;) print(line);", limits);
  const auto interactor = MustLoad(
      "for (let i = 0; i < 1e5; i++) {"
      "  print(i); if (readline() !== String(i)) process.exit(43);"
      "}"
      "process.exit(42);",
      limits);
  const auto played = TryPlay(*submission, *interactor);
  ASSERT_TRUE(played.ok()) << played.status();
  EXPECT_FALSE(played->deadlock);
  EXPECT_EQ(played->interactor.exit_code, 42) << played->interactor.message;
  EXPECT_EQ(played->submission.verdict, Verdict::kAccepted);
}

TEST_F(InteractionTest, ProgramsServeAnyNumberOfGamesAtOnce) {
  const auto submission = MustLoad(kAnswers);
  const auto interactor = MustLoad(kCounter);
  std::vector<std::thread> threads;
  std::vector<int> exit_codes(16, 0);
  for (int& exit_code : exit_codes) {
    threads.emplace_back([&] {
      const auto played = TryPlay(*submission, *interactor);
      if (played.ok()) exit_code = played->interactor.exit_code;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(exit_codes, std::vector<int>(16, 42));
}

int OpenDescriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<int>(std::distance(begin(all), end(all)));
}

TEST_F(InteractionTest, NothingStays) {
  const auto submission = MustLoad(kAnswers);
  const auto interactor = MustLoad(kCounter);
  const int before = OpenDescriptors();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(TryPlay(*submission, *interactor).ok());
  }
  EXPECT_EQ(OpenDescriptors(), before);
  // A later run of the same programs is an ordinary one.
  const auto outcome = RunOn(*submission, "1\n2\n");
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->out, "2\n3\n");
}

TEST_F(InteractionTest, AZygoteThatDiesIsNobodysFault) {
  const auto submission = MustLoad("console.error('here'); readline()");
  const auto interactor = MustLoad("setTimeout(() => {}, 1e7)");
  std::array<int, 2> ends{-1, -1};
  ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  const OwnedFd said(ends[0]);
  RunInput input;
  input.standard_error = OwnedFd(ends[1]);
  absl::StatusOr<Interaction> played = Interaction{};
  std::thread player([&] {
    played =
        supervisor_->Interact(*submission, std::move(input), *interactor, {});
  });
  char first = 0;
  EXPECT_EQ(read(said.get(), &first, 1), 1);
  kill(supervisor_->zygote_pid(), SIGKILL);
  player.join();
  EXPECT_TRUE(absl::IsUnavailable(played.status())) << played.status();
}

}  // namespace
}  // namespace gavel::sandbox
