// The guard: counts what fixed inputs cost and holds it against figures.txt.
//
//   gavel-guard [KIND...]
//   gavel-guard --accept
//
// A KIND is the first part of a path: validator, judging, run, calls, faults;
// all of them if none is given. --accept counts all and writes that into the
// file. Exits with 0 if everything is within its tolerance, 1 if something
// costs more, and 77, for ctest to skip it, where something cannot be compared
// on this machine.
#include <gnu/libc-version.h>
#include <sys/utsname.h>
#include <v8-version.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "core/status_macros.h"
#include "tests/guard/callgrind.h"
#include "tests/guard/figures.h"
#include "tests/guard/system_calls.h"

namespace gavel::guard {
namespace {

constexpr int kExitSkipped = 77;
constexpr const char* kFiguresFile =
    GAVEL_SOURCE_DIR "/tests/guard/figures.txt";
constexpr const char* kBinaries = GAVEL_BIN_DIR "/";

struct Kind {
  // Paths of it begin so.
  std::string name;
  // Versions that its counts depend on.
  std::set<std::string> depends_on;
  std::function<absl::StatusOr<Counts>()> count;
};

std::vector<Kind> Kinds() {
  const auto instructions = [](const char* program) {
    return [program] {
      return CountInstructions(absl::StrCat(kBinaries, program));
    };
  };
  const std::string sandbox = absl::StrCat(kBinaries, "gavel-sandbox");
  return {{"validator",
           {"compiler", "glibc", "processor", "valgrind"},
           instructions("gavel_guard_validator_paths")},
          {"judging",
           {"compiler", "glibc", "processor", "valgrind"},
           instructions("gavel_guard_judging_paths")},
          {"run",
           {"compiler", "glibc", "processor", "v8", "valgrind"},
           instructions("gavel_guard_run_paths")},
          {"calls",
           {"glibc", "processor", "v8"},
           [sandbox] { return CountSystemCalls(sandbox); }},
          {"faults",
           {"glibc", "kernel", "large-pages", "processor", "v8"},
           [sandbox] { return CountPageFaults(sandbox); }}};
}

// When the kernel gives them: "always [madvise] never".
std::string LargePages() {
  std::ifstream file("/sys/kernel/mm/transparent_hugepage/enabled");
  std::string text;
  std::getline(file, text);
  return text;
}

Versions VersionsNow() {
  utsname system{};
  uname(&system);
  const std::vector<std::string> release =
      absl::StrSplit(system.release, absl::MaxSplits('.', 2));
  // Library functions have variants for processors; valgrind knows these two.
  const bool avx2 = __builtin_cpu_supports("avx2") != 0;
  return {{"compiler", absl::StrCat("g++ ", __VERSION__)},
          {"glibc", gnu_get_libc_version()},
          {"kernel", absl::StrJoin(release.begin(), release.begin() + 2, ".")},
          {"large-pages", LargePages()},
          {"processor", absl::StrCat(system.machine, avx2 ? " with AVX2" : "")},
          {"v8", absl::StrCat(V8_MAJOR_VERSION, ".", V8_MINOR_VERSION, ".",
                              V8_BUILD_NUMBER, ".", V8_PATCH_LEVEL)},
          {"valgrind", ValgrindVersion()}};
}

Versions Only(const Versions& all, const std::set<std::string>& names) {
  Versions some;
  for (const std::string& name : names) some[name] = all.at(name);
  return some;
}

enum class Result : uint8_t { kPassed, kSkipped, kFailed };

// Prints why.
Result Skip(const Kind& kind, absl::string_view why) {
  std::printf("%s: not compared: %s\n", kind.name.c_str(),
              std::string(why).c_str());
  return Result::kSkipped;
}

Result Check(const Kind& kind, const Figures& figures, const Versions& now) {
  const absl::StatusOr<Counts> counts = kind.count();
  if (absl::IsUnavailable(counts.status())) {
    return Skip(kind, counts.status().message());
  }
  if (!counts.ok()) {
    std::printf("%s\n", counts.status().ToString().c_str());
    return Result::kFailed;
  }
  const std::vector<Finding> findings =
      Compare(figures.figures, *counts, kind.name + "/");
  for (const Finding& finding : findings) {
    std::printf("%-8s %s\n", ToString(finding.kind).data(),
                finding.text.c_str());
  }
  const std::string differences =
      DifferentVersions(figures.with, Only(now, kind.depends_on));
  if (!differences.empty()) return Skip(kind, differences);
  return Passes(findings) ? Result::kPassed : Result::kFailed;
}

int CheckAll(const std::vector<Kind>& kinds, const Figures& figures) {
  const Versions now = VersionsNow();
  std::set<Result> results;
  for (const Kind& kind : kinds) results.insert(Check(kind, figures, now));
  if (results.count(Result::kFailed) > 0) {
    std::printf("\nwith");
    for (const auto& [name, version] : now) {
      std::printf(" %s %s;", name.c_str(), version.c_str());
    }
    std::printf(
        "\nif it is worth it: gavel-guard --accept writes the new figures to\n"
        "%s; the commit says why\n",
        kFiguresFile);
    return 1;
  }
  return results.count(Result::kSkipped) > 0 ? kExitSkipped : 0;
}

absl::StatusOr<std::string> ReadFigures() {
  std::ifstream file(kFiguresFile);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.is_open()) return text;
  return absl::NotFoundError(absl::StrCat("reading ", kFiguresFile));
}

absl::Status Accept() {
  Counts all;
  for (const Kind& kind : Kinds()) {
    GAVEL_ASSIGN_OR_RETURN(const Counts counts, kind.count());
    all.insert(counts.begin(), counts.end());
  }
  GAVEL_ASSIGN_OR_RETURN(const std::string old, ReadFigures());
  GAVEL_ASSIGN_OR_RETURN(const std::string text,
                         RewriteFigures(old, all, VersionsNow()));
  std::ofstream file(kFiguresFile);
  file << text << std::flush;
  if (file.good()) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("writing ", kFiguresFile));
}

absl::StatusOr<int> Main(const std::set<std::string>& arguments) {
  if (arguments == std::set<std::string>{"--accept"}) {
    GAVEL_RETURN_IF_ERROR(Accept());
    return 0;
  }
  std::vector<Kind> kinds;
  for (Kind& kind : Kinds()) {
    if (arguments.empty() || arguments.count(kind.name) > 0) {
      kinds.push_back(std::move(kind));
    }
  }
  if (!arguments.empty() && kinds.size() != arguments.size()) {
    return absl::InvalidArgumentError(
        "usage: gavel-guard [--accept | KIND...], with the kinds validator, "
        "judging, run, calls and faults");
  }
  GAVEL_ASSIGN_OR_RETURN(const std::string text, ReadFigures());
  GAVEL_ASSIGN_OR_RETURN(const Figures figures, ParseFigures(text));
  return CheckAll(kinds, figures);
}

}  // namespace
}  // namespace gavel::guard

int main(int argc, char** argv) {
  const absl::StatusOr<int> status =
      gavel::guard::Main(std::set<std::string>(argv + 1, argv + argc));
  if (status.ok()) return *status;
  std::fprintf(stderr, "gavel-guard: %s\n",
               std::string(status.status().message()).c_str());
  return 64;
}
