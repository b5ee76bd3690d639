// What is submitted when, and who sees problems.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "judge/package/package.h"
#include "tests/judge/service/contest_test_base.h"

namespace gavel::judge {
namespace {

using ::grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr absl::Duration kTick = absl::Microseconds(1);

TEST_F(ContestTest, TakesSubmissionsFromTheStartUntilBeforeTheEnd) {
  Create(Finals());
  Register("ada");
  GoTo(start() - kTick);
  EXPECT_THAT(TrySubmit("ada", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "contest finals begins"));
  // Whether there is such a problem is not told either.
  EXPECT_THAT(TrySubmit("ada", "Z"),
              Fails(StatusCode::FAILED_PRECONDITION, "contest finals begins"));
  GoTo(start());
  EXPECT_THAT(TrySubmit("ada", "A"), Succeeds());
  EXPECT_THAT(TrySubmit("ada", "Z"),
              Fails(StatusCode::NOT_FOUND, "no problem \"Z\""));
  GoTo(end() - kTick);
  EXPECT_THAT(TrySubmit("ada", "max"), Succeeds());
  GoTo(end());
  EXPECT_THAT(TrySubmit("ada", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "ended for you"));
}

TEST_F(ContestTest, StoresTheTimeThatWasAdmitted) {
  Create(Finals());
  Register("ada");
  // Between two microseconds: what is stored is not after the end.
  GoTo(end() - absl::Nanoseconds(1));
  Submit("ada", "A");
  storage::ContestLog log = contests_->SubmissionLog("finals", 0).value();
  ASSERT_THAT(log.entries, SizeIs(1));
  EXPECT_EQ(log.entries[0].submitted, end() - kTick);
  EXPECT_THAT(Rows(Standings("ada")), ElementsAre("1 ada 1 [1+0 0+0]"));
}

TEST_F(ContestTest, ExtraTimeIsForThoseWhoHaveIt) {
  Create(Finals());
  Register("ada", absl::Minutes(30));
  Register("bob");
  GoTo(end() + absl::Minutes(30) - kTick);
  EXPECT_THAT(TrySubmit("ada", "A"), Succeeds());
  EXPECT_THAT(TrySubmit("bob", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "ended for you"));
  // Nor is it practice before the last has ended.
  EXPECT_THAT(TrySubmit("bob", "sum", "print 3", ""),
              Fails(StatusCode::FAILED_PRECONDITION, "is in contest finals"));
  GoTo(end() + absl::Minutes(30));
  EXPECT_THAT(TrySubmit("ada", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "ended for you"));
  EXPECT_THAT(TrySubmit("bob", "sum", "print 3", ""), Succeeds());
}

TEST_F(ContestTest, RefusesWhoIsNotInItAndWhatItDoesNotTake) {
  v1::Contest contest = Finals();
  contest.add_languages("typescript");
  Create(contest);
  Register("ada");
  GoTo(start());
  EXPECT_THAT(TrySubmit("eve", "A"),
              Fails(StatusCode::NOT_FOUND, "no contest finals"));
  EXPECT_THAT(TrySubmit("ada", "A", "print 3", "nothing"),
              Fails(StatusCode::NOT_FOUND, "no contest nothing"));
  EXPECT_THAT(TrySubmit("ada", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "it takes: typescript"));
  EXPECT_THAT(TrySubmit("ada", "A", "print 3", "finals", "typescript"),
              Succeeds());
  // A judge tries what it likes, when it likes.
  EXPECT_THAT(TrySubmit("judge", "A"), Succeeds());
  EXPECT_THAT(Rows(Standings("ada")), SizeIs(1));
}

TEST_F(ContestTest, TheLimitHoldsAgainstARace) {
  v1::Contest contest = Finals();
  contest.set_submission_limit(3);
  Create(contest);
  Register("ada");
  GoTo(start());
  std::atomic<int> accepted = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 3; ++j)
        accepted += TrySubmit("ada", "A").ok() ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(accepted, 3);
  EXPECT_THAT(TrySubmit("ada", "A"),
              Fails(StatusCode::FAILED_PRECONDITION, "allows 3 submissions"));
  EXPECT_THAT(TrySubmit("ada", "B"), Succeeds());
}

TEST_F(ContestTest, WhatIsSubmittedWhileItRunsComesFirst) {
  Create(Finals());
  Register("ada");
  storage::Waiting waiting;
  EXPECT_EQ(admission_->PriorityOf(waiting), Priority::kPractice);
  waiting.contest_id = "finals";
  // A judge tries something before it begins.
  ASSERT_THAT(TrySubmit("judge", "A"), Succeeds());
  EXPECT_EQ(admission_->PriorityOf(waiting), Priority::kPractice);
  GoTo(start());
  EXPECT_EQ(admission_->PriorityOf(waiting), Priority::kContest);
  waiting.again = true;
  EXPECT_EQ(admission_->PriorityOf(waiting), Priority::kRejudge);
  waiting.again = false;
  GoTo(end());
  EXPECT_EQ(admission_->PriorityOf(waiting), Priority::kPractice);
}

// Visibility.

class ProblemVisibilityTest : public ContestTest {
 protected:
  // What of a problem a user gets to see: all of these RPCs agree.
  bool Sees(const std::string& user, const std::string& problem) {
    v1::GetProblemRequest get;
    get.set_problem_id(problem);
    v1::GetProblemResponse got;
    const grpc::Status status =
        problems_->GetProblem(As(user).get(), get, &got);
    v1::GetStatementRequest statement;
    statement.set_problem_id(problem);
    v1::GetStatementResponse text;
    EXPECT_EQ(problems_->GetStatement(As(user).get(), statement, &text).ok(),
              status.ok());
    v1::DownloadAttachmentRequest attachment;
    attachment.set_problem_id(problem);
    attachment.set_name("none");
    const auto context = As(user);
    const auto reader =
        problems_->DownloadAttachment(context.get(), attachment);
    v1::DownloadAttachmentResponse chunk;
    while (reader->Read(&chunk)) {
    }
    const bool by_problem = reader->Finish().error_message().find(
                                "no problem") != std::string::npos;
    EXPECT_EQ(by_problem, !status.ok());
    EXPECT_EQ(Listed(user, problem), status.ok());
    if (!status.ok()) {
      EXPECT_THAT(status, Fails(StatusCode::NOT_FOUND, "no problem"));
      EXPECT_THAT(TrySubmit(user, problem, "print 3", ""),
                  Fails(StatusCode::NOT_FOUND, "no problem"));
    }
    return status.ok();
  }

