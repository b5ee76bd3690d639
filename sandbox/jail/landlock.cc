#include "sandbox/jail/landlock.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace gavel::sandbox {
namespace {

// Older systems' headers do not know the calls or the newer fields.
constexpr long kCreateRuleset = 444;
constexpr long kRestrictSelf = 446;
constexpr uint32_t kAskVersion = 1;

struct Ruleset {
  uint64_t files = 0;
  uint64_t network = 0;
  uint64_t scopes = 0;
};

// Each version adds rights at the end; `size` is what its struct had.
struct Version {
  Ruleset denies;
  size_t size;
};
constexpr uint64_t Lowest(int bits) { return (uint64_t{1} << bits) - 1; }
constexpr std::array<Version, 6> kVersions = {{
    {{Lowest(13), 0, 0}, 8},
    {{Lowest(14), 0, 0}, 8},   // moving between directories
    {{Lowest(15), 0, 0}, 8},   // truncating
    {{Lowest(15), 3, 0}, 16},  // binding and connecting TCP
    {{Lowest(16), 3, 0}, 16},  // ioctl on devices
    {{Lowest(16), 3, 3}, 24},  // abstract sockets and signals
}};

}  // namespace

int EnterLandlock() {
  const long version = syscall(kCreateRuleset, nullptr, 0, kAskVersion);
  if (version < 1) return -1;
  const size_t known = static_cast<size_t>(version) < kVersions.size()
                           ? static_cast<size_t>(version)
                           : kVersions.size();
  const Version& best = kVersions[known - 1];
  const int ruleset =
      static_cast<int>(syscall(kCreateRuleset, &best.denies, best.size, 0));
  if (ruleset < 0) return -1;
  const long entered = syscall(kRestrictSelf, ruleset, 0);
  close(ruleset);
  return entered == 0 ? static_cast<int>(version) : -1;
}

}  // namespace gavel::sandbox
