#include "judge/service/user_service.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gavel/v1/user_service.grpc.pb.h"
#include "judge/service/tokens.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

class UserServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddUser("ann", Role::kContestant);
    AddUser("bob", Role::kContestant);
    Start();
    stub_ = v1::UserService::NewStub(channel_);
  }

  grpc::Status Create(const std::string& id, const std::string& name,
                      v1::Role role) {
    v1::CreateUserRequest request;
    request.mutable_user()->set_id(id);
    request.mutable_user()->set_name(name);
    request.mutable_user()->set_role(role);
    v1::CreateUserResponse response;
    grpc::Status status =
        stub_->CreateUser(Context().get(), request, &response);
    user_ = response.user();
    return status;
  }

  grpc::Status Update(const v1::UpdateUserRequest& request) {
    v1::UpdateUserResponse response;
    grpc::Status status =
        stub_->UpdateUser(Context().get(), request, &response);
    user_ = response.user();
    return status;
  }

  // The token is left in token_.
  grpc::Status CreateToken(const std::string& caller, const std::string& user,
                           int64_t expires = 0) {
    v1::CreateTokenRequest request;
    request.set_user_id(user);
    request.set_label("laptop");
    if (expires != 0) request.mutable_expire_time()->set_seconds(expires);
    v1::CreateTokenResponse response;
    grpc::Status status =
        stub_->CreateToken(Context(caller).get(), request, &response);
    token_ = response;
    return status;
  }

  grpc::Status ListTokens(const std::string& caller, const std::string& user,
                          v1::ListTokensResponse* response) {
    v1::ListTokensRequest request;
    request.set_user_id(user);
    return stub_->ListTokens(Context(caller).get(), request, response);
  }

  grpc::Status Revoke(const std::string& caller, const std::string& id) {
    v1::RevokeTokenRequest request;
    request.set_token_id(id);
    v1::RevokeTokenResponse response;
    return stub_->RevokeToken(Context(caller).get(), request, &response);
  }

  // Whom the server takes the token for; empty if it is refused.
  std::string HolderOf(const std::string& token) {
    const auto context = AnonymousContext();
    context->AddMetadata("authorization", "Bearer " + token);
    v1::GetCallerResponse response;
    return stub_->GetCaller(context.get(), {}, &response).ok()
               ? response.user().id()
               : "";
  }

  std::unique_ptr<v1::UserService::Stub> stub_;
  v1::User user_;
  v1::CreateTokenResponse token_;
};

TEST_F(UserServiceTest, AUserIsMadeAsAskedFor) {
  ASSERT_TRUE(Create("carl@x.org", "Carl", v1::ROLE_JUDGE).ok());
  EXPECT_EQ(user_.id(), "carl@x.org");
  EXPECT_EQ(user_.name(), "Carl");
  EXPECT_EQ(user_.role(), v1::ROLE_JUDGE);
  EXPECT_TRUE(user_.has_create_time());
  ASSERT_TRUE(Create("dora", "", v1::ROLE_CONTESTANT).ok());
  EXPECT_EQ(user_.name(), "dora");
  EXPECT_EQ(Create("dora", "", v1::ROLE_CONTESTANT).error_code(),
            grpc::ALREADY_EXISTS);
}

TEST_F(UserServiceTest, UsersThatCannotBeAreRefused) {
  const std::vector<std::string> ids = {
      "", "-a", "a b", "\u00e4", "a/b", "a\n", std::string(65, 'a')};
  for (const std::string& id : ids) {
    EXPECT_EQ(Create(id, "", v1::ROLE_CONTESTANT).error_code(),
              grpc::INVALID_ARGUMENT)
        << id;
  }
  EXPECT_EQ(Create("x", std::string(129, 'a'), v1::ROLE_JUDGE).error_code(),
            grpc::INVALID_ARGUMENT);
  EXPECT_EQ(Create("x", "two\nlines", v1::ROLE_JUDGE).error_code(),
            grpc::INVALID_ARGUMENT);
  EXPECT_EQ(Create("x", "", v1::ROLE_UNSPECIFIED).error_code(),
            grpc::INVALID_ARGUMENT);
  EXPECT_EQ(Create("x", "", static_cast<v1::Role>(9)).error_code(),
            grpc::INVALID_ARGUMENT);
}

TEST_F(UserServiceTest, OnlyWhatIsGivenChanges) {
  v1::UpdateUserRequest request;
  request.set_user_id("ann");
  request.set_role(v1::ROLE_JUDGE);
  ASSERT_TRUE(Update(request).ok());
  EXPECT_EQ(user_.role(), v1::ROLE_JUDGE);
  EXPECT_EQ(user_.name(), "ann");
  EXPECT_FALSE(user_.disabled());
  request.set_user_id("nobody");
  EXPECT_EQ(Update(request).error_code(), grpc::NOT_FOUND);
}

TEST_F(UserServiceTest, ADisabledUserIsShutOutAtOnce) {
  EXPECT_EQ(HolderOf(TokenOf("ann")), "ann");
  v1::UpdateUserRequest request;
  request.set_user_id("ann");
  request.set_disabled(true);
  ASSERT_TRUE(Update(request).ok());
  EXPECT_EQ(HolderOf(TokenOf("ann")), "");
  request.set_disabled(false);
  ASSERT_TRUE(Update(request).ok());
  EXPECT_EQ(HolderOf(TokenOf("ann")), "ann");
}

