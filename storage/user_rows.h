// Users and their tokens as rows.
//
// Errors:  as in storage/user_store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_USER_ROWS_H_
#define GAVEL_STORAGE_USER_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/sha256.h"
#include "core/user.h"
#include "storage/sqlite.h"
#include "storage/user_store.h"

namespace gavel::storage {

absl::Status InsertUser(Connection& connection, const User& user);

// All but id and created.
absl::Status UpdateUserRow(Connection& connection, const User& user);

absl::StatusOr<User> SelectUser(Connection& connection, const std::string& id);

// Ids above `after`, by id, at most `limit`.
absl::StatusOr<std::vector<User>> SelectUsers(Connection& connection,
                                              const UserFilter& filter,
                                              const std::string& after,
                                              int64_t limit);

// Returns the id, which is the database's choice.
absl::StatusOr<int64_t> InsertToken(Connection& connection,
                                    const AccessToken& token,
                                    const Sha256& hash);

// Leaves one that is revoked as it is.
absl::StatusOr<AccessToken> RevokeTokenRow(Connection& connection, int64_t id,
                                           absl::Time now);

// Oldest first.
absl::StatusOr<std::vector<AccessToken>> SelectTokens(
    Connection& connection, const std::string& user_id);

// Neither revoked nor expired at `now`.
absl::StatusOr<std::vector<KnownToken>> SelectActiveTokens(
    Connection& connection, absl::Time now);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_USER_ROWS_H_
