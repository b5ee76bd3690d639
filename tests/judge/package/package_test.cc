#include "judge/package/package.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/package/scratch.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class PackageTest : public testing::Test {
 protected:
  absl::StatusOr<Package> Load(const Files& files) {
    return LoadDirectory(scratch_.WritePackage("aplusb", files));
  }

  Package MustLoad(const Files& files) {
    absl::StatusOr<Package> package = Load(files);
    EXPECT_TRUE(package.ok()) << package.status();
    return package.ok() ? *std::move(package) : Package();
  }

  // The message of the refusal.
  std::string Refusal(const Files& files) {
    const absl::Status status = Load(files).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    return absl::StrCat(status.message());
  }

  Scratch scratch_;
};

Files With(const std::string& file, const std::string& content) {
  Files files = MinimalPackage();
  files[file] = content;
  return files;
}

Files WithYaml(const std::string& lines) {
  return With("problem.yaml", kMinimalYaml + lines);
}

TEST_F(PackageTest, MinimalPackageHasDefaults) {
  const Problem problem = MustLoad(MinimalPackage()).problem;
  EXPECT_EQ(problem.id, "aplusb");
  EXPECT_EQ(problem.version, 0);
  EXPECT_EQ(problem.title, "A plus B");
  EXPECT_EQ(problem.limits.cpu_time, Limits().cpu_time);
  EXPECT_EQ(problem.limits.memory, Limits().memory);
  EXPECT_FALSE(problem.tests.front().compare.case_sensitive);
  EXPECT_FALSE(problem.tests.front().compare.absolute_tolerance.has_value());
  ASSERT_EQ(problem.tests.size(), 1U);
  EXPECT_EQ(problem.tests[0].name, "secret/1");
  EXPECT_FALSE(problem.tests[0].sample);
  EXPECT_EQ(problem.tests[0].input_path,
            scratch_.Path("aplusb/data/secret/1.in"));
  EXPECT_EQ(problem.tests[0].answer_path,
            scratch_.Path("aplusb/data/secret/1.ans"));
}

TEST_F(PackageTest, ReadsEveryLimit) {
  const Limits limits = MustLoad(WithYaml("limits:\n"
                                          "  time_limit: 1.5\n"
                                          "  memory: 256\n"
                                          "  output: 16\n"
                                          "  code: 64\n"
                                          "  compilation_time: 20\n"
                                          "  compilation_memory: 1024\n"
                                          "  validation_time: 60\n"
                                          "  validation_memory: 2048\n"
                                          "  validation_output: 8\n"
                                          "  time_multipliers:\n"
                                          "    ac_to_time_limit: 2\n"
                                          "  time_resolution: 0.1\n"))
                            .problem.limits;
  EXPECT_EQ(limits.cpu_time, absl::Milliseconds(1500));
  EXPECT_EQ(limits.memory, MiB(256));
  EXPECT_EQ(limits.output, MiB(16));
  EXPECT_EQ(limits.source, KiB(64));
  EXPECT_EQ(limits.compile_time, absl::Seconds(20));
  EXPECT_EQ(limits.compile_memory, MiB(1024));
}

TEST_F(PackageTest, AProblemMayTakeFeaturesAway) {
  EXPECT_TRUE(MustLoad(WithYaml("")).problem.limits.features.eval);
  Files files = WithYaml("");
  files["gavel.yaml"] = "features:\n  eval: false\n";
  const Features features = MustLoad(files).problem.limits.features;
  EXPECT_FALSE(features.eval);
  EXPECT_TRUE(features.web_assembly);
  files["gavel.yaml"] = "features:\n  eval: maybe\n  wasm: false\n";
  EXPECT_EQ(Refusal(files),
            "gavel.yaml: line 2: eval in features is neither true nor false\n"
            "gavel.yaml: line 3: unknown key wasm in features");
}

TEST_F(PackageTest, AcceptsEveryKeyOfTheFormat) {
  MustLoad(
      WithYaml("type: [pass-fail]\n"
               "version: '1.2'\n"
               "credits: {authors: [{name: A, email: a@b.example}]}\n"
               "source: [{name: Contest, url: 'http://contest.example'}]\n"
               "license: cc by-sa\n"
               "rights_owner: A\n"
               "embargo_until: 2026-01-01\n"
               "keywords: [sum]\n"
               "languages: all\n"
               "allow_file_writing: false\n"
               "constants: {n: 5}\n"));
}

