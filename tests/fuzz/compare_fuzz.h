// The fuzzed function, for the fuzzer's loop and for the test's: the default
// output validator against compare_oracle.h, on files and on pipes.
//
// Shape:   an input is a byte that chooses options, then two bytes, the
//          size of the output in big endian, then output and answer
// Errors:  aborts when they disagree
// Threads: single-threaded
#ifndef GAVEL_TESTS_FUZZ_COMPARE_FUZZ_H_
#define GAVEL_TESTS_FUZZ_COMPARE_FUZZ_H_

#include <cstddef>
#include <cstdint>

namespace gavel::judge {

// Bytes of an input before its output.
inline constexpr size_t kCompareHeader = 3;

void FuzzCompare(const uint8_t* data, size_t size);

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_FUZZ_COMPARE_FUZZ_H_
