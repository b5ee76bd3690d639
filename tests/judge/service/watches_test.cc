#include "judge/service/watches.h"

#include <gmock/gmock.h>

#include <latch>
#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using Event = v1::WatchSubmissionResponse;

class WatchesTest : public ServiceTest {
 protected:
  void StartWith(absl::Duration pause) {
    options().watches.pause = pause;
    Start();
    stub_ = v1::SubmissionService::NewStub(channel_);
  }
  // Of a submission with two tests.
  std::unique_ptr<grpc::ClientReader<Event>> SubmitAndWatch(
      grpc::ClientContext* context) {
    v1::SubmitRequest request;
    request.set_problem_id("sum");
    request.set_language("javascript");
    request.set_source("print 3");
    v1::SubmitResponse response;
    EXPECT_TRUE(stub_->Submit(Context().get(), request, &response).ok());
    v1::WatchSubmissionRequest watch;
    watch.set_submission_id(response.submission().id());
    return stub_->WatchSubmission(context, watch);
  }

  std::unique_ptr<v1::SubmissionService::Stub> stub_;
};

TEST_F(WatchesTest, AResultIsSentWhileTheNextTestRuns) {
  std::latch read(1);
  sandbox_.BeforeRun([&read](int index) {
    if (index == 1) read.wait();
  });
  StartWith(absl::Milliseconds(1));
  const auto context = Context();
  const auto reader = SubmitAndWatch(context.get());
  Event event;
  while (!event.has_run_finished()) ASSERT_TRUE(reader->Read(&event));
  EXPECT_EQ(event.run_finished().run().test(), "sample/1");
  read.count_down();
  while (reader->Read(&event)) {
  }
  EXPECT_TRUE(event.has_judged());
  EXPECT_TRUE(reader->Finish().ok());
}

TEST_F(WatchesTest, EventsDoNotWaitForLongerThanTheVerdict) {
  StartWith(absl::InfiniteDuration());
  const auto context = Context();
  const auto reader = SubmitAndWatch(context.get());
  std::vector<int> cases;
  Event event;
  while (reader->Read(&event)) cases.push_back(event.event_case());
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_THAT(cases, ElementsAre(Event::kQueued, Event::kCompiling,
                                 Event::kCompiled, Event::kRunFinished,
                                 Event::kRunFinished, Event::kJudged));
}

}  // namespace
}  // namespace gavel::judge
