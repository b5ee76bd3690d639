#include "storage/blobs.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::HasSubstr;

class BlobsTest : public testing::Test {
 protected:
  Blobs Open() { return Blobs::Open(dir_ / "blobs").value(); }

  std::string Write(const std::string& name, const std::string& content) {
    WriteFile(dir_ / name, content);
    return dir_ / name;
  }

  int FileCount() const {
    int count = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(dir_ / "blobs")) {
      if (entry.is_regular_file()) ++count;
    }
    return count;
  }

  TestDir dir_;
};

TEST_F(BlobsTest, IsNamedByTheHashOfItsContent) {
  const Blobs blobs = Open();
  const Sha256 hash = blobs.AddFile(Write("in", "abc")).value();
  EXPECT_EQ(ToHex(hash),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(blobs.Path(hash),
            dir_ /
                "blobs/ba/"
                "7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2001"
                "5ad");
  EXPECT_EQ(ReadFile(blobs.Path(hash)), "abc");
}

TEST_F(BlobsTest, IsReadOnly) {
  const Blobs blobs = Open();
  const Sha256 hash = blobs.AddFile(Write("in", "abc")).value();
  struct stat info = {};
  ASSERT_EQ(stat(blobs.Path(hash).c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0444u);
}

TEST_F(BlobsTest, HoldsEmptyAndLargeFiles) {
  const Blobs blobs = Open();
  std::string large;
  for (int i = 0; large.size() < 3000001; ++i) large += std::to_string(i);
  for (const std::string& content : {std::string(), large}) {
    const Sha256 hash = blobs.AddFile(Write("in", content)).value();
    EXPECT_TRUE(ReadFile(blobs.Path(hash)) == content) << content.size();
  }
  EXPECT_EQ(FileCount(), 2);
}

TEST_F(BlobsTest, StoresEqualContentOnce) {
  const Blobs blobs = Open();
  const Sha256 first = blobs.AddFile(Write("a", "same")).value();
  const Sha256 second = blobs.AddFile(Write("b", "same")).value();
  EXPECT_EQ(first, second);
  EXPECT_EQ(FileCount(), 1);
}

TEST_F(BlobsTest, StoresEqualContentOnceWhenAddedAtTheSameTime) {
  const Blobs blobs = Open();
  const std::string path = Write("in", std::string(1000000, 'x'));
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { EXPECT_THAT(blobs.AddFile(path), IsOk()); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(FileCount(), 1);
}

TEST_F(BlobsTest, ReplacesAFileThatWasCutShort) {
  const Blobs blobs = Open();
  const std::string path = Write("in", "content");
  const Sha256 hash = blobs.AddFile(path).value();
  std::filesystem::remove(blobs.Path(hash));
  WriteFile(blobs.Path(hash), "cont");
  EXPECT_EQ(blobs.AddFile(path).value(), hash);
  EXPECT_EQ(ReadFile(blobs.Path(hash)), "content");
}

TEST_F(BlobsTest, RemovesUnfinishedCopiesWhenOpened) {
  Open();
  WriteFile(dir_ / "blobs/tmp/abcdef", "half of a te");
  Open();
  EXPECT_EQ(FileCount(), 0);
}

TEST_F(BlobsTest, AFailedCopyLeavesNothing) {
  const Blobs blobs = Open();
  EXPECT_THAT(blobs.AddFile(dir_ / "none"),
              IsError(absl::StatusCode::kNotFound, HasSubstr("opening none")));
  EXPECT_THAT(blobs.AddFile(dir_.path()),
              IsError(absl::StatusCode::kInvalidArgument,
                      HasSubstr("not a regular file")));
  ASSERT_EQ(mkfifo((dir_ / "fifo").c_str(), 0600), 0);
  EXPECT_THAT(blobs.AddFile(dir_ / "fifo"),
              IsError(absl::StatusCode::kInvalidArgument,
                      HasSubstr("not a regular file")));
  EXPECT_EQ(FileCount(), 0);
}

}  // namespace
}  // namespace gavel::storage
