#include "bench/growth_curve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace gavel::bench {
namespace {

using nlohmann::json;

// Figures of a curve that was 2 at 10, 4 at 100, and `last` at 1,000.
json FiguresOf(Curves::Shape shape, double last) {
  Curves curves("us", shape);
  curves.Add("get", {10, "10"}, Single(2));
  curves.Add("get", {100, "100"}, Single(4));
  curves.Add("get", {1000, "1,000"}, Single(last));
  Report report;
  curves.AddTo(report);
  std::stringstream text;
  report.WriteJson(text);
  return json::parse(text);
}

TEST(CurvesTest, WhatIsFlatIsItsLastPointBesideAllOthers) {
  const json figures = FiguresOf(Curves::Shape::kFlat, 4);
  ASSERT_EQ(figures.size(), 1);
  EXPECT_EQ(figures[0]["name"], "get, 1,000");
  EXPECT_EQ(figures[0]["baselines"][0],
            json::parse(R"({"name": "10", "median": 2.0, "ratio": 2.0,
                            "at_most": 2.0, "met": true})"));
  EXPECT_EQ(figures[0]["baselines"][1],
            json::parse(R"({"name": "100", "median": 4.0, "ratio": 1.0})"));
}

TEST(CurvesTest, WhatBendsUpIsNotFlat) {
  const json figures = FiguresOf(Curves::Shape::kFlat, 4.1);
  EXPECT_EQ(figures[0]["baselines"][0]["met"], false);
}

TEST(CurvesTest, WhatIsProportionalIsEachPointBesideTheOneBefore) {
  const json figures = FiguresOf(Curves::Shape::kProportional, 44.1);
  ASSERT_EQ(figures.size(), 3);
  EXPECT_FALSE(figures[0].contains("baselines"));
  EXPECT_EQ(figures[1]["baselines"][0]["name"], "10");
  EXPECT_EQ(figures[1]["baselines"][0]["met"], true);
  EXPECT_EQ(figures[2]["baselines"][0]["name"], "100");
  EXPECT_EQ(figures[2]["baselines"][0]["met"], false);
}

TEST(CurvesTest, LargeNumbersHaveCommas) {
  const std::vector<std::pair<int64_t, std::string>> kRows = {
      {0, "0"}, {999, "999"}, {1000, "1,000"}, {1'000'050, "1,000,050"}};
  for (const auto& [number, text] : kRows) EXPECT_EQ(WithCommas(number), text);
}

}  // namespace
}  // namespace gavel::bench
