#include "judge/engine/feedback.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/execution.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "judge/engine/contents.h"
#include "sandbox/written_files.h"

namespace gavel::judge {
namespace {

constexpr absl::string_view kDirectory = "feedback/";

// In the next pass each is a descriptor.
constexpr size_t kMostFiles = 256;

}  // namespace

absl::StatusOr<std::vector<sandbox::File>> Feedback::Files() const {
  std::vector<sandbox::File> files;
  for (const auto& [name, text] : files_) {
    GAVEL_ASSIGN_OR_RETURN(Content content, MakeContent(text));
    files.push_back({name, std::move(content)});
  }
  return files;
}

absl::Status Feedback::Update(const OwnedFd& written, Bytes most) {
  GAVEL_ASSIGN_OR_RETURN(std::vector<sandbox::WrittenFile> files,
                         sandbox::ReadWrittenFiles(written, most));
  for (sandbox::WrittenFile& file : files) {
    if (!absl::StartsWith(file.name, kDirectory)) {
      return absl::InvalidArgumentError(
          absl::StrCat("a file outside ", kDirectory, " was written"));
    }
    files_[std::move(file.name)] = std::move(file.content);
  }
  return CheckSize(most);
}

absl::Status Feedback::CheckSize(Bytes most) const {
  if (files_.size() > kMostFiles) {
    return absl::ResourceExhaustedError(absl::StrCat(
        files_.size(), " files were written, the most are ", kMostFiles));
  }
  size_t total = 0;
  for (const auto& [name, text] : files_) total += text.size();
  if (Bytes(static_cast<int64_t>(total)) <= most) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(
      "files of ", FormatBytes(Bytes(static_cast<int64_t>(total))),
      " were written in all passes, the limit is ", FormatBytes(most)));
}

std::string Feedback::judge_message() const {
  return Message("judgemessage.txt");
}

std::string Feedback::team_message() const {
  return Message("teammessage.txt");
}

ScoreFiles Feedback::scores() const {
  return {.score = Find("score.txt"),
          .multiplier = Find("score_multiplier.txt")};
}

std::optional<std::string> Feedback::TakeNextPass() {
  const auto found = files_.find(absl::StrCat(kDirectory, "nextpass.in"));
  if (found == files_.end()) return std::nullopt;
  std::string input = std::move(found->second);
  files_.erase(found);
  return input;
}

std::optional<std::string> Feedback::Find(absl::string_view name) const {
  const auto found = files_.find(absl::StrCat(kDirectory, name));
  if (found == files_.end()) return std::nullopt;
  return found->second;
}

std::string Feedback::Message(absl::string_view name) const {
  return ToValidUtf8(Find(name).value_or(""), kMaxMessage);
}

}  // namespace gavel::judge
