// `gavel problem verify` and `gavel problem new`, as a user types them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::HasSubstr;

CommandResult Verify(const std::string& arguments) {
  return RunGavel(absl::StrCat("problem verify ", arguments, " 2>&1"));
}

void Write(const std::string& path, const std::string& text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path) << text;
}

// A package of that type in a directory of its own.
std::string NewPackage(const std::string& type) {
  std::string path = MakeDirectory() + "/fresh";
  const CommandResult made =
      RunGavel(absl::StrCat("problem new --type ", type, " ", path));
  EXPECT_EQ(made.status, 0);
  EXPECT_THAT(made.out, HasSubstr("gavel problem verify"));
  return path;
}

class SkeletonTest : public testing::TestWithParam<const char*> {};

TEST_P(SkeletonTest, IsAPackageInOrder) {
  const CommandResult result = Verify(NewPackage(GetParam()));
  EXPECT_EQ(result.status, 0) << result.out;
  EXPECT_THAT(result.out, HasSubstr("\nfresh: in order\n"));
}

INSTANTIATE_TEST_SUITE_P(Types, SkeletonTest,
                         testing::Values("pass-fail", "scoring", "interactive",
                                         "multi-pass", "function"),
                         [](const auto& type) {
                           std::string name = type.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

std::vector<std::string> SamplePackages() {
  std::vector<std::string> names;
  for (const auto& entry :
       fs::directory_iterator(GAVEL_SOURCE_DIR "/problems")) {
    if (fs::exists(entry.path() / "problem.yaml")) {
      names.push_back(entry.path().filename());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

class SampleTest : public testing::TestWithParam<std::string> {};

TEST_P(SampleTest, IsAPackageInOrder) {
  const CommandResult result =
      Verify(absl::StrCat(GAVEL_BINARY_DIR "/problems/", GetParam()));
  EXPECT_EQ(result.status, 0) << result.out;
  EXPECT_THAT(result.out, HasSubstr(GetParam() + ": in order\n"));
}

INSTANTIATE_TEST_SUITE_P(Problems, SampleTest,
                         testing::ValuesIn(SamplePackages()),
                         [](const auto& sample) { return sample.param; });

TEST(VerifyTest, SaysWhatIsWrongAndFails) {
  const std::string package = NewPackage("pass-fail");
  Write(package + "/data/secret/04.in", "x\n");
  Write(package + "/data/secret/04.ans", "1\n");
  const CommandResult result = Verify(package);
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("error: data/secret/04.in: input validator "
                              "input_validators/validate.js refuses it"),
                    HasSubstr("error: submissions/accepted/solution.js: "),
                    HasSubstr("\nfresh: not in order: 2 errors\n")));
}

TEST(VerifyTest, WritesJson) {
  const CommandResult result =
      Verify(absl::StrCat("--json ", NewPackage("scoring")));
  EXPECT_EQ(result.status, 0);
  EXPECT_THAT(
      result.out,
      AllOf(HasSubstr("\"ok\": true"), HasSubstr("\"score\": 40.0"),
            HasSubstr("\"origin\": \"given\""), HasSubstr("\"errors\": []")));
}

TEST(VerifyTest, NamesEverythingThatKeepsAPackageFromLoading) {
  const std::string package = NewPackage("pass-fail");
  Write(package + "/problem.yaml", "problem_format_version: 2025-09\n");
  fs::remove(package + "/data/sample/1.ans");
  const CommandResult result = Verify(package);
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("error: problem.yaml: "),
                                HasSubstr("error: data/sample/1.in: "),
                                HasSubstr("fresh: not in order: ")));
}

class ServedTest : public testing::Test {
 protected:
  void Upload(const std::string& package) {
    const CommandResult uploaded =
        RunGavel(absl::StrCat("problem upload ", package, address_, " 2>&1"));
    ASSERT_EQ(uploaded.status, 0) << uploaded.out;
  }

  const Server server_{MakeDirectory()};
  const std::string address_ = absl::StrCat(" --server ", server_.address());
};

TEST_F(ServedTest, ProblemsAreVerifiedOnTheServer) {
  Upload(NewPackage("interactive"));
  const CommandResult result = Verify(absl::StrCat("fresh", address_));
  EXPECT_EQ(result.status, 0) << result.out;
  EXPECT_THAT(result.out, HasSubstr("\nfresh: in order\n"));
  const CommandResult missing = Verify(absl::StrCat("other", address_));
  EXPECT_EQ(missing.status, 66);
  EXPECT_THAT(missing.out, HasSubstr("verifying other on "));
}

TEST_F(ServedTest, SamplesAreInOrderThereToo) {
  Upload(absl::StrCat(GAVEL_BINARY_DIR, "/problems/bins"));
  const CommandResult result = Verify(absl::StrCat("--json bins", address_));
  EXPECT_EQ(result.status, 0) << result.out;
  EXPECT_THAT(result.out, AllOf(HasSubstr("\"problem_id\": \"bins\""),
                                HasSubstr("\"ok\": true")));
}

TEST_F(ServedTest, WhatIsWrongIsToldAsOfAPackage) {
  const std::string package = NewPackage("pass-fail");
  Write(package + "/data/secret/04.in", "x\n");
  Write(package + "/data/secret/04.ans", "1\n");
  Upload(package);
  const CommandResult result = Verify(absl::StrCat("fresh", address_));
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("error: data/secret/04.in: input validator "
                              "input_validators/validate.js refuses it"),
                    HasSubstr("\nfresh: not in order: 2 errors\n")));
}

