// How two programs that talk to each other end, in the real sandbox.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/time/time.h"
#include "core/judgement.h"
#include "tests/sandbox/interaction_harness.h"

namespace gavel::sandbox {
namespace {

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

class InteractionPairTest : public InteractionFixture,
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

constexpr const char* kLoop = "for (;;);";
constexpr const char* kAccept = "process.exit(42)";
constexpr const char* kRefuse = "process.exit(43)";
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

class InteractionDeadlockTest : public InteractionFixture,
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

constexpr const char* kReadAll = "require('fs').readFileSync(0);";
// Reads one line, whatever has come already.
constexpr const char* kReadOnce =
    "require('fs').readSync(0, Buffer.alloc(100));";
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

}  // namespace
}  // namespace gavel::sandbox
