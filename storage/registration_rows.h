// Who takes part in contests, as rows of the table registration.
//
// Errors:  as in storage/contest_store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_REGISTRATION_ROWS_H_
#define GAVEL_STORAGE_REGISTRATION_ROWS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/contest.h"
#include "storage/sqlite.h"

namespace gavel::storage {

// Or takes the place of the one before.
absl::Status UpsertRegistration(Connection& connection,
                                const std::string& contest_id,
                                const Registration& registration);
absl::Status DeleteRegistration(Connection& connection,
                                const std::string& contest_id,
                                const std::string& user_id);
absl::StatusOr<Registration> SelectRegistration(Connection& connection,
                                                const std::string& contest_id,
                                                const std::string& user_id);
// By user.
absl::StatusOr<std::vector<Registration>> SelectRegistrations(
    Connection& connection, const std::string& contest_id);
// Of those that are not virtual; zero if there are none.
absl::StatusOr<absl::Duration> SelectLongestExtraTime(
    Connection& connection, const std::string& contest_id);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_REGISTRATION_ROWS_H_
