// The commands that need no server, as a user types them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LocalTest : public testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& text) {
    std::string path = absl::StrCat(directory_, "/", name);
    std::ofstream(path) << text;
    return path;
  }

  const std::string directory_ = MakeDirectory();
};

TEST_F(LocalTest, RunPassesOutputAndExitStatusThrough) {
  const std::string program =
      Write("p.js", "console.log('out'); process.exit(7);");
  const CommandResult result = RunGavel(absl::StrCat("run ", program));
  EXPECT_EQ(result.status, 7);
  EXPECT_EQ(result.out, "out\n");
}

TEST_F(LocalTest, RunInterpretsWhereNoCodeMayBeMade) {
  const std::string program =
      Write("p.js", "console.log(typeof WebAssembly, [3, 1, 2].sort());");
  const CommandResult result =
      RunGavel(absl::StrCat("run --jitless ", program));
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "undefined [ 1, 2, 3 ]\n");
}

TEST_F(LocalTest, DoctorNamesEveryWallAndWhatItIsAgainst) {
  const CommandResult result = RunGavel("doctor");
  EXPECT_TRUE(result.status == 0 || result.status == 1);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("seccomp            on"), HasSubstr("empty-root"),
                    HasSubstr("landlock"), HasSubstr("process-namespace")));
  EXPECT_EQ(result.status == 0,
            absl::StrContains(result.out, "every wall stands"));
}

TEST_F(LocalTest, DoctorLooksAtWhatAServerNeeds) {
  const CommandResult result =
      RunGavel("doctor --json --data /proc/no/where --listen 127.0.0.1:0");
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("\"name\": \"data-directory\""),
                                HasSubstr("\"grade\": \"problem\""),
                                HasSubstr("\"name\": \"listen\"")));
}

TEST_F(LocalTest, NothingStartsWithoutAWallThatDoesNotExist) {
  const CommandResult result = RunGavel("doctor --require-wall moat 2>&1");
  EXPECT_EQ(result.status, 64);
  EXPECT_THAT(result.out, HasSubstr("no wall is named moat"));
}

TEST_F(LocalTest, RunAppendsToAFileThatIsLargerThanTheOutputLimit) {
  const std::string program = Write("p.js", "console.log('out');");
  const std::string file = Write("large", std::string(3 << 20, 'x'));
  const CommandResult result =
      RunGavel(absl::StrCat("run --output-limit 1 ", program, " >>", file));
  EXPECT_EQ(result.status, 0);
  std::ifstream in(file);
  const std::string text((std::istreambuf_iterator<char>(in)),
                         std::istreambuf_iterator<char>());
  EXPECT_EQ(text.substr(3 << 20), "out\n");
}

TEST_F(LocalTest, RunTellsALimitByItsExitStatus) {
  EXPECT_EQ(RunGavel(absl::StrCat("run --time-limit 0.1 ",
                                  Write("t.js", "for (;;);"), " 2>/dev/null"))
                .status,
            124);
  EXPECT_EQ(
      RunGavel(absl::StrCat("run ", Write("c.js", "let = ;"), " 2>/dev/null"))
          .status,
      65);
}

TEST_F(LocalTest, RunGivesBytesThatAreNoTextAsBase64) {
  const std::string program =
      Write("b.js", "process.stdout.write(Buffer.from([255, 10]));");
  const CommandResult result = RunGavel(absl::StrCat("run --json ", program));
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.out.find("\"stdout_base64\": \"/wo=\""), std::string::npos)
      << result.out;
  EXPECT_NE(result.out.find("\"verdict\": \"AC\""), std::string::npos);
}

// On an example of a sample problem.
CommandResult Judge(const std::string& problem, const std::string& example,
                    const std::string& flags = "") {
  const std::string package =
      absl::StrCat(GAVEL_BINARY_DIR "/problems/", problem);
  return RunGavel(absl::StrCat("judge ", package, " ", package, "/submissions/",
                               example, " ", flags));
}

TEST_F(LocalTest, JudgeTellsAcceptedFromTheRest) {
  const std::string judge =
      absl::StrCat("judge " GAVEL_SOURCE_DIR "/problems/aplusb ",
                   GAVEL_SOURCE_DIR "/problems/aplusb/submissions/");
  EXPECT_EQ(RunGavel(absl::StrCat(judge, "accepted/read_file_sync.js")).status,
            0);
  EXPECT_EQ(RunGavel(absl::StrCat(judge, "wrong_answer/int32.js")).status, 1);
}

TEST_F(LocalTest, JudgeShowsScoresGroupsAndWhatWasSkipped) {
  const std::string file = "time_limit_exceeded/cubic.js";
  const CommandResult text = Judge("bestsum", file);
  EXPECT_EQ(text.status, 1);
  EXPECT_THAT(text.out, AllOf(HasSubstr("group secret/1-small"),
                              HasSubstr("30 of 100 points"),
                              HasSubstr("skipped 1 test: ")));
  const CommandResult json = Judge("bestsum", file, "--json");
  EXPECT_THAT(json.out,
              AllOf(HasSubstr("\"max_score\": 100.0"),
                    HasSubstr("\"score\": 30.0"), HasSubstr("\"why\": \""),
                    HasSubstr("\"name\": \"secret/1-small\"")));
}

TEST_F(LocalTest, JudgeShowsTranscriptsWhenItIsAsked) {
  const std::string file = "wrong_answer/gives_up.js";
  EXPECT_THAT(Judge("guess", file).out, Not(HasSubstr("      >")));
  EXPECT_THAT(Judge("guess", file, "--transcript").out,
              AllOf(HasSubstr("      >"), HasSubstr("      <")));
  EXPECT_THAT(Judge("guess", file, "--json").out,
              AllOf(HasSubstr("\"judge_message\""), HasSubstr("\"passes\": 1"),
                    Not(HasSubstr("\"transcript\""))));
  EXPECT_THAT(Judge("guess", file, "--json --transcript").out,
              HasSubstr("\"transcript\": \""));
}

TEST_F(LocalTest, PlacesInTheDriverOfAFunctionProblemAreNotShown) {
  const std::string file =
      Write("f.js", "const twoSum = () => {\n  throw new Error('here');\n};");
  const CommandResult judged = RunGavel(
      absl::StrCat("judge " GAVEL_BINARY_DIR "/problems/twosum ", file));
  EXPECT_THAT(judged.out, AllOf(HasSubstr("/f.js:2:9"), Not(HasSubstr(":5:")),
                                Not(HasSubstr("findMain"))));
}

TEST_F(LocalTest, StubPrintsTheEmptyFunction) {
  Write("signature.gavel", "function f(a: int[]): bool");
  const CommandResult package =
      RunGavel(absl::StrCat("problem stub --language typescript ", directory_));
  EXPECT_EQ(package.status, 0);
  EXPECT_EQ(package.out, "function f(a: number[]): boolean {\n}\n");
  const std::string wrong = Write("wrong", "function f(a: int\n");
  const CommandResult refused =
      RunGavel(absl::StrCat("problem stub ", wrong, " 2>&1"));
  EXPECT_EQ(refused.status, 65);
  EXPECT_THAT(refused.out, HasSubstr("wrong:2:1: expected \")\""));
  EXPECT_EQ(RunGavel("problem stub /nonexistent 2>/dev/null").status, 66);
  EXPECT_THAT(RunGavel("help problem stub").out,
              HasSubstr("gavel problem stub [flags]"));
}

}  // namespace
}  // namespace gavel::e2e
