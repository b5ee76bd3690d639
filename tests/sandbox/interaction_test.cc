// Two programs that talk to each other, in the real sandbox.
#include "sandbox/interaction.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/judgement.h"
#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

// Asks ten times for a number and accepts what is one more.
constexpr const char* kCounter = R"js(
const lines = require('readline').createInterface({ input: process.stdin })
    [Symbol.asyncIterator]();
(async () => {
  for (let i = 0; i < 10; i++) {
    console.log(i);
    const { value } = await lines.next();
    if (value !== String(i + 1)) process.exit(43);
  }
  console.log('bye');
  process.exit(42);
})();
)js";

// Answers it.
constexpr const char* kAnswers = R"js(
require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => { if (line !== 'bye') console.log(+line + 1); });
)js";

constexpr const char* kReadAll = "require('fs').readFileSync(0);";
constexpr const char* kLoop = "for (;;);";
// Reads one line, whatever has come already.
constexpr const char* kReadOnce =
    "require('fs').readSync(0, Buffer.alloc(100));";

class InteractionTest : public SandboxFixture {
 protected:
  static std::unique_ptr<Program> MustLoad(
      const std::string& source, const Limits& limits = TestLimits()) {
    absl::StatusOr<Loaded> loaded =
        supervisor_->Load({Language::kJavaScript, "main.js", source}, limits);
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.status();
      return nullptr;
    }
    EXPECT_NE(loaded->program, nullptr) << loaded->compilation.message;
    return std::move(loaded->program);
  }

  static absl::StatusOr<Interaction> TryPlay(Program& submission,
                                             Program& interactor) {
    return supervisor_->Interact(submission, {}, interactor, {});
  }

  static Interaction Play(const std::string& submission,
                          const std::string& interactor) {
    const auto first = MustLoad(submission);
    const auto second = MustLoad(interactor);
    absl::StatusOr<Interaction> played = TryPlay(*first, *second);
    if (!played.ok()) {
      ADD_FAILURE() << played.status();
      return {};
    }
    return *std::move(played);
  }
};

struct Idiom {
  const char* name;
  const char* source;
};

std::ostream& operator<<(std::ostream& out, const Idiom& idiom) {
  return out << idiom.name;
}

class InteractionIdiomTest : public InteractionTest,
                             public testing::WithParamInterface<Idiom> {};

// Whatever it reads with, what it printed before is on its way by then.
TEST_P(InteractionIdiomTest, AnswersEachQuestion) {
  const Interaction played = Play(GetParam().source, kCounter);
  EXPECT_EQ(played.interactor.exit_code, 42) << played.transcript;
  EXPECT_EQ(played.submission.verdict, Verdict::kAccepted)
      << played.submission.message;
  EXPECT_FALSE(played.deadlock);
  EXPECT_TRUE(absl::StartsWith(played.transcript, "<0\n>1\n<1\n>2\n"))
      << played.transcript;
  EXPECT_TRUE(absl::EndsWith(played.transcript, "<9\n>10\n<bye\n"))
      << played.transcript;
}

constexpr Idiom kIdioms[] = {
    {"ReadlineEvents", kAnswers},
    {"ReadlineForAwait", R"js(
(async () => {
  const rl = require('readline').createInterface({ input: process.stdin });
  for await (const line of rl) {
    if (line === 'bye') break;
    console.log(+line + 1);
  }
})();
)js"},
    {"ReadlineQuestion", R"js(
const rl = require('readline').createInterface(process.stdin, process.stdout);
const ask = (text) => rl.question(text, (line) => {
  if (line === 'bye') rl.close(); else ask(+line + 1 + '\n');
});
ask('');
)js"},
    {"StdinData", R"js(
process.stdin.setEncoding('utf8').on('data', (text) => {
  if (text !== 'bye\n') process.stdout.write(+text + 1 + '\n');
});
)js"},
    {"StdinReadable", R"js(
process.stdin.setEncoding('utf8').on('readable', () => {
  for (let text; (text = process.stdin.read()) !== null;) {
    if (text !== 'bye\n') process.stdout.write(+text + 1 + '\n');
  }
});
)js"},
    {"StdinForAwait", R"js(
(async () => {
  for await (const text of process.stdin) {
    if (String(text) !== 'bye\n') console.log(+text + 1);
  }
})();
)js"},
    {"ReadSync", R"js(
const fs = require('fs');
const buffer = Buffer.alloc(100);
for (;;) {
  const text = buffer.toString('utf8', 0, fs.readSync(0, buffer));
  if (text === 'bye\n') break;
  fs.writeSync(1, +text + 1 + '\n');
}
)js"},
    {"ReadSyncByByte", R"js(
const fs = require('fs');
const byte = Buffer.alloc(1);
for (let line = ''; line !== 'bye';) {
  for (line = ''; fs.readSync(0, byte, 0, 1) > 0 && byte[0] !== 10;)
    line += String(byte);
  if (line !== 'bye') console.log(+line + 1);
}
)js"},
    {"Shell", R"js(
for (let line; (line = readline()) !== 'bye';) print(+line + 1);
)js"},
    {"WithTimers", R"js(
const timer = setInterval(() => {}, 1);
require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => { if (line !== 'bye') console.log(+line + 1); })
  .on('close', () => clearInterval(timer));
)js"},
};

