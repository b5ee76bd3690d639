// Attacks from inside sandboxed processes: each ends as its table says, and the
// sandbox goes on as if nothing had been.
#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/redteam/attack.h"
#include "tests/sandbox/harness.h"

namespace gavel::sandbox::redteam {

void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }
void PrintTo(const ProgramAttack& attack, std::ostream* out) {
  *out << attack.name;
}

namespace {

// Of orders that nobody reads.
constexpr int kMoreOrdersThanFit = 400;
constexpr const char* kGreeting = "still here\n";

Limits AttackLimits() {
  Limits limits;
  limits.cpu_time = absl::Milliseconds(300);
  limits.wall_time = absl::Seconds(3);
  limits.memory = MiB(128);
  limits.output = MiB(1);
  limits.compile_time = absl::Milliseconds(200);
  return limits;
}

Limits PatientLimits() {
  Limits limits = AttackLimits();
  limits.cpu_time = absl::Seconds(2);
  limits.wall_time = absl::Seconds(20);
  return limits;
}

// An honest run that is under way until it is asked how it is.
class Neighbour {
 public:
  explicit Neighbour(Program& program)
      : out_(memfd_create("out", MFD_CLOEXEC)) {
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
    write_ = OwnedFd(ends[1]);
    RunInput streams;
    streams.standard_input = OwnedFd(ends[0]);
    streams.standard_output = OwnedFd(dup(out_.get()));
    thread_ =
        std::thread([this, &program, input = std::move(streams)]() mutable {
          execution_ = program.Run(std::move(input));
        });
  }
  ~Neighbour() {
    write_ = OwnedFd();
    if (thread_.joinable()) thread_.join();
  }

  void ExpectUnharmed() {
    const ssize_t size = static_cast<ssize_t>(std::strlen(kGreeting));
    EXPECT_EQ(write(write_.get(), kGreeting, static_cast<size_t>(size)), size);
    write_ = OwnedFd();
    thread_.join();
    ASSERT_TRUE(execution_.ok()) << execution_.status();
    EXPECT_EQ(execution_->verdict, Verdict::kAccepted) << execution_->message;
    EXPECT_EQ(Contents(out_), kGreeting);
  }

 private:
  OwnedFd out_;
  OwnedFd write_;
  absl::StatusOr<Execution> execution_ = absl::UnknownError("not run");
  std::thread thread_;
};

bool Matches(Ending ending, const Execution& execution) {
  const Reason reason = execution.reason;
  switch (ending) {
    case Ending::kKilled:
      return reason == Reason::kPolicy &&
             execution.message == "forbidden system call";
    case Ending::kRefused:
    case Ending::kHarmless:
      return reason == Reason::kNone;
    case Ending::kContained:
      return reason == Reason::kNone || reason == Reason::kPolicy;
    case Ending::kStopped:
      return Matches(Ending::kPolicy, execution) ||
             Matches(Ending::kTime, execution);
    case Ending::kException:
      return reason == Reason::kException;
    case Ending::kPolicy:
      return reason == Reason::kPolicy &&
             execution.message != "forbidden system call";
    case Ending::kSignal:
      return reason == Reason::kSignal;
    case Ending::kCpuTime:
      return reason == Reason::kCpuTime;
    case Ending::kIdle:
      return reason == Reason::kIdle;
    case Ending::kTime:
      return reason == Reason::kIdle || reason == Reason::kWallTime ||
             reason == Reason::kCpuTime || reason == Reason::kCompileTime;
    case Ending::kMemory:
      return reason == Reason::kHeap || reason == Reason::kOffHeap ||
             reason == Reason::kProcessMemory ||
             reason == Reason::kCompileMemory;
    case Ending::kOutput:
      return reason == Reason::kOutput;
    case Ending::kStack:
      return reason == Reason::kStack;
    case Ending::kOurFault:
      return false;
  }
  return false;
}

void ExpectEnding(Ending ending, const Execution& execution) {
  EXPECT_TRUE(Matches(ending, execution))
      << VerdictCode(execution.verdict) << " " << ReasonName(execution.reason)
      << ": " << execution.message;
  EXPECT_LE(execution.message.size(), kMaxMessage);
}

class RedTeamTest : public SandboxFixture {
 protected:
  static void SetUpTestSuite() {
    // A neighbour that was ended cannot be written to.
    signal(SIGPIPE, SIG_IGN);
    absl::StatusOr<std::unique_ptr<Supervisor>> started =
        Supervisor::Start({GAVEL_BIN_DIR "/gavel-sandbox-redteam"});
    ASSERT_TRUE(started.ok()) << started.status();
    supervisor_ = started->release();
  }

