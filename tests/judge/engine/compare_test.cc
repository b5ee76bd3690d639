#include "judge/engine/compare.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "core/owned_fd.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

CompareOptions CaseSensitive() {
  CompareOptions options;
  options.case_sensitive = true;
  return options;
}

CompareOptions SpaceSensitive() {
  CompareOptions options;
  options.space_change_sensitive = true;
  return options;
}

CompareOptions Absolute(double tolerance) {
  CompareOptions options;
  options.absolute_tolerance = tolerance;
  return options;
}

CompareOptions Relative(double tolerance) {
  CompareOptions options;
  options.relative_tolerance = tolerance;
  return options;
}

CompareOptions CaseSensitiveAbsolute(double tolerance) {
  CompareOptions options = CaseSensitive();
  options.absolute_tolerance = tolerance;
  return options;
}

CompareOptions Both(double tolerance) {
  CompareOptions options = Absolute(tolerance);
  options.relative_tolerance = tolerance;
  return options;
}

void WriteAll(int fd, const std::string& bytes) {
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = write(fd, bytes.data() + done, bytes.size() - done);
    ASSERT_GT(count, 0);
    done += static_cast<size_t>(count);
  }
}

// Leaves the offset at the end, as the sandbox does.
OwnedFd File(const std::string& bytes) {
  OwnedFd fd(memfd_create("compare_test", MFD_CLOEXEC));
  WriteAll(fd.get(), bytes);
  return fd;
}

Comparison Compare(const std::string& answer, const std::string& output,
                   const CompareOptions& options) {
  const OwnedFd output_file = File(output);
  const OwnedFd answer_file = File(answer);
  absl::StatusOr<Comparison> comparison =
      CompareOutput(output_file.get(), answer_file.get(), options);
  EXPECT_TRUE(comparison.ok()) << comparison.status();
  if (!comparison.ok()) return {};
  EXPECT_EQ(comparison->accepted, comparison->difference.empty());
  EXPECT_EQ(comparison->accepted, comparison->position.empty());
  return *std::move(comparison);
}

bool Accepts(const std::string& answer, const std::string& output,
             const CompareOptions& options = CompareOptions()) {
  return Compare(answer, output, options).accepted;
}

std::string Difference(const std::string& answer, const std::string& output,
                       const CompareOptions& options = CompareOptions()) {
  return Compare(answer, output, options).difference;
}

struct Case {
  std::string name;
  std::string answer;
  std::string output;
  CompareOptions options;
  bool accepted = false;

  friend std::ostream& operator<<(std::ostream& os, const Case& c) {
    return os << c.name;
  }
};

class CompareTest : public testing::TestWithParam<Case> {};

TEST_P(CompareTest, FollowsTheFormat) {
  const Case& c = GetParam();
  EXPECT_EQ(Accepts(c.answer, c.output, c.options), c.accepted);
}

