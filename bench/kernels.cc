#include "bench/kernels.h"

#include <cstdint>
#include <fstream>
#include <iterator>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace gavel::bench {
namespace {

constexpr Kernel kKernels[] = {
    {"sieve", "sieve.js", 0},
    {"recursion", "recursion.js", 0},
    {"map and set", "maps.js", 0},
    {"objects", "objects.js", 0},
    {"string sort", "string_sort.js", 0},
    {"two-dimensional dp", "grid_dp.js", 0},
    {"big integers", "big_integers.js", 0},
    {"shortest paths", "shortest_paths.js", 0},
    {"reading integers", "reading_integers.js", 1'000'000},
    {"matrix product", "matrix_product.js", 0},
};

}  // namespace

absl::Span<const Kernel> Kernels() { return kKernels; }

std::string PathOf(const Kernel& kernel) {
  return absl::StrCat(GAVEL_KERNELS_DIR, "/", kernel.file);
}

absl::StatusOr<std::string> SourceOf(const Kernel& kernel) {
  const std::string path = PathOf(kernel);
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("opening ", path));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string InputOf(const Kernel& kernel) {
  std::string text;
  uint32_t x = 1;
  for (int i = 0; i < kernel.integers; ++i) {
    x = x * 1103515245 + 12345;
    absl::StrAppend(&text, x >> 8, "\n");
  }
  return text;
}

}  // namespace gavel::bench
