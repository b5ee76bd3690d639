#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "judge/package/paths.h"
#include "judge/package/programs.h"

namespace gavel::package {
namespace {

class ValidatorsReader {
 public:
  ValidatorsReader(const Reading& reading, bool legacy_custom,
                   std::vector<WithoutRuntime>& without)
      : reading_(reading), legacy_custom_(legacy_custom), without_(without) {}

  Validators Read() {
    for (const absl::string_view directory :
         {"input_validators", "input_format_validators"}) {
      for (const std::string& path : ProgramsIn(directory)) {
        CheckName(path);
        Take(path, false, validators_.input);
      }
    }
    ReadOutputValidators();
    if (!IsLegacy(reading_.format)) ReadStaticValidator();
    return std::move(validators_);
  }

 private:
  void ReadOutputValidators() {
    const bool legacy = IsLegacy(reading_.format);
    if (!legacy && !(reading_.format == Format::kDraft &&
                     reading_.files.Has("output_validators"))) {
      if (!reading_.files.Has("output_validator")) return;
      validators_.custom_output = true;
      const std::string path = OnlyProgramIn("output_validator");
      validators_.output_names.insert(
          std::string(WithoutExtension(NameOf(path))));
      return Take(path, true, validators_.output);
    }
    const std::vector<std::string> programs = ProgramsIn("output_validators");
    if (legacy && !legacy_custom_) {
      if (programs.empty()) return;
      return reading_.warnings.Add(
          "output_validators",
          "is not used: validation in problem.yaml is not custom");
    }
    validators_.custom_output = true;
    if (programs.empty()) {
      reading_.errors.Add("output_validators", "holds no program");
    }
    for (const std::string& path : programs) {
      validators_.output_names.insert(
          std::string(WithoutExtension(NameOf(path))));
      Take(path, true, validators_.output);
    }
  }

  void ReadStaticValidator() {
    if (!reading_.files.Has("static_validator")) return;
    validators_.custom_static = true;
    std::vector<NamedProgram> programs;
    Take(OnlyProgramIn("static_validator"), true, programs);
    if (!programs.empty()) {
      validators_.static_validator = std::move(programs.front().program);
    }
  }

  std::vector<std::string> ProgramsIn(absl::string_view directory) const {
    std::vector<std::string> programs;
    for (const std::string& path : reading_.files.Children(directory)) {
      if (IsProgram(reading_, path)) programs.push_back(path);
    }
    return programs;
  }

  // The program in a directory for one: its only file or directory, or else
  // the directory itself with all that it holds.
  std::string OnlyProgramIn(absl::string_view directory) const {
    const std::vector<std::string> children =
        reading_.files.Children(directory);
    return children.size() == 1 ? children.front() : std::string(directory);
  }

  // Arguments are given to input validators by name.
  void CheckName(const std::string& path) {
    if (validators_.input_names
            .insert(std::string(WithoutExtension(NameOf(path))))
            .second) {
      return;
    }
    reading_.errors.Add(path, "is a second input validator of this name");
  }

  void Take(const std::string& path, bool needed,
            std::vector<NamedProgram>& programs) {
    const size_t before = without_.size();
    auto program = ReadProgram(reading_, path, {}, without_);
    for (size_t i = before; i < without_.size(); ++i) {
      without_[i].needed = needed;
    }
    if (!program.has_value()) {
      if (before == without_.size() && !reading_.files.IsDirectory(path)) {
        reading_.errors.Add(path, "is no source file of a known language");
      }
      return;
    }
    programs.push_back(
        {std::string(WithoutExtension(NameOf(path))), *std::move(program)});
  }

  const Reading& reading_;
  const bool legacy_custom_;
  std::vector<WithoutRuntime>& without_;
  Validators validators_;
};

}  // namespace

Validators ReadValidators(const Reading& reading, bool legacy_custom,
                          std::vector<WithoutRuntime>& without) {
  return ValidatorsReader(reading, legacy_custom, without).Read();
}

}  // namespace gavel::package
