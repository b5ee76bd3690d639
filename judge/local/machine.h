// What there is to know about the machine before a judge runs on it.
//
// Shape:   what cannot be found out is empty
// Threads: safe anywhere; asks the system, and writes one empty file into the
//          data directory, which it removes again
#ifndef GAVEL_JUDGE_LOCAL_MACHINE_H_
#define GAVEL_JUDGE_LOCAL_MACHINE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "core/bytes.h"

namespace gavel::judge {

enum class Surroundings {
  kMachine,
  kDocker,
  kKubernetes,
  kLxc,
  kOtherContainer
};

struct KernelVersion {
  int major = 0;
  int minor = 0;
  friend constexpr auto operator<=>(KernelVersion, KernelVersion) = default;
};

// A directory in which a server would keep everything.
struct DataDirectory {
  std::string path;
  // Why nothing can be written there; empty if it can.
  std::string not_writable = {};
  // "ext4"; a number in hexadecimal if it has no name here.
  std::string file_system = {};
  Bytes free = {};
  int64_t free_files = 0;
};

struct TlsFile {
  std::string path;
  // Why it is of no use; empty if it is.
  std::string error = {};
  // Of certificates.
  std::optional<absl::Time> expires = {};
};

struct Machine {
  bool root = false;
  Surroundings surroundings = Surroundings::kMachine;
  KernelVersion kernel = {};

  // For the sandbox.
  std::optional<int64_t> max_user_namespaces = {};
  std::optional<int64_t> unprivileged_user_namespaces = {};
  std::optional<int64_t> apparmor_restricts_user_namespaces = {};
  // "lockdown,capability,landlock,yama".
  std::optional<std::string> security_modules = {};

  // For a server.
  std::optional<DataDirectory> data = {};
  int64_t most_open_files = 0;
  // The address that was asked about, and why it cannot be listened on.
  std::string listen = {};
  std::string not_listening = {};
  std::optional<TlsFile> certificate = {};
  std::optional<TlsFile> key = {};

  // For its clock and its measurements.
  std::optional<bool> clock_synchronised = {};
  std::optional<std::string> governor = {};
  std::optional<bool> virtual_machine = {};
  std::optional<bool> hyper_threads = {};
  // As the kernel writes it: "always [madvise] never".
  std::optional<std::string> huge_pages = {};
  // Of the control group, in CPUs; empty for no bound.
  std::optional<double> cpu_quota = {};
};

// What to look at; empty for what is of no interest.
struct MachineQuestions {
  std::string data = {};
  std::string listen = {};
  std::string tls_certificate = {};
  std::string tls_key = {};
};

Machine LookAtMachine(const MachineQuestions& questions);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_MACHINE_H_
