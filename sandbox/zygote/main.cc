// gavel-sandbox: started by the server with one descriptor, its control socket.
//
// usage: gavel-sandbox NAMESPACES PROCESSES [jitless]
//
// NAMESPACES are the CLONE_NEW* flags that hold, in decimal; PROCESSES is how
// many there may be at a time; jitless: V8 only interprets, and no process may
// make machine code.
#include <fcntl.h>
#include <linux/close_range.h>
#include <malloc.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/engine/report.h"
#include "sandbox/jail/confine.h"
#include "sandbox/walls.h"
#include "sandbox/zygote/warm_runtime.h"
#include "sandbox/zygote/zygote.h"

namespace gavel::sandbox {
namespace {

// Private writable memory, the sixth number of statm, is what RLIMIT_DATA
// counts.
absl::StatusOr<int64_t> DataBytes() {
  std::ifstream statm("/proc/self/statm");
  int64_t pages = -1;
  for (int field = 0; field < 6; ++field) statm >> pages;
  if (!statm) return absl::InternalError("reading /proc/self/statm");
  return pages * sysconf(_SC_PAGESIZE);
}

// A mapping that is not inherited would fault in every child.
absl::Status CheckEverythingIsInherited() {
  std::ifstream smaps("/proc/self/smaps");
  std::string line;
  while (std::getline(smaps, line)) {
    if (line.rfind("VmFlags:", 0) == 0 && line.find(" dc") != line.npos) {
      return absl::InternalError("V8 forbids forking some of its memory");
    }
  }
  return absl::OkStatus();
}

// The kernel's own choice, when memory runs out, must never be the server.
Wall VolunteerForOomKiller() {
  std::ofstream file("/proc/self/oom_score_adj");
  file << "800" << std::flush;
  return {"oom-preference", file.good(), file.good() ? "" : "no /proc"};
}

absl::Status Main(int namespaces, int processes, bool jitless) {
  if (syscall(SYS_close_range, kControlFd + 1, ~0U, 0) != 0) {
    return absl::ErrnoToStatus(errno, "closing descriptors");
  }
  // Out of the way of the number that programs and runs use.
  OwnedFd server(fcntl(kControlFd, F_DUPFD_CLOEXEC, kControlFd + 1));
  const OwnedFd null_fd(open("/dev/null", O_RDWR | O_CLOEXEC));
  if (!server.ok() || !null_fd.ok()) {
    return absl::ErrnoToStatus(errno, "opening descriptors");
  }
  Wall oom_preference = VolunteerForOomKiller();
  GAVEL_ASSIGN_OR_RETURN(const auto runtime, WarmRuntime(jitless));
  GAVEL_RETURN_IF_ERROR(CheckEverythingIsInherited());
  GAVEL_ASSIGN_OR_RETURN(const int64_t data_bytes, DataBytes());
  GAVEL_ASSIGN_OR_RETURN(std::vector<Wall> walls,
                         Confine(namespaces, processes));
  walls.push_back(std::move(oom_preference));
  // Each program and run sets them, or does not start.
  walls.push_back({"resource-limits", true, ""});
  walls.push_back({"seccomp", true, jitless ? "no machine code is made" : ""});
  const Filter program_filter(Policy(), Role::kProgram, !jitless);
  const Filter run_filter(Policy(), Role::kRun, !jitless);
  const Filter file_filter(Policy(), Role::kRunWithFiles, !jitless);
  cpu_set_t processors;
  if (sched_getaffinity(0, sizeof(processors), &processors) != 0) {
    return absl::ErrnoToStatus(errno, "asking for the processors");
  }
  Zygote zygote({runtime.get(), &program_filter, &run_filter, &file_filter,
                 null_fd.get(), data_bytes, processors},
                std::move(server));
  return zygote.Serve(absl::StrCat(
      Runtime::Describe(jitless), "\n",
      absl::StrJoin(walls, "\n", [](std::string* out, const Wall& wall) {
        absl::StrAppend(out, ToString(wall));
      })));
}

// They lie on the stack, which every program inherits.
void WipeStrings(char** strings) {
  for (; *strings != nullptr; ++strings) {
    std::memset(*strings, 0, std::strlen(*strings));
  }
}

void SendFailure(const absl::Status& status) {
  wire::Greeting failed;
  failed.type = wire::Type::kFailed;
  const std::string text(status.message());
  failed.text_size =
      static_cast<uint32_t>(std::min(text.size(), failed.text.size()));
  std::memcpy(failed.text.data(), text.data(), failed.text_size);
  wire::Send(kControlFd, &failed, wire::UsedSize(failed));
}

}  // namespace
}  // namespace gavel::sandbox

int main(int argc, char** argv) {
  int namespaces = 0;
  int processes = 0;
  const bool jitless = argc == 4 && std::strcmp(argv[3], "jitless") == 0;
  if (argc != (jitless ? 4 : 3) || !absl::SimpleAtoi(argv[1], &namespaces) ||
      !absl::SimpleAtoi(argv[2], &processes)) {
    std::fputs("gavel-sandbox is started by gavel\n", stderr);
    return 64;
  }
  // Nothing of either is for programs; dates are the same everywhere.
  gavel::sandbox::WipeStrings(argv + 1);
  gavel::sandbox::WipeStrings(environ);
  clearenv();
  setenv("TZ", "UTC", 1);
  // Programs may not look for files: libc reads the zone now, and ICU has all
  // it needs inside.
  tzset();
  // What nobody reads any more is dropped, whether it is a file or a pipe.
  std::signal(SIGPIPE, SIG_IGN);
  // Nor ask what stdout is, before V8's last words are printed to it.
  setvbuf(stdout, nullptr, _IONBF, 0);
  // Nor count processors, which libc does when it looks for another arena.
  mallopt(M_ARENA_MAX, 1);
  setenv("ICU_TIMEZONE_FILES_DIR", "", 1);
  setenv("ICU_DATA", "", 1);
  const absl::Status status =
      gavel::sandbox::Main(namespaces, processes, jitless);
  // The server is gone. Not exit, see zygote/unused_libraries.h.
  if (absl::IsCancelled(status)) _exit(0);
  gavel::sandbox::SendFailure(status);
  std::fprintf(stderr, "gavel-sandbox: %s\n",
               std::string(status.message()).c_str());
  _exit(1);
}
