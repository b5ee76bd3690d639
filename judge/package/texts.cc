#include "judge/package/texts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/utf8.h"
#include "judge/package/paths.h"
#include "judge/package/source_language.h"

namespace gavel::package {
namespace {

constexpr char kStatement[] = "statement";
constexpr char kOldStatement[] = "problem_statement";
constexpr char kTemplates[] = "attachments/templates";
// Statements of any use are smaller.
constexpr size_t kMostStatement = size_t{1} << 20;

bool IsTextType(absl::string_view extension) {
  return extension == ".tex" || extension == ".md" || extension == ".pdf";
}

void CheckTextFile(const Reading& reading, const std::string& path) {
  if (ExtensionOf(path) == ".pdf") return;
  const auto text = reading.files.Read(path, kMostStatement);
  if (text.ok()) return CheckText(reading, path, *text);
  reading.errors.Add(path, Quoted(text.status().message()));
}

// Files "<stem>.<language>.<type>" in the directory; `plain` allows the
// language to be left out.
std::vector<LocalText> ReadTexts(const Reading& reading,
                                 const std::string& directory,
                                 absl::string_view stem, bool plain) {
  std::vector<LocalText> texts;
  for (const std::string& path : reading.files.Children(directory)) {
    const std::vector<absl::string_view> parts =
        absl::StrSplit(NameOf(path), '.');
    if (parts.front() != stem || !IsTextType(ExtensionOf(path)) ||
        !reading.files.IsFile(path)) {
      continue;
    }
    const bool without = parts.size() == 2;
    if (parts.size() > 3 || (without && !plain) ||
        (!without && !IsNaturalLanguage(parts[1]))) {
      reading.strict().Add(path, "does not have its language in its name");
      continue;
    }
    const std::string language(without ? "en" : parts[1]);
    CheckTextFile(reading, path);
    texts.push_back({language, ExtensionOf(path) == ".md"
                                   ? SourceAt(reading, path, path)
                                   : FileAt(reading, path, path)});
  }
  return texts;
}

// What \\problemname{} has between its braces, in one line; empty if that is
// nothing or another command.
std::string TitleIn(absl::string_view text) {
  constexpr absl::string_view kCommand = "\\problemname{";
  const size_t found = text.find(kCommand);
  if (found == absl::string_view::npos) return "";
  text.remove_prefix(found + kCommand.size());
  size_t size = 0;
  for (int open = 1; size < text.size(); ++size) {
    if (text[size] == '{') ++open;
    if (text[size] == '}' && --open == 0) break;
  }
  std::string title(absl::StripAsciiWhitespace(text.substr(0, size)));
  const bool plain = std::none_of(title.begin(), title.end(), [](char c) {
    return absl::ascii_iscntrl(static_cast<unsigned char>(c));
  });
  return plain && size < text.size() && !absl::StartsWith(title, "\\") ? title
                                                                       : "";
}

std::string StatementDirectory(const Reading& reading) {
  if (IsLegacy(reading.format)) return kOldStatement;
  if (!reading.files.Has(kOldStatement)) return kStatement;
  if (reading.format == Format::kDraft && !reading.files.Has(kStatement)) {
    reading.warnings.Add(kOldStatement, "is called statement since 2025-09");
    return kOldStatement;
  }
  return kStatement;
}

// The names are given in exactly the languages of the statements.
void CheckNames(const Reading& reading, const Metadata& metadata,
                const std::vector<LocalText>& statements,
                const std::string& directory) {
  std::set<std::string> languages;
  for (const LocalText& statement : statements) {
    if (!languages.insert(statement.language).second) {
      reading.warnings.Add(
          statement.file.name,
          absl::StrCat("is a second statement in ", statement.language));
    }
    if (metadata.names.count(statement.language) > 0) continue;
    reading.strict().Add(
        "problem.yaml", metadata.name_line,
        absl::StrCat("has no name in ", statement.language,
                     ", the language of ", statement.file.name));
  }
  for (const auto& [language, name] : metadata.names) {
    if (languages.count(language) > 0) continue;
    reading.strict().Add(
        "problem.yaml", metadata.name_line,
        absl::StrCat("has a name in ", language, ", but there is no ",
                     directory, "/problem.", language, ".*"));
  }
}

// Files below `directory`/<language code>, and for other languages those in
// `directory`/default.
FilesByLanguage ReadByLanguage(const Reading& reading,
                               const std::string& directory) {
  FilesByLanguage files;
  for (const Language language :
       {Language::kJavaScript, Language::kTypeScript}) {
    std::string own = absl::StrCat(directory, "/", LanguageName(language));
    if (!reading.files.IsDirectory(own)) {
      own = absl::StrCat(directory, "/default");
    }
    for (const std::string& path : reading.files.FilesBelow(own)) {
      files[language].push_back(SourceAt(
          reading, path, absl::string_view(path).substr(own.size() + 1)));
    }
  }
  return files;
}

void CheckLanguageDirectories(const Reading& reading,
                              const std::string& directory) {
  for (const std::string& path : reading.files.Children(directory)) {
    const absl::string_view name = NameOf(path);
    if (name != "default" && !IsLanguageCode(name)) {
      reading.strict().Add(path, "is not named by a language code");
    } else if (reading.files.FilesBelow(path).empty()) {
      reading.strict().Add(path, "is empty");
    }
  }
}

}  // namespace

std::vector<LocalText> ReadStatements(const Reading& reading,
                                      const Metadata& metadata) {
  const std::string directory = StatementDirectory(reading);
  std::vector<LocalText> statements =
      ReadTexts(reading, directory, "problem", IsLegacy(reading.format));
  if (statements.empty()) {
    reading.warnings.Add(directory, "holds no problem statement");
  } else if (!IsLegacy(reading.format)) {
    CheckNames(reading, metadata, statements, directory);
  }
  return statements;
}

std::map<std::string, std::string> ReadTitles(
    const Reading& reading, const std::vector<LocalText>& statements) {
  std::map<std::string, std::string> titles;
  for (const LocalText& statement : statements) {
    if (ExtensionOf(statement.file.name) != ".tex") continue;
    const auto text = reading.files.Read(statement.file.name, kMostStatement);
    if (!text.ok() || FindInvalidUtf8(*text) != absl::string_view::npos) {
      continue;
    }
    std::string title = TitleIn(*text);
    if (!title.empty()) titles[statement.language] = std::move(title);
  }
  return titles;
}

std::vector<LocalText> ReadSolutions(const Reading& reading) {
  return ReadTexts(reading, "solution", "solution", true);
}

std::vector<PackageFile> ReadAttachments(const Reading& reading) {
  constexpr absl::string_view kPrefix = "attachments/";
  std::vector<PackageFile> attachments;
  for (const std::string& path : reading.files.FilesBelow("attachments")) {
    if (absl::StartsWith(path, absl::StrCat(kTemplates, "/"))) continue;
    attachments.push_back(
        FileAt(reading, path, absl::string_view(path).substr(kPrefix.size())));
  }
  return attachments;
}

FilesByLanguage ReadTemplates(const Reading& reading) {
  return ReadByLanguage(reading, kTemplates);
}

FilesByLanguage ReadIncludes(const Reading& reading, const Metadata& metadata) {
  constexpr char kInclude[] = "include";
  if (!reading.files.Has(kInclude)) return {};
  if (reading.format == Format::kLegacyIcpc) {
    reading.errors.Add(kInclude, "legacy-icpc packages have no included files");
    return {};
  }
  CheckLanguageDirectories(reading, kInclude);
  for (const std::string& path : reading.files.Children(kInclude)) {
    const absl::string_view code = NameOf(path);
    const std::vector<std::string>& allowed = metadata.languages;
    if (code == "default" || allowed.empty() ||
        std::find(allowed.begin(), allowed.end(), code) != allowed.end()) {
      continue;
    }
    reading.strict().Add(path,
                         "is for a language that problem.yaml does not "
                         "allow");
  }
  for (const std::string& path :
       reading.files.FilesBelow("include/typescript")) {
    if (ExtensionOf(path) != ".ts") continue;
    reading.warnings.Add(path,
                         "is not translated: no submission in typescript can "
                         "be judged beside it");
  }
  return ReadByLanguage(reading, kInclude);
}

}  // namespace gavel::package
