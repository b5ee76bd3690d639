#include "judge/service/tokens.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/check.h"
#include "core/status_macros.h"

namespace gavel::judge {
namespace {

constexpr absl::string_view kPrefix = "gavel_";
constexpr size_t kSecretCharacters = 43;

bool IsBase64Url(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
         c == '_';
}

bool IsActiveAdmin(const User& user) {
  return user.role == Role::kAdmin && !user.disabled;
}

}  // namespace

std::string MakeToken() {
  std::array<char, 32> secret;
  ssize_t got = 0;
  do {
    got = getrandom(secret.data(), secret.size(), 0);
  } while (got < 0 && errno == EINTR);
  // So few bytes come whole, or the kernel has no randomness at all.
  GAVEL_CHECK(got == static_cast<ssize_t>(secret.size()));
  return absl::StrCat(kPrefix, absl::WebSafeBase64Escape(absl::string_view(
                                   secret.data(), secret.size())));
}

bool LooksLikeToken(absl::string_view text) {
  return text.size() == kPrefix.size() + kSecretCharacters &&
         absl::StartsWith(text, kPrefix) &&
         std::all_of(text.begin(), text.end(), IsBase64Url);
}

Sha256 HashOfToken(absl::string_view token) {
  Sha256Hasher hasher;
  hasher.Update(token);
  return hasher.Finish();
}

absl::Status Tokens::Load() {
  absl::MutexLock changing(&changing_);
  GAVEL_ASSIGN_OR_RETURN(const std::vector<storage::KnownToken> active,
                         users_.ActiveTokens());
  for (const storage::KnownToken& known : active) {
    Remember(known.hash, known.token, known.user);
  }
  return absl::OkStatus();
}

absl::StatusOr<Caller> Tokens::Identify(absl::string_view token) const {
  if (!LooksLikeToken(token)) {
    return absl::UnauthenticatedError(
        absl::StrCat("the token is malformed: one is \"", kPrefix, "\" and ",
                     kSecretCharacters, " of A-Z, a-z, 0-9, \"-\" and \"_\""));
  }
  const Sha256 hash = HashOfToken(token);
  absl::ReaderMutexLock lock(&mu_);
  const auto found = holders_.find(hash);
  if (found == holders_.end()) {
    return absl::UnauthenticatedError("the token is unknown or was revoked");
  }
  const Holder& holder = found->second;
  if (holder.expires <= clock_.Now()) {
    return absl::UnauthenticatedError("the token has expired");
  }
  if (holder.disabled) {
    return absl::UnauthenticatedError("the token's user is disabled");
  }
  return holder.caller;
}

absl::StatusOr<User> Tokens::UpdateUser(
    const std::string& id, const std::function<void(User& user)>& change) {
  absl::MutexLock changing(&changing_);
  GAVEL_ASSIGN_OR_RETURN(User user, users_.GetUser(id));
  const bool was_admin = IsActiveAdmin(user);
  change(user);
  if (was_admin && !IsActiveAdmin(user)) {
    GAVEL_RETURN_IF_ERROR(CheckNotLastAdmin(id));
  }
  GAVEL_ASSIGN_OR_RETURN(user, users_.UpdateUser(user));
  absl::MutexLock lock(&mu_);
  for (auto& [hash, holder] : holders_) {
    if (holder.caller.user_id != id) continue;
    holder.caller.role = user.role;
    holder.disabled = user.disabled;
  }
  return user;
}

absl::StatusOr<Tokens::NewToken> Tokens::Add(const AccessToken& token) {
  NewToken made = {.known = {}, .text = MakeToken()};
  const Sha256 hash = HashOfToken(made.text);
  absl::MutexLock changing(&changing_);
  GAVEL_ASSIGN_OR_RETURN(const User user, users_.GetUser(token.user_id));
  GAVEL_ASSIGN_OR_RETURN(made.known, users_.AddToken(token, hash));
  Remember(hash, made.known, user);
  return made;
}

absl::StatusOr<AccessToken> Tokens::Revoke(int64_t id) {
  absl::MutexLock changing(&changing_);
  GAVEL_ASSIGN_OR_RETURN(AccessToken token, users_.RevokeToken(id));
  absl::MutexLock lock(&mu_);
  absl::erase_if(holders_,
                 [id](const auto& held) { return held.second.token_id == id; });
  return token;
}

void Tokens::Remember(const Sha256& hash, const AccessToken& token,
                      const User& user) {
  absl::MutexLock lock(&mu_);
  holders_[hash] = {.token_id = token.id,
                    .expires = token.expires,
                    .caller = {user.id, user.role},
                    .disabled = user.disabled};
}

absl::Status Tokens::CheckNotLastAdmin(const std::string& id) {
  storage::PageRequest page = {.size = 1000, .token = ""};
  do {
    GAVEL_ASSIGN_OR_RETURN(const storage::Page<User> admins,
                           users_.ListUsers({.role = Role::kAdmin}, page));
    for (const User& admin : admins.items) {
      if (admin.id != id && !admin.disabled) return absl::OkStatus();
    }
    page.token = admins.next_page_token;
  } while (!page.token.empty());
  return absl::FailedPreconditionError(
      absl::StrCat("user ", id,
                   " is the last admin that is not disabled; make another "
                   "one first"));
}

}  // namespace gavel::judge
