// Cost of one test case: a fresh jailed run in Gavel's sandbox, the same with
// files and arguments as a validator has them, and a fresh node process, for
// the same program on the same input, taken in turn.
//
// usage: sandbox_bench GAVEL_SANDBOX NODE PROGRAM
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/stats.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

constexpr int kRounds = 20;
constexpr int kRunsPerRound = 100;
constexpr int kNodesPerRound = 10;

OwnedFd FileOf(const std::string& text) {
  OwnedFd fd(memfd_create("input", MFD_CLOEXEC));
  if (write(fd.get(), text.data(), text.size()) !=
      static_cast<ssize_t>(text.size())) {
    return OwnedFd();
  }
  lseek(fd.get(), 0, SEEK_SET);
  return fd;
}

OwnedFd InputFile() { return FileOf("17 25\n"); }

// Of a validator: the test case, small, and where it may write.
void GiveFiles(sandbox::RunInput& input, int written) {
  static const auto* const small =
      new std::shared_ptr<const OwnedFd>(new OwnedFd(FileOf("17 25\n")));
  input.arguments = {"input.in", "answer.ans", "feedback/"};
  input.files = {{"input.in", *small}, {"answer.ans", *small}};
  input.writable = {"feedback"};
  input.written = OwnedFd(dup(written));
}

absl::Status CheckOutput(const OwnedFd& fd) {
  std::array<char, 16> text{};
  const ssize_t size = pread(fd.get(), text.data(), text.size(), 0);
  if (size == 3 && std::string(text.data(), 3) == "42\n") {
    return absl::OkStatus();
  }
  return absl::InternalError("the program printed something else");
}

absl::Status RunInSandbox(sandbox::Program& program, bool with_files,
                          std::vector<absl::Duration>& times) {
  const OwnedFd output(memfd_create("output", MFD_CLOEXEC));
  const OwnedFd written(memfd_create("written", MFD_CLOEXEC));
  sandbox::RunInput input;
  input.standard_input = InputFile();
  input.standard_output = OwnedFd(dup(output.get()));
  input.another_follows = true;
  if (with_files) GiveFiles(input, written.get());
  const absl::Time start = absl::Now();
  GAVEL_RETURN_IF_ERROR(program.Run(std::move(input)).status());
  times.push_back(absl::Now() - start);
  return CheckOutput(output);
}

absl::Status RunNode(const std::string& node, const std::string& program,
                     std::vector<absl::Duration>& times) {
  const OwnedFd output(memfd_create("output", MFD_CLOEXEC));
  const OwnedFd input = InputFile();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.get(), STDOUT_FILENO);
  std::array<char*, 3> arguments = {const_cast<char*>(node.c_str()),
                                    const_cast<char*>(program.c_str()),
                                    nullptr};
  // Empty: some variables make node far slower, which would flatter us.
  std::array<char*, 1> environment = {nullptr};
  const absl::Time start = absl::Now();
  pid_t pid = 0;
  const int error = posix_spawn(&pid, node.c_str(), &actions, nullptr,
                                arguments.data(), environment.data());
  if (error != 0) return absl::ErrnoToStatus(error, "starting node");
  int status = 0;
  waitpid(pid, &status, 0);
  times.push_back(absl::Now() - start);
  posix_spawn_file_actions_destroy(&actions);
  return CheckOutput(output);
}

void Print(const char* name, const std::vector<absl::Duration>& times) {
  std::printf("%-28s median %8.3f ms   p99 %8.3f ms   (%zu runs)\n", name,
              absl::ToDoubleMilliseconds(Percentile(times, 50)),
              absl::ToDoubleMilliseconds(Percentile(times, 99)), times.size());
}

absl::Status Main(const std::string& executable, const std::string& node,
                  const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({executable}));
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)),
                         std::istreambuf_iterator<char>());
  GAVEL_ASSIGN_OR_RETURN(
      sandbox::Loaded loaded,
      supervisor->Load({Language::kJavaScript, "main.js", text}, Limits()));
  if (loaded.program == nullptr) {
    return absl::InternalError(loaded.compilation.message);
  }
  std::vector<absl::Duration> runs;
  std::vector<absl::Duration> runs_with_files;
  std::vector<absl::Duration> nodes;
  for (int round = 0; round < kRounds; ++round) {
    for (int i = 0; i < kRunsPerRound; ++i) {
      GAVEL_RETURN_IF_ERROR(RunInSandbox(*loaded.program, false, runs));
      GAVEL_RETURN_IF_ERROR(
          RunInSandbox(*loaded.program, true, runs_with_files));
    }
    for (int i = 0; i < kNodesPerRound; ++i) {
      GAVEL_RETURN_IF_ERROR(RunNode(node, path, nodes));
    }
  }
  std::printf("one test case, one at a time\n");
  Print("  gavel: fresh jailed run", runs);
  Print("  gavel: the same with files", runs_with_files);
  Print("  node: fresh process", nodes);
  std::printf("  ratio of medians %.1f\n",
              absl::FDivDuration(Percentile(nodes, 50), Percentile(runs, 50)));
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: %s GAVEL_SANDBOX NODE PROGRAM\n", argv[0]);
    return 64;
  }
  const absl::Status status = gavel::bench::Main(argv[1], argv[2], argv[3]);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return 1;
}