TEST_F(PackageTest, TitleIsEnglishOrElseTheFirst) {
  const std::string head = "problem_format_version: 2025-09\nname:\n";
  EXPECT_EQ(MustLoad(With("problem.yaml", head + "  de: Summe\n  en: Sum\n"))
                .problem.title,
            "Sum");
  EXPECT_EQ(MustLoad(With("problem.yaml", head + "  sv: Summa\n  de: Summe\n"))
                .problem.title,
            "Summa");
}

TEST_F(PackageTest, TestsAreSamplesFirstAndByName) {
  Files files = MinimalPackage();
  for (const char* name :
       {"secret/10", "secret/1-2", "secret/1a", "sample/b", "sample/a"}) {
    files[absl::StrCat("data/", name, ".in")] = "";
    files[absl::StrCat("data/", name, ".ans")] = "";
  }
  std::vector<std::string> names;
  for (const TestCase& test : MustLoad(files).problem.tests) {
    names.push_back(test.name);
    EXPECT_EQ(test.sample, test.name.rfind("sample/", 0) == 0);
  }
  EXPECT_THAT(names, ElementsAre("sample/a", "sample/b", "secret/1",
                                 "secret/1-2", "secret/10", "secret/1a"));
}

TEST_F(PackageTest, NamesTheFormatForbidsAreAbsent) {
  Files files = MinimalPackage();
  files[".git/config"] = "x";
  files["data/secret/.2.in"] = "x";
  files["data/secret/-3.in"] = "x";
  files["data/secret/4 copy.in"] = "x";
  files["data/secret/1.in~"] = "x";
  EXPECT_EQ(MustLoad(files).problem.tests.size(), 1U);
}

TEST_F(PackageTest, OtherFilesOfATestAreIgnored) {
  Files files = MinimalPackage();
  for (const char* extension : {"png", "in.statement", "ans.download", "out"}) {
    files[absl::StrCat("data/secret/1.", extension)] = "x";
  }
  files["data/secret/README.md"] = "x";
  files["data/invalid_input/1.in"] = "x";
  files["data/secret/1.yaml"] = "description: the smallest\nhint: add\n";
  EXPECT_EQ(MustLoad(files).problem.tests.size(), 1U);
}

TEST_F(PackageTest, ExamplesPromiseTheVerdictOfTheirDirectory) {
  Files files = MinimalPackage();
  for (const char* name :
       {"accepted/a.js", "accepted/b.cjs", "accepted/c.py", "wrong_answer/a.js",
        "time_limit_exceeded/a.js", "run_time_error/a.js",
        "memory_limit_exceeded/a.js", "output_limit_exceeded/a.js",
        "compile_error/a.js", "brute_force/a.js", "submissions.yaml"}) {
    files[absl::StrCat("submissions/", name)] = "x";
  }
  std::vector<std::string> examples;
  for (const ExampleSubmission& example : MustLoad(files).examples) {
    examples.push_back(
        absl::StrCat(example.name, " ", VerdictCode(example.expected)));
    EXPECT_EQ(example.path,
              scratch_.Path("aplusb/submissions/" + example.name));
  }
  EXPECT_THAT(
      examples,
      ElementsAre("accepted/a.js AC", "accepted/b.cjs AC",
                  "compile_error/a.js CE", "memory_limit_exceeded/a.js MLE",
                  "output_limit_exceeded/a.js OLE", "run_time_error/a.js RTE",
                  "time_limit_exceeded/a.js TLE", "wrong_answer/a.js WA"));
}

TEST_F(PackageTest, ReadsTheArgumentsOfTheOutputValidator) {
  const CompareOptions options =
      MustLoad(With("data/secret/test_group.yaml",
                    "output_validator_args: [case_sensitive, "
                    "space_change_sensitive, float_absolute_tolerance, 1e-6, "
                    "float_relative_tolerance, '0.25']\n"))
          .problem.tests.front()
          .compare;
  EXPECT_TRUE(options.case_sensitive);
  EXPECT_TRUE(options.space_change_sensitive);
  EXPECT_EQ(options.absolute_tolerance, std::optional<double>(1e-6));
  EXPECT_EQ(options.relative_tolerance, std::optional<double>(0.25));
}

