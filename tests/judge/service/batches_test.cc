#include "judge/service/batches.h"

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;
using Request = v1::SubmitBatchRequest;
using Response = v1::SubmitBatchResponse;

Request Make(const std::string& key, const std::string& source) {
  Request request;
  v1::SubmitRequest& submission = *request.mutable_submission();
  submission.set_idempotency_key(key);
  submission.set_problem_id("sum");
  submission.set_language("javascript");
  submission.set_source(source);
  return request;
}

class BatchesTest : public ServiceTest {
 protected:
  using Stream = grpc::ClientReaderWriter<Request, Response>;

  void StartServer() {
    Start();
    stub_ = v1::SubmissionService::NewStub(channel_);
  }

  // One stream at a time.
  Stream& Open() {
    context_ = Context();
    stream_ = stub_->SubmitBatch(context_.get());
    return *stream_;
  }

  Response Read() {
    Response response;
    EXPECT_TRUE(stream_->Read(&response));
    return response;
  }

  // Sends all, then reads to the end; answers by key, in their order.
  std::map<std::string, std::vector<Response>> SendAll(
      const std::vector<Request>& requests) {
    Open();
    for (const Request& request : requests) {
      EXPECT_TRUE(stream_->Write(request));
    }
    stream_->WritesDone();
    std::map<std::string, std::vector<Response>> answers;
    Response response;
    while (stream_->Read(&response)) {
      answers[response.key()].push_back(response);
    }
    const grpc::Status status = stream_->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    return answers;
  }

  std::unique_ptr<v1::SubmissionService::Stub> stub_;
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<Stream> stream_;
};

TEST_F(BatchesTest, TellsAcceptanceAndVerdictOfEachByItsKey) {
  StartServer();
  auto answers = SendAll({Make("good", "print 3"), Make("bad", "print 4")});
  ASSERT_EQ(answers.size(), 2U);
  ASSERT_EQ(answers["good"].size(), 2U);
  const v1::Submission& accepted = answers["good"][0].accepted();
  EXPECT_EQ(accepted.problem_id(), "sum");
  EXPECT_EQ(accepted.idempotency_key(), "good");
  EXPECT_EQ(accepted.source(), "");
  const Response::Judged& judged = answers["good"][1].judged();
  EXPECT_EQ(judged.submission_id(), accepted.id());
  EXPECT_EQ(judged.judgement().verdict(), v1::VERDICT_ACCEPTED);
  EXPECT_EQ(judged.judgement().test_count(), 2);
  EXPECT_EQ(judged.judgement().runs_size(), 0);
  ASSERT_EQ(answers["bad"].size(), 2U);
  EXPECT_EQ(answers["bad"][1].judged().judgement().verdict(),
            v1::VERDICT_WRONG_ANSWER);
}

TEST_F(BatchesTest, TakesMoreThanTheQueueHolds) {
  options().batches.first_pause = absl::Milliseconds(1);
  StartServer();
  std::vector<Request> requests;
  for (int i = 0; i < 60; ++i) {
    requests.push_back(Make(absl::StrCat("k", i), "print 3"));
  }
  const auto answers = SendAll(requests);
  EXPECT_EQ(answers.size(), 60U);
  for (const auto& [key, list] : answers) {
    ASSERT_EQ(list.size(), 2U) << key;
    EXPECT_EQ(list[1].judged().judgement().verdict(), v1::VERDICT_ACCEPTED);
  }
  EXPECT_EQ(store_.submissions(), 60);
}

TEST_F(BatchesTest, RefusesOneAndGoesOn) {
  StartServer();
  Request unknown = Make("unknown", "print 3");
  unknown.mutable_submission()->set_problem_id("nothing");
  auto answers = SendAll({unknown, Make("empty", ""), Make("good", "print 3")});
  ASSERT_EQ(answers["unknown"].size(), 1U);
  EXPECT_EQ(answers["unknown"][0].refused().code(), grpc::NOT_FOUND);
  EXPECT_THAT(answers["unknown"][0].refused().message(), HasSubstr("nothing"));
  ASSERT_EQ(answers["empty"].size(), 1U);
  EXPECT_EQ(answers["empty"][0].refused().code(), grpc::INVALID_ARGUMENT);
  EXPECT_TRUE(answers["good"][1].has_judged());
}

TEST_F(BatchesTest, ARepeatedBatchJudgesNothingTwice) {
  StartServer();
  const std::vector<Request> requests = {Make("a", "print 3"),
                                         Make("b", "print 4")};
  auto first = SendAll(requests);
  auto second = SendAll(requests);
  for (const char* key : {"a", "b"}) {
    ASSERT_EQ(second[key].size(), 2U);
    EXPECT_EQ(second[key][0].accepted().id(), first[key][0].accepted().id());
    EXPECT_EQ(second[key][1].judged().judgement().verdict(),
              first[key][1].judged().judgement().verdict());
  }
  EXPECT_EQ(store_.submissions(), 2);
  EXPECT_EQ(store_.judgings(1), 1);
}

