#include "storage/sqlite_users.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/sqlite.h"
#include "tests/fakes/fake_clock.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Sha256 HashOf(const std::string& text) {
  Sha256Hasher hasher;
  hasher.Update(text);
  return hasher.Finish();
}

class SqliteUsersTest : public testing::Test {
 protected:
  SqliteUsersTest() { Reopen(); }

  // What follows sees what was durable.
  void Reopen() {
    users_.reset();
    database_.reset();
    database_ = Database::Open(path_).value();
    users_ = std::make_unique<SqliteUsers>(*database_, clock_);
  }

  User Add(const std::string& id, Role role = Role::kContestant) {
    return users_->AddUser({.id = id, .name = id, .role = role}).value();
  }
  AccessToken AddToken(const std::string& user, const std::string& secret,
                       absl::Time expires = absl::InfiniteFuture()) {
    AccessToken token;
    token.user_id = user;
    token.label = secret;
    token.expires = expires;
    return users_->AddToken(token, HashOf(secret)).value();
  }
  std::vector<std::string> ActiveLabels() {
    std::vector<std::string> labels;
    const std::vector<KnownToken> active = users_->ActiveTokens().value();
    for (const KnownToken& known : active) {
      EXPECT_EQ(known.hash, HashOf(known.token.label));
      EXPECT_EQ(known.user.id, known.token.user_id);
      labels.push_back(known.token.label);
    }
    return labels;
  }

  TestDir dir_;
  const std::string path_ = dir_ / "gavel.db";
  fakes::FakeClock clock_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<SqliteUsers> users_;
};

TEST_F(SqliteUsersTest, UsersComeBackAsTheyWereAdded) {
  const std::string name("\0 \xff J\u00fcrgen", 11);
  ASSERT_THAT(users_->AddUser({.id = "j@x.org",
                               .name = name,
                               .role = Role::kJudge,
                               .disabled = true}),
              IsOk());
  const absl::Time created = clock_.Now();
  clock_.Advance(absl::Hours(1));
  Reopen();
  const User user = users_->GetUser("j@x.org").value();
  EXPECT_EQ(user.name, name);
  EXPECT_EQ(user.role, Role::kJudge);
  EXPECT_TRUE(user.disabled);
  EXPECT_EQ(user.created, created);
}

TEST_F(SqliteUsersTest, AnIdIsGivenOnce) {
  Add("ann");
  EXPECT_THAT(users_->AddUser({.id = "ann", .name = "another"}),
              IsError(absl::StatusCode::kAlreadyExists, HasSubstr("ann")));
  EXPECT_EQ(users_->GetUser("ann")->name, "ann");
  EXPECT_THAT(users_->AddUser({.id = "Ann", .name = "Ann"}), IsOk());
}

TEST_F(SqliteUsersTest, UpdatingChangesAllButIdAndTime) {
  const User added = Add("ann");
  clock_.Advance(absl::Hours(1));
  User changed = added;
  changed.name = "Ann B";
  changed.role = Role::kAdmin;
  changed.disabled = true;
  changed.created = clock_.Now();
  ASSERT_THAT(users_->UpdateUser(changed), IsOk());
  Reopen();
  const User user = users_->GetUser("ann").value();
  EXPECT_EQ(user.name, "Ann B");
  EXPECT_EQ(user.role, Role::kAdmin);
  EXPECT_TRUE(user.disabled);
  EXPECT_EQ(user.created, added.created);
}

TEST_F(SqliteUsersTest, WhatIsMissingIsNotFound) {
  const auto missing = IsError(absl::StatusCode::kNotFound, HasSubstr("bob"));
  EXPECT_THAT(users_->GetUser("bob"), missing);
  EXPECT_THAT(users_->UpdateUser({.id = "bob"}), missing);
  EXPECT_THAT(users_->ListTokens("bob"), missing);
  AccessToken token;
  token.user_id = "bob";
  EXPECT_THAT(users_->AddToken(token, HashOf("x")), missing);
  EXPECT_THAT(users_->RevokeToken(7),
              IsError(absl::StatusCode::kNotFound, HasSubstr("7")));
}

