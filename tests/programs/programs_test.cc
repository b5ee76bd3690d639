// Judges the whole corpus of hostile programs in one go: through one real
// server, beside a stream of honest submissions, and looks at what is left.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/owned_fd.h"
#include "core/verdict.h"
#include "tests/e2e/server.h"
#include "tests/programs/corpus.h"

namespace gavel::programs {
namespace {

// One honest submission follows on so many programs of the corpus.
constexpr int kHonestEvery = 4;

constexpr const char* kHonestSource =
    "const numbers = require('fs').readFileSync(0, 'utf8').split('\\n');\n"
    "const sorted = Float64Array.from(numbers.slice(0, -1), Number).sort();\n"
    "let sum = 0;\n"
    "for (let i = 0; i < sorted.length; i += 2) sum += sorted[i];\n"
    "setTimeout(() => console.log(sum), 1);\n";

struct Outcome {
  std::string verdict;
  std::string reason;
  std::string message;
};

std::string ReasonText(v1::Reason reason) {
  const std::optional<Reason> known = ReasonFromNumber(reason);
  return known.has_value() && *known != Reason::kNone
             ? absl::StrCat(ReasonName(*known))
             : "-";
}

// Problems, submissions and their outcomes on one server.
class Judging {
 public:
  // Keeps everything below the directory.
  explicit Judging(std::string directory)
      : directory_(std::move(directory)),
        server_(absl::StrCat(directory_, "/data")),
        zygote_(server_.ZygotePid()) {}

  void Submit(const std::string& name, const Package& package,
              const std::string& source) {
    if (problems_.insert(package.id).second) AddProblem(package);
    grpc::ClientContext context;
    v1::SubmitRequest request;
    request.set_problem_id(package.id);
    request.set_language("javascript");
    request.set_source(source);
    v1::SubmitResponse response;
    const grpc::Status status =
        server_.submissions().Submit(&context, request, &response);
    if (status.ok()) {
      ids_[name] = response.submission().id();
    } else {
      outcomes_[name] = {
          "refused",
          status.error_code() == grpc::StatusCode::INVALID_ARGUMENT
              ? "invalid_argument"
              : absl::StrCat(status.error_code()),
          status.error_message()};
    }
  }

  // Blocks until it is judged.
  const Outcome& Await(const std::string& name) {
    const auto known = outcomes_.find(name);
    if (known != outcomes_.end()) return known->second;
    return outcomes_[name] = Watch(ids_[name]);
  }

  void AwaitAll() {
    for (const auto& submission : ids_) Await(submission.first);
  }

  e2e::Server& server() { return server_; }
  // As it was before the first submission.
  pid_t zygote() const { return zygote_; }

 private:
  void AddProblem(const Package& package) {
    const std::string directory = WritePackage(directory_, package);
    const e2e::CommandResult added = e2e::RunGavel(absl::StrCat(
        "problem add ", directory, " --server ", server_.address(), " 2>&1"));
    EXPECT_EQ(added.status, 0) << package.id << ": " << added.out;
  }

  Outcome Watch(const std::string& id) {
    grpc::ClientContext context;
    v1::WatchSubmissionRequest request;
    request.set_submission_id(id);
    const auto stream =
        server_.submissions().WatchSubmission(&context, request);
    v1::WatchSubmissionResponse event;
    Outcome outcome;
    while (stream->Read(&event)) {
      if (!event.has_judged()) continue;
      const v1::Judgement& judgement = event.judged().judgement();
      const std::optional<Verdict> verdict =
          VerdictFromNumber(judgement.verdict());
      if (!verdict.has_value()) continue;
      outcome = {absl::StrCat(VerdictCode(*verdict)),
                 ReasonText(judgement.reason()), judgement.message()};
    }
    const grpc::Status status = stream->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    return outcome;
  }

