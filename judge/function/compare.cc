#include "judge/function/compare.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/utf8.h"
#include "judge/function/difference.h"
#include "judge/function/json.h"
#include "judge/function/values.h"

namespace gavel::function {
namespace {

constexpr size_t kShownArgument = 60;
constexpr size_t kShownCall = 200;
constexpr size_t kShownResult = 120;

absl::string_view LastLine(absl::string_view output) {
  output = absl::StripTrailingAsciiWhitespace(output);
  const size_t feed = output.rfind('\n');
  return feed == absl::string_view::npos ? output : output.substr(feed + 1);
}

// Hostile text in one line of valid UTF-8.
std::string OneLine(absl::string_view text) {
  std::string line = ToValidUtf8(text, kShownResult);
  const bool cut = line.size() < text.size();
  for (char& c : line) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) c = ' ';
  }
  return absl::StrCat(line, cut ? "..." : "");
}

// One call with its arguments.
struct Call {
  const Callable* callable;
  std::vector<JsonValue> arguments;
  // Of a class: "call 2"; else empty.
  std::string number;
};

std::string Expression(const Call& call, bool construction) {
  std::string text =
      absl::StrCat(construction ? "new " : "", call.callable->name, "(");
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    if (i > 0) absl::StrAppend(&text, ", ");
    if (text.size() > kShownCall) {
      absl::StrAppend(&text, "...");
      break;
    }
    absl::StrAppend(&text, Shown(call.arguments[i], kShownArgument));
  }
  return absl::StrCat(text, ")");
}

// The driver's own words for a result that it could not write as a value.
std::optional<absl::string_view> DriversWords(JsonValue result) {
  if (!result.is(JsonKind::kObject)) return std::nullopt;
  const std::vector<JsonValue> parts = result.elements(2);
  if (parts.size() != 2 || parts[0].text() != "wrong" ||
      !parts[1].is(JsonKind::kString)) {
    return std::nullopt;
  }
  return parts[1].text();
}

ResultComparison Accepted() {
  ResultComparison comparison;
  comparison.accepted = true;
  return comparison;
}

// `what` follows the call: "returned 1, expected 2".
ResultComparison Rejected(const Call& call, bool construction,
                          absl::string_view what, absl::string_view path) {
  const std::string number =
      call.number.empty() ? "" : absl::StrCat(call.number, ": ");
  ResultComparison comparison;
  comparison.difference =
      absl::StrCat(number, Expression(call, construction), " ", what);
  comparison.position =
      absl::StrCat(call.number.empty() ? "the result" : call.number,
                   path.empty() ? "" : ", ", path);
  return comparison;
}

// "returned [0, 2]", "left [0, 2] in nums".
std::string Returned(const Callable& callable, absl::string_view result) {
  if (!callable.inout.has_value()) return absl::StrCat("returned ", result);
  return absl::StrCat("left ", result, " in ",
                      callable.parameters[*callable.inout].name);
}

ResultComparison CompareCall(const Call& call, bool construction,
                             JsonValue result, JsonValue answer,
                             const CompareOptions& options) {
  const Type& type = JudgedType(*call.callable);
  const std::string expected =
      type.kind == TypeKind::kVoid
          ? ""
          : absl::StrCat(", expected ", Shown(answer, kShownResult));
  if (const auto words = DriversWords(result)) {
    return Rejected(
        call, construction,
        absl::StrCat(Returned(*call.callable, OneLine(*words)), expected), "");
  }
  const std::string returned =
      Returned(*call.callable, Shown(result, kShownResult));
  if (const auto why = WhyIllTyped(type, result, "")) {
    return Rejected(call, construction,
                    absl::StrCat(returned, expected, "; ", *why), "");
  }
  const auto difference = FindDifference(type, result, answer, options);
  if (!difference.has_value()) return Accepted();
  // Of a scalar it would say the same again.
  const std::string at =
      IsScalar(type.kind) ? ""
                          : absl::StrCat("; ", difference->path,
                                         difference->path.empty() ? "" : ": ",
                                         difference->what);
  return Rejected(call, construction, absl::StrCat(returned, expected, at),
                  difference->path);
}

Call MakeCall(const Signature& signature, JsonValue entry, size_t index) {
  std::vector<JsonValue> parts = entry.elements();
  Call call{&signature.callable, {}, absl::StrCat("call ", index)};
  for (const Callable& method : signature.methods) {
    if (index > 0 && method.name == parts[0].text()) call.callable = &method;
  }
  call.arguments.assign(parts.begin() + 1, parts.end());
  return call;
}

ResultComparison CompareCalls(const Signature& signature, JsonValue input,
                              JsonValue output, JsonValue answer,
                              const CompareOptions& options) {
  const std::vector<JsonValue> calls = input.elements();
  const std::vector<JsonValue> answers = answer.elements();
  const std::vector<JsonValue> results = output.is(JsonKind::kArray)
                                             ? output.elements()
                                             : std::vector<JsonValue>();
  for (size_t i = 0; i < calls.size(); ++i) {
    const Call call = MakeCall(signature, calls[i], i);
    if (i >= results.size()) {
      return Rejected(call, i == 0, "has no result", "");
    }
    ResultComparison comparison =
        CompareCall(call, i == 0, results[i], answers[i], options);
    if (!comparison.accepted) return comparison;
  }
  if (results.size() == calls.size()) return Accepted();
  ResultComparison more;
  more.position = "the number of results";
  more.difference =
      absl::StrCat(results.size(), " results of ", calls.size(), " calls");
  return more;
}

ResultComparison NoResult(const Signature& signature, absl::string_view line) {
  ResultComparison none;
  none.position = "the result";
  none.difference =
      line.empty() ? absl::StrCat(signature.callable.name,
                                  " did not return: the program ended before")
                   : absl::StrCat("the output ends with no result of ",
                                  signature.callable.name, ": ", OneLine(line));
  return none;
}

absl::Status CheckTestData(const Signature& signature, absl::string_view input,
                           absl::string_view answer) {
  if (const auto what = CheckInput(signature, input)) {
    return absl::InvalidArgumentError(
        absl::StrCat("reading the arguments of a test: ", *what));
  }
  if (const auto what = CheckAnswer(signature, input, answer)) {
    return absl::InvalidArgumentError(
        absl::StrCat("reading the answer of a test: ", *what));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ResultComparison> CompareResult(const Signature& signature,
                                               absl::string_view input,
                                               absl::string_view output,
                                               absl::string_view answer,
                                               const CompareOptions& options) {
  const absl::Status checked = CheckTestData(signature, input, answer);
  if (!checked.ok()) return checked;
  const absl::StatusOr<JsonDocument> given = JsonDocument::Parse(input);
  const absl::StatusOr<JsonDocument> expected = JsonDocument::Parse(answer);
  const absl::string_view line = LastLine(output);
  const absl::StatusOr<JsonDocument> result = JsonDocument::Parse(line);
  if (!result.ok()) return NoResult(signature, line);
  if (signature.is_class) {
    return CompareCalls(signature, given->root(), result->root(),
                        expected->root(), options);
  }
  const Call call{&signature.callable, given->root().elements(), ""};
  return CompareCall(call, false, result->root(), expected->root(), options);
}

}  // namespace gavel::function
