#include "judge/local/mend.h"

#include <gmock/gmock.h>

#include <ostream>
#include <string>

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

sandbox::WallKind Kind(absl::string_view name) {
  for (const sandbox::WallKind& kind : sandbox::WallKinds()) {
    if (kind.name == name) return kind;
  }
  ADD_FAILURE() << "no wall " << name;
  return {};
}

struct Row {
  const char* name;
  const char* wall;
  Machine machine;
  const char* mend;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.name;
}

class MendTest : public testing::TestWithParam<Row> {};

TEST_P(MendTest, SaysWhatHelpsOnThatMachine) {
  const Row& row = GetParam();
  EXPECT_THAT(HowToMend(Kind(row.wall), row.machine), HasSubstr(row.mend));
}

Machine In(Surroundings surroundings) {
  Machine machine;
  machine.surroundings = surroundings;
  machine.kernel = {6, 1};
  return machine;
}

Machine WithKernel(KernelVersion kernel) {
  Machine machine;
  machine.kernel = kernel;
  return machine;
}

Machine Debian() {
  Machine machine = In(Surroundings::kMachine);
  machine.unprivileged_user_namespaces = 0;
  machine.max_user_namespaces = 31000;
  return machine;
}

Machine Ubuntu() {
  Machine machine = In(Surroundings::kMachine);
  machine.apparmor_restricts_user_namespaces = 1;
  machine.max_user_namespaces = 0;
  return machine;
}

Machine WithModules(const char* modules) {
  Machine machine = WithKernel({6, 1});
  machine.security_modules = modules;
  return machine;
}

INSTANTIATE_TEST_SUITE_P(
    All, MendTest,
    testing::Values(
        Row{"debian", "process-namespace", Debian(),
            "sysctl -w kernel.unprivileged_userns_clone=1, and"},
        Row{"ubuntu", "unprivileged-user", Ubuntu(),
            "sysctl -w user.max_user_namespaces=15000 "
            "kernel.apparmor_restrict_unprivileged_userns=0"},
        Row{"nothing set", "mount-namespace", In(Surroundings::kMachine),
            "run as root"},
        Row{"docker", "empty-root", In(Surroundings::kDocker),
            "--security-opt seccomp=unconfined"},
        Row{"kubernetes", "network-namespace", In(Surroundings::kKubernetes),
            "seccompProfile: {type: Unconfined}"},
        Row{"lxc", "ipc-namespace", In(Surroundings::kLxc),
            "security.nesting true"},
        Row{"another container", "uts-namespace",
            In(Surroundings::kOtherContainer), "seccomp profile"},
        Row{"landlock of an old kernel", "landlock", WithKernel({5, 10}),
            "a kernel from 5.13 on; this is 5.10"},
        Row{"landlock left out", "landlock", WithModules("capability,yama"),
            "lsm=landlock,capability,yama"},
        Row{"landlock refused", "landlock", WithModules("landlock,yama"),
            "CONFIG_SECURITY_LANDLOCK"},
        Row{"time namespace of an old kernel", "time-namespace",
            WithKernel({5, 15}), "a kernel from 6.1 on; this is 5.15"},
        Row{"time namespace in docker", "time-namespace",
            In(Surroundings::kDocker), "docker run"},
        Row{"else what the wall says", "oom-preference",
            In(Surroundings::kMachine), "/proc that can be written"}));

TEST(MendAllTest, EveryWallThatMayBeMissingHasAWay) {
  for (const Surroundings surroundings :
       {Surroundings::kMachine, Surroundings::kDocker,
        Surroundings::kKubernetes, Surroundings::kLxc,
        Surroundings::kOtherContainer}) {
    for (const sandbox::WallKind& kind : sandbox::WallKinds()) {
      if (kind.mend.empty()) continue;
      const std::string mend = HowToMend(kind, In(surroundings));
      EXPECT_NE(mend, "") << kind.name;
      EXPECT_THAT(mend, Not(HasSubstr("as for process-namespace")));
    }
  }
}

}  // namespace
}  // namespace gavel::judge
