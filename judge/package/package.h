// Loads a Kattis problem package from a directory or a zip file.
//
// Shape:   formats legacy, legacy-icpc and 2025-09, and drafts of it with
//          warnings; a zip may hold the package at its root or in one folder.
//          docs/packages.md says what is read and what is refused
// Units:   as in core/limits.h
// Errors:  InvalidArgument with everything that is wrong, one line each, as
//          "<file>: [line N: ]<what>"; NotFound for a path that is not there.
//          Parts that Gavel cannot run are values, until CheckJudgeable
// Threads: functions are pure but for the disk, which they block on
// Source:  problem package formats 2025-09, legacy and legacy-icpc
#ifndef GAVEL_JUDGE_PACKAGE_PACKAGE_H_
#define GAVEL_JUDGE_PACKAGE_PACKAGE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/bytes.h"
#include "core/problem.h"
#include "judge/package/examples.h"
#include "judge/package/metadata.h"
#include "judge/package/programs.h"
#include "judge/package/test_data.h"
#include "judge/package/texts.h"

namespace gavel::package {

struct Package {
  // The id is the directory's name, unless LoadZip was given another. Without
  // the programs that cannot be run.
  Problem problem;
  Metadata metadata;

  std::vector<LocalText> statements;
  std::vector<LocalText> solutions;
  // Named as below attachments/.
  std::vector<PackageFile> attachments;

  std::vector<NamedProgram> input_validators;
  // What input validators are given, for each of problem.tests.
  std::vector<InputArguments> input_arguments;
  // Tests of the validators themselves.
  std::vector<ValidationTest> validation_tests;
  std::vector<ExampleSubmission> examples;
  // Whether the package has output validators of its own, even if none of them
  // can be run.
  bool custom_output = false;

  // Parts that Gavel cannot run.
  std::vector<WithoutRuntime> without_runtime;
  // As the lines of an error, about what is odd but can be judged.
  std::vector<std::string> warnings;
};

// OK if submissions can be judged; else InvalidArgument with each part of the
// package that would be needed and cannot be run.
absl::Status CheckJudgeable(const Package& package);

// Test data stays where it is; the paths point into `directory`.
absl::StatusOr<Package> LoadDirectory(const std::string& directory);

// What unpacking may cost.
struct ZipLimits {
  Bytes total = MiB(2048);
  int entries = 20000;
  // Unpacked size over packed size, for entries above 1 MiB unpacked.
  int ratio = 1100;
};

// Unpacks into `directory`, which must exist and be empty, and is empty again
// after an error. InvalidArgument, naming the entry, for absolute paths, "..",
// links, duplicates, encryption and broken entries; ResourceExhausted for
// anything over the limits, before writing past them. Names the format forbids
// are silently dropped.
absl::Status UnpackZip(const std::string& zip_path,
                       const std::string& directory, const ZipLimits& limits);

// UnpackZip, then LoadDirectory of the package's root inside `directory`. The
// problem's id is `id`, or the name of the zip's folder if that is empty. On an
// error the directory is empty again.
absl::StatusOr<Package> LoadZip(const std::string& zip_path,
                                const std::string& id,
                                const std::string& directory,
                                const ZipLimits& limits);

// Packs a package directory for an upload, as one folder of its name: regular
// files only, sorted, with fixed times, so that equal directories give equal
// bytes. InvalidArgument for links.
absl::Status PackZip(const std::string& directory, const std::string& zip_path);

// The files that PackZip packs, sorted, as seen from the directory. Errors as
// there.
absl::StatusOr<std::vector<std::string>> ListPackage(
    const std::string& directory);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_PACKAGE_H_
