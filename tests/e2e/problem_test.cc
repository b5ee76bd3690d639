// The life of a problem on a real server, by the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kProblem = GAVEL_SOURCE_DIR "/problems/aplusb";

class ProblemTest : public testing::Test {
 protected:
  CommandResult Problem(const std::string& arguments) {
    return RunGavel(absl::StrCat("problem ", arguments, " --server ",
                                 server_->address(), " 2>&1"));
  }

  const std::string data_dir_ = MakeDirectory();
  const std::unique_ptr<Server> server_ = std::make_unique<Server>(data_dir_);
};

TEST_F(ProblemTest, ASecondUploadSendsNothingAndMakesNoVersion) {
  const CommandResult first = Problem(absl::StrCat("upload ", kProblem));
  ASSERT_EQ(first.status, 0) << first.out;
  EXPECT_THAT(first.out, HasSubstr("aplusb version 1"));
  const CommandResult second = Problem(absl::StrCat("upload ", kProblem));
  EXPECT_THAT(second.out, HasSubstr("sent 0 B of"));
  EXPECT_THAT(second.out, HasSubstr("aplusb version 1"));
}

// Every file by its path, with its content.
std::map<std::string, std::string> ReadTree(const std::string& directory) {
  std::map<std::string, std::string> tree;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    tree[entry.path().lexically_relative(directory).string()] = {
        std::istreambuf_iterator<char>(file), {}};
  }
  return tree;
}

TEST_F(ProblemTest, ADownloadGivesBackWhatWasUploaded) {
  ASSERT_EQ(Problem(absl::StrCat("upload ", kProblem)).status, 0);
  const std::string output = MakeDirectory() + "/fetched";
  const CommandResult fetched =
      Problem(absl::StrCat("download aplusb --output ", output));
  ASSERT_EQ(fetched.status, 0) << fetched.out;
  EXPECT_EQ(ReadTree(output + "/aplusb"), ReadTree(kProblem));
  EXPECT_FALSE(std::filesystem::exists(output + ".part"));
  // As a zip it is an upload again, of the same content.
  const std::string zip = output + ".zip";
  ASSERT_EQ(Problem(absl::StrCat("download aplusb --output ", zip)).status, 0);
  const CommandResult again =
      Problem(absl::StrCat("upload ", zip, " --id aplusb"));
  EXPECT_THAT(again.out, HasSubstr("aplusb version 1"));
  EXPECT_EQ(Problem("download none").status, 2);
  EXPECT_FALSE(std::filesystem::exists("none.zip.part"));
}

// A copy of the problem, to be changed.
std::string Copy() {
  std::string directory = MakeDirectory() + "/aplusb";
  std::filesystem::copy(kProblem, directory,
                        std::filesystem::copy_options::recursive);
  return directory;
}

TEST_F(ProblemTest, EachVersionStays) {
  ASSERT_EQ(Problem(absl::StrCat("upload ", kProblem)).status, 0);
  const std::string changed = Copy();
  std::ofstream(changed + "/data/secret/zz.in") << "1 1";
  std::ofstream(changed + "/data/secret/zz.ans") << "2";
  const CommandResult second = Problem(absl::StrCat("upload ", changed));
  EXPECT_THAT(second.out, HasSubstr("aplusb version 2"));
  const CommandResult versions = Problem("versions aplusb");
  EXPECT_LT(versions.out.find("\n2 "), versions.out.find("\n1 "));
  const std::string output = MakeDirectory() + "/first";
  const CommandResult fetched =
      Problem(absl::StrCat("download aplusb --version 1 --output ", output));
  ASSERT_EQ(fetched.status, 0) << fetched.out;
  EXPECT_EQ(ReadTree(output + "/aplusb"), ReadTree(kProblem));
  EXPECT_THAT(Problem("show aplusb --version 1").out,
              HasSubstr("aplusb version 1"));
}

TEST_F(ProblemTest, AnArchivedProblemTakesNoSubmissionsUntilItIsBack) {
  ASSERT_EQ(Problem(absl::StrCat("upload ", kProblem)).status, 0);
  const std::string submit = absl::StrCat(
      "submit aplusb ", kProblem,
      "/submissions/accepted/read_file_sync.js --no-wait --server ",
      server_->address(), " 2>&1");
  ASSERT_EQ(Problem("archive aplusb").status, 0);
  const CommandResult refused = RunGavel(submit);
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.out, HasSubstr("aplusb is archived"));
  EXPECT_THAT(Problem("list").out, Not(HasSubstr("aplusb")));
  EXPECT_THAT(Problem("list --archived").out, HasSubstr("(archived)"));
  EXPECT_EQ(Problem("show aplusb").status, 0);
  ASSERT_EQ(Problem("unarchive aplusb").status, 0);
  EXPECT_EQ(RunGavel(submit).status, 0);
}

