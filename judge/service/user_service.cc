#include "judge/service/user_service.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "gavel/v1/user_service.grpc.pb.h"
#include "judge/service/convert.h"
#include "judge/service/convert_user.h"

namespace gavel::judge {
namespace {

// Tokens of others are for admins.
absl::Status CheckOwn(const Caller& caller, const std::string& user_id) {
  if (user_id == caller.user_id || caller.role == Role::kAdmin) {
    return absl::OkStatus();
  }
  return absl::PermissionDeniedError(absl::StrCat(
      "user ", caller.user_id, " may make and list its own tokens only"));
}

class UserService final : public v1::UserService::CallbackService {
 public:
  UserService(storage::UserStore& users, Tokens& tokens, const Clock& clock,
              Edge& edge)
      : users_(users), tokens_(tokens), clock_(clock), edge_(edge) {}

  grpc::ServerUnaryReactor* GetCaller(
      grpc::CallbackServerContext* context,
      const v1::GetCallerRequest* /*request*/,
      v1::GetCallerResponse* response) override {
    return edge_.Answer(*context, "UserService/GetCaller",
                        [this, response](const Caller& caller) -> absl::Status {
                          GAVEL_ASSIGN_OR_RETURN(
                              const User user, users_.GetUser(caller.user_id));
                          ToProto(user, response->mutable_user());
                          return absl::OkStatus();
                        });
  }

  grpc::ServerUnaryReactor* CreateUser(
      grpc::CallbackServerContext* context,
      const v1::CreateUserRequest* request,
      v1::CreateUserResponse* response) override {
    return edge_.Answer(*context, "UserService/CreateUser",
                        [this, request, response](const Caller&) {
                          return Create(*request, response);
                        });
  }

  grpc::ServerUnaryReactor* UpdateUser(
      grpc::CallbackServerContext* context,
      const v1::UpdateUserRequest* request,
      v1::UpdateUserResponse* response) override {
    return edge_.Answer(*context, "UserService/UpdateUser",
                        [this, request, response](const Caller&) {
                          return Update(*request, response);
                        });
  }

  grpc::ServerUnaryReactor* ListUsers(
      grpc::CallbackServerContext* context, const v1::ListUsersRequest* request,
      v1::ListUsersResponse* response) override {
    return edge_.Answer(*context, "UserService/ListUsers",
                        [this, request, response](const Caller&) {
                          return List(*request, response);
                        });
  }

