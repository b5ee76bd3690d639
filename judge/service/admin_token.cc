#include "judge/service/admin_token.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "judge/service/tokens.h"

namespace gavel::judge {
namespace {

constexpr const char* kFirstAdmin = "admin";

absl::StatusOr<bool> AnAdminHasAToken(storage::UserStore& users) {
  GAVEL_ASSIGN_OR_RETURN(const std::vector<storage::KnownToken> active,
                         users.ActiveTokens());
  return std::any_of(
      active.begin(), active.end(), [](const storage::KnownToken& known) {
        return known.user.role == Role::kAdmin && !known.user.disabled;
      });
}

// One that is not disabled; made if there is none.
absl::StatusOr<std::string> FindOrAddAdmin(storage::UserStore& users) {
  storage::PageRequest page = {.size = 1000, .token = ""};
  do {
    GAVEL_ASSIGN_OR_RETURN(const storage::Page<User> admins,
                           users.ListUsers({.role = Role::kAdmin}, page));
    for (const User& user : admins.items) {
      if (!user.disabled) return user.id;
    }
    page.token = admins.next_page_token;
  } while (!page.token.empty());
  GAVEL_ASSIGN_OR_RETURN(
      const User added,
      users.AddUser(
          {.id = kFirstAdmin, .name = kFirstAdmin, .role = Role::kAdmin}));
  return added.id;
}

absl::Status Sync(int fd, const std::string& path) {
  if (fsync(fd) == 0) return absl::OkStatus();
  return absl::ErrnoToStatus(errno, absl::StrCat("syncing ", path));
}

absl::Status SyncDirectoryOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string directory =
      slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const OwnedFd fd(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", directory));
  }
  return Sync(fd.get(), directory);
}

// In place of one whose token is of no use. Durable when it returns.
absl::Status WriteSecret(const std::string& path, const std::string& text) {
  if (unlink(path.c_str()) != 0 && errno != ENOENT) {
    return absl::ErrnoToStatus(errno, absl::StrCat("removing ", path));
  }
  const OwnedFd fd(
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("making ", path));
  }
  const ssize_t written = write(fd.get(), text.data(), text.size());
  if (written != static_cast<ssize_t>(text.size())) {
    return absl::ErrnoToStatus(written < 0 ? errno : ENOSPC,
                               absl::StrCat("writing ", path));
  }
  GAVEL_RETURN_IF_ERROR(Sync(fd.get(), path));
  return SyncDirectoryOf(path);
}

}  // namespace

absl::StatusOr<bool> EnsureAdminToken(storage::UserStore& users,
                                      const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(const bool there, AnAdminHasAToken(users));
  if (there) return false;
  AccessToken token;
  GAVEL_ASSIGN_OR_RETURN(token.user_id, FindOrAddAdmin(users));
  token.label = "made at start";
  const std::string text = MakeToken();
  GAVEL_RETURN_IF_ERROR(WriteSecret(path, absl::StrCat(text, "\n")));
  GAVEL_RETURN_IF_ERROR(users.AddToken(token, HashOfToken(text)).status());
  return true;
}

}  // namespace gavel::judge
