// problem.yaml: what a problem is called and what its submissions may use.
//
// Shape:   format 2025-09, or legacy when problem_format_version says so or is
//          missing; pass-fail only. Keys that the format names and judging does
//          not need are accepted unread
// Units:   as in core/limits.h; a limit not given keeps its default
// Errors:  findings with file and line
// Threads: pure, safe anywhere
// Source:  problem package formats 2025-09 and legacy, "Problem metadata"
#ifndef GAVEL_JUDGE_PACKAGE_METADATA_H_
#define GAVEL_JUDGE_PACKAGE_METADATA_H_

#include <string>
#include <vector>

#include "core/limits.h"
#include "judge/package/findings.h"

namespace gavel::package {

struct Metadata {
  bool legacy = false;
  // English if there is one, else the first; may be empty in legacy packages.
  std::string title;
  Limits limits;
  // Whether limits.cpu_time was given.
  bool has_time_limit = false;
  // Of legacy packages: validator_flags, with its line.
  std::vector<std::string> validator_flags;
  int validator_flags_line = 0;
};

// What could be read, even if there are findings.
Metadata ParseMetadata(const std::string& text, const std::string& file,
                       Findings& findings);

// Of legacy packages: the content of .timelimit, in seconds.
void ParseTimeLimitFile(const std::string& text, const std::string& file,
                        Metadata& metadata, Findings& findings);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_METADATA_H_