std::string Name(const testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

// Where the two reference validators and the format disagree, the format wins.
INSTANTIATE_TEST_SUITE_P(
    Divergences, CompareTest,
    testing::Values(
        Case{"AbsoluteBoundary", "1.0", "1.000001", Absolute(1e-6), true},
        Case{"JustAboveTheBoundary", "1.0", "1.0000010000000000000000001",
             Absolute(1e-6), false},
        Case{"IntegersAbove2To53", "9007199254740993", "9007199254740992",
             Absolute(0), false},
        Case{"NanIsTextWithCase", "nan", "NaN", CaseSensitiveAbsolute(1),
             false},
        Case{"NanIsTextWithoutCase", "nan", "NaN", Absolute(1), true},
        Case{"InfIsText", "inf", "Infinity", Both(1), false},
        Case{"NoHexadecimal", "1", "0x1", Both(1), false},
        Case{"NanIsNoNumber", "1", "nan", Both(1), false},
        Case{"InfIsNoNumber", "1", "inf", Both(1), false},
        Case{"Exponent", "1", "1e0", Absolute(0), true},
        Case{"NoLeadingDigit", "1", ".1e1", Absolute(0), true},
        Case{"NoTrailingDigit", "1", "1.", Absolute(0), true},
        Case{"Plus", "1", "+1", Absolute(0), true},
        Case{"RelativeToZero", "0", "1e-9", Relative(1e-6), false},
        Case{"BytesAfterNul", std::string("a\0b", 3), std::string("a\0c", 3),
             CompareOptions(), false},
        Case{"EqualBytesAfterNul", std::string("A\0b", 3),
             std::string("a\0b", 3), CompareOptions(), true},
        Case{"EmptyAnswer", "", "\n", CompareOptions(), true},
        Case{"NoBreakSpaceIsNoSpace", "1 2", "1\u00a02", CompareOptions(),
             false},
        Case{"OnlyAsciiIsFolded", "\u00c9", "\u00e9", CompareOptions(), false},
        Case{"MissingFinalNewline", "1\n", "1", SpaceSensitive(), false},
        Case{"ExtraFinalNewline", "1\n", "1\n\n", SpaceSensitive(), false},
        Case{"CarriageReturn", "1\n", "1\r\n", SpaceSensitive(), false}),
    Name);

INSTANTIATE_TEST_SUITE_P(
    Text, CompareTest,
    testing::Values(
        Case{"BothEmpty", "", "", CompareOptions(), true},
        Case{"EmptyOutput", "1", "", CompareOptions(), false},
        Case{"ExtraToken", "1", "1 2", CompareOptions(), false},
        Case{"MissingToken", "1 2", "1\n", CompareOptions(), false},
        Case{"EverySpace", "1 2 3 4 5 6", "\v1\f2\t3\r4\n5 6", CompareOptions(),
             true},
        Case{"CaseFolded", "YES", "yes", CompareOptions(), true},
        Case{"CaseSensitive", "YES", "yes", CaseSensitive(), false},
        Case{"OnlyLettersAreFolded", "[", "{", CompareOptions(), false},
        Case{"IntegersWithoutTolerance", "1", "1.0", CompareOptions(), false},
        Case{"SameSpace", " 1\t2 \n", " 1\t2 \n", SpaceSensitive(), true},
        Case{"FoldedWithSameSpace", "a  B\n", "A  b\n", SpaceSensitive(), true},
        Case{"LeadingSpace", "1", " 1", SpaceSensitive(), false},
        Case{"TabForSpace", "1 2", "1\t2", SpaceSensitive(), false},
        Case{"MoreSpace", "x 1 2", "X 1  2", SpaceSensitive(), false}),
    Name);

INSTANTIATE_TEST_SUITE_P(
    Numbers, CompareTest,
    testing::Values(
        Case{"WithinAbsolute", "100", "100.5", Absolute(0.5), true},
        Case{"OutsideAbsolute", "100", "100.51", Absolute(0.5), false},
        Case{"WithinRelative", "100", "99", Relative(0.01), true},
        Case{"OutsideRelative", "100", "98.9999999999", Relative(0.01), false},
        Case{"RelativeIsToTheAnswer", "99", "100", Relative(0.01), false},
        Case{"EitherIsEnough", "1000", "1001", Both(1e-3), true},
        Case{"NegativeAnswer", "-100", "-101", Relative(0.01), true},
        Case{"SignsDiffer", "1", "-1", Absolute(1.9), false},
        Case{"ExactlyAcrossZero", "0.5", "-0.5", Absolute(1), true},
        Case{"MinusZero", "0", "-0.0", Absolute(0), true},
        Case{"TextAnswerWithTolerance", "Yes", "yes", Absolute(1), true},
        Case{"TextOutputWithTolerance", "1", "one", Absolute(1), false},
        Case{"NumberForText", "one", "1", Absolute(1), false},
        Case{"TwoPoints", "1", "1.0.0", Absolute(1), false},
        Case{"LonePoint", "0", ".", Absolute(1), false},
        Case{"LonePointIsText", ".", ".", Absolute(1), true},
        Case{"ExponentWithoutDigits", "1", "1e", Absolute(1), false},
        Case{"ExponentSign", "1000", "1E+3", Absolute(0), true},
        Case{"TwoSigns", "1", "+-1", Absolute(5), false},
        Case{"ThirtyDigits", "123456789012345678901234567890",
             "123456789012345678901234567891", Absolute(1), true},
        Case{"ThirtyDigitsTooFar", "123456789012345678901234567890",
             "123456789012345678901234567892", Absolute(1), false},
        Case{"ThirtyDecimals", "0.123456789012345678901234567890",
             "0.123456789012345678901234567891", Absolute(1e-30), true},
        Case{"BeyondDoubles", "1e400", "1.0000001e400", Relative(1e-7), true},
        Case{"BeyondDoublesTooFar", "1e400", "1.00000010001e400",
             Relative(1e-7), false},
        Case{"BelowDoubles", "1e-400", "2e-400", Absolute(0), false},
        Case{"BelowDoublesWithin", "1e-400", "0", Absolute(1e-300), true},
        Case{"SubnormalAnswer", "6e-310", "6.00000006e-10", Relative(1e300),
             false},
        Case{"SubnormalAnswerWithin", "6e-310", "6e-10", Relative(1e300), true},
        Case{"HugeExponents", "1e1000000000", "1e999999999", Relative(0.9),
             true},
        Case{"HugeExponentsTooFar", "1e1000000000", "1e999999999",
             Relative(0.89), false},
        Case{"TinyOnTheNearSide", "1", "1e-1000000000", Absolute(1), true},
        Case{"TinyOnTheFarSide", "1", "-1e-1000000000", Absolute(1), false},
        Case{"ExponentOfNoNumber", "1", "1e99999999999999999999", Absolute(1),
             false},
        Case{"SameExponentOfNoNumber", "1e99999999999999999999",
             "1E99999999999999999999", Absolute(1), true},
        Case{"ToleranceIsItsShortestDecimal", "0", "0.1", Absolute(0.1), true},
        Case{"AboveTheShortestDecimal", "0", "0.1000000000000000001",
             Absolute(0.1), false},
        Case{"CarriesThroughNines", "0.999999999999999999999",
             "1.000000000000000000000", Absolute(1e-21), true},
        Case{"CarriesThroughNinesTooFar", "0.999999999999999999999",
             "1.0000000000000000000001", Absolute(1e-21), false},
        Case{"RelativeProductIsExact", "3", "3.0000000000000000003",
             Relative(1e-19), true},
        Case{"RelativeProductIsExactTooFar", "3", "3.00000000000000000031",
             Relative(1e-19), false}),
    Name);

TEST(CompareOutputTest, NamesTheFirstDifference) {
  EXPECT_EQ(Difference("1 2\n5", "1 2\n6"),
            "token 3 (line 2): expected 5, got 6");
}

TEST(CompareOutputTest, PositionShowsNothingOfEitherSide) {
  EXPECT_EQ(Compare("1 2\n5", "1 2\n6", CompareOptions()).position,
            "token 3 (line 2)");
  EXPECT_EQ(Compare("1 2", "1  2", SpaceSensitive()).position,
            "space before token 2 (line 1)");
}

TEST(CompareOutputTest, NamesTheLineOfTheFirstSpaceThatDiffers) {
  EXPECT_EQ(Compare("1\n\n\n2", "1\n\n\r2", SpaceSensitive()).position,
            "space before token 2 (line 3)");
}

TEST(CompareOutputTest, CountsTokensAndLinesThatWereSkippedAsEqual) {
  std::string common;
  for (int i = 0; i < 100000; ++i) common += "x y\n";
  EXPECT_EQ(Difference(common + "1\n", common + "2\n"),
            "token 200001 (line 100001): expected 1, got 2");
}

TEST(CompareOutputTest, NamesBothLinesWhereTheyDiffer) {
  EXPECT_EQ(Difference("1 2 3", "1\n2\n4"),
            "token 3 (line 1 of the answer, 3 of the output): expected 3, "
            "got 4");
}

TEST(CompareOutputTest, NamesTheEnd) {
  EXPECT_EQ(Difference("1 2", "1"),
            "token 2 (line 1): expected 2, got end of output");
  EXPECT_EQ(Difference("1", "1 2"),
            "token 2 (line 1): expected end of output, got 2");
}

TEST(CompareOutputTest, ShortensAndEscapesBothSides) {
  EXPECT_EQ(Difference(std::string(41, 'a'), "\x1b[2J\xff"),
            "token 1 (line 1): expected " + std::string(40, 'a') +
                "..., got \\x1b[2J\\xff");
}

TEST(CompareOutputTest, ShowsSpaces) {
  EXPECT_EQ(Difference("1\n2", "1\r\n2", SpaceSensitive()),
            "space before token 2 (line 1): expected \"\\n\", got \"\\r\\n\"");
  EXPECT_EQ(Difference("1\n", "1", SpaceSensitive()),
            "space before token 2 (line 1): expected \"\\n\", got \"\"");
}

TEST(CompareOutputTest, LongTokensAreComparedToTheirEnd) {
  const std::string token(1 << 20, 'a');
  const std::string folded(1 << 20, 'A');
  EXPECT_TRUE(Accepts(token, folded));
  EXPECT_TRUE(Accepts(token + " 1", folded + "\n1"));
  EXPECT_FALSE(Accepts(token, folded, CaseSensitive()));
  EXPECT_FALSE(Accepts(token, folded + "A"));
  EXPECT_FALSE(Accepts(token + "a", folded));
  EXPECT_THAT(Difference(token + "x", folded + "Y"),
              HasSubstr("(from byte 1048577 on)"));
}

TEST(CompareOutputTest, NumbersOfAllowedLengthAreNumbers) {
  const std::string zeros(4000, '0');
  EXPECT_TRUE(Accepts("1", "1." + zeros, Absolute(0)));
  EXPECT_TRUE(Accepts("1", zeros + "1", Absolute(0)));
  EXPECT_FALSE(Accepts("1", "1." + zeros + "1", Absolute(0)));
  EXPECT_TRUE(Accepts("1." + zeros + "1", "1", Absolute(1e-300)));
}

TEST(CompareOutputTest, LongerTokensAreText) {
  const std::string zeros(5000, '0');
  EXPECT_FALSE(Accepts("1", "1." + zeros, Absolute(1)));
  EXPECT_TRUE(Accepts("1." + zeros, "1." + zeros, Absolute(1)));
  EXPECT_FALSE(Accepts("1." + zeros, "1." + zeros + "0", Absolute(1)));
}

// Every position of a token relative to the end of a 128 KiB buffer.
TEST(CompareOutputTest, TokensMayLieAcrossBuffers) {
  for (size_t lead = 128 * 1024 - 12; lead <= 128 * 1024 + 2; ++lead) {
    const std::string space(lead, ' ');
    EXPECT_TRUE(
        Accepts("x 0.123456", "X" + space + "0.1234560", Absolute(1e-9)));
    EXPECT_FALSE(
        Accepts("x 0.123456", "X" + space + "0.12346", Absolute(1e-9)));
    EXPECT_TRUE(Accepts(space + "abcdef", "ABCDEF"));
    EXPECT_FALSE(Accepts(space + "abcdef", "ABCDEG"));
    EXPECT_TRUE(
        Accepts("a" + space + "b", "A" + space + "B", SpaceSensitive()));
    EXPECT_FALSE(
        Accepts("a" + space + "b", "A" + space + " B", SpaceSensitive()));
  }
}

TEST(CompareOutputTest, DifferencesAcrossBuffersAreFound) {
  for (size_t lead = 128 * 1024 - 3; lead <= 128 * 1024 + 3; ++lead) {
    const std::string word(lead, 'a');
    EXPECT_FALSE(Accepts(word + "b", word + "c"));
    EXPECT_TRUE(Accepts(word + "b 1", word + "B  1"));
    EXPECT_FALSE(Accepts(word + " 1", word + "1"));
  }
}

TEST(CompareOutputTest, LargeEqualFilesAreAccepted) {
  std::string text;
  while (text.size() < size_t{40} << 20) text += "1234567 some words 0.5\n";
  EXPECT_TRUE(Accepts(text, text));
  EXPECT_TRUE(Accepts(text, text, Both(1e-6)));
  EXPECT_TRUE(Accepts(text, text, SpaceSensitive()));
}

TEST(CompareOutputTest, LargeFilesThatDifferInTheirLastByte) {
  std::string text;
  while (text.size() < size_t{40} << 20) text += "1234567 some words 0.5\n";
  EXPECT_FALSE(Accepts(text + "1", text + "2"));
  EXPECT_TRUE(Accepts(text, text + "\n"));
  EXPECT_FALSE(Accepts(text, text + "\n", SpaceSensitive()));
}

TEST(CompareOutputTest, ReadsPipes) {
  for (const char* output : {"1 2 3\n", "1 2 4\n"}) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    const OwnedFd reader(ends[0]);
    OwnedFd writer(ends[1]);
    WriteAll(writer.get(), output);
    writer.Reset();
    const OwnedFd answer = File("1 2 3");
    const absl::StatusOr<Comparison> comparison =
        CompareOutput(reader.get(), answer.get(), CompareOptions());
    ASSERT_TRUE(comparison.ok()) << comparison.status();
    EXPECT_EQ(comparison->difference,
              output[4] == '3' ? "" : "token 3 (line 1): expected 3, got 4");
  }
}

