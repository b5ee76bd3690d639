#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "judge/package/findings.h"
#include "judge/package/package.h"
#include "judge/package/tree.h"

namespace gavel::package {
namespace {

namespace fs = std::filesystem;

constexpr size_t kChunk = size_t{64} * 1024;
constexpr size_t kMostName = 1024;
constexpr size_t kMostLevels = 32;
constexpr uint64_t kAnyRatio = uint64_t{1} << 20;

// Closes without writing.
struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

struct CloseEntry {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using OpenEntry = std::unique_ptr<zip_file_t, CloseEntry>;

std::string ErrorText(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return absl::AsciiStrToLower(text);
}

absl::Status Unsafe(absl::string_view entry, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(Quoted(entry), ": ", what));
}

absl::Status TooMuch(absl::string_view entry, absl::string_view what) {
  return absl::ResourceExhaustedError(absl::StrCat(Quoted(entry), ": ", what));
}

absl::StatusOr<Archive> OpenArchive(const std::string& path, int flags) {
  int code = 0;
  Archive archive(zip_open(path.c_str(), flags, &code));
  if (archive != nullptr) return archive;
  // By its name alone: where an upload is kept is nobody's business.
  const std::string what = absl::StrCat(
      "opening ", path.substr(path.rfind('/') + 1), ": ", ErrorText(code));
  if (code == ZIP_ER_NOENT) return absl::NotFoundError(what);
  if (code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_SEEK) {
    return absl::InternalError(what);
  }
  return absl::InvalidArgumentError(what);
}

// -------------------------------------------------------------- unpacking

struct Entry {
  zip_uint64_t index = 0;
  // Without the slash at the end of a directory.
  std::string path;
  bool is_directory = false;
  uint64_t size = 0;
  uint64_t packed_size = 0;
};

absl::Status CheckComponent(absl::string_view name,
                            absl::string_view component) {
  if (component.empty()) return Unsafe(name, "has an empty component");
  if (component == "." || component == "..") {
    return Unsafe(name, absl::StrCat("has a component ", component));
  }
  if (component.size() > 255) {
    return Unsafe(name, "has a component of more than 255 bytes");
  }
  return absl::OkStatus();
}

bool HasDriveLetter(absl::string_view name) {
  return name.size() >= 2 && name[1] == ':' &&
         absl::ascii_isalpha(static_cast<unsigned char>(name[0]));
}

absl::Status CheckName(absl::string_view name) {
  if (name.size() > kMostName) {
    return Unsafe(
        name, absl::StrCat("has a name of more than ", kMostName, " bytes"));
  }
  if (FindInvalidUtf8(name) != absl::string_view::npos) {
    return Unsafe(name, "has a name that is not UTF-8");
  }
  if (name.find('\\') != absl::string_view::npos) {
    return Unsafe(name, "has a backslash in its name");
  }
  if (name.empty() || name.front() == '/' || HasDriveLetter(name)) {
    return Unsafe(name, "is not a relative path");
  }
  if (name.back() == '/') name.remove_suffix(1);
  const std::vector<absl::string_view> components = absl::StrSplit(name, '/');
  if (components.size() > kMostLevels) {
    return Unsafe(name,
                  absl::StrCat("is more than ", kMostLevels, " levels deep"));
  }
  for (const absl::string_view component : components) {
    GAVEL_RETURN_IF_ERROR(CheckComponent(name, component));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadName(zip_t* archive, zip_uint64_t index) {
  const char* const raw = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
  if (raw == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat("entry ", index, ": has no name"));
  }
  const std::string name = raw;
  GAVEL_RETURN_IF_ERROR(CheckName(name));
  // The guess takes a name with control characters for another encoding and
  // shows it converted. NUL the library reads as a space, which no name in a
  // package has.
  const char* const guessed = zip_get_name(archive, index, ZIP_FL_ENC_GUESS);
  if (guessed == nullptr || name != guessed) {
    return Unsafe(name, "has control characters in its name");
  }
  return name;
}

// What a Unix zip says of an entry: only files and directories may pass.
absl::Status CheckType(zip_t* archive, const Entry& entry) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, entry.index, 0, &system,
                                       &attributes) != 0) {
    return Unsafe(entry.path, "has no attributes");
  }
  const mode_t type = (attributes >> 16) & S_IFMT;
  if (type == S_IFLNK) return Unsafe(entry.path, "is a symbolic link");
  const bool fits =
      type == 0 || type == (entry.is_directory ? S_IFDIR : S_IFREG);
  return fits ? absl::OkStatus()
              : Unsafe(entry.path, "is neither a file nor a directory");
}

