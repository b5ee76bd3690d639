#include "bench/one_run.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "absl/status/status.h"
#include "core/status_macros.h"

namespace gavel::bench {

absl::StatusOr<OwnedFd> MemoryFile(const std::string& text) {
  OwnedFd fd(memfd_create("stream", MFD_CLOEXEC));
  if (!fd.ok()) return absl::ErrnoToStatus(errno, "making a memory file");
  for (size_t done = 0; done < text.size();) {
    const ssize_t count =
        write(fd.get(), text.data() + done, text.size() - done);
    if (count < 0) return absl::ErrnoToStatus(errno, "writing a memory file");
    done += static_cast<size_t>(count);
  }
  lseek(fd.get(), 0, SEEK_SET);
  return fd;
}

std::string Contents(const OwnedFd& fd) {
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t count = pread(fd.get(), buffer.data(), buffer.size(),
                                static_cast<off_t>(text.size()));
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<size_t>(count));
  }
}

absl::StatusOr<std::unique_ptr<sandbox::Program>> LoadProgram(
    sandbox::Sandbox& sandbox, const std::string& source,
    const Limits& limits) {
  GAVEL_ASSIGN_OR_RETURN(
      sandbox::Loaded loaded,
      sandbox.Load({Language::kJavaScript, "main.js", source}, limits));
  if (loaded.program == nullptr) {
    return absl::InternalError(loaded.compilation.message);
  }
  return std::move(loaded.program);
}

absl::StatusOr<OneRun> RunOnce(sandbox::Program& program,
                               const std::string& input) {
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd output, MemoryFile(""));
  sandbox::RunInput streams;
  GAVEL_ASSIGN_OR_RETURN(streams.standard_input, MemoryFile(input));
  streams.standard_output = OwnedFd(dup(output.get()));
  OneRun run;
  GAVEL_ASSIGN_OR_RETURN(run.execution, program.Run(std::move(streams)));
  run.output = Contents(output);
  return run;
}

}  // namespace gavel::bench
