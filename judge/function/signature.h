// What a function problem asks for: signature.gavel at the root of a package.
//
// Shape:   one function or one class, whose methods are called in turn:
//
//            # Comment.
//            function twoSum(nums: int[], target: int): unordered<int[]>
//            function sortColors(inout colors: int[]): void
//            class LRUCache(capacity: int) {
//              get(key: int): int
//              put(key: int, value: int): void
//            }
//
//          docs/function-problems.md has the grammar
// Errors:  everything that is wrong, each with line and column
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_FUNCTION_SIGNATURE_H_
#define GAVEL_JUDGE_FUNCTION_SIGNATURE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "judge/function/type.h"

namespace gavel::function {

inline constexpr absl::string_view kSignatureFile = "signature.gavel";

struct Parameter {
  std::string name;
  Type type;
};

// A function, a method, or a constructor, which has no result.
struct Callable {
  std::string name;
  std::vector<Parameter> parameters = {};
  Type result = {};
  // Index of the parameter that is the result, as the call leaves it: of a
  // function that returns nothing.
  std::optional<size_t> inout = std::nullopt;
};

struct Signature {
  // The function; of a class its constructor, with the name of the class.
  Callable callable;
  bool is_class = false;
  std::vector<Callable> methods = {};
};

// What a call is judged by: the result, or the parameter in its place.
const Type& JudgedType(const Callable& callable);

// All callables, the function or constructor first.
std::vector<const Callable*> Callables(const Signature& signature);

// Whether any type in it is of that kind.
bool Mentions(const Signature& signature, TypeKind kind);

struct SignatureError {
  // From 1, in bytes.
  int line = 1;
  int column = 1;
  std::string what;
};

struct ParsedSignature {
  // Only without errors.
  std::optional<Signature> signature;
  std::vector<SignatureError> errors;
};

ParsedSignature ParseSignature(absl::string_view text);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_SIGNATURE_H_
