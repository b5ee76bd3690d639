#include "cli/user_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gavel/v1/user_service.pb.h"

namespace gavel::cli {
namespace {

using ::testing::HasSubstr;

TEST(UserTextTest, RolesGoByTheirNames) {
  v1::User user;
  for (const char* name : {"contestant", "judge", "admin", "service"}) {
    const int role = RoleByName(name);
    ASSERT_NE(role, 0) << name;
    user.set_role(static_cast<v1::Role>(role));
    EXPECT_EQ(RoleText(user), name);
  }
  EXPECT_EQ(RoleByName("Admin"), v1::ROLE_ADMIN);
  for (const char* name : {"", "king", "unspecified", "role_admin"}) {
    EXPECT_EQ(RoleByName(name), 0) << name;
  }
  user.set_role(static_cast<v1::Role>(9));
  EXPECT_EQ(RoleText(user), "");
}

TEST(UserTextTest, ANameCannotDrawOnTheTerminal) {
  v1::User user;
  user.set_id("ann");
  user.set_name("\x1b[2J");
  user.set_role(v1::ROLE_JUDGE);
  user.set_disabled(true);
  EXPECT_EQ(UserText(user), "ann  judge, disabled  \\x1b[2J\n");
}

TEST(UserTextTest, ATokenIsActiveUntilItEnds) {
  v1::AccessToken token;
  token.set_id("7");
  token.set_user_id("ann");
  const absl::Time now = absl::FromUnixSeconds(1000);
  EXPECT_THAT(TokenTable({token}, now), HasSubstr("active"));
  EXPECT_THAT(TokenTable({token}, now), HasSubstr("never"));
  token.mutable_expire_time()->set_seconds(1001);
  EXPECT_THAT(TokenTable({token}, now), HasSubstr("active"));
  token.mutable_expire_time()->set_seconds(1000);
  EXPECT_THAT(TokenTable({token}, now), HasSubstr("expired"));
  token.mutable_revoke_time()->set_seconds(900);
  EXPECT_THAT(TokenTable({token}, now), HasSubstr("revoked"));
}

}  // namespace
}  // namespace gavel::cli
