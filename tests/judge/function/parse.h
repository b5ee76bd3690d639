// Signatures for tests.
#ifndef GAVEL_TESTS_JUDGE_FUNCTION_PARSE_H_
#define GAVEL_TESTS_JUDGE_FUNCTION_PARSE_H_

#include <gtest/gtest.h>

#include <string>

#include "judge/function/signature.h"

namespace gavel::function {

// Of a text without errors.
inline Signature Parsed(const std::string& text) {
  ParsedSignature parsed = ParseSignature(text);
  for (const SignatureError& error : parsed.errors) {
    ADD_FAILURE() << text << "\n"
                  << error.line << ":" << error.column << ": " << error.what;
  }
  return parsed.signature.value_or(Signature());
}

}  // namespace gavel::function

#endif  // GAVEL_TESTS_JUDGE_FUNCTION_PARSE_H_
