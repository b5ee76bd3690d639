// What benchmarks need that fork runs as the zygote does.
#ifndef GAVEL_BENCH_ZYGOTE_KIND_H_
#define GAVEL_BENCH_ZYGOTE_KIND_H_

#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "sandbox/wire.h"

namespace gavel::bench {

// Far more than their programs need.
inline constexpr sandbox::wire::ProgramLimits kRoomyLimits = {
    2'000'000, 8'000'000,  int64_t{256} << 20, int64_t{8} << 20,
    1 << 20,   10'000'000, int64_t{256} << 20, 0};

// Starts this program once more with every symbol bound before the first fork,
// as sandbox/spawn.cc has it. Call it first.
inline void BindEverything(char** argv) {
  if (getenv("LD_BIND_NOW") != nullptr) return;
  setenv("LD_BIND_NOW", "1", 1);
  execv("/proc/self/exe", argv);
}

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_ZYGOTE_KIND_H_
