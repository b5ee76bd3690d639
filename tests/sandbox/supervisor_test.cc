#include "sandbox/supervisor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <csignal>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

using ::testing::HasSubstr;

using SupervisorTest = SandboxFixture;

TEST_F(SupervisorTest, SaysOfEveryWallWhetherItStands) {
  std::map<std::string, bool> stands;
  for (const Wall& wall : supervisor_->walls()) {
    stands[wall.name] = wall.stands;
  }
  for (const WallKind& kind : WallKinds()) {
    const std::string name(kind.name);
    ASSERT_TRUE(stands.contains(name)) << name;
    // What nobody can mend, no machine may lack.
    EXPECT_TRUE(stands[name] || !kind.mend.empty()) << name;
  }
}

TEST_F(SupervisorTest, AZygoteThatHangsIsReplaced) {
  const pid_t before = supervisor_->zygote_pid();
  kill(before, SIGSTOP);
  // Waits for an answer that never comes, until somebody notices.
  const absl::StatusOr<Loaded> lost =
      supervisor_->Load({Language::kJavaScript, "main.js", ""}, TestLimits());
  EXPECT_EQ(lost.status().code(), absl::StatusCode::kUnavailable)
      << lost.status();
  EXPECT_EQ(Run("print(1);").out, "1\n");
  EXPECT_NE(supervisor_->zygote_pid(), before);
}

TEST_F(SupervisorTest, ReplacesAKilledZygoteAndBlamesNobody) {
  absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {Language::kJavaScript, "main.js", "setTimeout(() => {}, 1e6);"},
      TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  const pid_t before = supervisor_->zygote_pid();
  const int restarts = supervisor_->restarts();
  absl::StatusOr<Outcome> outcome = absl::UnknownError("not run");
  std::thread runner([&] { outcome = RunOn(*loaded->program, ""); });
  kill(before, SIGKILL);
  runner.join();
  EXPECT_EQ(outcome.status().code(), absl::StatusCode::kUnavailable)
      << outcome.status();
  // The old program is gone for good; a new one is loaded and judged.
  EXPECT_EQ(RunOn(*loaded->program, "").status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(Run("print(1);").out, "1\n");
  EXPECT_NE(supervisor_->zygote_pid(), before);
  EXPECT_EQ(supervisor_->restarts(), restarts + 1);
}

TEST_F(SupervisorTest, ManyThreadsGetTheirOwnAnswers) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([t] {
      absl::StatusOr<Loaded> loaded = supervisor_->Load(
          {Language::kJavaScript, "main.js", "print(readline() + '!');"},
          TestLimits());
      ASSERT_TRUE(loaded.ok()) << loaded.status();
      for (int i = 0; i < 20; ++i) {
        const std::string text = std::to_string(t * 1000 + i);
        const absl::StatusOr<Outcome> outcome = RunOn(*loaded->program, text);
        ASSERT_TRUE(outcome.ok()) << outcome.status();
        EXPECT_EQ(outcome->out, text + "!\n");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(SupervisorTest, HostileNeighboursHarmNobody) {
  const pid_t before = supervisor_->zygote_pid();
  std::thread hostile([] {
    for (int i = 0; i < 5; ++i) {
      Run("const a = []; for (;;) a.push(new Array(1e5).fill(i));");
      Run("for (;;) print('x'.repeat(1000));");
    }
  });
  for (int i = 0; i < 50; ++i) EXPECT_EQ(Run("print(7);").out, "7\n");
  hostile.join();
  EXPECT_EQ(supervisor_->zygote_pid(), before);
}

TEST_F(SupervisorTest, LimitsThatCannotBeHonouredAreRefused) {
  Limits limits = TestLimits();
  limits.memory = MiB(1'000'000);
  const absl::Status status =
      supervisor_->Load({Language::kJavaScript, "main.js", ""}, limits)
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(absl::StrCat(status.message()), HasSubstr("memory limit"));
}

TEST(SupervisorStartTest, AJitlessSandboxInterprets) {
  const absl::StatusOr<std::unique_ptr<Supervisor>> sandbox = Supervisor::Start(
      {.executable = GAVEL_BIN_DIR "/gavel-sandbox", .jitless = true});
  ASSERT_TRUE(sandbox.ok()) << sandbox.status();
  const absl::StatusOr<Loaded> loaded = (*sandbox)->Load(
      {Language::kJavaScript, "main.js",
       "let n = 0; for (let i = 0; i < 1e6; ++i) n += i % 7;"
       "print(n, /(a|b)+c/.test('ababc'), typeof WebAssembly);"},
      TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  const OwnedFd out(memfd_create("out", MFD_CLOEXEC));
  const absl::StatusOr<Execution> execution = loaded->program->Run(
      {MemoryFile(""), OwnedFd(dup(out.get())), OwnedFd(), 1});
  ASSERT_TRUE(execution.ok()) << execution.status();
  EXPECT_EQ(execution->verdict, Verdict::kAccepted) << execution->message;
  EXPECT_EQ(Contents(out), "2999997 true undefined\n");
}

TEST(SupervisorStartTest, AMissingExecutableIsNamed) {
  const absl::Status status =
      Supervisor::Start({"/nonexistent/gavel-sandbox"}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(absl::StrCat(status.message()),
              HasSubstr("/nonexistent/gavel-sandbox"));
}

}  // namespace
}  // namespace gavel::sandbox
