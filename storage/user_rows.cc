#include "storage/user_rows.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "storage/row_reader.h"

namespace gavel::storage {
namespace {

constexpr Query kHasUser = {"finding a user",
                            "SELECT 1 FROM user WHERE id = ?"};

constexpr Query kInsertUser = {
    "adding a user",
    "INSERT INTO user (id, name, role, disabled, created_us) "
    "VALUES (?, ?, ?, ?, ?)"};

constexpr Query kUpdateUser = {
    "changing a user",
    "UPDATE user SET name = ?, role = ?, disabled = ? WHERE id = ?"};

constexpr Query kSelectUser = {
    "reading a user",
    "SELECT id, name, role, disabled, created_us FROM user WHERE id = ?"};

// Role 0 stands for all.
constexpr Query kSelectUsers = {
    "listing users",
    "SELECT id, name, role, disabled, created_us FROM user "
    "WHERE id > ?1 AND ?2 IN (0, role) ORDER BY id LIMIT ?3"};

// The largest number is how InfiniteFuture is bound.
constexpr Query kInsertToken = {
    "adding a token",
    "INSERT INTO access_token (user_id, hash, label, created_us, expires_us) "
    "VALUES (?, ?, ?, ?, nullif(?, 9223372036854775807))"};

constexpr Query kRevokeToken = {"revoking a token",
                                "UPDATE access_token SET revoked_us = ? "
                                "WHERE id = ? AND revoked_us IS NULL"};

constexpr Query kSelectToken = {
    "reading a token",
    "SELECT id, user_id, label, created_us, expires_us, revoked_us "
    "FROM access_token WHERE id = ?"};

constexpr Query kSelectTokens = {
    "listing tokens",
    "SELECT id, user_id, label, created_us, expires_us, revoked_us "
    "FROM access_token WHERE user_id = ? ORDER BY id"};

constexpr Query kSelectActiveTokens = {
    "reading the tokens that are in use",
    "SELECT t.id, t.user_id, t.label, t.created_us, t.expires_us, t.revoked_us,"
    " t.hash, u.id, u.name, u.role, u.disabled, u.created_us "
    "FROM access_token AS t JOIN user AS u ON u.id = t.user_id "
    "WHERE t.revoked_us IS NULL"
    " AND (t.expires_us IS NULL OR t.expires_us > ?) ORDER BY t.id"};

absl::Time ReadTimeOrNever(RowReader& row) {
  const bool never = row.NextIsNull();
  const absl::Time time = row.ReadTime();
  return never ? absl::InfiniteFuture() : time;
}

absl::StatusOr<User> ReadUser(RowReader& row) {
  User user;
  user.id = row.ReadString();
  user.name = row.ReadString();
  const int64_t number = row.ReadInt64();
  const std::optional<Role> role = RoleFromNumber(number);
  if (!role.has_value()) {
    return absl::DataLossError(
        absl::StrCat("reading user ", user.id, ": ", number, " is no role"));
  }
  user.role = *role;
  user.disabled = row.ReadBool();
  user.created = row.ReadTime();
  GAVEL_RETURN_IF_ERROR(row.status());
  return user;
}

AccessToken ReadToken(RowReader& row) {
  AccessToken token;
  token.id = row.ReadInt64();
  token.user_id = row.ReadString();
  token.label = row.ReadString();
  token.created = row.ReadTime();
  token.expires = ReadTimeOrNever(row);
  token.revoked = ReadTimeOrNever(row);
  return token;
}

absl::StatusOr<bool> HasUser(Connection& connection, const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement, connection.Select(kHasUser, id));
  return statement.Step();
}

absl::Status CheckUser(Connection& connection, const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(const bool found, HasUser(connection, id));
  return found ? absl::OkStatus()
               : absl::NotFoundError(absl::StrCat("no user ", id));
}

}  // namespace

absl::Status InsertUser(Connection& connection, const User& user) {
  GAVEL_ASSIGN_OR_RETURN(const bool found, HasUser(connection, user.id));
  if (found) {
    return absl::AlreadyExistsError(absl::StrCat("there is a user ", user.id));
  }
  return connection.Run(kInsertUser, user.id, Blob{user.name},
                        static_cast<int>(user.role), user.disabled,
                        absl::ToUnixMicros(user.created));
}

absl::Status UpdateUserRow(Connection& connection, const User& user) {
  GAVEL_RETURN_IF_ERROR(CheckUser(connection, user.id));
  return connection.Run(kUpdateUser, Blob{user.name},
                        static_cast<int>(user.role), user.disabled, user.id);
}

absl::StatusOr<User> SelectUser(Connection& connection, const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectUser, id));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) return absl::NotFoundError(absl::StrCat("no user ", id));
  RowReader row(statement);
  return ReadUser(row);
}

absl::StatusOr<std::vector<User>> SelectUsers(Connection& connection,
                                              const UserFilter& filter,
                                              const std::string& after,
                                              int64_t limit) {
  const int role = filter.role ? static_cast<int>(*filter.role) : 0;
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectUsers, after, role, limit));
  std::vector<User> users;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return users;
    RowReader row(statement);
    GAVEL_ASSIGN_OR_RETURN(User user, ReadUser(row));
    users.push_back(std::move(user));
  }
}

absl::StatusOr<int64_t> InsertToken(Connection& connection,
                                    const AccessToken& token,
                                    const Sha256& hash) {
  GAVEL_RETURN_IF_ERROR(CheckUser(connection, token.user_id));
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertToken, token.user_id, Blob{hash.view()}, Blob{token.label},
      absl::ToUnixMicros(token.created), absl::ToUnixMicros(token.expires)));
  return connection.last_insert_id();
}

absl::StatusOr<AccessToken> RevokeTokenRow(Connection& connection, int64_t id,
                                           absl::Time now) {
  GAVEL_RETURN_IF_ERROR(
      connection.Run(kRevokeToken, absl::ToUnixMicros(now), id));
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectToken, id));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) return absl::NotFoundError(absl::StrCat("no token ", id));
  RowReader row(statement);
  AccessToken token = ReadToken(row);
  GAVEL_RETURN_IF_ERROR(row.status());
  return token;
}

absl::StatusOr<std::vector<AccessToken>> SelectTokens(
    Connection& connection, const std::string& user_id) {
  GAVEL_RETURN_IF_ERROR(CheckUser(connection, user_id));
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectTokens, user_id));
  std::vector<AccessToken> tokens;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return tokens;
    RowReader row(statement);
    tokens.push_back(ReadToken(row));
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

absl::StatusOr<std::vector<KnownToken>> SelectActiveTokens(
    Connection& connection, absl::Time now) {
  GAVEL_ASSIGN_OR_RETURN(
      Statement statement,
      connection.Select(kSelectActiveTokens, absl::ToUnixMicros(now)));
  std::vector<KnownToken> tokens;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return tokens;
    RowReader row(statement);
    KnownToken known;
    known.token = ReadToken(row);
    known.hash = row.ReadHash();
    GAVEL_ASSIGN_OR_RETURN(known.user, ReadUser(row));
    tokens.push_back(std::move(known));
  }
}

}  // namespace gavel::storage
