#include "judge/package/programs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/judge/package/wrong_package.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The main file and the others of a program.
std::string Describe(const PackageProgram& program) {
  std::string text = program.main.name;
  for (const PackageFile& file : program.files) {
    absl::StrAppend(&text, " ", file.name);
  }
  return text;
}

struct Layout {
  std::string name;
  // In output_validator/.
  std::vector<std::string> files;
  // As Describe, below output_validator/.
  std::string program;

  friend std::ostream& operator<<(std::ostream& os, const Layout& row) {
    return os << row.name;
  }
};

std::string NameOfLayout(const testing::TestParamInfo<Layout>& info) {
  return info.param.name;
}

class LayoutTest : public testing::TestWithParam<Layout> {};

TEST_P(LayoutTest, HasOneProgram) {
  Files files = FullPackage();
  for (const std::string& file : GetParam().files) {
    files["output_validator/" + file] = "";
  }
  const Package package = MustLoad(files);
  EXPECT_TRUE(package.custom_output);
  EXPECT_TRUE(CheckJudgeable(package).ok());
  ASSERT_THAT(package.problem.output_validators, SizeIs(1));
  EXPECT_EQ(Describe(package.problem.output_validators[0]),
            "output_validator/" + GetParam().program);
}

INSTANTIATE_TEST_SUITE_P(
    All, LayoutTest,
    testing::Values(
        Layout{"File", {"check.js"}, "check.js"},
        Layout{"Directory", {"dir/any.js"}, "dir/any.js"},
        Layout{"DirectoryWithData",
               {"dir/any.js", "dir/words.txt", "dir/sub/x.js"},
               "dir/any.js sub/x.js words.txt"},
        Layout{"Main", {"a.js", "main.js"}, "main.js a.js"},
        Layout{"Index", {"a.js", "index.mjs"}, "index.mjs a.js"},
        Layout{"DirectorysName", {"dir/a.js", "dir/dir.js"}, "dir/dir.js a.js"},
        Layout{"Itself",
               {"a.js", "output_validator.ts"},
               "output_validator.ts a.js"},
        Layout{"FileWithData", {"check.js", "README"}, "check.js README"}),
    NameOfLayout);

struct Missing {
  std::string name;
  std::vector<std::string> files;
  // "path: language needed", line by line.
  std::string without;

  friend std::ostream& operator<<(std::ostream& os, const Missing& row) {
    return os << row.name;
  }
};

std::string NameOfMissing(const testing::TestParamInfo<Missing>& info) {
  return info.param.name;
}

class WithoutRuntimeTest : public testing::TestWithParam<Missing> {};

TEST_P(WithoutRuntimeTest, IsNamed) {
  Files files = FullPackage();
  for (const std::string& file : GetParam().files) files[file] = "";
  const Package package = MustLoad(files);
  std::string all;
  bool needed = false;
  for (const WithoutRuntime& part : package.without_runtime) {
    absl::StrAppend(&all, part.path, ": ", part.language,
                    part.needed ? " needed" : "", "\n");
    needed = needed || part.needed;
  }
  EXPECT_EQ(all, GetParam().without);
  EXPECT_EQ(CheckJudgeable(package).ok(), !needed);
}

INSTANTIATE_TEST_SUITE_P(
    All, WithoutRuntimeTest,
    testing::Values(
        Missing{"OutputValidator",
                {"output_validator/check.cpp"},
                "output_validator/check.cpp: cpp needed\n"},
        Missing{"Headers",
                {"output_validator/v/check.cc", "output_validator/v/check.h"},
                "output_validator/v: cpp needed\n"},
        Missing{"BuildScript",
                {"output_validator/build", "output_validator/main.js"},
                "output_validator: a build script needed\n"},
        Missing{"SeveralLanguages",
                {"output_validator/v/a.py", "output_validator/v/main.js"},
                "output_validator/v: javascript and python3 needed\n"},
        Missing{"StaticValidator",
                {"static_validator/check.py"},
                "static_validator/check.py: python3 needed\n"},
        Missing{"InputValidators",
                {"input_validators/a.ctd", "input_validators/b.viva",
                 "input_validators/c/c.java"},
                "input_validators/a.ctd: checktestdata\n"
                "input_validators/b.viva: viva\n"
                "input_validators/c: java\n"}),
    NameOfMissing);

TEST(ProgramsTest, WhatJudgingNeedsIsRefusedByName) {
  Files files = WithYaml("type: submit-answer\nlanguages: [cpp, java]\n");
  files["output_validator/check.cpp"] = "";
  EXPECT_EQ(CheckJudgeable(MustLoad(files)).message(),
            "problem.yaml: line 5: languages: there is no runtime for cpp, "
            "java\n"
            "output_validator/check.cpp: there is no runtime for cpp\n"
            "problem.yaml: line 4: type submit-answer is not supported: "
            "submissions are programs");
}

