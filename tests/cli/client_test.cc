#include "cli/client.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gavel/v1/submission_service.grpc.pb.h"

namespace gavel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Event = v1::WatchSubmissionResponse;

// Each watch ends as its script says: after so many events, with that status.
class ScriptedService final : public v1::SubmissionService::Service {
 public:
  struct Stream {
    int runs;
    bool judged;
    grpc::Status status;
  };

  explicit ScriptedService(std::vector<Stream> streams)
      : streams_(std::move(streams)) {}

  grpc::Status WatchSubmission(grpc::ServerContext* /*context*/,
                               const v1::WatchSubmissionRequest* /*request*/,
                               grpc::ServerWriter<Event>* writer) override {
    const size_t index = calls_++;
    const Stream& stream = streams_[std::min(index, streams_.size() - 1)];
    for (int i = 0; i < stream.runs; ++i) {
      Event event;
      event.mutable_run_finished()->set_index(i);
      writer->Write(event);
    }
    Event judged;
    judged.mutable_judged();
    if (stream.judged) writer->Write(judged);
    return stream.status;
  }

  size_t calls() const { return calls_; }

 private:
  const std::vector<Stream> streams_;
  std::atomic<size_t> calls_ = 0;
};

class WatchTest : public testing::Test {
 protected:
  grpc::Status Watch(std::vector<ScriptedService::Stream> streams,
                     absl::Duration patience = absl::Minutes(1)) {
    ScriptedService service(std::move(streams));
    grpc::ServerBuilder builder;
    builder.RegisterService(&service);
    const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
    grpc::Status status = WatchUntilJudged(
        server->InProcessChannel({}), "1",
        {.patience = patience, .first_pause = absl::Milliseconds(1)},
        [this](const Event& event) { events_.push_back(event.event_case()); },
        [this] { ++broken_; });
    calls_ = service.calls();
    server->Shutdown();
    return status;
  }

  std::vector<int> events_;
  int broken_ = 0;
  size_t calls_ = 0;
};

const grpc::Status kGone(grpc::UNAVAILABLE, "shutting down");

TEST_F(WatchTest, EndsWithTheVerdict) {
  EXPECT_TRUE(Watch({{1, true, grpc::Status::OK}}).ok());
  EXPECT_THAT(events_, ElementsAre(Event::kRunFinished, Event::kJudged));
  EXPECT_EQ(broken_, 0);
}

TEST_F(WatchTest, GoesOnAfterTheServerWasGone) {
  EXPECT_TRUE(
      Watch({{2, false, kGone}, {0, false, kGone}, {3, true, grpc::Status::OK}})
          .ok());
  EXPECT_EQ(events_.back(), Event::kJudged);
  EXPECT_EQ(broken_, 2);
}

TEST_F(WatchTest, EndsAtOnceWhenThereIsNoSuchSubmission) {
  const grpc::Status status =
      Watch({{0, false, {grpc::NOT_FOUND, "no submission 1"}}});
  EXPECT_EQ(status.error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(calls_, 1U);
}

TEST_F(WatchTest, GivesUpWhenItsPatienceIsOver) {
  const grpc::Status status = Watch({{0, false, kGone}}, absl::ZeroDuration());
  EXPECT_EQ(status.error_code(), grpc::UNAVAILABLE);
  EXPECT_EQ(status.error_message(), "shutting down");
}

TEST_F(WatchTest, DoesNotTakeAStreamWithoutVerdictForAnEnd) {
  const grpc::Status status =
      Watch({{0, false, grpc::Status::OK}}, absl::ZeroDuration());
  EXPECT_EQ(status.error_code(), grpc::INTERNAL);
}

TEST(ConnectTest, SaysThatNobodyIsThere) {
  // Port 1 of this machine: refused at once, or by the deadline.
  const auto channel = Connect({.server = "127.0.0.1:1"});
  ASSERT_FALSE(channel.ok());
  EXPECT_EQ(absl::StrCat(channel.status().message()),
            "cannot reach 127.0.0.1:1: is `gavel serve` running there?");
}

TEST(FailTest, EscapesWhatAServerSays) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Fail("addr", {grpc::NOT_FOUND, "no \x1b[2J problem\ntwo"}),
            kExitError);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "gavel: no \\x1b[2J problem\ntwo\n");
}

TEST(FailTest, NamesTheServerThatIsInTrouble) {
  testing::internal::CaptureStderr();
  Fail("host:1", {grpc::DEADLINE_EXCEEDED, "Deadline Exceeded"});
  Fail("host:1", kGone);
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              HasSubstr("server host:1 did not answer in time"));
}

}  // namespace
}  // namespace gavel::cli
