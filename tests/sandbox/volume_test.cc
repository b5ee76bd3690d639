#include "sandbox/engine/volume.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ostream>
#include <string>
#include <vector>

#include "sandbox/engine/streams.h"
#include "sandbox/written_files.h"

namespace gavel::sandbox {
namespace {

constexpr int64_t kLimit = 10'000;

GivenContent Text(const char* text) {
  return {text, -1, static_cast<int64_t>(std::strlen(text))};
}

// "fixed/a" and "util.js" to read; "out/old" to write.
class VolumeTest : public testing::Test {
 protected:
  VolumeTest() {
    SetOutputLimit(OutputLimit() + kLimit);
    start_ = OutputLeft();
    volume_.AddFile("util.js", Text("exports.a = 1"), true);
    volume_.AddFile("fixed/a", Text("hello"), false);
    volume_.AddFile("out/old", Text("old"), false);
    volume_.AllowWriting("out");
  }

  int Write(const char* path, const std::string& text,
            int flags = O_WRONLY | O_CREAT | O_TRUNC) {
    const int fd = volume_.Open(path, flags);
    if (fd < 0) return fd;
    const int64_t count = volume_.Write(fd, text.data(), text.size(), -1);
    volume_.Close(fd);
    return count < 0 ? static_cast<int>(count) : 0;
  }

  std::string Read(const char* path) {
    const int fd = volume_.Open(path, O_RDONLY);
    if (fd < 0) return "error";
    std::string text(100, '\0');
    text.resize(static_cast<size_t>(
        std::max<int64_t>(0, volume_.Read(fd, text.data(), text.size(), -1))));
    volume_.Close(fd);
    return text;
  }

  std::vector<std::string> Saved() {
    const OwnedFd file(memfd_create("written", MFD_CLOEXEC));
    volume_.Save(file.get());
    const auto files = ReadWrittenFiles(file, MiB(1));
    EXPECT_TRUE(files.ok()) << files.status();
    std::vector<std::string> texts;
    if (!files.ok()) return texts;
    for (const WrittenFile& saved : *files) {
      texts.push_back(saved.name + "=" + saved.content);
    }
    return texts;
  }

  int64_t Counted() const { return start_ - OutputLeft(); }

  Volume volume_;

