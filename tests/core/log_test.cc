#include "core/log.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace gavel {
namespace {

const absl::Time kNow = absl::FromUnixMillis(1767323045678);

struct Row {
  const char* name;
  LogStyle style;
  Severity severity;
  std::string message;
  std::vector<LogField> fields;
  std::string line;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.name;
}

class LogTest : public testing::TestWithParam<Row> {};

TEST_P(LogTest, IsOneLine) {
  const Row& row = GetParam();
  EXPECT_EQ(FormatLogLine(row.style, kNow, row.severity, "serve", row.message,
                          row.fields),
            row.line);
}

INSTANTIATE_TEST_SUITE_P(
    Text, LogTest,
    testing::Values(
        Row{"plain",
            {},
            Severity::kInfo,
            "serving on 127.0.0.1:1",
            {},
            "2026-01-02T03:04:05.678Z I serve: serving on 127.0.0.1:1\n"},
        Row{"fields",
            {},
            Severity::kWarning,
            "slow",
            {{"n", 3}, {"took", absl::Milliseconds(12)}, {"user", "ann"}},
            "2026-01-02T03:04:05.678Z W serve: slow n=3 took=0.0120 "
            "user=ann\n"},
        Row{"newline",
            {},
            Severity::kError,
            "a\nb\x1b[0m",
            {},
            "2026-01-02T03:04:05.678Z E serve: a\\x0ab\\x1b[0m\n"},
        Row{"value with spaces",
            {},
            Severity::kInfo,
            "m",
            {{"why", "a \"b\" c=d\n"}, {"empty", ""}},
            "2026-01-02T03:04:05.678Z I serve: m why=\"a \\\"b\\\" "
            "c=d\\u000a\" empty=\"\"\n"},
        Row{"journal",
            {.journal = true},
            Severity::kWarning,
            "m",
            {},
            "<4>serve: m\n"}));

INSTANTIATE_TEST_SUITE_P(
    Json, LogTest,
    testing::Values(
        Row{"plain",
            {.format = LogFormat::kJson},
            Severity::kInfo,
            "m",
            {{"n", -7}, {"took", absl::Seconds(2)}, {"user", "ann"}},
            R"({"time":"2026-01-02T03:04:05.678Z","level":"info",)"
            R"("component":"serve","message":"m","n":-7,"took":2.0000,)"
            R"("user":"ann"})"
            "\n"},
        Row{"journal",
            {.format = LogFormat::kJson, .journal = true},
            Severity::kError,
            "m",
            {},
            R"(<3>{"time":"2026-01-02T03:04:05.678Z","level":"error",)"
            R"("component":"serve","message":"m"})"
            "\n"}));

TEST(LogJsonTest, WhateverTheTextsHoldItParsesToThem) {
  const std::string all_bytes = [] {
    std::string text;
    for (int byte = 0; byte < 128; ++byte) {
      text.push_back(static_cast<char>(byte));
    }
    return text;
  }();
  for (const std::string& hostile :
       {all_bytes, std::string("\"},{\"level\":\"error\""),
        std::string("a\r\n<0>b"), std::string("\\u0000\\"),
        std::string("/gavel.v1.\u2028\u00e9/\x7f")}) {
    const std::string line =
        FormatLogLine({.format = LogFormat::kJson}, kNow, Severity::kInfo,
                      "rpc", hostile, {{{"method", hostile}}});
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    const auto parsed = nlohmann::json::parse(line, nullptr, false);
    ASSERT_FALSE(parsed.is_discarded()) << line;
    EXPECT_EQ(parsed["message"], hostile);
    EXPECT_EQ(parsed["method"], hostile);
    EXPECT_EQ(parsed.size(), 5U);
  }
}

TEST(LogJsonTest, WhatIsNoUtf8IsReplaced) {
  const std::string line =
      FormatLogLine({.format = LogFormat::kJson}, kNow, Severity::kInfo, "rpc",
                    "a\xff\xfe", {{{"value", "\xc3"}}});
  const auto parsed = nlohmann::json::parse(line, nullptr, false);
  ASSERT_FALSE(parsed.is_discarded()) << line;
  EXPECT_EQ(parsed["value"], "\xef\xbf\xbd");
}

TEST(LogJsonTest, AnInfiniteDurationIsNoNumber) {
  const std::string line =
      FormatLogLine({.format = LogFormat::kJson}, kNow, Severity::kInfo, "rpc",
                    "m", {{{"took", absl::InfiniteDuration()}}});
  EXPECT_FALSE(nlohmann::json::parse(line, nullptr, false).is_discarded());
}

TEST(LogJournalTest, StderrOfATestIsNotTheJournal) {
  EXPECT_FALSE(IsJournal(nullptr));
  EXPECT_FALSE(IsJournal(""));
  EXPECT_FALSE(IsJournal("0:0"));
}

}  // namespace
}  // namespace gavel
