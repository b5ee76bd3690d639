#include "tests/judge/service/operations_fixture.h"

#include <cstdio>
#include <utility>

#include "absl/strings/str_split.h"
#include "core/log.h"
#include "tests/judge/service/http_client.h"

namespace gavel::judge {

void OperationsTest::SetUp() {
  ServiceTest::SetUp();
  SetLogStyle({.format = LogFormat::kJson});
  testing::internal::CaptureStderr();
  ASSERT_TRUE(watched_.Start().ok());
  ASSERT_TRUE(watched_queue_.Start().ok());
  auto server = Server::Start(options(), {.dispatcher = watched_,
                                          .store = store_,
                                          .sandbox = sandbox_,
                                          .clock = clock_,
                                          .users = *users_,
                                          .observer = &telemetry_});
  ASSERT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  channel_ = grpc::CreateChannel(server_->address(),
                                 grpc::InsecureChannelCredentials());
  submissions_ = v1::SubmissionService::NewStub(channel_);
  monitor_.emplace(
      telemetry_, Systemd({}),
      MonitorParts{
          .queue = [this] { return watched_queue_.Stats(); },
          .sandbox_up = [this] { return sandbox_up_; },
          .sandbox_restarts = [] { return 3; },
          .data =
              [] {
                return DataSizes{KiB(1), KiB(2), MiB(3)};
              },
          .set_serving = [this](bool on) { server_->SetServing(on); },
          .end_overdue_calls = [this] { server_->EndOverdueCalls(); }});
  const absl::Status started = monitor_->Start("127.0.0.1:0");
  ASSERT_TRUE(started.ok()) << started;
}

void OperationsTest::TearDown() {
  monitor_.reset();
  sandbox_.Release();
  channel_.reset();
  server_.reset();
  watched_.Shutdown();
  const std::string log = testing::internal::GetCapturedStderr();
  if (HasFailure()) std::fputs(log.c_str(), stderr);
  SetLogStyle({});
  ServiceTest::TearDown();
}

grpc::Status OperationsTest::Submit(grpc::ClientContext& context,
                                    const std::string& problem,
                                    const std::string& source,
                                    std::string* id) {
  v1::SubmitRequest request;
  request.set_problem_id(problem);
  request.set_language("javascript");
  request.set_source(source);
  v1::SubmitResponse response;
  const grpc::Status status =
      submissions_->Submit(&context, request, &response);
  *id = response.submission().id();
  return status;
}

std::string OperationsTest::Judge(const std::string& source) {
  std::string id;
  const grpc::Status status = Submit(*Context(), "sum", source, &id);
  EXPECT_TRUE(status.ok()) << status.error_message();
  v1::WatchSubmissionRequest request;
  request.set_submission_id(id);
  const auto context = Context();
  const auto watch = submissions_->WatchSubmission(context.get(), request);
  v1::WatchSubmissionResponse event;
  while (watch->Read(&event)) {
  }
  EXPECT_TRUE(watch->Finish().ok());
  return id;
}

std::map<std::string, double> OperationsTest::Scrape() {
  const HttpReply reply = Get(monitor_->address(), "/metrics");
  EXPECT_EQ(reply.status, 200);
  return ParseMetrics(reply.body);
}

void OperationsTest::AwaitMetric(const std::string& series, double value) {
  std::map<std::string, double> values;
  do {
    values = Scrape();
  } while (values[series] < value && !HasFailure());
  EXPECT_EQ(values[series], value) << series;
}

std::vector<nlohmann::json> OperationsTest::TakeLog() {
  server_->Shutdown(absl::Seconds(10));
  server_.reset();
  const std::string text = testing::internal::GetCapturedStderr();
  testing::internal::CaptureStderr();
  const std::vector<std::string> lines =
      absl::StrSplit(text, '\n', absl::SkipEmpty());
  std::vector<nlohmann::json> objects;
  for (const std::string& line : lines) {
    objects.push_back(nlohmann::json::parse(line, nullptr, false));
    EXPECT_FALSE(objects.back().is_discarded()) << line;
  }
  return objects;
}

}  // namespace gavel::judge
