#include "judge/local/machine.h"

#include <fcntl.h>
#include <netdb.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "core/owned_fd.h"
#include "judge/local/certificate.h"

namespace gavel::judge {
namespace {

std::optional<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>(file), {}};
  absl::StripTrailingAsciiWhitespace(&text);
  return text;
}

std::optional<int64_t> ReadNumber(const std::string& path) {
  const std::optional<std::string> text = ReadFile(path);
  int64_t number = 0;
  if (!text.has_value() || !absl::SimpleAtoi(*text, &number)) {
    return std::nullopt;
  }
  return number;
}

bool Exists(const char* path) { return access(path, F_OK) == 0; }

Surroundings FindSurroundings() {
  if (std::getenv("KUBERNETES_SERVICE_HOST") != nullptr ||
      Exists("/var/run/secrets/kubernetes.io")) {
    return Surroundings::kKubernetes;
  }
  if (Exists("/.dockerenv")) return Surroundings::kDocker;
  // As systemd and its container interface have it.
  const std::string manager = ReadFile("/run/systemd/container").value_or("");
  const std::string first = ReadFile("/proc/1/environ").value_or("");
  if (manager == "docker" || manager == "podman" ||
      Exists("/run/.containerenv")) {
    return Surroundings::kDocker;
  }
  if (absl::StartsWith(manager, "lxc") ||
      absl::StrContains(first, "container=lxc")) {
    return Surroundings::kLxc;
  }
  return manager.empty() && !absl::StrContains(first, "container=")
             ? Surroundings::kMachine
             : Surroundings::kOtherContainer;
}

KernelVersion FindKernel() {
  utsname system = {};
  KernelVersion version;
  if (uname(&system) == 0) {
    std::sscanf(system.release, "%d.%d", &version.major, &version.minor);
  }
  return version;
}

std::string FileSystemName(int64_t type) {
  // statfs(2).
  static constexpr std::array<std::pair<int64_t, const char*>, 12> kNames = {{
      {0xef53, "ext4"},
      {0x58465342, "xfs"},
      {0x9123683e, "btrfs"},
      {0x2fc12fc1, "zfs"},
      {0x794c7630, "overlay"},
      {0x01021994, "tmpfs"},
      {0xf2f52010, "f2fs"},
      {0x6969, "nfs"},
      {0xff534d42, "cifs"},
      {0xfe534d42, "smb2"},
      {0x65735546, "fuse"},
      {0x01021997, "9p"},
  }};
  for (const auto& [number, name] : kNames) {
    if (number == type) return name;
  }
  return absl::StrFormat("0x%x", type);
}

// Empty if a file can be made there.
std::string WhyNotWritable(const std::string& directory) {
  std::string path = absl::StrCat(directory, "/.doctor-XXXXXX");
  const OwnedFd file(mkostemp(path.data(), O_CLOEXEC));
  if (!file.ok()) return std::strerror(errno);
  unlink(path.c_str());
  return "";
}

// Where it would be made, if it is not there yet.
DataDirectory LookAtData(const std::string& path) {
  DataDirectory data{.path = path};
  std::error_code error;
  std::string place = path;
  if (!std::filesystem::exists(place, error)) {
    place = std::filesystem::absolute(path, error).parent_path().string();
  }
  data.not_writable = WhyNotWritable(place);
  struct statfs type = {};
  struct statvfs space = {};
  if (statfs(place.c_str(), &type) == 0) {
    data.file_system = FileSystemName(type.f_type & 0xffffffff);
  }
  if (statvfs(place.c_str(), &space) == 0) {
    data.free = Bytes(static_cast<int64_t>(space.f_bavail * space.f_frsize));
    data.free_files = static_cast<int64_t>(space.f_favail);
  }
  return data;
}

std::string WhyNotListening(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) return "it is not HOST:PORT";
  std::string host = address.substr(0, colon);
  if (absl::StartsWith(host, "[") && absl::EndsWith(host, "]")) {
    host = host.substr(1, host.size() - 2);
  }
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int error = getaddrinfo(host.c_str(), address.substr(colon + 1).c_str(),
                                &hints, &list);
  if (error != 0) return gai_strerror(error);
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> found(list,
                                                                 freeaddrinfo);
  const OwnedFd probe(socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int one = 1;
  setsockopt(probe.get(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
  return bind(probe.get(), found->ai_addr, found->ai_addrlen) == 0
             ? ""
             : std::strerror(errno);
}

std::optional<bool> ClockSynchronised() {
  timex state = {};
  const int result = adjtimex(&state);
  if (result < 0) return std::nullopt;
  return result != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

std::optional<bool> IsVirtual() {
  const std::optional<std::string> cpu = ReadFile("/proc/cpuinfo");
  if (!cpu.has_value()) return std::nullopt;
  return absl::StrContains(*cpu, " hypervisor");
}

std::optional<double> CpuQuota() {
  // "max 100000" or "150000 100000".
  const std::string bound =
      ReadFile("/sys/fs/cgroup/cpu.max").value_or("max 1");
  const std::vector<std::string> parts = absl::StrSplit(bound, ' ');
  double quota = 0;
  double period = 0;
  if (parts.size() != 2 || !absl::SimpleAtod(parts[0], &quota) ||
      !absl::SimpleAtod(parts[1], &period) || period <= 0) {
    return std::nullopt;
  }
  return quota / period;
}

void LookAtTiming(Machine& machine) {
  machine.clock_synchronised = ClockSynchronised();
  machine.governor =
      ReadFile("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  machine.virtual_machine = IsVirtual();
  if (const auto active = ReadNumber("/sys/devices/system/cpu/smt/active")) {
    machine.hyper_threads = *active != 0;
  }
  machine.huge_pages = ReadFile("/sys/kernel/mm/transparent_hugepage/enabled");
  machine.cpu_quota = CpuQuota();
}

}  // namespace

Machine LookAtMachine(const MachineQuestions& questions) {
  Machine machine;
  machine.root = geteuid() == 0;
  machine.surroundings = FindSurroundings();
  machine.kernel = FindKernel();
  machine.max_user_namespaces =
      ReadNumber("/proc/sys/user/max_user_namespaces");
  machine.unprivileged_user_namespaces =
      ReadNumber("/proc/sys/kernel/unprivileged_userns_clone");
  machine.apparmor_restricts_user_namespaces =
      ReadNumber("/proc/sys/kernel/apparmor_restrict_unprivileged_userns");
  machine.security_modules = ReadFile("/sys/kernel/security/lsm");
  if (!questions.data.empty()) machine.data = LookAtData(questions.data);
  rlimit files = {};
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    machine.most_open_files = static_cast<int64_t>(files.rlim_max);
  }
  if (!questions.listen.empty()) {
    machine.listen = questions.listen;
    machine.not_listening = WhyNotListening(questions.listen);
  }
  if (!questions.tls_certificate.empty()) {
    machine.certificate = LookAtCertificate(questions.tls_certificate);
  }
  if (!questions.tls_key.empty()) {
    machine.key = LookAtKey(questions.tls_key, questions.tls_certificate);
  }
  LookAtTiming(machine);
  return machine;
}

}  // namespace gavel::judge
