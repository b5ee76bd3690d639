// Users and tokens with the command and a server that is killed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string Read(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class PeopleTest : public testing::Test {
 protected:
  CommandResult Run(const std::string& arguments) {
    return RunGavel(
        absl::StrCat(arguments, " --server ", server_->address(), " 2>&1"));
  }

  // A file with a new token of that user.
  std::string TokenFile(const std::string& user) {
    const std::string path = absl::StrCat(data_, "-", user, ".token");
    const CommandResult made = RunGavel(absl::StrCat(
        "token create --user ", user, " --server ", server_->address()));
    EXPECT_EQ(made.status, 0);
    std::ofstream(path) << made.out;
    return path;
  }

  const std::string data_ = MakeDirectory() + "/data";
  std::unique_ptr<Server> server_ = std::make_unique<Server>(data_);
};

TEST_F(PeopleTest, AContestantComesInAndSeesItsOwnOnly) {
  ASSERT_EQ(Run("user create ann --name 'Ann B'").status, 0);
  ASSERT_EQ(Run("problem add " GAVEL_SOURCE_DIR "/problems/aplusb").status, 0);
  const std::string program = GAVEL_SOURCE_DIR
      "/problems/aplusb/submissions/accepted/read_file_sync.js";
  const std::string as_ann = " --token-file " + TokenFile("ann");
  EXPECT_EQ(Run("whoami" + as_ann).out, "ann  contestant  Ann B\n");
  EXPECT_EQ(Run("submit aplusb " + program).status, 0);
  EXPECT_EQ(Run("submit aplusb " + program + as_ann).status, 0);
  EXPECT_EQ(Run("status 2" + as_ann).status, 0);
  EXPECT_THAT(Run("status 1" + as_ann).out, HasSubstr("no submission 1"));
  EXPECT_THAT(Run("list" + as_ann).out, Not(HasSubstr("admin")));
  EXPECT_THAT(Run("list --user ann --verdict ac").out, HasSubstr("ann"));
  EXPECT_EQ(Run("submit aplusb --on-behalf-of bob " + program).status, 0);
  EXPECT_THAT(Run("list --user bob").out, HasSubstr("bob"));
  EXPECT_THAT(Run("problem download aplusb" + as_ann).out,
              HasSubstr("may not call"));
  EXPECT_EQ(Run("user update ann --disable").status, 0);
  EXPECT_THAT(Run("whoami" + as_ann).out, HasSubstr("disabled"));
}

TEST_F(PeopleTest, WithoutATokenTheCommandSaysHowToGiveOne) {
  const CommandResult result = Run("list --token-file /dev/null");
  EXPECT_EQ(result.status, 2);
  EXPECT_THAT(result.out, HasSubstr("/dev/null holds no token"));
  unsetenv("GAVEL_TOKEN_FILE");
  setenv("HOME", data_.c_str(), 1);
  EXPECT_THAT(Run("list").out, HasSubstr("--token-file"));
}

TEST_F(PeopleTest, TheFirstTokenIsForItsOwnerAndOutlivesAKill) {
  const std::string path = data_ + "/admin.token";
  struct stat status = {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  const std::string token = Read(path);
  EXPECT_THAT(token, StartsWith("gavel_"));
  EXPECT_EQ(Run("whoami").out, "admin  admin  admin\n");
  ASSERT_EQ(Run("user create ann").status, 0);
  const std::string ann = TokenFile("ann");
  ASSERT_EQ(Run("token revoke 1").status, 0);

  server_->Signal(SIGKILL);
  server_ = std::make_unique<Server>(data_);
  EXPECT_NE(Read(path), token) << "it was revoked: a start makes another one";
  EXPECT_EQ(Run("whoami").out, "admin  admin  admin\n");
  EXPECT_EQ(Run("whoami --token-file " + ann).out, "ann  contestant  ann\n");

  const std::string second = Read(path);
  server_->Signal(SIGKILL);
  server_ = std::make_unique<Server>(data_);
  EXPECT_EQ(Read(path), second);
}

}  // namespace
}  // namespace gavel::e2e