absl::Status CheckStat(const Entry& entry, const zip_stat_t& stat) {
  constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                                   ZIP_STAT_COMP_METHOD |
                                   ZIP_STAT_ENCRYPTION_METHOD;
  if ((stat.valid & kNeeded) != kNeeded) {
    return Unsafe(entry.path, "has an incomplete header");
  }
  if (stat.encryption_method != ZIP_EM_NONE) {
    return Unsafe(entry.path, "is encrypted");
  }
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) {
    return Unsafe(entry.path, "is compressed by other means than deflate");
  }
  if (entry.is_directory && stat.size != 0) {
    return Unsafe(entry.path, "is a directory with content");
  }
  return absl::OkStatus();
}

absl::StatusOr<Entry> ReadEntry(zip_t* archive, zip_uint64_t index) {
  Entry entry;
  entry.index = index;
  GAVEL_ASSIGN_OR_RETURN(entry.path, ReadName(archive, index));
  entry.is_directory = entry.path.back() == '/';
  if (entry.is_directory) entry.path.pop_back();
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive, index, 0, &stat) != 0) {
    return Unsafe(entry.path, zip_strerror(archive));
  }
  GAVEL_RETURN_IF_ERROR(CheckStat(entry, stat));
  GAVEL_RETURN_IF_ERROR(CheckType(archive, entry));
  entry.size = stat.size;
  entry.packed_size = stat.comp_size;
  return entry;
}

// Every path once, and none both a file and a directory.
class Paths {
 public:
  absl::Status Add(const Entry& entry) {
    for (size_t slash = entry.path.find('/'); slash != std::string::npos;
         slash = entry.path.find('/', slash + 1)) {
      const auto [it, added] =
          kinds_.emplace(entry.path.substr(0, slash), Kind::kImplied);
      if (!added && it->second == Kind::kFile) {
        return Unsafe(entry.path, "is inside of what is also a file");
      }
    }
    const Kind kind = entry.is_directory ? Kind::kDirectory : Kind::kFile;
    const auto [it, added] = kinds_.emplace(entry.path, kind);
    if (added) return absl::OkStatus();
    if (it->second == Kind::kImplied && entry.is_directory) {
      it->second = kind;
      return absl::OkStatus();
    }
    return Unsafe(entry.path, "is there twice");
  }

 private:
  enum class Kind { kFile, kDirectory, kImplied };
  std::map<std::string, Kind> kinds_;
};

// What the headers claim, which unpacking then holds them to.
class Budget {
 public:
  Budget(const ZipLimits& limits, uint64_t zip_size)
      : limits_(limits), packed_left_(zip_size) {
    total_left_ = static_cast<uint64_t>(limits.total.count());
  }

  absl::Status Add(const Entry& entry) {
    if (entry.size > total_left_) {
      return TooMuch(
          entry.path,
          absl::StrCat("more than ", FormatBytes(limits_.total), " unpacked"));
    }
    total_left_ -= entry.size;
    if (entry.packed_size > packed_left_) {
      return Unsafe(entry.path, "shares its bytes with other entries");
    }
    packed_left_ -= entry.packed_size;
    const auto ratio = static_cast<uint64_t>(limits_.ratio);
    if (entry.size > kAnyRatio && entry.size / ratio > entry.packed_size) {
      return TooMuch(entry.path, absl::StrCat("is packed more than ",
                                              limits_.ratio, " times"));
    }
    return absl::OkStatus();
  }

 private:
  const ZipLimits limits_;
  uint64_t total_left_ = 0;
  uint64_t packed_left_;
};

absl::StatusOr<uint64_t> FileSize(const std::string& path) {
  struct stat stat {};
  if (::stat(path.c_str(), &stat) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
  }
  return static_cast<uint64_t>(stat.st_size);
}