TEST(CompareOutputTest, LeavesTheOffsetsAlone) {
  const OwnedFd output = File("1 2");
  const OwnedFd answer = File("1 3");
  ASSERT_EQ(lseek(output.get(), 1, SEEK_SET), 1);
  for (int i = 0; i < 2; ++i) {
    const absl::StatusOr<Comparison> comparison =
        CompareOutput(output.get(), answer.get(), CompareOptions());
    ASSERT_TRUE(comparison.ok()) << comparison.status();
    EXPECT_EQ(comparison->difference, "token 2 (line 1): expected 3, got 2");
    EXPECT_EQ(lseek(output.get(), 0, SEEK_CUR), 1);
  }
}

TEST(CompareOutputTest, FailedReadsAreErrors) {
  const OwnedFd file = File("1");
  const OwnedFd directory(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  EXPECT_THAT(
      std::string(CompareOutput(directory.get(), file.get(), CompareOptions())
                      .status()
                      .message()),
      HasSubstr("reading the output"));
  EXPECT_THAT(
      std::string(CompareOutput(file.get(), directory.get(), CompareOptions())
                      .status()
                      .message()),
      HasSubstr("reading the answer"));
}

TEST(CompareOutputTest, RefusesTolerancesThatAreNone) {
  const OwnedFd file = File("1");
  for (const double tolerance : {-1.0, 1.0 / 0.0}) {
    EXPECT_EQ(CompareOutput(file.get(), file.get(), Absolute(tolerance))
                  .status()
                  .code(),
              absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace gavel::judge
