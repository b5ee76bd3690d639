// Loads a Kattis problem package from a directory or a zip file.
//
// Shape:   problem.yaml, data/sample, data/secret and submissions/<verdict>/ of
//          format 2025-09; a zip may hold the package at its root or in one
//          folder. What the format has and Gavel cannot judge yet (custom
//          validators, scoring, interactive, multi-pass, groups) is refused
// Units:   as in core/limits.h
// Errors:  InvalidArgument with everything that is wrong, one line each, as
//          "<file>: [line N: ]<what>"; NotFound for a path that is not there
// Threads: functions are pure but for the disk, which they block on
// Source:  problem package format 2025-09
#ifndef GAVEL_JUDGE_PACKAGE_PACKAGE_H_
#define GAVEL_JUDGE_PACKAGE_PACKAGE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/bytes.h"
#include "core/problem.h"
#include "core/verdict.h"

namespace gavel::package {

// An example submission and the verdict its directory promises.
struct ExampleSubmission {
  // "accepted/sum.js": path inside submissions/.
  std::string name;
  std::string path;
  Verdict expected = Verdict::kAccepted;
};

struct Package {
  // The id is the directory's name, unless LoadZip was given another.
  Problem problem;
  std::vector<ExampleSubmission> examples;
};

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