TEST_F(ProblemTest, ASubmissionIsRejudgedOnTheVersionAskedFor) {
  const auto run = [this](const std::string& arguments) {
    return RunGavel(
        absl::StrCat(arguments, " --server ", server_->address(), " 2>&1"));
  };
  ASSERT_EQ(Problem(absl::StrCat("upload ", kProblem)).status, 0);
  const CommandResult first = run(absl::StrCat(
      "submit aplusb ", kProblem, "/submissions/accepted/read_file_sync.js"));
  ASSERT_EQ(first.status, 0) << first.out;
  const std::string changed = Copy();
  std::ofstream(changed + "/data/secret/zz.in") << "1 1";
  std::ofstream(changed + "/data/secret/zz.ans") << "3";
  ASSERT_EQ(Problem(absl::StrCat("upload ", changed)).status, 0);

  const CommandResult newest = run("rejudge 1");
  EXPECT_EQ(newest.status, 1);
  EXPECT_THAT(newest.out, HasSubstr("submission 1 again, on version 2"));
  EXPECT_THAT(newest.out, HasSubstr("wrong answer on secret/zz"));
  EXPECT_THAT(run("status 1").out, HasSubstr("aplusb version 2"));
  EXPECT_EQ(run("rejudge 1 --version 1").status, 0);
  EXPECT_THAT(run("status 1").out, HasSubstr("aplusb version 1"));
  EXPECT_THAT(run("rejudge 1 --version 9").out, HasSubstr("version 9"));
  EXPECT_EQ(run("rejudge 7").status, 2);
}

TEST_F(ProblemTest, ConstantsAreReplacedInTheStatementButNotInThePackage) {
  const std::string package = Copy();
  std::ofstream(package + "/problem.yaml", std::ios::app)
      << "constants:\n  n: 5\n";
  std::ofstream(package + "/statement/problem.en.md") << "{{n}} numbers\n";
  ASSERT_EQ(Problem(absl::StrCat("upload ", package)).status, 0);
  grpc::ClientContext context;
  v1::GetStatementRequest request;
  request.set_problem_id("aplusb");
  v1::GetStatementResponse response;
  ASSERT_TRUE(
      server_->problems().GetStatement(&context, request, &response).ok());
  EXPECT_EQ(response.content(), "5 numbers\n");
  const std::string output = MakeDirectory() + "/fetched";
  ASSERT_EQ(Problem(absl::StrCat("download aplusb --output ", output)).status,
            0);
  EXPECT_EQ(ReadTree(output + "/aplusb"), ReadTree(package));
}

TEST_F(ProblemTest, StubsComeFromTheServerToo) {
  const std::string package = GAVEL_BINARY_DIR "/problems/twosum";
  ASSERT_EQ(Problem(absl::StrCat("upload ", package)).status, 0);
  EXPECT_THAT(Problem("show twosum").out, HasSubstr("pass-fail, function"));
  for (const std::string language : {"javascript", "typescript"}) {
    const std::string stub = absl::StrCat("stub --language ", language, " ");
    const CommandResult served = Problem(stub + "twosum");
    EXPECT_EQ(served.status, 0);
    EXPECT_EQ(served.out, RunGavel("problem " + stub + package).out);
  }
  ASSERT_EQ(Problem(absl::StrCat("upload ", kProblem)).status, 0);
  const CommandResult none = Problem("stub aplusb");
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.out, HasSubstr("problem aplusb has no template in"));
}

TEST_F(ProblemTest, AnUploadShowsWhatIsOdd) {
  const std::string package = Copy();
  std::filesystem::remove_all(package + "/input_validators");
  const CommandResult uploaded = Problem(absl::StrCat("upload ", package));
  EXPECT_EQ(uploaded.status, 0);
  EXPECT_THAT(uploaded.out,
              HasSubstr("warning: input_validators: holds no validator"));
}

TEST_F(ProblemTest, RefusesCommandLinesThatItDoesNotKnow) {
  EXPECT_EQ(Problem("downlod aplusb").status, 64);
  EXPECT_EQ(Problem("download").status, 64);
  EXPECT_EQ(Problem("list aplusb").status, 64);
  EXPECT_EQ(Problem("show aplusb --version 0").status, 64);
  const CommandResult missing = Problem("upload /nowhere");
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.out, HasSubstr("/nowhere"));
}

}  // namespace
}  // namespace gavel::e2e
