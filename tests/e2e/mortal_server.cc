#include "tests/e2e/mortal_server.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <csignal>
#include <utility>

#include "absl/strings/str_cat.h"

namespace gavel::e2e {

const std::vector<Program> kPrograms = {
    {"const [a, b] = require('fs').readFileSync(0, 'utf8').split(/\\s+/);"
     "console.log(String(Number(a) + Number(b)));",
     v1::VERDICT_ACCEPTED},
    {"console.log('no number');", v1::VERDICT_WRONG_ANSWER},
    {"throw new Error('no');", v1::VERDICT_RUN_TIME_ERROR},
    {"this is no program", v1::VERDICT_COMPILE_ERROR},
};

MortalServer::MortalServer() : MortalServer(MakeDirectory()) {
  const CommandResult added = RunGavel(
      absl::StrCat("problem add " GAVEL_SOURCE_DIR "/problems/aplusb --server ",
                   server_->address()));
  EXPECT_EQ(added.status, 0) << added.out;
}

MortalServer::MortalServer(std::string data_dir)
    : data_dir_(std::move(data_dir)) {
  Start();
}

void MortalServer::Kill() { server_->Signal(SIGKILL); }

void MortalServer::Start() { server_ = std::make_unique<Server>(data_dir_); }

void MortalServer::KillZygote() {
  const pid_t zygote = server_->ZygotePid();
  EXPECT_GT(zygote, 0);
  if (zygote > 0) kill(zygote, SIGKILL);
}

grpc::Status MortalServer::TrySubmit(const std::string& source,
                                     std::string* id) {
  grpc::ClientContext context;
  v1::SubmitRequest request;
  request.set_problem_id("aplusb");
  request.set_language("javascript");
  request.set_source(source);
  v1::SubmitResponse response;
  const grpc::Status status =
      server_->submissions().Submit(&context, request, &response);
  *id = response.submission().id();
  return status;
}

std::string MortalServer::Submit(const std::string& source) {
  std::string id;
  const grpc::Status status = TrySubmit(source, &id);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return id;
}

void MortalServer::Rejudge(const std::string& id) {
  grpc::ClientContext context;
  v1::RejudgeRequest request;
  request.set_submission_id(id);
  v1::RejudgeResponse response;
  EXPECT_TRUE(
      server_->submissions().Rejudge(&context, request, &response).ok());
}

v1::Verdict MortalServer::AwaitVerdict(const std::string& id) {
  grpc::ClientContext context;
  v1::WatchSubmissionRequest request;
  request.set_submission_id(id);
  const auto stream = server_->submissions().WatchSubmission(&context, request);
  v1::WatchSubmissionResponse event;
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  while (stream->Read(&event)) {
    if (event.has_judged()) verdict = event.judged().judgement().verdict();
  }
  EXPECT_TRUE(stream->Finish().ok());
  return verdict;
}

std::vector<v1::Submission> MortalServer::List() {
  std::vector<v1::Submission> all;
  v1::ListSubmissionsRequest request;
  request.set_page_size(64);
  do {
    grpc::ClientContext context;
    v1::ListSubmissionsResponse page;
    const grpc::Status status =
        server_->submissions().ListSubmissions(&context, request, &page);
    EXPECT_TRUE(status.ok()) << status.error_message();
    all.insert(all.end(), page.submissions().begin(), page.submissions().end());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return all;
}

std::vector<v1::SubmissionJudgement> MortalServer::Judgements(
    const std::string& id) {
  grpc::ClientContext context;
  v1::ListJudgementsRequest request;
  request.set_submission_id(id);
  v1::ListJudgementsResponse response;
  EXPECT_TRUE(
      server_->submissions().ListJudgements(&context, request, &response).ok());
  return {response.judgements().begin(), response.judgements().end()};
}

}  // namespace gavel::e2e
