// Durable knowledge of who may use the service.
//
// Errors:  NotFound names what is missing; AlreadyExists for a user that is
//          there; else as in storage/store.h
// Threads: thread-safe; every call may block on the disk
#ifndef GAVEL_STORAGE_USER_STORE_H_
#define GAVEL_STORAGE_USER_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/sha256.h"
#include "core/user.h"
#include "storage/store.h"

namespace gavel::storage {

struct UserFilter {
  std::optional<Role> role = {};
};

// What is needed to tell who presents a token.
struct KnownToken {
  AccessToken token;
  Sha256 hash;
  User user;
};

class UserStore {
 public:
  virtual ~UserStore() = default;

  // `created` is the store's.
  virtual absl::StatusOr<User> AddUser(const User& user) = 0;
  // Changes all but id and created.
  virtual absl::StatusOr<User> UpdateUser(const User& user) = 0;
  virtual absl::StatusOr<User> GetUser(const std::string& id) = 0;
  // By id.
  virtual absl::StatusOr<Page<User>> ListUsers(const UserFilter& filter,
                                               const PageRequest& page) = 0;

  // Id and created are the store's. NotFound if there is no such user.
  virtual absl::StatusOr<AccessToken> AddToken(const AccessToken& token,
                                               const Sha256& hash) = 0;
  // Revoking twice is as good as once.
  virtual absl::StatusOr<AccessToken> RevokeToken(int64_t id) = 0;
  // Those of one user, oldest first, revoked and expired ones too.
  virtual absl::StatusOr<std::vector<AccessToken>> ListTokens(
      const std::string& user_id) = 0;
  // All that are neither revoked nor expired.
  virtual absl::StatusOr<std::vector<KnownToken>> ActiveTokens() = 0;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_USER_STORE_H_