TEST_F(PackageTest, FloatToleranceIsBoth) {
  const std::string yaml = "output_validator_args: [float_tolerance, 1e-4]\n";
  Files files = With("data/test_group.yaml", yaml);
  files["data/sample/test_group.yaml"] = yaml;
  files["data/secret/1.yaml"] = yaml;
  const CompareOptions options = MustLoad(files).problem.tests.front().compare;
  EXPECT_EQ(options.absolute_tolerance, std::optional<double>(1e-4));
  EXPECT_EQ(options.relative_tolerance, std::optional<double>(1e-4));
}

TEST_F(PackageTest, GroupsMayNotDifferInTheirArguments) {
  Files files = With("data/secret/test_group.yaml",
                     "output_validator_args: [case_sensitive]\n");
  files["data/sample/test_group.yaml"] =
      "full_feedback: true\noutput_validator_args: []\n";
  EXPECT_EQ(Refusal(files),
            "data/sample/test_group.yaml: line 2: other output validator "
            "arguments than in data/secret/test_group.yaml are not supported");
}

TEST_F(PackageTest, TestsMayNotDifferInTheirArguments) {
  EXPECT_EQ(Refusal(With("data/secret/1.yaml",
                         "output_validator_args: [case_sensitive]\n")),
            "data/secret/1.yaml: line 1: other output validator arguments than "
            "in data/secret, which has none, are not supported");
}

TEST_F(PackageTest, EverythingWrongIsReportedAtOnceByFileAndLine) {
  Files files = WithYaml("lmits: {}\nlimits:\n  memroy: 5\n");
  files["data/secret/2.in"] = "";
  files["data/secret/3.ans"] = "";
  EXPECT_EQ(Refusal(files),
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

TEST_F(PackageTest, SymbolicLinksAreRefused) {
  const std::string path = scratch_.WritePackage("aplusb", MinimalPackage());
  std::filesystem::create_symlink("/etc/passwd", path + "/data/secret/2.in");
  std::filesystem::create_directory_symlink("/etc", path + "/attachments");
  EXPECT_EQ(absl::StrCat(LoadDirectory(path).status().message()),
            "attachments: symbolic links are not supported\n"
            "data/secret/2.in: symbolic links are not supported\n"
            "data/secret/2.in: has no answer 2.ans");
}

TEST_F(PackageTest, SymbolicLinksAsMetadataAreNotRead) {
  Files files = MinimalPackage();
  files.erase("problem.yaml");
  const std::string path = scratch_.WritePackage("aplusb", files);
  std::filesystem::create_symlink("/etc/passwd", path + "/problem.yaml");
  EXPECT_EQ(absl::StrCat(LoadDirectory(path).status().message()),
            "problem.yaml: symbolic links are not supported");
}

TEST_F(PackageTest, PipesAreRefusedAndNotRead) {
  Files files = MinimalPackage();
  files.erase("problem.yaml");
  const std::string path = scratch_.WritePackage("aplusb", files);
  ASSERT_EQ(mkfifo((path + "/problem.yaml").c_str(), 0600), 0);
  EXPECT_EQ(absl::StrCat(LoadDirectory(path).status().message()),
            "problem.yaml: is neither a file nor a directory");
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
  EXPECT_THAT(std::string(LoadDirectory(scratch_.WritePackage("A_plus_B",
                                                              MinimalPackage()))
                              .status()
                              .message()),
              HasSubstr("A_plus_B: is no problem id"));
}

TEST_F(PackageTest, LegacyPackagesLoad) {
  Files files = MinimalPackage();
  files["problem.yaml"] =
      "name: Sum\n"
      "author: A\n"
      "validator_flags: case_sensitive float_tolerance 1e-6\n"
      "limits: {memory: 128, time_multiplier: 5}\n";
  files[".timelimit"] = "3\n";
  files["data/secret/testdata.yaml"] =
      "on_reject: break\noutput_validator_flags: space_change_sensitive\n";
  const Problem problem = MustLoad(files).problem;
  EXPECT_EQ(problem.title, "Sum");
  EXPECT_EQ(problem.limits.cpu_time, absl::Seconds(3));
  EXPECT_EQ(problem.limits.memory, MiB(128));
  EXPECT_TRUE(problem.tests.front().compare.case_sensitive);
  EXPECT_TRUE(problem.tests.front().compare.space_change_sensitive);
  EXPECT_EQ(problem.tests.front().compare.absolute_tolerance,
            std::optional<double>(1e-6));
}

TEST_F(PackageTest, LegacyTimeLimitMustBeANumber) {
  Files files = With("problem.yaml", "name: Sum\n");
  files[".timelimit"] = "soon\n";
  EXPECT_EQ(Refusal(files), ".timelimit: is not a number of seconds above 0");
}

TEST_F(PackageTest, AliasBombsAreRefusedAtTheFirstAnchor) {
  std::string yaml = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'z'; ++c) {
    yaml += absl::StrCat(std::string(1, c), ": &", std::string(1, c), " [");
    for (int i = 0; i < 9; ++i) {
      yaml += absl::StrCat("*", std::string(1, static_cast<char>(c - 1)), ",");
    }
    yaml += "]\n";
  }
  EXPECT_EQ(Refusal(With("problem.yaml", yaml)),
            "problem.yaml: line 1: anchors are not supported");
}

// Each would take the parser deep or long.
TEST_F(PackageTest, HostileYamlIsRefused) {
  for (const char* piece :
       {"[",    "{",   "- ",    "? ", "[{", "{[",  "- ? ", "a: {",
        "!<",   "&a ", "*a ",   "\"", "'",  "|\n", ": ",   "%A\n",
        "? - ", "[?",  "---\n", "]",  "}",  "\t",  "#"}) {
    std::string yaml;
    while (yaml.size() + 8 < 64 * 1024) yaml += piece;
    SCOPED_TRACE(piece);
    EXPECT_THAT(Refusal(With("problem.yaml", yaml)), HasSubstr("problem.yaml"));
  }
}

TEST_F(PackageTest, DeepIndentationIsRefused) {
  std::string yaml;
  for (size_t depth = 0; depth < 300; ++depth) {
    yaml += absl::StrCat(std::string(depth, ' '), "a:\n");
  }
  EXPECT_EQ(Refusal(With("problem.yaml", yaml)),
            "problem.yaml: line 17: is nested more than 16 levels deep");
}

// What is refused, with the whole message.
struct Wrong {
  std::string name;
  std::string file;
  std::string content;
  std::string message;

  friend std::ostream& operator<<(std::ostream& os, const Wrong& wrong) {
    return os << wrong.name;
  }
};

class WrongPackageTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongPackageTest, IsRefusedWithFileAndLine) {
  const Wrong& wrong = GetParam();
  const Scratch scratch;
  const absl::Status status =
      LoadDirectory(
          scratch.WritePackage("aplusb", With(wrong.file, wrong.content)))
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(absl::StrCat(status.message()),
            absl::StrCat(wrong.file, ": ", wrong.message));
}

