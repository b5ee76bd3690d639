#include "storage/sqlite_users.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/page_token.h"
#include "storage/user_rows.h"

namespace gavel::storage {
namespace {

std::string ListName(const UserFilter& filter) {
  return absl::StrCat("users ",
                      filter.role ? RoleName(*filter.role) : "of all roles");
}

// As precise as it is stored.
absl::Time Stored(absl::Time time) {
  return time == absl::InfiniteFuture()
             ? time
             : absl::FromUnixMicros(absl::ToUnixMicros(time));
}

}  // namespace

absl::StatusOr<User> SqliteUsers::AddUser(const User& user) {
  User stored = user;
  stored.created = Stored(clock_.Now());
  GAVEL_RETURN_IF_ERROR(database_.Write(
      [&](Connection& connection) { return InsertUser(connection, stored); }));
  return stored;
}

absl::StatusOr<User> SqliteUsers::UpdateUser(const User& user) {
  User stored;
  GAVEL_RETURN_IF_ERROR(database_.Write([&](Connection& connection) {
    GAVEL_RETURN_IF_ERROR(UpdateUserRow(connection, user));
    GAVEL_ASSIGN_OR_RETURN(stored, SelectUser(connection, user.id));
    return absl::OkStatus();
  }));
  return stored;
}

absl::StatusOr<User> SqliteUsers::GetUser(const std::string& id) {
  User user;
  GAVEL_RETURN_IF_ERROR(database_.Read([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(user, SelectUser(connection, id));
    return absl::OkStatus();
  }));
  return user;
}

absl::StatusOr<Page<User>> SqliteUsers::ListUsers(const UserFilter& filter,
                                                  const PageRequest& page) {
  GAVEL_RETURN_IF_ERROR(CheckPageSize(page));
  std::string after;
  if (!page.token.empty()) {
    GAVEL_ASSIGN_OR_RETURN(after, ParsePageToken(ListName(filter), page.token));
  }
  Page<User> result;
  GAVEL_RETURN_IF_ERROR(database_.Read([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(result.items, SelectUsers(connection, filter, after,
                                                     int64_t{page.size} + 1));
    return absl::OkStatus();
  }));
  if (DropExtra(result.items, page)) {
    result.next_page_token =
        MakePageToken(ListName(filter), result.items.back().id);
  }
  return result;
}

absl::StatusOr<AccessToken> SqliteUsers::AddToken(const AccessToken& token,
                                                  const Sha256& hash) {
  AccessToken stored = token;
  stored.created = Stored(clock_.Now());
  stored.expires = Stored(token.expires);
  stored.revoked = absl::InfiniteFuture();
  GAVEL_RETURN_IF_ERROR(database_.Write([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(stored.id, InsertToken(connection, stored, hash));
    return absl::OkStatus();
  }));
  return stored;
}

absl::StatusOr<AccessToken> SqliteUsers::RevokeToken(int64_t id) {
  const absl::Time now = clock_.Now();
  AccessToken token;
  GAVEL_RETURN_IF_ERROR(database_.Write([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(token, RevokeTokenRow(connection, id, now));
    return absl::OkStatus();
  }));
  return token;
}

absl::StatusOr<std::vector<AccessToken>> SqliteUsers::ListTokens(
    const std::string& user_id) {
  std::vector<AccessToken> tokens;
  GAVEL_RETURN_IF_ERROR(database_.Read([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(tokens, SelectTokens(connection, user_id));
    return absl::OkStatus();
  }));
  return tokens;
}

absl::StatusOr<std::vector<KnownToken>> SqliteUsers::ActiveTokens() {
  const absl::Time now = clock_.Now();
  std::vector<KnownToken> tokens;
  GAVEL_RETURN_IF_ERROR(database_.Read([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(tokens, SelectActiveTokens(connection, now));
    return absl::OkStatus();
  }));
  return tokens;
}

}  // namespace gavel::storage
