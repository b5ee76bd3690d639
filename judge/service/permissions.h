// Which roles may call which method: the one table of it. What of a method's
// answer a caller then sees is in judge/service/access.h.
//
// Errors:  PermissionDenied that names the role and the method; Internal for a
//          method that is not in the table
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_PERMISSIONS_H_
#define GAVEL_JUDGE_SERVICE_PERMISSIONS_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "core/user.h"

namespace gavel::judge {

// Roles as a set.
class Roles {
 public:
  template <typename... Some>
  constexpr explicit Roles(Some... roles) : bits_((Bit(roles) | ... | 0U)) {}

  constexpr bool Has(Role role) const { return (bits_ & Bit(role)) != 0; }

 private:
  static constexpr unsigned Bit(Role role) {
    return 1U << static_cast<unsigned>(role);
  }
  unsigned bits_;
};

// Of "SubmissionService/Submit"; nullopt for a method that is not in the table.
std::optional<Roles> RolesFor(absl::string_view method);

absl::Status CheckPermission(Role role, absl::string_view method);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_PERMISSIONS_H_
