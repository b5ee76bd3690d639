// The UserStore over the database of a data directory.
//
// Errors:  as in storage/user_store.h
// Threads: thread-safe; writes wait for the disk
// Owner:   borrows both for its lifetime
#ifndef GAVEL_STORAGE_SQLITE_USERS_H_
#define GAVEL_STORAGE_SQLITE_USERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/clock.h"
#include "storage/database.h"
#include "storage/user_store.h"

namespace gavel::storage {

class SqliteUsers final : public UserStore {
 public:
  SqliteUsers(Database& database, const Clock& clock)
      : database_(database), clock_(clock) {}

  absl::StatusOr<User> AddUser(const User& user) override;
  absl::StatusOr<User> UpdateUser(const User& user) override;
  absl::StatusOr<User> GetUser(const std::string& id) override;
  absl::StatusOr<Page<User>> ListUsers(const UserFilter& filter,
                                       const PageRequest& page) override;
  absl::StatusOr<AccessToken> AddToken(const AccessToken& token,
                                       const Sha256& hash) override;
  absl::StatusOr<AccessToken> RevokeToken(int64_t id) override;
  absl::StatusOr<std::vector<AccessToken>> ListTokens(
      const std::string& user_id) override;
  absl::StatusOr<std::vector<KnownToken>> ActiveTokens() override;

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_SQLITE_USERS_H_
