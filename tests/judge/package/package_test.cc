#include "judge/package/package.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/package/memory_package.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PackageTest : public testing::Test {
 protected:
  // The message of the refusal of a directory.
  static std::string DirectoryRefusal(const std::string& path) {
    return absl::StrCat(LoadDirectory(path).status().message());
  }

  Scratch scratch_;
};

TEST_F(PackageTest, MinimalPackageHasDefaults) {
  const std::string path = scratch_.WritePackage("aplusb", MinimalPackage());
  const absl::StatusOr<Package> package = LoadDirectory(path);
  ASSERT_TRUE(package.ok()) << package.status();
  const Problem& problem = package->problem;
  EXPECT_EQ(problem.id, "aplusb");
  EXPECT_EQ(problem.version, 0);
  EXPECT_EQ(problem.title, "A plus B");
  EXPECT_EQ(problem.limits.cpu_time, Limits().cpu_time);
  EXPECT_EQ(problem.limits.memory, Limits().memory);
  EXPECT_FALSE(problem.scoring);
  EXPECT_FALSE(problem.allow_file_writing);
  EXPECT_THAT(problem.output_validators, IsEmpty());
  ASSERT_EQ(problem.tests.size(), 1U);
  EXPECT_EQ(problem.tests[0].name, "secret/1");
  EXPECT_FALSE(problem.tests[0].sample);
  EXPECT_EQ(problem.tests[0].input_path, path + "/data/secret/1.in");
  EXPECT_EQ(problem.tests[0].answer_path, path + "/data/secret/1.ans");
}

TEST_F(PackageTest, WhatAPackageShouldHaveIsMissed) {
  EXPECT_THAT(MustLoad(MinimalPackage()).warnings,
              ElementsAre("input_validators: holds no validator",
                          "statement: holds no problem statement",
                          "submissions/accepted: holds no submission"));
  EXPECT_EQ(Warnings(FullPackage()), "");
  EXPECT_EQ(Warnings(LegacyPackage()), "");
}

TEST_F(PackageTest, ContentsAreAllFiles) {
  std::vector<std::string> names;
  for (const PackageFile& file : MustLoad(MinimalPackage()).problem.contents) {
    names.push_back(file.name);
    EXPECT_EQ(file.path, "/aplusb/" + file.name);
  }
  EXPECT_THAT(names, ElementsAre("data/secret/1.ans", "data/secret/1.in",
                                 "problem.yaml"));
}

TEST_F(PackageTest, AProblemMayTakeFeaturesAway) {
  EXPECT_TRUE(MustLoad(FullPackage()).problem.limits.features.eval);
  Files files = FullPackage();
  files["gavel.yaml"] = "features:\n  eval: false\n";
  const Features features = MustLoad(files).problem.limits.features;
  EXPECT_FALSE(features.eval);
  EXPECT_TRUE(features.web_assembly);
  files["gavel.yaml"] = "features:\n  eval: maybe\n  wasm: false\n";
  EXPECT_EQ(Refusal(files),
            "gavel.yaml: line 2: eval in features is neither true nor false\n"
            "gavel.yaml: line 3: unknown key wasm in features");
}

TEST_F(PackageTest, NamesTheFormatForbidsAreAbsent) {
  const std::string path = scratch_.WritePackage(
      "aplusb", Plus(MinimalPackage(), {{".git/config", "x"},
                                        {"data/secret/.2.in", "x"},
                                        {"data/secret/-3.in", "x"},
                                        {"data/secret/4 copy.in", "x"},
                                        {"data/secret/1.in~", "x"}}));
  const absl::StatusOr<Package> package = LoadDirectory(path);
  ASSERT_TRUE(package.ok()) << package.status();
  EXPECT_EQ(package->problem.tests.size(), 1U);
  EXPECT_EQ(package->problem.contents.size(), 3U);
}

TEST_F(PackageTest, EverythingWrongIsReportedAtOnceByFileAndLine) {
  EXPECT_EQ(
      Refusal(Plus(WithYaml("lmits: {}\nlimits:\n  memroy: 5\n"),
                   {{"data/secret/2.in", ""}, {"data/secret/3.ans", ""}})),
      "data/secret/2.in: has no answer 2.ans\n"
      "data/secret/3.ans: has no input 3.in\n"
      "problem.yaml: line 4: unknown key lmits\n"
      "problem.yaml: line 6: unknown key memroy in limits");
}

TEST_F(PackageTest, ReportsAtMostFiftyLines) {
  Files files = MinimalPackage();
  for (int i = 100; i < 200; ++i) {
    files[absl::StrCat("data/secret/", i, ".in")] = "";
  }
  const std::string message = Refusal(files);
  EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 49);
  EXPECT_THAT(message, HasSubstr("\nand 51 more"));
}

