// Packages that are in memory only.
//
// Threads: pure
#ifndef GAVEL_TESTS_JUDGE_PACKAGE_MEMORY_PACKAGE_H_
#define GAVEL_TESTS_JUDGE_PACKAGE_MEMORY_PACKAGE_H_

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "judge/package/load.h"
#include "judge/package/paths.h"
#include "tests/judge/package/scratch.h"

namespace gavel::package {

inline std::vector<TreeEntry> TreeOf(const Files& files) {
  std::set<std::string> directories;
  std::vector<TreeEntry> tree;
  for (const auto& [path, content] : files) {
    for (absl::string_view parent = ParentOf(path); !parent.empty();
         parent = ParentOf(parent)) {
      directories.insert(std::string(parent));
    }
    tree.push_back(
        {path, EntryType::kFile, absl::StrCat("/aplusb/", path), content});
  }
  for (const std::string& path : directories) {
    tree.push_back({path, EntryType::kDirectory, ""});
  }
  return tree;
}

inline absl::StatusOr<Package> LoadFiles(const Files& files) {
  return LoadTree(TreeOf(files), "aplusb");
}

inline Package MustLoad(const Files& files) {
  absl::StatusOr<Package> package = LoadFiles(files);
  EXPECT_TRUE(package.ok()) << package.status();
  return package.ok() ? *std::move(package) : Package();
}

// All that is wrong, line by line; empty if nothing is.
inline std::string Refusal(const Files& files) {
  return absl::StrCat(LoadFiles(files).status().message());
}

// All that is odd, line by line.
inline std::string Warnings(const Files& files) {
  return absl::StrJoin(MustLoad(files).warnings, "\n");
}

// A package with nothing to warn of.
inline Files FullPackage() {
  Files files = MinimalPackage();
  files["statement/problem.en.md"] = "Add.\n";
  files["submissions/accepted/a.js"] = "1\n";
  files["input_validators/validate.js"] = "1\n";
  return files;
}

inline Files LegacyPackage(const std::string& yaml = "name: Sum\n") {
  return {{"problem.yaml", yaml},
          {"problem_statement/problem.en.tex", "Add.\n"},
          {"submissions/accepted/a.js", "1\n"},
          {"input_validators/validate.js", "1\n"},
          {"data/secret/1.in", "1 2\n"},
          {"data/secret/1.ans", "3\n"}};
}

inline Files Plus(Files files, const Files& more) {
  for (const auto& [path, content] : more) files[path] = content;
  return files;
}

// A full package with these lines in problem.yaml.
inline Files WithYaml(const std::string& lines) {
  return Plus(FullPackage(), {{"problem.yaml", kMinimalYaml + lines}});
}

}  // namespace gavel::package

#endif  // GAVEL_TESTS_JUDGE_PACKAGE_MEMORY_PACKAGE_H_
