// Decimal numbers as text and as exact values, for comparisons that doubles
// cannot decide. In core for the sake of tolerance.h, its only user.
//
// Shape:   sign, digits, point, exponent up to 10^9; work and memory follow the
//          number of digits, whatever the exponents
// Threads: pure, safe anywhere
// Owner:   NumberText borrows the text
// Source:  problem package format 2025-09, "Default output validator"
#ifndef GAVEL_CORE_DECIMAL_H_
#define GAVEL_CORE_DECIMAL_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace gavel {

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// True if the text began with '-'; a '+' is skipped.
bool TakeSign(absl::string_view& text);

// A token that is a number by the format's grammar.
struct NumberText {
  bool negative = false;
  absl::string_view whole;
  absl::string_view fraction;
  int64_t exponent = 0;
};

// nullopt if the text is not a number.
std::optional<NumberText> ParseNumber(absl::string_view text);

// Exactly 0.DIGITS * 10^top, or its negative. The first and the last digit are
// not 0; zero has no digits. Digits are values, not characters.
struct Decimal {
  bool negative = false;
  int64_t top = 0;
  std::string digits;

  bool zero() const { return digits.empty(); }
  // The number is a multiple of 10^low().
  int64_t low() const { return top - static_cast<int64_t>(digits.size()); }
  int sign() const { return zero() ? 0 : (negative ? -1 : 1); }
};

Decimal ToDecimal(const NumberText& number);

// The shortest decimal that reads back as this double, which is what a problem
// setter wrote.
Decimal ToDecimal(double value);

Decimal Negated(Decimal value);
Decimal Multiply(const Decimal& x, const Decimal& y);

// The sign of the sum: -1, 0 or 1.
int SignOfSum(std::array<Decimal, 3> terms);

}  // namespace gavel

#endif  // GAVEL_CORE_DECIMAL_H_
