#include "core/submission.h"

namespace gavel {

absl::string_view LanguageName(Language language) {
  switch (language) {
    case Language::kJavaScript:
      return "javascript";
  }
  return "";
}

std::optional<Language> ParseLanguage(absl::string_view name) {
  if (name == "javascript") return Language::kJavaScript;
  return std::nullopt;
}

std::optional<Language> LanguageFromExtension(absl::string_view extension) {
  if (extension == ".js" || extension == ".cjs") return Language::kJavaScript;
  return std::nullopt;
}

std::optional<Language> LanguageFromNumber(int64_t number) {
  if (number == static_cast<int64_t>(Language::kJavaScript)) {
    return Language::kJavaScript;
  }
  return std::nullopt;
}

}  // namespace gavel
