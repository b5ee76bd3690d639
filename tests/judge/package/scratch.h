// A directory of its own for one test, and packages written into it.
//
// Threads: single-threaded
#ifndef GAVEL_TESTS_JUDGE_PACKAGE_SCRATCH_H_
#define GAVEL_TESTS_JUDGE_PACKAGE_SCRATCH_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace gavel::package {

// Files by path, with their content.
using Files = std::map<std::string, std::string>;

inline constexpr char kMinimalYaml[] =
    "problem_format_version: 2025-09\n"
    "name: A plus B\n"
    "uuid: 00000000-0000-0000-0000-000000000000\n";

// The least that loads.
inline Files MinimalPackage() {
  return {{"problem.yaml", kMinimalYaml},
          {"data/secret/1.in", "1 2\n"},
          {"data/secret/1.ans", "3\n"}};
}

class Scratch {
 public:
  Scratch() {
    std::string name = testing::TempDir() + "gavel_package_XXXXXX";
    path_ = mkdtemp(name.data()) == nullptr ? "" : name;
    EXPECT_NE(path_, "");
  }
  ~Scratch() { std::filesystem::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string path() const { return path_; }
  std::string Path(const std::string& name) const { return path_ + "/" + name; }

  void Write(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = Path(name);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
  }

  // Into a directory of the scratch; returns its path.
  std::string WritePackage(const std::string& name, const Files& files) const {
    for (const auto& [file, content] : files)
      Write((std::filesystem::path(name) / file).string(), content);
    return Path(name);
  }

  std::string MakeDirectory(const std::string& name) const {
    std::filesystem::create_directories(Path(name));
    return Path(name);
  }

  std::string Read(const std::string& name) const {
    std::ifstream file(Path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

}  // namespace gavel::package

#endif  // GAVEL_TESTS_JUDGE_PACKAGE_SCRATCH_H_
