#include "judge/package/listing.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace gavel::package {

Listing::Listing(std::vector<TreeEntry> tree) {
  for (TreeEntry& entry : tree) {
    std::string path = entry.path;
    entries_.emplace(std::move(path), std::move(entry));
  }
}

const TreeEntry* Listing::Find(absl::string_view path) const {
  const auto entry = entries_.find(path);
  return entry == entries_.end() ? nullptr : &entry->second;
}

bool Listing::IsFile(absl::string_view path) const {
  const TreeEntry* const entry = Find(path);
  return entry != nullptr && entry->type == EntryType::kFile;
}

bool Listing::IsDirectory(absl::string_view path) const {
  const TreeEntry* const entry = Find(path);
  return entry != nullptr && entry->type == EntryType::kDirectory;
}

std::vector<std::string> Listing::Children(absl::string_view directory) const {
  const std::string prefix =
      directory.empty() ? "" : absl::StrCat(directory, "/");
  std::vector<std::string> children;
  for (auto entry = entries_.lower_bound(prefix);
       entry != entries_.end() && absl::StartsWith(entry->first, prefix);
       ++entry) {
    if (entry->first.find('/', prefix.size()) == std::string::npos) {
      children.push_back(entry->first);
    }
  }
  return children;
}

std::vector<std::string> Listing::FilesBelow(
    absl::string_view directory) const {
  const std::string prefix =
      directory.empty() ? "" : absl::StrCat(directory, "/");
  std::vector<std::string> files;
  for (auto entry = entries_.lower_bound(prefix);
       entry != entries_.end() && absl::StartsWith(entry->first, prefix);
       ++entry) {
    if (entry->second.type == EntryType::kFile) files.push_back(entry->first);
  }
  return files;
}

absl::StatusOr<std::string> Listing::Read(absl::string_view path,
                                          size_t most) const {
  const TreeEntry* const entry = Find(path);
  if (entry == nullptr) return absl::NotFoundError("is missing");
  if (entry->type == EntryType::kDirectory) {
    return absl::InvalidArgumentError("is a directory");
  }
  if (entry->type != EntryType::kFile) {
    return absl::InvalidArgumentError("is no file");
  }
  if (!entry->text.has_value()) return ReadFile(entry->source, most);
  if (entry->text->size() <= most) return *entry->text;
  return absl::InvalidArgumentError(
      absl::StrCat("is larger than ", most, " bytes"));
}

}  // namespace gavel::package
