// What survives when processes are killed: everything that was accepted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/sha256.h"
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
    // All unlike, so that each of them is run.
    request.set_source(absl::StrCat(kEcho, "//", ++submitted_));
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
  int submitted_ = 0;
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

TEST_F(CrashTest, ARejudgingGoesOnAfterAKill) {
  std::vector<std::string> ids;
  for (int i = 0; i < 40; ++i) ids.push_back(Submit());
  for (const std::string& id : ids) AwaitVerdict(id);
  for (const std::string& id : ids) {
    grpc::ClientContext context;
    v1::RejudgeRequest request;
    request.set_submission_id(id);
    v1::RejudgeResponse response;
    ASSERT_TRUE(
        server_->submissions().Rejudge(&context, request, &response).ok());
  }
  // Some are judged again, the rest wait.
  server_->Signal(SIGKILL);

  server_ = std::make_unique<Server>(data_dir_);
  for (const std::string& id : ids) {
    EXPECT_EQ(AwaitVerdict(id), v1::VERDICT_ACCEPTED) << id;
    grpc::ClientContext context;
    v1::ListJudgementsRequest request;
    request.set_submission_id(id);
    v1::ListJudgementsResponse response;
    ASSERT_TRUE(server_->submissions()
                    .ListJudgements(&context, request, &response)
                    .ok());
    ASSERT_EQ(response.judgements_size(), 2) << id;
    EXPECT_FALSE(response.judgements(0).current());
    EXPECT_TRUE(response.judgements(1).current());
  }
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

// A package as an upload lists it, on the disk too.
class ListedPackage {
 public:
  ListedPackage() : directory_(MakeDirectory() + "/listed") {
    request_.mutable_header()->set_problem_id("listed");
    Add("problem.yaml",
        "problem_format_version: 2025-09\nname: Listed\n"
        "uuid: 7b5a3b9c-6a3f-4f0e-9b57-0d5a4a1e3c12\n"
        "limits:\n  time_limit: 1\n");
    for (int i = 0; i < 10; ++i) {
      const std::string test = absl::StrCat("data/secret/", i);
      Add(test + ".in", absl::StrCat(std::string(100'000, 'a'), i));
      Add(test + ".ans", absl::StrCat(i));
    }
  }

  const std::string& directory() const { return directory_; }
  const v1::UploadProblemRequest& header() const { return request_; }
  int size() const { return static_cast<int>(contents_.size()); }

  // All of a file, or its beginning.
  v1::UploadProblemRequest Part(int file, size_t most = std::string::npos) {
    v1::UploadProblemRequest part;
    part.mutable_file_part()->set_file(file);
    part.mutable_file_part()->set_data(
        contents_[static_cast<size_t>(file)].substr(0, most));
    return part;
  }

 private:
  void Add(const std::string& name, const std::string& content) {
    const std::filesystem::path path = directory_ + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << content;
    Sha256Hasher hasher;
    hasher.Update(content);
    auto* file = request_.mutable_header()->add_files();
    file->set_name(name);
    file->set_sha256(std::string(hasher.Finish().view()));
    file->set_size_bytes(static_cast<int64_t>(content.size()));
    contents_.push_back(content);
  }

  const std::string directory_;
  v1::UploadProblemRequest request_;
  std::vector<std::string> contents_;
};

TEST_F(CrashTest, AKilledUploadLeavesNoProblemAndGoesOnWhereItWas) {
  constexpr int kSent = 11;
  ListedPackage package;
  const auto missing = [&] {
    v1::CheckUploadRequest request;
    for (const auto& file : package.header().header().files()) {
      request.add_sha256(file.sha256());
    }
    grpc::ClientContext context;
    v1::CheckUploadResponse response;
    const grpc::Status status =
        server_->problems().CheckUpload(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.missing_size();
  };
  grpc::ClientContext context;
  v1::UploadProblemResponse uploaded;
  const auto writer = server_->problems().UploadProblem(&context, &uploaded);
  ASSERT_TRUE(writer->Write(package.header()));
  for (int i = 0; i < kSent; ++i) ASSERT_TRUE(writer->Write(package.Part(i)));
  ASSERT_TRUE(writer->Write(package.Part(kSent, 10)));
  while (missing() > package.size() - kSent) {
  }
  server_->Signal(SIGKILL);
  EXPECT_FALSE(writer->Finish().ok());

  server_ = std::make_unique<Server>(data_dir_);
  EXPECT_EQ(missing(), package.size() - kSent);
  EXPECT_TRUE(std::filesystem::is_empty(data_dir_ + "/spool"));
  EXPECT_TRUE(std::filesystem::is_empty(data_dir_ + "/blobs/tmp"));
  grpc::ClientContext get_context;
  v1::GetProblemRequest request;
  request.set_problem_id("listed");
  v1::GetProblemResponse got;
  EXPECT_EQ(
      server_->problems().GetProblem(&get_context, request, &got).error_code(),
      grpc::NOT_FOUND);

  const CommandResult repeated =
      RunGavel(absl::StrCat("problem upload ", package.directory(),
                            " --server ", server_->address()));
  EXPECT_EQ(repeated.status, 0) << repeated.out;
  EXPECT_THAT(repeated.out, testing::HasSubstr("need not be sent"));
  EXPECT_THAT(repeated.out, testing::HasSubstr("listed version 1"));
}

}  // namespace
}  // namespace gavel::e2e
