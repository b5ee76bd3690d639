// What people read: statements, solutions, attachments; and what submissions
// and editors start from: included files, templates.
//
// Errors:  findings with the file
// Threads: no shared state; blocks on the disk
// Source:  problem package formats, "Problem statements", "Solution
//          description", "Attachments", "Included files"
#ifndef GAVEL_JUDGE_PACKAGE_TEXTS_H_
#define GAVEL_JUDGE_PACKAGE_TEXTS_H_

#include <map>
#include <string>
#include <vector>

#include "core/problem.h"
#include "core/submission.h"
#include "judge/package/metadata.h"
#include "judge/package/reading.h"

namespace gavel::package {

// A statement or solution.
struct LocalText {
  // "en", "pt-BR"
  std::string language;
  // Constants are replaced in Markdown.
  PackageFile file;
};

using FilesByLanguage = std::map<Language, std::vector<PackageFile>>;

// Also finds names without a statement and statements without a name.
std::vector<LocalText> ReadStatements(const Reading& reading,
                                      const Metadata& metadata);
// Of legacy packages: what statements in LaTeX call the problem, by language.
std::map<std::string, std::string> ReadTitles(
    const Reading& reading, const std::vector<LocalText>& statements);
std::vector<LocalText> ReadSolutions(const Reading& reading);

// Without templates.
std::vector<PackageFile> ReadAttachments(const Reading& reading);

// attachments/templates.
FilesByLanguage ReadTemplates(const Reading& reading);
FilesByLanguage ReadIncludes(const Reading& reading, const Metadata& metadata);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_TEXTS_H_