TEST_F(PackageTest, SymbolicLinksInsideThePackageAreWhatTheyLeadTo) {
  const std::string path = scratch_.WritePackage("aplusb", MinimalPackage());
  std::filesystem::create_symlink("1.in", path + "/data/secret/2.in");
  std::filesystem::create_symlink("../../data/secret/1.ans",
                                  path + "/data/secret/2.ans");
  std::filesystem::create_directory_symlink("secret", path + "/data/sample");
  const absl::StatusOr<Package> package = LoadDirectory(path);
  ASSERT_TRUE(package.ok()) << package.status();
  ASSERT_EQ(package->problem.tests.size(), 4U);
  const TestCase& test = package->problem.tests[3];
  EXPECT_EQ(test.name, "secret/2");
  EXPECT_EQ(test.input_path, path + "/data/secret/1.in");
  EXPECT_EQ(test.answer_path, path + "/data/secret/1.ans");
}

TEST_F(PackageTest, SymbolicLinksOutOfThePackageAreRefused) {
  scratch_.Write("outside", "x");
  const std::string path = scratch_.WritePackage(
      "aplusb", Plus(MinimalPackage(), {{".hidden", "x"}}));
  std::filesystem::create_symlink("/etc/passwd", path + "/data/secret/2.in");
  std::filesystem::create_symlink("../outside", path + "/a");
  std::filesystem::create_symlink(".hidden", path + "/b");
  std::filesystem::create_symlink("missing", path + "/c");
  std::filesystem::create_directory_symlink(".", path + "/d");
  std::filesystem::create_directory_symlink("..", path + "/data/e");
  std::filesystem::create_directory_symlink("/etc", path + "/attachments");
  const std::string leads =
      ": is a symbolic link that leads out of the package";
  std::string all;
  for (const char* link :
       {"a", "attachments", "b", "c", "d", "data/e", "data/secret/2.in"}) {
    absl::StrAppend(&all, link, leads, "\n");
  }
  EXPECT_EQ(DirectoryRefusal(path),
            all + "data/secret/2.in: has no answer 2.ans");
}

TEST_F(PackageTest, SymbolicLinksAsMetadataAreNotRead) {
  Files files = MinimalPackage();
  files.erase("problem.yaml");
  const std::string path = scratch_.WritePackage("aplusb", files);
  std::filesystem::create_symlink("/etc/passwd", path + "/problem.yaml");
  EXPECT_EQ(DirectoryRefusal(path),
            "problem.yaml: is a symbolic link that leads out of the package\n"
            "problem.yaml: is no file");
}

TEST_F(PackageTest, PipesAreRefusedAndNotRead) {
  Files files = MinimalPackage();
  files.erase("problem.yaml");
  const std::string path = scratch_.WritePackage("aplusb", files);
  ASSERT_EQ(mkfifo((path + "/problem.yaml").c_str(), 0600), 0);
  EXPECT_EQ(DirectoryRefusal(path),
            "problem.yaml: is neither a file nor a directory\n"
            "problem.yaml: is no file");
}

TEST_F(PackageTest, PathsThatAreNotThereAreNotFound) {
  EXPECT_EQ(LoadDirectory(scratch_.Path("none")).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(LoadDirectory("").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(PackageTest, FilesAreNoPackages) {
  scratch_.Write("file", "");
  EXPECT_EQ(LoadDirectory(scratch_.Path("file")).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(PackageTest, SlashAtTheEndDoesNotMatter) {
  const std::string path = scratch_.WritePackage("aplusb", MinimalPackage());
  const absl::StatusOr<Package> package = LoadDirectory(path + "/");
  ASSERT_TRUE(package.ok()) << package.status();
  EXPECT_EQ(package->problem.id, "aplusb");
}

TEST_F(PackageTest, DirectoryNameMustBeAProblemId) {
  EXPECT_THAT(
      DirectoryRefusal(scratch_.WritePackage("A_plus_B", MinimalPackage())),
      HasSubstr("A_plus_B: is no problem id"));
}

TEST_F(PackageTest, SecretTestsAreRequired) {
  EXPECT_EQ(Refusal({{"problem.yaml", kMinimalYaml},
                     {"data/sample/1.in", ""},
                     {"data/sample/1.ans", ""}}),
            "data/secret: has no test case");
}

TEST_F(PackageTest, MetadataIsRequired) {
  Files files = MinimalPackage();
  files.erase("problem.yaml");
  EXPECT_EQ(Refusal(files), "problem.yaml: is missing");
}

}  // namespace
}  // namespace gavel::package
