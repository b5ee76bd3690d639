// Whether cost grows as it should: what is flat by its last point beside the
// others, what is proportional by every point beside the one before.
//
// usage: growth_bench [flags] BIN_DIRECTORY DIRECTORY
//
// DIRECTORY is made if it is not there, and is on the disk that is measured.
#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "bench/bench_main.h"
#include "bench/growth.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

struct Part {
  const char* name;
  absl::Status (*measure)(const GrowthSettings& settings, Report& report);
};

constexpr Part kParts[] = {
    {"tests", MeasureTests},     {"inputs", MeasureInputs},
    {"outputs", MeasureOutputs}, {"queue", MeasureQueues},
    {"server", MeasureServer},   {"store", MeasureStores},
};

absl::Status Measure(const GrowthSettings& settings, const std::string& only,
                     Report& report) {
  std::error_code error;
  std::filesystem::create_directories(settings.directory, error);
  report.set_title("cost that grows");
  bool found = false;
  for (const Part& part : kParts) {
    if (!only.empty() && only != part.name) continue;
    found = true;
    GAVEL_RETURN_IF_ERROR(part.measure(settings, report));
  }
  if (found) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("there is no part ", only));
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::GrowthSettings settings;
  std::string only;
  gavel::cli::Flags flags("growth_bench [flags] BIN_DIRECTORY DIRECTORY",
                          "Measures how cost grows.");
  flags
      .Text("only", "PART",
            "measure one part: tests, inputs, outputs, queue, server or store",
            &only)
      .Number("submissions", "N", "in the largest store; default 1000000", 1000,
              100'000'000, &settings.most_submissions)
      .Number("waiting", "N", "in the longest queue of a server; default 10000",
              10, 1'000'000, &settings.most_waiting);
  return gavel::bench::BenchMain(
      flags, argc, argv, {2, 2}, [&](const auto& arguments, auto& report) {
        settings.bin = arguments[0];
        settings.directory = arguments[1];
        return gavel::bench::Measure(settings, only, report);
      });
}
