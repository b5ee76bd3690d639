// What lies in a package directory, as the format sees it.
//
// Shape:   paths relative to the root, sorted; names the format forbids (such
//          as .git) are left out with all they hold. Links that stay inside the
//          package are what they lead to; all others are kSymlink
// Errors:  NotFound for a root that is not there; InvalidArgument for one that
//          is no directory or too deep or large; else what the disk says
// Threads: pure but for the disk, which it blocks on
#ifndef GAVEL_JUDGE_PACKAGE_TREE_H_
#define GAVEL_JUDGE_PACKAGE_TREE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace gavel::package {

enum class EntryType { kFile, kDirectory, kSymlink, kOther };

struct TreeEntry {
  // "data/secret/1.in"
  std::string path;
  EntryType type = EntryType::kFile;
  // Absolute path of a file's content: never a link.
  std::string source = {};
  // The content itself, where there is no disk.
  std::optional<std::string> text = {};
};

absl::StatusOr<std::vector<TreeEntry>> ListTree(const std::string& root);

// True for names that are part of the format:
// [a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}
bool IsPackageName(absl::string_view name);

// True if all of a relative path is: every component a package name, or the
// path is ".timelimit", which legacy packages keep beside problem.yaml.
bool IsPackagePath(absl::string_view path);

// The regular file's content, which must be at most `most` bytes.
absl::StatusOr<std::string> ReadFile(const std::string& path, size_t most);

// Removes all that is in the directory, as far as the disk lets it.
void RemoveContents(const std::string& directory);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_TREE_H_
