// Runs that were forked before their order came.
#include <signal.h>
#include <sys/types.h>

#include <csignal>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

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

class SpareTest : public SandboxFixture {
 protected:
  void SetUp() override {
    absl::StatusOr<Loaded> loaded = supervisor_->Load(
        {Language::kJavaScript, "main.js", kCounting}, TestLimits());
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    ASSERT_NE(loaded->program, nullptr) << loaded->compilation.message;
    program_ = std::move(loaded->program);
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

  // Of the zygote, in the order in which they were made.
  static std::vector<pid_t> Children() {
    const pid_t zygote = supervisor_->zygote_pid();
    std::ifstream file(
        absl::StrCat("/proc/", zygote, "/task/", zygote, "/children"));
    std::vector<pid_t> children;
    for (pid_t child = 0; file >> child;) children.push_back(child);
    return children;
  }

  static std::vector<pid_t> AwaitChildren(size_t count) {
    std::vector<pid_t> children = Children();
    while (children.size() != count) {
      std::this_thread::yield();
      children = Children();
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

}  // namespace
}  // namespace gavel::sandbox
