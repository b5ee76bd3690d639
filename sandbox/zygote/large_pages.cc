#include "sandbox/zygote/large_pages.h"

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

constexpr size_t kPage = 4096;
constexpr uintptr_t kLarge = uintptr_t{2} << 20;
// Less is not worth it, and more is nothing of ours.
constexpr size_t kLeastKib = 32;
constexpr size_t kMostPages = (size_t{64} << 20) / kPage;

struct Mapping {
  char* begin = nullptr;
  size_t size = 0;
  int protection = PROT_NONE;
  // Pages that are not there are those of a file.
  bool has_file = false;
  bool may_move = false;
};

// A page is there if the lowest bit is set.
using Residency = std::array<unsigned char, kMostPages>;

bool IsThere(const Residency& residency, size_t offset) {
  return (residency[offset / kPage] & 1) != 0;
}

// The first line of a mapping in smaps.
bool ParseHead(const std::string& line, Mapping& mapping) {
  unsigned long begin = 0;
  unsigned long end = 0;
  std::array<char, 5> access{};
  if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, access.data()) !=
      3) {
    return false;
  }
  mapping.begin =
      reinterpret_cast<char*>(begin);  // NOLINT(performance-no-int-to-ptr)
  mapping.size = end - begin;
  mapping.protection = (access[0] == 'r' ? PROT_READ : 0) |
                       (access[1] == 'w' ? PROT_WRITE : 0) |
                       (access[2] == 'x' ? PROT_EXEC : 0);
  mapping.has_file = line.find(" /") != std::string::npos;
  mapping.may_move = access[0] == 'r' && access[3] == 'p' &&
                     mapping.size <= kMostPages * kPage &&
                     line.find("[stack]") == std::string::npos;
  return true;
}

std::vector<Mapping> PrivateMemory() {
  std::ifstream smaps("/proc/self/smaps");
  std::string line;
  std::vector<Mapping> found;
  Mapping mapping;
  while (std::getline(smaps, line)) {
    size_t kib = 0;
    if (ParseHead(line, mapping)) continue;
    if (std::sscanf(line.c_str(), "Anonymous: %zu", &kib) == 1) {
      mapping.may_move = mapping.may_move && kib >= kLeastKib;
    } else if (std::sscanf(line.c_str(), "AnonHugePages: %zu", &kib) == 1) {
      if (mapping.may_move && kib == 0) found.push_back(mapping);
    }
  }
  return found;
}

void CopyResident(const Mapping& from, const Residency& residency, char* to) {
  for (size_t at = 0; at < from.size; at += kPage) {
    if (from.has_file || IsThere(residency, at)) {
      std::memcpy(to + at, from.begin + at, kPage);
    }
  }
}

// The large page that they are parts of stays until all are gone.
void DropOthers(const Mapping& mapping, const Residency& residency) {
  if (mapping.has_file) return;
  for (size_t at = 0; at < mapping.size;) {
    size_t end = at;
    while (end < mapping.size && !IsThere(residency, end)) end += kPage;
    if (end > at) madvise(mapping.begin + at, end - at, MADV_DONTNEED);
    at = end + kPage;
  }
}

// Allocates nothing and writes to no memory but the stack, since what is
// written in the meantime would be lost.
bool Move(const Mapping& mapping, char* room) {
  Residency residency;
  if (mincore(mapping.begin, mapping.size, residency.data()) != 0) return false;
  CopyResident(mapping, residency, room);
  // One step for the kernel: no moment without the memory in place.
  if (mprotect(room, mapping.size, mapping.protection) != 0 ||
      mremap(room, mapping.size, mapping.size, MREMAP_MAYMOVE | MREMAP_FIXED,
             mapping.begin) == MAP_FAILED) {
    return false;
  }
  DropOthers(mapping, residency);
  // What it grows by comes in small pages again: nobody needs all of a large
  // one, and every child would pay for it.
  madvise(mapping.begin, mapping.size, MADV_NOHUGEPAGE);
  return true;
}

size_t MoveAll(const std::vector<Mapping>& mappings, char* room) {
  size_t moved = 0;
  for (const Mapping& mapping : mappings) {
    if (Move(mapping, room)) moved += mapping.size;
    room += mapping.size;
  }
  return moved;
}

}  // namespace

size_t MoveMemoryToLargePages() {
  const std::vector<Mapping> mappings = PrivateMemory();
  size_t size = kLarge;
  for (const Mapping& mapping : mappings) size += mapping.size;
  void* const room = mmap(nullptr, size + kLarge, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return 0;
  const size_t unaligned = reinterpret_cast<uintptr_t>(room) % kLarge;
  char* const first = static_cast<char*>(room) + (kLarge - unaligned);
  const size_t moved =
      madvise(first, size, MADV_HUGEPAGE) == 0 ? MoveAll(mappings, first) : 0;
  // What is left of it: both ends, or all.
  munmap(room, size + kLarge);
  return moved;
}

}  // namespace gavel::sandbox
