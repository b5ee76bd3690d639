// Whatever can be wrong with a package is found, and nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/judge/verify/verify_fixture.h"

namespace gavel::verify {
namespace {

using ::testing::HasSubstr;

struct Wrong {
  const char* name;
  // Instead of the files of the package in order, or beside them.
  Files changed;
  // Parts of what is said; empty if nothing is.
  std::string error;
  std::string warning = "";
};

std::ostream& operator<<(std::ostream& out, const Wrong& wrong) {
  return out << wrong.name;
}

class FindingsTest : public VerifyFixture,
                     public testing::WithParamInterface<Wrong> {};

TEST_P(FindingsTest, NamesItOnce) {
  const Wrong& wrong = GetParam();
  const Report report = VerifyPackage(With(SoundPackage(), wrong.changed));
  EXPECT_EQ(report.Count(Severity::kError), wrong.error.empty() ? 0 : 1)
      << Errors(report);
  EXPECT_EQ(report.Count(Severity::kWarning), wrong.warning.empty() ? 0 : 1)
      << Warnings(report);
  EXPECT_THAT(Errors(report), HasSubstr(wrong.error));
  EXPECT_THAT(Warnings(report), HasSubstr(wrong.warning));
}

const char kScoreFile[] =
    "require('fs').writeFileSync(process.argv[4] + 'score.txt', '1');\n"
    "process.exit(42);\n";

INSTANTIATE_TEST_SUITE_P(
    Inputs, FindingsTest,
    testing::Values(
        Wrong{"Nothing", {}, ""},
        Wrong{"InputThatIsRefused",
              {{"data/secret/3.in", "3  4\n"}, {"data/secret/3.ans", "7\n"}},
              "data/secret/3.in: input validator "
              "input_validators/validate.js refuses it: exited with 43"},
        Wrong{"InputOfAnOutputThatIsRefused",
              {{"data/valid_output/1.in", "x\n"},
               {"data/valid_output/1.ans", "7\n"},
               {"data/valid_output/1.out", "7\n"}},
              "data/valid_output/1.in: input validator"},
        Wrong{"RefusalWithAReason",
              {{"data/secret/3.in", "3  4\n"},
               {"data/secret/3.ans", "7\n"},
               {"input_validators/other.js",
                "const t = require('fs').readFileSync(0, 'utf8');\n"
                "if (t.includes('  ')) throw new Error('two spaces');\n"
                "process.exit(42);\n"},
               {"input_validators/validate.js", ""},
               {"data/invalid_input/words.in", ""}},
              "refuses it: Error: two spaces"},
        Wrong{"InvalidInputThatIsAccepted",
              {{"data/invalid_input/large.in", "1000 2000\n"}},
              "data/invalid_input/large.in: no input validator refuses it"},
        Wrong{"InputValidatorThatDoesNotEnd",
              {{"input_validators/validate.js", "for (;;);"}},
              "input_validators/validate.js: on data/sample/1.in: time limit "
              "exceeded"},
        Wrong{"InputValidatorThatDoesNotCompile",
              {{"input_validators/validate.js", "let = ;"}},
              "input_validators/validate.js: on data/sample/1.in: does not "
              "compile"},
        Wrong{"InputValidatorWithoutRuntime",
              {{"input_validators/second.cpp", "int main() {}"},
               {"data/invalid_input/large.in", "1000 2000\n"}},
              "",
              "input_validators/second.cpp: there is no runtime for cpp yet: "
              "inputs are not validated by it"}),
    testing::PrintToStringParamName());

INSTANTIATE_TEST_SUITE_P(
    Outputs, FindingsTest,
    testing::Values(
        Wrong{"ValidOutputThatIsRefused",
              {{"data/valid_output/1.in", "3 4\n"},
               {"data/valid_output/1.ans", "7\n"},
               {"data/valid_output/1.out", "8\n"}},
              "data/valid_output/1.out: is refused as an output: token 1"},
        Wrong{"InvalidOutputThatIsAccepted",
              {{"data/invalid_output/1.in", "3 4\n"},
               {"data/invalid_output/1.ans", "7\n"},
               {"data/invalid_output/1.out", " 7 \n"}},
              "data/invalid_output/1.out: is accepted, but is an invalid"},
        Wrong{"OwnValidator", {{"output_validator/check.js", kValidator}}, ""},
        Wrong{"AnswerOfASampleThatIsRefused",
              {{"output_validator/check.js",
                "process.exit(require('fs').readFileSync(0, 'utf8') === "
                "'any\\n' ? 43 : 42);\n"},
               {"submissions/wrong_answer/first.js", ""},
               {"data/sample/1.ans", "any\n"}},
              "data/sample/1.ans: is refused as an output"},
        Wrong{"AnswerOfASampleThatIsNotShown",
              {{"output_validator/check.js",
                "process.exit(require('fs').readFileSync(0, 'utf8') === "
                "'any\\n' ? 43 : 42);\n"},
               {"submissions/wrong_answer/first.js", ""},
               {"data/sample/1.ans", "any\n"},
               {"data/sample/1.out", "3\n"}},
              ""},
        Wrong{"AnswersOfSecretTestsThatAreNoOutputs",
              {{"output_validator/check.js",
                "process.exit(require('fs').readFileSync(0, 'utf8') === "
                "'any\\n' ? 43 : 42);\n"},
               {"submissions/wrong_answer/first.js", ""},
               {"data/secret/1.ans", "any\n"},
               {"data/secret/2.ans", "any\n"}},
              "",
              "data/secret/1.ans: would be refused as an output, like 1 "
              "more"}),
    testing::PrintToStringParamName());

INSTANTIATE_TEST_SUITE_P(
    Examples, FindingsTest,
    testing::Values(
        Wrong{"AcceptedThatIsWrong",
              {{"submissions/accepted/bad.js", "console.log(7);\n"},
               {"data/sample/1.in", ""},
               {"data/sample/1.ans", ""}},
              "submissions/accepted/bad.js: submissions/accepted: secret/2 is "
              "WA, not AC: token 1"},
        Wrong{"WrongThatIsAccepted",
              {{"submissions/wrong_answer/first.js",
                "const [a, b] = readline().split(' ').map(Number);\n"
                "console.log(a + b);\n"}},
              "submissions/wrong_answer/first.js: submissions/wrong_answer: no "
              "test is WA"},
        Wrong{"WrongOnlyOnALaterTestThanAnother",
              {{"submissions/run_time_error/later.js",
                "const line = readline();\n"
                "if (line === '20 22') console.log(1);\n"
                "else process.exit(1);\n"}},
              "submissions/run_time_error/later.js: "
              "submissions/run_time_error: secret/2 is WA, not AC or RTE"},
        Wrong{"AcceptedThatDoesNotCompile",
              {{"submissions/accepted/bad.js", "let = ;\n"}},
              "submissions/accepted/bad.js: submissions/accepted: does not "
              "compile"},
        Wrong{"ExampleInSeveralFiles",
              {{"submissions/accepted/two/main.js",
                "console.log(require('./add.js')(readline()));\n"},
               {"submissions/accepted/two/add.js",
                "module.exports = (line) =>\n"
                "    line.split(' ').map(Number).reduce((a, b) => a + b);\n"}},
              ""},
        Wrong{"ExampleWithoutRuntime",
              {{"submissions/accepted/sum.py", "print(3)\n"}},
              "",
              "submissions/accepted/sum.py: there is no runtime for python3 "
              "yet: it is not judged"}),
    testing::PrintToStringParamName());

class MisuseTest : public VerifyFixture,
                   public testing::WithParamInterface<Wrong> {};

// The same for every output, so it is said once of the outputs, and of every
// example.
TEST_P(MisuseTest, IsSaidOfOutputsAndOfExamples) {
  const Wrong& wrong = GetParam();
  const Report report = VerifyPackage(With(SoundPackage(), wrong.changed));
  EXPECT_EQ(report.Count(Severity::kError), 3) << Errors(report);
  EXPECT_THAT(Errors(report), HasSubstr("data/sample/1.ans: " + wrong.error));
  EXPECT_THAT(Errors(report),
              HasSubstr("submissions/accepted/sum.js: is JE: sample/1: "));
  EXPECT_THAT(Errors(report),
              HasSubstr("submissions/wrong_answer/first.js: is JE: "));
}

INSTANTIATE_TEST_SUITE_P(
    OutputValidator, MisuseTest,
    testing::Values(
        Wrong{"ExitsWithZero",
              {{"output_validator/check.js", "process.exit(0);"}},
              "output validator output_validator/check.js: exited with 0"},
        Wrong{"Throws",
              {{"output_validator/check.js", "throw new Error('no');"}},
              "output validator output_validator/check.js: run-time error"},
        Wrong{"DoesNotCompile",
              {{"output_validator/check.js", "let = ;"}},
              "output validator output_validator/check.js: does not compile"},
        Wrong{"DoesNotEnd",
              {{"output_validator/check.js", "for (;;);"}},
              "output validator output_validator/check.js: time limit"},
        Wrong{"GivesAScoreInAPassFailProblem",
              {{"output_validator/check.js", kScoreFile}},
              "an output validator gives a score"}),
    testing::PrintToStringParamName());

}  // namespace
}  // namespace gavel::verify
