#include "sandbox/pack_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/bytes.h"
#include "core/status_macros.h"
#include "sandbox/file_names.h"
#include "sandbox/file_table.h"
#include "sandbox/memory_file.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {
namespace {

// Below, a copy costs less than a descriptor.
constexpr int64_t kLarge = 64 * 1024;
constexpr size_t kMostStreams = static_cast<size_t>(wire::Stream::kLastFile) -
                                static_cast<size_t>(wire::Stream::kFirstFile) +
                                1;
// Every process that is told of them holds a copy.
constexpr Bytes kMostInTable = MiB(64);
constexpr size_t kMostArguments = 256;

absl::Status Invalid(absl::string_view what, absl::string_view name) {
  return absl::InvalidArgumentError(
      absl::StrCat("giving files to a program: ", what, ": ", name));
}

absl::StatusOr<int64_t> SizeOf(const File& file) {
  struct stat status {};
  if (file.content == nullptr || !file.content->ok()) {
    return Invalid("no content", file.name);
  }
  if (fstat(file.content->get(), &status) != 0) {
    return absl::ErrnoToStatus(
        errno, absl::StrCat("asking for the size of ", file.name));
  }
  if (!S_ISREG(status.st_mode)) return Invalid("no regular file", file.name);
  return status.st_size;
}

absl::Status CheckNames(const std::vector<File>& files) {
  std::set<absl::string_view> names;
  for (const File& file : files) {
    if (!IsFileName(file.name)) return Invalid("no name of a file", file.name);
    if (!names.insert(file.name).second) {
      return Invalid("two files of one name", file.name);
    }
  }
  for (const absl::string_view name : names) {
    for (size_t slash = name.find('/'); slash != absl::string_view::npos;
         slash = name.find('/', slash + 1)) {
      if (names.contains(name.substr(0, slash))) {
        return Invalid("a file inside of a file", name);
      }
    }
  }
  return absl::OkStatus();
}

// The file for nothing but reading: a program that was taken over could write
// to what it passes to its runs.
absl::StatusOr<std::shared_ptr<const OwnedFd>> ReadOnly(const File& file) {
  const int flags = fcntl(file.content->get(), F_GETFL);
  if (flags >= 0 && (flags & O_ACCMODE) == O_RDONLY) return file.content;
  const std::string path = absl::StrCat("/proc/self/fd/", file.content->get());
  auto reopened =
      std::make_shared<const OwnedFd>(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!reopened->ok()) {
    return absl::ErrnoToStatus(
        errno, absl::StrCat("opening ", file.name, " for reading"));
  }
  return reopened;
}

class Packer {
 public:
  explicit Packer(const std::vector<File>& files) : files_(files) {}

  // Of all files; before the others.
  absl::Status Measure() {
    GAVEL_RETURN_IF_ERROR(CheckNames(files_));
    for (const File& file : files_) {
      FileTable::File& entry = table_.files.emplace_back();
      entry.name = file.name;
      GAVEL_ASSIGN_OR_RETURN(entry.size, SizeOf(file));
    }
    return absl::OkStatus();
  }

  absl::Status GiveLargestStreams() {
    std::vector<size_t> large;
    for (size_t i = 0; i < files_.size(); ++i) {
      if (table_.files[i].size > kLarge) large.push_back(i);
    }
    std::stable_sort(large.begin(), large.end(), [&](size_t a, size_t b) {
      return table_.files[a].size > table_.files[b].size;
    });
    large.resize(std::min(large.size(), kMostStreams));
    for (const size_t i : large) {
      table_.files[i].stream = static_cast<int32_t>(packed_.streams.size());
      GAVEL_ASSIGN_OR_RETURN(auto stream, ReadOnly(files_[i]));
      packed_.streams.push_back(std::move(stream));
    }
    return absl::OkStatus();
  }

  FileTable& table() { return table_; }

  absl::StatusOr<PackedFiles> Pack() && {
    GAVEL_RETURN_IF_ERROR(ReadContents());
    GAVEL_ASSIGN_OR_RETURN(packed_.table,
                           MakeSealedFile("files", {EncodeFileTable(table_)}));
    return std::move(packed_);
  }

 private:
  absl::Status ReadContents() {
    int64_t total = 0;
    for (const FileTable::File& entry : table_.files) {
      if (entry.stream == FileTable::kHere) total += entry.size;
      if (total > kMostInTable.count()) {
        return Invalid(
            absl::StrCat("more than ", FormatBytes(kMostInTable), " in all"),
            absl::StrCat(entry.name, " is too much"));
      }
    }
    contents_.reserve(files_.size());
    for (size_t i = 0; i < files_.size(); ++i) {
      FileTable::File& entry = table_.files[i];
      if (entry.stream != FileTable::kHere) continue;
      GAVEL_ASSIGN_OR_RETURN(
          std::string content,
          ReadStart(*files_[i].content, static_cast<size_t>(entry.size)));
      contents_.push_back(std::move(content));
      entry.content = contents_.back();
      entry.size = static_cast<int64_t>(entry.content.size());
    }
    return absl::OkStatus();
  }

  const std::vector<File>& files_;
  FileTable table_;
  // What the table's views are of; never moved.
  std::vector<std::string> contents_;
  PackedFiles packed_;
};

absl::Status CheckArguments(const std::vector<std::string>& arguments) {
  if (arguments.size() > kMostArguments) {
    return absl::InvalidArgumentError(
        absl::StrCat("running a program: ", arguments.size(),
                     " arguments, the most are ", kMostArguments));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PackedFiles> PackSourceFiles(const std::vector<File>& files) {
  if (files.empty()) return PackedFiles();
  Packer packer(files);
  GAVEL_RETURN_IF_ERROR(packer.Measure());
  return std::move(packer).Pack();
}

absl::StatusOr<PackedFiles> PackRunFiles(const RunInput& input) {
  if (input.arguments.empty() && input.files.empty() &&
      input.writable.empty()) {
    return PackedFiles();
  }
  GAVEL_RETURN_IF_ERROR(CheckArguments(input.arguments));
  Packer packer(input.files);
  GAVEL_RETURN_IF_ERROR(packer.Measure());
  GAVEL_RETURN_IF_ERROR(packer.GiveLargestStreams());
  FileTable& table = packer.table();
  table.arguments.assign(input.arguments.begin(), input.arguments.end());
  for (const std::string& directory : input.writable) {
    if (directory != "." && !IsFileName(directory)) {
      return Invalid("no name of a directory", directory);
    }
    table.writable.push_back(directory);
  }
  return std::move(packer).Pack();
}

}  // namespace gavel::sandbox
