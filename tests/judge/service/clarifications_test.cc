// Clarifications and exports through a real channel.
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/service/contest_test_base.h"

namespace gavel::judge {
namespace {

using ::grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ClarificationTest : public ContestTest {
 protected:
  grpc::Status Ask(const std::string& user, const std::string& question,
                   const std::string& problem = "") {
    v1::AskClarificationRequest request;
    request.set_contest_id("finals");
    request.set_question(question);
    request.set_problem(problem);
    return stub_->AskClarification(As(user).get(), request, &asked_);
  }
  grpc::Status Answer(const std::string& user, const std::string& id,
                      const std::string& answer, bool to_all) {
    v1::AnswerClarificationRequest request;
    request.set_contest_id("finals");
    request.set_clarification_id(id);
    request.set_answer(answer);
    request.set_to_all(to_all);
    v1::AnswerClarificationResponse response;
    return stub_->AnswerClarification(As(user).get(), request, &response);
  }
  grpc::Status Announce(const std::string& user, const std::string& text) {
    v1::AnnounceRequest request;
    request.set_contest_id("finals");
    request.set_text(text);
    v1::AnnounceResponse response;
    return stub_->Announce(As(user).get(), request, &response);
  }

  // "from: question / answer".
  static std::string Text(const v1::Clarification& each) {
    return absl::StrCat(each.from_user_id(), ": ", each.question(), " / ",
                        each.answer());
  }
  std::vector<std::string> List(const std::string& user) {
    v1::ListClarificationsRequest request;
    request.set_contest_id("finals");
    v1::ListClarificationsResponse response;
    EXPECT_TRUE(
        stub_->ListClarifications(As(user).get(), request, &response).ok());
    std::vector<std::string> texts;
    for (const v1::Clarification& each : response.clarifications()) {
      texts.push_back(Text(each));
    }
    return texts;
  }
  std::string asked() const { return asked_.clarification().id(); }

  v1::AskClarificationResponse asked_;
};

TEST_F(ClarificationTest, AreSeenByThoseWhomTheyConcern) {
  Create(Finals());
  for (const char* user : {"ada", "bob"}) Register(user);
  EXPECT_EQ(Ask("ada", "When?").error_code(), StatusCode::FAILED_PRECONDITION);
  GoTo(start());
  ASSERT_TRUE(Ask("ada", "Why?", "A").ok());
  const std::string first = asked();
  ASSERT_TRUE(Ask("bob", "How?").ok());
  const std::string second = asked();
  ASSERT_TRUE(Announce("judge", "Lunch!").ok());
  EXPECT_THAT(List("ada"), ElementsAre("ada: Why? / ", ":  / Lunch!"));
  EXPECT_THAT(List("judge"),
              ElementsAre("ada: Why? / ", "bob: How? / ", ":  / Lunch!"));
  EXPECT_EQ(Answer("bob", first, "x", true).error_code(),
            StatusCode::PERMISSION_DENIED);
  ASSERT_TRUE(Answer("judge", first, "Because.", true).ok());
  ASSERT_TRUE(Answer("judge", second, "So.", false).ok());
  EXPECT_EQ(Answer("judge", second, "So!", false).error_code(),
            StatusCode::FAILED_PRECONDITION);
  EXPECT_THAT(List("ada"), ElementsAre("ada: Why? / Because.", ":  / Lunch!"));
  // Who asked is not told to others.
  EXPECT_THAT(List("bob"), ElementsAre(": Why? / Because.", "bob: How? / So.",
                                       ":  / Lunch!"));
  EXPECT_EQ(Announce("ada", "No lunch.").error_code(),
            StatusCode::PERMISSION_DENIED);
}

TEST_F(ClarificationTest, AreBounded) {
  Create(Finals());
  Register("ada");
  GoTo(start());
  EXPECT_TRUE(Ask("ada", std::string(4096, 'x')).ok());
  EXPECT_EQ(Ask("ada", std::string(4097, 'x')).error_code(),
            StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(Ask("ada", "").error_code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(Ask("ada", " \n").error_code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(Ask("ada", "Where?", "Z").error_code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(Ask("eve", "Who?").error_code(), StatusCode::NOT_FOUND);
  for (int i = 1; i < 10; ++i) ASSERT_TRUE(Ask("ada", "And?").ok());
  const std::string last = asked();
  const grpc::Status more = Ask("ada", "And?");
  EXPECT_EQ(more.error_code(), StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(more.error_message(), HasSubstr("10 of your questions"));
  ASSERT_TRUE(Answer("judge", last, "No.", false).ok());
  EXPECT_TRUE(Ask("ada", "And?").ok());
  GoTo(end());
  EXPECT_EQ(Ask("ada", "Now?").error_code(), StatusCode::FAILED_PRECONDITION);
}

TEST_F(ClarificationTest, AreStreamed) {
  Create(Finals());
  for (const char* user : {"ada", "bob"}) Register(user);
  GoTo(start());
  ASSERT_TRUE(Ask("ada", "Why?").ok());
  const std::string first = asked();
  v1::WatchClarificationsRequest request;
  request.set_contest_id("finals");
  const auto context = As("ada");
  const auto reader = stub_->WatchClarifications(context.get(), request);
  v1::WatchClarificationsResponse message;
  const auto next = [&] {
    return reader->Read(&message) ? Text(message.clarification()) : "";
  };
  EXPECT_EQ(next(), "ada: Why? / ");
  ASSERT_TRUE(Ask("bob", "How?").ok());
  ASSERT_TRUE(Answer("judge", asked(), "So.", false).ok());
  ASSERT_TRUE(Announce("judge", "Lunch!").ok());
  EXPECT_EQ(next(), ":  / Lunch!");
  ASSERT_TRUE(Answer("judge", first, "Because.", false).ok());
  EXPECT_EQ(next(), "ada: Why? / Because.");
  server_->Shutdown(absl::Seconds(10));
  EXPECT_EQ(next(), "");
  EXPECT_EQ(reader->Finish().error_code(), StatusCode::UNAVAILABLE);
}

// Exports.

class ExportTest : public ContestTest {
 protected:
  // Contents by path; empty if it is refused.
  std::map<std::string, std::string> Export(
      const std::string& user, v1::ExportContestRequest::Format format) {
    v1::ExportContestRequest request;
    request.set_contest_id("finals");
    request.set_format(format);
    const auto context = As(user);
    const auto reader = stub_->ExportContest(context.get(), request);
    std::map<std::string, std::string> files;
    std::string path;
    v1::ExportContestResponse chunk;
    while (reader->Read(&chunk)) {
      if (!chunk.path().empty()) path = chunk.path();
      files[path] += chunk.data();
    }
    status_ = reader->Finish();
    return files;
  }
  grpc::Status status_;
};

TEST_F(ExportTest, SendsFiles) {
  Create(Finals());
  Register("ada");
  GoTo(start());
  Submit("ada", "A");
  auto files = Export("judge", v1::ExportContestRequest::FORMAT_CSV);
  EXPECT_TRUE(status_.ok()) << status_.error_message();
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_THAT(files["standings.csv"], HasSubstr("ada"));
  files = Export("judge", v1::ExportContestRequest::FORMAT_EVENT_FEED);
  EXPECT_THAT(files["event-feed.ndjson"], HasSubstr("\"judgements\""));
  files = Export("judge", v1::ExportContestRequest::FORMAT_CLICS_PACKAGE);
  EXPECT_GT(files.size(), 3U);
  EXPECT_THAT(Export("judge", v1::ExportContestRequest::FORMAT_UNSPECIFIED),
              IsEmpty());
  EXPECT_EQ(status_.error_code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(Export("ada", v1::ExportContestRequest::FORMAT_CSV), IsEmpty());
  EXPECT_EQ(status_.error_code(), StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace gavel::judge
