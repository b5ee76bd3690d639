// Loads a package under a given id, whatever its own name.
//
// Errors:  as in package.h
// Threads: pure but for the disk, which it blocks on
#ifndef GAVEL_JUDGE_PACKAGE_LOAD_H_
#define GAVEL_JUDGE_PACKAGE_LOAD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "judge/package/package.h"
#include "judge/package/tree.h"

namespace gavel::package {

// `directory` is absolute, so that the package's paths are.
absl::StatusOr<Package> LoadAs(const std::string& directory,
                               const std::string& id);

// A package whose files need not be on a disk.
absl::StatusOr<Package> LoadTree(std::vector<TreeEntry> tree,
                                 const std::string& id);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_LOAD_H_
