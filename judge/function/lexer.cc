#include "judge/function/lexer.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"

namespace gavel::function {
namespace {

constexpr absl::string_view kSigns = "(){}[]<>:,;";

// Keywords, names that strict code cannot bind, and what the driver's code and
// its stubs stand on.
constexpr std::array<absl::string_view, 56> kReserved = {
    "arguments", "await",     "break",      "case",      "catch",
    "class",     "const",     "continue",   "debugger",  "default",
    "delete",    "do",        "else",       "enum",      "eval",
    "export",    "exports",   "extends",    "false",     "finally",
    "for",       "function",  "globalThis", "if",        "implements",
    "import",    "in",        "instanceof", "interface", "let",
    "ListNode",  "module",    "new",        "null",      "package",
    "private",   "protected", "prototype",  "public",    "require",
    "return",    "static",    "super",      "switch",    "this",
    "throw",     "TreeNode",  "true",       "try",       "typeof",
    "undefined", "var",       "void",       "while",     "with",
    "yield",
};

bool StartsName(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_' ||
         c == '$';
}

bool ContinuesName(char c) {
  return StartsName(c) || absl::ascii_isdigit(static_cast<unsigned char>(c));
}

size_t NameLength(absl::string_view text) {
  return static_cast<size_t>(
      std::find_if_not(text.begin(), text.end(), ContinuesName) - text.begin());
}

// Blanks and comments.
size_t GapLength(absl::string_view text) {
  if (text.front() == '#') return std::min(text.find('\n'), text.size());
  return absl::ascii_isspace(static_cast<unsigned char>(text.front())) ? 1 : 0;
}

}  // namespace

std::vector<Token> Tokens(absl::string_view text) {
  std::vector<Token> tokens;
  int line = 1;
  size_t line_start = 0;
  size_t at = 0;
  const auto add = [&](TokenKind kind, size_t size) {
    tokens.push_back({kind, text.substr(at, size), line,
                      static_cast<int>(at - line_start) + 1});
    at += size;
  };
  while (at < text.size()) {
    const absl::string_view rest = text.substr(at);
    if (const size_t gap = GapLength(rest); gap > 0) {
      at += gap;
      if (rest.front() == '\n') {
        ++line;
        line_start = at;
      }
    } else if (StartsName(rest.front())) {
      add(TokenKind::kName, NameLength(rest));
    } else {
      const bool sign = kSigns.find(rest.front()) != absl::string_view::npos;
      add(sign ? TokenKind::kSign : TokenKind::kUnknown, 1);
    }
  }
  add(TokenKind::kEnd, 0);
  return tokens;
}

bool IsReserved(absl::string_view name) {
  return std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end();
}

}  // namespace gavel::function
