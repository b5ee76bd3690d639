#include "core/bytes.h"

#include <gtest/gtest.h>

namespace gavel {
namespace {

TEST(BytesTest, FormatsWithTheLargestUnitThatKeepsOneDigit) {
  EXPECT_EQ(FormatBytes(Bytes(0)), "0 B");
  EXPECT_EQ(FormatBytes(Bytes(1023)), "1023 B");
  EXPECT_EQ(FormatBytes(KiB(128)), "128 KiB");
  EXPECT_EQ(FormatBytes(Bytes(1536 * 1024)), "1.5 MiB");
  EXPECT_EQ(FormatBytes(MiB(2048)), "2 GiB");
}

}  // namespace
}  // namespace gavel