TEST(ProgramsTest, InputValidatorsHaveNames) {
  const Package package =
      MustLoad(Plus(FullPackage(), {{"input_validators/second/main.ts", ""},
                                    {"input_validators/README.md", ""}}));
  ASSERT_THAT(package.input_validators, SizeIs(2));
  EXPECT_EQ(package.input_validators[0].name, "second");
  EXPECT_EQ(package.input_validators[0].program.language,
            Language::kTypeScript);
  EXPECT_EQ(package.input_validators[1].name, "validate");
}

TEST(ProgramsTest, AStaticValidatorThatNoGroupAsksForIsOdd) {
  Files files = Plus(FullPackage(), {{"static_validator/check.js", ""}});
  EXPECT_EQ(Warnings(files),
            "static_validator: is not used: no test_group.yaml has a "
            "static_validation_score");
  files["data/secret/test_group.yaml"] = "static_validation_score: pass-fail\n";
  EXPECT_EQ(Warnings(files), "");
}

TEST(ProgramsTest, AnInteractorIsTheOutputValidator) {
  Files files = WithYaml("type: [interactive, multi-pass]\n");
  files["output_validator/talk.js"] = "";
  const Problem problem = MustLoad(files).problem;
  EXPECT_TRUE(problem.interactive);
  EXPECT_TRUE(problem.multi_pass);
  EXPECT_THAT(problem.output_validators, SizeIs(1));
}

TEST(ProgramsTest, ConstantsAreReplacedInAllFilesOfAProgram) {
  Files files = WithYaml("constants: {n: {value: 5, hex: '0x5'}}\n");
  files["output_validator/main.js"] = "{{n}} {{n.hex}} {{n.oct}} {{{n}}}";
  files["output_validator/a.json"] = "[{{n}}]";
  files["output_validator/b.json"] = "[]";
  const PackageProgram program =
      MustLoad(files).problem.output_validators.at(0);
  EXPECT_EQ(program.main.text, "5 0x5 {{n.oct}} {5}");
  EXPECT_EQ(program.files.at(0).text, "[5]");
  EXPECT_EQ(program.files.at(1).text, std::nullopt);
}

class WrongProgramTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongProgramTest, IsRefusedByName) {
  EXPECT_EQ(Refusal(Plus(FullPackage(), GetParam().files)), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongProgramTest,
    testing::Values(
        Wrong{"NoSource",
              {{"output_validator/README.md", ""}},
              "output_validator/README.md: is no source file of a known "
              "language"},
        Wrong{"NoSources",
              {{"output_validator/a.md", ""}, {"output_validator/b.md", ""}},
              "output_validator: holds no source file"},
        Wrong{"NoStart",
              {{"output_validator/a.js", ""}, {"output_validator/b.js", ""}},
              "output_validator: does not say where its program starts: name "
              "a file main.* or index.*"},
        Wrong{"SameName",
              {{"input_validators/validate.py", ""}},
              "input_validators/validate.py: is a second input validator of "
              "this name"},
        Wrong{"StaticWithoutSource",
              {{"static_validator/dir/x", ""}},
              "static_validator/dir: holds no source file"},
        Wrong{"NoValidatorAtAll",
              {{"problem.yaml", "name: x\nvalidation: custom interactive\n"}},
              "output_validators: holds no program"}),
    WrongName);

TEST(ProgramsTest, TypeScriptBesideAProgramIsRefusedByName) {
  const Package package =
      MustLoad(Plus(FullPackage(), {{"output_validator/main.ts", ""},
                                    {"output_validator/lib/sum.ts", ""},
                                    {"include/default/help.ts", ""}}));
  EXPECT_EQ(absl::StrCat(CheckJudgeable(package).message()),
            "include: help.ts: there is no runtime for TypeScript beside a "
            "program\n"
            "output_validator/main.ts: lib/sum.ts: there is no runtime for "
            "TypeScript beside a program");
}

TEST(ProgramsTest, NumberOfArgumentsIsBounded) {
  Files files = FullPackage();
  const std::string list = absl::StrJoin(std::vector<int>(251, 1), ", ");
  files["output_validator/check.js"] = "";
  files["data/secret/1.yaml"] = absl::StrCat(
      "args: [", list, "]\n", "output_validator_args: [", list, "]\n");
  EXPECT_THAT(Refusal(files), HasSubstr("251 arguments for one program"));
  EXPECT_THAT(Refusal(files), HasSubstr("251 output validator arguments"));
}

TEST(ProgramsTest, NumberOfFilesOfOneProgramIsBounded) {
  Files files = FullPackage();
  for (int i = 0; i < 251; ++i) {
    const std::string name = absl::StrCat("f", i, ".txt");
    files["include/javascript/" + name] = "";
    files["data/secret/1.files/" + name] = "";
    files["output_validator/" + name] = "";
  }
  files["output_validator/check.js"] = "";
  EXPECT_EQ(Refusal(files),
            "data/secret/1.files: 251 files for one program, at most 250 are "
            "allowed\n"
            "include: 251 files for one program, at most 250 are allowed\n"
            "output_validator/check.js: 251 files for one program, at most 250 "
            "are allowed");
}

}  // namespace
}  // namespace gavel::package
