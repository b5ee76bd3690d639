// The fuzzed function, for the fuzzer's loop and for the test's.
//
// Errors:  aborts when a promise is broken
// Threads: single-threaded
#ifndef GAVEL_TESTS_FUZZ_WIRE_FUZZ_H_
#define GAVEL_TESTS_FUZZ_WIRE_FUZZ_H_

#include <cstddef>
#include <cstdint>

namespace gavel::sandbox {

// Bytes of an input before its packet.
inline constexpr size_t kFuzzHeader = 3;

void FuzzWire(const uint8_t* data, size_t size);

}  // namespace gavel::sandbox

#endif  // GAVEL_TESTS_FUZZ_WIRE_FUZZ_H_
