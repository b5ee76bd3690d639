#include "judge/function/problem.h"

#include <cerrno>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::function {
namespace {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
  std::ostringstream text;
  // Of an empty file << fails although nothing is wrong.
  if (file.peek() != std::ifstream::traits_type::eof()) text << file.rdbuf();
  if (file.bad() || text.fail()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("reading ", path));
  }
  return text.str();
}

absl::StatusOr<Signature> ReadSignature(const PackageFile& file) {
  std::string text;
  if (file.text.has_value()) {
    text = *file.text;
  } else {
    GAVEL_ASSIGN_OR_RETURN(text, ReadFile(file.path));
  }
  ParsedSignature parsed = ParseSignature(text);
  if (parsed.errors.empty()) return *std::move(parsed.signature);
  const SignatureError& first = parsed.errors.front();
  return absl::InvalidArgumentError(absl::StrCat(
      "reading ", kSignatureFile, ": line ", first.line, ": ", first.what));
}

}  // namespace

const PackageFile* SignatureFile(const Problem& problem) {
  for (const PackageFile& file : problem.contents) {
    if (file.name == kSignatureFile) return &file;
  }
  return nullptr;
}

absl::StatusOr<std::optional<Signature>> SignatureOf(const Problem& problem) {
  const PackageFile* const file = SignatureFile(problem);
  if (file == nullptr) return std::nullopt;
  return ReadSignature(*file);
}

absl::StatusOr<ExpandedTest> ExpandTest(const Signature& signature,
                                        const TestCase& test) {
  GAVEL_ASSIGN_OR_RETURN(const std::string input, ReadFile(test.input_path));
  GAVEL_ASSIGN_OR_RETURN(const std::string answer, ReadFile(test.answer_path));
  FunctionTests lines = SplitTests(signature, input, answer);
  ExpandedTest expanded;
  expanded.errors = std::move(lines.errors);
  for (size_t i = 0; i < lines.tests.size(); ++i) {
    TestCase one = test;
    if (lines.tests.size() > 1) absl::StrAppend(&one.name, ":", i + 1);
    one.input_slice = lines.tests[i].input;
    one.answer_slice = lines.tests[i].answer;
    expanded.tests.push_back(std::move(one));
  }
  return expanded;
}

}  // namespace gavel::function
