#include "judge/service/convert_user.h"

#include <cstdint>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "gavel/v1/user_service.pb.h"
#include "judge/service/convert.h"
#include "judge/service/convert_filter.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostLabel = 64;

// Roles have equal numbers on both sides.
v1::Role RoleToProto(Role role) { return static_cast<v1::Role>(role); }

absl::Status CheckText(absl::string_view field, const std::string& text,
                       size_t most) {
  if (text.size() > most) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, " has ", text.size(), " bytes, over ", most));
  }
  // Whoever shows it shows one line.
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') continue;
    return absl::InvalidArgumentError(
        absl::StrCat(field, " has a control character"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckUserId(const std::string& id) {
  if (IsUserId(id)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "user id ", convert::Quoted(id),
      " is not 1 to 64 of A-Z, a-z, 0-9 and \"._@-\", the first a letter or "
      "digit"));
}

absl::Status CheckUserName(const std::string& name) {
  return CheckText("name", name, kMostUserName);
}

absl::StatusOr<Role> ToRole(int number) {
  const std::optional<Role> role = RoleFromNumber(number);
  if (role.has_value()) return *role;
  return absl::InvalidArgumentError(absl::StrCat(
      "role ", number, " is none of contestant, judge, admin, service"));
}

absl::StatusOr<User> ToUser(const v1::CreateUserRequest& request) {
  User user;
  user.id = request.user().id();
  user.name = request.user().name().empty() ? user.id : request.user().name();
  GAVEL_RETURN_IF_ERROR(CheckUserId(user.id));
  GAVEL_RETURN_IF_ERROR(CheckUserName(user.name));
  GAVEL_ASSIGN_OR_RETURN(user.role, ToRole(request.user().role()));
  return user;
}

absl::StatusOr<AccessToken> ToToken(const v1::CreateTokenRequest& request) {
  AccessToken token;
  if (!request.user_id().empty()) {
    GAVEL_RETURN_IF_ERROR(CheckUserId(request.user_id()));
  }
  GAVEL_RETURN_IF_ERROR(CheckText("label", request.label(), kMostLabel));
  token.user_id = request.user_id();
  token.label = request.label();
  if (request.has_expire_time()) {
    GAVEL_ASSIGN_OR_RETURN(
        token.expires, convert::ToTime("expire_time", request.expire_time()));
  }
  return token;
}

absl::StatusOr<int64_t> ToTokenId(const std::string& id) {
  int64_t number = 0;
  if (absl::SimpleAtoi(id, &number) && number >= 1 &&
      absl::StrCat(number) == id) {
    return number;
  }
  // Not repeated: it may be a token.
  return absl::InvalidArgumentError(
      "token_id is not a decimal number greater than 0, as `gavel token list` "
      "says them");
}

void ToProto(const User& user, v1::User* out) {
  out->set_id(user.id);
  out->set_name(ToValidUtf8(user.name));
  out->set_role(RoleToProto(user.role));
  out->set_disabled(user.disabled);
  convert::SetTime(user.created, out->mutable_create_time());
}

void ToProto(const AccessToken& token, v1::AccessToken* out) {
  out->set_id(absl::StrCat(token.id));
  out->set_user_id(token.user_id);
  out->set_label(ToValidUtf8(token.label));
  convert::SetTime(token.created, out->mutable_create_time());
  if (token.expires != absl::InfiniteFuture()) {
    convert::SetTime(token.expires, out->mutable_expire_time());
  }
  if (token.revoked != absl::InfiniteFuture()) {
    convert::SetTime(token.revoked, out->mutable_revoke_time());
  }
}

}  // namespace gavel::judge
