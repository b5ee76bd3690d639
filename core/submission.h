// A submission: source sent by somebody for one problem. Immutable.
//
// Threads: plain values
#ifndef GAVEL_CORE_SUBMISSION_H_
#define GAVEL_CORE_SUBMISSION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
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

// "main.js": what a program is called whose author does not say.
absl::string_view DefaultFileName(Language language);

// OK for the name of a file in that language, without a directory: 1 to
// kMostFileName bytes of UTF-8, none of them a control character or one of
// /\:*?"<>| which some system does not allow. Else InvalidArgument.
absl::Status CheckFileName(absl::string_view name, Language language);

inline constexpr size_t kMostFileName = 63;

// OK for what a sender may call a submission: 1 to kMostIdempotencyKey bytes of
// UTF-8 without control characters. Else InvalidArgument.
absl::Status CheckIdempotencyKey(absl::string_view key);

inline constexpr size_t kMostIdempotencyKey = 128;

// From 1, growing; 0 means not stored.
using SubmissionId = int64_t;

struct Submission {
  SubmissionId id = 0;
  std::string problem_id;
  int32_t problem_version = 0;
  Language language = Language::kJavaScript;
  // As stack traces show it. Its extension may say more than the language:
  // .mjs.
  std::string file_name = "main.js";
  // Valid UTF-8 when it came through the API.
  std::string source;
  // Whose it is; empty for those from before there were users.
  std::string user_id = {};
  // Who sent it: the user, or a service on the user's behalf.
  std::string submitted_by = {};
  // Empty for practice.
  std::string contest_id = {};
  // What its sender calls it, so that sending it again makes no second one;
  // unique for each sender, or empty.
  std::string idempotency_key = {};
  // When it was admitted; that counts in contests, however long storing took.
  absl::Time created;
};

}  // namespace gavel

#endif  // GAVEL_CORE_SUBMISSION_H_
