// The token with which the first admin comes in, and one who lost all others.
//
// Shape:   where no admin has a token that is in use, an admin (user "admin",
//          made if there is none) gets one, which is written to a file that
//          only the server's owner can read. The file comes first: one whose
//          token the store does not know is replaced by the next start
// Errors:  of the store, or what the system says of the file
// Threads: blocks; called by one that has the data directory for itself
#ifndef GAVEL_JUDGE_SERVICE_ADMIN_TOKEN_H_
#define GAVEL_JUDGE_SERVICE_ADMIN_TOKEN_H_

#include <string>

#include "absl/status/statusor.h"
#include "storage/user_store.h"

namespace gavel::judge {

// True if it wrote a new token to `path`.
absl::StatusOr<bool> EnsureAdminToken(storage::UserStore& users,
                                      const std::string& path);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_ADMIN_TOKEN_H_
