#include "cli/user_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "cli/format.h"
#include "gavel/v1/user_service.pb.h"

namespace gavel::cli {
namespace {

constexpr absl::string_view kRolePrefix = "ROLE_";

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S",
                          absl::FromUnixSeconds(time.seconds()),
                          absl::LocalTimeZone());
}

std::string StateOf(const v1::AccessToken& token, absl::Time now) {
  if (token.has_revoke_time()) return "revoked";
  const bool expired =
      token.has_expire_time() &&
      absl::FromUnixSeconds(token.expire_time().seconds()) <= now;
  return expired ? "expired" : "active";
}

}  // namespace

std::string RoleText(const v1::User& user) {
  const std::string& name = v1::Role_Name(user.role());
  return absl::AsciiStrToLower(absl::StripPrefix(name, kRolePrefix));
}

int RoleByName(const std::string& name) {
  v1::Role role = v1::ROLE_UNSPECIFIED;
  const bool known = v1::Role_Parse(
      absl::StrCat(kRolePrefix, absl::AsciiStrToUpper(name)), &role);
  return known ? role : 0;
}

std::string UserText(const v1::User& user) {
  return absl::StrCat(Escape(user.id()), "  ", RoleText(user),
                      user.disabled() ? ", disabled" : "", "  ",
                      Escape(user.name()), "\n");
}

std::string UserTable(const std::vector<v1::User>& users) {
  std::vector<std::vector<std::string>> rows = {
      {"ID", "ROLE", "STATE", "MADE", "NAME"}};
  for (const v1::User& user : users) {
    rows.push_back({user.id(), RoleText(user),
                    user.disabled() ? "disabled" : "active",
                    TimeText(user.create_time()), user.name()});
  }
  return FormatTable(rows);
}

std::string TokenTable(const std::vector<v1::AccessToken>& tokens,
                       absl::Time now) {
  std::vector<std::vector<std::string>> rows = {
      {"ID", "USER", "STATE", "MADE", "EXPIRES", "LABEL"}};
  for (const v1::AccessToken& token : tokens) {
    rows.push_back(
        {token.id(), token.user_id(), StateOf(token, now),
         TimeText(token.create_time()),
         token.has_expire_time() ? TimeText(token.expire_time()) : "never",
         token.label()});
  }
  return FormatTable(rows);
}

}  // namespace gavel::cli
