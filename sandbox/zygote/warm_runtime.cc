#include "sandbox/zygote/warm_runtime.h"

#include <utility>

#include "sandbox/zygote/huge_text.h"
#include "sandbox/zygote/large_pages.h"
#include "sandbox/zygote/unused_libraries.h"

namespace gavel::sandbox {

absl::StatusOr<std::unique_ptr<Runtime>> WarmRuntime(bool jitless) {
  MoveTextToHugePages();
  absl::StatusOr<std::unique_ptr<Runtime>> runtime = Runtime::Create(jitless);
  // V8 uses some of them while it starts.
  UnmapUnusedLibraries();
  MoveMemoryToLargePages();
  return runtime;
}

}  // namespace gavel::sandbox
