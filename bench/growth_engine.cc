#include "bench/growth_engine.h"

#include <malloc.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "core/status_macros.h"
#include "core/verdict.h"

namespace gavel::bench {
namespace {

absl::StatusOr<std::string> WriteFile(const std::string& path,
                                      const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (file.good()) return path;
  return absl::InternalError(absl::StrCat("writing ", path));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> Engine::Open(
    const std::string& sandbox_executable, const std::string& directory) {
  std::error_code error;
  std::filesystem::remove_all(directory, error);
  std::filesystem::create_directories(directory, error);
  std::unique_ptr<Engine> engine(new Engine(directory));
  GAVEL_ASSIGN_OR_RETURN(
      engine->store_,
      storage::SqliteStore::Open(directory + "/data", engine->clock_));
  GAVEL_ASSIGN_OR_RETURN(engine->sandbox_,
                         sandbox::Supervisor::Start({sandbox_executable}));
  engine->queue_ = std::make_unique<judge::WorkQueue>(judge::WorkQueueOptions(),
                                                      engine->clock_);
  engine->dispatcher_ = std::make_unique<judge::Dispatcher>(
      judge::DispatcherOptions(), *engine->queue_, *engine->store_,
      *engine->sandbox_, engine->clock_);
  GAVEL_RETURN_IF_ERROR(engine->queue_->Start());
  GAVEL_RETURN_IF_ERROR(engine->dispatcher_->Start());
  return engine;
}

absl::StatusOr<std::string> Engine::AddProblem(const Tests& tests) {
  Problem problem;
  problem.id = absl::StrCat("problem-", ++problems_);
  problem.groups = {{"secret", -1, {}}};
  problem.limits.cpu_time = absl::Seconds(60);
  problem.limits.output = MiB(512);
  GAVEL_ASSIGN_OR_RETURN(const std::string input,
                         WriteFile(directory_ + "/input", tests.input));
  GAVEL_ASSIGN_OR_RETURN(const std::string answer,
                         WriteFile(directory_ + "/answer", tests.answer));
  for (int i = 0; i < tests.count; ++i) {
    problem.tests.push_back({.name = absl::StrCat("secret/", i),
                             .input_path = input,
                             .answer_path = answer});
  }
  GAVEL_RETURN_IF_ERROR(store_->AddProblem(problem).status());
  return problem.id;
}

absl::Status Engine::Judge(const std::string& problem,
                           const std::string& source) {
  Submission submission;
  submission.problem_id = problem;
  submission.source = source;
  GAVEL_ASSIGN_OR_RETURN(submission, dispatcher_->Submit(submission));
  absl::Notification over;
  absl::Status status;
  GAVEL_RETURN_IF_ERROR(
      dispatcher_
          ->Watch(submission.id,
                  [&](const judge::Event& event) {
                    if (const auto* judged = std::get_if<judge::Judged>(&event);
                        judged != nullptr &&
                        judged->judgement.verdict != Verdict::kAccepted) {
                      status = absl::InternalError(
                          absl::StrCat("judging ", problem, ": ",
                                       VerdictCode(judged->judgement.verdict),
                                       ": ", judged->judgement.message));
                    }
                    if (const auto* left =
                            std::get_if<judge::Abandoned>(&event)) {
                      status = left->status;
                    }
                    if (std::holds_alternative<judge::Judged>(event) ||
                        std::holds_alternative<judge::Abandoned>(event)) {
                      over.Notify();
                    }
                  })
          .status());
  over.WaitForNotification();
  return status;
}

Bytes TakePeakMemory() {
  std::ifstream status("/proc/self/status");
  int64_t peak = 0;
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) {
      std::istringstream(line.substr(6)) >> peak;
    }
  }
  // What was freed is not what is used next.
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
  return KiB(peak);
}

}  // namespace gavel::bench
