#include "core/decimal.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace gavel {
namespace {

constexpr int64_t kMaxExponent = 1'000'000'000;

absl::string_view TakeDigits(absl::string_view& text) {
  size_t count = 0;
  while (count < text.size() && IsDigit(text[count])) ++count;
  const absl::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

// What follows 'e': an optional sign and digits, to the end of the text.
std::optional<int64_t> ParseExponent(absl::string_view text) {
  const bool negative = TakeSign(text);
  const absl::string_view digits = TakeDigits(text);
  if (digits.empty() || !text.empty()) return std::nullopt;
  int64_t value = 0;
  if (!absl::SimpleAtoi(digits, &value) || value > kMaxExponent) {
    return std::nullopt;
  }
  return negative ? -value : value;
}

Decimal Normalized(Decimal value) {
  std::string& digits = value.digits;
  while (!digits.empty() && digits.back() == 0) digits.pop_back();
  const size_t leading =
      std::min(digits.find_first_not_of('\0'), digits.size());
  digits.erase(0, leading);
  value.top -= static_cast<int64_t>(leading);
  return value;
}

// The digits from 10^top down to 10^low.
std::string Aligned(const Decimal& value, int64_t top, int64_t low) {
  std::string digits(static_cast<size_t>(top - value.top), '\0');
  digits += value.digits;
  digits.resize(static_cast<size_t>(top - low), '\0');
  return digits;
}

// to += sign * from, both of the same length; the result fits and is not
// negative.
void AddDigits(std::string& to, const std::string& from, int sign) {
  int carry = 0;
  for (size_t i = to.size(); i-- > 0;) {
    int digit = to[i] + sign * from[i] + carry;
    carry = digit > 9 ? 1 : (digit < 0 ? -1 : 0);
    digit -= 10 * carry;
    to[i] = static_cast<char>(digit);
  }
}

Decimal Add(const Decimal& x, const Decimal& y) {
  if (x.zero()) return y;
  if (y.zero()) return x;
  const int64_t top = std::max(x.top, y.top) + 1;  // room for a carry
  const int64_t low = std::min(x.low(), y.low());
  std::string larger = Aligned(x, top, low);
  std::string smaller = Aligned(y, top, low);
  Decimal sum{.negative = x.negative, .top = top, .digits = {}};
  if (larger < smaller) {
    larger.swap(smaller);
    sum.negative = y.negative;
  }
  AddDigits(larger, smaller, x.negative == y.negative ? 1 : -1);
  sum.digits = std::move(larger);
  return Normalized(std::move(sum));
}

}  // namespace

bool TakeSign(absl::string_view& text) {
  const bool negative = absl::StartsWith(text, "-");
  if (negative || absl::StartsWith(text, "+")) text.remove_prefix(1);
  return negative;
}

std::optional<NumberText> ParseNumber(absl::string_view text) {
  NumberText number;
  number.negative = TakeSign(text);
  number.whole = TakeDigits(text);
  if (absl::StartsWith(text, ".")) {
    text.remove_prefix(1);
    number.fraction = TakeDigits(text);
  }
  if (number.whole.empty() && number.fraction.empty()) return std::nullopt;
  if (text.empty()) return number;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  const std::optional<int64_t> exponent = ParseExponent(text.substr(1));
  if (!exponent.has_value()) return std::nullopt;
  number.exponent = *exponent;
  return number;
}

Decimal ToDecimal(const NumberText& number) {
  Decimal value;
  value.negative = number.negative;
  value.top = number.exponent + static_cast<int64_t>(number.whole.size());
  value.digits = absl::StrCat(number.whole, number.fraction);
  for (char& digit : value.digits) digit = static_cast<char>(digit - '0');
  return Normalized(std::move(value));
}

Decimal ToDecimal(double value) {
  std::array<char, 32> text{};
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), value);
  (void)error;  // 24 characters are enough for every double
  const std::optional<NumberText> number = ParseNumber(
      absl::string_view(text.data(), static_cast<size_t>(end - text.data())));
  return number.has_value() ? ToDecimal(*number) : Decimal();
}

Decimal Negated(Decimal value) {
  value.negative = !value.negative;
  return value;
}

Decimal Multiply(const Decimal& x, const Decimal& y) {
  Decimal product{.negative = x.negative != y.negative,
                  .top = x.top + y.top,
                  .digits = std::string(x.digits.size() + y.digits.size(), 0)};
  for (size_t i = x.digits.size(); i-- > 0;) {
    int carry = 0;
    for (size_t j = y.digits.size(); j-- > 0;) {
      char& place = product.digits[i + j + 1];
      const int value = place + x.digits[i] * y.digits[j] + carry;
      carry = value / 10;
      place = static_cast<char>(value % 10);
    }
    product.digits[i] = static_cast<char>(product.digits[i] + carry);
  }
  return Normalized(std::move(product));
}

// Never aligns numbers whose digits do not overlap: the width stays that of the
// tokens, whatever their exponents.
int SignOfSum(std::array<Decimal, 3> terms) {
  std::sort(terms.begin(), terms.end(), [](const Decimal& x, const Decimal& y) {
    return x.zero() != y.zero() ? y.zero() : x.top > y.top;
  });
  Decimal sum = terms[0];
  for (size_t i = 1; i < terms.size() && !terms[i].zero(); ++i) {
    // All that is left is less than 2 * 10^top.
    if (!sum.zero() && terms[i].top + 1 <= sum.low()) break;
    sum = Add(sum, terms[i]);
  }
  return sum.sign();
}

}  // namespace gavel
