#include "cli/csv.h"

#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/status_macros.h"

namespace gavel::cli {
namespace {

class Parser {
 public:
  explicit Parser(absl::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<CsvRow>> Parse() {
    std::vector<CsvRow> rows;
    while (at_ < text_.size()) {
      GAVEL_ASSIGN_OR_RETURN(CsvRow row, ParseRow());
      const bool empty = row.fields.size() == 1 && row.fields[0].empty();
      if (!empty) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  absl::StatusOr<CsvRow> ParseRow() {
    CsvRow row;
    row.line = line_;
    for (;;) {
      GAVEL_ASSIGN_OR_RETURN(row.fields.emplace_back(), ParseField());
      if (Skip(",")) continue;
      if (Skip("\r\n") || Skip("\n") || at_ == text_.size()) break;
      return absl::InvalidArgumentError(absl::StrCat(
          "line ", line_, ": text after the quote that ends a field"));
    }
    ++line_;
    return row;
  }

  absl::StatusOr<std::string> ParseField() {
    if (Skip("\"")) return ParseQuoted();
    const size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' &&
           !absl::StartsWith(text_.substr(at_), "\r\n")) {
      ++at_;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  // After the quote that opens it.
  absl::StatusOr<std::string> ParseQuoted() {
    const int begin = line_;
    std::string field;
    while (at_ < text_.size()) {
      if (Skip("\"\"")) {
        field += '"';
      } else if (Skip("\"")) {
        return field;
      } else {
        if (text_[at_] == '\n') ++line_;
        field += text_[at_++];
      }
    }
    return absl::InvalidArgumentError(
        absl::StrCat("line ", begin, ": a quote is never closed"));
  }

  bool Skip(absl::string_view token) {
    if (!absl::StartsWith(text_.substr(at_), token)) return false;
    at_ += token.size();
    return true;
  }

  const absl::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

absl::StatusOr<std::vector<CsvRow>> ParseCsv(absl::string_view text) {
  constexpr absl::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (absl::StartsWith(text, kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  return Parser(text).Parse();
}

std::string FormatCsvRow(const std::vector<std::string>& fields) {
  const auto append = [](std::string* out, const std::string& field) {
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      *out += field;
    } else {
      absl::StrAppend(out, "\"", absl::StrReplaceAll(field, {{"\"", "\"\""}}),
                      "\"");
    }
  };
  return absl::StrJoin(fields, ",", append) + "\n";
}

}  // namespace gavel::cli
