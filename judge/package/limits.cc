#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "judge/package/metadata.h"

namespace gavel::package {
namespace {

// Larger than any limit, small enough not to overflow in bytes.
constexpr int64_t kMostUnits = int64_t{1} << 40;
constexpr int64_t kMostPasses = 1000;

constexpr absl::string_view kTimeLimitFile = ".timelimit";

class LimitsReader {
 public:
  LimitsReader(const Fields& given, const Reading& reading, Metadata& metadata)
      : given_(given), reading_(reading), metadata_(metadata) {}

  void Read() {
    CheckKeys();
    ReadTime();
    ReadSubmissionLimits();
    ReadValidationLimits();
  }

 private:
  void CheckKeys() {
    Findings& strict = reading_.strict();
    if (IsLegacy(metadata_.format)) {
      given_.AllowOnly(
          {"time_multiplier", "time_safety_margin", "memory", "output", "code",
           "compilation_time", "compilation_memory", "validation_time",
           "validation_memory", "validation_output",
           // What DOMjudge adds.
           "validation_passes"},
          &strict);
    } else if (metadata_.format == Format::kDraft) {
      given_.AllowOnly(
          {"time_multipliers", "time_limit", "time_resolution", "memory",
           "output", "code", "compilation_time", "compilation_memory",
           "validation_time", "validation_memory", "validation_output",
           "validation_passes", "time_multiplier", "time_safety_margin"},
          &strict);
    } else {
      given_.AllowOnly(
          {"time_multipliers", "time_limit", "time_resolution", "memory",
           "output", "code", "compilation_time", "compilation_memory",
           "validation_time", "validation_memory", "validation_output",
           "validation_passes"},
          &strict);
    }
  }

  void ReadTime() {
    TimeRules& time = metadata_.time;
    if (const auto seconds = given_.PositiveNumber("time_resolution")) {
      time.resolution = absl::Seconds(*seconds);
      if (time.resolution < absl::Milliseconds(1) ||
          time.resolution > absl::Hours(1)) {
        given_.Find(given_.Line("time_resolution"),
                    "time_resolution is outside 1 ms to 1 h");
        time.resolution = absl::Seconds(1);
      }
    }
    if (const auto seconds = given_.PositiveNumber("time_limit")) {
      ReadTimeLimit(absl::Seconds(*seconds));
    }
    if (metadata_.format != Format::k202509) {
      ReadMultiplier(given_, "time_multiplier", time.ac_to_time_limit);
      ReadMultiplier(given_, "time_safety_margin", time.time_limit_to_tle);
    }
    const YamlNode* const node = given_.Get("time_multipliers");
    if (node == nullptr) return;
    const Fields multipliers(*node, given_.file(), "time_multipliers",
                             given_.findings());
    multipliers.AllowOnly({"ac_to_time_limit", "time_limit_to_tle"},
                          &reading_.strict());
    ReadMultiplier(multipliers, "ac_to_time_limit", time.ac_to_time_limit);
    ReadMultiplier(multipliers, "time_limit_to_tle", time.time_limit_to_tle);
  }

  void ReadTimeLimit(absl::Duration limit) {
    Limits probe;
    probe.cpu_time = limit;
    if (!Honoured(probe, "time_limit")) return;
    metadata_.time.given = metadata_.limits.cpu_time = limit;
    if (limit % metadata_.time.resolution == absl::ZeroDuration()) return;
    // Earlier texts of the format allow it.
    reading_.warnings.Add(
        given_.file(), given_.Line("time_limit"),
        absl::StrCat("time_limit ", absl::FormatDuration(limit),
                     " is no multiple of the time_resolution ",
                     absl::FormatDuration(metadata_.time.resolution)));
  }

  static void ReadMultiplier(const Fields& fields, absl::string_view key,
                             double& multiplier) {
    const auto value = fields.Number(key);
    if (!value.has_value()) return;
    if (*value >= 1 && *value <= 1000) {
      multiplier = *value;
      return;
    }
    fields.Find(fields.Line(key),
                absl::StrCat(key, " is not a number from 1 to 1000"));
  }

