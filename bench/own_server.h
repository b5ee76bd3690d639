// A `gavel serve` of its own, on a new directory of data and any free port,
// with problems that the benchmark makes up.
//
// Errors:  the system's; Internal for a server that does not start, with its
//          log
// Threads: thread-compatible; Start blocks until the server serves
// Owner:   owns the process and its directory, and ends both
#ifndef GAVEL_BENCH_OWN_SERVER_H_
#define GAVEL_BENCH_OWN_SERVER_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bench/journey.h"
#include "core/bytes.h"

namespace gavel::bench {

// What the server and all below it have used and hold.
struct Usage {
  absl::Duration cpu = absl::ZeroDuration();
  // Resident memory of the server's process.
  Bytes server;
  // Of its sandbox's.
  Bytes zygote;
};

class OwnServer {
 public:
  // Of the gavel in the directory `bin`, with problems to add two integers:
  // "sum-N" has N tests, for each N of `problems`. Every run is made, whatever
  // the server knows already. The admin's token is that of bench/journey.h from
  // then on.
  static absl::StatusOr<std::unique_ptr<OwnServer>> Start(
      const std::string& bin, const std::vector<int>& problems,
      const std::vector<std::string>& flags);
  ~OwnServer();
  OwnServer(const OwnServer&) = delete;
  OwnServer& operator=(const OwnServer&) = delete;

  const std::string& address() const { return address_; }
  absl::StatusOr<Usage> Measure() const;

 private:
  explicit OwnServer(std::string directory)
      : directory_(std::move(directory)) {}
  absl::Status Launch(const std::string& executable,
                      const std::vector<std::string>& flags);
  absl::Status AwaitAddress();

  const std::string directory_;
  pid_t pid_ = 0;
  std::string address_;
};

// Solves the problems, and the input and answer of one of their tests.
extern const char kSumProgram[];
std::string SumInput(int test);
std::string SumAnswer(int test);
// Of that program to the problem "sum-N".
v1::SubmitRequest SumSubmission(int tests);
// Internal unless it was accepted after that many runs.
absl::Status CheckAccepted(const Outcome& outcome, int tests);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_OWN_SERVER_H_
