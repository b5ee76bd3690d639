// The executable's own addition of BigInts comes before V8's in symbol lookup,
// as memory.cc has it for malloc.
//
// Debian's libnode 108 was built by a compiler that keeps the carry in two
// registers and takes 1.04 ns for each 64 bits, a quarter more than node's own
// build of the same V8. One chain of additions with carry takes 0.45 ns.
//
// Shape:   as V8 10's src/bigint: little-endian digits, no sign. The result has
//          room for the longer operand at least, and may be that operand
// Threads: pure
#include <immintrin.h>

#include <cstdint>
#include <utility>

namespace v8::bigint {

class Digits {
 public:
  int size() const { return size_; }
  uint64_t digit(int i) const { return digits_[i]; }

 protected:
  uint64_t* digits_;
  int size_;
};

class RWDigits : public Digits {
 public:
  uint64_t& digit(int i) { return digits_[i]; }
};

// What V8's BigInt.add and, for operands of two signs, its relatives call.
void Add(RWDigits sum, Digits x, Digits y);

void Add(RWDigits sum, Digits x, Digits y) {
  if (x.size() < y.size()) std::swap(x, y);
  unsigned char carry = 0;
  const auto add = [&](int i, uint64_t other) {
    unsigned long long digit = 0;
    carry = _addcarry_u64(carry, x.digit(i), other, &digit);
    sum.digit(i) = digit;
  };
  int i = 0;
  // The carry stays in its flag for as long as nothing else counts.
  for (; i + 8 <= y.size(); i += 8) {
    add(i, y.digit(i));
    add(i + 1, y.digit(i + 1));
    add(i + 2, y.digit(i + 2));
    add(i + 3, y.digit(i + 3));
    add(i + 4, y.digit(i + 4));
    add(i + 5, y.digit(i + 5));
    add(i + 6, y.digit(i + 6));
    add(i + 7, y.digit(i + 7));
  }
  for (; i < y.size(); ++i) add(i, y.digit(i));
  for (; i < x.size(); ++i) add(i, 0);
  for (; i < sum.size(); ++i) {
    sum.digit(i) = carry;
    carry = 0;
  }
}

}  // namespace v8::bigint
