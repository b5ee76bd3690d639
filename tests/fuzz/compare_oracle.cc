#include "tests/fuzz/compare_oracle.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace gavel::judge {
namespace {

constexpr size_t kLongestNumber = 4096;

bool IsSpace(char c) {
  return std::string(" \f\n\r\t\v").find(c) != std::string::npos;
}

// Words and the runs of spaces around them, in turn, spaces first and last.
std::vector<std::string> Pieces(const std::string& text) {
  std::vector<std::string> pieces(1);
  for (const char c : text) {
    const bool in_space = pieces.size() % 2 == 1;
    if (IsSpace(c) != in_space) pieces.emplace_back();
    pieces.back() += c;
  }
  if (pieces.size() % 2 == 0) pieces.emplace_back();
  return pieces;
}

// Decimal digits of a natural number, lowest first, without zeros at the top.
using Natural = std::vector<int>;

void Trim(Natural& x) {
  while (!x.empty() && x.back() == 0) x.pop_back();
}

bool Less(const Natural& x, const Natural& y) {
  if (x.size() != y.size()) return x.size() < y.size();
  return std::lexicographical_compare(x.rbegin(), x.rend(), y.rbegin(),
                                      y.rend());
}

Natural Plus(const Natural& x, const Natural& y) {
  Natural sum(std::max(x.size(), y.size()) + 1);
  for (size_t i = 0; i < sum.size(); ++i) {
    if (i < x.size()) sum[i] += x[i];
    if (i < y.size()) sum[i] += y[i];
    if (sum[i] > 9) {
      sum[i] -= 10;
      ++sum[i + 1];
    }
  }
  Trim(sum);
  return sum;
}

// x >= y.
Natural Minus(Natural x, const Natural& y) {
  for (size_t i = 0; i < x.size(); ++i) {
    if (i < y.size()) x[i] -= y[i];
    if (x[i] < 0) {
      x[i] += 10;
      --x[i + 1];
    }
  }
  Trim(x);
  return x;
}

Natural Times(const Natural& x, const Natural& y) {
  Natural product(x.size() + y.size() + 1);
  for (size_t i = 0; i < x.size(); ++i) {
    for (size_t j = 0; j < y.size(); ++j) {
      product[i + j] += x[i] * y[j];
      product[i + j + 1] += product[i + j] / 10;
      product[i + j] %= 10;
    }
  }
  for (size_t i = 0; i + 1 < product.size(); ++i) {
    product[i + 1] += product[i] / 10;
    product[i] %= 10;
  }
  Trim(product);
  return product;
}

// mantissa * 10^exponent.
struct Number {
  bool negative = false;
  Natural mantissa;
  int exponent = 0;
};

struct Parsed {
  bool is_number = false;
  bool too_hard = false;
  Number number;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes a sign off the front, if there is one.
bool TakeMinus(std::string& text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.erase(0, 1);
  return negative;
}

Parsed Parse(std::string text) {
  Parsed parsed;
  if (text.size() > kLongestNumber) return parsed;
  parsed.number.negative = TakeMinus(text);
  std::string exponent = "0";
  const size_t e = text.find_first_of("eE");
  if (e != std::string::npos) {
    exponent = text.substr(e + 1);
    text.resize(e);
  }
  const bool below = TakeMinus(exponent);
  const size_t point = std::min(text.find('.'), text.size());
  const std::string digits =
      text.substr(0, point) + text.substr(std::min(point + 1, text.size()));
  for (const std::string& all : {digits, exponent}) {
    if (all.empty() || !std::all_of(all.begin(), all.end(), IsDigit)) {
      return parsed;
    }
  }
  parsed.is_number = true;
  parsed.too_hard = exponent.size() > 3;
  if (parsed.too_hard) return parsed;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c) {
    parsed.number.mantissa.push_back(*c - '0');
  }
  Trim(parsed.number.mantissa);
  parsed.number.exponent = (below ? -1 : 1) * std::stoi(exponent) -
                           static_cast<int>(digits.size() - point);
  return parsed;
}

// The mantissa if the exponent were that, which is not larger.
Natural Scaled(const Number& x, int exponent) {
  if (x.mantissa.empty()) return {};
  Natural scaled(static_cast<size_t>(x.exponent - exponent));
  scaled.insert(scaled.end(), x.mantissa.begin(), x.mantissa.end());
  return scaled;
}

// |x - y| <= bound.
bool IsWithin(const Number& x, const Number& y, const Number& bound) {
  const int exponent = std::min({x.exponent, y.exponent, bound.exponent});
  const Natural a = Scaled(x, exponent);
  const Natural b = Scaled(y, exponent);
  const Natural difference = x.negative != y.negative ? Plus(a, b)
                             : Less(a, b)             ? Minus(b, a)
                                                      : Minus(a, b);
  return !Less(Scaled(bound, exponent), difference);
}

bool NumbersAgree(const Number& output, const Number& answer,
                  const OracleOptions& options) {
  if (options.absolute_tolerance.has_value() &&
      IsWithin(output, answer, Parse(*options.absolute_tolerance).number)) {
    return true;
  }
  if (!options.relative_tolerance.has_value()) return false;
  const Number tolerance = Parse(*options.relative_tolerance).number;
  const Number bound{.negative = false,
                     .mantissa = Times(tolerance.mantissa, answer.mantissa),
                     .exponent = tolerance.exponent + answer.exponent};
  return IsWithin(output, answer, bound);
}

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<bool> WordsAgree(const std::string& output,
                               const std::string& answer,
                               const OracleOptions& options) {
  const bool tolerant = options.absolute_tolerance.has_value() ||
                        options.relative_tolerance.has_value();
  const Parsed wanted = tolerant ? Parse(answer) : Parsed();
  if (!wanted.is_number) {
    return options.case_sensitive ? output == answer
                                  : Lower(output) == Lower(answer);
  }
  const Parsed got = Parse(output);
  if (!got.is_number) return false;
  if (wanted.too_hard || got.too_hard) return std::nullopt;
  return NumbersAgree(got.number, wanted.number, options);
}

}  // namespace

std::optional<bool> OracleAccepts(const std::string& output,
                                  const std::string& answer,
                                  const OracleOptions& options) {
  const std::vector<std::string> got = Pieces(output);
  const std::vector<std::string> wanted = Pieces(answer);
  bool accepts = got.size() == wanted.size();
  for (size_t i = 0; i < std::min(got.size(), wanted.size()); ++i) {
    if (i % 2 == 0) {
      if (options.space_change_sensitive && got[i] != wanted[i])
        accepts = false;
      continue;
    }
    const std::optional<bool> agree = WordsAgree(got[i], wanted[i], options);
    if (!agree.has_value()) return std::nullopt;
    accepts = accepts && *agree;
  }
  return accepts;
}

}  // namespace gavel::judge
