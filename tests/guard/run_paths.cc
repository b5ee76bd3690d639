// A run's own instructions: from its first in the engine to its exit, each in a
// fork of a process that has V8 warm and the program compiled, as in the
// sandbox. The walls are not here: they are system calls, which are counted in
// system_calls.h.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <v8.h>

#include <memory>
#include <string>

#include "core/check.h"
#include "core/owned_fd.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/runtime.h"
#include "sandbox/wire.h"
#include "tests/guard/counted.h"

namespace gavel::guard {
namespace {

constexpr sandbox::wire::ProgramLimits kLimits = {
    60'000'000, 60'000'000, int64_t{256} << 20, int64_t{8} << 20,
    1 << 20,    60'000'000, int64_t{256} << 20, 0};

struct Program {
  const char* path;
  const char* source;
  int exit_code = 0;
};
constexpr Program kPrograms[] = {
    {"run/empty", ""},
    {"run/a-plus-b-read-file", R"js(
const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);
console.log(a + b);
)js"},
    {"run/a-plus-b-d8", R"js(
const [a, b] = readline().split(' ').map(Number);
print(a + b);
)js"},
    {"run/a-plus-b-readline", R"js(
require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [a, b] = line.split(' ').map(Number);
    console.log(a + b);
  });
)js"},
    {"run/throws", "throw new RangeError('no');", 1},
};

// Out of the way of the numbers that a run uses, whatever is free when this
// starts.
OwnedFd Above(OwnedFd fd) {
  return OwnedFd(fcntl(fd.get(), F_DUPFD_CLOEXEC, sandbox::kControlFd + 1));
}

void TakeStreams() {
  const OwnedFd input = Above(OwnedFd(memfd_create("input", 0)));
  GAVEL_CHECK(write(input.get(), "20 22\n", 6) == 6);
  GAVEL_CHECK(lseek(input.get(), 0, SEEK_SET) == 0);
  const OwnedFd null_fd = Above(OwnedFd(open("/dev/null", O_RDWR)));
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO, sandbox::kControlFd}) {
    GAVEL_CHECK(dup2(null_fd.get(), fd) == fd);
  }
  GAVEL_CHECK(dup2(input.get(), STDIN_FILENO) == STDIN_FILENO);
}

[[noreturn]] void BeProgram(sandbox::Runtime& runtime, const Program& program) {
  TakeStreams();
  runtime.LimitProgram(kLimits);
  const std::string source = program.source;
  runtime.Compile(sandbox::wire::SourceKind::kJavaScript, source, "main.js");
  CountFrom(program.path);
  runtime.Run(1);
}

void CountAll() {
  // What V8 hashes and draws is the same every time.
  v8::V8::SetFlagsFromString("--hash-seed=1 --random-seed=1");
  const auto runtime = sandbox::Runtime::Create(false);
  GAVEL_CHECK(runtime.ok());
  PrepareToCount();
  for (const Program& program : kPrograms) {
    const pid_t pid = fork();
    GAVEL_CHECK(pid >= 0);
    if (pid == 0) BeProgram(**runtime, program);
    int status = 0;
    // Another end is that of another path.
    GAVEL_CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
                WEXITSTATUS(status) == program.exit_code);
  }
}

}  // namespace
}  // namespace gavel::guard

int main() { gavel::guard::CountAll(); }