  void SetUp() override {
    before_ = supervisor_->zygote_pid();
    bystander_ = MustLoad("", PatientLimits());
    ASSERT_NE(bystander_, nullptr);
    neighbour_.emplace(*bystander_);
  }

  void TearDown() override {
    ExpectHonestRunsGoOn();
    if (neighbour_.has_value()) neighbour_->ExpectUnharmed();
    neighbour_.reset();
    bystander_ = nullptr;
    ExpectNothingIsLeft();
    EXPECT_EQ(supervisor_->zygote_pid(), before_) << "it was restarted";
  }

  static std::unique_ptr<Program> MustLoad(const std::string& source,
                                           const Limits& limits) {
    absl::StatusOr<Loaded> loaded =
        supervisor_->Load({Language::kJavaScript, "main.js", source}, limits);
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.status();
      return nullptr;
    }
    if (loaded->program == nullptr) {
      ADD_FAILURE() << loaded->compilation.message;
    }
    return std::move(loaded->program);
  }

  static void ExpectEcho(Program& program) {
    const absl::StatusOr<Outcome> outcome = RunOn(program, kGreeting);
    ASSERT_TRUE(outcome.ok()) << outcome.status();
    EXPECT_EQ(outcome->execution.verdict, Verdict::kAccepted)
        << outcome->execution.message;
    EXPECT_EQ(outcome->out, kGreeting);
  }

  static void ExpectHonestRunsGoOn() {
    const std::unique_ptr<Program> honest = MustLoad("", PatientLimits());
    if (honest != nullptr) ExpectEcho(*honest);
  }

  // Children of the zygote, whatever the zygote knows of them.
  static int Processes() {
    const std::string zygote = absl::StrCat(supervisor_->zygote_pid());
    int count = 0;
    DIR* processes = opendir("/proc");
    while (const dirent* entry = readdir(processes)) {
      std::ifstream status(absl::StrCat("/proc/", entry->d_name, "/stat"));
      std::string id;
      std::string name;
      std::string state;
      std::string parent;
      if (status >> id >> name >> state >> parent && parent == zygote) ++count;
    }
    closedir(processes);
    return count;
  }

  // A killed process takes a moment to be gone; honest runs are the clock.
  static void ExpectNothingIsLeft() {
    for (int i = 0; i < 50 && Processes() > 0; ++i) ExpectHonestRunsGoOn();
    for (int i = 0; i < 500 && Processes() > 0; ++i) std::this_thread::yield();
    EXPECT_EQ(Processes(), 0) << "processes outlive their programs";
  }

  pid_t before_ = 0;
  std::unique_ptr<Program> bystander_;
  std::optional<Neighbour> neighbour_;
};

class RunAttackTest : public RedTeamTest,
                      public testing::WithParamInterface<Attack> {};

