// A real `gavel serve` process on a port of its own, and a client of it.
#ifndef GAVEL_TESTS_E2E_SERVER_H_
#define GAVEL_TESTS_E2E_SERVER_H_

#include <grpcpp/grpcpp.h>
#include <sys/types.h>

#include <memory>
#include <string>

#include "core/owned_fd.h"
#include "gavel/v1/contest_service.grpc.pb.h"
#include "gavel/v1/execution_service.grpc.pb.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"

namespace gavel::e2e {

// Whether runs of equal programs are reused.
enum class Reuse { kNo, kYes };

class Server {
 public:
  // Returns when it serves. Fails the test if it does not. From then on its
  // admin's token is that of the clients below and of RunGavel.
  explicit Server(const std::string& data_dir,
                  const std::string& listen = "127.0.0.1:0",
                  Reuse reuse = Reuse::kNo);
  // SIGKILL, unless it has ended.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Sends the signal and waits for the end; the status as in wait(2).
  int Signal(int number);
  // The zygote: the one child of the server.
  pid_t ZygotePid() const;
  pid_t pid() const { return pid_; }
  const std::string& address() const { return address_; }

  v1::SubmissionService::Stub& submissions() { return *submissions_; }
  v1::ProblemService::Stub& problems() { return *problems_; }
  v1::ExecutionService::Stub& executions() { return *executions_; }
  v1::ContestService::Stub& contests() { return *contests_; }

 private:
  pid_t pid_ = 0;
  std::string address_;
  std::unique_ptr<v1::SubmissionService::Stub> submissions_;
  std::unique_ptr<v1::ProblemService::Stub> problems_;
  std::unique_ptr<v1::ExecutionService::Stub> executions_;
  std::unique_ptr<v1::ContestService::Stub> contests_;
};

// Runs `gavel` with arguments, without input; its exit status and stdout.
struct CommandResult {
  int status = -1;
  std::string out;
};
CommandResult RunGavel(const std::string& arguments);

// A fresh directory below the test's temporary one.
std::string MakeDirectory();

}  // namespace gavel::e2e

#endif  // GAVEL_TESTS_E2E_SERVER_H_
