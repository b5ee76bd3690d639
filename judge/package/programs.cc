#include "judge/package/programs.h"

#include <algorithm>
#include <cstddef>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/submission.h"
#include "judge/package/paths.h"
#include "judge/package/source_language.h"

namespace gavel::package {
namespace {

std::vector<std::string> SourcesIn(const Reading& reading,
                                   absl::string_view directory) {
  std::vector<std::string> sources;
  for (const std::string& path : reading.files.Children(directory)) {
    if (reading.files.IsFile(path) &&
        !LanguageCodeFromExtension(ExtensionOf(path)).empty()) {
      sources.push_back(path);
    }
  }
  return sources;
}

bool HasScript(const Reading& reading, absl::string_view directory) {
  return reading.files.Has(absl::StrCat(directory, "/build")) ||
         reading.files.Has(absl::StrCat(directory, "/run"));
}

// One language that all sources are in; TypeScript may come with JavaScript.
std::string LanguageOf(const std::vector<std::string>& sources) {
  std::set<absl::string_view> codes;
  for (const std::string& source : sources) {
    codes.insert(LanguageCodeFromExtension(ExtensionOf(source)));
  }
  if (codes.count(LanguageName(Language::kTypeScript)) > 0) {
    codes.erase(LanguageName(Language::kJavaScript));
  }
  return absl::StrJoin(codes, " and ");
}

// The file of these where the program starts; empty if that is not clear.
std::string EntryOf(const std::vector<std::string>& sources,
                    absl::string_view directory) {
  if (sources.size() == 1) return sources.front();
  for (const absl::string_view name :
       {absl::string_view("main"), absl::string_view("index"),
        NameOf(directory)}) {
    const auto entry = std::find_if(
        sources.begin(), sources.end(), [&](const std::string& source) {
          return WithoutExtension(NameOf(source)) == name;
        });
    if (entry != sources.end()) return *entry;
  }
  return "";
}

PackageProgram MakeProgram(const Reading& reading, const std::string& entry,
                           absl::string_view directory,
                           const ProgramHints& hints) {
  PackageProgram program;
  program.main = SourceAt(reading, entry, entry);
  const auto hinted = ParseLanguage(hints.language);
  const auto known = LanguageFromExtension(ExtensionOf(entry));
  program.language =
      hinted.has_value() ? *hinted : known.value_or(Language::kJavaScript);
  if (directory.empty()) return program;
  for (const std::string& file : reading.files.FilesBelow(directory)) {
    if (file == entry) continue;
    program.files.push_back(SourceAt(
        reading, file, absl::string_view(file).substr(directory.size() + 1)));
  }
  return program;
}

std::optional<PackageProgram> ReadDirectory(
    const Reading& reading, absl::string_view path, const ProgramHints& hints,
    std::vector<WithoutRuntime>& without) {
  if (HasScript(reading, path)) {
    without.push_back({std::string(path), "a build script"});
    return std::nullopt;
  }
  const std::vector<std::string> sources = SourcesIn(reading, path);
  const std::string language =
      hints.language.empty() ? LanguageOf(sources) : hints.language;
  if (sources.empty()) {
    reading.errors.Add(path, "holds no source file");
    return std::nullopt;
  }
  if (!ParseLanguage(language).has_value()) {
    without.push_back({std::string(path), language});
    return std::nullopt;
  }
  const std::string entry = hints.entrypoint.empty()
                                ? EntryOf(sources, path)
                                : absl::StrCat(path, "/", hints.entrypoint);
  if (!reading.files.IsFile(entry)) {
    reading.errors.Add(
        path, hints.entrypoint.empty()
                  ? "does not say where its program starts: name a file main.* "
                    "or index.*"
                  : absl::StrCat("has no file ", Quoted(hints.entrypoint)));
    return std::nullopt;
  }
  return MakeProgram(reading, entry, path, hints);
}

}  // namespace

std::optional<PackageProgram> ReadProgram(
    const Reading& reading, absl::string_view path, const ProgramHints& hints,
    std::vector<WithoutRuntime>& without) {
  if (reading.files.IsDirectory(path)) {
    return ReadDirectory(reading, path, hints, without);
  }
  const absl::string_view code = LanguageCodeFromExtension(ExtensionOf(path));
  const std::string language =
      hints.language.empty() ? std::string(code) : hints.language;
  if (language.empty()) return std::nullopt;
  if (ParseLanguage(language).has_value()) {
    return MakeProgram(reading, std::string(path), "", hints);
  }
  without.push_back({std::string(path), language});
  return std::nullopt;
}

bool IsProgram(const Reading& reading, absl::string_view path) {
  return reading.files.IsDirectory(path) ||
         !LanguageCodeFromExtension(ExtensionOf(path)).empty();
}

}  // namespace gavel::package
