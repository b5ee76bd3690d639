#include "sandbox/jail/confine.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace gavel::sandbox {
namespace {

constexpr uid_t kNobody = 65534;

struct NamespaceName {
  int flag;
  const char* name;
};
constexpr std::array<NamespaceName, 7> kNamespaces = {{
    {CLONE_NEWUSER, "user namespace"},
    {CLONE_NEWPID, "process namespace"},
    {CLONE_NEWNET, "network namespace"},
    {CLONE_NEWNS, "mount namespace"},
    {CLONE_NEWIPC, "ipc namespace"},
    {CLONE_NEWUTS, "uts namespace"},
    {CLONE_NEWCGROUP, "cgroup namespace"},
}};

std::string On(absl::string_view wall) { return absl::StrCat(wall, ": on"); }

std::string Off(absl::string_view wall) {
  return absl::StrCat(wall, ": off (", std::strerror(errno), ")");
}

// Replaces the root by an empty, read-only file system. False with errno set.
bool EmptyRoot() {
  if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      mount("none", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
            "size=4k,nr_inodes=2,mode=555") != 0 ||
      chdir("/tmp") != 0) {
    return false;
  }
  if (syscall(SYS_pivot_root, ".", ".") != 0 || umount2(".", MNT_DETACH) != 0 ||
      chdir("/") != 0) {
    return false;
  }
  return mount(nullptr, "/", nullptr,
               MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC,
               nullptr) == 0;
}

// Real root becomes nobody; root of a user namespace has no other user to be.
bool DropUser(int namespaces) {
  if (geteuid() != 0 || (namespaces & CLONE_NEWUSER) != 0) return true;
  return setgroups(0, nullptr) == 0 &&
         setresgid(kNobody, kNobody, kNobody) == 0 &&
         setresuid(kNobody, kNobody, kNobody) == 0;
}

// Needs a capability itself, so it comes before the user changes; where there
// is none there is nothing to drop either.
void DropBoundingSet() {
  for (unsigned long capability = 0; capability <= CAP_LAST_CAP; ++capability) {
    prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  }
}

bool DropCapabilities() {
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  std::array<__user_cap_data_struct, 2> none{};
  return syscall(SYS_capset, &header, none.data()) == 0;
}

bool SetLimit(int resource, rlim_t value) {
  const rlimit limit{value, value};
  return setrlimit(static_cast<__rlimit_resource>(resource), &limit) == 0;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> Confine(int namespaces) {
  std::vector<std::string> walls;
  for (const NamespaceName& entry : kNamespaces) {
    walls.push_back(absl::StrCat(
        entry.name, (namespaces & entry.flag) != 0 ? ": on" : ": off"));
  }
  if ((namespaces & CLONE_NEWNS) == 0) {
    walls.emplace_back("empty root: off (no mount namespace)");
  } else {
    walls.push_back(EmptyRoot() ? On("empty root") : Off("empty root"));
  }
  DropBoundingSet();
  walls.push_back(DropUser(namespaces) ? On("unprivileged user")
                                       : Off("unprivileged user"));
  walls.push_back(DropCapabilities() ? On("no capabilities")
                                     : Off("no capabilities"));
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return absl::ErrnoToStatus(errno, "setting no_new_privs");
  }
  walls.push_back(On("no new privileges"));
  if (!SetLimit(RLIMIT_CORE, 0) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return absl::ErrnoToStatus(errno, "forbidding core dumps");
  }
  walls.push_back(On("not dumpable"));
  return walls;
}

}  // namespace gavel::sandbox
