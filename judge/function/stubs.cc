#include "judge/function/stubs.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace gavel::function {
namespace {

// The element of the first list or tree of the signature: its nodes hold that.
const Type* FindElement(const Type& type, TypeKind kind) {
  if (type.element.empty()) return nullptr;
  return type.kind == kind ? &type.element[0]
                           : FindElement(type.element[0], kind);
}

// What nodes of that kind hold: "number", "number | string"; empty for none.
std::string ElementsIn(const Signature& signature, TypeKind kind,
                       Language language) {
  std::vector<std::string> names;
  const auto add = [&](const Type& type) {
    const Type* const element = FindElement(type, kind);
    if (element == nullptr) return;
    std::string name = TypeIn(*element, language);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  };
  for (const Callable* callable : Callables(signature)) {
    for (const Parameter& parameter : callable->parameters) add(parameter.type);
    add(callable->result);
  }
  return absl::StrJoin(names, " | ");
}

// A class of nodes with these links to others.
std::string NodeClass(absl::string_view name, const std::string& element,
                      const std::vector<std::string>& links,
                      Language language) {
  const bool typed = language == Language::kTypeScript;
  const auto declared = [&](absl::string_view member, absl::string_view type) {
    return typed ? absl::StrCat(member, ": ", type) : absl::StrCat(member);
  };
  const std::string link = absl::StrCat(name, " | null");
  std::vector<std::string> parameters = {declared("val", element)};
  std::string fields = absl::StrCat("  ", declared("val", element), ";\n");
  std::string body = "    this.val = val;\n";
  for (const std::string& member : links) {
    parameters.push_back(absl::StrCat(declared(member, link), " = null"));
    absl::StrAppend(&fields, "  ", declared(member, link), ";\n");
    absl::StrAppend(&body, "    this.", member, " = ", member, ";\n");
  }
  return absl::StrCat("class ", name, " {\n", typed ? fields : "",
                      "  constructor(", absl::StrJoin(parameters, ", "),
                      ") {\n", body, "  }\n}\n");
}

std::string Parameters(const Callable& callable, Language language) {
  return absl::StrJoin(callable.parameters, ", ",
                       [language](std::string* to, const Parameter& parameter) {
                         absl::StrAppend(to, parameter.name);
                         if (language == Language::kTypeScript) {
                           absl::StrAppend(to, ": ",
                                           TypeIn(parameter.type, language));
                         }
                       });
}

// JSDoc, where the language says no types itself.
std::string Documentation(const Callable& callable, bool constructor,
                          absl::string_view indent) {
  std::string text = absl::StrCat(indent, "/**\n");
  for (const Parameter& parameter : callable.parameters) {
    absl::StrAppend(&text, indent, " * @param {",
                    TypeIn(parameter.type, Language::kJavaScript), "} ",
                    parameter.name, "\n");
  }
  if (!constructor) {
    absl::StrAppend(&text, indent, " * @return {",
                    TypeIn(callable.result, Language::kJavaScript), "}\n");
  }
  return absl::StrCat(text, indent, " */\n");
}

// "function f(a, b) {}", with what stands before the name.
std::string Empty(const Callable& callable, absl::string_view before,
                  bool constructor, Language language) {
  const absl::string_view indent = absl::StartsWith(before, " ") ? before : "";
  const bool typed = language == Language::kTypeScript;
  const bool documented =
      !typed && !(constructor && callable.parameters.empty());
  return absl::StrCat(
      documented ? Documentation(callable, constructor, indent) : "", before,
      constructor ? "constructor" : callable.name, "(",
      Parameters(callable, language), ")",
      typed && !constructor
          ? absl::StrCat(": ", TypeIn(callable.result, language))
          : "",
      " {\n", indent, "}\n");
}

std::string ClassStub(const Signature& signature, Language language) {
  std::string text =
      absl::StrCat("class ", signature.callable.name, " {\n",
                   Empty(signature.callable, "  ", true, language));
  for (const Callable& method : signature.methods) {
    absl::StrAppend(&text, "\n", Empty(method, "  ", false, language));
  }
  return absl::StrCat(text, "}\n");
}

std::string AsComment(const std::string& definitions) {
  if (definitions.empty()) return "";
  std::string text = "// Defined already:\n//\n";
  std::vector<absl::string_view> lines = absl::StrSplit(definitions, '\n');
  lines.pop_back();
  for (const absl::string_view line : lines) {
    absl::StrAppend(&text, line.empty() ? "//" : "//   ", line, "\n");
  }
  return absl::StrCat(text, "\n");
}

}  // namespace

std::string TypeIn(const Type& type, Language language) {
  switch (type.kind) {
    case TypeKind::kInt:
    case TypeKind::kFloat:
      return "number";
    case TypeKind::kLong:
      return "bigint";
    case TypeKind::kBool:
      return "boolean";
    case TypeKind::kArray: {
      const std::string element = TypeIn(type.element[0], language);
      return absl::StrContains(element, " ") ? absl::StrCat("(", element, ")[]")
                                             : absl::StrCat(element, "[]");
    }
    case TypeKind::kList:
      return "ListNode | null";
    case TypeKind::kTree:
      return "TreeNode | null";
    case TypeKind::kVoid:
    case TypeKind::kString:
      break;
  }
  return ScalarName(type.kind);
}

std::string MakeDefinitions(const Signature& signature, Language language) {
  std::vector<std::string> classes;
  const std::string in_lists = ElementsIn(signature, TypeKind::kList, language);
  if (!in_lists.empty()) {
    classes.push_back(NodeClass("ListNode", in_lists, {"next"}, language));
  }
  const std::string in_trees = ElementsIn(signature, TypeKind::kTree, language);
  if (!in_trees.empty()) {
    classes.push_back(
        NodeClass("TreeNode", in_trees, {"left", "right"}, language));
  }
  return absl::StrJoin(classes, "\n");
}

std::string MakeStub(const Signature& signature, Language language) {
  return absl::StrCat(AsComment(MakeDefinitions(signature, language)),
                      signature.is_class ? ClassStub(signature, language)
                                         : Empty(signature.callable,
                                                 "function ", false, language));
}

}  // namespace gavel::function
