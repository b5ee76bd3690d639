// The tokens that are in use, in memory: who makes a call costs one SHA-256 and
// one look into a table, and no disk.
//
// Shape:   "gavel_" and the base64url of 32 random bytes; only its SHA-256 is
//          kept, here and in the store. Changes are durable first, then known
//          here, one at a time, so that both agree
// Errors:  Identify: Unauthenticated that says what is wrong, never what was
//          presented. Changes: as in storage/user_store.h; FailedPrecondition
//          for taking the last admin away
// Threads: thread-safe; Identify never waits for the disk, changes do
// Owner:   borrows both for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_TOKENS_H_
#define GAVEL_JUDGE_SERVICE_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "core/clock.h"
#include "core/sha256.h"
#include "core/user.h"
#include "storage/user_store.h"

namespace gavel::judge {

// A new token, of the kernel's randomness.
std::string MakeToken();

bool LooksLikeToken(absl::string_view text);

Sha256 HashOfToken(absl::string_view token);

class Tokens {
 public:
  Tokens(storage::UserStore& users, const Clock& clock)
      : users_(users), clock_(clock) {}

  // Reads what is in use. Before that no token is known.
  absl::Status Load();

  absl::StatusOr<Caller> Identify(absl::string_view token) const;

  // Changes a user, and at once what its tokens may do.
  absl::StatusOr<User> UpdateUser(
      const std::string& id, const std::function<void(User& user)>& change);

  struct NewToken {
    AccessToken known;
    std::string text;
  };
  absl::StatusOr<NewToken> Add(const AccessToken& token);

  // From when it returns the token is refused.
  absl::StatusOr<AccessToken> Revoke(int64_t id);

 private:
  struct Holder {
    int64_t token_id = 0;
    absl::Time expires;
    Caller caller;
    bool disabled = false;
  };
  // Hashes are as good as random.
  struct FirstBytes {
    size_t operator()(const Sha256& hash) const {
      size_t first = 0;
      std::memcpy(&first, hash.bytes.data(), sizeof(first));
      return first;
    }
  };

  void Remember(const Sha256& hash, const AccessToken& token, const User& user)
      ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status CheckNotLastAdmin(const std::string& id)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(changing_);

  storage::UserStore& users_;
  const Clock& clock_;
  // Held over a change of the store and of what is known here.
  absl::Mutex changing_ ABSL_ACQUIRED_BEFORE(mu_);
  mutable absl::Mutex mu_;
  absl::flat_hash_map<Sha256, Holder, FirstBytes> holders_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_TOKENS_H_
