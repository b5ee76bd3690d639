#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "bench/limits_bench.h"
#include "bench/one_run.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

constexpr absl::Duration kLimit = absl::Milliseconds(100);

struct EndlessProgram {
  const char* name;
  const char* source;
};

constexpr EndlessProgram kPrograms[] = {
    {"loop", "for (;;) {}"},
    {"loop that catches",
     "for (;;) { try { for (;;) {} } catch {} finally { for (;;) {} } }"},
    {"microtask loop", "(async () => { for (;;) await null; })();"},
    {"regular expression", "/^(a+)+$/.test('a'.repeat(60) + 'b');"},
    {"builtin that does not poll",
     "Array.prototype.indexOf.call({length: 2 ** 53 - 1}, 1);"},
    {"allocations, 8 MiB alive",
     "const a = new Array(1000);"
     "for (let i = 0;; ++i) a[i % 1000] = new Array(1000).fill(i);"},
    // What it holds is taken down after its end, on its account.
    {"loop holding 200 MiB",
     "const a = new Uint8Array(200 * 2 ** 20).fill(1); for (;;) {}"},
};

absl::StatusOr<std::vector<absl::Duration>> Overshoots(
    sandbox::Sandbox& sandbox, const EndlessProgram& endless, int64_t runs) {
  Limits limits;
  limits.cpu_time = kLimit;
  limits.memory = MiB(256);
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(sandbox, endless.source, limits));
  std::vector<absl::Duration> overshoots;
  for (int64_t i = 0; i < runs; ++i) {
    GAVEL_ASSIGN_OR_RETURN(const OneRun run, RunOnce(*program, ""));
    if (run.execution.reason != Reason::kCpuTime) {
      return absl::InternalError(absl::StrCat(
          endless.name, " ended otherwise: ", run.execution.message));
    }
    overshoots.push_back(run.execution.cpu_time - kLimit);
  }
  return overshoots;
}

}  // namespace

absl::Status MeasureOvershoot(sandbox::Sandbox& sandbox, int64_t runs,
                              Report& report) {
  for (const EndlessProgram& endless : kPrograms) {
    GAVEL_ASSIGN_OR_RETURN(const std::vector<absl::Duration> overshoots,
                           Overshoots(sandbox, endless, runs));
    report.Add({.name = endless.name,
                .unit = "ms",
                .measured = Milliseconds(overshoots)});
  }
  return absl::OkStatus();
}

}  // namespace gavel::bench
