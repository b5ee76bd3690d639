#include "bench/process_facts.h"

#include <cstdint>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace gavel::bench {

absl::StatusOr<Memory> MemoryOf(pid_t pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/smaps_rollup"));
  std::string line;
  std::getline(file, line);
  Memory memory;
  std::string name;
  int64_t kib = 0;
  std::string unit;
  while (file >> name >> kib >> unit) {
    if (name == "Rss:") memory.resident = KiB(kib);
    if (name == "Pss:") memory.proportional = KiB(kib);
    if (name == "Private_Dirty:") memory.private_dirty = KiB(kib);
  }
  if (memory.resident.count() > 0) return memory;
  return absl::InternalError(absl::StrCat("reading the memory of ", pid));
}

std::vector<pid_t> ChildrenOf(pid_t pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/task/", pid, "/children"));
  std::vector<pid_t> children;
  pid_t child = 0;
  while (file >> child) children.push_back(child);
  return children;
}

absl::StatusOr<absl::Duration> CpuTimeOf(pid_t pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/schedstat"));
  int64_t nanoseconds = 0;
  if (file >> nanoseconds) return absl::Nanoseconds(nanoseconds);
  return absl::InternalError(absl::StrCat("reading the CPU time of ", pid));
}

}  // namespace gavel::bench
