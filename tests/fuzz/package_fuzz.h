// The fuzzed function, for the fuzzer's loop and for the test's.
//
// Errors:  aborts when a promise is broken
// Threads: single-threaded
#ifndef GAVEL_TESTS_FUZZ_PACKAGE_FUZZ_H_
#define GAVEL_TESTS_FUZZ_PACKAGE_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace gavel::package {

// Between the files of an input.
inline constexpr char kFuzzSeparator = '\x1e';

void FuzzPackage(const uint8_t* data, size_t size);

}  // namespace gavel::package

#endif  // GAVEL_TESTS_FUZZ_PACKAGE_FUZZ_H_