TEST_F(ServedTest, DownloadsAreZipsToVerify) {
  const std::string package = NewPackage("interactive");
  Upload(package);
  const std::string zip = package + ".zip";
  ASSERT_EQ(
      RunGavel(absl::StrCat("problem download fresh --output ", zip, address_))
          .status,
      0);
  EXPECT_EQ(Verify(zip).status, 0);
}

TEST(VerifyTest, RefusesFlagsThatDoNotGoTogether) {
  EXPECT_EQ(Verify("sum --version 1").status, 64);
  EXPECT_EQ(Verify("sum --server localhost:1 --slots 2").status, 64);
  const CommandResult unreachable = Verify("sum --server 127.0.0.1:1");
  EXPECT_EQ(unreachable.status, 70);
  EXPECT_THAT(unreachable.out, HasSubstr("cannot reach 127.0.0.1:1"));
}

TEST(VerifyTest, UploadWithoutATimeLimitSaysSo) {
  const Server server(MakeDirectory());
  const std::string package = NewPackage("pass-fail");
  Write(package + "/problem.yaml",
        "problem_format_version: 2025-09\nname: Fresh\n"
        "uuid: 00000000-0000-0000-0000-000000000000\n");
  const CommandResult uploaded = RunGavel(absl::StrCat(
      "problem upload ", package, " --server ", server.address(), " 2>&1"));
  EXPECT_EQ(uploaded.status, 0);
  EXPECT_THAT(uploaded.out, HasSubstr("there is no time_limit, so it is 2s"));
}

TEST(VerifyTest, WhatIsNotThereCannotBeRead) {
  EXPECT_EQ(Verify("/nowhere/at/all").status, 66);
}

TEST(NewTest, NeverWritesOverAnything) {
  const std::string package = NewPackage("pass-fail");
  const CommandResult again =
      RunGavel(absl::StrCat("problem new ", package, " 2>&1"));
  EXPECT_EQ(again.status, 1);
  EXPECT_THAT(again.out, HasSubstr("is there already"));
}

TEST(NewTest, RefusesNamesThatNoProblemCanHave) {
  const CommandResult result =
      RunGavel(absl::StrCat("problem new ", MakeDirectory(), "/A_B 2>&1"));
  EXPECT_EQ(result.status, 64);
  EXPECT_THAT(result.out, HasSubstr("cannot be called \"A_B\""));
}

}  // namespace
}  // namespace gavel::e2e
