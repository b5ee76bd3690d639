// Users and tokens as messages of the API, and back.
//
// Errors:  InvalidArgument names the field and says what it must be
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_CONVERT_USER_H_
#define GAVEL_JUDGE_SERVICE_CONVERT_USER_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/user.h"

namespace gavel::v1 {
class AccessToken;
class CreateTokenRequest;
class CreateUserRequest;
class User;
}  // namespace gavel::v1

namespace gavel::judge {

absl::StatusOr<User> ToUser(const v1::CreateUserRequest& request);
// User and expiry are as asked for; whether they may be is not looked at.
absl::StatusOr<AccessToken> ToToken(const v1::CreateTokenRequest& request);
// By the number of the API's enumerator.
absl::StatusOr<Role> ToRole(int number);
absl::Status CheckUserId(const std::string& id);
absl::Status CheckUserName(const std::string& name);
absl::StatusOr<int64_t> ToTokenId(const std::string& id);

void ToProto(const User& user, v1::User* out);
void ToProto(const AccessToken& token, v1::AccessToken* out);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONVERT_USER_H_
