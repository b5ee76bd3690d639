// An upload as a list of files, of which the store may have some already.
//
// Shape:   Begin with the list, Take the parts of those that are sent, Make the
//          package's directory. A file that is complete is in the store at
//          once, so that an upload that breaks off need not send it again
// Errors:  InvalidArgument for a list or a part that is wrong,
// FailedPrecondition
//          for a file that was neither sent nor stored, ResourceExhausted over
//          a limit; else what the store says
// Threads: thread-compatible; blocks on the disk
// Owner:   borrows the store and the spooled upload
#ifndef GAVEL_JUDGE_SERVICE_FILE_LIST_H_
#define GAVEL_JUDGE_SERVICE_FILE_LIST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/sha256.h"
#include "judge/package/package.h"
#include "judge/service/spool.h"
#include "storage/store.h"

namespace gavel::judge {

struct ListedFile {
  // Path inside the package.
  std::string name;
  Sha256 hash;
  int64_t size = 0;
};

class FileList {
 public:
  static absl::StatusOr<FileList> Begin(std::vector<ListedFile> files,
                                        const package::ZipLimits& limits,
                                        storage::Store& store,
                                        SpooledUpload& spooled);

  // The next bytes of a file, by its index.
  absl::Status Take(int64_t index, absl::string_view bytes);

  // After the last part.
  absl::Status Make(const std::string& directory);

 private:
  FileList(std::vector<ListedFile> files, storage::Store& store,
           SpooledUpload& spooled);

  // Gives the file that is complete to the store.
  absl::Status Keep(const ListedFile& file);

  std::vector<ListedFile> files_;
  storage::Store* store_;
  SpooledUpload* spooled_;
  // Of which some bytes have come, but not all.
  std::optional<int64_t> current_;
  int64_t received_ = 0;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_FILE_LIST_H_
