#include "core/user.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"

namespace gavel {
namespace {

constexpr std::array<std::pair<Role, absl::string_view>, 4> kRoles = {{
    {Role::kContestant, "contestant"},
    {Role::kJudge, "judge"},
    {Role::kAdmin, "admin"},
    {Role::kService, "service"},
}};

constexpr size_t kMostUserId = 64;

bool IsUserIdCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' ||
         c == '_' || c == '@' || c == '-';
}

}  // namespace

absl::string_view RoleName(Role role) {
  for (const auto& [known, name] : kRoles) {
    if (known == role) return name;
  }
  return "unknown";
}

std::optional<Role> ParseRole(absl::string_view name) {
  for (const auto& [role, known] : kRoles) {
    if (known == name) return role;
  }
  return std::nullopt;
}

std::optional<Role> RoleFromNumber(int64_t number) {
  for (const auto& [role, name] : kRoles) {
    if (static_cast<int64_t>(role) == number) return role;
  }
  return std::nullopt;
}

bool IsUserId(absl::string_view id) {
  return !id.empty() && id.size() <= kMostUserId &&
         absl::ascii_isalnum(static_cast<unsigned char>(id.front())) &&
         std::all_of(id.begin(), id.end(), IsUserIdCharacter);
}

}  // namespace gavel
