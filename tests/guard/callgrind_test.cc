#include "tests/guard/callgrind.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace gavel::guard {
namespace {

struct Dumps {
  const char* name;
  const char* text;
  Counts counts;
  absl::StatusCode code = absl::StatusCode::kOk;
};
std::ostream& operator<<(std::ostream& out, const Dumps& dumps) {
  return out << dumps.name;
}

class DumpsTest : public testing::TestWithParam<Dumps> {};

TEST_P(DumpsTest, AreReadPathByPath) {
  Counts counts;
  EXPECT_EQ(AddDumps(GetParam().text, counts).code(), GetParam().code);
  EXPECT_EQ(counts, GetParam().counts);
}

constexpr const char* kTwoPaths = R"(version: 1
desc: Trigger: Client Request: from a
totals: 7
desc: Trigger: Client Request: to
fn=(1) main
totals: 100
desc: Trigger: Client Request: from b
totals: 8
desc: Trigger: Client Request: to
totals: 200
desc: Trigger: Program termination
totals: 9
)";

INSTANTIATE_TEST_SUITE_P(
    Texts, DumpsTest,
    testing::Values(
        Dumps{"NothingCounted",
              "desc: Trigger: Program termination\ntotals: 5\n",
              {}},
        Dumps{"TwoPaths", kTwoPaths, {{"a", 100}, {"b", 200}}},
        Dumps{"ToTheEndOfTheProcess",
              "desc: Trigger: Client Request: from a\ntotals: 7\n"
              "desc: Trigger: Program termination\ntotals: 9\n",
              {{"a", 9}}},
        Dumps{"NoEnd",
              "desc: Trigger: Client Request: from a\ntotals: 7\n",
              {},
              absl::StatusCode::kInternal},
        Dumps{"NoNumber", "totals: many\n", {}, absl::StatusCode::kInternal}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace gavel::guard
