// Runs small programs in the real sandbox: one zygote for a whole test suite.
#ifndef GAVEL_TESTS_SANDBOX_HARNESS_H_
#define GAVEL_TESTS_SANDBOX_HARNESS_H_

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "core/execution.h"
#include "core/limits.h"
#include "core/owned_fd.h"
#include "sandbox/supervisor.h"

namespace gavel::sandbox {

inline OwnedFd MemoryFile(const std::string& text) {
  OwnedFd fd(memfd_create("test", MFD_CLOEXEC));
  if (write(fd.get(), text.data(), text.size()) !=
      static_cast<ssize_t>(text.size())) {
    return OwnedFd();
  }
  lseek(fd.get(), 0, SEEK_SET);
  return fd;
}

inline std::string Contents(const OwnedFd& fd) {
  std::string text;
  std::array<char, 65536> buffer;
  off_t offset = 0;
  for (;;) {
    const ssize_t count = pread(fd.get(), buffer.data(), buffer.size(), offset);
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<size_t>(count));
    offset += count;
  }
}

// What one run left.
struct Outcome {
  Execution execution;
  std::string out;
  std::string err;
};

// Tight enough to be quick, with room for slow machines.
inline Limits TestLimits() {
  Limits limits;
  limits.cpu_time = absl::Milliseconds(500);
  limits.memory = MiB(128);
  limits.output = MiB(1);
  return limits;
}

class SandboxFixture : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    absl::StatusOr<std::unique_ptr<Supervisor>> started =
        Supervisor::Start({GAVEL_BIN_DIR "/gavel-sandbox"});
    ASSERT_TRUE(started.ok()) << started.status();
    supervisor_ = started->release();
  }
  static void TearDownTestSuite() {
    delete supervisor_;
    supervisor_ = nullptr;
  }

  static absl::StatusOr<Outcome> RunOn(Program& program,
                                       const std::string& input,
                                       uint32_t seed = 1) {
    return RunOn(program, MemoryFile(input), seed);
  }

  static absl::StatusOr<Outcome> RunOn(Program& program, OwnedFd input,
                                       uint32_t seed = 1) {
    const OwnedFd out(memfd_create("out", MFD_CLOEXEC));
    const OwnedFd err(memfd_create("err", MFD_CLOEXEC));
    RunInput streams;
    streams.standard_input = std::move(input);
    streams.standard_output = OwnedFd(dup(out.get()));
    streams.standard_error = OwnedFd(dup(err.get()));
    streams.seed = seed;
    absl::StatusOr<Execution> execution = program.Run(std::move(streams));
    if (!execution.ok()) return execution.status();
    return Outcome{*std::move(execution), Contents(out), Contents(err)};
  }

  // Compiles and runs once. A compile error is the outcome's execution.
  static Outcome Run(const std::string& source, const std::string& input = "",
                     const Limits& limits = TestLimits()) {
    return Run({Language::kJavaScript, "main.js", source}, input, limits);
  }
  static Outcome Run(const Source& source, const std::string& input = "",
                     const Limits& limits = TestLimits()) {
    absl::StatusOr<Loaded> loaded = supervisor_->Load(source, limits);
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.status();
      return {};
    }
    if (loaded->program == nullptr) return {loaded->compilation, "", ""};
    absl::StatusOr<Outcome> outcome = RunOn(*loaded->program, input);
    if (!outcome.ok()) {
      ADD_FAILURE() << outcome.status();
      return {};
    }
    return *std::move(outcome);
  }

  static Supervisor* supervisor_;
};

inline Supervisor* SandboxFixture::supervisor_ = nullptr;

}  // namespace gavel::sandbox

#endif  // GAVEL_TESTS_SANDBOX_HARNESS_H_
