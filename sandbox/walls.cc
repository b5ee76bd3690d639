#include "sandbox/walls.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace gavel::sandbox {
namespace {

constexpr absl::string_view kAll = "all";
constexpr absl::string_view kNamespaces =
    "run as root, or allow user namespaces: sysctl user.max_user_namespaces, "
    "kernel.unprivileged_userns_clone=1, "
    "kernel.apparmor_restrict_unprivileged_userns=0; in a container, "
    "a seccomp profile that allows clone and unshare";
constexpr absl::string_view kAsAbove = "as for process-namespace";

// clang-format off
constexpr std::array<WallKind, 16> kKinds = {{
    {"seccomp", "every system call but those of one table", ""},
    {"no-new-privileges", "set-user-id programs", ""},
    {"not-dumpable", "reading or tracing its memory, core files", ""},
    {"resource-limits", "memory, CPU time, files and processes beyond the limits", ""},
    {"unprivileged-user", "whatever the server's user may do",
     "run as root, or allow user namespaces as for process-namespace"},
    {"no-capabilities", "whatever root may do", "run as root or as an ordinary user, not with single capabilities"},
    {"process-namespace", "seeing, signalling or outliving others", kNamespaces},
    {"network-namespace", "any network, also loopback", kAsAbove},
    {"mount-namespace", "files, devices and /proc of the machine", kAsAbove},
    {"ipc-namespace", "shared memory and queues of others", kAsAbove},
    {"uts-namespace", "the machine's name", kAsAbove},
    {"cgroup-namespace", "the names of control groups", kAsAbove},
    {"time-namespace", "the machine's uptime", "a kernel from 6.1 on with CONFIG_TIME_NS; else as for process-namespace"},
    {"empty-root", "files, also after an escape from seccomp",
     "as for process-namespace; it needs pivot_root, so not inside a chroot"},
    {"landlock", "files, TCP and signals, also after an escape from seccomp",
     "a kernel from 5.13 on with landlock among its security modules (lsm=...)"},
    {"oom-preference", "the kernel's killing the server instead when memory runs out",
     "a /proc that can be written"},
}};
// clang-format on

const WallKind* Find(absl::string_view name) {
  const auto found =
      std::find_if(kKinds.begin(), kKinds.end(),
                   [&](const WallKind& kind) { return kind.name == name; });
  return found == kKinds.end() ? nullptr : &*found;
}

}  // namespace

absl::Span<const WallKind> WallKinds() { return kKinds; }

std::string ToString(const Wall& wall) {
  return absl::StrCat(
      wall.name, wall.stands ? ": on" : ": off",
      wall.detail.empty() ? "" : absl::StrCat(" (", wall.detail, ")"));
}

std::vector<Wall> ParseWalls(absl::string_view lines) {
  std::vector<Wall> walls;
  for (const absl::string_view line : absl::StrSplit(lines, '\n')) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(": ", 1));
    absl::string_view state = parts.second;
    if (Find(parts.first) == nullptr) continue;
    Wall wall;
    wall.name = std::string(parts.first);
    wall.stands = absl::ConsumePrefix(&state, "on");
    if (!wall.stands && !absl::ConsumePrefix(&state, "off")) continue;
    if (absl::ConsumePrefix(&state, " (")) absl::ConsumeSuffix(&state, ")");
    wall.detail = std::string(state);
    walls.push_back(std::move(wall));
  }
  return walls;
}

absl::Status RequireWalls(absl::Span<const Wall> walls,
                          absl::Span<const std::string> required) {
  std::vector<std::string> missing;
  for (const std::string& name : required) {
    if (name != kAll && Find(name) == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat(
          "no wall is named ", name, "; there are: ",
          absl::StrJoin(kKinds, ", ",
                        [](std::string* out, const WallKind& kind) {
                          absl::StrAppend(out, kind.name);
                        })));
    }
  }
  for (const WallKind& kind : kKinds) {
    const bool wanted = std::any_of(required.begin(), required.end(),
                                    [&](const std::string& name) {
                                      return name == kAll || name == kind.name;
                                    });
    if (!wanted) continue;
    const auto found =
        std::find_if(walls.begin(), walls.end(),
                     [&](const Wall& wall) { return wall.name == kind.name; });
    if (found != walls.end() && found->stands) continue;
    // A wall that nobody speaks of does not stand.
    const Wall wall =
        found != walls.end() ? *found : Wall{std::string(kind.name), false, ""};
    missing.push_back(absl::StrCat(ToString(wall), "; to mend: ", kind.mend));
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "the sandbox lacks required walls:\n  ", absl::StrJoin(missing, "\n  ")));
}

}  // namespace gavel::sandbox
