#include <sched.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/bare_zygote.h"
#include "bench/walls_bench.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

struct NamespaceCase {
  const char* name;
  int flags;
};
constexpr int kAllNamespaces = CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS |
                               CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
constexpr NamespaceCase kNamespaces[] = {
    {"no namespace", 0},
    {"process namespace", CLONE_NEWPID},
    {"network namespace", CLONE_NEWNET},
    {"mount namespace and empty root", CLONE_NEWNS},
    {"ipc namespace", CLONE_NEWIPC},
    {"uts namespace", CLONE_NEWUTS},
    {"cgroup namespace", CLONE_NEWCGROUP},
    {"all of them", kAllNamespaces},
};

}  // namespace

absl::Status MeasureWallsOfZygote(const std::string& executable, int64_t runs,
                                  Report& report) {
  std::vector<std::unique_ptr<BareZygote>> zygotes;
  std::vector<WallTimes> all;
  for (const NamespaceCase& entry : kNamespaces) {
    auto zygote = BareZygote::Start(executable, entry.flags);
    if (absl::IsFailedPrecondition(zygote.status())) {
      report.AddNotMeasured("walls of the zygote",
                            absl::StrCat(zygote.status().message()));
      return absl::OkStatus();
    }
    GAVEL_RETURN_IF_ERROR(zygote.status());
    zygotes.push_back(*std::move(zygote));
    all.push_back({entry.name, {}});
  }
  for (int64_t i = 0; i < runs; ++i) {
    for (size_t which = 0; which < all.size(); ++which) {
      GAVEL_ASSIGN_OR_RETURN(all[which].times.emplace_back(),
                             zygotes[which]->TimeRun());
    }
  }
  AddWalls(all, report);
  return absl::OkStatus();
}

}  // namespace gavel::bench
