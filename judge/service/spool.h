// Where uploads lie while they are received and checked.
//
// Shape:   one temporary directory for each upload, inside one spool directory
//          that is emptied at start
// Errors:  what the system says, with the path; ResourceExhausted for a full
//          disk and for an upload over the limit
// Threads: Spool is thread-safe, an upload thread-compatible; both block on the
//          disk
#ifndef GAVEL_JUDGE_SERVICE_SPOOL_H_
#define GAVEL_JUDGE_SERVICE_SPOOL_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/bytes.h"
#include "core/owned_fd.h"

namespace gavel::judge {

// A zip file that grows chunk by chunk, and a directory to unpack it in.
class SpooledUpload {
 public:
  SpooledUpload(SpooledUpload&& other) noexcept;
  SpooledUpload& operator=(SpooledUpload&& other) noexcept;
  // Removes everything.
  ~SpooledUpload();

  absl::Status Append(absl::string_view chunk);
  // Empties the file: the limit is of what is in it.
  absl::Status StartAgain();

  std::string zip_path() const;
  // Exists and is empty at first.
  std::string unpack_directory() const;

 private:
  friend class Spool;
  SpooledUpload(std::string directory, OwnedFd file, Bytes limit);

  // Empty after a move.
  std::string directory_;
  OwnedFd file_;
  Bytes limit_;
  Bytes size_;
};

class Spool {
 public:
  // Makes the directory, or removes what a killed server left in it. An upload
  // takes at most `upload_limit`.
  static absl::StatusOr<Spool> Open(const std::string& directory,
                                    Bytes upload_limit);

  absl::StatusOr<SpooledUpload> Begin() const;

 private:
  Spool(std::string directory, Bytes upload_limit);

  std::string directory_;
  Bytes upload_limit_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_SPOOL_H_
