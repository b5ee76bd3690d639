// What survives when processes are killed: everything that was accepted.
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

constexpr const char* kEcho =
    "const [a, b] = require('fs').readFileSync(0, 'utf8').split(/\\s+/);"
    "console.log(String(Number(a) + Number(b)));";

class CrashTest : public testing::Test {
 protected:
  void SetUp() override {
    data_dir_ = MakeDirectory();
    server_ = std::make_unique<Server>(data_dir_);
    const CommandResult added = RunGavel(absl::StrCat(
        "problem add " GAVEL_SOURCE_DIR "/problems/aplusb --server ",
        server_->address()));
    ASSERT_EQ(added.status, 0) << added.out;
  }

  std::string Submit() {
    grpc::ClientContext context;
    v1::SubmitRequest request;
    request.set_problem_id("aplusb");
    request.set_language("javascript");
    request.set_source(kEcho);
    v1::SubmitResponse response;
    const grpc::Status status =
        server_->submissions().Submit(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.submission().id();
  }

  // Blocks until the submission is judged.
  v1::Verdict AwaitVerdict(const std::string& id) {
    grpc::ClientContext context;
    v1::WatchSubmissionRequest request;
    request.set_submission_id(id);
    const auto stream =
        server_->submissions().WatchSubmission(&context, request);
    v1::WatchSubmissionResponse event;
    v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
    while (stream->Read(&event)) {
      if (event.has_judged()) verdict = event.judged().judgement().verdict();
    }
    EXPECT_TRUE(stream->Finish().ok());
    return verdict;
  }

  std::vector<v1::Submission> List() {
    std::vector<v1::Submission> all;
    v1::ListSubmissionsRequest request;
    request.set_page_size(64);
    do {
      grpc::ClientContext context;
      v1::ListSubmissionsResponse page;
      const grpc::Status status =
          server_->submissions().ListSubmissions(&context, request, &page);
      EXPECT_TRUE(status.ok()) << status.error_message();
      all.insert(all.end(), page.submissions().begin(),
                 page.submissions().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  std::string data_dir_;
  std::unique_ptr<Server> server_;
};

TEST_F(CrashTest, AKilledServerLosesNothingAndJudgesEachOnce) {
  std::vector<std::string> ids;
  for (int i = 0; i < 100; ++i) ids.push_back(Submit());
  // Some are judged, some are being judged, the rest wait.
  EXPECT_EQ(AwaitVerdict(ids[20]), v1::VERDICT_ACCEPTED);
  for (int i = 0; i < 100; ++i) ids.push_back(Submit());
  server_->Signal(SIGKILL);

  server_ = std::make_unique<Server>(data_dir_);
  for (const std::string& id : ids) {
    EXPECT_EQ(AwaitVerdict(id), v1::VERDICT_ACCEPTED) << id;
  }
  std::set<std::string> listed;
  for (const v1::Submission& submission : List()) {
    EXPECT_EQ(submission.state(), v1::SUBMISSION_STATE_JUDGED);
    EXPECT_TRUE(listed.insert(submission.id()).second) << submission.id();
  }
  EXPECT_EQ(listed, std::set<std::string>(ids.begin(), ids.end()));
}

TEST_F(CrashTest, AKilledZygoteIsReplacedAndNobodyIsBlamed) {
  std::vector<std::string> ids;
  for (int i = 0; i < 60; ++i) ids.push_back(Submit());
  for (const int i : {5, 25}) {
    AwaitVerdict(ids[static_cast<size_t>(i)]);
    const pid_t zygote = server_->ZygotePid();
    ASSERT_GT(zygote, 0);
    kill(zygote, SIGKILL);
  }
  for (const std::string& id : ids) {
    EXPECT_EQ(AwaitVerdict(id), v1::VERDICT_ACCEPTED) << id;
  }
}

TEST_F(CrashTest, SigtermEndsTheServerInOrder) {
  const std::string id = Submit();
  const int status = server_->Signal(SIGTERM);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  server_ = std::make_unique<Server>(data_dir_);
  EXPECT_EQ(AwaitVerdict(id), v1::VERDICT_ACCEPTED);
}

TEST_F(CrashTest, NoProcessOutlivesAKilledServer) {
  AwaitVerdict(Submit());
  const pid_t zygote = server_->ZygotePid();
  ASSERT_GT(zygote, 0);
  const OwnedFd process(static_cast<int>(syscall(SYS_pidfd_open, zygote, 0)));
  ASSERT_TRUE(process.ok());
  server_->Signal(SIGKILL);
  // Readable when the process has ended.
  pollfd ended{process.get(), POLLIN, 0};
  EXPECT_EQ(poll(&ended, 1, 10'000), 1) << "the zygote is still there";
  // A restart on the same data waits for nobody.
  server_ = std::make_unique<Server>(data_dir_);
  EXPECT_EQ(AwaitVerdict(Submit()), v1::VERDICT_ACCEPTED);
}

}  // namespace
}  // namespace gavel::e2e
