// Batches and sets of rejudgings through the command, with servers that are
// killed in the middle.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

using ::testing::HasSubstr;

constexpr const char* kRight =
    "const [a, b] = require('fs').readFileSync(0, 'utf8').split(/\\s+/);"
    "console.log(String(BigInt(a) + BigInt(b)));";
constexpr const char* kWrong = "console.log(0);";
constexpr int kMany = 300;

class BatchTest : public testing::Test {
 protected:
  void SetUp() override {
    data_dir_ = MakeDirectory();
    server_ = std::make_unique<Server>(data_dir_);
    const CommandResult added =
        Gavel("problem upload " GAVEL_SOURCE_DIR "/problems/aplusb");
    ASSERT_EQ(added.status, 0) << added.out;
  }

  CommandResult Gavel(const std::string& arguments) {
    return RunGavel(absl::StrCat(arguments, " --server ", server_->address()));
  }

  // Every third is wrong.
  static std::string MakePrograms(int count) {
    const std::string root = MakeDirectory();
    std::filesystem::create_directories(root + "/aplusb");
    for (int i = 0; i < count; ++i) {
      std::ofstream(absl::StrCat(root, "/aplusb/", 1000 + i, ".js"))
          << (i % 3 == 0 ? kWrong : kRight) << "//" << i;
    }
    return root;
  }

  static std::vector<std::string> Lines(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }

  std::vector<v1::Submission> List() {
    std::vector<v1::Submission> all;
    v1::ListSubmissionsRequest request;
    request.set_page_size(1000);
    grpc::ClientContext context;
    v1::ListSubmissionsResponse page;
    const grpc::Status status =
        server_->submissions().ListSubmissions(&context, request, &page);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return {page.submissions().begin(), page.submissions().end()};
  }

  int Judgements(const std::string& id) {
    grpc::ClientContext context;
    v1::ListJudgementsRequest request;
    request.set_submission_id(id);
    v1::ListJudgementsResponse response;
    EXPECT_TRUE(server_->submissions()
                    .ListJudgements(&context, request, &response)
                    .ok());
    return response.judgements_size();
  }

  // Blocks until so many submissions are judged.
  void AwaitJudged(int count) {
    for (;;) {
      int judged = 0;
      for (const v1::Submission& submission : List()) {
        if (submission.state() == v1::SUBMISSION_STATE_JUDGED) ++judged;
      }
      if (judged >= count || HasFailure()) return;
    }
  }

  std::string data_dir_;
  std::unique_ptr<Server> server_;
};

TEST_F(BatchTest, GoesOnByItselfWhenTheServerIsKilledAndStartedAgain) {
  const std::string programs = MakePrograms(kMany);
  const std::string results = programs + "/results.csv";
  const std::string address = server_->address();
  auto batch = std::async(std::launch::async, [&] {
    return RunGavel(absl::StrCat("batch ", programs, " --output ", results,
                                 " --format csv --server ", address));
  });
  AwaitJudged(20);
  server_->Signal(SIGKILL);
  server_ = std::make_unique<Server>(data_dir_, address);
  const CommandResult done = batch.get();
  EXPECT_EQ(done.status, 0) << done.out;
  EXPECT_THAT(done.out, HasSubstr("accepted"));

  std::set<std::string> keys;
  for (const std::string& line : Lines(results)) {
    const std::vector<std::string> fields = absl::StrSplit(line, ',');
    EXPECT_TRUE(keys.insert(fields[0]).second) << line;
  }
  // With the header.
  EXPECT_EQ(keys.size(), size_t{kMany} + 1);
  const std::vector<v1::Submission> listed = List();
  EXPECT_EQ(listed.size(), size_t{kMany});
  for (const v1::Submission& submission : listed) {
    EXPECT_EQ(Judgements(submission.id()), 1) << submission.id();
  }
}

TEST_F(BatchTest, RunAgainItJudgesNothingTwiceAndTellsAll) {
  const std::string programs = MakePrograms(9);
  const CommandResult first =
      Gavel(absl::StrCat("batch ", programs, " --output - --ordered"));
  EXPECT_EQ(first.status, 0) << first.out;
  const CommandResult second =
      Gavel(absl::StrCat("batch ", programs, " --output - --ordered"));
  EXPECT_EQ(second.out, first.out);
  const std::vector<std::string> lines =
      absl::StrSplit(first.out, '\n', absl::SkipEmpty());
  ASSERT_EQ(lines.size(), 9U);
  EXPECT_THAT(lines[0], HasSubstr("\"verdict\":\"WA\""));
  EXPECT_THAT(lines[1], HasSubstr("\"verdict\":\"AC\""));
  EXPECT_EQ(List().size(), 9U);
}

TEST_F(BatchTest, RefusalsAreToldAndMakeTheExitStatus) {
  const std::string root = MakeDirectory();
  std::ofstream(root + "/list.jsonl")
      << "{\"problem\": \"aplusb\", \"source\": \"1\", \"language\": "
         "\"javascript\"}\n"
      << "{\"problem\": \"nothing\", \"source\": \"1\", \"language\": "
         "\"javascript\"}\n";
  const CommandResult done = Gavel(absl::StrCat("batch ", root, "/list.jsonl"));
  EXPECT_EQ(done.status, 1);
  EXPECT_THAT(done.out, HasSubstr("refused: list.jsonl:2: "));
  EXPECT_EQ(List().size(), 1U);
}

TEST_F(BatchTest, ASetGoesOnAfterAKillAndIsApplied) {
  constexpr int kFew = 60;
  EXPECT_EQ(Gavel(absl::StrCat("batch ", MakePrograms(kFew))).status, 0);
  const CommandResult created =
      Gavel("rejudging create --problem aplusb --reason again");
  EXPECT_EQ(created.status, 0) << created.out;
  EXPECT_THAT(created.out, HasSubstr("rejudging 1: open"));
  server_->Signal(SIGKILL);
  server_ = std::make_unique<Server>(data_dir_);
  const CommandResult shown = Gavel("rejudging show 1 --wait");
  EXPECT_THAT(shown.out, HasSubstr("60 of 60 judged"));
  EXPECT_THAT(Gavel("rejudging diff 1 --all").out, HasSubstr("aplusb"));
  EXPECT_EQ(Judgements("1"), 1);
  EXPECT_THAT(Gavel("rejudging apply 1").out, HasSubstr("applied"));
  for (int i = 1; i <= kFew; ++i) EXPECT_EQ(Judgements(absl::StrCat(i)), 2);
  EXPECT_EQ(Gavel("rejudging cancel 1").status, 2);
}

}  // namespace
}  // namespace gavel::e2e
