// Cost of compiling TypeScript: the first time, and with a compiler that is
// warm, against JavaScript of the same length.
//
// usage: typescript_bench [--loads N] [--json FILE] GAVEL_SANDBOX TYPESCRIPT
//                         JAVASCRIPT
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/bench_main.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

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

void Add(const std::string& name, const Times& times, Report& report) {
  report.Add(
      {.name = name, .unit = "ms", .measured = Milliseconds(times.wall)});
  report.Add({.name = absl::StrCat(name, ", CPU time"),
              .unit = "ms",
              .measured = Milliseconds(times.cpu)});
}

sandbox::Source Read(Language language, const char* name,
                     const std::string& path) {
  std::ifstream file(path);
  return {language, name,
          std::string((std::istreambuf_iterator<char>(file)),
                      std::istreambuf_iterator<char>())};
}

struct Programs {
  sandbox::Source typescript;
  sandbox::Source javascript;
};

absl::Status MeasureLoads(const sandbox::SupervisorOptions& options,
                          const Programs& programs, int64_t loads,
                          const std::string& how, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start(options));
  Times first;
  Times warm;
  Times plain;
  GAVEL_RETURN_IF_ERROR(Load(*supervisor, programs.typescript, first));
  for (int i = 0; i < loads; ++i) {
    GAVEL_RETURN_IF_ERROR(Load(*supervisor, programs.typescript, warm));
    GAVEL_RETURN_IF_ERROR(Load(*supervisor, programs.javascript, plain));
  }
  Add(absl::StrCat("TypeScript, first, ", how), first, report);
  Add(absl::StrCat("TypeScript, then, ", how), warm, report);
  Add(absl::StrCat("JavaScript, ", how), plain, report);
  return absl::OkStatus();
}

struct Settings {
  // gavel-sandbox, and the same program in both languages.
  std::vector<std::string> paths;
  int64_t loads = 100;
};

absl::Status Measure(const Settings& settings, Report& report) {
  const std::string& executable = settings.paths[0];
  const Programs programs = {
      Read(Language::kTypeScript, "main.ts", settings.paths[1]),
      Read(Language::kJavaScript, "main.js", settings.paths[2])};
  GAVEL_RETURN_IF_ERROR(MeasureLoads({.executable = executable}, programs,
                                     settings.loads, "as gavel run", report));
  GAVEL_RETURN_IF_ERROR(
      MeasureLoads({.executable = executable, .typescript_ready = true},
                   programs, settings.loads, "as gavel serve", report));
  report.set_title("compiling, one at a time");
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags(
      "typescript_bench [flags] GAVEL_SANDBOX TYPESCRIPT JAVASCRIPT",
      "Measures what compiling costs.");
  flags.Number("loads", "N", "of each program; default 100", 1, 100'000,
               &settings.loads);
  return gavel::bench::BenchMain(
      flags, argc, argv, {3, 3}, [&](const auto& arguments, auto& report) {
        settings.paths = arguments;
        return gavel::bench::Measure(settings, report);
      });
}