TEST_P(RunAttackTest, EndsAsItMustAndHarmsNobody) {
  const Attack& attack = GetParam();
  const std::unique_ptr<Program> program = MustLoad("", AttackLimits());
  ASSERT_NE(program, nullptr);
  const absl::StatusOr<Outcome> outcome = RunOn(*program, attack.name);
  EXPECT_TRUE(outcome.ok())
      << "nobody but the program is to blame: " << outcome.status();
  if (outcome.ok()) {
    ExpectEnding(attack.ending, outcome->execution);
    if (attack.ending == Ending::kRefused) {
      EXPECT_EQ(outcome->out, absl::StrCat(kRefusedPrefix, attack.error, "\n"));
    } else if (attack.ending == Ending::kHarmless) {
      EXPECT_EQ(outcome->out, kDone);
    }
    EXPECT_LE(outcome->out.size(), AttackLimits().output.count());
    EXPECT_LE(outcome->err.size(), AttackLimits().output.count());
  }
  // Other runs of the same program are not affected either.
  ExpectEcho(*program);
}

class FileAttackTest : public RedTeamTest,
                       public testing::WithParamInterface<Attack> {};

TEST_P(FileAttackTest, EndsAsItMustAndHarmsNobody) {
  const Attack& attack = GetParam();
  const std::string content(100'000, 'x');
  const OwnedFd large = MemoryFile(content);
  const OwnedFd written(memfd_create("written", MFD_CLOEXEC));
  const std::unique_ptr<Program> program = MustLoad("", AttackLimits());
  ASSERT_NE(program, nullptr);
  RunInput input;
  input.standard_input = MemoryFile(attack.name);
  input.standard_output = OwnedFd(memfd_create("out", MFD_CLOEXEC));
  input.files = {
      {"large",
       std::make_shared<const OwnedFd>(fcntl(large.get(), F_DUPFD_CLOEXEC, 0))},
      {"small", std::make_shared<const OwnedFd>(MemoryFile("small"))}};
  input.writable = {"f"};
  input.written = OwnedFd(dup(written.get()));
  const absl::StatusOr<Execution> execution = program->Run(std::move(input));
  ASSERT_TRUE(execution.ok()) << execution.status();
  ExpectEnding(attack.ending, *execution);
  EXPECT_EQ(Contents(large), content);
  EXPECT_LE(Contents(written).size(), AttackLimits().output.count());
  ExpectEcho(*program);
}

// Large files are shared with other programs' runs.
TEST_F(RedTeamTest, AProgramCannotChangeTheFilesThatItPassesOn) {
  const std::string content(100'000, 'x');
  const OwnedFd large = MemoryFile(content);
  const std::unique_ptr<Program> program =
      MustLoad("WriteToWhatItPassesOn", AttackLimits());
  ASSERT_NE(program, nullptr);
  const OwnedFd out(memfd_create("out", MFD_CLOEXEC));
  RunInput input;
  input.standard_input = MemoryFile("");
  input.standard_output = OwnedFd(fcntl(out.get(), F_DUPFD_CLOEXEC, 0));
  input.files = {{"large", std::make_shared<const OwnedFd>(
                               fcntl(large.get(), F_DUPFD_CLOEXEC, 0))}};
  const absl::StatusOr<Execution> execution = program->Run(std::move(input));
  ASSERT_TRUE(execution.ok()) << execution.status();
  EXPECT_FALSE(Contents(out).empty()) << "the attack did not happen";
  EXPECT_EQ(Contents(large), content);
}

// Runs of one program share a socket.
class SharedSocketTest : public RedTeamTest,
                         public testing::WithParamInterface<Attack> {};

TEST_P(SharedSocketTest, RunsUnderWayOfTheSameProgramGoOn) {
  const std::unique_ptr<Program> program = MustLoad("", PatientLimits());
  ASSERT_NE(program, nullptr);
  Neighbour sibling(*program);
  const absl::StatusOr<Outcome> outcome = RunOn(*program, GetParam().name);
  EXPECT_TRUE(outcome.ok()) << outcome.status();
  ExpectEcho(*program);
  sibling.ExpectUnharmed();
}

class ProgramAttackTest : public RedTeamTest,
                          public testing::WithParamInterface<ProgramAttack> {};

TEST_P(ProgramAttackTest, EndsAsItMustAndHarmsNobody) {
  const ProgramAttack& attack = GetParam();
  absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {Language::kJavaScript, "main.js", attack.name}, AttackLimits());
  ASSERT_TRUE(loaded.ok()) << "nobody but the program is to blame: "
                           << loaded.status();
  ExpectEnding(attack.compiling, loaded->compilation);
  if (loaded->program == nullptr) return;
  const absl::StatusOr<Outcome> outcome = RunOn(*loaded->program, kGreeting);
  if (attack.run == Ending::kOurFault) {
    EXPECT_FALSE(outcome.ok());
    return;
  }
  ASSERT_TRUE(outcome.ok())
      << "nobody but the program is to blame: " << outcome.status();
  ExpectEnding(attack.run, outcome->execution);
  if (attack.run == Ending::kHarmless) {
    EXPECT_EQ(outcome->out, kGreeting);
  }
}

std::string Name(const testing::TestParamInfo<Attack>& test) {
  return test.param.name;
}
std::string ProgramName(const testing::TestParamInfo<ProgramAttack>& test) {
  return test.param.name;
}

INSTANTIATE_TEST_SUITE_P(SystemCalls, RunAttackTest,
                         testing::ValuesIn(SystemCalls()), Name);
INSTANTIATE_TEST_SUITE_P(Resources, RunAttackTest,
                         testing::ValuesIn(Resources()), Name);
INSTANTIATE_TEST_SUITE_P(Files, FileAttackTest, testing::ValuesIn(Files()),
                         Name);
INSTANTIATE_TEST_SUITE_P(Forgeries, RunAttackTest,
                         testing::ValuesIn(Forgeries()), Name);
INSTANTIATE_TEST_SUITE_P(Claims, RunAttackTest, testing::ValuesIn(Claims()),
                         Name);
INSTANTIATE_TEST_SUITE_P(Floods, RunAttackTest, testing::ValuesIn(Floods()),
                         Name);
INSTANTIATE_TEST_SUITE_P(Forgeries, SharedSocketTest,
                         testing::ValuesIn(Forgeries()), Name);
INSTANTIATE_TEST_SUITE_P(Floods, SharedSocketTest, testing::ValuesIn(Floods()),
                         Name);
INSTANTIATE_TEST_SUITE_P(WhileCompiling, ProgramAttackTest,
                         testing::ValuesIn(WhileCompiling()), ProgramName);
INSTANTIATE_TEST_SUITE_P(AfterCompiling, ProgramAttackTest,
                         testing::ValuesIn(AfterCompiling()), ProgramName);

using BlindedZygoteTest = RedTeamTest;

// An empty packet is no end of the conversation.
TEST_F(BlindedZygoteTest, StillEndsWhatExceedsItsLimitsAfterAnEmptyMessage) {
  const std::unique_ptr<Program> program = MustLoad("", AttackLimits());
  ASSERT_NE(program, nullptr);
  for (const auto& [name, ending] : std::vector<std::pair<const char*, Ending>>{
           {"EmptyMessage", Ending::kHarmless},
           {"SpinWithoutSignalsAndTimer", Ending::kCpuTime},
           {"WaitForEver", Ending::kIdle}}) {
    const absl::StatusOr<Outcome> outcome = RunOn(*program, name);
    ASSERT_TRUE(outcome.ok()) << name << ": " << outcome.status();
    ExpectEnding(ending, outcome->execution);
  }
}

using DeafProgramTest = RedTeamTest;

// More orders than its socket holds, and nobody who takes them.
TEST_F(DeafProgramTest, CannotMakeTheZygoteWaitForIt) {
  absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {Language::kJavaScript, "main.js", "LieAndWait"}, AttackLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  ASSERT_NE(loaded->program, nullptr);
  std::vector<std::thread> threads;
  for (int i = 0; i < kMoreOrdersThanFit; ++i) {
    threads.emplace_back([&] {
      // How they end is the affair of other tests.
      const absl::StatusOr<Outcome> ignored =
          RunOn(*loaded->program, kGreeting);
    });
  }
  ExpectHonestRunsGoOn();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace gavel::sandbox::redteam
