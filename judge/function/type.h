// The types of a signature.
//
// Shape:   a scalar, or an array, list or tree of one element type
// Threads: plain values
#ifndef GAVEL_JUDGE_FUNCTION_TYPE_H_
#define GAVEL_JUDGE_FUNCTION_TYPE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace gavel::function {

enum class TypeKind : uint8_t {
  // Results of methods only: nothing.
  kVoid,
  // -(2^53 - 1) to 2^53 - 1.
  kInt,
  // 64 bits.
  kLong,
  // 64-bit floating point, infinities and NaN included.
  kFloat,
  kString,
  kBool,
  kArray,
  // Singly linked; null or a chain of ListNode.
  kList,
  // Binary; null or a TreeNode with two of its kind.
  kTree,
};

struct Type {
  TypeKind kind = TypeKind::kVoid;
  // One for arrays, lists and trees, else none. Lists and trees are of scalars.
  std::vector<Type> element = {};
  // Of arrays in results: the order of the elements does not count.
  bool unordered = false;
};

// As the signature has it: "unordered<int[][]>".
std::string TypeName(const Type& type);

// The word for a type without elements: "int". Empty for others.
const char* ScalarName(TypeKind kind);

bool IsScalar(TypeKind kind);

// Whether the type or any type in it is of that kind.
bool Mentions(const Type& type, TypeKind kind);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_TYPE_H_
