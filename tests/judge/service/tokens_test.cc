#include "judge/service/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "storage/database.h"
#include "storage/sqlite_users.h"
#include "tests/fakes/fake_clock.h"
#include "tests/storage/test_dir.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MakeTokenTest, TokensLookLikeTokensAndDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string token = MakeToken();
    EXPECT_TRUE(LooksLikeToken(token)) << token;
    EXPECT_TRUE(seen.insert(token).second);
  }
}

struct Malformed {
  std::string name;
  std::string token;
};
std::ostream& operator<<(std::ostream& out, const Malformed& row) {
  return out << row.name;
}

class MalformedTokenTest : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedTokenTest, IsRefusedWithoutBeingRepeated) {
  const storage::TestDir dir;
  const fakes::FakeClock clock;
  const auto database = storage::Database::Open(dir / "gavel.db").value();
  storage::SqliteUsers users(*database, clock);
  const Tokens tokens(users, clock);
  const absl::Status status = tokens.Identify(GetParam().token).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated);
  const std::string message(status.message());
  EXPECT_THAT(message, HasSubstr("malformed"));
  if (GetParam().token.size() > 6) {
    EXPECT_THAT(message, Not(HasSubstr(GetParam().token)));
  }
}

std::string Good() { return "gavel_" + std::string(43, 'a'); }

INSTANTIATE_TEST_SUITE_P(
    All, MalformedTokenTest,
    testing::Values(
        Malformed{"Empty", ""}, Malformed{"PrefixOnly", "gavel_"},
        Malformed{"TooShort", Good().substr(1)},
        Malformed{"TooLong", Good() + "a"},
        Malformed{"Huge", "gavel_" + std::string(1 << 20, 'a')},
        Malformed{"UpperCasePrefix", "GAVEL_" + std::string(43, 'a')},
        Malformed{"OtherPrefix", "gavel-" + std::string(43, 'a')},
        Malformed{"Space", "gavel_" + std::string(42, 'a') + " "},
        Malformed{"LeadingSpace", " " + Good()},
        Malformed{"NotBase64Url", "gavel_" + std::string(42, 'a') + "+"},
        Malformed{"Nul", "gavel_" + std::string(43, '\0')},
        Malformed{"NotAscii", "gavel_" + std::string(43, '\xc3')}));

class TokensTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = storage::Database::Open(dir_ / "gavel.db").value();
    users_ = std::make_unique<storage::SqliteUsers>(*database_, clock_);
    Restart();
    AddUser("root", Role::kAdmin);
    AddUser("ann", Role::kContestant);
  }

  void Restart() {
    tokens_ = std::make_unique<Tokens>(*users_, clock_);
    ASSERT_TRUE(tokens_->Load().ok());
  }

  void AddUser(const std::string& id, Role role) {
    ASSERT_TRUE(users_->AddUser({.id = id, .name = id, .role = role}).ok());
  }

  Tokens::NewToken Add(const std::string& user,
                       absl::Time expires = absl::InfiniteFuture()) {
    AccessToken token;
    token.user_id = user;
    token.expires = expires;
    return tokens_->Add(token).value();
  }

  // "ann contestant", or why not.
  std::string Identify(const std::string& token) {
    const absl::StatusOr<Caller> caller = tokens_->Identify(token);
    if (!caller.ok()) {
      EXPECT_EQ(caller.status().code(), absl::StatusCode::kUnauthenticated);
      return std::string(caller.status().message());
    }
    return absl::StrCat(caller->user_id, " ", RoleName(caller->role));
  }

  absl::Status Disable(const std::string& id) {
    return tokens_->UpdateUser(id, [](User& user) { user.disabled = true; })
        .status();
  }
  absl::Status SetRole(const std::string& id, Role role) {
    return tokens_->UpdateUser(id, [role](User& user) { user.role = role; })
        .status();
  }

  const storage::TestDir dir_;
  fakes::FakeClock clock_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<storage::SqliteUsers> users_;
  std::unique_ptr<Tokens> tokens_;
};

