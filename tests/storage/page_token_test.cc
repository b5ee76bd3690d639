#include "storage/page_token.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::_;

TEST(PageTokenTest, GivesBackWhatItWasMadeWith) {
  const std::string token = MakePageToken("problems", "sum");
  EXPECT_NE(token, "sum");
  EXPECT_EQ(ParsePageToken("problems", token).value(), "sum");
}

TEST(PageTokenTest, IsRefusedByAnotherList) {
  const std::string token = MakePageToken("problems", "sum");
  EXPECT_THAT(ParsePageToken("submissions", token),
              IsError(absl::StatusCode::kInvalidArgument, _));
}

TEST(PageTokenTest, RefusesWhatItDidNotMake) {
  const std::string token = MakePageToken("problems", "sum");
  for (const std::string& bad :
       {std::string(), std::string("sum"), std::string("!!!"), token + "=",
        token + " ", " " + token, token.substr(0, 5), std::string("\0", 1),
        std::string(100000, 'A')}) {
    EXPECT_THAT(ParsePageToken("problems", bad),
                IsError(absl::StatusCode::kInvalidArgument, _))
        << bad.substr(0, 40);
  }
}

}  // namespace
}  // namespace gavel::storage
