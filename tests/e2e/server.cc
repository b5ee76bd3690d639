#include "tests/e2e/server.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/endpoint.h"

namespace gavel::e2e {
namespace {

constexpr const char* kGavel = GAVEL_BIN_DIR "/gavel";

// Reads the log from the pipe until the line that names the address. Whatever
// follows is drained by a thread, so that the server never blocks on its log.
std::string AwaitAddress(OwnedFd log) {
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t count = read(log.get(), buffer.data(), buffer.size());
    if (count <= 0) {
      ADD_FAILURE() << "the server did not start: " << text;
      return "";
    }
    text.append(buffer.data(), static_cast<size_t>(count));
    const size_t found = text.find("serving on ");
    const size_t end = text.find('\n', found);
    if (found == std::string::npos || end == std::string::npos) continue;
    std::thread([fd = std::move(log)] {
      std::array<char, 4096> rest;
      while (read(fd.get(), rest.data(), rest.size()) > 0) {
      }
    }).detach();
    return text.substr(found + 11, end - found - 11);
  }
}

}  // namespace

Server::Server(const std::string& data_dir, const std::string& listen,
               Reuse reuse) {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) std::abort();
  pid_ = fork();
  if (pid_ == 0) {
    dup2(ends[1], STDERR_FILENO);
    execl(kGavel, kGavel, "serve", "--data", data_dir.c_str(), "--listen",
          listen.c_str(), reuse == Reuse::kNo ? "--no-reuse" : nullptr,
          nullptr);
    _exit(127);
  }
  close(ends[1]);
  address_ = AwaitAddress(OwnedFd(ends[0]));
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const std::string token_file = absl::StrCat(data_dir, "/admin.token");
  setenv("GAVEL_TOKEN_FILE", token_file.c_str(), 1);
  std::vector<
      std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>>
      interceptors;
  interceptors.push_back(cli::MakeTokenSender(
      cli::FindToken({.token_file = token_file}).value_or("")));
  const auto channel = grpc::experimental::CreateCustomChannelWithInterceptors(
      address_, grpc::InsecureChannelCredentials(), arguments,
      std::move(interceptors));
  submissions_ = v1::SubmissionService::NewStub(channel);
  problems_ = v1::ProblemService::NewStub(channel);
  executions_ = v1::ExecutionService::NewStub(channel);
  contests_ = v1::ContestService::NewStub(channel);
}

Server::~Server() {
  if (pid_ != 0) Signal(SIGKILL);
}

int Server::Signal(int number) {
  kill(pid_, number);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = 0;
  return status;
}

pid_t Server::ZygotePid() const {
  for (const auto& task : std::filesystem::directory_iterator(
           absl::StrCat("/proc/", pid_, "/task"))) {
    std::ifstream children(task.path() / "children");
    pid_t child = 0;
    if (children >> child) return child;
  }
  return 0;
}

CommandResult RunGavel(const std::string& arguments) {
  CommandResult result;
  FILE* pipe =
      popen(absl::StrCat(kGavel, " ", arguments, " </dev/null").c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 4096> buffer;
  for (size_t count = 0;
       (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    result.out.append(buffer.data(), count);
  }
  const int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

std::string MakeDirectory() {
  std::string path = absl::StrCat(testing::TempDir(), "/gavel-XXXXXX");
  return mkdtemp(path.data()) == nullptr ? "" : path;
}

}  // namespace gavel::e2e
