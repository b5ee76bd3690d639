// What a program or a run is told of its surroundings: one block of bytes that
// the server writes and the process reads.
//
// Shape:   a view: names and contents lie in memory of somebody else's
// Errors:  false for what is no table
// Threads: pure, safe anywhere
#ifndef GAVEL_SANDBOX_FILE_TABLE_H_
#define GAVEL_SANDBOX_FILE_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace gavel::sandbox {

struct FileTable {
  static constexpr int32_t kHere = -1;
  struct File {
    // As File::name of sandbox.h.
    absl::string_view name;
    // kHere, or which of the streams from kFirstFile on has the content.
    int32_t stream = kHere;
    int64_t size = 0;
    // `size` bytes if they are here, else empty.
    absl::string_view content;
  };
  std::vector<absl::string_view> arguments;
  std::vector<absl::string_view> writable;
  std::vector<File> files;
};

std::string EncodeFileTable(const FileTable& table);

// The result borrows `bytes`.
bool DecodeFileTable(absl::string_view bytes, FileTable& table);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_FILE_TABLE_H_