 private:
  // What the process has been allowed so far: the limit is one for all tests.
  static int64_t OutputLimit() {
    static int64_t limit = 0;
    return limit += kLimit;
  }
  int64_t start_ = 0;
};

using Names = std::vector<std::string>;

TEST_F(VolumeTest, DirectoriesAreWhereFilesAre) {
  Names names;
  EXPECT_EQ(volume_.List("", names), 0);
  EXPECT_EQ(names, (Names{"fixed", "out", "util.js"}));
  Volume::Status status;
  EXPECT_EQ(volume_.Stat("fixed", status), 0);
  EXPECT_TRUE(status.is_directory);
  EXPECT_FALSE(status.is_writable);
  EXPECT_EQ(volume_.Stat("out", status), 0);
  EXPECT_TRUE(status.is_writable);
}

TEST_F(VolumeTest, SavesOnlyWhatHasChanged) {
  EXPECT_EQ(Write("out/new", "1"), 0);
  EXPECT_EQ(Read("out/old"), "old");
  EXPECT_EQ(Saved(), Names{"out/new=1"});
}

TEST_F(VolumeTest, CountsContentsAndRecords) {
  EXPECT_EQ(Write("out/new", "123"), 0);
  EXPECT_EQ(Counted(), 8 + 7 + 3);
  EXPECT_EQ(Write("out/new", "1"), 0);
  EXPECT_EQ(Counted(), 8 + 7 + 1);
  EXPECT_EQ(volume_.Rename("out/new", "out/n"), 0);
  EXPECT_EQ(Counted(), 8 + 5 + 1);
  EXPECT_EQ(volume_.Unlink("out/n"), 0);
  EXPECT_EQ(Counted(), 0);
}

TEST_F(VolumeTest, CountsAFileThatWasGivenWhenItChanges) {
  EXPECT_EQ(Write("out/old", "er", O_WRONLY | O_APPEND), 0);
  EXPECT_EQ(Counted(), 8 + 7 + 5);
  EXPECT_EQ(Saved(), Names{"out/old=older"});
}

TEST_F(VolumeTest, AnOpenFileLivesOnWithoutItsName) {
  const int fd = volume_.Open("out/new", O_RDWR | O_CREAT);
  EXPECT_EQ(volume_.Unlink("out/new"), 0);
  EXPECT_EQ(volume_.Write(fd, "123", 3, -1), 3);
  std::string text(3, '\0');
  EXPECT_EQ(volume_.Read(fd, text.data(), 3, 0), 3);
  EXPECT_EQ(text, "123");
  EXPECT_EQ(Counted(), 0);
  EXPECT_EQ(Saved(), Names{});
}

TEST_F(VolumeTest, DescriptorsAreUsedAgain) {
  const int first = volume_.Open("util.js", O_RDONLY);
  EXPECT_EQ(first, Volume::kFirstDescriptor);
  EXPECT_EQ(volume_.Open("util.js", O_RDONLY), first + 1);
  EXPECT_EQ(volume_.Close(first), 0);
  EXPECT_EQ(volume_.Close(first), -EBADF);
  EXPECT_EQ(volume_.Open("util.js", O_RDONLY), first);
}

TEST_F(VolumeTest, WhatIsOverwrittenIsNoSourceAnyMore) {
  volume_.AllowWriting(".");
  EXPECT_NE(volume_.Source("util.js"), nullptr);
  EXPECT_EQ(Write("util.js", "1"), 0);
  EXPECT_EQ(volume_.Source("util.js"), nullptr);
  EXPECT_EQ(volume_.Source("fixed/a"), nullptr);
}

TEST_F(VolumeTest, ReadsWhatIsBehindADescriptor) {
  const OwnedFd file(memfd_create("large", MFD_CLOEXEC));
  ASSERT_EQ(write(file.get(), "0123456789", 10), 10);
  volume_.AddFile("out/large", {nullptr, file.get(), 10}, false);
  EXPECT_EQ(Read("out/large"), "0123456789");
  EXPECT_EQ(Write("out/large", "X", O_WRONLY), 0);
  EXPECT_EQ(Saved(), Names{"out/large=X123456789"});
}

// A file that became shorter, which blobs do not: no byte is made up.
TEST_F(VolumeTest, ReadsNoMoreThanThereIs) {
  const OwnedFd file(memfd_create("large", MFD_CLOEXEC));
  ASSERT_EQ(write(file.get(), "0123", 4), 4);
  volume_.AddFile("short", {nullptr, file.get(), 10}, false);
  EXPECT_EQ(Read("short"), "0123");
}

struct ErrorCase {
  const char* name;
  int (*act)(Volume& volume);
  int error;
};
void PrintTo(const ErrorCase& test, std::ostream* out) { *out << test.name; }

class VolumeErrorTest : public VolumeTest,
                        public testing::WithParamInterface<ErrorCase> {};

TEST_P(VolumeErrorTest, SaysWhatASystemSays) {
  EXPECT_EQ(GetParam().act(volume_), GetParam().error)
      << std::strerror(-GetParam().error);
  EXPECT_EQ(Saved(), Names{});
  EXPECT_EQ(Counted(), 0);
}

constexpr int kMake = O_WRONLY | O_CREAT | O_TRUNC;

INSTANTIATE_TEST_SUITE_P(
    All, VolumeErrorTest,
    testing::ValuesIn(std::vector<ErrorCase>{
        {"Missing", [](Volume& v) { return v.Open("no", O_RDONLY); }, -ENOENT},
        {"Making", [](Volume& v) { return v.Open("no", kMake); }, -EACCES},
        {"MakingInAFile", [](Volume& v) { return v.Open("util.js/a", kMake); },
         -ENOTDIR},
        {"MakingNowhere", [](Volume& v) { return v.Open("out/no/a", kMake); },
         -ENOENT},
        {"MakingABadName", [](Volume& v) { return v.Open("out/a b", kMake); },
         -EINVAL},
        {"MakingALongName",
         [](Volume& v) {
           return v.Open("out/" + std::string(600, 'a'), kMake);
         },
         -EINVAL},
        {"MakingWhatIsThere",
         [](Volume& v) { return v.Open("out/old", kMake | O_EXCL); }, -EEXIST},
        {"Changing", [](Volume& v) { return v.Open("fixed/a", O_RDWR); },
         -EACCES},
        {"Emptying",
         [](Volume& v) { return v.Open("fixed/a", O_RDONLY | O_TRUNC); },
         -EACCES},
        {"WritingADirectory", [](Volume& v) { return v.Open("out", kMake); },
         -EISDIR},
        {"ListingAFile",
         [](Volume& v) {
           Names names;
           return v.List("util.js", names);
         },
         -ENOTDIR},
        {"MakingADirectory",
         [](Volume& v) { return v.MakeDirectory("fixed/b"); }, -EACCES},
        {"MakingADirectoryThatIsThere",
         [](Volume& v) { return v.MakeDirectory("out"); }, -EEXIST},
        {"RemovingTheRoot", [](Volume& v) { return v.RemoveDirectory(""); },
         -EACCES},
        {"RemovingWhatMayBeWritten",
         [](Volume& v) { return v.RemoveDirectory("out"); }, -EACCES},
        {"RemovingAFile",
         [](Volume& v) { return v.RemoveDirectory("out/old"); }, -ENOTDIR},
        {"Unlinking", [](Volume& v) { return v.Unlink("fixed/a"); }, -EACCES},
        {"UnlinkingADirectory", [](Volume& v) { return v.Unlink("out"); },
         -EISDIR},
        {"RenamingOut", [](Volume& v) { return v.Rename("out/old", "old"); },
         -EACCES},
        {"RenamingIn", [](Volume& v) { return v.Rename("fixed/a", "out/a"); },
         -EACCES},
        {"RenamingOntoADirectory",
         [](Volume& v) {
           v.MakeDirectory("out/d");
           return v.Rename("out/old", "out/d");
         },
         -EISDIR},
        {"RenamingIntoItself",
         [](Volume& v) {
           v.MakeDirectory("out/d");
           return v.Rename("out/d", "out/d/e");
         },
         -EINVAL},
        {"RenamingOntoWhatIsFull",
         [](Volume& v) {
           v.MakeDirectory("out/d");
           v.MakeDirectory("out/e");
           v.MakeDirectory("out/e/f");
           return v.Rename("out/d", "out/e");
         },
         -ENOTEMPTY},
        {"ReadingWhatIsNotOpen",
         [](Volume& v) { return static_cast<int>(v.Read(-1, nullptr, 0, -1)); },
         -EBADF},
        {"WritingWhatIsOpenToRead",
         [](Volume& v) {
           const int fd = v.Open("out/old", O_RDONLY);
           return static_cast<int>(v.Write(fd, "", 0, -1));
         },
         -EBADF},
    }),
    [](const testing::TestParamInfo<ErrorCase>& test) {
      return test.param.name;
    });

}  // namespace
}  // namespace gavel::sandbox
