// Cost of compiling TypeScript: the first time, and with a compiler that is
// warm, against JavaScript of the same length.
//
// usage: typescript_bench GAVEL_SANDBOX TYPESCRIPT JAVASCRIPT
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/stats.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

constexpr int kLoads = 100;

struct Times {
  std::vector<absl::Duration> wall;
  std::vector<absl::Duration> cpu;
};

absl::Status Load(sandbox::Supervisor& supervisor,
                  const sandbox::Source& source, Times& times) {
  const absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const sandbox::Loaded loaded,
                         supervisor.Load(source, Limits()));
  times.wall.push_back(absl::Now() - start);
  times.cpu.push_back(loaded.compilation.cpu_time);
  return loaded.program != nullptr
             ? absl::OkStatus()
             : absl::InternalError(loaded.compilation.message);
}

void Print(const char* name, const Times& times) {
  std::printf("  %-24s median %8.2f ms   p99 %8.2f ms   CPU %8.2f ms   (%zu)\n",
              name, absl::ToDoubleMilliseconds(Percentile(times.wall, 50)),
              absl::ToDoubleMilliseconds(Percentile(times.wall, 99)),
              absl::ToDoubleMilliseconds(Percentile(times.cpu, 50)),
              times.wall.size());
}

sandbox::Source Read(Language language, const char* name, const char* path) {
  std::ifstream file(path);
  return {language, name,
          std::string((std::istreambuf_iterator<char>(file)),
                      std::istreambuf_iterator<char>())};
}

struct Programs {
  sandbox::Source typescript;
  sandbox::Source javascript;
};

absl::Status Measure(const sandbox::SupervisorOptions& options,
                     const Programs& programs) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start(options));
  Times first;
  Times warm;
  Times plain;
  GAVEL_RETURN_IF_ERROR(Load(*supervisor, programs.typescript, first));
  for (int i = 0; i < kLoads; ++i) {
    GAVEL_RETURN_IF_ERROR(Load(*supervisor, programs.typescript, warm));
    GAVEL_RETURN_IF_ERROR(Load(*supervisor, programs.javascript, plain));
  }
  Print("TypeScript, first", first);
  Print("TypeScript, then", warm);
  Print("JavaScript", plain);
  return absl::OkStatus();
}

absl::Status Main(char** argv) {
  const Programs programs = {Read(Language::kTypeScript, "main.ts", argv[2]),
                             Read(Language::kJavaScript, "main.js", argv[3])};
  std::printf("compiling, one at a time, as gavel run does\n");
  GAVEL_RETURN_IF_ERROR(Measure({.executable = argv[1]}, programs));
  std::printf("compiling, one at a time, as gavel serve does\n");
  return Measure({.executable = argv[1], .typescript_ready = true}, programs);
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: %s GAVEL_SANDBOX TYPESCRIPT JAVASCRIPT\n",
                 argv[0]);
    return 64;
  }
  const absl::Status status = gavel::bench::Main(argv);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return 1;
}
