#include "cli/flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace gavel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FlagsTest : public testing::Test {
 protected:
  FlagsTest() : flags_("gavel test", "Tests.") {
    flags_.Text("server", "ADDR", "where", &server_)
        .Number("limit", "N", "how many", 1, 100, &limit_)
        .Switch("json", "as JSON", &json_)
        .List("load", "DIR", "what", &load_);
  }

  std::string ErrorOf(const std::vector<std::string>& args) {
    return absl::StrCat(flags_.Parse(args).status().message());
  }

  std::string server_ = "default";
  int64_t limit_ = 10;
  bool json_ = false;
  std::vector<std::string> load_;
  Flags flags_;
};

TEST_F(FlagsTest, TakesValuesAfterEqualsOrAsNextArgument) {
  const auto arguments =
      flags_.Parse({"a", "--server=x=y", "--limit", "7", "--json", "b",
                    "--load", "1", "--load", "2"});
  ASSERT_TRUE(arguments.ok()) << arguments.status();
  EXPECT_THAT(*arguments, ElementsAre("a", "b"));
  EXPECT_EQ(server_, "x=y");
  EXPECT_EQ(limit_, 7);
  EXPECT_TRUE(json_);
  EXPECT_THAT(load_, ElementsAre("1", "2"));
}

TEST_F(FlagsTest, KeepsDefaultsOfFlagsThatAreNotGiven) {
  ASSERT_TRUE(flags_.Parse({}).ok());
  EXPECT_EQ(server_, "default");
  EXPECT_EQ(limit_, 10);
  EXPECT_FALSE(json_);
}

TEST_F(FlagsTest, TakesEverythingAfterTwoDashesAsArguments) {
  const auto arguments = flags_.Parse({"-", "--", "--json", "-x"});
  ASSERT_TRUE(arguments.ok()) << arguments.status();
  EXPECT_THAT(*arguments, ElementsAre("-", "--json", "-x"));
  EXPECT_FALSE(json_);
}

TEST_F(FlagsTest, SuggestsTheFlagThatWasMeant) {
  EXPECT_EQ(ErrorOf({"--sevrer=x"}),
            "unknown flag --sevrer; did you mean --server?");
  EXPECT_EQ(ErrorOf({"--colour"}), "unknown flag --colour");
  EXPECT_EQ(ErrorOf({"-x"}), "unknown flag -x");
}

TEST_F(FlagsTest, NamesTheFlagWhoseValueIsWrong) {
  EXPECT_EQ(ErrorOf({"--limit"}), "--limit needs a value: N");
  EXPECT_EQ(ErrorOf({"--json=yes"}), "--json takes no value");
  for (const char* value : {"0", "101", "-1", "ten", "", "7x"}) {
    EXPECT_THAT(ErrorOf({"--limit", value}),
                HasSubstr("--limit takes a number from 1 to 100"));
  }
}

TEST_F(FlagsTest, ExitsWithUsageStatusOnAWrongCommandLine) {
  std::vector<std::string> arguments;
  EXPECT_EQ(flags_.ParseOrExit({"--nope"}, {0, 1}, &arguments), kExitUsage);
  EXPECT_EQ(flags_.ParseOrExit({"a", "b"}, {0, 1}, &arguments), kExitUsage);
  EXPECT_EQ(flags_.ParseOrExit({}, {1, 1}, &arguments), kExitUsage);
  EXPECT_EQ(flags_.ParseOrExit({"--help"}, {1, 1}, &arguments), 0);
  EXPECT_EQ(flags_.ParseOrExit({"a"}, {1, 1}, &arguments), std::nullopt);
  EXPECT_THAT(arguments, ElementsAre("a"));
}

TEST_F(FlagsTest, ExplainsEveryFlag) {
  EXPECT_EQ(flags_.Help(),
            "usage: gavel test\n\nTests.\n\n"
            "  --server ADDR          where\n"
            "  --limit N              how many\n"
            "  --json                 as JSON\n"
            "  --load DIR             what\n");
}

TEST(WantsHelpTest, LooksOnlyBeforeTwoDashes) {
  EXPECT_TRUE(WantsHelp({"a", "-h"}));
  EXPECT_FALSE(WantsHelp({"--", "--help"}));
}

}  // namespace
}  // namespace gavel::cli