// Every entry that is part of the package, all checked before any is written.
absl::StatusOr<std::vector<Entry>> ReadEntries(zip_t* archive,
                                               const std::string& zip_path,
                                               const ZipLimits& limits) {
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count > limits.entries) {
    return TooMuch(
        zip_path,
        absl::StrCat("holds ", count, " entries, more than ", limits.entries));
  }
  GAVEL_ASSIGN_OR_RETURN(const uint64_t zip_size, FileSize(zip_path));
  Paths paths;
  Budget budget(limits, zip_size);
  std::vector<Entry> entries;
  for (zip_int64_t i = 0; i < count; ++i) {
    GAVEL_ASSIGN_OR_RETURN(Entry entry,
                           ReadEntry(archive, static_cast<zip_uint64_t>(i)));
    GAVEL_RETURN_IF_ERROR(paths.Add(entry));
    GAVEL_RETURN_IF_ERROR(budget.Add(entry));
    // ".timelimit" may be at the root or in the package's folder.
    const absl::string_view path = entry.path;
    const size_t slash = path.find('/');
    const bool in_folder = slash != absl::string_view::npos &&
                           IsPackageName(path.substr(0, slash)) &&
                           IsPackagePath(path.substr(slash + 1));
    if (in_folder || IsPackagePath(path)) entries.push_back(std::move(entry));
  }
  return entries;
}

absl::Status WriteAll(int fd, absl::string_view bytes,
                      absl::string_view entry) {
  while (!bytes.empty()) {
    const ssize_t count = write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return absl::ErrnoToStatus(errno, absl::StrCat("writing ", entry));
    }
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return absl::OkStatus();
}

// Copies exactly the bytes that the header claims. The last read of none makes
// the library check the sum.
absl::Status Inflate(zip_t* archive, const Entry& entry, int fd) {
  const OpenEntry file(zip_fopen_index(archive, entry.index, 0));
  if (file == nullptr) return Unsafe(entry.path, zip_strerror(archive));
  std::array<char, kChunk> chunk;
  uint64_t left = entry.size;
  for (;;) {
    const zip_int64_t count = zip_fread(file.get(), chunk.data(), chunk.size());
    if (count < 0) {
      return Unsafe(
          entry.path,
          absl::StrCat("is broken: ",
                       absl::AsciiStrToLower(zip_file_strerror(file.get()))));
    }
    const auto size = static_cast<size_t>(count);
    if (size > left) {
      return Unsafe(entry.path, "is larger than its header says");
    }
    if (size == 0) break;
    left -= size;
    GAVEL_RETURN_IF_ERROR(
        WriteAll(fd, absl::string_view(chunk.data(), size), entry.path));
  }
  return left == 0 ? absl::OkStatus()
                   : Unsafe(entry.path, "is smaller than its header says");
}

absl::Status MakeDirectory(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!error) return absl::OkStatus();
  return absl::ErrnoToStatus(error.value(),
                             absl::StrCat("making ", path.string()));
}

