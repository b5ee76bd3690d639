// A server that is watched over: metrics and health over HTTP, and a log.
#ifndef GAVEL_TESTS_JUDGE_SERVICE_OPERATIONS_FIXTURE_H_
#define GAVEL_TESTS_JUDGE_SERVICE_OPERATIONS_FIXTURE_H_

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "gavel/v1/submission_service.grpc.pb.h"
#include "judge/service/monitor.h"
#include "judge/service/telemetry.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {

class OperationsTest : public ServiceTest {
 protected:
  void SetUp() override;
  void TearDown() override;

  // Submits to the problem "sum" and waits for the verdict; the id.
  std::string Judge(const std::string& source);
  grpc::Status Submit(grpc::ClientContext& context, const std::string& problem,
                      const std::string& source, std::string* id);

  std::map<std::string, double> Scrape();
  // Scrapes until the series has the value: what a call leaves is counted a
  // moment after its client has the answer.
  void AwaitMetric(const std::string& series, double value);

  // The log so far, as objects. Ends the server, so that all is written.
  std::vector<nlohmann::json> TakeLog();

  Telemetry telemetry_{{.build = {"1.2.3", "10.2"}, .most_lines = 5}, clock_};
  WorkQueue watched_queue_{{.slots = 1, .limit = 4}, clock_};
  Dispatcher watched_{
      {.observer = &telemetry_}, watched_queue_, store_, sandbox_, clock_};
  bool sandbox_up_ = true;
  std::optional<Monitor> monitor_;
  std::unique_ptr<v1::SubmissionService::Stub> submissions_;
};

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_SERVICE_OPERATIONS_FIXTURE_H_
