#include "judge/service/file_list.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "judge/service/package_tree.h"

namespace gavel::judge {
namespace {

absl::Status CheckList(const std::vector<ListedFile>& files,
                       const package::ZipLimits& limits) {
  if (files.size() > static_cast<size_t>(limits.entries)) {
    return absl::ResourceExhaustedError(
        absl::StrCat("a package of ", files.size(), " files is over ",
                     limits.entries, ", the most that this server takes"));
  }
  Bytes total;
  for (const ListedFile& file : files) {
    GAVEL_RETURN_IF_ERROR(CheckPackagePath(file.name));
    if (file.size < 0) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.name, ": size ", file.size, " is negative"));
    }
    // One at a time, so that no sum is too large.
    if (Bytes(file.size) > limits.total ||
        (total = total + Bytes(file.size)) > limits.total) {
      return absl::ResourceExhaustedError(
          absl::StrCat("the package is over ", FormatBytes(limits.total),
                       ", the most that this server takes"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

FileList::FileList(std::vector<ListedFile> files, storage::Store& store,
                   SpooledUpload& spooled)
    : files_(std::move(files)), store_(&store), spooled_(&spooled) {}

absl::StatusOr<FileList> FileList::Begin(std::vector<ListedFile> files,
                                         const package::ZipLimits& limits,
                                         storage::Store& store,
                                         SpooledUpload& spooled) {
  GAVEL_RETURN_IF_ERROR(CheckList(files, limits));
  return FileList(std::move(files), store, spooled);
}

absl::Status FileList::Take(int64_t index, absl::string_view bytes) {
  if (index < 0 || index >= static_cast<int64_t>(files_.size())) {
    return absl::InvalidArgumentError(
        absl::StrCat("part of file ", index, " of ", files_.size()));
  }
  const ListedFile& file = files_[static_cast<size_t>(index)];
  if (current_.value_or(index) != index) {
    return absl::InvalidArgumentError(
        absl::StrCat("part of ", file.name, " before all of ",
                     files_[static_cast<size_t>(*current_)].name, " has come"));
  }
  current_ = index;
  received_ += static_cast<int64_t>(bytes.size());
  if (received_ > file.size) {
    return absl::InvalidArgumentError(
        absl::StrCat(file.name, ": more than its ", file.size, " bytes"));
  }
  GAVEL_RETURN_IF_ERROR(spooled_->Append(bytes));
  return received_ == file.size ? Keep(file) : absl::OkStatus();
}

absl::Status FileList::Keep(const ListedFile& file) {
  current_.reset();
  received_ = 0;
  GAVEL_ASSIGN_OR_RETURN(const Sha256 hash,
                         store_->AddFile(spooled_->zip_path()));
  GAVEL_RETURN_IF_ERROR(spooled_->StartAgain());
  if (hash == file.hash) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      file.name, ": its content is not that of its SHA-256, but of ",
      ToHex(hash)));
}

absl::Status FileList::Make(const std::string& directory) {
  if (current_.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        files_[static_cast<size_t>(*current_)].name, ": is cut off"));
  }
  std::vector<PackageFile> placed;
  for (const ListedFile& file : files_) {
    const std::optional<std::string> path = store_->FindFile(file.hash);
    if (!path.has_value()) {
      return absl::FailedPreconditionError(
          absl::StrCat(file.name, ": was not sent, and the server lacks it"));
    }
    std::error_code error;
    if (std::filesystem::file_size(*path, error) !=
        static_cast<uintmax_t>(file.size)) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.name, ": its size is not ", file.size));
    }
    placed.push_back({file.name, *path});
  }
  return MakePackageTree(placed, directory);
}

}  // namespace gavel::judge