std::string IdiomName(const testing::TestParamInfo<Idiom>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Idioms, InteractionIdiomTest,
                         testing::ValuesIn(kIdioms), IdiomName);

struct Pair {
  const char* name;
  const char* submission;
  const char* interactor;
  // Of the submission.
  Verdict verdict = Verdict::kAccepted;
  Reason reason = Reason::kNone;
  int interactor_exit = 42;
  bool interactor_first = false;
};

std::ostream& operator<<(std::ostream& out, const Pair& pair) {
  return out << pair.name;
}

class InteractionPairTest : public InteractionTest,
                            public testing::WithParamInterface<Pair> {};

TEST_P(InteractionPairTest, EndsAsTold) {
  const Pair& pair = GetParam();
  const Interaction played = Play(pair.submission, pair.interactor);
  EXPECT_EQ(played.submission.verdict, pair.verdict)
      << played.submission.message << "\n"
      << played.transcript;
  EXPECT_EQ(played.submission.reason, pair.reason);
  EXPECT_EQ(played.interactor.exit_code, pair.interactor_exit)
      << played.interactor.message << "\n"
      << played.transcript;
  EXPECT_EQ(played.interactor_ended_first, pair.interactor_first);
  EXPECT_FALSE(played.deadlock);
}

constexpr const char* kAccept = "process.exit(42)";
constexpr const char* kRefuse = "process.exit(43)";
constexpr const char* kRefuseAtEnd =
    "require('fs').readFileSync(0); process.exit(43)";
constexpr const char* kAcceptAtEnd =
    "require('fs').readFileSync(0); process.exit(42)";

constexpr Pair kPairs[] = {
    {"SubmissionCrashes", "throw new Error('oh')", kRefuseAtEnd,
     Verdict::kRunTimeError, Reason::kException, 43},
    {"SubmissionCrashesAfterTheVerdict",
     "require('fs').readFileSync(0); throw new Error('oh')", kAccept,
     Verdict::kRunTimeError, Reason::kException, 42, true},
    // It is told, crashes for it, and was not the first.
    {"SubmissionCrashesForTheLastWord",
     "if (readline() === 'bye') throw new Error('oh')",
     "print('bye'); process.exit(42)", Verdict::kRunTimeError,
     Reason::kException, 42, true},
    {"SubmissionEndsFirst", "console.log(1)", kAcceptAtEnd},
    {"SubmissionIsKilledFirst", "console.log(1); for (;;);", kRefuseAtEnd,
     Verdict::kTimeLimitExceeded, Reason::kCpuTime, 43},
    {"SubmissionRunsOutOfMemory",
     "for (const a = [];;) a.push(new Array(1e5).fill(1));", kRefuseAtEnd,
     Verdict::kMemoryLimitExceeded, Reason::kHeap, 43},
    {"SubmissionComputesAfterBeingAccepted", kLoop, kAccept,
     Verdict::kTimeLimitExceeded, Reason::kCpuTime, 42, true},
    {"SubmissionIsEndedAfterBeingRefused", kLoop, kRefuse, Verdict::kAccepted,
     Reason::kNone, 43, true},
    {"SubmissionSleepsWhenRefused", "setTimeout(() => {}, 1e6)", kRefuse,
     Verdict::kAccepted, Reason::kNone, 43, true},
    {"SubmissionIsEndedWhenTheInteractorCrashes", kLoop,
     "throw new Error('oh')", Verdict::kAccepted, Reason::kNone, 1, true},
    {"SubmissionIsEndedWhenTheInteractorExitsWithZero", kLoop, "",
     Verdict::kAccepted, Reason::kNone, 0, true},
    {"SubmissionSleepsForGood", "setTimeout(() => {}, 1e6)", kRefuseAtEnd,
     Verdict::kTimeLimitExceeded, Reason::kIdle, 43},
    {"SubmissionFloods", "for (;;) console.log('x'.repeat(1000))", kRefuseAtEnd,
     Verdict::kOutputLimitExceeded, Reason::kOutput, 43},
    {"SubmissionWritesToNobody",
     "require('fs').readFileSync(0); console.log('x'.repeat(1e5))", kAccept,
     Verdict::kAccepted, Reason::kNone, 42, true},
    {"SubmissionIsCutOffWhileItWrites", "console.log('x'.repeat(5e5))",
     "require('fs').readSync(0, Buffer.alloc(9)); process.exit(42)",
     Verdict::kAccepted, Reason::kNone, 42, true},
    {"InteractorFloods", "require('fs').readFileSync(0)",
     "for (;;) console.log('x'.repeat(1000))", Verdict::kAccepted,
     Reason::kNone, 0, true},
    {"InteractorWritesToNobody", "",
     "require('fs').readFileSync(0); console.log('x'.repeat(1e5));"
     "process.exit(42)"},
    {"InteractorThinksWhileTheSubmissionWaits", "readline()",
     "for (const end = Date.now() + 300; Date.now() < end;);"
     "print('x'); require('fs').readFileSync(0); process.exit(42)"},
    {"InteractorSleepsWhileTheSubmissionWaits", "readline()",
     "setTimeout(() => { console.log('x'); require('fs').readFileSync(0);"
     "process.exit(42) }, 100)"},
    {"BothSleep", "setTimeout(() => console.log('x'), 100)",
     "setTimeout(() => { readline(); process.exit(42) }, 50)"},
    {"SubmissionReadsWithATimerToCome",
     "process.stdin.on('data', () => process.exit(0));"
     "setTimeout(() => console.log('late'), 100);",
     "process.exit(readline() === 'late' ? 42 : 43)", Verdict::kAccepted,
     Reason::kNone, 42, true},
    {"BothSendMuchInTurn",
     "for (let i = 0; i < 5; i++) { print('x'.repeat(1e5)); readline(); }",
     "for (let i = 0; i < 5; i++) { readline(); print('y'.repeat(1e5)); }"
     "process.exit(42)",
     Verdict::kAccepted, Reason::kNone, 42, true},
    {"NothingIsSaid", "", kAcceptAtEnd},
};

