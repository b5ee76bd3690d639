#include "judge/engine/score_files.h"

#include <charconv>
#include <cmath>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "core/status_macros.h"

namespace gavel::judge {
namespace {

constexpr absl::string_view kScore = "score.txt";
constexpr absl::string_view kMultiplier = "score_multiplier.txt";

// from_chars also knows "inf" and "nan".
bool IsDecimalStart(absl::string_view text) {
  return !text.empty() &&
         (text.front() == '.' ||
          absl::ascii_isdigit(static_cast<unsigned char>(text.front())));
}

absl::StatusOr<double> PointsOfScore(absl::string_view text,
                                     std::optional<double> most) {
  GAVEL_ASSIGN_OR_RETURN(const double points, ParseScore(kScore, text));
  if (points < 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(kScore, " holds a negative number"));
  }
  if (most.has_value() && points > *most) {
    return absl::InvalidArgumentError(absl::StrCat(
        kScore, " gives more than the test is worth, which is ", *most));
  }
  return points;
}

absl::StatusOr<double> PointsOfMultiplier(absl::string_view text,
                                          std::optional<double> most) {
  if (!most.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(kMultiplier, " for a test whose score is unbounded"));
  }
  GAVEL_ASSIGN_OR_RETURN(const double factor, ParseScore(kMultiplier, text));
  if (factor < 0 || factor > 1) {
    return absl::InvalidArgumentError(
        absl::StrCat(kMultiplier, " holds a number outside 0 to 1"));
  }
  return factor * *most;
}

}  // namespace

absl::StatusOr<double> ParseScore(absl::string_view file,
                                  absl::string_view text) {
  absl::string_view number = absl::StripAsciiWhitespace(text);
  const bool negative = absl::ConsumePrefix(&number, "-");
  if (!negative) absl::ConsumePrefix(&number, "+");
  double value = 0;
  const char* const end = number.data() + number.size();
  if (!IsDecimalStart(number)) {
    return absl::InvalidArgumentError(
        absl::StrCat(file, " does not hold one decimal number"));
  }
  const auto [rest, error] = std::from_chars(number.data(), end, value);
  if (error != std::errc() || rest != end || !std::isfinite(value)) {
    return absl::InvalidArgumentError(
        absl::StrCat(file, " does not hold one decimal number"));
  }
  return negative ? -value : value;
}

absl::StatusOr<double> PointsOf(const ScoreFiles& files,
                                std::optional<double> most) {
  if (files.score.has_value() && files.multiplier.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("there are both ", kScore, " and ", kMultiplier));
  }
  if (files.score.has_value()) return PointsOfScore(*files.score, most);
  if (files.multiplier.has_value()) {
    return PointsOfMultiplier(*files.multiplier, most);
  }
  if (most.has_value()) return *most;
  return absl::InvalidArgumentError(absl::StrCat(
      "there is no ", kScore, " for a test whose score is unbounded"));
}

}  // namespace gavel::judge
