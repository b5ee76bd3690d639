#include "core/tolerance.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <system_error>

#include "absl/strings/match.h"
#include "core/decimal.h"

namespace gavel {
namespace {

// All natural numbers of so many digits are doubles, and so are these powers of
// ten; their inverses are the closest ones.
constexpr size_t kMostPlainDigits = 15;
constexpr std::array<double, kMostPlainDigits + 1> kInversePowersOfTen = {
    1e-0, 1e-1, 1e-2,  1e-3,  1e-4,  1e-5,  1e-6,  1e-7,
    1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15};

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

// A token such as -12.5, which most are, within an ulp of its value; nullopt
// for what has an exponent or more digits, or is no number.
std::optional<double> PlainNumber(absl::string_view text) {
  const bool negative = TakeSign(text);
  if (text.size() > kMostPlainDigits + 1) return std::nullopt;
  int64_t mantissa = 0;
  size_t point = text.size();
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsDigit(text[i])) {
      mantissa = mantissa * 10 + (text[i] - '0');
    } else if (text[i] == '.' && point == text.size()) {
      point = i;
    } else {
      return std::nullopt;
    }
  }
  const bool has_point = point < text.size();
  const size_t digits = text.size() - (has_point ? 1 : 0);
  if (digits == 0 || digits > kMostPlainDigits) return std::nullopt;
  const double value =
      static_cast<double>(mantissa) * kInversePowersOfTen[digits - point];
  return negative ? -value : value;
}

// WithinTolerance in doubles, for plain numbers.
Answer PlainNumbersClose(absl::string_view output, absl::string_view answer,
                         const CompareOptions& options) {
  const std::optional<double> out = PlainNumber(output);
  const std::optional<double> ans = PlainNumber(answer);
  if (!out.has_value() || !ans.has_value()) return Answer::kUnsure;
  Answer absolute = Answer::kNo;
  Answer relative = Answer::kNo;
  if (options.absolute_tolerance.has_value()) {
    absolute = WithinDoubles(out, ans, *options.absolute_tolerance, false);
  }
  if (options.relative_tolerance.has_value()) {
    relative = WithinDoubles(out, ans, *options.relative_tolerance, true);
  }
  if (absolute == Answer::kYes || absolute == relative) return absolute;
  return relative == Answer::kYes ? Answer::kYes : Answer::kUnsure;
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
  const Answer plain = PlainNumbersClose(output, answer, options);
  if (plain != Answer::kUnsure) return plain == Answer::kYes;
  const std::optional<NumberText> number = ParseNumber(answer);
  if (!number.has_value()) return std::nullopt;
  return NumbersClose(output, answer, *number, options);
}

}  // namespace gavel