std::string Name(const testing::TestParamInfo<Wrong>& info) {
  return info.param.name;
}

Wrong Metadata(const std::string& name, const std::string& lines,
               const std::string& message) {
  return {name, "problem.yaml", kMinimalYaml + lines, message};
}

INSTANTIATE_TEST_SUITE_P(
    Metadata, WrongPackageTest,
    testing::Values(
        Wrong{"FormatVersion", "problem.yaml",
              "name: x\nproblem_format_version: 2023-07-draft\n",
              "line 2: problem_format_version 2023-07-draft is not supported: "
              "2025-09 and legacy are"},
        Wrong{"NoName", "problem.yaml", "problem_format_version: 2025-09\n",
              "has no name"},
        Wrong{"EmptyName", "problem.yaml",
              "problem_format_version: 2025-09\nname: '  '\n",
              "line 2: name is neither a line of text nor a map of them"},
        Wrong{"NameOfTwoLines", "problem.yaml",
              "problem_format_version: 2025-09\nname: \"a\\nb\"\n",
              "line 2: name is neither a line of text nor a map of them"},
        Wrong{"NameList", "problem.yaml",
              "problem_format_version: 2025-09\nname: [a]\n",
              "line 2: name is neither a line of text nor a map of them"},
        Wrong{"Empty", "problem.yaml", "# nothing\n", "is empty"},
        Wrong{"NoMap", "problem.yaml", "- a\n",
              "line 1: the file is not a map"},
        Wrong{"NotYaml", "problem.yaml", "name: [a\n",
              "line 2: end of sequence flow not found"},
        Wrong{"NotUtf8", "problem.yaml", "# \nname: \xff\n",
              "line 2: is not UTF-8"},
        Wrong{"EndOfFileCharacter", "problem.yaml", "name: x\n\x04\n",
              "line 2: holds a control character"},
        Wrong{"Tag", "problem.yaml", "name: !!binary x\n",
              "line 1: tags are not supported"},
        Wrong{"Alias", "problem.yaml", "name: *x\n",
              "line 1: the referenced anchor is not defined"},
        Wrong{"SecondDocument", "problem.yaml", "name: x\n---\nname: y\n",
              "line 2: a second document begins"},
        Wrong{"KeyThatIsAList", "problem.yaml", "? [a]\n: b\n",
              "line 1: a key is not a string"},
        Wrong{"TooLarge", "problem.yaml", std::string(70000, '#'),
              "is larger than 65536 bytes"},
        Metadata("KeyTwice", "uuid: x\n", "line 4: uuid is given twice"),
        Metadata("UnknownKey", "output_validator_args: [case_sensitive]\n",
                 "line 4: unknown key output_validator_args"),
        Metadata("KeyWithControlCharacter", "\"a\\e[2J\": 1\n",
                 "line 4: unknown key a\\x1b[2J"),
        Metadata("Scoring", "type: scoring\n",
                 "line 4: type scoring is not supported: pass-fail is"),
        Metadata("Interactive", "type:\n- pass-fail\n- interactive\n",
                 "line 6: type interactive is not supported: pass-fail is"),
        Metadata("UnknownType", "type: foo\n", "line 4: type foo is unknown"),
        Metadata("EmptyType", "type: []\n",
                 "line 4: type is neither a string nor a list of them"),
        Metadata("UnknownLimit", "limits:\n  time: 1\n",
                 "line 5: unknown key time in limits"),
        Metadata("LimitsThatAreNoMap", "limits: 1\n",
                 "line 4: limits is not a map"),
        Metadata("TimeLimitThatIsNoNumber", "limits:\n  time_limit: 1s\n",
                 "line 5: time_limit in limits is not a number above 0"),
        Metadata("InfiniteTimeLimit", "limits:\n  time_limit: inf\n",
                 "line 5: time_limit in limits is not a number above 0"),
        Metadata("NegativeTimeLimit", "limits:\n  time_limit: -1\n",
                 "line 5: time_limit in limits is not a number above 0"),
        Metadata("FractionOfMemory", "limits:\n  memory: 0.5\n",
                 "line 5: memory in limits is not an integer above 0"),
        Metadata("NoMemory", "limits:\n  memory: 0\n",
                 "line 5: memory in limits is not an integer above 0"),
        Metadata("TooMuchMemory", "limits:\n  memory: 9223372036854775807\n",
                 "line 5: memory limit 1073741824 GiB is outside 8 MiB to 8 "
                 "GiB"),
        Metadata("TooLittleMemory", "limits:\n  memory: 1\n",
                 "line 5: memory limit 1 MiB is outside 8 MiB to 8 GiB"),
        Metadata("TooMuchTime", "limits:\n  time_limit: 1e300\n",
                 "line 5: CPU time limit inf is outside 1ms to 1h")),
    Name);

