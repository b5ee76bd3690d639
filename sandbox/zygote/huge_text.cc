#include "sandbox/zygote/huge_text.h"

#include <sys/mman.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

namespace gavel::sandbox {
namespace {

constexpr uintptr_t kHuge = uintptr_t{2} << 20;

struct Mapping {
  uintptr_t begin;
  uintptr_t end;
  int protection;
};

// Data of all the world's languages: few programs need any of it, and of what
// is left in its file a fork copies nothing.
bool IsSeldomRead(const std::string& line) {
  return line.find("/libicudata.so") != std::string::npos;
}

// The aligned inner part of each read-only mapping of a file.
std::vector<Mapping> ReadOnlyFileMappings() {
  std::ifstream maps("/proc/self/maps");
  std::string line;
  std::vector<Mapping> found;
  while (std::getline(maps, line)) {
    unsigned long begin = 0;
    unsigned long end = 0;
    std::array<char, 5> access{};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, access.data()) !=
            3 ||
        line.find(" /") == std::string::npos || access[0] != 'r' ||
        access[1] != '-' || access[3] != 'p' || IsSeldomRead(line)) {
      continue;
    }
    const bool executable = access[2] == 'x';
    const uintptr_t first = (begin + kHuge - 1) / kHuge * kHuge;
    const uintptr_t last = end / kHuge * kHuge;
    if (first >= last) continue;
    found.push_back(
        {first, last, PROT_READ | (executable ? PROT_EXEC : PROT_NONE)});
  }
  return found;
}

bool Move(const Mapping& mapping) {
  const size_t size = mapping.end - mapping.begin;
  void* room = mmap(nullptr, size + kHuge, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return false;
  const uintptr_t address =
      (reinterpret_cast<uintptr_t>(room) + kHuge - 1) / kHuge * kHuge;
  // NOLINTBEGIN(performance-no-int-to-ptr): addresses are what this is about
  void* copy = reinterpret_cast<void*>(address);
  void* target = reinterpret_cast<void*>(mapping.begin);
  // NOLINTEND(performance-no-int-to-ptr)
  bool moved = madvise(copy, size, MADV_HUGEPAGE) == 0;
  if (moved) {
    std::memcpy(copy, target, size);
    // One step for the kernel: no moment without the code in place.
    moved = mprotect(copy, size, mapping.protection) == 0 &&
            mremap(copy, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, target) !=
                MAP_FAILED;
  }
  // What is left of the room: its unaligned ends, or all of it.
  munmap(room, size + kHuge);
  return moved;
}

}  // namespace

size_t MoveTextToHugePages() {
  size_t moved = 0;
  for (const Mapping& mapping : ReadOnlyFileMappings()) {
    if (Move(mapping)) moved += mapping.end - mapping.begin;
  }
  return moved;
}

}  // namespace gavel::sandbox