  const std::string directory_;
  e2e::Server server_;
  const pid_t zygote_;
  std::set<std::string> problems_;
  std::map<std::string, std::string> ids_;
  std::map<std::string, Outcome> outcomes_;
};

std::string HonestName(int index) { return absl::StrCat("honest ", index); }

Package HonestPackage() {
  std::string input;
  int sum = 0;
  for (int i = 0; i < 20000; ++i) {
    absl::StrAppend(&input, i * 7919 % 20000, "\n");
    if (i % 2 == 0) sum += i;
  }
  return {"honest", "0.5", input, absl::StrCat(sum, "\n")};
}

// True unless a filter leaves the program out.
bool IsWanted(const std::string& name) {
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *all.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j) {
      const testing::TestInfo& test = *suite.GetTestInfo(j);
      if (test.should_run() && test.value_param() != nullptr &&
          test.value_param() == name) {
        return true;
      }
    }
  }
  return false;
}

Judging* g_judging = nullptr;
int g_honest = 0;

// Submits everything before the first test, so that it is all judged together.
class Corpus : public testing::Environment {
 public:
  void SetUp() override {
    directory_ = e2e::MakeDirectory();
    g_judging = new Judging(directory_);
    ASSERT_GT(g_judging->zygote(), 0);
    int submitted = 0;
    for (const Program& program : LoadCorpus()) {
      if (!IsWanted(program.name)) continue;
      g_judging->Submit(program.name, PackageOf(program), SourceOf(program));
      if (++submitted % kHonestEvery == 0) SubmitHonest();
    }
    SubmitHonest();
  }

  void TearDown() override {
    delete g_judging;
    g_judging = nullptr;
    std::filesystem::remove_all(directory_);
  }

 private:
  static void SubmitHonest() {
    g_judging->Submit(HonestName(g_honest++), HonestPackage(), kHonestSource);
  }

  std::string directory_;
};

const testing::Environment* const kCorpus =
    testing::AddGlobalTestEnvironment(new Corpus);

bool Has(const std::vector<std::string>& allowed, const std::string& value) {
  return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

std::string Joined(const std::vector<std::string>& allowed) {
  return absl::StrJoin(allowed, "|");
}

class ProgramTest : public testing::TestWithParam<Program> {};

TEST_P(ProgramTest, GetsItsVerdictForTheTrueReason) {
  const Program& program = GetParam();
  const Outcome& got = g_judging->Await(program.name);
  EXPECT_TRUE(Has(program.verdicts, got.verdict) &&
              Has(program.reasons, got.reason))
      << "wanted " << Joined(program.verdicts) << " for "
      << Joined(program.reasons) << ", got " << got.verdict << " for "
      << got.reason << ": " << got.message;
}

INSTANTIATE_TEST_SUITE_P(Corpus, ProgramTest, testing::ValuesIn(LoadCorpus()),
                         [](const auto& test) { return test.param.name; });

TEST(AfterwardsTest, HonestSubmissionsNoticedNothing) {
  for (int i = 0; i < g_honest; ++i) {
    const Outcome& got = g_judging->Await(HonestName(i));
    EXPECT_EQ(got.verdict, "AC") << got.reason << ": " << got.message;
  }
}

TEST(AfterwardsTest, ServerAndZygoteAreTheSameAsBefore) {
  g_judging->AwaitAll();
  EXPECT_EQ(kill(g_judging->server().pid(), 0), 0);
  EXPECT_EQ(g_judging->server().ZygotePid(), g_judging->zygote());
}

// The compiler of TypeScript is kept, with the run that it has forked ahead;
// whatever else is alive may be about to end.
TEST(AfterwardsTest, NoProcessOfAProgramIsLeft) {
  g_judging->AwaitAll();
  std::ifstream children(absl::StrCat("/proc/", g_judging->zygote(), "/task/",
                                      g_judging->zygote(), "/children"));
  ASSERT_TRUE(children.is_open());
  std::vector<OwnedFd> processes;
  std::vector<pollfd> alive;
  for (pid_t child = 0; children >> child;) {
    OwnedFd process(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
    if (!process.ok()) continue;
    // Readable when it has ended.
    alive.push_back({process.get(), POLLIN, 0});
    processes.push_back(std::move(process));
  }
  constexpr size_t kKept = 2;
  while (alive.size() > kKept) {
    ASSERT_GT(poll(alive.data(), alive.size(), 10'000), 0)
        << alive.size() - kKept << " processes are left";
    std::erase_if(alive, [](const pollfd& one) { return one.revents != 0; });
  }
}

}  // namespace
}  // namespace gavel::programs
