#include "sandbox/written_files.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace gavel::sandbox {
namespace {

OwnedFd FileOf(const std::string& bytes) {
  OwnedFd fd(memfd_create("written", MFD_CLOEXEC));
  EXPECT_EQ(write(fd.get(), bytes.data(), bytes.size()),
            static_cast<ssize_t>(bytes.size()));
  return fd;
}

std::string Number(uint32_t number) {
  return std::string(reinterpret_cast<const char*>(&number), sizeof(number));
}

std::string Record(const std::string& name, const std::string& content) {
  return absl::StrCat(Number(static_cast<uint32_t>(name.size())),
                      Number(static_cast<uint32_t>(content.size())), name,
                      content);
}

TEST(WrittenFilesTest, ComeBackAsTheyWereEncoded) {
  const std::vector<WrittenFile> files = {{"feedback/score.txt", "0.5\n"},
                                          {"empty", ""},
                                          {"bytes", std::string("\0\xff\n", 3)},
                                          {std::string(512, 'n'), "long"}};
  const auto read = ReadWrittenFiles(FileOf(EncodeWrittenFiles(files)), MiB(1));
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->size(), files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ((*read)[i].name, files[i].name);
    EXPECT_EQ((*read)[i].content, files[i].content);
  }
}

TEST(WrittenFilesTest, AreReadFromTheBeginningWhateverTheOffset) {
  const OwnedFd file = FileOf(Record("a", "1"));
  lseek(file.get(), 3, SEEK_SET);
  const auto read = ReadWrittenFiles(file, MiB(1));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->size(), 1U);
}

TEST(WrittenFilesTest, NothingIsNoFiles) {
  const auto read = ReadWrittenFiles(FileOf(""), Bytes(0));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_TRUE(read->empty());
}

TEST(WrittenFilesTest, AsManyBytesAsAllowed) {
  const std::string bytes = Record("a", "12");
  const auto size = static_cast<int64_t>(bytes.size());
  EXPECT_TRUE(ReadWrittenFiles(FileOf(bytes), Bytes(size)).ok());
  EXPECT_EQ(ReadWrittenFiles(FileOf(bytes), Bytes(size - 1)).status().code(),
            absl::StatusCode::kResourceExhausted);
}

struct HostileCase {
  const char* name;
  std::string bytes;
};
void PrintTo(const HostileCase& test, std::ostream* out) { *out << test.name; }

class HostileRecordsTest : public testing::TestWithParam<HostileCase> {};

TEST_P(HostileRecordsTest, AreRefused) {
  EXPECT_EQ(ReadWrittenFiles(FileOf(GetParam().bytes), MiB(1)).status().code(),
            absl::StatusCode::kInvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(
    All, HostileRecordsTest,
    testing::ValuesIn(std::vector<HostileCase>{
        {"HalfASize", "\x01"},
        {"OneSize", Number(1)},
        {"SizesOnly", absl::StrCat(Number(1), Number(0))},
        {"NameCutOff", absl::StrCat(Number(5), Number(0), "abc")},
        {"ContentCutOff", absl::StrCat(Number(1), Number(5), "a", "1234")},
        {"HugeName", absl::StrCat(Number(UINT32_MAX), Number(0), "a")},
        {"HugeContent", absl::StrCat(Number(1), Number(UINT32_MAX), "a")},
        {"SizesThatWrapAround",
         absl::StrCat(Number(UINT32_MAX), Number(UINT32_MAX), "a")},
        {"GarbageBehind", absl::StrCat(Record("a", "1"), "x")},
        {"NoName", Record("", "1")},
        {"Dot", Record(".", "1")},
        {"Parent", Record("..", "1")},
        {"ParentInside", Record("a/../b", "1")},
        {"Absolute", Record("/etc/passwd", "1")},
        {"EndsWithSlash", Record("a/", "1")},
        {"TwoSlashes", Record("a//b", "1")},
        {"Nul", Record(std::string("a\0b", 3), "1")},
        {"Blank", Record("a b", "1")},
        {"NotAscii", Record("\xc3\xa4", "1")},
        {"LongName", Record(std::string(513, 'n'), "1")},
        {"Twice", Record("a", "1") + Record("a", "2")},
    }),
    [](const testing::TestParamInfo<HostileCase>& test) {
      return test.param.name;
    });

}  // namespace
}  // namespace gavel::sandbox