  bool Listed(const std::string& user, const std::string& problem) {
    v1::ListProblemsResponse list;
    EXPECT_THAT(problems_->ListProblems(As(user).get(), {}, &list), Succeeds());
    for (const v1::Problem& each : list.problems()) {
      if (each.id() == problem) return true;
    }
    return false;
  }

  grpc::Status Hide(const std::string& user, bool hidden) {
    v1::HideProblemRequest request;
    request.set_problem_id("sum");
    request.set_hidden(hidden);
    v1::HideProblemResponse response;
    return stub_->HideProblem(As(user).get(), request, &response);
  }
};

TEST_F(ProblemVisibilityTest, AProblemIsItsContestsUntilThatIsOver) {
  EXPECT_TRUE(Sees("eve", "sum"));
  Create(Finals());
  Register("ada");
  for (const char* user : {"ada", "eve"}) EXPECT_FALSE(Sees(user, "sum"));
  for (const char* user : {"judge", "admin"}) EXPECT_TRUE(Sees(user, "sum"));
  GoTo(start());
  EXPECT_TRUE(Sees("ada", "sum"));
  EXPECT_FALSE(Sees("eve", "sum"));
  EXPECT_THAT(TrySubmit("ada", "sum", "print 3", ""),
              Fails(StatusCode::FAILED_PRECONDITION, "submit it there"));
  GoTo(end() - kTick);
  EXPECT_FALSE(Sees("eve", "sum"));
  GoTo(end());
  for (const char* user : {"ada", "eve"}) {
    EXPECT_TRUE(Sees(user, "sum"));
    EXPECT_THAT(TrySubmit(user, "sum", "print 3", ""), Succeeds());
  }
}

TEST_F(ProblemVisibilityTest, AHiddenProblemIsSeenInContestsOnly) {
  EXPECT_THAT(Hide("eve", true), Fails(StatusCode::PERMISSION_DENIED, ""));
  ASSERT_THAT(Hide("admin", true), Succeeds());
  EXPECT_FALSE(Sees("eve", "sum"));
  EXPECT_TRUE(Sees("admin", "sum"));
  Create(Finals());
  Register("ada");
  GoTo(start());
  EXPECT_TRUE(Sees("ada", "sum"));
  GoTo(end());
  EXPECT_TRUE(Sees("ada", "sum"));
  EXPECT_FALSE(Sees("eve", "sum"));
  ASSERT_THAT(Hide("admin", false), Succeeds());
  EXPECT_TRUE(Sees("eve", "sum"));
}

TEST_F(ProblemVisibilityTest, AnUploadHidesBeforeItStores) {
  const std::string package = directory_ + "/twice";
  for (const char* folder : {"/data/sample", "/data/secret"}) {
    std::filesystem::create_directories(package + folder);
    std::ofstream(package + folder + "/1.in") << "1\n";
    std::ofstream(package + folder + "/1.ans") << "2\n";
  }
  std::ofstream(package + "/problem.yaml")
      << "problem_format_version: 2025-09\nname: Twice\n"
         "uuid: 7b5a3b9c-6a3f-4f0e-9b57-0d5a4a1e3c11\n"
         "limits:\n  time_limit: 1\n";
  const std::string zip = directory_ + "/twice.zip";
  ASSERT_TRUE(package::PackZip(package, zip).ok());
  std::ifstream file(zip, std::ios::binary);
  v1::UploadProblemRequest header;
  header.mutable_header()->set_problem_id("twice");
  header.mutable_header()->set_hidden(true);
  v1::UploadProblemRequest chunk;
  chunk.set_chunk({std::istreambuf_iterator<char>(file), {}});
  v1::UploadProblemResponse response;
  const auto context = As("admin");
  const auto writer = problems_->UploadProblem(context.get(), &response);
  writer->Write(header);
  writer->Write(chunk);
  writer->WritesDone();
  EXPECT_THAT(writer->Finish(), Succeeds());
  EXPECT_TRUE(Listed("admin", "twice"));
  EXPECT_FALSE(Listed("eve", "twice"));
}

}  // namespace
}  // namespace gavel::judge
