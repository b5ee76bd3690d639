#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/flags.h"
#include "core/problem.h"
#include "core/status_macros.h"
#include "judge/local/exit_status.h"
#include "judge/local/local_commands.h"
#include "judge/local/skeletons.h"

namespace gavel::judge {
namespace {

namespace fs = std::filesystem;

int Fail(const std::string& what, int exit_status) {
  absl::FPrintF(stderr, "gavel problem new: %s\n", what);
  return exit_status;
}

std::vector<std::string> Kinds() {
  std::vector<std::string> kinds;
  for (const SkeletonFile& file : SkeletonFiles()) {
    if (kinds.empty() || kinds.back() != file.kind) {
      kinds.emplace_back(absl::StrCat(file.kind));
    }
  }
  return kinds;
}

// Random, RFC 9562 version 4.
std::string MakeUuid() {
  std::random_device random;
  std::array<uint32_t, 4> words = {random(), random(), random(), random()};
  words[1] = (words[1] & 0xffff0fff) | 0x4000;
  words[2] = (words[2] & 0x3fffffff) | 0x80000000;
  return absl::StrFormat("%08x-%04x-%04x-%04x-%04x%08x", words[0],
                         words[1] >> 16, words[1] & 0xffff, words[2] >> 16,
                         words[2] & 0xffff, words[3]);
}

absl::Status CheckNewDirectory(const fs::path& directory) {
  std::error_code error;
  if (!fs::exists(directory, error)) return absl::OkStatus();
  if (fs::is_directory(directory, error) && fs::is_empty(directory, error)) {
    return absl::OkStatus();
  }
  return absl::AlreadyExistsError(absl::StrCat(
      directory.string(), " is there already, and is no empty directory"));
}

absl::Status WriteFile(const fs::path& path, const std::string& text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!error && file) return absl::OkStatus();
  return absl::UnknownError(absl::StrCat("cannot write ", path.string()));
}

absl::Status WriteSkeleton(const std::string& kind, const std::string& name,
                           const fs::path& directory) {
  const std::string uuid = MakeUuid();
  for (const SkeletonFile& file : SkeletonFiles()) {
    if (file.kind != kind) continue;
    GAVEL_RETURN_IF_ERROR(WriteFile(
        directory / std::string(file.path),
        absl::StrReplaceAll(file.text, {{"@NAME@", name}, {"@UUID@", uuid}})));
  }
  return absl::OkStatus();
}

}  // namespace

int NewCommand(const std::vector<std::string>& args) {
  const std::vector<std::string> kinds = Kinds();
  std::string kind = "pass-fail";
  cli::Flags flags(
      "gavel problem new [--type TYPE] DIR",
      "Writes a small problem package that is in order, to be changed.\n"
      "Exit status: 0, 1 something is there already, 64 wrong command line.");
  const std::string help =
      absl::StrCat(absl::StrJoin(kinds, ", "), "; default pass-fail");
  flags.Text("type", "TYPE", help, &kind);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    return Fail(
        absl::StrCat("type ", kind, " is none of ", absl::StrJoin(kinds, ", ")),
        cli::kExitUsage);
  }
  std::error_code error;
  const fs::path directory = fs::weakly_canonical(arguments[0], error);
  const std::string name = directory.filename().string();
  if (error || !IsProblemId(name)) {
    return Fail(absl::StrCat("a problem cannot be called \"", name,
                             "\": [a-z0-9][a-z0-9-]*, at most 64 characters"),
                cli::kExitUsage);
  }
  absl::Status status = CheckNewDirectory(directory);
  if (status.ok()) status = WriteSkeleton(kind, name, directory);
  if (!status.ok()) return Fail(absl::StrCat(status.message()), 1);
  absl::PrintF("%s is a package, of type %s; next: gavel problem verify %s\n",
               arguments[0], kind, arguments[0]);
  return 0;
}

}  // namespace gavel::judge
