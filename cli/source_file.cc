#include "cli/source_file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace gavel::cli {

absl::StatusOr<std::string> ReadSource(const std::string& path) {
  std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rbe"),
                                             &std::fclose);
  if (file == nullptr) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
  }
  std::string text;
  std::array<char, size_t{16} * 1024> piece;
  while (text.size() <= kMostSource) {
    const size_t count = std::fread(piece.data(), 1, piece.size(), file.get());
    if (count == 0) break;
    text.append(piece.data(), count);
  }
  if (std::ferror(file.get()) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("reading ", path));
  }
  if (text.size() > kMostSource) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is larger than any source may be"));
  }
  return text;
}

}  // namespace gavel::cli
