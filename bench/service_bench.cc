// Tests per second through the whole service: gRPC, queue, sandbox, validation
// and durable verdicts, with a number of clients that each submit and watch.
//
// usage: service_bench ADDRESS PROBLEM PROGRAM SUBMISSIONS CLIENTS
//
// The token comes from where `gavel` takes it.
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/stats.h"
#include "cli/endpoint.h"
#include "gavel/v1/submission_service.grpc.pb.h"

namespace gavel::bench {
namespace {

struct Totals {
  std::mutex mu;
  std::vector<absl::Duration> latencies;
  int64_t tests = 0;
  int failures = 0;
};

// Submits once and waits for the verdict. Returns the number of tests that were
// run, or -1.
int SubmitAndWatch(v1::SubmissionService::Stub& stub,
                   const v1::SubmitRequest& request) {
  grpc::ClientContext submit_context;
  v1::SubmitResponse submitted;
  if (!stub.Submit(&submit_context, request, &submitted).ok()) return -1;
  grpc::ClientContext watch_context;
  v1::WatchSubmissionRequest watch;
  watch.set_submission_id(submitted.submission().id());
  const auto stream = stub.WatchSubmission(&watch_context, watch);
  v1::WatchSubmissionResponse event;
  int tests = -1;
  while (stream->Read(&event)) {
    if (event.has_judged() &&
        event.judged().judgement().verdict() == v1::VERDICT_ACCEPTED) {
      tests = event.judged().judgement().runs_size();
    }
  }
  return stream->Finish().ok() ? tests : -1;
}

void RunClient(const std::string& address, const std::string& token,
               const v1::SubmitRequest& request, std::atomic<int>& left,
               Totals& totals) {
  grpc::ChannelArguments arguments;
  // A connection for each client, as separate people would have.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  std::vector<
      std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>>
      interceptors;
  interceptors.push_back(cli::MakeTokenSender(token));
  const auto stub = v1::SubmissionService::NewStub(
      grpc::experimental::CreateCustomChannelWithInterceptors(
          address, grpc::InsecureChannelCredentials(), arguments,
          std::move(interceptors)));
  while (left.fetch_sub(1) > 0) {
    const absl::Time start = absl::Now();
    const int tests = SubmitAndWatch(*stub, request);
    const absl::Duration latency = absl::Now() - start;
    const std::lock_guard<std::mutex> lock(totals.mu);
    totals.latencies.push_back(latency);
    if (tests < 0) ++totals.failures;
    totals.tests += tests < 0 ? 0 : tests;
  }
}

int Main(const std::string& address, const v1::SubmitRequest& request,
         int submissions, int clients) {
  const absl::StatusOr<std::string> token =
      cli::FindToken(cli::DefaultEndpoint());
  if (!token.ok()) {
    std::fprintf(stderr, "%s\n", token.status().ToString().c_str());
    return 1;
  }
  std::atomic<int> left(submissions);
  Totals totals;
  const absl::Time start = absl::Now();
  std::vector<std::thread> threads;
  for (int i = 0; i < clients; ++i) {
    threads.emplace_back(
        [&] { RunClient(address, *token, request, left, totals); });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  std::printf(
      "whole service, %d clients\n"
      "  %d submissions, %ld tests, %d failures in %.2f s: "
      "%.0f tests/s, %.0f submissions/s\n"
      "  submit to verdict: median %.2f ms, p99 %.2f ms\n",
      clients, submissions, static_cast<long>(totals.tests), totals.failures,
      seconds, static_cast<double>(totals.tests) / seconds,
      submissions / seconds,
      absl::ToDoubleMilliseconds(Percentile(totals.latencies, 50)),
      absl::ToDoubleMilliseconds(Percentile(totals.latencies, 99)));
  return totals.failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  int submissions = 0;
  int clients = 0;
  if (argc != 6 || !absl::SimpleAtoi(argv[4], &submissions) ||
      !absl::SimpleAtoi(argv[5], &clients) || submissions < 1 || clients < 1) {
    std::fprintf(stderr,
                 "usage: %s ADDRESS PROBLEM PROGRAM SUBMISSIONS CLIENTS\n",
                 argv[0]);
    return 64;
  }
  gavel::v1::SubmitRequest request;
  request.set_problem_id(argv[2]);
  request.set_language("javascript");
  std::ifstream file(argv[3]);
  request.set_source(std::string((std::istreambuf_iterator<char>(file)),
                                 std::istreambuf_iterator<char>()));
  return gavel::bench::Main(argv[1], request, submissions, clients);
}
