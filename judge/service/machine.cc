#include "judge/service/machine.h"

#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <thread>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/utf8.h"

namespace gavel::judge {
namespace {

std::string CpuModel() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (!absl::StartsWith(line, "model name")) continue;
    const size_t colon = std::min(line.find(':'), line.size() - 1);
    return ToValidUtf8(absl::StripAsciiWhitespace(line.substr(colon + 1)));
  }
  return "";
}

}  // namespace

Machine DescribeMachine() {
  Machine machine;
  utsname name = {};
  if (uname(&name) == 0) {
    machine.host = ToValidUtf8(name.nodename);
    machine.kernel = ToValidUtf8(absl::StrCat(name.sysname, " ", name.release));
  }
  machine.cpu = CpuModel();
  machine.cpus = static_cast<int32_t>(std::thread::hardware_concurrency());
  return machine;
}

absl::StatusOr<Sha256> HashFiles(const std::vector<std::string>& paths) {
  Sha256Hasher hasher;
  std::array<char, size_t{64} * 1024> buffer;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    while (file) {
      file.read(buffer.data(), buffer.size());
      hasher.Update({buffer.data(), static_cast<size_t>(file.gcount())});
    }
    if (!file.eof()) {
      return absl::ErrnoToStatus(errno, absl::StrCat("reading ", path));
    }
  }
  return hasher.Finish();
}

}  // namespace gavel::judge
