// Who may use the service, and the tokens with which they say who they are.
//
// Threads: plain values
#ifndef GAVEL_CORE_USER_H_
#define GAVEL_CORE_USER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace gavel {

// The numbers are stored: append only.
enum class Role : uint8_t {
  // Submits, and sees what is its own.
  kContestant = 1,
  // Also sees everything of the contests that name it as a judge.
  kJudge = 2,
  // May do everything.
  kAdmin = 3,
  // A platform: submits on behalf of its users, and sees what it submitted.
  kService = 4,
};

// "contestant": the name in the API and on the command line.
absl::string_view RoleName(Role role);
std::optional<Role> ParseRole(absl::string_view name);
std::optional<Role> RoleFromNumber(int64_t number);

// 1 to 64 characters of A-Za-z0-9 and ._@-, the first a letter or digit.
bool IsUserId(absl::string_view id);

struct User {
  std::string id;
  // For people: what standings show. At most kMostUserName bytes of UTF-8.
  std::string name = {};
  Role role = Role::kContestant;
  // Its tokens are refused while it is.
  bool disabled = false;
  absl::Time created = {};
};

inline constexpr size_t kMostUserName = 128;

// What is known of a token; the token itself is known to its holder only.
struct AccessToken {
  // From 1.
  int64_t id = 0;
  std::string user_id;
  // What its maker calls it: "laptop".
  std::string label;
  absl::Time created;
  // InfiniteFuture for never.
  absl::Time expires = absl::InfiniteFuture();
  // InfiniteFuture unless it was revoked.
  absl::Time revoked = absl::InfiniteFuture();
};

// Who makes a call.
struct Caller {
  std::string user_id;
  Role role = Role::kContestant;
};

}  // namespace gavel

#endif  // GAVEL_CORE_USER_H_
