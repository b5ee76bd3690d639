// The words and signs of a signature.
//
// Shape:   names of [A-Za-z_$][A-Za-z0-9_$]*, the signs ( ) { } [ ] < > : , ;
//          and the end; "#" begins a comment to the end of the line
// Threads: pure, safe anywhere
// Owner:   tokens borrow the text
#ifndef GAVEL_JUDGE_FUNCTION_LEXER_H_
#define GAVEL_JUDGE_FUNCTION_LEXER_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace gavel::function {

enum class TokenKind : uint8_t {
  kName,
  kSign,
  // One character that a signature cannot have.
  kUnknown,
  kEnd,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  absl::string_view text;
  // From 1, in bytes.
  int line = 1;
  int column = 1;
};

// Ends with a kEnd.
std::vector<Token> Tokens(absl::string_view text);

// Whether JavaScript or TypeScript has another use for the name.
bool IsReserved(absl::string_view name);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_LEXER_H_