absl::Status WriteEntry(zip_t* archive, const Entry& entry,
                        const std::string& directory) {
  const fs::path path = fs::path(directory) / entry.path;
  if (entry.is_directory) return MakeDirectory(path);
  GAVEL_RETURN_IF_ERROR(MakeDirectory(path.parent_path()));
  OwnedFd fd(open(path.c_str(),
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
  if (!fd.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("creating ", entry.path));
  }
  GAVEL_RETURN_IF_ERROR(Inflate(archive, entry, fd.get()));
  if (close(fd.Release()) == 0) return absl::OkStatus();
  return absl::ErrnoToStatus(errno, absl::StrCat("writing ", entry.path));
}

absl::Status RequireEmpty(const std::string& directory) {
  std::error_code error;
  const bool empty = fs::is_empty(directory, error);
  if (error) {
    return absl::ErrnoToStatus(error.value(),
                               absl::StrCat("unpacking into ", directory));
  }
  return empty ? absl::OkStatus()
               : absl::FailedPreconditionError(absl::StrCat(
                     "unpacking into ", directory, ": is not empty"));
}

// ---------------------------------------------------------------- packing

// libzip speaks of the archive after an error.
absl::Status PackError(zip_t* archive, absl::string_view path) {
  return absl::InternalError(
      absl::StrCat("packing ", path, ": ", zip_strerror(archive)));
}

absl::Status AddFile(zip_t* archive, const std::string& file,
                     const std::string& name) {
  // The times are those of 1980-01-01, where the format's calendar begins.
  constexpr zip_uint16_t kDosTime = 0;
  constexpr zip_uint16_t kDosDate = (1 << 5) | 1;
  constexpr zip_uint32_t kAttributes = static_cast<zip_uint32_t>(S_IFREG | 0644)
                                       << 16;
  zip_source_t* const source = zip_source_file(archive, file.c_str(), 0, -1);
  if (source == nullptr) return PackError(archive, file);
  const zip_int64_t index =
      zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return PackError(archive, file);
  }
  const auto entry = static_cast<zip_uint64_t>(index);
  const bool good =
      zip_file_set_dostime(archive, entry, kDosTime, kDosDate, 0) == 0 &&
      zip_set_file_compression(archive, entry, ZIP_CM_DEFLATE, 6) == 0 &&
      zip_file_set_external_attributes(archive, entry, 0, ZIP_OPSYS_UNIX,
                                       kAttributes) == 0;
  return good ? absl::OkStatus() : PackError(archive, file);
}

absl::Status CheckPackable(const std::vector<TreeEntry>& tree) {
  Findings findings;
  for (const TreeEntry& entry : tree) {
    if (entry.type == EntryType::kSymlink) {
      findings.Add(entry.path,
                   "is a symbolic link that leads out of the package");
    } else if (entry.type == EntryType::kOther) {
      findings.Add(entry.path, "is neither a file nor a directory");
    }
  }
  return findings.ToStatus();
}

// The folder in the zip: the directory's own name.
absl::StatusOr<std::string> FolderOf(const std::string& directory) {
  std::error_code error;
  fs::path path = fs::absolute(directory, error).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  std::string name = path.filename().string();
  if (!error && IsPackageName(name)) return name;
  return absl::InvalidArgumentError(absl::StrCat(
      Quoted(directory), ": its name cannot be that of a package"));
}

}  // namespace

absl::Status UnpackZip(const std::string& zip_path,
                       const std::string& directory, const ZipLimits& limits) {
  GAVEL_RETURN_IF_ERROR(RequireEmpty(directory));
  GAVEL_ASSIGN_OR_RETURN(const Archive archive,
                         OpenArchive(zip_path, ZIP_RDONLY));
  GAVEL_ASSIGN_OR_RETURN(const std::vector<Entry> entries,
                         ReadEntries(archive.get(), zip_path, limits));
  for (const Entry& entry : entries) {
    absl::Status status = WriteEntry(archive.get(), entry, directory);
    if (status.ok()) continue;
    RemoveContents(directory);
    return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ListPackage(
    const std::string& directory) {
  GAVEL_ASSIGN_OR_RETURN(const std::vector<TreeEntry> tree,
                         ListTree(directory));
  GAVEL_RETURN_IF_ERROR(CheckPackable(tree));
  std::vector<std::string> files;
  for (const TreeEntry& entry : tree) {
    if (entry.type == EntryType::kFile) files.push_back(entry.path);
  }
  return files;
}

absl::Status PackZip(const std::string& directory,
                     const std::string& zip_path) {
  GAVEL_ASSIGN_OR_RETURN(const std::vector<std::string> files,
                         ListPackage(directory));
  GAVEL_ASSIGN_OR_RETURN(const std::string folder, FolderOf(directory));
  GAVEL_ASSIGN_OR_RETURN(Archive archive,
                         OpenArchive(zip_path, ZIP_CREATE | ZIP_TRUNCATE));
  for (const std::string& file : files) {
    GAVEL_RETURN_IF_ERROR(AddFile(archive.get(),
                                  absl::StrCat(directory, "/", file),
                                  absl::StrCat(folder, "/", file)));
  }
  // Reads the files and writes the zip, or leaves nothing.
  if (zip_close(archive.get()) != 0) return PackError(archive.get(), zip_path);
  (void)archive.release();
  return absl::OkStatus();
}

}  // namespace gavel::package
