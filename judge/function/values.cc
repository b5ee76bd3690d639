#include "judge/function/values.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/tolerance.h"

namespace gavel::function {
namespace {

constexpr size_t kShownBytes = 40;
constexpr int64_t kMostInt = (int64_t{1} << 53) - 1;
constexpr std::array<absl::string_view, 3> kSpecialFloats = {"NaN", "Infinity",
                                                             "-Infinity"};

bool IsInteger(JsonValue value, bool wide) {
  int64_t number = 0;
  if (!value.is(JsonKind::kNumber) ||
      value.text().find_first_of(".eE") != absl::string_view::npos ||
      !absl::SimpleAtoi(value.text(), &number)) {
    return false;
  }
  return wide || (number >= -kMostInt && number <= kMostInt);
}

bool IsFloat(JsonValue value) {
  if (value.is(JsonKind::kNumber)) return value.text().size() <= kMostNumber;
  if (!value.is(JsonKind::kString)) return false;
  for (const absl::string_view special : kSpecialFloats) {
    if (value.text() == special) return true;
  }
  return false;
}

bool IsOfScalar(TypeKind kind, JsonValue value) {
  switch (kind) {
    case TypeKind::kVoid:
      return value.is(JsonKind::kNull);
    case TypeKind::kInt:
      return IsInteger(value, false);
    case TypeKind::kLong:
      return IsInteger(value, true);
    case TypeKind::kFloat:
      return IsFloat(value);
    case TypeKind::kString:
      return value.is(JsonKind::kString);
    case TypeKind::kBool:
      return value.is(JsonKind::kTrue) || value.is(JsonKind::kFalse);
    case TypeKind::kArray:
    case TypeKind::kList:
    case TypeKind::kTree:
      return false;
  }
  return false;
}

std::string IsNo(const Type& type, JsonValue value, const std::string& path) {
  return absl::StrCat(path, path.empty() ? "" : " is ",
                      Shown(value, kShownBytes), ", which is no ",
                      TypeName(type));
}

// Every value but the root belongs to one above that is there.
std::optional<std::string> WhyNoTree(const std::vector<JsonValue>& values,
                                     const std::string& path) {
  // Places for children that are not taken yet.
  size_t open = 1;
  for (size_t i = 0; i < values.size(); ++i) {
    if (open == 0) {
      return absl::StrCat(path, "[", i, "] has no parent in the tree");
    }
    --open;
    if (!values[i].is(JsonKind::kNull)) open += 2;
  }
  return std::nullopt;
}

struct Lines {
  std::vector<Slice> slices;
  std::vector<absl::string_view> texts;
};

Lines SplitLines(absl::string_view text) {
  Lines lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const absl::string_view line = text.substr(at, end - at);
    lines.slices.push_back(
        {static_cast<int64_t>(at), static_cast<int64_t>(line.size())});
    lines.texts.push_back(line);
    at = end + 1;
  }
  return lines;
}

// Name and number of arguments, then the arguments from `first` on.
std::optional<std::string> WhyNoCall(const Callable& callable,
                                     const std::vector<JsonValue>& values,
                                     size_t first) {
  const size_t wanted = callable.parameters.size();
  if (values.size() - first != wanted) {
    return absl::StrCat(callable.name, " takes ", wanted,
                        wanted == 1 ? " argument, got " : " arguments, got ",
                        values.size() - first);
  }
  for (size_t i = 0; i < wanted; ++i) {
    const Parameter& parameter = callable.parameters[i];
    std::optional<std::string> why =
        WhyIllTyped(parameter.type, values[first + i], parameter.name);
    if (why.has_value()) return why;
  }
  return std::nullopt;
}

const Callable* FindCallable(const Signature& signature, size_t index,
                             absl::string_view name) {
  if (index == 0) {
    return name == signature.callable.name ? &signature.callable : nullptr;
  }
  for (const Callable& method : signature.methods) {
    if (method.name == name) return &method;
  }
  return nullptr;
}

std::optional<std::string> WhyNoCalls(const Signature& signature,
                                      JsonValue root) {
  const std::vector<JsonValue> calls = root.elements();
  if (calls.empty()) return "has no call of the constructor";
  for (size_t i = 0; i < calls.size(); ++i) {
    const std::string where = absl::StrCat("call ", i, ": ");
    const std::vector<JsonValue> parts = calls[i].elements();
    if (!calls[i].is(JsonKind::kArray) || parts.empty() ||
        !parts[0].is(JsonKind::kString)) {
      return absl::StrCat(where, Shown(calls[i], kShownBytes),
                          " is not an array of a name and arguments");
    }
    const Callable* callable = FindCallable(signature, i, parts[0].text());
    if (callable == nullptr) {
      return absl::StrCat(where, Shown(parts[0], kShownBytes),
                          i == 0 ? " is not the name of the class"
                                 : " is not the name of a method");
    }
    const auto why = WhyNoCall(*callable, parts, 1);
    if (why.has_value()) return absl::StrCat(where, *why);
  }
  return std::nullopt;
}

std::optional<std::string> WhyNoResults(const Signature& signature,
                                        JsonValue input, JsonValue answer) {
  const std::vector<JsonValue> calls = input.elements();
  const std::vector<JsonValue> results = answer.elements();
  if (!answer.is(JsonKind::kArray) || results.size() != calls.size()) {
    return absl::StrCat("is not an array of ", calls.size(),
                        " results, one for each call");
  }
  for (size_t i = 0; i < calls.size(); ++i) {
    const absl::string_view name = calls[i].elements(1)[0].text();
    auto why = WhyIllTyped(FindCallable(signature, i, name)->result, results[i],
                           absl::StrCat("[", i, "]"));
    if (why.has_value()) return why;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> WhyIllTyped(const Type& type, JsonValue value,
                                       const std::string& path) {
  if (type.element.empty()) {
    if (IsOfScalar(type.kind, value)) return std::nullopt;
    return IsNo(type, value, path);
  }
  if (!value.is(JsonKind::kArray)) return IsNo(type, value, path);
  const std::vector<JsonValue> elements = value.elements();
  for (size_t i = 0; i < elements.size(); ++i) {
    if (type.kind == TypeKind::kTree && elements[i].is(JsonKind::kNull)) {
      continue;
    }
    if (IsOfScalar(type.element[0].kind, elements[i])) continue;
    std::optional<std::string> why = WhyIllTyped(
        type.element[0], elements[i], absl::StrCat(path, "[", i, "]"));
    if (why.has_value()) return why;
  }
  return type.kind == TypeKind::kTree ? WhyNoTree(elements, path)
                                      : std::nullopt;
}

std::optional<std::string> CheckInput(const Signature& signature,
                                      absl::string_view line) {
  const absl::StatusOr<JsonDocument> input = JsonDocument::Parse(line);
  if (!input.ok()) return absl::StrCat(input.status().message());
  const JsonValue root = input->root();
  if (!root.is(JsonKind::kArray)) {
    return absl::StrCat(Shown(root, kShownBytes), " is not an array of ",
                        signature.is_class ? "calls" : "arguments");
  }
  return signature.is_class ? WhyNoCalls(signature, root)
                            : WhyNoCall(signature.callable, root.elements(), 0);
}

std::optional<std::string> CheckAnswer(const Signature& signature,
                                       absl::string_view input,
                                       absl::string_view answer) {
  const absl::StatusOr<JsonDocument> given = JsonDocument::Parse(answer);
  if (!given.ok()) return absl::StrCat(given.status().message());
  if (!signature.is_class) {
    return WhyIllTyped(JudgedType(signature.callable), given->root(), "");
  }
  // An input that is wrong is found there.
  if (CheckInput(signature, input).has_value()) return std::nullopt;
  const absl::StatusOr<JsonDocument> calls = JsonDocument::Parse(input);
  return WhyNoResults(signature, calls->root(), given->root());
}

FunctionTests SplitTests(const Signature& signature, absl::string_view input,
                         absl::string_view answer) {
  const Lines inputs = SplitLines(input);
  const Lines answers = SplitLines(answer);
  FunctionTests all;
  for (size_t i = 0; i < inputs.texts.size(); ++i) {
    const int line = static_cast<int>(i) + 1;
    if (auto what = CheckInput(signature, inputs.texts[i])) {
      all.errors.push_back({false, line, *std::move(what)});
    }
    if (i >= answers.texts.size()) continue;
    if (auto what = CheckAnswer(signature, inputs.texts[i], answers.texts[i])) {
      all.errors.push_back({true, line, *std::move(what)});
    }
    all.tests.push_back({inputs.slices[i], answers.slices[i]});
  }
  if (inputs.texts.empty()) {
    all.errors.push_back({false, 0, "holds no test: each line is one"});
  }
  if (inputs.texts.size() != answers.texts.size()) {
    all.errors.push_back(
        {true, 0,
         absl::StrCat("has ", answers.texts.size(),
                      " lines, and the input has ", inputs.texts.size())});
  }
  return all;
}

}  // namespace gavel::function
