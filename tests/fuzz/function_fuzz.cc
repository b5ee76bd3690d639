// A function problem on its way to a verdict: the signature and the lines of a
// setter, the output of a submission.
//
// Errors:  a broken promise aborts the process with the line that noticed
#include "tests/fuzz/function_fuzz.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "core/submission.h"
#include "core/utf8.h"
#include "judge/function/compare.h"
#include "judge/function/driver.h"
#include "judge/function/signature.h"
#include "judge/function/stubs.h"
#include "judge/function/values.h"

namespace gavel::function {
namespace {

constexpr size_t kParts = 4;
constexpr size_t kMostDifference = 4096;

// Not assert: it has to hold in every build.
void Promise(bool kept, const char* what, int line) {
  if (kept) return;
  std::fprintf(stderr, "function_fuzz.cc:%d: broken: %s\n", line, what);
  std::abort();
}
#define GAVEL_PROMISE(condition) Promise((condition), #condition, __LINE__)

// One line of text that can be stored and shown.
void CheckText(absl::string_view text) {
  GAVEL_PROMISE(text.size() <= kMostDifference);
  GAVEL_PROMISE(FindInvalidUtf8(text) == absl::string_view::npos);
  for (const char c : text) {
    GAVEL_PROMISE(!absl::ascii_iscntrl(static_cast<unsigned char>(c)));
  }
}

void CheckComparison(const ResultComparison& comparison) {
  GAVEL_PROMISE(comparison.accepted == comparison.difference.empty());
  GAVEL_PROMISE(comparison.accepted == comparison.position.empty());
  CheckText(comparison.difference);
  CheckText(comparison.position);
}

void FuzzResults(const Signature& signature, absl::string_view input,
                 absl::string_view answer, absl::string_view output) {
  CompareOptions options;
  options.absolute_tolerance = 1e-6;
  const bool valid = !CheckInput(signature, input).has_value() &&
                     !CheckAnswer(signature, input, answer).has_value();
  const absl::StatusOr<ResultComparison> comparison =
      CompareResult(signature, input, output, answer, options);
  GAVEL_PROMISE(comparison.ok() == valid);
  if (!valid) return;
  CheckComparison(*comparison);
  // Only the last line of an output counts.
  if (absl::StrContains(answer, "\n")) return;
  const absl::StatusOr<ResultComparison> same =
      CompareResult(signature, input, answer, answer, {});
  GAVEL_PROMISE(same.ok() && same->accepted);
}

}  // namespace

void FuzzFunction(const uint8_t* data, size_t size) {
  const std::vector<absl::string_view> parts = absl::StrSplit(
      absl::string_view(reinterpret_cast<const char*>(data), size),
      absl::MaxSplits(kFuzzSeparator, kParts - 1));
  if (parts.size() < kParts) return;
  const ParsedSignature parsed = ParseSignature(parts[0]);
  GAVEL_PROMISE(parsed.signature.has_value() == parsed.errors.empty());
  for (const SignatureError& error : parsed.errors) {
    GAVEL_PROMISE(error.line >= 1 && error.column >= 1);
    CheckText(error.what);
  }
  SplitTests(parsed.signature.value_or(Signature()), parts[1], parts[2]);
  if (!parsed.signature.has_value()) return;
  MakeDriver(*parsed.signature);
  MakeStub(*parsed.signature, Language::kJavaScript);
  MakeStub(*parsed.signature, Language::kTypeScript);
  FuzzResults(*parsed.signature, parts[1], parts[2], parts[3]);
}

}  // namespace gavel::function

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  gavel::function::FuzzFunction(data, size);
  return 0;
}
