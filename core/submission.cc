#include "core/submission.h"

#include <array>

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/utf8.h"

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

absl::string_view DefaultFileName(Language language) {
  return language == Language::kTypeScript ? "main.ts" : "main.js";
}

absl::Status CheckFileName(absl::string_view name, Language language) {
  const auto wrong = [&](absl::string_view what) {
    return absl::InvalidArgumentError(
        absl::StrCat("file name \"", absl::Utf8SafeCEscape(name), "\" ", what));
  };
  if (FindInvalidUtf8(name) != absl::string_view::npos) {
    return absl::InvalidArgumentError("file name is not UTF-8");
  }
  if (name.size() > kMostFileName) {
    return wrong(absl::StrCat("has ", name.size(), " bytes, at most ",
                              kMostFileName, " are allowed"));
  }
  constexpr absl::string_view kForbidden = "/\\:*?\"<>|\x7f";
  if (absl::c_any_of(name, [&](char c) {
        return (c >= 0 && c < ' ') || absl::StrContains(kForbidden, c);
      })) {
    return wrong(
        "has a control character or one of /\\:*?\"<>|; give it without "
        "directories");
  }
  const size_t dot = name.rfind('.');
  if (dot == absl::string_view::npos || dot == 0 ||
      LanguageFromExtension(name.substr(dot)) != language) {
    return wrong(
        absl::StrCat("is not the name of a ", LanguageName(language), " file"));
  }
  return absl::OkStatus();
}

absl::Status CheckIdempotencyKey(absl::string_view key) {
  if (key.empty()) {
    return absl::InvalidArgumentError("idempotency key is empty");
  }
  if (key.size() > kMostIdempotencyKey) {
    return absl::InvalidArgumentError(
        absl::StrCat("idempotency key has ", key.size(), " bytes, at most ",
                     kMostIdempotencyKey, " are allowed"));
  }
  if (FindInvalidUtf8(key) != absl::string_view::npos) {
    return absl::InvalidArgumentError("idempotency key is not UTF-8");
  }
  if (absl::c_any_of(
          key, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; })) {
    return absl::InvalidArgumentError(
        absl::StrCat("idempotency key \"", absl::Utf8SafeCEscape(key),
                     "\" has a control character"));
  }
  return absl::OkStatus();
}

std::optional<Language> LanguageFromNumber(int64_t number) {
  return Find([&](const Known& known) {
    return static_cast<int64_t>(known.language) == number;
  });
}

}  // namespace gavel