TEST_F(TokensTest, ANewTokenIsGoodAtOnceAndAfterARestart) {
  const std::string token = Add("ann").text;
  EXPECT_EQ(Identify(token), "ann contestant");
  Restart();
  EXPECT_EQ(Identify(token), "ann contestant");
  EXPECT_THAT(Identify(MakeToken()), HasSubstr("unknown"));
}

TEST_F(TokensTest, ATokenThatDiffersInOneLetterIsUnknown) {
  std::string token = Add("ann").text;
  token.back() = token.back() == 'A' ? 'B' : 'A';
  EXPECT_THAT(Identify(token), HasSubstr("unknown"));
}

TEST_F(TokensTest, ARevokedTokenIsRefusedAtOnceAndAfterARestart) {
  const Tokens::NewToken token = Add("ann");
  const std::string other = Add("ann").text;
  ASSERT_TRUE(tokens_->Revoke(token.known.id).ok());
  EXPECT_THAT(Identify(token.text), HasSubstr("revoked"));
  Restart();
  EXPECT_THAT(Identify(token.text), HasSubstr("revoked"));
  EXPECT_EQ(Identify(other), "ann contestant");
}

TEST_F(TokensTest, ATokenExpiresWhenItsTimeComes) {
  const std::string token = Add("ann", clock_.Now() + absl::Seconds(10)).text;
  clock_.Advance(absl::Seconds(10) - absl::Nanoseconds(1));
  EXPECT_EQ(Identify(token), "ann contestant");
  clock_.Advance(absl::Nanoseconds(1));
  EXPECT_THAT(Identify(token), HasSubstr("expired"));
}

TEST_F(TokensTest, AllTokensOfADisabledUserAreRefusedUntilItIsEnabled) {
  const std::string token = Add("ann").text;
  ASSERT_TRUE(Disable("ann").ok());
  const std::string later = Add("ann").text;
  EXPECT_THAT(Identify(token), HasSubstr("disabled"));
  EXPECT_THAT(Identify(later), HasSubstr("disabled"));
  Restart();
  EXPECT_THAT(Identify(token), HasSubstr("disabled"));
  ASSERT_TRUE(
      tokens_->UpdateUser("ann", [](User& user) { user.disabled = false; })
          .ok());
  EXPECT_EQ(Identify(token), "ann contestant");
}

TEST_F(TokensTest, ANewRoleCountsAtOnce) {
  const std::string token = Add("ann").text;
  ASSERT_TRUE(SetRole("ann", Role::kJudge).ok());
  EXPECT_EQ(Identify(token), "ann judge");
}

TEST_F(TokensTest, TheLastAdminCanNeitherBeDisabledNorDemoted) {
  const std::string token = Add("root").text;
  EXPECT_TRUE(absl::IsFailedPrecondition(Disable("root")));
  EXPECT_TRUE(absl::IsFailedPrecondition(SetRole("root", Role::kContestant)));
  EXPECT_EQ(Identify(token), "root admin");
  EXPECT_EQ(users_->GetUser("root")->role, Role::kAdmin);

  AddUser("second", Role::kAdmin);
  ASSERT_TRUE(Disable("second").ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(Disable("root")))
      << "the other one is disabled";
  ASSERT_TRUE(
      tokens_->UpdateUser("second", [](User& user) { user.disabled = false; })
          .ok());
  EXPECT_TRUE(Disable("root").ok());
}

TEST_F(TokensTest, TheLastAdminMayChangeItsName) {
  EXPECT_TRUE(
      tokens_->UpdateUser("root", [](User& user) { user.name = "R"; }).ok());
}

TEST_F(TokensTest, WhatTheStoreDoesNotTakeIsNotKnownHereEither) {
  AccessToken token;
  token.user_id = "nobody";
  EXPECT_TRUE(absl::IsNotFound(tokens_->Add(token).status()));
  EXPECT_TRUE(absl::IsNotFound(tokens_->Revoke(99).status()));
  EXPECT_TRUE(absl::IsNotFound(Disable("nobody")));
}

}  // namespace
}  // namespace gavel::judge
