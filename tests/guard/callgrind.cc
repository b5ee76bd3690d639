#include "tests/guard/callgrind.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "core/status_macros.h"

namespace gavel::guard {
namespace {

constexpr absl::string_view kTrigger = "desc: Trigger: ";
constexpr absl::string_view kRequest = "Client Request: from ";
constexpr absl::string_view kTotal = "totals: ";

struct Output {
  int status = -1;
  std::string text;
};

Output RunShell(const std::string& command) {
  Output output;
  FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 4096> buffer;
  while (const size_t count = fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.text.append(buffer.data(), count);
  }
  output.status = pclose(pipe);
  return output;
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Removed with what is in it.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name =
        std::filesystem::temp_directory_path() / "gavel-guard-XXXXXX";
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryDirectory() {
    if (!path_.empty()) std::filesystem::remove_all(path_);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Everything bound before, as in the sandbox; addresses and the environment,
// which the stack begins with, the same every time.
std::string Command(const std::string& program, const std::string& directory) {
  return absl::StrCat(
      "env -i LD_BIND_NOW=1 valgrind --tool=callgrind --quiet "
      "--instr-atstart=no --combine-dumps=yes --error-exitcode=3 "
      "--callgrind-out-file='",
      directory, "/counts.%p' '", program, "'");
}

// Valgrind can start a program at all, or it is no fault of ours.
bool ValgrindWorks() {
  return RunShell("valgrind --tool=none --quiet /bin/true").status == 0;
}

}  // namespace

std::string ValgrindVersion() {
  const Output output = RunShell("valgrind --version");
  absl::string_view version = output.text;
  version = absl::StripSuffix(version, "\n");
  if (output.status != 0 || !absl::ConsumePrefix(&version, "valgrind-")) {
    return "";
  }
  return std::string(version);
}

absl::Status AddDumps(absl::string_view text, Counts& counts) {
  std::string path;
  std::string next;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (absl::ConsumePrefix(&line, kTrigger)) {
      next = absl::ConsumePrefix(&line, kRequest) ? std::string(line) : "";
    } else if (absl::ConsumePrefix(&line, kTotal)) {
      int64_t count = 0;
      if (!absl::SimpleAtoi(line, &count)) {
        return absl::InternalError(absl::StrCat("reading a total: ", line));
      }
      if (!path.empty() && !counts.emplace(path, count).second) {
        return absl::InternalError(absl::StrCat(path, " was counted twice"));
      }
      path = next;
    }
  }
  if (path.empty()) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(path, " has no end"));
}

absl::StatusOr<Counts> CountInstructions(const std::string& program) {
  if (ValgrindVersion().empty()) {
    return absl::UnavailableError("valgrind is not installed");
  }
  if (!ValgrindWorks()) {
    return absl::UnavailableError("valgrind does not work on this machine");
  }
  const TemporaryDirectory directory;
  if (directory.path().empty()) {
    return absl::ErrnoToStatus(errno, "making a directory for counts");
  }
  const Output output = RunShell(Command(program, directory.path()));
  if (output.status != 0) {
    return absl::InternalError(absl::StrCat("counting ", program,
                                            ": wait status ", output.status,
                                            "\n", output.text));
  }
  Counts counts;
  for (const auto& file :
       std::filesystem::directory_iterator(directory.path())) {
    GAVEL_RETURN_IF_ERROR(AddDumps(ReadFile(file.path()), counts));
  }
  if (counts.empty()) {
    return absl::InternalError(absl::StrCat(program, " counted nothing"));
  }
  return counts;
}

}  // namespace gavel::guard
