#include "bench/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

namespace gavel::bench {
namespace {

using nlohmann::json;
using ::testing::Optional;

std::vector<double> UpTo(int last) {
  std::vector<double> values;
  for (int i = 1; i <= last; ++i) values.push_back(i);
  return values;
}

json Written(const Report& report) {
  std::stringstream text;
  report.WriteJson(text);
  return json::parse(text);
}

TEST(ReportTest, TheTailIsWhereItIsWorst) {
  EXPECT_THAT(Lower(UpTo(200)).p99, Optional(199));
  EXPECT_THAT(Higher(UpTo(200)).p99, Optional(2));
  EXPECT_EQ(Lower(UpTo(3)).median, 2);
  EXPECT_EQ(Higher(UpTo(3)).median, 2);
}

TEST(ReportTest, OneSampleHasNoTail) {
  EXPECT_EQ(Lower({7}).p99, std::nullopt);
  Report report;
  report.Add({.name = "memory", .unit = "MB", .measured = Single(7)});
  EXPECT_EQ(Written(report),
            json::parse(R"([{"name": "memory", "unit": "MB", "median": 7.0,
                             "samples": 1}])"));
}

TEST(ReportTest, SaysWhichTargetsAreMet) {
  Report report;
  report.Add({.name = "run",
              .unit = "ms",
              .measured = Lower({1, 2, 3}),
              .median = {.at_most = 2},
              .p99 = {.at_most = 2}});
  report.Add({.name = "rate",
              .unit = "1/s",
              .measured = Single(10),
              .median = {.at_least = 11}});
  const json written = Written(report);
  EXPECT_EQ(written[0]["targets"],
            json::parse(R"([{"of": "median", "at_most": 2.0, "met": true},
                            {"of": "p99", "at_most": 2.0, "met": false}])"));
  EXPECT_EQ(written[1]["targets"],
            json::parse(R"([{"of": "median", "at_least": 11.0,
                             "met": false}])"));
}

TEST(ReportTest, ComparesMediansWithThoseOfBaselines) {
  Report report;
  report.Add({.name = "run",
              .unit = "ms",
              .measured = Single(3),
              .baselines = {{"node", Single(30)},
                            {"floor", Single(1), {.at_most = 2}}}});
  EXPECT_EQ(Written(report)[0]["baselines"],
            json::parse(R"([{"name": "node", "median": 30.0, "ratio": 0.1},
                            {"name": "floor", "median": 1.0, "ratio": 3.0,
                             "at_most": 2.0, "met": false}])"));
}

TEST(ReportTest, KeepsTheReasonOfWhatWasNotMeasured) {
  Report report;
  report.AddNotMeasured("peer", "it is not there");
  EXPECT_EQ(Written(report), json::parse(R"([{"name": "peer",
      "not_measured": "it is not there"}])"));
}

}  // namespace
}  // namespace gavel::bench