Wrong Arguments(const std::string& name, const std::string& arguments,
                const std::string& message) {
  return {name, "data/secret/test_group.yaml",
          absl::StrCat("# \noutput_validator_args: ", arguments, "\n"),
          "line 2: " + message};
}

INSTANTIATE_TEST_SUITE_P(
    Arguments, WrongPackageTest,
    testing::Values(
        Arguments("NoList", "case_sensitive",
                  "output_validator_args is not a list of strings"),
        Arguments("ListOfLists", "[[case_sensitive]]",
                  "output_validator_args is not a list of strings"),
        Arguments("Unknown", "[ignore_case]",
                  "unknown output validator argument ignore_case"),
        Arguments("FlagTwice", "[case_sensitive, case_sensitive]",
                  "case_sensitive is given twice, or with another tolerance "
                  "that it includes"),
        Arguments("ToleranceTwice",
                  "[float_absolute_tolerance, 1, float_absolute_tolerance, 1]",
                  "float_absolute_tolerance is given twice, or with another "
                  "tolerance that it includes"),
        Arguments("ToleranceIncluded",
                  "[float_relative_tolerance, 1, float_tolerance, 1]",
                  "float_tolerance is given twice, or with another tolerance "
                  "that it includes"),
        Arguments("ToleranceIncludedBefore",
                  "[float_tolerance, 1, float_relative_tolerance, 1]",
                  "float_relative_tolerance is given twice, or with another "
                  "tolerance that it includes"),
        Arguments("MissingNumber", "[float_tolerance]",
                  "float_tolerance has no number after it"),
        Arguments("NegativeNumber", "[float_tolerance, -1e-6]",
                  "float_tolerance -1e-6 is not a number from 0 up"),
        Arguments("NoNumber", "[float_tolerance, nan]",
                  "float_tolerance nan is not a number from 0 up"),
        Arguments("HexadecimalNumber", "[float_tolerance, 0x1p-3]",
                  "float_tolerance 0x1p-3 is not a number from 0 up"),
        Arguments("InfiniteNumber", "[float_tolerance, 1e999]",
                  "float_tolerance 1e999 is not a number from 0 up")),
    Name);

