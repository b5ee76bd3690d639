#include "sandbox/zygote/huge_text.h"

#include <sys/mman.h>

#include <algorithm>
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
  std::string access;
  std::string file;
};

// What the aligned pages around an image's code hold. Its constants and its
// symbols lie before and behind the code, and a huge page holds of all; it can
// be executed as a whole, as if the linker had not kept them apart.
struct Image {
  uintptr_t begin;
  uintptr_t end;
  // Of huge pages, which may reach into nothing on both sides.
  uintptr_t first;
  uintptr_t last;
};

std::vector<Mapping> Mappings() {
  std::ifstream maps("/proc/self/maps");
  std::string line;
  std::vector<Mapping> found;
  while (std::getline(maps, line)) {
    unsigned long begin = 0;
    unsigned long end = 0;
    std::array<char, 5> access{};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, access.data()) ==
        3) {
      const size_t file = line.find(" /");
      found.push_back({begin, end, access.data(),
                       file == line.npos ? "" : line.substr(file + 1)});
    }
  }
  return found;
}

// Rules and data of all the world's languages: few programs need any of it,
// and of what is left in its file a fork copies nothing.
bool IsSeldomRead(const std::string& file) {
  return file.find("/libicu") != file.npos;
}

bool IsConstant(const Mapping& mapping) {
  return !mapping.file.empty() && mapping.access[0] == 'r' &&
         mapping.access[1] == '-' && mapping.access[3] == 'p' &&
         !IsSeldomRead(mapping.file);
}

// From the code on, since symbols before it are for the linker only.
std::vector<Image> Images() {
  const std::vector<Mapping> mappings = Mappings();
  std::vector<Image> found;
  for (size_t i = 0; i < mappings.size();) {
    const Mapping& first = mappings[i];
    const uintptr_t free_before = i == 0 ? 0 : mappings[i - 1].end;
    uintptr_t code = 0;
    uintptr_t end = first.begin;
    for (; i < mappings.size() && mappings[i].file == first.file &&
           mappings[i].begin == end && IsConstant(mappings[i]);
         ++i) {
      end = mappings[i].end;
      if (code == 0 && mappings[i].access[2] == 'x') code = mappings[i].begin;
    }
    if (end == first.begin) ++i;
    if (code == 0) continue;
    const uintptr_t free_behind =
        i == mappings.size() ? UINTPTR_MAX : mappings[i].begin;
    const uintptr_t down = code / kHuge * kHuge;
    const uintptr_t up = (end + kHuge - 1) / kHuge * kHuge;
    const Image image = {first.begin, end,
                         down >= free_before ? down : down + kHuge,
                         up <= free_behind ? up : up - kHuge};
    if (image.first < image.last) found.push_back(image);
  }
  return found;
}

bool Move(const Image& image) {
  const size_t size = image.last - image.first;
  void* room = mmap(nullptr, size + kHuge, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return false;
  const uintptr_t address =
      (reinterpret_cast<uintptr_t>(room) + kHuge - 1) / kHuge * kHuge;
  const uintptr_t begin = std::max(image.begin, image.first);
  const uintptr_t end = std::min(image.end, image.last);
  // NOLINTBEGIN(performance-no-int-to-ptr): addresses are what this is about
  void* copy = reinterpret_cast<void*>(address);
  void* target = reinterpret_cast<void*>(image.first);
  bool moved = madvise(copy, size, MADV_HUGEPAGE) == 0;
  if (moved) {
    std::memcpy(reinterpret_cast<void*>(address + (begin - image.first)),
                reinterpret_cast<void*>(begin), end - begin);
    // One step for the kernel: no moment without the code in place.
    moved = mprotect(copy, size, PROT_READ | PROT_EXEC) == 0 &&
            mremap(copy, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, target) !=
                MAP_FAILED;
  }
  // NOLINTEND(performance-no-int-to-ptr)
  // What is left of the room: its unaligned ends, or all of it.
  munmap(room, size + kHuge);
  return moved;
}

}  // namespace

size_t MoveTextToHugePages() {
  size_t moved = 0;
  for (const Image& image : Images()) {
    if (Move(image)) moved += image.last - image.first;
  }
  return moved;
}

}  // namespace gavel::sandbox
