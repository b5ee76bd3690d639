// Files that lie anywhere, put together as the directory of a package.
//
// Shape:   names are relative, components [a-zA-Z0-9_][a-zA-Z0-9_.-]* of at
// most
//          255 characters, and ".timelimit" at the root; hard links where the
//          disk has them, else copies, so nobody may write to them
// Errors:  InvalidArgument for another name, for one that is there twice and
//          for one that is a file and a directory; else what the disk says
// Threads: pure but for the disk, which they block on
#ifndef GAVEL_JUDGE_SERVICE_PACKAGE_TREE_H_
#define GAVEL_JUDGE_SERVICE_PACKAGE_TREE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/service/spool.h"

namespace gavel::judge {

absl::Status CheckPackagePath(absl::string_view name);

// Into `directory`, which is made.
absl::Status MakePackageTree(const std::vector<PackageFile>& files,
                             const std::string& directory);

// The package of a stored problem, as directory `id` inside the spool's
// unpack_directory. FailedPrecondition for a version without contents.
absl::StatusOr<SpooledUpload> SpoolPackage(const Spool& spool,
                                           const Problem& problem);
std::string SpooledPackage(const SpooledUpload& spooled,
                           const Problem& problem);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_PACKAGE_TREE_H_
