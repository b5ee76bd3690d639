#include "bench/own_server.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kMostStart = absl::Seconds(30);

std::string ReadAll(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

void Write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

void MakeProblem(const fs::path& directory, int tests) {
  Write(directory / "problem.yaml",
        absl::StrCat("problem_format_version: 2025-09\n"
                     "type: pass-fail\n"
                     "name: Sum with ",
                     tests,
                     " tests\n"
                     "uuid: 5b6c1d0e-0000-4000-8000-00000000",
                     absl::StrFormat("%04d", tests),
                     "\nlimits:\n  time_limit: 10\n  memory: 256\n"));
  Write(directory / "statement" / "problem.en.md", "Add two integers.\n");
  for (int test = 0; test < tests; ++test) {
    const fs::path name =
        directory / "data" / "secret" / absl::StrFormat("%04d", test);
    Write(name.string() + ".in", SumInput(test));
    Write(name.string() + ".ans", SumAnswer(test));
  }
}

// The first child of the process; 0 if it has none.
pid_t ChildOf(pid_t pid) {
  std::error_code error;
  for (const auto& task :
       fs::directory_iterator(absl::StrCat("/proc/", pid, "/task"), error)) {
    std::ifstream children(task.path() / "children");
    pid_t child = 0;
    if (children >> child) return child;
  }
  return 0;
}

Bytes ResidentSize(pid_t pid) {
  int64_t total = 0;
  int64_t resident = 0;
  std::ifstream(absl::StrCat("/proc/", pid, "/statm")) >> total >> resident;
  return Bytes(resident * sysconf(_SC_PAGESIZE));
}

// With what it has reaped.
absl::Duration CpuTime(pid_t pid) {
  const std::string stat = ReadAll(absl::StrCat("/proc/", pid, "/stat"));
  std::istringstream fields(stat.substr(stat.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  int64_t ticks = 0;
  int64_t count = 0;
  for (int i = 0; i < 4 && fields >> count; ++i) ticks += count;
  return absl::Seconds(1) * ticks / sysconf(_SC_CLK_TCK);
}

}  // namespace

const char kSumProgram[] =
    "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ')"
    ".map(Number);\n"
    "console.log(a + b);\n";

std::string SumInput(int test) { return absl::StrCat(test, " ", 7, "\n"); }
std::string SumAnswer(int test) { return absl::StrCat(test + 7, "\n"); }

v1::SubmitRequest SumSubmission(int tests) {
  v1::SubmitRequest request;
  request.set_problem_id(absl::StrCat("sum-", tests));
  request.set_language("javascript");
  request.set_source(kSumProgram);
  return request;
}

absl::Status CheckAccepted(const Outcome& outcome, int tests) {
  if (!outcome.status.ok()) {
    return absl::InternalError(absl::StrCat("submitting to sum-", tests, ": ",
                                            outcome.status.error_message()));
  }
  if (outcome.verdict != v1::VERDICT_ACCEPTED || outcome.runs != tests) {
    return absl::InternalError(absl::StrCat(
        "submission ", outcome.submission_id, " has verdict ", outcome.verdict,
        " after ", outcome.runs, " runs, not acceptance after ", tests));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<OwnServer>> OwnServer::Start(
    const std::string& bin, const std::vector<int>& problems,
    const std::vector<std::string>& flags) {
  std::string directory = (fs::temp_directory_path() / "gavel-XXXXXX").string();
  if (mkdtemp(directory.data()) == nullptr) {
    return absl::ErrnoToStatus(errno, "making a directory for the server");
  }
  std::unique_ptr<OwnServer> server(new OwnServer(directory));
  for (const int tests : problems) {
    MakeProblem(fs::path(directory) / "problems" / absl::StrCat("sum-", tests),
                tests);
  }
  GAVEL_RETURN_IF_ERROR(server->Launch(bin + "/gavel", flags));
  GAVEL_RETURN_IF_ERROR(server->AwaitAddress());
  std::string token = ReadAll(directory + "/data/admin.token");
  token.erase(token.find_last_not_of('\n') + 1);
  setenv("GAVEL_TOKEN", token.c_str(), 1);
  return server;
}

absl::Status OwnServer::Launch(const std::string& executable,
                               const std::vector<std::string>& flags) {
  std::vector<std::string> words = {
      executable,           "serve",           "--no-reuse",
      "--listen",           "127.0.0.1:0",     "--data",
      directory_ + "/data", "--load-problems", directory_ + "/problems"};
  words.insert(words.end(), flags.begin(), flags.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO,
                                   (directory_ + "/log").c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  const int error = posix_spawn(&pid_, executable.c_str(), &actions, nullptr,
                                arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == 0) return absl::OkStatus();
  pid_ = 0;
  return absl::ErrnoToStatus(error, absl::StrCat("starting ", executable));
}

absl::Status OwnServer::AwaitAddress() {
  const std::string kServing = "serving on ";
  const absl::Time end = absl::Now() + kMostStart;
  while (absl::Now() < end && waitpid(pid_, nullptr, WNOHANG) == 0) {
    const std::string log = ReadAll(directory_ + "/log");
    const size_t found = log.find(kServing);
    const size_t line_end = log.find('\n', found);
    if (found != std::string::npos && line_end != std::string::npos) {
      address_ = log.substr(found + kServing.size(),
                            line_end - found - kServing.size());
      return absl::OkStatus();
    }
    absl::SleepFor(absl::Milliseconds(20));
  }
  return absl::InternalError(absl::StrCat("starting the server: its log says\n",
                                          ReadAll(directory_ + "/log")));
}

OwnServer::~OwnServer() {
  if (pid_ != 0) {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

absl::StatusOr<Usage> OwnServer::Measure() const {
  const pid_t zygote = ChildOf(pid_);
  if (zygote == 0) return absl::InternalError("the server has no sandbox");
  return Usage{.cpu = CpuTime(pid_) + CpuTime(zygote),
               .server = ResidentSize(pid_),
               .zygote = ResidentSize(zygote)};
}

}  // namespace gavel::bench
