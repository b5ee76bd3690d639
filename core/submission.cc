#include "core/submission.h"

#include <array>

#include "absl/algorithm/container.h"

namespace gavel {

namespace {

struct Known {
  Language language;
  absl::string_view name;
  std::array<absl::string_view, 3> extensions;
};
constexpr std::array<Known, 2> kLanguages = {
    Known{Language::kJavaScript, "javascript", {".js", ".cjs", ".mjs"}},
    Known{Language::kTypeScript, "typescript", {".ts", ".cts", ".mts"}},
};

template <typename Predicate>
std::optional<Language> Find(Predicate matches) {
  for (const Known& known : kLanguages) {
    if (matches(known)) return known.language;
  }
  return std::nullopt;
}

}  // namespace

absl::string_view LanguageName(Language language) {
  for (const Known& known : kLanguages) {
    if (known.language == language) return known.name;
  }
  return "";
}

std::optional<Language> ParseLanguage(absl::string_view name) {
  return Find([&](const Known& known) { return known.name == name; });
}

std::optional<Language> LanguageFromExtension(absl::string_view extension) {
  return Find([&](const Known& known) {
    return absl::c_linear_search(known.extensions, extension);
  });
}

std::optional<Language> LanguageFromNumber(int64_t number) {
  return Find([&](const Known& known) {
    return static_cast<int64_t>(known.language) == number;
  });
}

}  // namespace gavel
