// Runs that were forked before their order came.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/types.h>

#include <array>
#include <csignal>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

constexpr const char* kCounting = R"js(
globalThis.runs = (globalThis.runs ?? 0) + 1;
const text = require('fs').readFileSync(0, 'utf8');
console.log(text.trim(), runs, process.argv.slice(2).join());
)js";

// Prints at once, and then waits for its input to end.
constexpr const char* kWaiting = R"js(
console.log('begun');
setTimeout(() => require('fs').readFileSync(0), 1);
)js";

std::unique_ptr<Program> LoadProgram(Supervisor& supervisor,
                                     const char* source) {
  absl::StatusOr<Loaded> loaded =
      supervisor.Load({Language::kJavaScript, "main.js", source}, TestLimits());
  EXPECT_TRUE(loaded.ok()) << loaded.status();
  return loaded.ok() ? std::move(loaded->program) : nullptr;
}

// Of a process, in the order in which they were made.
std::vector<pid_t> ChildrenOf(pid_t pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/task/", pid, "/children"));
  std::vector<pid_t> children;
  for (pid_t child = 0; file >> child;) children.push_back(child);
  return children;
}

// As the kernel shows them: "Cpus_allowed: 3".
std::string ProcessorsOf(pid_t pid) {
  std::ifstream status(absl::StrCat("/proc/", pid, "/status"));
  std::string line;
  while (std::getline(status, line)) {
    if (absl::StartsWith(line, "Cpus_allowed:")) return line;
  }
  return absl::StrCat("no process ", pid);
}

// Of one run of kWaiting.
std::string ProcessorsOfARun(Supervisor& supervisor, Program& program) {
  std::array<int, 2> ends{-1, -1};
  EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  OwnedFd input(ends[1]);
  const OwnedFd out(memfd_create("out", MFD_CLOEXEC));
  std::thread thread([&] {
    RunInput run;
    run.standard_input = OwnedFd(ends[0]);
    run.standard_output = OwnedFd(dup(out.get()));
    EXPECT_TRUE(program.Run(std::move(run)).ok());
  });
  while (Contents(out).empty()) std::this_thread::yield();
  std::string processors =
      ProcessorsOf(ChildrenOf(supervisor.zygote_pid()).back());
  input = OwnedFd();
  thread.join();
  return processors;
}

class SpareTest : public SandboxFixture {
 protected:
  void SetUp() override {
    program_ = LoadProgram(*supervisor_, kCounting);
    ASSERT_NE(program_, nullptr);
  }

  std::string Print(const std::string& input, bool another_follows) {
    const OwnedFd out(memfd_create("out", MFD_CLOEXEC));
    RunInput run;
    run.standard_input = MemoryFile(input);
    run.standard_output = OwnedFd(dup(out.get()));
    run.arguments = {input};
    run.another_follows = another_follows;
    const absl::StatusOr<Execution> execution = program_->Run(std::move(run));
    if (!execution.ok()) return execution.status().ToString();
    return absl::StrCat(VerdictCode(execution->verdict), " ", Contents(out));
  }

  static std::vector<pid_t> AwaitChildren(size_t count) {
    const pid_t zygote = supervisor_->zygote_pid();
    std::vector<pid_t> children = ChildrenOf(zygote);
    while (children.size() != count) {
      std::this_thread::yield();
      children = ChildrenOf(zygote);
    }
    return children;
  }

  std::unique_ptr<Program> program_;
};

TEST_F(SpareTest, EachRunIsTheFirstOfItsProgram) {
  for (int i = 0; i < 20; ++i) {
    const std::string name = absl::StrCat("r", i);
    // Sometimes nobody is told that another one follows, and yet it does.
    EXPECT_EQ(Print(name, i % 3 != 0),
              absl::StrCat("AC ", name, " 1 ", name, "\n"));
  }
}

TEST_F(SpareTest, NoneIsLeftWhenNoneIsToFollow) {
  EXPECT_EQ(Print("a", true), "AC a 1 a\n");
  AwaitChildren(2);
  EXPECT_EQ(Print("b", false), "AC b 1 b\n");
  AwaitChildren(1);
  program_.reset();
  AwaitChildren(0);
}

TEST_F(SpareTest, GoesWithItsProgram) {
  AwaitChildren(2);
  program_.reset();
  AwaitChildren(0);
}

// The machine may do that when memory runs out.
TEST_F(SpareTest, OneThatIsKilledIsNotMissed) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(Print("a", true), "AC a 1 a\n");
    const std::vector<pid_t> children = AwaitChildren(2);
    if (kill(children.back(), SIGKILL) != 0) {
      GTEST_SKIP() << "its processes belong to another user";
    }
    AwaitChildren(1);
    EXPECT_EQ(Print("b", true), "AC b 1 b\n");
  }
  EXPECT_EQ(supervisor_->restarts(), 0);
}

// The first run is a spare, the second is none.
void ExpectRunsAreAllowedWhatTheirZygoteIs(Supervisor& supervisor) {
  const std::unique_ptr<Program> program = LoadProgram(supervisor, kWaiting);
  ASSERT_NE(program, nullptr);
  const std::string allowed = ProcessorsOf(supervisor.zygote_pid());
  EXPECT_EQ(ProcessorsOfARun(supervisor, *program), allowed);
  EXPECT_EQ(ProcessorsOfARun(supervisor, *program), allowed);
}

TEST_F(SpareTest, RunsUseAllProcessors) {
  program_.reset();
  AwaitChildren(0);
  ExpectRunsAreAllowedWhatTheirZygoteIs(*supervisor_);
}

TEST(ProcessorsTest, RunsKeepToThoseOfTheServer) {
  cpu_set_t before;
  ASSERT_EQ(sched_getaffinity(0, sizeof(before), &before), 0);
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<size_t>(sched_getcpu()), &one);
  ASSERT_EQ(sched_setaffinity(0, sizeof(one), &one), 0);
  const auto supervisor = Supervisor::Start({GAVEL_BIN_DIR "/gavel-sandbox"});
  ASSERT_EQ(sched_setaffinity(0, sizeof(before), &before), 0);
  ASSERT_TRUE(supervisor.ok()) << supervisor.status();
  ExpectRunsAreAllowedWhatTheirZygoteIs(**supervisor);
}

}  // namespace
}  // namespace gavel::sandbox
