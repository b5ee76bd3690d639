#include "judge/function/json.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/utf8.h"

namespace gavel::function {

// The handler that the parser calls; false ends the parsing.
class JsonBuilder {
 public:
  // Names that the parser asks for.
  using number_integer_t = int64_t;
  using number_unsigned_t = uint64_t;
  using number_float_t = double;
  using string_t = std::string;
  using binary_t = nlohmann::json::binary_t;

  explicit JsonBuilder(JsonDocument& document) : document_(document) {}

  const std::string& problem() const { return problem_; }

  bool null() { return Add(JsonKind::kNull, ""); }
  bool boolean(bool value) {
    return Add(value ? JsonKind::kTrue : JsonKind::kFalse, "");
  }
  bool number_integer(number_integer_t value) {
    return Add(JsonKind::kNumber, absl::StrCat(value));
  }
  bool number_unsigned(number_unsigned_t value) {
    return Add(JsonKind::kNumber, absl::StrCat(value));
  }
  // Also of integers that are too large for the two above.
  bool number_float(number_float_t /*value*/, const string_t& text) {
    return Add(JsonKind::kNumber, text);
  }
  bool string(string_t& value) { return Add(JsonKind::kString, value); }
  bool binary(binary_t& /*value*/) { return false; }
  bool key(string_t& value) { return Add(JsonKind::kString, value); }
  bool start_array(size_t /*size*/) { return Open(JsonKind::kArray); }
  bool start_object(size_t /*size*/) { return Open(JsonKind::kObject); }
  bool end_array() { return Close(); }
  bool end_object() { return Close(); }

  template <typename Exception>
  bool parse_error(size_t position, const std::string& last_token,
                   const Exception& /*error*/) {
    // The last token ends at the position; control characters come as <U+0009>.
    problem_ = absl::StrCat("column ", position, ": no JSON",
                            last_token.empty() ? "" : " at ",
                            ToValidUtf8(last_token, kShownToken));
    return false;
  }

 private:
  static constexpr size_t kShownToken = 40;

  bool Add(JsonKind kind, absl::string_view text) {
    if (!open_.empty()) ++document_.nodes_[open_.back()].size;
    document_.nodes_.push_back({kind,
                                static_cast<uint32_t>(document_.text_.size()),
                                static_cast<uint32_t>(text.size())});
    document_.text_.append(text.data(), text.size());
    return true;
  }

  bool Open(JsonKind kind) {
    if (open_.size() == kMostDepth) {
      problem_ = absl::StrCat("JSON more than ", kMostDepth, " deep");
      return false;
    }
    Add(kind, "");
    document_.nodes_.back().size = 0;
    open_.push_back(document_.nodes_.size() - 1);
    return true;
  }

  bool Close() {
    document_.nodes_[open_.back()].place =
        static_cast<uint32_t>(document_.nodes_.size());
    open_.pop_back();
    return true;
  }

  JsonDocument& document_;
  // Indices of the containers around what comes next.
  std::vector<size_t> open_;
  std::string problem_;
};

JsonKind JsonValue::kind() const { return document_->nodes_[index_].kind; }

absl::string_view JsonValue::text() const {
  const JsonDocument::Node& node = document_->nodes_[index_];
  return absl::string_view(document_->text_).substr(node.place, node.size);
}

size_t JsonValue::size() const { return document_->nodes_[index_].size; }

std::vector<JsonValue> JsonValue::elements(size_t most) const {
  const size_t count = std::min(size(), most);
  std::vector<JsonValue> all;
  all.reserve(count);
  size_t index = index_ + 1;
  for (size_t i = 0; i < count; ++i) {
    all.push_back(JsonValue(document_, index));
    index = document_->After(index);
  }
  return all;
}

absl::StatusOr<JsonDocument> JsonDocument::Parse(absl::string_view text) {
  if (text.size() > std::numeric_limits<uint32_t>::max() / 2) {
    return absl::InvalidArgumentError("JSON of more than 2 GiB");
  }
  // The parser takes a NUL for the end, and passes over a byte order mark;
  // JSON.parse, which reads the same text in a run, does neither.
  if (const size_t nul = text.find('\0'); nul != absl::string_view::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("column ", nul + 1, ": no JSON at a NUL"));
  }
  if (absl::StartsWith(text, "\xef\xbb\xbf")) {
    return absl::InvalidArgumentError("column 1: no JSON at a byte order mark");
  }
  JsonDocument document;
  JsonBuilder builder(document);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
    return absl::InvalidArgumentError(builder.problem());
  }
  return document;
}

size_t JsonDocument::After(size_t index) const {
  const Node& node = nodes_[index];
  const bool container =
      node.kind == JsonKind::kArray || node.kind == JsonKind::kObject;
  return container ? node.place : index + 1;
}

namespace {

void AppendQuoted(absl::string_view text, std::string& to) {
  to += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      to += '\\';
      to += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      absl::StrAppendFormat(&to, "\\u%04x", static_cast<unsigned>(c));
    } else {
      to += c;
    }
  }
  to += '"';
}

// Appends until `to` has `most` bytes; false if that cut it.
bool Append(JsonValue value, size_t most, std::string& to) {
  if (to.size() >= most) {
    to += "...";
    return false;
  }
  const size_t room = most - to.size();
  switch (value.kind()) {
    case JsonKind::kNull:
      to += "null";
      return true;
    case JsonKind::kFalse:
      to += "false";
      return true;
    case JsonKind::kTrue:
      to += "true";
      return true;
    case JsonKind::kNumber:
    case JsonKind::kString: {
      const std::string text = ToValidUtf8(value.text(), room);
      if (value.is(JsonKind::kString)) {
        AppendQuoted(text, to);
      } else {
        to += text;
      }
      const bool cut = text.size() < value.text().size();
      if (cut) to += "...";
      return !cut;
    }
    case JsonKind::kObject:
      to += "{...}";
      return true;
    case JsonKind::kArray:
      break;
  }
  to += '[';
  bool first = true;
  bool whole = true;
  // No element is shorter than a byte.
  for (const JsonValue& element : value.elements(room)) {
    if (!first) to += ", ";
    first = false;
    whole = Append(element, most, to);
    if (!whole) break;
  }
  to += ']';
  return whole;
}

}  // namespace

std::string Shown(JsonValue value, size_t most) {
  std::string text;
  Append(value, most, text);
  return text;
}

}  // namespace gavel::function
