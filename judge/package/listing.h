// The files of a package by path, on disk or in memory.
//
// Errors:  Read gives NotFound, InvalidArgument for what is no file or too
//          large, or what the disk says
// Threads: thread-compatible; Read blocks on the disk
#ifndef GAVEL_JUDGE_PACKAGE_LISTING_H_
#define GAVEL_JUDGE_PACKAGE_LISTING_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "judge/package/tree.h"

namespace gavel::package {

class Listing {
 public:
  explicit Listing(std::vector<TreeEntry> tree);

  // Null if there is no such entry.
  const TreeEntry* Find(absl::string_view path) const;
  bool Has(absl::string_view path) const { return Find(path) != nullptr; }
  bool IsFile(absl::string_view path) const;
  bool IsDirectory(absl::string_view path) const;

  // Paths of what is directly in the directory, sorted; "" is the root.
  std::vector<std::string> Children(absl::string_view directory) const;
  // Paths of all files in it, however deep, sorted.
  std::vector<std::string> FilesBelow(absl::string_view directory) const;

  absl::StatusOr<std::string> Read(absl::string_view path, size_t most) const;

 private:
  std::map<std::string, TreeEntry, std::less<>> entries_;
};

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_LISTING_H_
