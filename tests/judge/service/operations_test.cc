#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "tests/judge/service/http_client.h"
#include "tests/judge/service/operations_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

std::string Text(const grpc::string_ref& text) {
  return {text.data(), text.size()};
}

// Of a key that comes once.
std::string Find(const std::multimap<grpc::string_ref, grpc::string_ref>& in,
                 const std::string& key) {
  EXPECT_EQ(in.count(key), 1U) << key;
  const auto found = in.find(key);
  return found == in.end() ? "" : Text(found->second);
}

TEST_F(OperationsTest, MetricsCountWhatHappened) {
  Judge("print 3");
  Judge("print 3");
  Judge("print 4");
  Judge("syntax");
  std::string id;
  EXPECT_EQ(Submit(*Context(), "nothing", "print 3", &id).error_code(),
            grpc::NOT_FOUND);
  AwaitMetric(
      R"(gavel_rpcs_total{code="OK",method="gavel.v1.SubmissionService/WatchSubmission"})",
      4);
  AwaitMetric(
      R"(gavel_rpcs_total{code="NOT_FOUND",method="gavel.v1.SubmissionService/Submit"})",
      1);
  std::map<std::string, double> metrics = Scrape();
  const std::map<std::string, double> expected = {
      {R"(gavel_submissions_total{code="OK"})", 4},
      {R"(gavel_submissions_total{code="NOT_FOUND"})", 1},
      {R"(gavel_judgements_total{language="javascript",verdict="AC"})", 2},
      {R"(gavel_judgements_total{language="javascript",verdict="WA"})", 1},
      {R"(gavel_judgements_total{language="javascript",verdict="CE"})", 1},
      {R"(gavel_judgements_total{language="typescript",verdict="AC"})", 0},
      {R"(gavel_runs_total{language="javascript",verdict="AC"})", 4},
      {R"(gavel_runs_total{language="javascript",verdict="WA"})", 1},
      {R"(gavel_stage_duration_seconds_count{stage="accept"})", 4},
      {R"(gavel_stage_duration_seconds_count{stage="wait"})", 4},
      {R"(gavel_stage_duration_seconds_count{stage="compile"})", 4},
      {R"(gavel_stage_duration_seconds_count{stage="run"})", 5},
      {R"(gavel_stage_duration_seconds_count{stage="check"})", 5},
      {R"(gavel_stage_duration_seconds_count{stage="store"})", 4},
      {R"(gavel_stage_duration_seconds_bucket{stage="run",le="+Inf"})", 5},
      {"gavel_verdict_duration_seconds_count", 4},
      {R"(gavel_rpcs_total{code="OK",method="gavel.v1.SubmissionService/Submit"})",
       4},
      {R"(gavel_rpc_duration_seconds_count{method="gavel.v1.SubmissionService/Submit"})",
       5},
      {R"(gavel_rpcs_open{method="gavel.v1.SubmissionService/Submit"})", 0},
      {R"(gavel_build_info{v8="10.2",version="1.2.3"})", 1},
      {"gavel_slots", 1},
      {"gavel_queue_limit", 4},
      {R"(gavel_queue_waiting{class="contest"})", 0},
      {"gavel_sandbox_restarts_total", 3},
      {"gavel_sandbox_up", 1},
      {"gavel_serving", 1},
      {"gavel_database_log_bytes", 2048},
      {"gavel_store_errors_total", 0},
  };
  for (const auto& [series, value] : expected) {
    EXPECT_TRUE(metrics.contains(series)) << series;
    EXPECT_EQ(metrics[series], value) << series;
  }
  EXPECT_GT(metrics["process_resident_memory_bytes"], 1e6);
}

TEST_F(OperationsTest, MetricsShowWhatIsUnderWay) {
  sandbox_.Hold();
  std::string id;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(Submit(*Context(), "sum", "print 3", &id).ok());
  }
  sandbox_.AwaitHeld(1);
  std::map<std::string, double> metrics = Scrape();
  EXPECT_EQ(metrics[R"(gavel_slots_busy{class="practice"})"], 1);
  EXPECT_EQ(metrics[R"(gavel_queue_waiting{class="practice"})"], 2);
}

TEST_F(OperationsTest, ClientsCannotMakeUpMethods) {
  grpc::GenericStub stub(channel_);
  for (int i = 0; i < 20; ++i) {
    const grpc::Slice slice("x");
    const grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer response;
    absl::Notification done;
    const auto context = Context();
    stub.UnaryCall(context.get(), absl::StrCat("/made.Up/\"Method", i),
                   grpc::StubOptions(), &request, &response,
                   [&](const grpc::Status& status) {
                     EXPECT_EQ(status.error_code(), grpc::UNIMPLEMENTED);
                     done.Notify();
                   });
    done.WaitForNotification();
  }
  AwaitMetric(R"(gavel_rpcs_total{code="UNIMPLEMENTED",method="unknown"})", 20);
  for (const auto& [series, value] : Scrape()) {
    EXPECT_THAT(series, testing::Not(HasSubstr("made.Up")));
  }
  for (const nlohmann::json& line : TakeLog()) {
    EXPECT_THAT(line.dump(), testing::Not(HasSubstr("made.Up")));
  }
}