INSTANTIATE_TEST_SUITE_P(
    Unsupported, WrongPackageTest,
    testing::Values(
        Wrong{"ScoreOfAGroup", "data/secret/test_group.yaml", "max_score: 5\n",
              "line 1: max_score: scoring and static validation are not "
              "supported"},
        Wrong{"CommandLine", "data/secret/1.yaml", "args: [-x]\n",
              "line 1: args: command line arguments for submissions are not "
              "supported"},
        Wrong{"UnknownKeyOfATest", "data/secret/1.yaml", "hints: x\n",
              "line 1: unknown key hints"},
        Wrong{"OrphanedConfiguration", "data/secret/9.yaml", "hint: x\n",
              "has no input 9.in"},
        Wrong{"OldGroupFile", "data/secret/testdata.yaml", "",
              "is called test_group.yaml in this problem_format_version"}),
    Name);

struct Directory {
  std::string name;
  std::string file;
  std::string message;

  friend std::ostream& operator<<(std::ostream& os, const Directory& row) {
    return os << row.name;
  }
};

std::string DirectoryName(const testing::TestParamInfo<Directory>& info) {
  return info.param.name;
}

class UnsupportedDirectoryTest : public testing::TestWithParam<Directory> {};

TEST_P(UnsupportedDirectoryTest, IsRefusedByName) {
  const Scratch scratch;
  EXPECT_EQ(std::string(LoadDirectory(scratch.WritePackage(
                                          "aplusb", With(GetParam().file, "")))
                            .status()
                            .message()),
            GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, UnsupportedDirectoryTest,
    testing::Values(
        Directory{"OutputValidator", "output_validator/validate.py",
                  "output_validator: custom output validators are not "
                  "supported"},
        Directory{"OutputValidators", "output_validators/a/validate.py",
                  "output_validators: custom output validators are not "
                  "supported"},
        Directory{"StaticValidator", "static_validator/validate.py",
                  "static_validator: static validators are not supported"},
        Directory{"Include", "include/default/x.js",
                  "include/default: included files are not supported"},
        Directory{"Group", "data/secret/group1/test_group.yaml",
                  "data/secret/group1: test data groups are not supported"},
        Directory{"InputFiles", "data/secret/1.files/words.txt",
                  "data/secret/1.files: input files beside standard input are "
                  "not supported"}),
    DirectoryName);

TEST_F(PackageTest, SecretTestsAreRequired) {
  const Files files = {{"problem.yaml", kMinimalYaml},
                       {"data/sample/1.in", ""},
                       {"data/sample/1.ans", ""}};
  EXPECT_EQ(Refusal(files), "data/secret: has no test case");
}

TEST_F(PackageTest, MetadataIsRequired) {
  Files files = MinimalPackage();
  files.erase("problem.yaml");
  EXPECT_EQ(Refusal(files), "problem.yaml: is missing");
}

TEST_F(PackageTest, MissingVersionIsNamedBesideUnknownKeys) {
  EXPECT_EQ(Refusal(With("problem.yaml", "name: x\ncredits: y\n")),
            "problem.yaml: has no problem_format_version, so it is read as "
            "legacy\n"
            "problem.yaml: line 2: unknown key credits");
}

TEST_F(PackageTest, LegacyCustomValidatorsAreRefused) {
  EXPECT_EQ(Refusal(With("problem.yaml", "name: x\nvalidation: custom\n")),
            "problem.yaml: line 2: custom output validators are not "
            "supported: validation can only be default");
}

}  // namespace
}  // namespace gavel::package
