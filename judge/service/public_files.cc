#include "judge/service/public_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/log.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "gavel/v1/problem_service.pb.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostOfAFile = size_t{64} << 10;
constexpr size_t kMostOfAll = size_t{2} << 20;
constexpr absl::string_view kAttachments = "attachments/";

// The store has the problem but not its data. Its paths are not for clients.
absl::Status Lost(const std::string& path) {
  Log(Severity::kError, "service",
      absl::StrCat("reading ", path, ": ", std::strerror(errno)));
  return absl::DataLossError("a file of the problem cannot be read");
}

// The language of "problem.pt-BR.md" and, in English, of "problem.md"; "" for
// what is no statement.
std::string StatementLanguage(absl::string_view file_name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(file_name, '.');
  const bool known =
      parts.back() == "md" || parts.back() == "tex" || parts.back() == "pdf";
  if (!known || parts.front() != "problem" || parts.size() > 3) return "";
  return parts.size() == 2 ? "en" : std::string(parts[1]);
}

absl::Status AddSamples(const Problem& problem, v1::Problem* out) {
  size_t budget = kMostOfAll;
  const auto read = [&budget](const std::string& path) {
    absl::StatusOr<std::string> head =
        ReadHead(path, std::min(kMostOfAFile, budget));
    if (head.ok()) budget -= head->size();
    return head;
  };
  for (const TestCase& test : problem.tests) {
    if (!test.sample) continue;
    v1::Sample* sample = out->add_samples();
    sample->set_name(test.name);
    GAVEL_ASSIGN_OR_RETURN(*sample->mutable_input(), read(test.input_path));
    GAVEL_ASSIGN_OR_RETURN(*sample->mutable_answer(), read(test.answer_path));
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<Statement> Statements(const Problem& problem) {
  std::map<std::string, Statement> by_language;
  for (const PackageFile& file : problem.contents) {
    const size_t slash = file.name.find('/');
    const absl::string_view directory =
        absl::string_view(file.name).substr(0, slash);
    if (directory != "statement" && directory != "problem_statement") continue;
    std::string name = file.name.substr(slash + 1);
    std::string language = StatementLanguage(name);
    if (language.empty()) continue;
    Statement& known = by_language[language];
    if (!known.path.empty() && known.file_name < name) continue;
    known = {std::move(language), std::move(name), file.path};
  }
  std::vector<Statement> statements;
  for (auto& [language, statement] : by_language) {
    statements.push_back(std::move(statement));
  }
  return statements;
}

absl::StatusOr<Statement> ChooseStatement(const Problem& problem,
                                          const std::string& language) {
  std::vector<Statement> statements = Statements(problem);
  const std::string wanted = language.empty() ? "en" : language;
  for (Statement& statement : statements) {
    if (statement.language == wanted) return std::move(statement);
  }
  if (language.empty() && !statements.empty()) {
    return std::move(statements.front());
  }
  return absl::NotFoundError(absl::StrCat("problem ", problem.id,
                                          " has no statement in ",
                                          convert::Quoted(wanted)));
}

std::vector<PackageFile> Attachments(const Problem& problem) {
  std::vector<PackageFile> attachments;
  for (const PackageFile& file : problem.contents) {
    if (!absl::StartsWith(file.name, kAttachments)) continue;
    attachments.push_back({file.name.substr(kAttachments.size()), file.path});
  }
  return attachments;
}

absl::StatusOr<std::string> ReadHead(const std::string& path, size_t most) {
  OwnedFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok()) return Lost(path);
  std::string head(most, '\0');
  size_t size = 0;
  while (size < head.size()) {
    const ssize_t got = read(fd.get(), &head[size], head.size() - size);
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
  return AddSamples(problem, out);
}

}  // namespace gavel::judge
