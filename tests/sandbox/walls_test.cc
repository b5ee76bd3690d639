#include "sandbox/walls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gavel::sandbox {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<Wall>& SomeWalls() {
  static const auto* const walls =
      new std::vector<Wall>{{"seccomp", true, ""},
                            {"landlock", true, "version 4"},
                            {"empty-root", false, "Invalid argument"}};
  return *walls;
}

TEST(WallsTest, WhatIsPrintedIsReadBack) {
  std::string lines;
  for (const Wall& wall : SomeWalls()) lines += ToString(wall) + "\n";
  EXPECT_EQ(lines,
            "seccomp: on\nlandlock: on (version 4)\n"
            "empty-root: off (Invalid argument)\n");
  const std::vector<Wall> read = ParseWalls(lines);
  ASSERT_EQ(read.size(), SomeWalls().size());
  for (size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(ToString(read[i]), ToString(SomeWalls()[i]));
  }
}

TEST(WallsTest, ALineThatIsNoWallIsLeftOut) {
  EXPECT_TRUE(ParseWalls("").empty());
  EXPECT_TRUE(ParseWalls("moat: on\nseccomp\nlandlock: maybe").empty());
}

TEST(WallsTest, AMissingWallIsNamedWithItsRemedy) {
  EXPECT_TRUE(RequireWalls(SomeWalls(), {}).ok());
  EXPECT_TRUE(RequireWalls(SomeWalls(), {"seccomp", "landlock"}).ok());
  const absl::Status status = RequireWalls(SomeWalls(), {"all"});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr("empty-root"), HasSubstr("pivot_root"),
                    Not(HasSubstr("landlock"))));
}

TEST(WallsTest, AWallThatNobodySpeaksOfDoesNotStand) {
  const absl::Status status = RequireWalls(SomeWalls(), {"network-namespace"});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("network-namespace"));
}

TEST(WallsTest, AWallThatDoesNotExistCannotBeRequired) {
  const absl::Status status = RequireWalls(SomeWalls(), {"moat"});
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr("moat"), HasSubstr("seccomp")));
}

}  // namespace
}  // namespace gavel::sandbox
