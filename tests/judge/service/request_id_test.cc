#include "judge/service/request_id.h"

#include <gmock/gmock.h>

#include <ostream>
#include <string>

#include "absl/random/random.h"

namespace gavel::judge {
namespace {

struct Row {
  const char* name;
  std::string text;
  bool sane;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.name;
}

class RequestIdTest : public testing::TestWithParam<Row> {};

TEST_P(RequestIdTest, IsSaneOrNot) {
  EXPECT_EQ(IsRequestId(GetParam().text), GetParam().sane);
}

INSTANTIATE_TEST_SUITE_P(
    All, RequestIdTest,
    testing::Values(Row{"uuid", "0190163d-8694-739b-aea5-966c26f8ad91", true},
                    Row{"one character", "7", true},
                    Row{"punctuation", "a-b_c.d:e", true},
                    Row{"longest", std::string(64, 'x'), true},
                    Row{"too long", std::string(65, 'x'), false},
                    Row{"empty", "", false}, Row{"space", "a b", false},
                    Row{"newline", "a\nb", false}, Row{"quote", "a\"b", false},
                    Row{"field of the log", "a level=error", false},
                    Row{"not ascii", "\u00e9", false},
                    Row{"nul", std::string("a\0b", 3), false}));

TEST(MakeRequestIdTest, IsAUuidOfVersionSeven) {
  absl::BitGen random;
  const std::string id =
      MakeRequestId(absl::FromUnixMillis(0x0190163d8694), random);
  EXPECT_TRUE(IsRequestId(id));
  EXPECT_THAT(
      id, testing::MatchesRegex("0190163d-8694-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                                "[0-9a-f]{12}"));
}

TEST(MakeRequestIdTest, LaterOnesSortBehindAndNoneComesTwice) {
  absl::BitGen random;
  const absl::Time now = absl::FromUnixSeconds(1'800'000'000);
  const std::string first = MakeRequestId(now, random);
  EXPECT_NE(MakeRequestId(now, random), first);
  EXPECT_LT(first, MakeRequestId(now + absl::Milliseconds(1), random));
}

}  // namespace
}  // namespace gavel::judge