TEST_F(BatchesTest, ABrokenBatchIsTakenUpWhereItWas) {
  StartServer();
  sandbox_.Hold();
  Open();
  ASSERT_TRUE(stream_->Write(Make("a", "print 3")));
  EXPECT_TRUE(Read().has_accepted());
  context_->TryCancel();
  EXPECT_FALSE(stream_->Finish().ok());

  Open();
  ASSERT_TRUE(stream_->Write(Make("a", "print 3")));
  EXPECT_EQ(Read().accepted().id(), "1");
  sandbox_.Release();
  EXPECT_EQ(Read().judged().judgement().verdict(), v1::VERDICT_ACCEPTED);
  stream_->WritesDone();
  EXPECT_TRUE(stream_->Finish().ok());
  EXPECT_EQ(store_.judgings(1), 1);
}

TEST_F(BatchesTest, AKeyOfSomethingElseIsRefusedAndSaysWhat) {
  StartServer();
  Request typed = Make("a", "print 3");
  typed.mutable_submission()->set_language("typescript");
  SendAll({Make("a", "print 3")});
  auto answers = SendAll({Make("a", "print 4")});
  EXPECT_EQ(answers["a"][0].refused().code(), grpc::ALREADY_EXISTS);
  EXPECT_THAT(answers["a"][0].refused().message(),
              HasSubstr("submission 1, which has another source"));
  answers = SendAll({typed});
  EXPECT_THAT(answers["a"][0].refused().message(),
              HasSubstr("another language"));
}

struct KeyCase {
  const char* name;
  std::string key;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const KeyCase& row) {
  return out << row.name;
}

class BatchKeyTest : public BatchesTest,
                     public testing::WithParamInterface<KeyCase> {};

TEST_P(BatchKeyTest, WithoutAProperKeyTheStreamEnds) {
  StartServer();
  Open();
  stream_->Write(Make(GetParam().key, "print 3"));
  Response response;
  EXPECT_FALSE(stream_->Read(&response));
  const grpc::Status status = stream_->Finish();
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr(GetParam().message));
  EXPECT_EQ(store_.submissions(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, BatchKeyTest,
    testing::Values(KeyCase{"Empty", "", "key is empty"},
                    KeyCase{"Long", std::string(129, 'k'), "has 129 bytes"},
                    KeyCase{"Control", "a\nb", "has a control character"}),
    [](const auto& row) { return row.param.name; });

// With one answer outstanding the server reads no more.
TEST_F(BatchesTest, ReadsOnlyAsFarAheadAsItMay) {
  options().batches.max_unanswered = 2;
  StartServer();
  sandbox_.Hold();
  Open();
  for (const char* key : {"a", "b", "c"}) {
    ASSERT_TRUE(stream_->Write(Make(key, "print 3")));
  }
  EXPECT_EQ(Read().key(), "a");
  EXPECT_EQ(Read().key(), "b");
  sandbox_.AwaitHeld(1);
  EXPECT_EQ(store_.submissions(), 2);
  sandbox_.Release();
  EXPECT_TRUE(Read().has_judged());
  stream_->WritesDone();
  Response response;
  int left = 0;
  while (stream_->Read(&response)) ++left;
  // The verdict of the second, and both answers of the third.
  EXPECT_EQ(left, 3);
  EXPECT_TRUE(stream_->Finish().ok());
}

TEST_F(BatchesTest, ABatchThatWaitsForRoomEndsAtShutdown) {
  StartServer();
  sandbox_.Hold();
  Open();
  // One is judged, four wait, one more does not fit.
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(stream_->Write(Make(absl::StrCat("k", i), "print 3")));
  }
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(Read().has_accepted());
  server_->Shutdown(absl::Seconds(10));
  Response response;
  while (stream_->Read(&response)) {
  }
  EXPECT_EQ(stream_->Finish().error_code(), grpc::UNAVAILABLE);
}

TEST_F(BatchesTest, RefusesMoreStreamsThanItMayHave) {
  options().batches.max_streams = 1;
  StartServer();
  Open();
  ASSERT_TRUE(stream_->Write(Make("a", "print 3")));
  EXPECT_TRUE(Read().has_accepted());
  const auto context = Context();
  const auto second = stub_->SubmitBatch(context.get());
  Response response;
  EXPECT_FALSE(second->Read(&response));
  EXPECT_EQ(second->Finish().error_code(), grpc::RESOURCE_EXHAUSTED);
}

TEST_F(BatchesTest, SubmitHonoursTheKeyAsWell) {
  StartServer();
  const auto submit = [&](const std::string& source,
                          v1::SubmitResponse* response) {
    return stub_->Submit(Context().get(), Make("a", source).submission(),
                         response);
  };
  v1::SubmitResponse response;
  ASSERT_TRUE(submit("print 3", &response).ok());
  EXPECT_EQ(response.submission().id(), "1");
  ASSERT_TRUE(submit("print 3", &response).ok());
  EXPECT_EQ(response.submission().id(), "1");
  EXPECT_EQ(submit("print 4", &response).error_code(), grpc::ALREADY_EXISTS);
  EXPECT_EQ(store_.submissions(), 1);
}

}  // namespace
}  // namespace gavel::judge
