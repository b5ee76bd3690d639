#include "core/sha256.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace gavel {
namespace {

// FIPS 180-2, appendix B.1.
constexpr const char* kOfAbc =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Sha256Test, HashesPiecesAsTheWhole) {
  Sha256Hasher hasher;
  hasher.Update("a");
  hasher.Update("");
  hasher.Update("bc");
  EXPECT_EQ(ToHex(hasher.Finish()), kOfAbc);
}

TEST(Sha256Test, ReadsOnlyWhatItWrites) {
  const std::optional<Sha256> hash = Sha256FromHex(kOfAbc);
  ASSERT_TRUE(hash.has_value());
  EXPECT_EQ(ToHex(*hash), kOfAbc);
  EXPECT_EQ(Sha256FromBytes(hash->view()), hash);
  std::string upper = kOfAbc;
  upper[0] = 'B';
  const std::string text = kOfAbc;
  for (const std::string& bad :
       {std::string(), upper, text + "0", text.substr(1), text.substr(2),
        "g" + text.substr(1), std::string("../../etc/passwd")}) {
    EXPECT_FALSE(Sha256FromHex(bad).has_value()) << bad;
  }
  EXPECT_FALSE(Sha256FromBytes("short").has_value());
}

}  // namespace
}  // namespace gavel