TEST_F(UserServiceTest, TheLastAdminCannotShutItselfOut) {
  v1::UpdateUserRequest request;
  request.set_user_id("admin");
  request.set_disabled(true);
  const grpc::Status status = Update(request);
  EXPECT_EQ(status.error_code(), grpc::FAILED_PRECONDITION);
  EXPECT_THAT(status.error_message(), HasSubstr("last admin"));
  EXPECT_EQ(HolderOf(TokenOf("admin")), "admin");
}

TEST_F(UserServiceTest, ListsGoPageByPageAndByRole) {
  v1::ListUsersRequest request;
  request.set_page_size(2);
  v1::ListUsersResponse response;
  ASSERT_TRUE(stub_->ListUsers(Context().get(), request, &response).ok());
  ASSERT_EQ(response.users_size(), 2);
  EXPECT_EQ(response.users(0).id(), "admin");
  request.set_page_token(response.next_page_token());
  response.Clear();
  ASSERT_TRUE(stub_->ListUsers(Context().get(), request, &response).ok());
  ASSERT_EQ(response.users_size(), 1);
  EXPECT_EQ(response.users(0).id(), "bob");
  request.Clear();
  request.set_role(v1::ROLE_ADMIN);
  response.Clear();
  ASSERT_TRUE(stub_->ListUsers(Context().get(), request, &response).ok());
  EXPECT_EQ(response.users_size(), 1);
}

TEST_F(UserServiceTest, ATokenLivesUntilItIsRevoked) {
  ASSERT_TRUE(CreateToken("ann", "").ok());
  EXPECT_TRUE(LooksLikeToken(token_.token()));
  EXPECT_EQ(token_.access_token().user_id(), "ann");
  EXPECT_EQ(token_.access_token().label(), "laptop");
  EXPECT_FALSE(token_.access_token().has_expire_time());
  EXPECT_EQ(HolderOf(token_.token()), "ann");
  ASSERT_TRUE(Revoke("ann", token_.access_token().id()).ok());
  EXPECT_EQ(HolderOf(token_.token()), "");
  EXPECT_TRUE(Revoke("ann", token_.access_token().id()).ok()) << "twice";
}

TEST_F(UserServiceTest, ATokenMayRevokeItself) {
  v1::ListTokensResponse tokens;
  ASSERT_TRUE(ListTokens("ann", "", &tokens).ok());
  ASSERT_EQ(tokens.access_tokens_size(), 1);
  EXPECT_TRUE(Revoke("ann", tokens.access_tokens(0).id()).ok());
  EXPECT_EQ(ListTokens("ann", "", &tokens).error_code(), grpc::UNAUTHENTICATED);
}

TEST_F(UserServiceTest, TokensOfOthersAreForAdmins) {
  EXPECT_EQ(CreateToken("ann", "bob").error_code(), grpc::PERMISSION_DENIED);
  EXPECT_EQ(CreateToken("ann", "nobody").error_code(), grpc::PERMISSION_DENIED);
  v1::ListTokensResponse tokens;
  EXPECT_EQ(ListTokens("ann", "bob", &tokens).error_code(),
            grpc::PERMISSION_DENIED);
  EXPECT_EQ(CreateToken("admin", "nobody").error_code(), grpc::NOT_FOUND);
  ASSERT_TRUE(CreateToken("admin", "bob").ok());
  EXPECT_EQ(HolderOf(token_.token()), "bob");
  ASSERT_TRUE(ListTokens("admin", "bob", &tokens).ok());
  EXPECT_EQ(tokens.access_tokens_size(), 2);

  const std::string id = token_.access_token().id();
  const grpc::Status others = Revoke("ann", id);
  EXPECT_EQ(others.error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(others.error_message(), "no token " + id);
  EXPECT_EQ(Revoke("ann", "99").error_message(), "no token 99");
  EXPECT_EQ(HolderOf(token_.token()), "bob");
  ASSERT_TRUE(Revoke("admin", id).ok());
  EXPECT_EQ(HolderOf(token_.token()), "");
}

TEST_F(UserServiceTest, TokensThatCannotBeAreRefused) {
  const int64_t now = absl::ToUnixSeconds(clock_.Now());
  EXPECT_EQ(CreateToken("ann", "", now - 10).error_code(),
            grpc::INVALID_ARGUMENT);
  EXPECT_EQ(CreateToken("ann", "", int64_t{1} << 62).error_code(),
            grpc::INVALID_ARGUMENT);
  EXPECT_EQ(CreateToken("admin", "a b").error_code(), grpc::INVALID_ARGUMENT);
  for (const std::string& id :
       {std::string(), std::string("0"), std::string("01"), TokenOf("ann")}) {
    EXPECT_EQ(Revoke("ann", id).error_code(), grpc::INVALID_ARGUMENT) << id;
  }
  EXPECT_TRUE(CreateToken("ann", "", now + 3600).ok());
  EXPECT_EQ(token_.access_token().expire_time().seconds(), now + 3600);
}

TEST_F(UserServiceTest, ATokenOutlivesTheServer) {
  ASSERT_TRUE(CreateToken("ann", "").ok());
  Tokens after(*users_, clock_);
  ASSERT_TRUE(after.Load().ok());
  EXPECT_EQ(after.Identify(token_.token())->user_id, "ann");
}

}  // namespace
}  // namespace gavel::judge