  grpc::ServerUnaryReactor* CreateToken(
      grpc::CallbackServerContext* context,
      const v1::CreateTokenRequest* request,
      v1::CreateTokenResponse* response) override {
    return edge_.Answer(*context, "UserService/CreateToken",
                        [this, request, response](const Caller& caller) {
                          return AddToken(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* ListTokens(
      grpc::CallbackServerContext* context,
      const v1::ListTokensRequest* request,
      v1::ListTokensResponse* response) override {
    return edge_.Answer(*context, "UserService/ListTokens",
                        [this, request, response](const Caller& caller) {
                          return List(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* RevokeToken(
      grpc::CallbackServerContext* context,
      const v1::RevokeTokenRequest* request,
      v1::RevokeTokenResponse* response) override {
    return edge_.Answer(*context, "UserService/RevokeToken",
                        [this, request, response](const Caller& caller) {
                          return Revoke(caller, *request, response);
                        });
  }

 private:
  absl::Status Create(const v1::CreateUserRequest& request,
                      v1::CreateUserResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const User user, ToUser(request));
    GAVEL_ASSIGN_OR_RETURN(const User stored, users_.AddUser(user));
    ToProto(stored, response->mutable_user());
    return absl::OkStatus();
  }

  absl::Status Update(const v1::UpdateUserRequest& request,
                      v1::UpdateUserResponse* response) {
    GAVEL_RETURN_IF_ERROR(CheckUserId(request.user_id()));
    GAVEL_RETURN_IF_ERROR(CheckUserName(request.name()));
    Role role = Role::kContestant;
    if (request.has_role()) {
      GAVEL_ASSIGN_OR_RETURN(role, ToRole(request.role()));
    }
    GAVEL_ASSIGN_OR_RETURN(
        const User user,
        tokens_.UpdateUser(request.user_id(), [&](User& changed) {
          if (request.has_name()) changed.name = request.name();
          if (request.has_role()) changed.role = role;
          if (request.has_disabled()) changed.disabled = request.disabled();
        }));
    ToProto(user, response->mutable_user());
    return absl::OkStatus();
  }

  absl::Status List(const v1::ListUsersRequest& request,
                    v1::ListUsersResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(
        const storage::PageRequest page,
        ToPageRequest(request.page_size(), request.page_token()));
    storage::UserFilter filter;
    if (request.role() != v1::ROLE_UNSPECIFIED) {
      GAVEL_ASSIGN_OR_RETURN(filter.role, ToRole(request.role()));
    }
    GAVEL_ASSIGN_OR_RETURN(const storage::Page<User> users,
                           users_.ListUsers(filter, page));
    for (const User& user : users.items) ToProto(user, response->add_users());
    response->set_next_page_token(users.next_page_token);
    return absl::OkStatus();
  }

  absl::Status AddToken(const Caller& caller,
                        const v1::CreateTokenRequest& request,
                        v1::CreateTokenResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(AccessToken token, ToToken(request));
    if (token.user_id.empty()) token.user_id = caller.user_id;
    GAVEL_RETURN_IF_ERROR(CheckOwn(caller, token.user_id));
    if (token.expires <= clock_.Now()) {
      return absl::InvalidArgumentError("expire_time has passed");
    }
    GAVEL_ASSIGN_OR_RETURN(const Tokens::NewToken made, tokens_.Add(token));
    ToProto(made.known, response->mutable_access_token());
    response->set_token(made.text);
    return absl::OkStatus();
  }

  absl::Status List(const Caller& caller, const v1::ListTokensRequest& request,
                    v1::ListTokensResponse* response) {
    std::string user_id = caller.user_id;
    if (!request.user_id().empty()) {
      GAVEL_RETURN_IF_ERROR(CheckUserId(request.user_id()));
      user_id = request.user_id();
    }
    GAVEL_RETURN_IF_ERROR(CheckOwn(caller, user_id));
    GAVEL_ASSIGN_OR_RETURN(const std::vector<AccessToken> tokens,
                           users_.ListTokens(user_id));
    for (const AccessToken& token : tokens) {
      ToProto(token, response->add_access_tokens());
    }
    return absl::OkStatus();
  }

  absl::Status Revoke(const Caller& caller,
                      const v1::RevokeTokenRequest& request,
                      v1::RevokeTokenResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const int64_t id, ToTokenId(request.token_id()));
    if (caller.role != Role::kAdmin) {
      GAVEL_RETURN_IF_ERROR(CheckHas(caller.user_id, id));
    }
    GAVEL_ASSIGN_OR_RETURN(const AccessToken token, tokens_.Revoke(id));
    ToProto(token, response->mutable_access_token());
    return absl::OkStatus();
  }

  // Says of others' tokens what it says of none.
  absl::Status CheckHas(const std::string& user_id, int64_t id) {
    GAVEL_ASSIGN_OR_RETURN(const std::vector<AccessToken> tokens,
                           users_.ListTokens(user_id));
    const bool has =
        std::any_of(tokens.begin(), tokens.end(),
                    [id](const AccessToken& token) { return token.id == id; });
    return has ? absl::OkStatus()
               : absl::NotFoundError(absl::StrCat("no token ", id));
  }

  storage::UserStore& users_;
  Tokens& tokens_;
  const Clock& clock_;
  Edge& edge_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeUserService(storage::UserStore& users,
                                               Tokens& tokens,
                                               const Clock& clock, Edge& edge) {
  return std::make_unique<UserService>(users, tokens, clock, edge);
}

}  // namespace gavel::judge
