#include "judge/service/public_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/log.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "gavel/v1/problem_service.pb.h"
#include "judge/function/problem.h"
#include "judge/function/stubs.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostOfAFile = size_t{64} << 10;
constexpr size_t kMostOfAll = size_t{2} << 20;
constexpr absl::string_view kAttachments = "attachments/";
constexpr absl::string_view kTemplates = "attachments/templates/";

// The store has the problem but not its data. Its paths are not for clients.
absl::Status Lost(const std::string& path) {
  Log(Severity::kError, "service",
      absl::StrCat("reading ", path, ": ", std::strerror(errno)));
  return absl::DataLossError("a file of the problem cannot be read");
}

// What all files together may still take.
using Budget = size_t;

absl::StatusOr<std::string> ReadSome(
    const std::string& path, Budget* budget,
    const std::optional<Slice>& part = std::nullopt) {
  GAVEL_ASSIGN_OR_RETURN(std::string head,
                         ReadHead(path, std::min(kMostOfAFile, *budget), part));
  *budget -= head.size();
  return head;
}

absl::Status AddSamples(const Problem& problem, Budget* budget,
                        v1::Problem* out) {
  for (const TestCase& test : problem.tests) {
    if (!test.sample) continue;
    v1::Sample* sample = out->add_samples();
    sample->set_name(test.name);
    GAVEL_ASSIGN_OR_RETURN(*sample->mutable_input(),
                           ReadSome(test.input_path, budget, test.input_slice));
    GAVEL_ASSIGN_OR_RETURN(
        *sample->mutable_answer(),
        ReadSome(test.answer_path, budget, test.answer_slice));
  }
  return absl::OkStatus();
}

void AddTemplate(Language language, absl::string_view file_name,
                 const std::string& source, v1::Problem* out) {
  v1::Template* added = out->add_templates();
  added->set_language(std::string(LanguageName(language)));
  added->set_file_name(ToValidUtf8(file_name));
  added->set_source(ToValidUtf8(source));
}

bool Takes(const Problem& problem, Language language) {
  const std::vector<Language>& languages = problem.languages;
  return languages.empty() || std::find(languages.begin(), languages.end(),
                                        language) != languages.end();
}

// Those of the package, and of a function problem stubs for other languages.
absl::Status AddTemplates(const Problem& problem, Budget* budget,
                          v1::Problem* out) {
  GAVEL_ASSIGN_OR_RETURN(const std::optional<function::Signature> signature,
                         function::SignatureOf(problem));
  out->set_function(signature.has_value());
  for (int64_t i = 1; LanguageFromNumber(i).has_value(); ++i) {
    const Language language = *LanguageFromNumber(i);
    if (!Takes(problem, language)) continue;
    const auto given = problem.templates.find(language);
    const bool has_own =
        given != problem.templates.end() && !given->second.empty();
    if (has_own) {
      for (const PackageFile& file : given->second) {
        GAVEL_ASSIGN_OR_RETURN(const std::string source,
                               ReadSome(file.path, budget));
        AddTemplate(language, file.name, source, out);
      }
    } else if (signature.has_value()) {
      AddTemplate(language, DefaultFileName(language),
                  function::MakeStub(*signature, language), out);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ChooseStatement(const Problem& problem,
                                            const std::string& language) {
  const std::string wanted = language.empty() ? "en" : language;
  if (problem.statements.contains(wanted)) return wanted;
  if (language.empty() && !problem.statements.empty()) {
    return problem.statements.begin()->first;
  }
  return absl::NotFoundError(absl::StrCat("problem ", problem.id,
                                          " has no statement in ",
                                          convert::Quoted(wanted)));
}

std::vector<PackageFile> Attachments(const Problem& problem) {
  std::vector<PackageFile> attachments;
  for (const PackageFile& file : problem.contents) {
    if (!absl::StartsWith(file.name, kAttachments) ||
        absl::StartsWith(file.name, kTemplates)) {
      continue;
    }
    attachments.push_back({file.name.substr(kAttachments.size()), file.path});
  }
  return attachments;
}

absl::StatusOr<std::string> ReadHead(const std::string& path, size_t most,
                                     const std::optional<Slice>& part) {
  OwnedFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok()) return Lost(path);
  const off_t start = part.has_value() ? part->offset : 0;
  if (part.has_value()) most = std::min(most, static_cast<size_t>(part->size));
  std::string head(most, '\0');
  size_t size = 0;
  while (size < head.size()) {
    const ssize_t got = pread(fd.get(), &head[size], head.size() - size,
                              start + static_cast<off_t>(size));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Lost(path);
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  head.resize(size);
  return head;
}

absl::Status AddFiles(const Problem& problem, v1::Problem* out) {
  for (const PackageFile& file : Attachments(problem)) {
    struct stat info = {};
    if (stat(file.path.c_str(), &info) != 0) return Lost(file.path);
    v1::Attachment* added = out->add_attachments();
    added->set_name(ToValidUtf8(file.name));
    added->set_size_bytes(info.st_size);
  }
  Budget budget = kMostOfAll;
  GAVEL_RETURN_IF_ERROR(AddSamples(problem, &budget, out));
  return AddTemplates(problem, &budget, out);
}

}  // namespace gavel::judge
