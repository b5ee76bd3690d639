// The fuzzed function, for the fuzzer's loop and for the test's.
//
// Errors:  aborts when a promise is broken
// Threads: single-threaded
#ifndef GAVEL_TESTS_FUZZ_FUNCTION_FUZZ_H_
#define GAVEL_TESTS_FUZZ_FUNCTION_FUZZ_H_

#include <cstddef>
#include <cstdint>

namespace gavel::function {

// Between the four parts of an input: signature, arguments, answer, output.
inline constexpr char kFuzzSeparator = '\x1e';

void FuzzFunction(const uint8_t* data, size_t size);

}  // namespace gavel::function

#endif  // GAVEL_TESTS_FUZZ_FUNCTION_FUZZ_H_
