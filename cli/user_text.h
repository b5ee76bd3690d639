// Users and tokens as text for people.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_CLI_USER_TEXT_H_
#define GAVEL_CLI_USER_TEXT_H_

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace gavel::v1 {
class AccessToken;
class User;
}  // namespace gavel::v1

namespace gavel::cli {

// "admin", or "" for a role that is not known.
std::string RoleText(const v1::User& user);

// The number of the API's enumerator; 0 if there is none of that name.
int RoleByName(const std::string& name);

std::string UserText(const v1::User& user);
std::string UserTable(const std::vector<v1::User>& users);

// What of a token counts at that time: "active", "expired", "revoked".
std::string TokenTable(const std::vector<v1::AccessToken>& tokens,
                       absl::Time now);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_USER_TEXT_H_
