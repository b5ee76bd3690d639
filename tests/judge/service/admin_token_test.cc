#include "judge/service/admin_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "judge/service/tokens.h"
#include "storage/database.h"
#include "storage/sqlite_users.h"
#include "tests/fakes/fake_clock.h"
#include "tests/storage/test_dir.h"

namespace gavel::judge {
namespace {

using storage::ReadFile;
using storage::WriteFile;

class AdminTokenTest : public testing::Test {
 protected:
  // True if a token was made.
  bool Ensure() { return EnsureAdminToken(users_, path_).value(); }

  // The user for whom the token in the file is good; empty for none.
  std::string HolderOfFile() {
    Tokens tokens(users_, clock_);
    EXPECT_TRUE(tokens.Load().ok());
    const absl::StatusOr<Caller> caller =
        tokens.Identify(absl::StripAsciiWhitespace(ReadFile(path_)));
    if (!caller.ok()) return "";
    EXPECT_EQ(caller->role, Role::kAdmin);
    return caller->user_id;
  }

  void RevokeAll(const std::string& user) {
    const std::vector<AccessToken> tokens = users_.ListTokens(user).value();
    for (const AccessToken& token : tokens) {
      ASSERT_TRUE(users_.RevokeToken(token.id).ok());
    }
  }

  const storage::TestDir dir_;
  const std::string path_ = dir_ / "admin.token";
  const fakes::FakeClock clock_;
  const std::unique_ptr<storage::Database> database_ =
      storage::Database::Open(dir_ / "gavel.db").value();
  storage::SqliteUsers users_{*database_, clock_};
};

TEST_F(AdminTokenTest, TheFirstStartMakesOneForItsOwnerToRead) {
  EXPECT_TRUE(Ensure());
  EXPECT_EQ(HolderOfFile(), "admin");
  struct stat status = {};
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(AdminTokenTest, LaterStartsLeaveItAlone) {
  Ensure();
  const std::string text = ReadFile(path_);
  EXPECT_FALSE(Ensure());
  EXPECT_EQ(ReadFile(path_), text);
  EXPECT_EQ(users_.ListTokens("admin")->size(), 1U);
  std::filesystem::remove(path_);
  EXPECT_FALSE(Ensure()) << "who removed the file has the token";
  EXPECT_FALSE(std::filesystem::exists(path_));
}

// Killed after the file was written, before its hash was stored; or within.
TEST_F(AdminTokenTest, AFileWhoseTokenNobodyKnowsIsReplaced) {
  for (const std::string& left :
       {MakeToken() + "\n", std::string("gavel_xy"), std::string()}) {
    if (users_.GetUser("admin").ok()) RevokeAll("admin");
    WriteFile(path_, left);
    EXPECT_TRUE(Ensure());
    EXPECT_EQ(HolderOfFile(), "admin");
  }
}

TEST_F(AdminTokenTest, WhoLostAllTokensGetsANewOneAtTheNextStart) {
  Ensure();
  RevokeAll("admin");
  EXPECT_EQ(HolderOfFile(), "");
  EXPECT_TRUE(Ensure());
  EXPECT_EQ(HolderOfFile(), "admin");
}

TEST_F(AdminTokenTest, ItIsForAnAdminThatThereIs) {
  for (const char* id : {"alice", "bob"}) {
    ASSERT_TRUE(users_
                    .AddUser({.id = id,
                              .name = id,
                              .role = Role::kAdmin,
                              .disabled = std::string(id) == "alice"})
                    .ok());
  }
  EXPECT_TRUE(Ensure());
  EXPECT_EQ(HolderOfFile(), "bob");
  EXPECT_TRUE(absl::IsNotFound(users_.GetUser("admin").status()));
}

TEST_F(AdminTokenTest, TokensOfOthersAreNotEnough) {
  ASSERT_TRUE(users_.AddUser({.id = "ann", .name = "ann"}).ok());
  AccessToken token;
  token.user_id = "ann";
  ASSERT_TRUE(users_.AddToken(token, HashOfToken(MakeToken())).ok());
  EXPECT_TRUE(Ensure());
  EXPECT_EQ(HolderOfFile(), "admin");
}

TEST_F(AdminTokenTest, ALinkIsReplacedAndNotFollowed) {
  const std::string target = dir_ / "target";
  WriteFile(target, "precious");
  ASSERT_EQ(symlink(target.c_str(), path_.c_str()), 0);
  EXPECT_TRUE(Ensure());
  EXPECT_EQ(ReadFile(target), "precious");
  EXPECT_EQ(HolderOfFile(), "admin");
}

TEST_F(AdminTokenTest, WhatCannotBeWrittenIsAnErrorThatNamesTheFile) {
  const std::string path = dir_ / "missing/admin.token";
  const absl::Status status = EnsureAdminToken(users_, path).status();
  EXPECT_FALSE(status.ok());
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr(path));
  EXPECT_TRUE(users_.ListTokens("admin")->empty());
}

}  // namespace
}  // namespace gavel::judge
