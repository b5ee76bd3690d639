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
#include <fstream>
#include <iterator>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "sandbox/jail/landlock.h"

namespace gavel::sandbox {
namespace {

constexpr uid_t kNobody = 65534;

struct NamespaceName {
  int flag;
  const char* name;
};
constexpr std::array<NamespaceName, 6> kNamespaces = {{
    {CLONE_NEWPID, "process-namespace"},
    {CLONE_NEWNET, "network-namespace"},
    {CLONE_NEWNS, "mount-namespace"},
    {CLONE_NEWIPC, "ipc-namespace"},
    {CLONE_NEWUTS, "uts-namespace"},
    {CLONE_NEWCGROUP, "cgroup-namespace"},
}};

// From a call that sets errno.
Wall Result(const char* name, bool stands) {
  return {name, stands, stands ? "" : std::strerror(errno)};
}

// Whoever started us set the clocks of a new time namespace back, which shows.
Wall TimeNamespace() {
  std::ifstream file("/proc/self/timens_offsets");
  const std::string offsets((std::istreambuf_iterator<char>(file)),
                            std::istreambuf_iterator<char>());
  const bool on = offsets.find('-') != std::string::npos;
  return {"time-namespace", on,
          on ? "" : "not permitted, or not in the kernel"};
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

bool BecomeNobody() {
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

Wall Landlock() {
  const int version = EnterLandlock();
  if (version < 0) return Result("landlock", false);
  return {"landlock", true, absl::StrCat("version ", version)};
}

Wall UnprivilegedUser(int namespaces) {
  constexpr const char* kName = "unprivileged-user";
  if ((namespaces & CLONE_NEWUSER) != 0) return {kName, true, "user namespace"};
  if (geteuid() != 0) return {kName, false, "the server's own user"};
  Wall wall = Result(kName, BecomeNobody());
  if (wall.stands) wall.detail = "nobody";
  return wall;
}

// The kernel counts them by user, so only where the user is ours alone.
bool LimitProcesses(const Wall& user, int processes) {
  return !user.stands || SetLimit(RLIMIT_NPROC, static_cast<rlim_t>(processes));
}

}  // namespace

absl::StatusOr<std::vector<Wall>> Confine(int namespaces, int processes) {
  std::vector<Wall> walls;
  for (const NamespaceName& entry : kNamespaces) {
    const bool on = (namespaces & entry.flag) != 0;
    walls.push_back({entry.name, on, on ? "" : "not permitted"});
  }
  walls.push_back(TimeNamespace());
  if ((namespaces & CLONE_NEWNS) == 0) {
    walls.push_back({"empty-root", false, "no mount namespace"});
  } else {
    walls.push_back(Result("empty-root", EmptyRoot()));
  }
  DropBoundingSet();
  walls.push_back(UnprivilegedUser(namespaces));
  if (!LimitProcesses(walls.back(), processes)) {
    return absl::ErrnoToStatus(errno, "limiting processes");
  }
  walls.push_back(Result("no-capabilities", DropCapabilities()));
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return absl::ErrnoToStatus(errno, "setting no_new_privs");
  }
  walls.push_back({"no-new-privileges", true, ""});
  if (!SetLimit(RLIMIT_CORE, 0) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return absl::ErrnoToStatus(errno, "forbidding core dumps");
  }
  walls.push_back({"not-dumpable", true, ""});
  walls.push_back(Landlock());
  return walls;
}

}  // namespace gavel::sandbox
