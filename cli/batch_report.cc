#include "cli/batch_report.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/csv.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kBarWidth = 20;

// Names and values in the order of columns; of what there is not, null.
Json ValuesOf(const BatchItem& item, const v1::SubmitBatchResponse& response) {
  const v1::SubmitBatchResponse::Judged& judged = response.judged();
  const v1::Judgement& judgement = judged.judgement();
  const bool has_verdict = response.has_judged();
  const auto if_judged = [&](Json value) {
    return has_verdict ? std::move(value) : Json();
  };
  Json values;
  values["key"] = item.key;
  values["name"] = item.name;
  values["problem"] = item.problem;
  values["user"] = item.user;
  values["contest"] = item.contest;
  values["submission_id"] = if_judged(judged.submission_id());
  values["verdict"] = if_judged(VerdictCode(judgement.verdict()));
  values["score"] = judgement.has_score() ? Json(judgement.score()) : Json();
  values["cpu_time_us"] = if_judged(judgement.max_cpu_time_us());
  values["memory_bytes"] = if_judged(judgement.max_memory_bytes());
  const auto code = static_cast<absl::StatusCode>(response.refused().code());
  values["error"] = has_verdict ? Json() : Json(absl::StatusCodeToString(code));
  values["message"] = has_verdict ? Json(judgement.message())
                                  : Json(response.refused().message());
  return values;
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string CsvLine(const Json& values) {
  std::vector<std::string> fields;
  for (const Json& value : values) {
    if (value.is_null()) {
      fields.emplace_back();
    } else {
      fields.push_back(value.is_string() ? value.get<std::string>()
                                         : Dump(value));
    }
  }
  return FormatCsvRow(fields);
}

}  // namespace

std::string FormatResult(const BatchItem& item,
                         const v1::SubmitBatchResponse& response,
                         ResultFormat format) {
  Json values = ValuesOf(item, response);
  if (format == ResultFormat::kCsv) return CsvLine(values);
  for (auto it = values.begin(); it != values.end();) {
    it = it->is_null() ? values.erase(it) : std::next(it);
  }
  return Dump(values) + "\n";
}

std::string ResultHeader(ResultFormat format) {
  if (format != ResultFormat::kCsv) return "";
  const Json values = ValuesOf({}, {});
  std::vector<std::string> names;
  for (const auto& [name, value] : values.items()) {
    names.push_back(name);
  }
  return FormatCsvRow(names);
}

absl::StatusOr<ResultFile> ResultFile::Open(const std::string& path) {
  const int fd =
      path == "-"
          ? dup(STDOUT_FILENO)
          : open(path.c_str(),
                 O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
  if (fd >= 0) return ResultFile(path, fd);
  return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
}

ResultFile::ResultFile(ResultFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

ResultFile::~ResultFile() {
  if (fd_ >= 0) close(fd_);
}

absl::Status ResultFile::Write(const std::string& line) {
  size_t written = 0;
  while (written < line.size()) {
    const ssize_t count =
        write(fd_, line.data() + written, line.size() - written);
    if (count < 0 && errno != EINTR) {
      return absl::ErrnoToStatus(errno, absl::StrCat("writing to ", path_));
    }
    written += static_cast<size_t>(std::max<ssize_t>(count, 0));
  }
  return absl::OkStatus();
}

std::string InOrder::Add(size_t item, std::string line) {
  early_[item] = std::move(line);
  std::string ready;
  for (auto it = early_.begin(); it != early_.end() && it->first == next_;
       it = early_.erase(it)) {
    ready += it->second;
    ++next_;
  }
  return ready;
}

void BatchTally::Add(const v1::SubmitBatchResponse& response) {
  ++done_;
  if (response.has_judged()) {
    ++by_verdict_[response.judged().judgement().verdict()];
  } else {
    ++refused_;
  }
}

bool BatchTally::all_judged() const {
  return done_ == items_ && refused_ == 0 &&
         !by_verdict_.contains(v1::VERDICT_JUDGE_ERROR);
}

std::string BatchTally::Line() const {
  const size_t full = items_ == 0 ? 0 : kBarWidth * done_ / items_;
  std::string line = absl::StrCat("[", std::string(full, '#'),
                                  std::string(kBarWidth - full, ' '), "] ",
                                  done_, "/", items_);
  for (const auto& [verdict, count] : by_verdict_) {
    absl::StrAppend(&line, ", ", VerdictCode(verdict), " ", count);
  }
  if (refused_ > 0) absl::StrAppend(&line, ", refused ", refused_);
  return line;
}

std::string BatchTally::Summary(Style style) const {
  std::string text;
  const auto add = [&](const std::string& name, const std::string& title,
                       size_t count) {
    absl::StrAppendFormat(&text, "%s %6d  %5.1f %%  %s\n", name, count,
                          100.0 * static_cast<double>(count) /
                              static_cast<double>(std::max<size_t>(items_, 1)),
                          title);
  };
  for (const auto& [verdict, count] : by_verdict_) {
    add(PaintVerdict(verdict, 4, style), VerdictTitle(verdict), count);
  }
  if (refused_ > 0) add("--  ", "refused", refused_);
  if (done_ < items_) add("... ", "without an answer", items_ - done_);
  return text;
}

}  // namespace gavel::cli
