#include "judge/service/address.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace gavel::judge {

absl::StatusOr<HostAndPort> SplitAddress(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == address.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("address \"", address, "\" is not HOST:PORT"));
  }
  HostAndPort split{address.substr(0, colon), address.substr(colon + 1)};
  if (split.host.size() > 2 && split.host.front() == '[' &&
      split.host.back() == ']') {
    split.host = split.host.substr(1, split.host.size() - 2);
  }
  return split;
}

}  // namespace gavel::judge
