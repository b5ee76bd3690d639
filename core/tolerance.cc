#include "core/tolerance.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace gavel {
namespace {

constexpr int64_t kMaxExponent = 1'000'000'000;

// A token that is a number by the format's grammar.
struct NumberText {
  bool negative = false;
  absl::string_view whole;
  absl::string_view fraction;
  int64_t exponent = 0;
};

absl::string_view TakeDigits(absl::string_view& text) {
  size_t count = 0;
  while (count < text.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(text[count]))) {
    ++count;
  }
  const absl::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

// True if the text began with '-'; a '+' is skipped.
bool TakeSign(absl::string_view& text) {
  const bool negative = absl::StartsWith(text, "-");
  if (negative || absl::StartsWith(text, "+")) text.remove_prefix(1);
  return negative;
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

// The closest double; nullopt outside the range of normal doubles, where the
// relative error has no bound.
std::optional<double> ToDouble(absl::string_view text) {
  if (absl::StartsWith(text, "+")) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  if (value != 0 && !std::isnormal(value)) return std::nullopt;
  return value;
}

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

Decimal Normalized(Decimal value) {
  std::string& digits = value.digits;
  while (!digits.empty() && digits.back() == 0) digits.pop_back();
  const size_t leading =
      std::min(digits.find_first_not_of('\0'), digits.size());
  digits.erase(0, leading);
  value.top -= static_cast<int64_t>(leading);
  return value;
}

Decimal ToDecimal(const NumberText& number) {
  Decimal value;
  value.negative = number.negative;
  value.top = number.exponent + static_cast<int64_t>(number.whole.size());
  value.digits = absl::StrCat(number.whole, number.fraction);
  for (char& digit : value.digits) digit = static_cast<char>(digit - '0');
  return Normalized(std::move(value));
}

// The shortest decimal that reads back as this double, which is what a problem
// setter wrote.
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

// The sign of the sum, without ever aligning numbers whose digits do not
// overlap: the width stays that of the tokens, whatever their exponents.
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

enum class Answer { kNo, kYes, kUnsure };

// |output - answer| <= bound in doubles. Each value is within an ulp or two of
// the true one; inside that margin, or beyond the range of doubles, the answer
// is kUnsure.
Answer WithinDoubles(std::optional<double> output, std::optional<double> answer,
                     double tolerance, bool relative) {
  if (!output.has_value() || !answer.has_value()) return Answer::kUnsure;
  const double bound = relative ? tolerance * std::abs(*answer) : tolerance;
  const double difference = std::abs(*output - *answer);
  const double margin =
      0x1p-50 * (std::abs(*output) + std::abs(*answer) + bound) + 1e-300;
  if (difference + margin < bound) return Answer::kYes;
  if (difference - margin > bound) return Answer::kNo;
  return Answer::kUnsure;
}

bool WithinExactly(const NumberText& output, const NumberText& answer,
                   double tolerance, bool relative) {
  const Decimal out = ToDecimal(output);
  const Decimal ans = ToDecimal(answer);
  Decimal size = ans;
  size.negative = false;
  Decimal bound = ToDecimal(tolerance);
  if (relative) bound = Multiply(bound, size);
  const bool above = SignOfSum({out, Negated(ans), Decimal()}) >= 0;
  return SignOfSum({above ? out : Negated(out), above ? Negated(ans) : ans,
                    Negated(bound)}) <= 0;
}

bool NumbersClose(absl::string_view output_text, absl::string_view answer_text,
                  const NumberText& answer, const CompareOptions& options) {
  const std::optional<NumberText> output = ParseNumber(output_text);
  if (!output.has_value()) return false;
  const std::optional<double> out_value = ToDouble(output_text);
  const std::optional<double> ans_value = ToDouble(answer_text);
  const auto within = [&](const std::optional<double>& tolerance,
                          bool relative) {
    if (!tolerance.has_value()) return false;
    const Answer fast =
        WithinDoubles(out_value, ans_value, *tolerance, relative);
    return fast == Answer::kUnsure
               ? WithinExactly(*output, answer, *tolerance, relative)
               : fast == Answer::kYes;
  };
  return within(options.absolute_tolerance, false) ||
         within(options.relative_tolerance, true);
}

}  // namespace

std::optional<bool> WithinTolerance(absl::string_view output,
                                    absl::string_view answer,
                                    const CompareOptions& options) {
  if (!options.absolute_tolerance.has_value() &&
      !options.relative_tolerance.has_value()) {
    return std::nullopt;
  }
  const std::optional<NumberText> number = ParseNumber(answer);
  if (!number.has_value()) return std::nullopt;
  return NumbersClose(output, answer, *number, options);
}

}  // namespace gavel
