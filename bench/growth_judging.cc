#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "bench/growth.h"
#include "bench/growth_curve.h"
#include "bench/growth_engine.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

constexpr std::array<int, 4> kTests = {1, 10, 100, 1000};
constexpr std::array<int64_t, 5> kBytes = {1'000, 100'000, 1'000'000,
                                           10'000'000, 100'000'000};

// Reads all of its input and says how long it is.
constexpr const char* kReader =
    "const fs = require('fs'); console.log(fs.readFileSync(0).length);";

// Writes as many bytes as its input says, in lines of 64.
constexpr const char* kWriter = R"js(
const fs = require('fs');
let left = Number(fs.readFileSync(0, 'utf8'));
const lines = Buffer.from('x'.repeat(63).concat('\n').repeat(1024));
while (left > 0) left -= fs.writeSync(1, lines, 0, Math.min(left, lines.length));
)js";

std::string Lines(int64_t bytes) {
  std::string text(static_cast<size_t>(bytes), 'x');
  for (size_t i = 63; i < text.size(); i += 64) text[i] = '\n';
  return text;
}

std::string SizeText(int64_t bytes) {
  return bytes < 1'000'000 ? absl::StrCat(bytes / 1000, " kB")
                           : absl::StrCat(bytes / 1'000'000, " MB");
}

Measured PerUnit(const std::vector<absl::Duration>& samples,
                 absl::Duration unit, int64_t count) {
  std::vector<double> values;
  for (const absl::Duration sample : samples) {
    values.push_back(absl::FDivDuration(sample, unit) /
                     static_cast<double>(count));
  }
  return Lower(std::move(values));
}

// What copying as many bytes takes.
absl::StatusOr<Measured> Copying(int64_t bytes) {
  const std::string from(static_cast<size_t>(bytes), 'x');
  std::string to(from.size(), ' ');
  GAVEL_ASSIGN_OR_RETURN(
      const auto samples,
      Sample({.least = 5, .enough = absl::Milliseconds(20)}, [&](int64_t) {
        std::memcpy(to.data(), from.data(), to.size());
        return to.back() == 'x' ? absl::OkStatus()
                                : absl::InternalError("copying bytes");
      }));
  return PerUnit(samples, absl::Nanoseconds(1), bytes);
}

absl::StatusOr<std::unique_ptr<Engine>> OpenEngine(
    const GrowthSettings& settings) {
  return Engine::Open(settings.directory + "/judging");
}

struct Stream {
  std::string name;
  const char* source;
  // For a size.
  Engine::Tests (*tests)(int64_t bytes);
};

absl::Status MeasureStream(const GrowthSettings& settings, const Stream& stream,
                           Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<Engine> engine,
                         OpenEngine(settings));
  Curves times("ns per byte", {.at_most = 1});
  Curves memory("MB of the server", {.at_most = 1.5});
  for (const int64_t bytes : kBytes) {
    GAVEL_ASSIGN_OR_RETURN(const std::string problem,
                           engine->AddProblem(stream.tests(bytes)));
    TakePeakMemory();
    GAVEL_ASSIGN_OR_RETURN(
        const auto samples,
        Sample({.least = 5, .enough = absl::Milliseconds(400)},
               [&](int64_t) { return engine->Judge(problem, stream.source); }));
    const double peak =
        static_cast<double>(TakePeakMemory().count()) / 1'000'000;
    GAVEL_ASSIGN_OR_RETURN(const Measured copying, Copying(bytes));
    times.Add(stream.name, SizeText(bytes),
              PerUnit(samples, absl::Nanoseconds(1), bytes),
              Baseline{.name = "memcpy", .measured = copying});
    memory.Add(absl::StrCat(stream.name, ", memory"), SizeText(bytes),
               Single(peak));
  }
  times.AddTo(report);
  memory.AddTo(report);
  return absl::OkStatus();
}

}  // namespace

absl::Status MeasureTests(const GrowthSettings& settings, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<Engine> engine,
                         OpenEngine(settings));
  Curves curves("us per test", {.at_most = 1});
  for (const int count : kTests) {
    GAVEL_ASSIGN_OR_RETURN(
        const std::string problem,
        engine->AddProblem({.count = count, .input = "7", .answer = "1\n"}));
    GAVEL_ASSIGN_OR_RETURN(
        const auto samples,
        Sample({.least = 5, .most = 200, .enough = absl::Seconds(2)},
               [&](int64_t) { return engine->Judge(problem, kReader); }));
    const std::string at = absl::StrCat(count, count == 1 ? " test" : " tests");
    curves.Add("judging", at, PerUnit(samples, absl::Microseconds(1), count));
    GAVEL_ASSIGN_OR_RETURN(
        const auto loads, Sample({}, [&](int64_t) {
          return engine->store().GetProblem(problem, std::nullopt).status();
        }));
    curves.Add("reading a problem", at,
               PerUnit(loads, absl::Microseconds(1), count));
  }
  curves.AddTo(report);
  return absl::OkStatus();
}

absl::Status MeasureInputs(const GrowthSettings& settings, Report& report) {
  return MeasureStream(settings,
                       {"reading an input", kReader,
                        [](int64_t bytes) -> Engine::Tests {
                          return {.input = Lines(bytes),
                                  .answer = absl::StrCat(bytes, "\n")};
                        }},
                       report);
}

absl::Status MeasureOutputs(const GrowthSettings& settings, Report& report) {
  return MeasureStream(settings,
                       {"writing an output", kWriter,
                        [](int64_t bytes) -> Engine::Tests {
                          return {.input = absl::StrCat(bytes, "\n"),
                                  .answer = Lines(bytes)};
                        }},
                       report);
}

}  // namespace gavel::bench
