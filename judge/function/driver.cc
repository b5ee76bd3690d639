#include "judge/function/driver.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

// driver.js in one line.
asm(R"(
    .pushsection .rodata
    .global gavel_function_driver_begin
    .global gavel_function_driver_end
gavel_function_driver_begin:
    .incbin ")" GAVEL_DRIVER_FILE R"("
gavel_function_driver_end:
    .popsection
)");

extern "C" const char gavel_function_driver_begin[];
extern "C" const char gavel_function_driver_end[];

namespace gavel::function {
namespace {

absl::string_view DriverSource() {
  return absl::string_view(gavel_function_driver_begin,
                           static_cast<size_t>(gavel_function_driver_end -
                                               gavel_function_driver_begin));
}

const char* KindName(const Type& type) {
  switch (type.kind) {
    case TypeKind::kArray:
      return "array";
    case TypeKind::kList:
      return "list";
    case TypeKind::kTree:
      return "tree";
    default:
      return ScalarName(type.kind);
  }
}

// Names are identifiers and names of types have no quotes: nothing needs
// escaping.
std::string Literal(const Type& type) {
  return absl::StrCat(
      "{kind:\"", KindName(type), "\",name:\"", TypeName(type), "\"",
      type.element.empty() ? ""
                           : absl::StrCat(",of:", Literal(type.element[0])),
      "}");
}

// The members of an object.
std::string Members(const Callable& callable) {
  const std::string parameters =
      absl::StrJoin(callable.parameters, ",",
                    [](std::string* to, const Parameter& parameter) {
                      absl::StrAppend(to, Literal(parameter.type));
                    });
  return absl::StrCat(
      "parameters:[", parameters, "],result:", Literal(callable.result),
      callable.inout.has_value() ? absl::StrCat(",inout:", *callable.inout)
                                 : "");
}

std::string Literal(const Signature& signature) {
  std::string text = absl::StrCat(
      "{name:\"", signature.callable.name, "\",", Members(signature.callable),
      ",wide:", Mentions(signature, TypeKind::kLong) ? "true" : "false");
  if (signature.is_class) {
    absl::StrAppend(&text, ",methods:{",
                    absl::StrJoin(signature.methods, ",",
                                  [](std::string* to, const Callable& method) {
                                    absl::StrAppend(to, "\"", method.name,
                                                    "\":{", Members(method),
                                                    "}");
                                  }),
                    "}");
  }
  return absl::StrCat(text, "}");
}

// A function that looks the name up where the submission stands.
std::string Lookup(absl::string_view key, absl::string_view name) {
  return absl::StrCat(key, ":()=>typeof ", name, "===\"function\"?", name,
                      ":undefined,");
}

// "    at solve (/main.js:12:5)": whether that is below the line; `place` is
// "/main.js:".
bool IsFrameBelow(absl::string_view frame, absl::string_view place,
                  int64_t last_line) {
  const size_t found = frame.rfind(place);
  if (!absl::StartsWith(frame, "    at ") || found == frame.npos) return false;
  const absl::string_view position = frame.substr(found + place.size());
  int64_t line = 0;
  return absl::SimpleAtoi(position.substr(0, position.find(':')), &line) &&
         line > last_line;
}

}  // namespace

std::string WithoutDriverFrames(absl::string_view message,
                                absl::string_view file_name,
                                int64_t submission_lines) {
  const std::string place = absl::StrCat("/", file_name, ":");
  std::vector<absl::string_view> lines = absl::StrSplit(message, '\n');
  const auto is_drivers = [&](absl::string_view line) {
    return IsFrameBelow(line, place, submission_lines);
  };
  lines.erase(std::remove_if(lines.begin(), lines.end(), is_drivers),
              lines.end());
  return absl::StrJoin(lines, "\n");
}

std::string MakeDriver(const Signature& signature) {
  // A source may end in a comment or without a semicolon. In TypeScript the
  // comment keeps the line out of the warnings about types.
  return absl::StrCat(
      "\n// @ts-ignore\n;(", DriverSource(), ")({",
      Lookup("main", signature.callable.name), Lookup("ListNode", "ListNode"),
      Lookup("TreeNode", "TreeNode"),
      "exports:()=>typeof module===\"object\"?module.exports:undefined},",
      Literal(signature), ");\n");
}

}  // namespace gavel::function
