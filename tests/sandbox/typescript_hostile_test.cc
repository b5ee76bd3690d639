#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/sandbox/typescript_fixture.h"

namespace gavel::sandbox {
namespace {

using ::testing::HasSubstr;

using TypeScriptHostileTest = TypeScriptTest;

std::string Repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST_F(TypeScriptHostileTest, NestingWithoutEndIsACompileError) {
  constexpr int kDepth = 400'000;
  for (const char* opening : {"(", "[", "{", "a<", "`${", "!", "x ? ", "() => ",
                              "type T = ", "if (1) ", "-"}) {
    const Outcome outcome = RunTs(Repeated(opening, kDepth));
    EXPECT_EQ(outcome.execution.verdict, Verdict::kCompileError) << opening;
  }
  const Outcome typed = RunTs("let a: " + Repeated("Array<", 200'000) + "any" +
                              Repeated(">", 200'000) + ";");
  EXPECT_NE(typed.execution.verdict, Verdict::kJudgeError);
  ExpectOthersUnharmed();
}

TEST_F(TypeScriptHostileTest, ALongSourceCompiles) {
  std::string source = "let sum: number = 0;\n";
  while (source.size() < (1U << 20)) {
    absl::StrAppend(&source, "sum += ((x: number): number => x * ",
                    source.size(), ")(1 as number);\n");
  }
  const Outcome outcome = RunTs(source + "console.log(sum > 0);");
  EXPECT_EQ(outcome.out, "true\n") << outcome.execution.message;
}

TEST_F(TypeScriptHostileTest, TypesWithoutEndCostNothing) {
  EXPECT_EQ(RunTs("type Deep<N extends any[]> = Deep<[...N, any]>;\n"
                  "type A = Deep<[]>; let a: A = 1 as any;\n"
                  "type Big<T extends string> = `${T}${T}` extends infer U "
                  "extends string ? Big<U> : never; let b: Big<'x'>;\n"
                  "console.log(a);")
                .out,
            "1\n");
}

TEST_F(TypeScriptHostileTest, CommentsToTheCompilerReachNothing) {
  for (const char* comment :
       {"/// <reference path=\"/etc/passwd\" />",
        "/// <reference types=\"node\" />", "/// <reference lib=\"dom\" />",
        "/// <amd-module name=\"x\" />", "// @ts-nocheck", "// @ts-ignore",
        "/** @jsx h */", "//# sourceMappingURL=/etc/passwd",
        "/// <reference no-default-lib=\"true\"/>"}) {
    const Outcome outcome =
        RunTs(absl::StrCat(comment, "\nconst a: number = 1; console.log(a);"));
    EXPECT_EQ(outcome.out, "1\n") << comment << outcome.execution.message;
  }
}

TEST_F(TypeScriptHostileTest, ImportsOfFilesAreWhatTheRunDiesOf) {
  const Outcome outcome = RunTs(
      "import { a } from './other';\nimport '/etc/passwd';\n"
      "console.log(a);");
  EXPECT_EQ(outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_THAT(outcome.execution.message, HasSubstr("Cannot find module"));
  EXPECT_EQ(outcome.execution.line, 1);
}

TEST_F(TypeScriptHostileTest, CompilingKeepsToItsTime) {
  Limits limits = TestLimits();
  limits.compile_time = absl::Milliseconds(50);
  const Execution execution =
      RunTs(Repeated("let f = (x: number): number => x;\n", 30'000), "",
            "main.ts", limits)
          .execution;
  EXPECT_EQ(execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(execution.reason, Reason::kCompileTime);
  ExpectOthersUnharmed();
}

TEST_F(TypeScriptHostileTest, CompilingKeepsToItsMemory) {
  Limits limits = TestLimits();
  limits.compile_memory = MiB(8);
  const Execution execution =
      RunTs(Repeated("[1,2,3,4,5,6,7,8,9,0];\n", 200'000), "", "main.ts",
            limits)
          .execution;
  EXPECT_EQ(execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(execution.reason, Reason::kCompileMemory);
  ExpectOthersUnharmed();
}

std::vector<pid_t> ChildrenOf(pid_t parent) {
  std::vector<pid_t> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    pid_t pid = 0;
    if (!absl::SimpleAtoi(entry.path().filename().string(), &pid)) continue;
    std::ifstream stat(entry.path() / "stat");
    std::string word;
    pid_t its_parent = 0;
    // The number, the name, the state; the name has no blanks here.
    stat >> word >> word >> word >> its_parent;
    if (stat && its_parent == parent) children.push_back(pid);
  }
  return children;
}

// The compilers, which are what the zygote's children are once dropped programs
// are gone.
std::vector<pid_t> Compilers(pid_t zygote) {
  for (;;) {
    std::vector<pid_t> children = ChildrenOf(zygote);
    if (!children.empty() && children.size() <= 2) return children;
    std::this_thread::yield();
  }
}

TEST_F(TypeScriptHostileTest, ACompilerThatIsLostIsLoadedAgain) {
  ExpectOthersUnharmed();
  const int restarts = supervisor_->restarts();
  for (const pid_t compiler : Compilers(supervisor_->zygote_pid())) {
    kill(compiler, SIGKILL);
  }
  ExpectOthersUnharmed();
  EXPECT_EQ(supervisor_->restarts(), restarts);
}

TEST_F(TypeScriptHostileTest, ANewZygoteGetsANewCompiler) {
  ExpectOthersUnharmed();
  kill(supervisor_->zygote_pid(), SIGKILL);
  ExpectOthersUnharmed();
}

TEST_F(TypeScriptHostileTest, ManyAreCompiledAtATime) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < 5; ++i) {
        const int number = t * 10 + i;
        EXPECT_EQ(RunTs(absl::StrCat("enum E { A = ", number,
                                     " }\nconsole.log(E.A);"))
                      .out,
                  absl::StrCat(number, "\n"));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace gavel::sandbox
