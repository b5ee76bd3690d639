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
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/sha256.h"
#include "tests/e2e/mortal_server.h"

namespace gavel::e2e {
namespace {

class CrashTest : public testing::Test {
 protected:
  std::string Submit() { return judge_.Submit(kPrograms[0].source); }

  // Several of each program.
  std::vector<std::string> SubmitAll(size_t count) {
    std::vector<std::string> ids;
    for (size_t i = 0; i < count; ++i) {
      ids.push_back(judge_.Submit(kPrograms[i % kPrograms.size()].source));
    }
    return ids;
  }

  // Of those that SubmitAll returned, each was judged once, and right.
  void ExpectVerdicts(const std::vector<std::string>& ids) {
    for (size_t i = 0; i < ids.size(); ++i) {
      EXPECT_EQ(judge_.AwaitVerdict(ids[i]),
                kPrograms[i % kPrograms.size()].verdict)
          << ids[i];
      EXPECT_EQ(judge_.Judgements(ids[i]).size(), 1U) << ids[i];
    }
  }

  MortalServer judge_;
};

TEST_F(CrashTest, AKilledServerLosesNothingAndJudgesEachOnce) {
  std::vector<std::string> ids;
  for (int i = 0; i < 100; ++i) ids.push_back(Submit());
  // Some are judged, some are being judged, the rest wait.
  EXPECT_EQ(judge_.AwaitVerdict(ids[20]), v1::VERDICT_ACCEPTED);
  for (int i = 0; i < 100; ++i) ids.push_back(Submit());
  judge_.Kill();

  judge_.Start();
  for (const std::string& id : ids) {
    EXPECT_EQ(judge_.AwaitVerdict(id), v1::VERDICT_ACCEPTED) << id;
  }
  std::set<std::string> listed;
  for (const v1::Submission& submission : judge_.List()) {
    EXPECT_EQ(submission.state(), v1::SUBMISSION_STATE_JUDGED);
    EXPECT_TRUE(listed.insert(submission.id()).second) << submission.id();
  }
  EXPECT_EQ(listed, std::set<std::string>(ids.begin(), ids.end()));
}

TEST_F(CrashTest, ARejudgingGoesOnAfterAKill) {
  std::vector<std::string> ids;
  for (int i = 0; i < 40; ++i) ids.push_back(Submit());
  for (const std::string& id : ids) judge_.AwaitVerdict(id);
  for (const std::string& id : ids) {
    judge_.Rejudge(id);
  }
  // Some are judged again, the rest wait.
  judge_.Kill();

  judge_.Start();
  for (const std::string& id : ids) {
    EXPECT_EQ(judge_.AwaitVerdict(id), v1::VERDICT_ACCEPTED) << id;
    const auto judgements = judge_.Judgements(id);
    ASSERT_EQ(judgements.size(), 2U) << id;
    EXPECT_FALSE(judgements[0].current());
    EXPECT_TRUE(judgements[1].current());
  }
}

TEST_F(CrashTest, AServerKilledAgainAndAgainJudgesEachOnceAndRight) {
  const std::vector<std::string> ids = SubmitAll(48);
  for (const size_t judged : {3U, 4U, 9U, 17U, 18U, 31U, 40U}) {
    judge_.AwaitVerdict(ids[judged]);
    judge_.Kill();
    judge_.Start();
  }
  ExpectVerdicts(ids);
}

TEST_F(CrashTest, AKilledZygoteIsReplacedAndNobodyIsBlamed) {
  const std::vector<std::string> ids = SubmitAll(64);
  for (const size_t judged : {5U, 25U, 45U}) {
    judge_.AwaitVerdict(ids[judged]);
    judge_.KillZygote();
  }
  ExpectVerdicts(ids);
}

TEST_F(CrashTest, SigtermEndsTheServerInOrder) {
  const std::string id = Submit();
  const int status = judge_.server().Signal(SIGTERM);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  judge_.Start();
  EXPECT_EQ(judge_.AwaitVerdict(id), v1::VERDICT_ACCEPTED);
}

TEST_F(CrashTest, NoProcessOutlivesAKilledServer) {
  judge_.AwaitVerdict(Submit());
  const pid_t zygote = judge_.server().ZygotePid();
  ASSERT_GT(zygote, 0);
  const OwnedFd process(static_cast<int>(syscall(SYS_pidfd_open, zygote, 0)));
  ASSERT_TRUE(process.ok());
  judge_.Kill();
  // Readable when the process has ended.
  pollfd ended{process.get(), POLLIN, 0};
  EXPECT_EQ(poll(&ended, 1, 10'000), 1) << "the zygote is still there";
  // A restart on the same data waits for nobody.
  judge_.Start();
  EXPECT_EQ(judge_.AwaitVerdict(Submit()), v1::VERDICT_ACCEPTED);
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
        judge_.server().problems().CheckUpload(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.missing_size();
  };
  grpc::ClientContext context;
  v1::UploadProblemResponse uploaded;
  const auto writer =
      judge_.server().problems().UploadProblem(&context, &uploaded);
  ASSERT_TRUE(writer->Write(package.header()));
  for (int i = 0; i < kSent; ++i) ASSERT_TRUE(writer->Write(package.Part(i)));
  ASSERT_TRUE(writer->Write(package.Part(kSent, 10)));
  while (missing() > package.size() - kSent) {
  }
  judge_.Kill();
  EXPECT_FALSE(writer->Finish().ok());

  judge_.Start();
  EXPECT_EQ(missing(), package.size() - kSent);
  EXPECT_TRUE(std::filesystem::is_empty(judge_.data_dir() + "/spool"));
  EXPECT_TRUE(std::filesystem::is_empty(judge_.data_dir() + "/blobs/tmp"));
  grpc::ClientContext get_context;
  v1::GetProblemRequest request;
  request.set_problem_id("listed");
  v1::GetProblemResponse got;
  EXPECT_EQ(judge_.server()
                .problems()
                .GetProblem(&get_context, request, &got)
                .error_code(),
            grpc::NOT_FOUND);

  const CommandResult repeated =
      RunGavel(absl::StrCat("problem upload ", package.directory(),
                            " --server ", judge_.server().address()));
  EXPECT_EQ(repeated.status, 0) << repeated.out;
  EXPECT_THAT(repeated.out, testing::HasSubstr("need not be sent"));
  EXPECT_THAT(repeated.out, testing::HasSubstr("listed version 1"));
}

}  // namespace
}  // namespace gavel::e2e