std::string PairName(const testing::TestParamInfo<Pair>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Pairs, InteractionPairTest, testing::ValuesIn(kPairs),
                         PairName);

struct Deadlock {
  const char* name;
  const char* submission;
  const char* interactor;
};

std::ostream& operator<<(std::ostream& out, const Deadlock& deadlock) {
  return out << deadlock.name;
}

class InteractionDeadlockTest : public InteractionTest,
                                public testing::WithParamInterface<Deadlock> {};

TEST_P(InteractionDeadlockTest, IsNoticedLongBeforeTheWallLimit) {
  Limits patient = TestLimits();
  patient.wall_time = absl::Hours(1);
  const auto submission = MustLoad(GetParam().submission, patient);
  const auto interactor = MustLoad(GetParam().interactor, patient);
  const auto played = TryPlay(*submission, *interactor);
  ASSERT_TRUE(played.ok()) << played.status();
  EXPECT_TRUE(played->deadlock);
  EXPECT_FALSE(played->interactor_ended_first);
  EXPECT_EQ(played->submission.verdict, Verdict::kTimeLimitExceeded);
  EXPECT_EQ(played->submission.reason, Reason::kDeadlock);
  EXPECT_EQ(played->interactor.reason, Reason::kDeadlock);
}

constexpr const char* kWriteMuch =
    "console.log('x'.repeat(3e5)); require('fs').readFileSync(0);";

constexpr Deadlock kDeadlocks[] = {
    {"BothRead", kReadOnce, kReadOnce},
    {"BothReadToTheEnd", kReadAll, kReadAll},
    {"BothReadInTheEventLoop", kAnswers, kAnswers},
    {"OneReadsWhileATimerIsToCome",
     "setTimeout(() => {}, 1e6); require('fs').readFileSync(0)", kReadAll},
    {"BothWrite", kWriteMuch, kWriteMuch},
    {"TheAnswerIsNotALine", "process.stdout.write('1'); readline()",
     "readline(); print('x'); process.exit(42)"},
    {"AfterTalking",
     "for (let i = 0; i < 9; i++) { print(i); readline(); }"
     "readline();",
     "for (;;) { readline(); print('x'); }"},
};

std::string DeadlockName(const testing::TestParamInfo<Deadlock>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Deadlocks, InteractionDeadlockTest,
                         testing::ValuesIn(kDeadlocks), DeadlockName);

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
