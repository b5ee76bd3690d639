// What every benchmark has around its measurements: flags, of which --json is
// one, a table on stdout, figures in a file, and a message when something
// fails.
//
// Errors:  exit status 64 for a wrong command line, 1 for all else
// Threads: single-threaded
#ifndef GAVEL_BENCH_BENCH_MAIN_H_
#define GAVEL_BENCH_BENCH_MAIN_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "bench/report.h"
#include "cli/flags.h"

namespace gavel::bench {

// Takes the arguments that are not flags, and adds to the report.
using Measurement = absl::FunctionRef<absl::Status(
    const std::vector<std::string>& arguments, Report& report)>;

// Returns the exit status. The file of --json is opened first, for benchmarks
// that give up their way to it.
int BenchMain(cli::Flags& flags, int argc, char** argv,
              cli::ArgumentCount count, Measurement measure);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_BENCH_MAIN_H_
