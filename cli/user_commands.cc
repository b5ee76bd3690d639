#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/json.h"
#include "cli/terminal.h"
#include "cli/user_text.h"
#include "gavel/v1/user_service.grpc.pb.h"

namespace gavel::cli {
namespace {

constexpr int32_t kPage = 1000;
constexpr const char* kRoles = "contestant, judge, admin or service";

// One call of the service on a connection of its own. kExitOk, or else it has
// said what is wrong.
template <typename Request, typename Response>
int Call(const Endpoint& endpoint,
         grpc::Status (v1::UserService::Stub::*method)(grpc::ClientContext*,
                                                       const Request&,
                                                       Response*),
         const Request& request, Response* response) {
  const absl::StatusOr<std::shared_ptr<grpc::Channel>> channel =
      Connect(endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  const auto stub = v1::UserService::NewStub(*channel);
  const grpc::Status status = ((*stub).*method)(&context, request, response);
  return status.ok() ? kExitOk : Fail(endpoint.server, status);
}

int PrintUser(const v1::User& user, bool json) {
  Print(json ? ToJson(user) : UserText(user));
  return kExitOk;
}

int NoSuchRole(const std::string& name) {
  Fail(absl::StrCat("role ", Escape(name), " is none of ", kRoles));
  return kExitUsage;
}

}  // namespace

int CreateUserCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  std::string role = "contestant";
  std::string name;
  bool json = false;
  Flags flags("gavel user create ID [flags]", "Makes a user. For admins.");
  flags
      .Text("role", "ROLE", absl::StrCat(kRoles, "; default contestant"), &role)
      .Text("name", "NAME", "for people; default ID", &name)
      .Switch("json", "print the user as JSON", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  v1::CreateUserRequest request;
  request.mutable_user()->set_id(arguments[0]);
  request.mutable_user()->set_name(name);
  request.mutable_user()->set_role(static_cast<v1::Role>(RoleByName(role)));
  if (request.user().role() == 0) return NoSuchRole(role);
  v1::CreateUserResponse response;
  const int exit =
      Call(endpoint, &v1::UserService::Stub::CreateUser, request, &response);
  return exit == kExitOk ? PrintUser(response.user(), json) : exit;
}

int UpdateUserCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  std::string role;
  std::string name;
  bool disable = false;
  bool enable = false;
  bool json = false;
  Flags flags("gavel user update ID [flags]",
              "Changes what is given of a user. For admins. Tokens of a user "
              "that is disabled\nare refused.");
  flags.Text("role", "ROLE", kRoles, &role)
      .Text("name", "NAME", "for people", &name)
      .Switch("disable", "refuse its tokens from now on", &disable)
      .Switch("enable", "take its tokens again", &enable)
      .Switch("json", "print the user as JSON", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (disable && enable) {
    Fail("--disable and --enable do not go together");
    return kExitUsage;
  }

  v1::UpdateUserRequest request;
  request.set_user_id(arguments[0]);
  if (!name.empty()) request.set_name(name);
  if (disable || enable) request.set_disabled(disable);
  if (!role.empty()) {
    request.set_role(static_cast<v1::Role>(RoleByName(role)));
    if (request.role() == 0) return NoSuchRole(role);
  }
  v1::UpdateUserResponse response;
  const int exit =
      Call(endpoint, &v1::UserService::Stub::UpdateUser, request, &response);
  return exit == kExitOk ? PrintUser(response.user(), json) : exit;
}

int ListUsersCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  std::string role;
  bool json = false;
  Flags flags("gavel user list [flags]", "Lists users by id. For admins.");
  flags.Text("role", "ROLE", "only those", &role)
      .Switch("json", "as a JSON array", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;

  v1::ListUsersRequest request;
  request.set_page_size(kPage);
  if (!role.empty()) {
    request.set_role(static_cast<v1::Role>(RoleByName(role)));
    if (request.role() == 0) return NoSuchRole(role);
  }
  std::vector<v1::User> users;
  do {
    v1::ListUsersResponse response;
    const int exit =
        Call(endpoint, &v1::UserService::Stub::ListUsers, request, &response);
    if (exit != kExitOk) return exit;
    for (v1::User& user : *response.mutable_users()) {
      users.push_back(std::move(user));
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  Print(json ? ListToJson(users) : UserTable(users));
  return kExitOk;
}

int WhoAmICommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  bool json = false;
  Flags flags("gavel whoami [flags]",
              "Says which user the server takes the token for.");
  flags.Switch("json", "as JSON", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;

  v1::GetCallerResponse response;
  const int exit = Call(endpoint, &v1::UserService::Stub::GetCaller,
                        v1::GetCallerRequest(), &response);
  return exit == kExitOk ? PrintUser(response.user(), json) : exit;
}

int CreateTokenCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  std::string user;
  std::string label;
  int64_t days = 0;
  bool json = false;
  Flags flags("gavel token create [flags]",
              "Makes a token and prints it: it is never told again. For "
              "oneself, or by admins\nfor others.");
  flags.Text("user", "ID", "whose it will be; default oneself", &user)
      .Text("label", "TEXT", "what to call it: laptop", &label)
      .Number("days", "N", "it ends after so many; default never", 1, 36500,
              &days)
      .Switch("json", "with what is known of it, as JSON", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;

  v1::CreateTokenRequest request;
  request.set_user_id(user);
  request.set_label(label);
  if (days > 0) {
    request.mutable_expire_time()->set_seconds(
        absl::ToUnixSeconds(absl::Now() + days * absl::Hours(24)));
  }
  v1::CreateTokenResponse response;
  const int exit =
      Call(endpoint, &v1::UserService::Stub::CreateToken, request, &response);
  if (exit != kExitOk) return exit;
  Print(json ? ToJson(response) : absl::StrCat(Escape(response.token()), "\n"));
  return kExitOk;
}

int ListTokensCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  std::string user;
  bool json = false;
  Flags flags("gavel token list [flags]",
              "Lists one's own tokens, or for admins those of others; not what "
              "they are.");
  flags.Text("user", "ID", "whose; default one's own", &user)
      .Switch("json", "as a JSON array", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;

  v1::ListTokensRequest request;
  request.set_user_id(user);
  v1::ListTokensResponse response;
  const int exit =
      Call(endpoint, &v1::UserService::Stub::ListTokens, request, &response);
  if (exit != kExitOk) return exit;
  const std::vector<v1::AccessToken> tokens(response.access_tokens().begin(),
                                            response.access_tokens().end());
  Print(json ? ListToJson(tokens) : TokenTable(tokens, absl::Now()));
  return kExitOk;
}

int RevokeTokenCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  bool json = false;
  Flags flags(
      "gavel token revoke ID [flags]",
      "Revokes one of one's own tokens, or for admins anybody's; `gavel "
      "token list`\nsays its id. It is refused from then on.");
  flags.Switch("json", "print what is known of it as JSON", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  v1::RevokeTokenRequest request;
  request.set_token_id(arguments[0]);
  v1::RevokeTokenResponse response;
  const int exit =
      Call(endpoint, &v1::UserService::Stub::RevokeToken, request, &response);
  if (exit != kExitOk) return exit;
  Print(json ? ToJson(response.access_token())
             : absl::StrCat("token ", Escape(response.access_token().id()),
                            " of ", Escape(response.access_token().user_id()),
                            " is revoked\n"));
  return kExitOk;
}

}  // namespace gavel::cli
