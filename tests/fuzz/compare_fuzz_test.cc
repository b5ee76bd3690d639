// The fuzzed function on random and mutated texts, the same in every run.
#include "tests/fuzz/compare_fuzz.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

#include "absl/strings/str_format.h"
#include "tests/fuzz/compare_oracle.h"

namespace gavel::judge {
namespace {

constexpr int kInputs = 10'000;

using Random = std::mt19937;

void Compare(uint8_t options, const std::string& output,
             const std::string& answer) {
  std::string input;
  input += static_cast<char>(options);
  input += static_cast<char>(output.size() >> 8);
  input += static_cast<char>(output.size());
  input += output + answer;
  FuzzCompare(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

std::string Piece(Random& random) {
  static const char* const kPieces[] = {
      " ",        "\n",       "\r\n", "\t",    "0",      "1",   "9",
      "10",       "-1",       "+1",   "1.",    ".1",     "1e0", "1E-6",
      "1.000001", "0.999999", "1e-9", "5e-1",  "nan",    "inf", "0x1",
      "word",     "WORD",     "e5",   "1e308", "1e-320", "-0",  "00",
      "1e9999",   "\xc3\x89", "--1",  "1.5.5"};
  return kPieces[random() % std::size(kPieces)];
}

std::string Text(Random& random) {
  std::string text;
  for (size_t left = random() % 12; left > 0; --left) {
    text += Piece(random);
    if (random() % 2 == 0) text += " ";
  }
  return text;
}

// A few changes that keep most of the text.
std::string Mutated(Random& random, std::string text) {
  for (size_t left = random() % 3; left > 0; --left) {
    const size_t at = random() % (text.size() + 1);
    if (random() % 2 == 0) {
      text.insert(at, Piece(random));
    } else {
      text.erase(at, 1 + random() % 2);
    }
  }
  return text;
}

TEST(CompareFuzzTest, AgreesWithTheOracle) {
  Random random(7);  // NOLINT(cert-msc51-cpp): the same every time
  for (int i = 0; i < kInputs; ++i) {
    const std::string answer = Text(random);
    const std::string output =
        random() % 4 == 0 ? Text(random) : Mutated(random, answer);
    Compare(static_cast<uint8_t>(random()), output, answer);
  }
}

// Around the sizes of its buffers and of the longest number.
TEST(CompareFuzzTest, AgreesWithTheOracleOnLongTexts) {
  Random random(8);  // NOLINT(cert-msc51-cpp): the same every time
  for (const size_t size : {4095, 4096, 4097, 20'000}) {
    for (const char* const filling : {"0", "x", " ", "1 "}) {
      for (int i = 0; i < 8; ++i) {
        std::string answer = Text(random);
        while (answer.size() < size) answer += filling;
        Compare(static_cast<uint8_t>(random()), Mutated(random, answer),
                answer + Text(random));
      }
    }
  }
}

// Of so many millionths, which may be written with a few digits more.
std::string Plain(Random& random, int64_t millionths) {
  std::string text = absl::StrFormat("%s%d.%06d", millionths < 0 ? "-" : "",
                                     std::abs(millionths) / 1'000'000,
                                     std::abs(millionths) % 1'000'000);
  while (random() % 4 == 0) text += random() % 3 == 0 ? "1" : "0";
  return text;
}

// Around the bounds that the tolerances give.
TEST(CompareFuzzTest, AgreesWithTheOracleOnPlainNumbers) {
  Random random(9);  // NOLINT(cert-msc51-cpp): the same every time
  for (int i = 0; i < kInputs; ++i) {
    int64_t size = 1;
    for (size_t digits = random() % 16; digits > 0; --digits) size *= 10;
    const int64_t answer = ((static_cast<int64_t>(random()) << 30) ^
                            static_cast<int64_t>(random())) %
                           size * (random() % 2 == 0 ? 1 : -1);
    const int64_t steps[] = {0,         1,           100'000,    500'000,
                             3'000'000, answer / 10, answer / 2, answer};
    const int64_t difference = steps[random() % std::size(steps)] +
                               static_cast<int64_t>(random() % 3) - 1;
    Compare(static_cast<uint8_t>(random()), Plain(random, answer + difference),
            Plain(random, answer));
  }
}

TEST(CompareOracleTest, KnowsTheRules) {
  OracleOptions exact;
  EXPECT_EQ(OracleAccepts("Yes 1", "yes\n1\n", exact), true);
  EXPECT_EQ(OracleAccepts("1.0", "1", exact), false);
  OracleOptions tolerant;
  tolerant.absolute_tolerance = "1e-6";
  EXPECT_EQ(OracleAccepts("1.000001", "1.0", tolerant), true);
  EXPECT_EQ(OracleAccepts("1.0000011", "1.0", tolerant), false);
  EXPECT_EQ(OracleAccepts("-1e-7", "1e-7", tolerant), true);
  EXPECT_EQ(OracleAccepts("1e12345", "1", tolerant), std::nullopt);
}

}  // namespace
}  // namespace gavel::judge
