#include "judge/local/mend.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace gavel::judge {
namespace {

constexpr KernelVersion kLandlock = {5, 13};
constexpr KernelVersion kTimeNamespace = {6, 1};

std::string Kernel(KernelVersion version) {
  return absl::StrCat(version.major, ".", version.minor);
}

std::string NewerKernel(const Machine& machine, KernelVersion least) {
  return absl::StrCat("a kernel from ", Kernel(least), " on; this is ",
                      Kernel(machine.kernel),
                      " (Debian 12 has 6.1, Ubuntu 24.04 has 6.8)");
}

// On a machine of one's own, where root can say what all may do.
std::string AllowUserNamespaces(const Machine& machine) {
  std::vector<std::string> settings;
  if (machine.max_user_namespaces == 0) {
    settings.emplace_back("user.max_user_namespaces=15000");
  }
  if (machine.unprivileged_user_namespaces == 0) {
    settings.emplace_back("kernel.unprivileged_userns_clone=1");
  }
  if (machine.apparmor_restricts_user_namespaces == 1) {
    settings.emplace_back("kernel.apparmor_restrict_unprivileged_userns=0");
  }
  if (settings.empty()) {
    return "run as root, or find what refuses user namespaces: a seccomp "
           "filter or an AppArmor or SELinux rule for whoever starts gavel; "
           "`unshare -Ur true` tells the same";
  }
  return absl::StrCat("sysctl -w ", absl::StrJoin(settings, " "),
                      ", and the same line by line in "
                      "/etc/sysctl.d/90-gavel.conf");
}

std::string AllowNamespaces(const Machine& machine) {
  switch (machine.surroundings) {
    case Surroundings::kDocker:
      return "docker run --security-opt seccomp=unconfined --security-opt "
             "apparmor=unconfined --user 1000 (gavel has a filter of its own), "
             "or as root with --cap-add SYS_ADMIN --security-opt "
             "apparmor=unconfined";
    case Surroundings::kKubernetes:
      return "securityContext of the container: runAsUser: 1000, "
             "seccompProfile: {type: Unconfined}, appArmorProfile: {type: "
             "Unconfined}; privileged is not needed";
    case Surroundings::kLxc:
      return "lxc config set NAME security.nesting true, then restart it";
    case Surroundings::kOtherContainer:
      return "a container whose seccomp profile allows clone, unshare, mount "
             "and pivot_root with namespaces";
    case Surroundings::kMachine:
      return AllowUserNamespaces(machine);
  }
  return "";
}

std::string AllowLandlock(const Machine& machine) {
  if (machine.kernel < kLandlock) return NewerKernel(machine, kLandlock);
  if (machine.security_modules.has_value() &&
      !absl::StrContains(*machine.security_modules, "landlock")) {
    return absl::StrCat("lsm=landlock,", *machine.security_modules,
                        " on the kernel's command line: GRUB_CMDLINE_LINUX in "
                        "/etc/default/grub, update-grub, restart the machine");
  }
  return "a kernel with CONFIG_SECURITY_LANDLOCK, and in a container a seccomp "
         "profile that allows its system calls";
}

}  // namespace

std::string HowToMend(const sandbox::WallKind& wall, const Machine& machine) {
  if (wall.name == "landlock") return AllowLandlock(machine);
  if (wall.name == "time-namespace" && machine.kernel < kTimeNamespace) {
    return NewerKernel(machine, kTimeNamespace);
  }
  if (absl::EndsWith(wall.name, "-namespace") || wall.name == "empty-root" ||
      wall.name == "unprivileged-user") {
    return AllowNamespaces(machine);
  }
  return absl::StrCat(wall.mend);
}

}  // namespace gavel::judge