  void ReadSubmissionLimits() {
    Limits& limits = metadata_.limits;
    ReadBytes("memory", MiB(1), &Limits::memory, limits.memory);
    ReadBytes("output", MiB(1), &Limits::output, limits.output);
    ReadBytes("code", KiB(1), &Limits::source, limits.source);
    ReadSeconds("compilation_time", &Limits::compile_time, limits.compile_time);
    ReadBytes("compilation_memory", MiB(1), &Limits::compile_memory,
              limits.compile_memory);
  }

  void ReadValidationLimits() {
    ValidationLimits& validation = metadata_.validation;
    ReadSeconds("validation_time", &Limits::cpu_time, validation.time);
    ReadBytes("validation_memory", MiB(1), &Limits::memory, validation.memory);
    ReadBytes("validation_output", MiB(1), &Limits::output, validation.output);
    const auto passes = given_.PositiveInteger("validation_passes");
    if (!passes.has_value()) return;
    const int line = given_.Line("validation_passes");
    if (!metadata_.multi_pass) {
      given_.Find(line, "validation_passes is only for multi-pass problems");
    }
    if (*passes < 2 || *passes > kMostPasses) {
      given_.Find(line, absl::StrCat("validation_passes is not an integer "
                                     "from 2 to ",
                                     kMostPasses));
      return;
    }
    validation.passes = static_cast<int32_t>(*passes);
  }

  // `member` is where Gavel's own bounds for such a limit are checked.
  void ReadBytes(absl::string_view key, Bytes unit, Bytes Limits::*member,
                 Bytes& limit) {
    const auto units = given_.PositiveInteger(key);
    if (!units.has_value()) return;
    Limits probe;
    probe.*member = Bytes(std::min(*units, kMostUnits) * unit.count());
    if (Honoured(probe, key)) limit = probe.*member;
  }

  void ReadSeconds(absl::string_view key, absl::Duration Limits::*member,
                   absl::Duration& limit) {
    const auto seconds = given_.PositiveInteger(key);
    if (!seconds.has_value()) return;
    Limits probe;
    probe.*member = absl::Seconds(std::min(*seconds, kMostUnits));
    if (Honoured(probe, key)) limit = probe.*member;
  }

  bool Honoured(const Limits& probe, absl::string_view key) {
    const absl::Status status = ValidateLimits(probe);
    if (status.ok()) return true;
    given_.Find(given_.Line(key), absl::StrCat(key, ": ", status.message()));
    return false;
  }

  const Fields& given_;
  const Reading& reading_;
  Metadata& metadata_;
};

}  // namespace

void TakeTimeLimit(absl::string_view file, absl::string_view text,
                   const Reading& reading, Metadata& metadata) {
  const auto seconds = ParseDecimalNumber(absl::StripAsciiWhitespace(text));
  if (!seconds.has_value() || *seconds <= 0) {
    return reading.errors.Add(file, "is not a number of seconds above 0");
  }
  Limits probe;
  probe.cpu_time = absl::Seconds(*seconds);
  const absl::Status status = ValidateLimits(probe);
  if (!status.ok()) return reading.errors.Add(file, status.message());
  metadata.time.given = metadata.limits.cpu_time = probe.cpu_time;
}

void ReadLimits(const Fields& root, const Reading& reading,
                Metadata& metadata) {
  if (IsLegacy(metadata.format)) {
    metadata.time.ac_to_time_limit = 5;
    metadata.time.time_limit_to_tle = 2;
  }
  if (const YamlNode* const node = root.Get("limits")) {
    const Fields limits(*node, root.file(), "limits", root.findings());
    LimitsReader(limits, reading, metadata).Read();
  }
  if (!IsLegacy(metadata.format)) return;
  if (const auto text = ReadText(reading, kTimeLimitFile)) {
    TakeTimeLimit(kTimeLimitFile, *text, reading, metadata);
  }
  ReadDomjudgeFile(reading, metadata);
}

}  // namespace gavel::package
