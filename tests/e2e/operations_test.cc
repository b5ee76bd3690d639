// The real server as systemd and Prometheus see it.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/owned_fd.h"
#include "tests/e2e/server.h"
#include "tests/judge/service/http_client.h"

namespace gavel::e2e {
namespace {

using ::testing::HasSubstr;

constexpr const char* kGavel = GAVEL_BIN_DIR "/gavel";

class OperationsTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = MakeDirectory();
    socket_path_ = directory_ + "/notify";
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    socket_path_.copy(address.sun_path, sizeof(address.sun_path) - 1);
    notify_ = OwnedFd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ASSERT_EQ(bind(notify_.get(), reinterpret_cast<sockaddr*>(&address),
                   sizeof(address)),
              0);
    Start();
  }
  void TearDown() override {
    if (pid_ > 0) Stop(SIGKILL);
  }

  void Start() {
    std::array<int, 2> ends{-1, -1};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    const std::string data = directory_ + "/data";
    pid_ = fork();
    if (pid_ == 0) {
      setenv("NOTIFY_SOCKET", socket_path_.c_str(), 1);
      setenv("WATCHDOG_USEC", "60000000", 1);
      unsetenv("WATCHDOG_PID");
      dup2(ends[1], STDERR_FILENO);
      execl(kGavel, kGavel, "serve", "--data", data.c_str(), "--listen",
            "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0", "--log-format",
            "json", nullptr);
      _exit(127);
    }
    close(ends[1]);
    log_ = OwnedFd(ends[0]);
  }

  int Stop(int signal) {
    kill(pid_, signal);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return status;
  }

  // Waits for the next datagram.
  std::string Notified() {
    std::array<char, 256> buffer;
    const ssize_t size = recv(notify_.get(), buffer.data(), buffer.size(), 0);
    return {buffer.data(), static_cast<size_t>(std::max<ssize_t>(size, 0))};
  }

  // The message of the next line whose message begins so.
  std::string AwaitLine(const std::string& prefix) {
    for (;;) {
      const size_t end = text_.find('\n');
      if (end == std::string::npos) {
        std::array<char, 4096> buffer;
        const ssize_t size = read(log_.get(), buffer.data(), buffer.size());
        if (size <= 0) return "";
        text_.append(buffer.data(), static_cast<size_t>(size));
        continue;
      }
      const auto line =
          nlohmann::json::parse(text_.substr(0, end), nullptr, false);
      EXPECT_FALSE(line.is_discarded()) << text_.substr(0, end);
      text_.erase(0, end + 1);
      const std::string message = line.value("message", "");
      if (absl::StartsWith(message, prefix)) return message;
    }
  }

  std::string directory_;
  std::string socket_path_;
  OwnedFd notify_;
  OwnedFd log_;
  std::string text_;
  pid_t pid_ = 0;
};

TEST_F(OperationsTest, SystemdIsToldOfReadinessHealthAndEnd) {
  EXPECT_THAT(Notified(), HasSubstr("READY=1"));
  EXPECT_EQ(Notified(), "WATCHDOG=1");
  kill(pid_, SIGTERM);
  std::string state;
  do {
    state = Notified();
  } while (state == "WATCHDOG=1");
  EXPECT_THAT(state, HasSubstr("STOPPING=1"));
  EXPECT_EQ(Stop(0), 0);
}

TEST_F(OperationsTest, PrometheusScrapesARealServer) {
  const std::string found = AwaitLine("metrics on http://");
  const std::string address = found.substr(18, found.rfind('/') - 18);
  AwaitLine("serving on ");
  EXPECT_EQ(judge::Get(address, "/healthz").status, 200);
  auto metrics = judge::ParseMetrics(judge::Get(address, "/metrics").body);
  EXPECT_EQ(metrics["gavel_sandbox_up"], 1);
  EXPECT_EQ(metrics["gavel_serving"], 1);
  EXPECT_GT(metrics["gavel_database_bytes"], 0);
  EXPECT_GT(metrics["gavel_data_free_bytes"], 0);
  EXPECT_GT(metrics["gavel_slots"], 0);
  EXPECT_GT(metrics["process_resident_memory_bytes"], 1e6);
  EXPECT_EQ(Stop(SIGTERM), 0);
}

}  // namespace
}  // namespace gavel::e2e
