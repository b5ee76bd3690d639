#include "bench/bench_main.h"

#include <cstdio>
#include <fstream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

absl::Status MeasureInto(const std::string& path,
                         const std::vector<std::string>& arguments,
                         Measurement measure) {
  std::ofstream file;
  if (!path.empty()) file.open(path);
  Report report;
  GAVEL_RETURN_IF_ERROR(measure(arguments, report));
  report.Print();
  if (path.empty()) return absl::OkStatus();
  report.WriteJson(file);
  file.close();
  return file.good() ? absl::OkStatus()
                     : absl::InternalError(absl::StrCat("writing ", path));
}

}  // namespace

int BenchMain(cli::Flags& flags, int argc, char** argv,
              cli::ArgumentCount count, Measurement measure) {
  std::string json_path;
  flags.Text("json", "FILE", "also write the figures there", &json_path);
  std::vector<std::string> arguments;
  if (const std::optional<int> status = flags.ParseOrExit(
          std::vector<std::string>(argv + 1, argv + argc), count, &arguments)) {
    return *status;
  }
  const absl::Status status = MeasureInto(json_path, arguments, measure);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}

}  // namespace gavel::bench
