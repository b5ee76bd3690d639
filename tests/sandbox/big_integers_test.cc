// Sums of BigInts, which our own code may make, against digit by digit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

class BigIntegersTest : public SandboxFixture {};

TEST_F(BigIntegersTest, SumsAreThoseOfPaperAndPencil) {
  const Outcome outcome = Run(R"js(
const hex = (n) => n.toString(16);
const sumByDigits = (a, b) => {
  const width = Math.max(a.length, b.length) + 1;
  const x = a.padStart(width, '0');
  const y = b.padStart(width, '0');
  let text = '';
  let carry = 0;
  for (let i = width - 1; i >= 0; --i) {
    const digit = parseInt(x[i], 16) + parseInt(y[i], 16) + carry;
    text = (digit % 16).toString(16) + text;
    carry = digit >> 4;
  }
  return text.replace(/^0+(?=.)/, '');
};
// Digits of 64 bits that let a carry through, stop it and make one.
const numbers = [];
for (let digits = 1; digits <= 35; digits += digits < 20 ? 1 : 5) {
  const bits = BigInt(64 * digits);
  numbers.push((1n << bits) - 1n, 1n << (bits - 1n), (1n << bits) / 3n,
               7n ** BigInt(22 * digits));
}
numbers.push(0n, 1n);
let checked = 0;
for (const a of numbers) {
  for (const b of numbers) {
    const sum = a + b;
    if (hex(sum) !== sumByDigits(hex(a), hex(b))) console.log(hex(a), hex(b));
    if (-a + -b !== -sum || sum - b !== a || a - -b !== sum) {
      console.log('signs', hex(a), hex(b));
    }
    ++checked;
  }
}
console.log(checked);
)js",
                              "");
  EXPECT_EQ(outcome.out, "8836\n") << outcome.execution.message;
}

}  // namespace
}  // namespace gavel::sandbox
