// Files by the SHA-256 of their content: blobs/ab/cdef... for abcdef...
//
// Shape:   never changed, never removed, mode 0444; equal content is one file
// Errors:  InvalidArgument for what is not a regular file; else what the system
//          said (NotFound, ResourceExhausted for a full disk) and on what,
//          where that is beside or in the directory without the path to it
// Threads: thread-safe; blocks on the disk. One Blobs at a time per directory
// Owner:   copies what it is given
#ifndef GAVEL_STORAGE_BLOBS_H_
#define GAVEL_STORAGE_BLOBS_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/sha256.h"

namespace gavel::storage {

class Blobs {
 public:
  // Makes the directory if it is not there, and removes the unfinished copies
  // that a crash left in it.
  static absl::StatusOr<Blobs> Open(const std::string& directory);

  // Copies a file in, piece by piece. Durable when it returns.
  absl::StatusOr<Sha256> AddFile(const std::string& path) const;

  // The same for content that is at hand.
  absl::StatusOr<Sha256> AddText(absl::string_view text) const;

  // Whether the content was ever added.
  bool Has(const Sha256& hash) const;

  // Where the content with this hash is, if it was ever added.
  std::string Path(const Sha256& hash) const;

 private:
  explicit Blobs(std::string directory) : directory_(std::move(directory)) {}

  absl::StatusOr<Sha256> Copy(const std::string& path) const;
  absl::StatusOr<Sha256> Write(absl::string_view text) const;

  std::string directory_;
};

// Of a file's content.
absl::StatusOr<Sha256> HashFile(const std::string& path);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_BLOBS_H_
