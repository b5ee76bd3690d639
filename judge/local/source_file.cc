#include "judge/local/source_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/bytes.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "core/submission.h"

namespace gavel::judge {
namespace {

// Far above every source limit; ends the reading of endless files.
constexpr Bytes kMostRead = MiB(64);

}  // namespace

absl::StatusOr<std::string> ReadTextFile(const std::string& path) {
  const OwnedFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
  }
  std::string text;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t got = read(fd.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return absl::ErrnoToStatus(errno, absl::StrCat("reading ", path));
    }
    if (got == 0) return text;
    text.append(buffer.data(), static_cast<size_t>(got));
    if (Bytes(static_cast<int64_t>(text.size())) > kMostRead) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "reading ", path, ": larger than ", FormatBytes(kMostRead)));
    }
  }
}

absl::StatusOr<sandbox::Source> ReadSourceFile(const std::string& path) {
  const std::filesystem::path file(path);
  const std::optional<Language> language =
      LanguageFromExtension(file.extension().string());
  if (!language) {
    return absl::InvalidArgumentError(absl::StrCat(
        path,
        ": the name of a program ends in .js, .cjs, .mjs, .ts, .cts or .mts"));
  }
  sandbox::Source source;
  source.language = *language;
  source.file_name = file.filename().string();
  GAVEL_RETURN_IF_ERROR(CheckFileName(source.file_name, *language));
  GAVEL_ASSIGN_OR_RETURN(source.text, ReadTextFile(path));
  return source;
}

}  // namespace gavel::judge
