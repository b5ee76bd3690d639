// A submission: source sent by somebody for one problem. Immutable.
//
// Threads: plain values
#ifndef GAVEL_CORE_SUBMISSION_H_
#define GAVEL_CORE_SUBMISSION_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace gavel {

// The numbers are stored: append only.
enum class Language : uint8_t {
  kJavaScript = 1,
  kTypeScript = 2,
};

// "javascript": the name in the API and on the command line.
absl::string_view LanguageName(Language language);

// By name or by file extension with its dot (".js", ".mts"); nullopt if none.
std::optional<Language> ParseLanguage(absl::string_view name);
std::optional<Language> LanguageFromExtension(absl::string_view extension);
std::optional<Language> LanguageFromNumber(int64_t number);

// From 1, growing; 0 means not stored.
using SubmissionId = int64_t;

struct Submission {
  SubmissionId id = 0;
  std::string problem_id;
  int32_t problem_version = 0;
  Language language = Language::kJavaScript;
  // Valid UTF-8 when it came through the API.
  std::string source;
  absl::Time created;
};

}  // namespace gavel

#endif  // GAVEL_CORE_SUBMISSION_H_
