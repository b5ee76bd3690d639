// problem.yaml: what a problem is called and what its submissions may use.
//
// Shape:   all keys of all formats, in the newest format's terms
// Units:   as in core/limits.h; a limit not given keeps its default
// Errors:  findings with file and line
// Threads: no shared state
// Source:  problem package formats 2025-09, legacy and legacy-icpc, "Problem
//          metadata"
#ifndef GAVEL_JUDGE_PACKAGE_METADATA_H_
#define GAVEL_JUDGE_PACKAGE_METADATA_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/limits.h"
#include "core/problem.h"
#include "judge/package/constants.h"
#include "judge/package/fields.h"
#include "judge/package/format.h"
#include "judge/package/reading.h"
#include "judge/package/time_limit.h"

namespace gavel::package {

struct Metadata {
  Format format = Format::kLegacy;
  // English if there is one, else the first; may be empty in legacy packages.
  std::string title;
  // By language; "en" for a name without one.
  std::map<std::string, std::string> names;
  int name_line = 0;

  bool scoring = false;
  bool interactive = false;
  bool multi_pass = false;
  bool submit_answer = false;
  int type_line = 0;
  // Of legacy packages.
  bool minimize = false;

  std::string uuid;
  std::string version;
  std::string license = "unknown";
  std::string rights_owner;
  std::optional<absl::Time> embargo_until;
  std::vector<std::string> keywords;

  Limits limits;
  ValidationLimits validation;
  TimeRules time;
  bool allow_file_writing = false;

  // Codes of the languages that may be submitted; empty for all.
  std::vector<std::string> languages;
  int languages_line = 0;
  Constants constants;

  // Of legacy packages: whether validation is custom, and validator_flags.
  bool custom_validation = false;
  int validation_line = 0;
  std::vector<std::string> validator_flags;
  int validator_flags_line = 0;
};

// What could be read, even if there are findings. Sets the reading's format and
// constants.
Metadata ReadMetadata(Reading& reading);

// Parts of ReadMetadata, in files of their own.
// limits, .timelimit and domjudge-problem.ini.
void ReadLimits(const Fields& root, const Reading& reading, Metadata& metadata);
// Of legacy packages, domjudge-problem.ini: a time limit, which wins, and a
// name for want of another.
void ReadDomjudgeFile(const Reading& reading, Metadata& metadata);
// A time limit in a file of its own, which `text` holds.
void TakeTimeLimit(absl::string_view file, absl::string_view text,
                   const Reading& reading, Metadata& metadata);
// credits, source, license, rights_owner, embargo_until.
void ReadPublication(const Fields& root, const Reading& reading,
                     Metadata& metadata);

// Of drafts: turns older spellings into those of 2025-09, with warnings.
void ModernizeMetadata(YamlNode& root, Findings& warnings);

// "en", "pt-BR", "fil".
bool IsNaturalLanguage(absl::string_view code);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_METADATA_H_
