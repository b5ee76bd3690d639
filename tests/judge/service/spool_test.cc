#include "judge/service/spool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "absl/strings/str_cat.h"

namespace gavel::judge {
namespace {

class SpoolTest : public testing::Test {
 protected:
  SpoolTest() : directory_(testing::TempDir() + "spool-XXXXXX") {
    EXPECT_NE(mkdtemp(directory_.data()), nullptr);
  }
  ~SpoolTest() override { std::filesystem::remove_all(directory_); }

  bool IsEmpty() const { return std::filesystem::is_empty(directory_); }

  std::string directory_;
};

TEST_F(SpoolTest, KeepsWhatIsAppendedUntilTheUploadIsGone) {
  const absl::StatusOr<Spool> spool = Spool::Open(directory_, MiB(1));
  ASSERT_TRUE(spool.ok()) << spool.status();
  {
    absl::StatusOr<SpooledUpload> upload = spool->Begin();
    ASSERT_TRUE(upload.ok()) << upload.status();
    ASSERT_TRUE(upload->Append("one ").ok());
    ASSERT_TRUE(upload->Append("two").ok());
    std::ifstream file(upload->zip_path());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(text, "one two");
    EXPECT_TRUE(std::filesystem::is_empty(upload->unpack_directory()));
    std::ofstream(upload->unpack_directory() + "/left") << "behind";
  }
  EXPECT_TRUE(IsEmpty());
}

TEST_F(SpoolTest, RefusesTheByteOverTheLimit) {
  const absl::StatusOr<Spool> spool = Spool::Open(directory_, Bytes(4));
  ASSERT_TRUE(spool.ok());
  absl::StatusOr<SpooledUpload> upload = spool->Begin();
  ASSERT_TRUE(upload.ok());
  EXPECT_TRUE(upload->Append("1234").ok());
  const absl::Status status = upload->Append("5");
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(absl::StrCat(status.message()), testing::HasSubstr("4 B"));
}

TEST_F(SpoolTest, StartsAgainWithAnEmptyFileAndAllOfItsLimit) {
  const absl::StatusOr<Spool> spool = Spool::Open(directory_, Bytes(4));
  ASSERT_TRUE(spool.ok());
  absl::StatusOr<SpooledUpload> upload = spool->Begin();
  ASSERT_TRUE(upload.ok());
  EXPECT_TRUE(upload->Append("1234").ok());
  EXPECT_TRUE(upload->StartAgain().ok());
  EXPECT_TRUE(upload->Append("5678").ok());
  std::ifstream file(upload->zip_path());
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(text, "5678");
}

TEST_F(SpoolTest, RemovesWhatAKilledServerLeft) {
  std::filesystem::create_directories(directory_ + "/upload-abc/unpacked");
  std::ofstream(directory_ + "/upload-abc/package.zip") << "half";
  ASSERT_TRUE(Spool::Open(directory_, MiB(1)).ok());
  EXPECT_TRUE(IsEmpty());
}

TEST_F(SpoolTest, MovesWithoutRemovingAnything) {
  const absl::StatusOr<Spool> spool = Spool::Open(directory_, MiB(1));
  ASSERT_TRUE(spool.ok());
  std::optional<SpooledUpload> kept;
  {
    absl::StatusOr<SpooledUpload> upload = spool->Begin();
    ASSERT_TRUE(upload.ok());
    kept = *std::move(upload);
  }
  EXPECT_TRUE(kept->Append("x").ok());
  EXPECT_TRUE(std::filesystem::exists(kept->zip_path()));
  kept.reset();
  EXPECT_TRUE(IsEmpty());
}

}  // namespace
}  // namespace gavel::judge
