// Packages of anybody's making, in memory, read as an upload is.
//
// Shape:   files, separated by kFuzzSeparator: the path, a line end, the
//          content
// Errors:  a broken promise aborts the process with the line that noticed
#include "tests/fuzz/package_fuzz.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_split.h"
#include "core/judgement.h"
#include "core/utf8.h"
#include "judge/package/load.h"
#include "judge/package/paths.h"

namespace gavel::package {
namespace {

// Not assert: it has to hold in every build.
void Promise(bool kept, const char* what, int line) {
  if (kept) return;
  std::fprintf(stderr, "package_fuzz.cc:%d: broken: %s\n", line, what);
  std::abort();
}
#define GAVEL_PROMISE(condition) Promise((condition), #condition, __LINE__)

constexpr size_t kMostLevels = 32;

// What a listing of a disk could hold: names of the format, no file that is
// also a directory.
std::vector<TreeEntry> TreeOf(absl::string_view input) {
  std::map<std::string, TreeEntry> tree;
  for (const absl::string_view file : absl::StrSplit(input, kFuzzSeparator)) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(file, absl::MaxSplits('\n', 1));
    const std::string path(parts.first);
    if (!IsPackagePath(path) || tree.count(path) > 0) continue;
    std::vector<std::string> parents;
    bool good = true;
    for (absl::string_view parent = ParentOf(path); !parent.empty();
         parent = ParentOf(parent)) {
      parents.emplace_back(parent);
      const auto known = tree.find(parents.back());
      good = good && (known == tree.end() ||
                      known->second.type == EntryType::kDirectory);
    }
    if (!good || parents.size() > kMostLevels) continue;
    for (const std::string& parent : parents) {
      tree.insert({parent, {parent, EntryType::kDirectory, ""}});
    }
    tree.insert(
        {path,
         {path, EntryType::kFile, "/fuzz/" + path, std::string(parts.second)}});
  }
  std::vector<TreeEntry> entries;
  for (auto& [path, entry] : tree) entries.push_back(std::move(entry));
  return entries;
}

void CheckLine(absl::string_view line) {
  GAVEL_PROMISE(FindInvalidUtf8(line) == absl::string_view::npos);
  for (const char c : line) {
    GAVEL_PROMISE(static_cast<unsigned char>(c) >= 0x20);
  }
}

void CheckGroups(const Problem& problem) {
  GAVEL_PROMISE(!problem.groups.empty());
  for (int i = 0; i < static_cast<int>(problem.groups.size()); ++i) {
    const TestGroup& group = problem.groups[static_cast<size_t>(i)];
    GAVEL_PROMISE(group.parent >= -1 && group.parent < i);
    if (const auto* scoring = std::get_if<GroupScoring>(&group.grading)) {
      for (const int required : scoring->require_pass) {
        GAVEL_PROMISE(required >= 0 && required < i);
      }
    }
  }
}

void CheckTests(const Package& package) {
  const Problem& problem = package.problem;
  GAVEL_PROMISE(!problem.tests.empty());
  GAVEL_PROMISE(problem.tests.size() == package.input_arguments.size());
  int group = 0;
  for (const TestCase& test : problem.tests) {
    GAVEL_PROMISE(test.group >= group);
    group = test.group;
    GAVEL_PROMISE(!test.input_path.empty() && !test.answer_path.empty());
  }
  GAVEL_PROMISE(static_cast<size_t>(group) < problem.groups.size());
}

void CheckExamples(const Package& package) {
  Judgement judgement;
  judgement.verdict = Verdict::kAccepted;
  for (const TestCase& test : package.problem.tests) {
    TestRun run;
    run.test = test.name;
    judgement.runs.push_back(run);
  }
  SlowestTimes times;
  for (const ExampleSubmission& example : package.examples) {
    GAVEL_PROMISE(!example.program.main.name.empty());
    FindUnexpected(example.expectations, judgement);
    AddTimes(example.expectations, judgement, times);
  }
  const auto limit = DeriveTimeLimit(package.metadata.time, times);
  GAVEL_PROMISE(!limit.ok() || *limit > absl::ZeroDuration());
}

}  // namespace

void FuzzPackage(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<Package> package = LoadTree(TreeOf(input), "fuzz");
  if (!package.ok()) {
    GAVEL_PROMISE(absl::IsInvalidArgument(package.status()));
    const absl::string_view message = package.status().message();
    for (const absl::string_view line : absl::StrSplit(message, '\n')) {
      GAVEL_PROMISE(!line.empty());
      CheckLine(line);
    }
    return;
  }
  for (const std::string& warning : package->warnings) CheckLine(warning);
  GAVEL_PROMISE(ValidateLimits(package->problem.limits).ok());
  CheckGroups(package->problem);
  CheckTests(*package);
  CheckExamples(*package);
  CheckJudgeable(*package).IgnoreError();
}

}  // namespace gavel::package

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  gavel::package::FuzzPackage(data, size);
  return 0;
}
