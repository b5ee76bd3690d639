// JSON of unknown origin, with its numbers as they were written.
//
// Shape:   a document is one vector of nodes in the order of the text and one
//          string with all scalars, so that hostile text costs a small multiple
//          of its size; containers at most kMostDepth deep
// Errors:  InvalidArgument with the position: "column 5: ..."
// Threads: a parsed document is immutable
// Owner:   a JsonValue borrows its document
#ifndef GAVEL_JUDGE_FUNCTION_JSON_H_
#define GAVEL_JUDGE_FUNCTION_JSON_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace gavel::function {

inline constexpr size_t kMostDepth = 32;

enum class JsonKind : uint8_t {
  kNull,
  kFalse,
  kTrue,
  kNumber,
  kString,
  kArray,
  kObject,
};

class JsonDocument;

class JsonValue {
 public:
  JsonKind kind() const;
  bool is(JsonKind kind) const { return this->kind() == kind; }
  // Of a string what it says, without quotes and escapes; of a number its
  // digits: "-12", "1.50", "1e3".
  absl::string_view text() const;
  // Of an array its elements, of an object keys (strings) and values in turn:
  // the first `most`.
  std::vector<JsonValue> elements(
      size_t most = std::numeric_limits<size_t>::max()) const;
  // How many elements; nothing is allocated.
  size_t size() const;

 private:
  friend class JsonDocument;
  JsonValue(const JsonDocument* document, size_t index)
      : document_(document), index_(index) {}

  const JsonDocument* document_;
  size_t index_;
};

class JsonDocument {
 public:
  static absl::StatusOr<JsonDocument> Parse(absl::string_view text);

  JsonValue root() const { return {this, 0}; }

 private:
  friend class JsonValue;
  friend class JsonBuilder;
  struct Node {
    JsonKind kind = JsonKind::kNull;
    // Scalars: where the text begins. Containers: the node after the last
    // inside.
    uint32_t place = 0;
    // Scalars: bytes of text. Containers: elements.
    uint32_t size = 0;
  };
  // The node after this one and all inside it.
  size_t After(size_t index) const;

  std::vector<Node> nodes_;
  std::string text_;
};

// The value in one line, with a blank after each comma, cut to about `most`
// bytes: "[1, 2, ...]". Objects are "{...}". Valid UTF-8.
std::string Shown(JsonValue value, size_t most);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_JSON_H_