TEST_F(SqliteUsersTest, ListsGoByIdAndPageByPage) {
  for (const char* id : {"d", "a", "c", "b"}) Add(id);
  Add("root", Role::kAdmin);
  std::vector<std::string> ids;
  PageRequest page = {.size = 2, .token = ""};
  do {
    const Page<User> users = users_->ListUsers({}, page).value();
    EXPECT_LE(users.items.size(), 2U);
    for (const User& user : users.items) ids.push_back(user.id);
    page.token = users.next_page_token;
  } while (!page.token.empty());
  EXPECT_THAT(ids, ElementsAre("a", "b", "c", "d", "root"));

  const Page<User> admins =
      users_->ListUsers({.role = Role::kAdmin}, {.size = 1, .token = ""})
          .value();
  ASSERT_EQ(admins.items.size(), 1U);
  EXPECT_EQ(admins.items[0].id, "root");
  EXPECT_EQ(admins.next_page_token, "");
}

TEST_F(SqliteUsersTest, APageTokenIsOfOneList) {
  Add("a");
  Add("b");
  const std::string token =
      users_->ListUsers({}, {.size = 1, .token = ""})->next_page_token;
  EXPECT_THAT(users_->ListUsers({.role = Role::kJudge}, {1, token}),
              IsError(absl::StatusCode::kInvalidArgument, _));
  EXPECT_THAT(users_->ListUsers({}, {.size = 0, .token = ""}),
              IsError(absl::StatusCode::kInvalidArgument, _));
}

TEST_F(SqliteUsersTest, ATokenIsActiveUntilItIsRevokedOrExpires) {
  Add("ann");
  AddToken("ann", "for ever");
  const AccessToken revoked = AddToken("ann", "revoked");
  AddToken("ann", "short", clock_.Now() + absl::Minutes(1));
  AddToken("ann", "long", clock_.Now() + absl::Hours(1));
  EXPECT_THAT(ActiveLabels(),
              ElementsAre("for ever", "revoked", "short", "long"));

  const AccessToken after = users_->RevokeToken(revoked.id).value();
  EXPECT_EQ(after.revoked, clock_.Now());
  clock_.Advance(absl::Minutes(1));
  Reopen();
  EXPECT_THAT(ActiveLabels(), ElementsAre("for ever", "long"));
}

TEST_F(SqliteUsersTest, RevokingTwiceKeepsTheFirstTime) {
  Add("ann");
  const AccessToken token = AddToken("ann", "x");
  const absl::Time first = users_->RevokeToken(token.id)->revoked;
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(users_->RevokeToken(token.id)->revoked, first);
}

TEST_F(SqliteUsersTest, TokensAreListedForTheirUserOldestFirst) {
  Add("ann");
  Add("bob");
  const absl::Time expires = clock_.Now() + absl::Seconds(1);
  const AccessToken first = AddToken("ann", "1", expires);
  AddToken("bob", "2");
  const AccessToken third = AddToken("ann", "3");
  ASSERT_THAT(users_->RevokeToken(third.id), IsOk());
  clock_.Advance(absl::Hours(1));
  const std::vector<AccessToken> tokens = users_->ListTokens("ann").value();
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[0].id, first.id);
  EXPECT_EQ(tokens[0].expires, expires);
  EXPECT_EQ(tokens[0].revoked, absl::InfiniteFuture());
  EXPECT_EQ(tokens[1].label, "3");
  EXPECT_EQ(tokens[1].expires, absl::InfiniteFuture());
  EXPECT_NE(tokens[1].revoked, absl::InfiniteFuture());
}

TEST_F(SqliteUsersTest, TheSameHashIsNotTakenTwice) {
  Add("ann");
  AddToken("ann", "x");
  AccessToken token;
  token.user_id = "ann";
  EXPECT_FALSE(users_->AddToken(token, HashOf("x")).ok());
}

TEST_F(SqliteUsersTest, ARoleThatIsNoneIsDataLoss) {
  Add("ann");
  ASSERT_THAT(database_->Write([](Connection& connection) {
    return connection.RunScript("spoiling", "UPDATE user SET role = 9");
  }),
              IsOk());
  EXPECT_THAT(users_->GetUser("ann"),
              IsError(absl::StatusCode::kDataLoss, HasSubstr("9 is no role")));
}

TEST_F(SqliteUsersTest, TheTokenItselfIsNowhereInTheDatabase) {
  Add("ann");
  AccessToken token;
  token.user_id = "ann";
  ASSERT_THAT(users_->AddToken(token, HashOf("gavel_secret")), IsOk());
  users_.reset();
  database_.reset();
  EXPECT_THAT(ReadFile(path_), Not(HasSubstr("gavel_secret")));
}

}  // namespace
}  // namespace gavel::storage
