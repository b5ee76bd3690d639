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
// From there on the bytes are what costs.
constexpr int64_t kLarge = 1'000'000;

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

Size OfBytes(int64_t bytes) {
  return {bytes, bytes < kLarge ? absl::StrCat(bytes / 1000, " kB")
                                : absl::StrCat(bytes / 1'000'000, " MB")};
}

// What copying as many bytes takes. Of few it says nothing.
absl::StatusOr<std::optional<Baseline>> Copying(int64_t bytes) {
  if (bytes < kLarge) return std::nullopt;
  const std::string from(static_cast<size_t>(bytes), 'x');
  std::string to(from.size(), ' ');
  GAVEL_ASSIGN_OR_RETURN(
      const auto samples,
      Sample({.least = 5, .enough = absl::Milliseconds(20)}, [&](int64_t) {
        std::memcpy(to.data(), from.data(), to.size());
        return to.back() == 'x' ? absl::OkStatus()
                                : absl::InternalError("copying bytes");
      }));
  return Baseline{.name = "memcpy", .measured = Milliseconds(samples)};
}

absl::StatusOr<std::unique_ptr<Engine>> OpenEngine(
    const GrowthSettings& settings) {
  return Engine::Open(settings.bin + "/gavel-sandbox",
                      settings.directory + "/judging");
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
  Curves times("ms", Curves::Shape::kProportional);
  Curves memory("MB", Curves::Shape::kFlat);
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
    GAVEL_ASSIGN_OR_RETURN(auto copying, Copying(bytes));
    times.Add(stream.name, OfBytes(bytes), Milliseconds(samples),
              std::move(copying));
    memory.Add(absl::StrCat("memory of the judge, ", stream.name),
               OfBytes(bytes), Single(peak));
  }
  times.AddTo(report);
  memory.AddTo(report);
  return absl::OkStatus();
}

}  // namespace

absl::Status MeasureTests(const GrowthSettings& settings, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<Engine> engine,
                         OpenEngine(settings));
  Curves judging("ms", Curves::Shape::kProportional);
  Curves reading("us", Curves::Shape::kProportional);
  for (const int count : kTests) {
    GAVEL_ASSIGN_OR_RETURN(
        const std::string problem,
        engine->AddProblem({.count = count, .input = "7", .answer = "1\n"}));
    GAVEL_ASSIGN_OR_RETURN(
        const auto samples,
        Sample({.least = 5, .most = 200, .enough = absl::Seconds(2)},
               [&](int64_t) { return engine->Judge(problem, kReader); }));
    const Size at = {count,
                     absl::StrCat(count, count == 1 ? " test" : " tests")};
    judging.Add("judging", at, Milliseconds(samples));
    GAVEL_ASSIGN_OR_RETURN(
        const auto loads, Sample({}, [&](int64_t) {
          return engine->store().GetProblem(problem, std::nullopt).status();
        }));
    reading.Add("reading a problem", at, Microseconds(loads));
  }
  judging.AddTo(report);
  reading.AddTo(report);
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
