#include "core/rejudging.h"

#include <gtest/gtest.h>

#include <ostream>

namespace gavel {
namespace {

struct Case {
  const char* name;
  Outcome before;
  Outcome after;
  Effect effect;
};
std::ostream& operator<<(std::ostream& out, const Case& row) {
  return out << row.name;
}

class EffectTest : public testing::TestWithParam<Case> {};

TEST_P(EffectTest, IsWhatTheTwoOutcomesSay) {
  EXPECT_EQ(EffectOf(GetParam().before, GetParam().after), GetParam().effect);
}

constexpr Verdict kAc = Verdict::kAccepted;
constexpr Verdict kWa = Verdict::kWrongAnswer;

INSTANTIATE_TEST_SUITE_P(
    All, EffectTest,
    testing::Values(
        Case{"Same", {kWa, {}}, {kWa, {}}, Effect::kSame},
        Case{"Accepted", {kWa, {}}, {kAc, {}}, Effect::kGain},
        Case{"Rejected", {kAc, {}}, {kWa, {}}, Effect::kLoss},
        Case{"OtherVerdict",
             {kWa, {}},
             {Verdict::kCompileError, {}},
             Effect::kOther},
        Case{"MorePoints", {kAc, 10}, {kAc, 20}, Effect::kGain},
        Case{"FewerPoints", {kAc, 20}, {kAc, 10}, Effect::kLoss},
        Case{"PointsBeforeVerdict", {kAc, 20}, {kWa, 30}, Effect::kGain},
        Case{"SamePointsRejected", {kAc, 0}, {kWa, 0}, Effect::kLoss},
        Case{"ScoreOnOneSideOnly", {kWa, {}}, {kAc, 5}, Effect::kGain}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace gavel
