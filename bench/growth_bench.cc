// Whether cost grows as it should: a figure for each point of each curve,
// beside the first point of its curve.
//
// usage: growth_bench DIRECTORY [flags]
//
// DIRECTORY is made if it is not there, and is on the disk that is measured.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/growth.h"
#include "cli/flags.h"

namespace gavel::bench {
namespace {

struct Part {
  const char* name;
  absl::Status (*measure)(const GrowthSettings& settings, Report& report);
};

constexpr Part kParts[] = {
    {"tests", MeasureTests},     {"inputs", MeasureInputs},
    {"outputs", MeasureOutputs}, {"queue", MeasureQueues},
    {"store", MeasureStores},
};

int Main(const GrowthSettings& settings, const std::string& only,
         const std::string& json) {
  std::error_code error;
  std::filesystem::create_directories(settings.directory, error);
  Report report;
  bool found = false;
  for (const Part& part : kParts) {
    if (!only.empty() && only != part.name) continue;
    found = true;
    const absl::Status measured = part.measure(settings, report);
    if (!measured.ok()) {
      std::fprintf(stderr, "%s: %s\n", part.name, measured.ToString().c_str());
      return 1;
    }
  }
  if (!found) {
    std::fprintf(stderr, "there is no part %s\n", only.c_str());
    return 64;
  }
  report.Print("cost that grows");
  const absl::Status written = report.WriteJson(json);
  if (written.ok()) return 0;
  std::fprintf(stderr, "%s\n", written.ToString().c_str());
  return 1;
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::GrowthSettings settings;
  std::string only;
  std::string json;
  gavel::cli::Flags flags("growth_bench DIRECTORY [flags]",
                          "Measures how cost grows.");
  flags
      .Text("only", "PART",
            "measure one part: tests, inputs, outputs, queue or store", &only)
      .Number("most", "N", "submissions of the largest store; default 1000000",
              1000, 100'000'000, &settings.most_submissions)
      .Text("json", "FILE", "write the figures to FILE", &json);
  std::vector<std::string> arguments;
  if (auto exit =
          flags.ParseOrExit({argv + 1, argv + argc}, {1, 1}, &arguments)) {
    return *exit;
  }
  settings.directory = arguments[0];
  return gavel::bench::Main(settings, only, json);
}