TEST_F(OperationsTest, HealthIsTheSameOverHttp) {
  for (const char* path : {"/healthz", "/readyz"}) {
    EXPECT_EQ(Get(monitor_->address(), path).status, 200) << path;
  }
  monitor_->Drain();
  for (const char* path : {"/healthz", "/readyz"}) {
    const HttpReply reply = Get(monitor_->address(), path);
    EXPECT_EQ(reply.status, 503) << path;
    EXPECT_EQ(reply.body, "not serving: draining\n");
  }
  EXPECT_EQ(Scrape()["gavel_serving"], 0);
}

TEST_F(OperationsTest, HttpAnswersOnlyWhatItKnows) {
  const std::string& address = monitor_->address();
  EXPECT_EQ(Get(address, "/").status, 404);
  EXPECT_EQ(Get(address, "/metrics/../etc/passwd").status, 404);
  EXPECT_THAT(Get(address, "/metrics").headers,
              HasSubstr("text/plain; version=0.0.4"));
  EXPECT_EQ(Exchange(address,
                     "POST /metrics HTTP/1.1\r\nHost: x\r\n"
                     "Content-Length: 0\r\nConnection: close\r\n\r\n")
                .status,
            405);
  EXPECT_NE(Exchange(address, "\x16\x03\x01 what\r\n\r\n").status, 200);
  EXPECT_NE(Exchange(address, absl::StrCat("GET /", std::string(100'000, 'a'),
                                           " HTTP/1.1\r\n\r\n"))
                .status,
            200);
  EXPECT_EQ(Get(address, "/healthz").status, 200);
}

TEST_F(OperationsTest, AnAddressThatIsTakenIsSaid) {
  Monitor second(telemetry_, Systemd({}), {});
  EXPECT_EQ(second.Start(monitor_->address()).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(second.Start("localhost:0").code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(OperationsTest, ARequestIdComesBackAndNamesTheSubmissionInTheLog) {
  const auto context = Context();
  context->AddMetadata("x-request-id", "from-the-client.1");
  std::string id;
  ASSERT_TRUE(Submit(*context, "sum", "print 3", &id).ok());
  EXPECT_EQ(Find(context->GetServerInitialMetadata(), "x-request-id"),
            "from-the-client.1");
  EXPECT_EQ(Find(context->GetServerTrailingMetadata(), "x-request-id"),
            "from-the-client.1");
  Judge("print 3");
  int accepted = 0;
  int calls = 0;
  int judged = 0;
  for (const nlohmann::json& line : TakeLog()) {
    const bool ours = line.value("request_id", "") == "from-the-client.1";
    const bool same = line.contains("submission") &&
                      absl::StrCat(line["submission"].get<int64_t>()) == id;
    if (line["message"] == "accepted") accepted += ours && same;
    if (line["message"] == "gavel.v1.SubmissionService/Submit" && ours) {
      ++calls;
      EXPECT_EQ(line["code"], "OK");
      EXPECT_EQ(line["user"], "admin");
      EXPECT_THAT(line["peer"].get<std::string>(), HasSubstr("127.0.0.1"));
      EXPECT_TRUE(line["took"].is_number());
    }
    if (line["message"] == "judged" && same) {
      ++judged;
      EXPECT_EQ(line["verdict"], "AC");
    }
  }
  EXPECT_EQ(accepted, 1);
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(judged, 1);
}

TEST_F(OperationsTest, ARequestIdThatIsNotSaneIsReplaced) {
  for (const std::string& hostile : {std::string("a\" level=\"error"),
                                     std::string(65, 'x'), std::string(" ")}) {
    const auto context = Context();
    context->AddMetadata("x-request-id", hostile);
    std::string id;
    EXPECT_FALSE(Submit(*context, "nothing", "print 3", &id).ok());
    EXPECT_THAT(Find(context->GetServerTrailingMetadata(), "x-request-id"),
                MatchesRegex("[0-9a-f-]{36}"));
  }
}

TEST_F(OperationsTest, LogsHoldNoSources) {
  Judge("print the-secret");
  for (const nlohmann::json& line : TakeLog()) {
    EXPECT_THAT(line.dump(), testing::Not(HasSubstr("the-secret")));
  }
}

TEST_F(OperationsTest, AFloodOfRefusalsIsSummarised) {
  constexpr int kFlood = 200;
  for (int i = 0; i < kFlood; ++i) {
    std::string id;
    EXPECT_FALSE(Submit(*Context(), "nothing", "print 3", &id).ok());
  }
  AwaitMetric(
      R"(gavel_rpcs_total{code="NOT_FOUND",method="gavel.v1.SubmissionService/Submit"})",
      kFlood);
  monitor_->Look();
  int64_t written = 0;
  int64_t left_out = 0;
  for (const nlohmann::json& line : TakeLog()) {
    if (line["message"] == "gavel.v1.SubmissionService/Submit") ++written;
    if (line.contains("lines")) left_out += line["lines"].get<int64_t>();
  }
  EXPECT_EQ(written + left_out, kFlood);
  EXPECT_GT(left_out, 0);
}

}  // namespace
}  // namespace gavel::judge
