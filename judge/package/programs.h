// Programs of a package: validators and submissions.
//
// Shape:   a file, or a directory whose program starts at its only source, or
//          main.*, index.* or what is named as the directory. Constants are
//          replaced in all files
// Errors:  a program that Gavel cannot run is a value, WithoutRuntime; a
//          directory without a start is a finding
// Threads: no shared state; blocks on the disk
// Source:  problem package formats, "Programs"
#ifndef GAVEL_JUDGE_PACKAGE_PROGRAMS_H_
#define GAVEL_JUDGE_PACKAGE_PROGRAMS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/package/reading.h"

namespace gavel::package {

// A part of the package that Gavel cannot run.
struct WithoutRuntime {
  // "output_validator/check.cpp"
  std::string path;
  // "cpp", "viva", "a build script", "python3 and cpp".
  std::string language;
  // Whether no submission can be judged without it.
  bool needed = false;
};

// A program by the name that the package calls it: its file or directory.
struct NamedProgram {
  std::string name;
  PackageProgram program;
};

// What submissions.yaml may say of a program.
struct ProgramHints {
  // Code of a language, or empty.
  std::string language;
  // Name of the file to start at, or empty.
  std::string entrypoint;
};

// The program at the path; nullopt if it cannot be run, which is added to
// `without`, or is no program at all, which is found unless it is only a file
// that is no source.
std::optional<PackageProgram> ReadProgram(const Reading& reading,
                                          absl::string_view path,
                                          const ProgramHints& hints,
                                          std::vector<WithoutRuntime>& without);

// Whether a file or directory can be a program: not so of README files, headers
// and the like.
bool IsProgram(const Reading& reading, absl::string_view path);

// Validators, as they lie in a package.
struct Validators {
  std::vector<NamedProgram> input;
  // All have to accept; with `custom_output`, even if there is none that can be
  // run.
  std::vector<NamedProgram> output;
  bool custom_output = false;
  std::optional<PackageProgram> static_validator;
  bool custom_static = false;
  // Of all, whether they can be run or not.
  std::set<std::string> input_names;
  std::set<std::string> output_names;
};

// `legacy_custom`: that a legacy package asks for its output validators.
Validators ReadValidators(const Reading& reading, bool legacy_custom,
                          std::vector<WithoutRuntime>& without);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_PROGRAMS_H_
