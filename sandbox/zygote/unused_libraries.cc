#include "sandbox/zygote/unused_libraries.h"

#include <link.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace gavel::sandbox {
namespace {

constexpr uintptr_t kPage = 4096;

constexpr absl::string_view kUnused[] = {
    "libssl.so.",       "libcrypto.so.",    "libnghttp2.so.",
    "libcares.so.",     "libuv.so.",        "libbrotlicommon.so.",
    "libbrotlidec.so.", "libbrotlienc.so.", "libz.so.",
};

bool IsUnused(absl::string_view path) {
  const absl::string_view name = path.substr(path.rfind('/') + 1);
  return std::any_of(
      std::begin(kUnused), std::end(kUnused),
      [&](absl::string_view prefix) { return absl::StartsWith(name, prefix); });
}

struct Range {
  uintptr_t begin = UINTPTR_MAX;
  uintptr_t end = 0;
};

int AddIfUnused(dl_phdr_info* library, size_t /*size*/, void* found) {
  if (!IsUnused(library->dlpi_name)) return 0;
  Range range;
  for (int i = 0; i < library->dlpi_phnum; ++i) {
    const auto& segment = library->dlpi_phdr[i];
    if (segment.p_type != PT_LOAD) continue;
    const uintptr_t begin = library->dlpi_addr + segment.p_vaddr;
    range.begin = std::min(range.begin, begin & ~(kPage - 1));
    range.end = std::max(range.end, begin + segment.p_memsz);
  }
  static_cast<std::vector<Range>*>(found)->push_back(range);
  return 0;
}

}  // namespace

size_t UnmapUnusedLibraries() {
  std::vector<Range> unused;
  dl_iterate_phdr(AddIfUnused, &unused);
  for (const Range& range : unused) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): an address is what it is about
    munmap(reinterpret_cast<void*>(range.begin), range.end - range.begin);
  }
  return unused.size();
}

}  // namespace gavel::sandbox
