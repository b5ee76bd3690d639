// What all parts of the package reader share.
//
// Errors:  findings with file and line
// Threads: thread-compatible; blocks on the disk
// Owner:   borrows the listing and the findings
#ifndef GAVEL_JUDGE_PACKAGE_READING_H_
#define GAVEL_JUDGE_PACKAGE_READING_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/package/constants.h"
#include "judge/package/findings.h"
#include "judge/package/format.h"
#include "judge/package/listing.h"
#include "judge/package/yaml.h"

namespace gavel::package {

struct Reading {
  const Listing& files;
  Findings& errors;
  Findings& warnings;
  Format format = Format::kLegacy;
  Constants constants = {};

  // For what 2025-09 forbids and other formats, or their users, do not.
  Findings& strict() const {
    return format == Format::k202509 ? errors : warnings;
  }
};

// nullopt if the file is not there, or cannot be read, which is found.
std::optional<std::string> ReadText(const Reading& reading,
                                    absl::string_view path);

// As ReadText, without a byte order mark and other line endings than LF, which
// are found.
std::optional<YamlNode> ReadYaml(const Reading& reading,
                                 absl::string_view path);

// As ReadYaml, with constants replaced.
std::optional<YamlNode> ReadYamlWithConstants(const Reading& reading,
                                              absl::string_view path);

absl::string_view WithoutByteOrderMark(absl::string_view text);

// Finds a byte order mark and other line endings than LF.
void CheckText(const Reading& reading, absl::string_view path,
               absl::string_view text);

// The file at `path` under another name.
PackageFile FileAt(const Reading& reading, absl::string_view path,
                   absl::string_view name);
// With constants replaced in it.
PackageFile SourceAt(const Reading& reading, absl::string_view path,
                     absl::string_view name);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_READING_H_
