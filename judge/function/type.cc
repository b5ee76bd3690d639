#include "judge/function/type.h"

#include "absl/strings/str_cat.h"

namespace gavel::function {

const char* ScalarName(TypeKind kind) {
  switch (kind) {
    case TypeKind::kVoid:
      return "void";
    case TypeKind::kInt:
      return "int";
    case TypeKind::kLong:
      return "long";
    case TypeKind::kFloat:
      return "float";
    case TypeKind::kString:
      return "string";
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kArray:
    case TypeKind::kList:
    case TypeKind::kTree:
      return "";
  }
  return "";
}

bool IsScalar(TypeKind kind) {
  return kind != TypeKind::kVoid && *ScalarName(kind) != '\0';
}

std::string TypeName(const Type& type) {
  switch (type.kind) {
    case TypeKind::kArray: {
      const std::string array = absl::StrCat(TypeName(type.element[0]), "[]");
      return type.unordered ? absl::StrCat("unordered<", array, ">") : array;
    }
    case TypeKind::kList:
      return absl::StrCat("list<", TypeName(type.element[0]), ">");
    case TypeKind::kTree:
      return absl::StrCat("tree<", TypeName(type.element[0]), ">");
    default:
      return ScalarName(type.kind);
  }
}

bool Mentions(const Type& type, TypeKind kind) {
  return type.kind == kind ||
         (!type.element.empty() && Mentions(type.element[0], kind));
}

}  // namespace gavel::function
