// A server that tests kill and start again on the same data, and what its
// clients see of that.
//
// Errors:  calls that must succeed fail the test
// Threads: thread-compatible; calls block
#ifndef GAVEL_TESTS_E2E_MORTAL_SERVER_H_
#define GAVEL_TESTS_E2E_MORTAL_SERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "gavel/v1/submission_service.grpc.pb.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {

// Programs for aplusb, and what they get.
struct Program {
  const char* source;
  v1::Verdict verdict;
};
extern const std::vector<Program> kPrograms;

class MortalServer {
 public:
  // On a new data directory, with the problem aplusb.
  MortalServer();
  // On a data directory as it is.
  explicit MortalServer(std::string data_dir);

  const std::string& data_dir() const { return data_dir_; }
  Server& server() { return *server_; }

  // SIGKILL, and nothing after it.
  void Kill();
  void Start();
  // SIGKILL for the zygote alone, which the server then replaces.
  void KillZygote();

  // The id, once it was accepted.
  std::string Submit(const std::string& source);
  grpc::Status TrySubmit(const std::string& source, std::string* id);
  void Rejudge(const std::string& id);
  // Blocks until the submission is judged.
  v1::Verdict AwaitVerdict(const std::string& id);
  std::vector<v1::Submission> List();
  std::vector<v1::SubmissionJudgement> Judgements(const std::string& id);

 private:
  const std::string data_dir_;
  std::unique_ptr<Server> server_;
};

}  // namespace gavel::e2e

#endif  // GAVEL_TESTS_E2E_MORTAL_SERVER_H_
