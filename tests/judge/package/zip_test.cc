#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zip.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "judge/package/package.h"
#include "tests/judge/package/raw_zip.h"
#include "tests/judge/package/scratch.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

namespace fs = std::filesystem;

class ZipTest : public testing::Test {
 protected:
  std::string WriteZip(const std::vector<RawEntry>& entries) {
    scratch_.Write("test.zip", RawZip(entries).bytes());
    return scratch_.Path("test.zip");
  }

  absl::Status Unpack(const std::string& zip,
                      const ZipLimits& limits = ZipLimits()) {
    return UnpackZip(zip, scratch_.MakeDirectory("out"), limits);
  }

  absl::Status Unpack(const std::vector<RawEntry>& entries,
                      const ZipLimits& limits = ZipLimits()) {
    return Unpack(WriteZip(entries), limits);
  }

  // Unpacked files and directories.
  std::vector<std::string> Unpacked() {
    std::vector<std::string> paths;
    const fs::path out = scratch_.MakeDirectory("out");
    for (const auto& entry : fs::recursive_directory_iterator(out)) {
      paths.push_back(fs::relative(entry.path(), out).string());
    }
    return paths;
  }

  // What refusing the zip says; nothing may be left of it.
  std::string Refusal(const std::vector<RawEntry>& entries,
                      absl::StatusCode code,
                      const ZipLimits& limits = ZipLimits()) {
    const absl::Status status = Unpack(entries, limits);
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_THAT(Unpacked(), IsEmpty());
    return absl::StrCat(status.message());
  }

  std::string Unsafe(const std::vector<RawEntry>& entries) {
    return Refusal(entries, absl::StatusCode::kInvalidArgument);
  }

  std::string TooMuch(const std::vector<RawEntry>& entries,
                      const ZipLimits& limits) {
    return Refusal(entries, absl::StatusCode::kResourceExhausted, limits);
  }

  absl::StatusOr<Package> LoadPacked(const Files& files, const std::string& id,
                                     const std::string& folder) {
    std::vector<RawEntry> entries;
    for (const auto& [name, content] : files) {
      entries.push_back(Raw(folder + name, content));
    }
    return LoadZip(WriteZip(entries), id, scratch_.MakeDirectory("out"),
                   ZipLimits());
  }

  Scratch scratch_;
};

TEST_F(ZipTest, PackedPackagesLoadAgain) {
  Files files = MinimalPackage();
  files["data/sample/1.in"] = std::string(300000, 'x');
  files["data/sample/1.ans"] = "";
  files["submissions/accepted/a.js"] = "print(1)";
  const std::string zip = scratch_.Path("aplusb.zip");
  ASSERT_TRUE(PackZip(scratch_.WritePackage("aplusb", files), zip).ok());
  const absl::StatusOr<Package> package =
      LoadZip(zip, "", scratch_.MakeDirectory("out"), ZipLimits());
  ASSERT_TRUE(package.ok()) << package.status();
  EXPECT_EQ(package->problem.id, "aplusb");
  ASSERT_EQ(package->problem.tests.size(), 2U);
  EXPECT_EQ(package->problem.tests[0].input_path,
            scratch_.Path("out/aplusb/data/sample/1.in"));
  EXPECT_EQ(scratch_.Read("out/aplusb/data/sample/1.in"),
            files["data/sample/1.in"]);
  EXPECT_EQ(package->examples.size(), 1U);
}

TEST_F(ZipTest, EqualDirectoriesPackToEqualBytes) {
  const std::string one = scratch_.WritePackage("one/sum", MinimalPackage());
  const std::string two = scratch_.WritePackage("two/sum", MinimalPackage());
  fs::last_write_time(two + "/problem.yaml",
                      fs::file_time_type::clock::now() - std::chrono::hours(9));
  fs::permissions(two + "/problem.yaml", fs::perms::owner_all);
  ASSERT_TRUE(PackZip(one, scratch_.Path("one.zip")).ok());
  ASSERT_TRUE(PackZip(two + "/", scratch_.Path("two.zip")).ok());
  EXPECT_EQ(scratch_.Read("one.zip"), scratch_.Read("two.zip"));
}

TEST_F(ZipTest, PackingLeavesOutWhatIsNoPart) {
  Files files = MinimalPackage();
  files[".git/config"] = "x";
  files[".timelimit"] = "1";
  const std::string zip = scratch_.Path("aplusb.zip");
  ASSERT_TRUE(PackZip(scratch_.WritePackage("aplusb", files), zip).ok());
  ASSERT_TRUE(Unpack(zip).ok());
  EXPECT_THAT(Unpacked(),
              UnorderedElementsAre(
                  "aplusb", "aplusb/.timelimit", "aplusb/problem.yaml",
                  "aplusb/data", "aplusb/data/secret",
                  "aplusb/data/secret/1.in", "aplusb/data/secret/1.ans"));
}

TEST_F(ZipTest, ListsWhatItWouldPack) {
  Files files = MinimalPackage();
  files[".git/config"] = "x";
  EXPECT_THAT(
      ListPackage(scratch_.WritePackage("aplusb", files)).value(),
      ElementsAre("data/secret/1.ans", "data/secret/1.in", "problem.yaml"));
}

TEST_F(ZipTest, PackingRefusesSymbolicLinks) {
  const std::string path = scratch_.WritePackage("aplusb", MinimalPackage());
  fs::create_symlink("/etc/passwd", path + "/data/secret/2.in");
  EXPECT_EQ(
      PackZip(path, scratch_.Path("aplusb.zip")).message(),
      "data/secret/2.in: is a symbolic link that leads out of the package");
  EXPECT_FALSE(fs::exists(scratch_.Path("aplusb.zip")));
  EXPECT_FALSE(ListPackage(path).ok());
}

TEST_F(ZipTest, PackingNothingIsNotFound) {
  EXPECT_EQ(PackZip(scratch_.Path("none"), scratch_.Path("x.zip")).code(),
            absl::StatusCode::kNotFound);
}

TEST_F(ZipTest, RootOfTheZipNeedsAnId) {
  const absl::StatusOr<Package> named = LoadPacked(MinimalPackage(), "sum", "");
  ASSERT_TRUE(named.ok()) << named.status();
  EXPECT_EQ(named->problem.id, "sum");
  fs::remove_all(scratch_.Path("out"));
  EXPECT_THAT(
      absl::StrCat(LoadPacked(MinimalPackage(), "", "").status().message()),
      HasSubstr("its id must be given"));
}

TEST_F(ZipTest, FolderNamesTheProblemUnlessAnIdDoes) {
  EXPECT_EQ(LoadPacked(MinimalPackage(), "", "sum/")->problem.id, "sum");
  fs::remove_all(scratch_.Path("out"));
  EXPECT_EQ(LoadPacked(MinimalPackage(), "sum", "Sum_v2/")->problem.id, "sum");
}

TEST_F(ZipTest, OtherFoldersBesideThePackageDoNotMatter) {
  Files files;
  for (const auto& [name, content] : MinimalPackage()) {
    files["sum/" + name] = content;
  }
  files["__MACOSX/sum/._problem.yaml"] = "x";
  const absl::StatusOr<Package> package = LoadPacked(files, "", "");
  ASSERT_TRUE(package.ok()) << package.status();
  EXPECT_EQ(package->problem.id, "sum");
}

TEST_F(ZipTest, TwoPackagesInOneZipAreRefused) {
  EXPECT_EQ(LoadPacked({{"a/problem.yaml", ""}, {"b/problem.yaml", ""}}, "", "")
                .status()
                .message(),
            "b/problem.yaml: is a second package in one zip");
}

TEST_F(ZipTest, NothingStaysOfAPackageThatDoesNotLoad) {
  Files files = MinimalPackage();
  files.erase("data/secret/1.ans");
  EXPECT_EQ(LoadPacked(files, "sum", "").status().message(),
            "data/secret/1.in: has no answer 1.ans");
  EXPECT_THAT(Unpacked(), IsEmpty());
  EXPECT_THAT(
      absl::StrCat(LoadPacked({{"a", "b"}}, "sum", "").status().message()),
      StartsWith("problem.yaml: is missing"));
  EXPECT_THAT(Unpacked(), IsEmpty());
}

TEST_F(ZipTest, ForbiddenNamesAreDropped) {
  RawEntry directory = Raw("empty/", "");
  directory.mode = S_IFDIR | 0755;
  ASSERT_TRUE(Unpack({Raw(".git/config"), Raw("a b"), Raw("-x"), Raw("a/.b"),
                      Raw("ok/c"), Raw("\u00e9"), directory})
                  .ok());
  EXPECT_THAT(Unpacked(), UnorderedElementsAre("ok", "ok/c", "empty"));
  EXPECT_EQ(scratch_.Read("out/ok/c"), "x");
}

// The library that reads the names shows NUL as a space.
TEST_F(ZipTest, NamesDoNotEndAtNul) {
  ASSERT_TRUE(
      Unpack({Raw(std::string("evil\0.txt", 9)), Raw(std::string("..\0", 3)),
              Raw(std::string("\0/evil", 6)), Raw("ok")})
          .ok());
  EXPECT_THAT(Unpacked(), ElementsAre("ok"));
}

TEST_F(ZipTest, UnpackedFilesHaveOurPermissions) {
  RawEntry entry = Raw("tool");
  entry.mode = S_IFREG | S_ISUID | 0777;
  ASSERT_TRUE(Unpack({entry}).ok());
  EXPECT_EQ(fs::status(scratch_.Path("out/tool")).permissions() &
                (fs::perms::set_uid | fs::perms::owner_exec),
            fs::perms::none);
}

struct EvilName {
  std::string name;
  std::string entry;
  std::string message;

  friend std::ostream& operator<<(std::ostream& os, const EvilName& row) {
    return os << row.name;
  }
};

std::string Name(const testing::TestParamInfo<EvilName>& info) {
  return info.param.name;
}

class EvilNameTest : public ZipTest,
                     public testing::WithParamInterface<EvilName> {};

TEST_P(EvilNameTest, IsRefusedBeforeAnythingIsWritten) {
  const std::string message =
      Unsafe({Raw("first"), Raw(GetParam().entry), Raw("last")});
  EXPECT_THAT(message, HasSubstr(GetParam().message));
  EXPECT_FALSE(fs::exists(scratch_.Path("evil")));
}

INSTANTIATE_TEST_SUITE_P(
    All, EvilNameTest,
    testing::Values(
        EvilName{"Parent", "../evil", "../evil: has a component .."},
        EvilName{"ParentInside", "a/../../evil",
                 "a/../../evil: has a component .."},
        EvilName{"ParentAtTheEnd", "a/..", "a/..: has a component .."},
        EvilName{"ParentDirectory", "../", "has a component .."},
        EvilName{"Here", "./evil", "./evil: has a component ."},
        EvilName{"Absolute", "/tmp/evil", "/tmp/evil: is not a relative path"},
        EvilName{"Root", "/", "/: is not a relative path"},
        EvilName{"Empty", "", "is not a relative path"},
        EvilName{"Drive", "C:/evil", "C:/evil: is not a relative path"},
        EvilName{"DriveWithoutSlash", "c:evil",
                 "c:evil: is not a relative path"},
        EvilName{"Backslash", "..\\evil",
                 "..\\\\evil: has a backslash in its name"},
        EvilName{"EmptyComponent", "a//evil",
                 "a//evil: has an empty component"},
        EvilName{"EmptyComponentAtTheEnd", "a//", "has an empty component"},
        EvilName{"ControlCharacter", "evil\x1b[2J",
                 "evil\\x1b[2J: has control characters in its name"},
        EvilName{"NotUtf8", "evil\xff", "evil\\xff: has a name that is not"},
        EvilName{"OverlongUtf8", "\xc0\xae\xc0\xae/evil",
                 "has a name that is not UTF-8"},
        EvilName{"LongName", std::string(1025, 'a'),
                 "has a name of more than 1024 bytes"},
        EvilName{"LongComponent", std::string(256, 'a'),
                 "has a component of more than 255 bytes"},
        EvilName{"Deep",
                 [] {
                   std::string path = "a";
                   for (int i = 0; i < 32; ++i) path += "/a";
                   return path;
                 }(),
                 "is more than 32 levels deep"}),
    Name);

TEST_F(ZipTest, DuplicatesAreRefused) {
  EXPECT_EQ(Unsafe({Raw("a/b"), Raw("c"), Raw("a/b")}), "a/b: is there twice");
  EXPECT_EQ(Unsafe({Raw(".dropped"), Raw(".dropped")}),
            ".dropped: is there twice");
}

TEST_F(ZipTest, PathsThatAreFileAndDirectoryAreRefused) {
  RawEntry directory = Raw("a/", "");
  directory.mode = S_IFDIR | 0755;
  EXPECT_EQ(Unsafe({Raw("a"), Raw("a/b")}),
            "a/b: is inside of what is also a file");
  EXPECT_EQ(Unsafe({Raw("a/b"), Raw("a")}), "a: is there twice");
  EXPECT_EQ(Unsafe({Raw("a"), directory}), "a: is there twice");
  EXPECT_EQ(Unsafe({directory, directory}), "a: is there twice");
  EXPECT_TRUE(Unpack({Raw("a/b"), directory, Raw("a/c")}).ok());
}

TEST_F(ZipTest, SpecialFilesAreRefused) {
  RawEntry entry = Raw("evil", "/etc/passwd");
  entry.mode = S_IFLNK | 0777;
  EXPECT_EQ(Unsafe({entry}), "evil: is a symbolic link");
  for (const int type : {S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK, S_IFDIR}) {
    entry.mode = static_cast<mode_t>(type) | 0644;
    EXPECT_EQ(Unsafe({entry}), "evil: is neither a file nor a directory");
  }
}

TEST_F(ZipTest, EncryptedEntriesAreRefused) {
  RawEntry entry = Raw("evil", std::string(20, 'x'));
  entry.flags = 1;
  EXPECT_EQ(Unsafe({entry}), "evil: is encrypted");
}

TEST_F(ZipTest, OtherCompressionIsRefused) {
  RawEntry entry = Raw("evil");
  entry.method = 12;
  EXPECT_EQ(Unsafe({entry}), "evil: is compressed by other means than deflate");
}

TEST_F(ZipTest, DirectoriesWithContentAreRefused) {
  RawEntry entry = Raw("evil/");
  entry.mode = S_IFDIR | 0755;
  EXPECT_EQ(Unsafe({entry}), "evil: is a directory with content");
}

TEST_F(ZipTest, WrongSumsAreReportedAndRemoved) {
  RawEntry entry = Raw("a/evil", "content");
  entry.crc = 1;
  EXPECT_THAT(Unsafe({Raw("good"), entry}),
              StartsWith("a/evil: is broken: crc"));
}

RawEntry Zeros(const std::string& name, size_t matches) {
  RawEntry entry = Raw(name, ZeroStream(matches).bytes());
  entry.method = RawEntry::kDeflated;
  entry.size = static_cast<uint32_t>(1 + 258 * matches);
  return entry;
}

TEST_F(ZipTest, DeflatedEntriesUnpack) {
  RawEntry entry = Zeros("zeros", 1000);
  entry.crc = Crc32(std::string(258001, '\0'));
  const absl::Status status = Unpack({entry});
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(scratch_.Read("out/zeros"), std::string(258001, '\0'));
}

TEST_F(ZipTest, GigabyteOfZerosIsOverTheTotal) {
  ZipLimits limits;
  limits.total = MiB(512);
  EXPECT_EQ(TooMuch({Raw("good"), Zeros("bomb", (1 << 30) / 258)}, limits),
            "bomb: more than 512 MiB unpacked");
}

TEST_F(ZipTest, TotalIsOverAllEntries) {
  ZipLimits limits;
  limits.total = Bytes(30);
  const std::string ten(10, 'x');
  EXPECT_TRUE(
      Unpack({Raw("a", ten), Raw("b", ten), Raw("c", ten)}, limits).ok());
  fs::remove_all(scratch_.Path("out"));
  EXPECT_THAT(
      TooMuch({Raw("a", ten), Raw("b", ten), Raw("c", ten), Raw("d")}, limits),
      StartsWith("d: more than 30 B unpacked"));
}

TEST_F(ZipTest, RatioIsLimitedForLargeEntries) {
  ZipLimits limits;
  limits.ratio = 100;
  EXPECT_EQ(TooMuch({Zeros("bomb", 10000)}, limits),
            "bomb: is packed more than 100 times");
  RawEntry small = Zeros("small", 1000);
  small.crc = Crc32(std::string(258001, '\0'));
  EXPECT_TRUE(Unpack({small}, limits).ok());
}

TEST_F(ZipTest, EntriesAreLimited) {
  ZipLimits limits;
  limits.entries = 2;
  EXPECT_THAT(TooMuch({Raw("a"), Raw("b"), Raw("c")}, limits),
              HasSubstr("holds 3 entries, more than 2"));
}

TEST_F(ZipTest, HeadersThatSayTooLittleAreCaught) {
  RawEntry bomb = Zeros("bomb", 1 << 20);
  bomb.size = 1000;
  EXPECT_EQ(Unsafe({Raw("good"), bomb}),
            "bomb: is larger than its header says");
}

TEST_F(ZipTest, HeadersThatSayTooMuchAreCaught) {
  RawEntry entry = Zeros("evil", 10);
  entry.crc = Crc32(std::string(2581, '\0'));
  entry.size = 5000;
  EXPECT_THAT(Unsafe({Raw("good"), entry}), StartsWith("evil: is "));
}

TEST_F(ZipTest, EntriesThatShareTheirBytesAreRefused) {
  RawEntry kernel = Raw("a", std::string(1000, 'x'));
  RawEntry copy = kernel;
  copy.name = "b";
  copy.offset = 0;
  EXPECT_EQ(Unsafe({kernel, copy}), "b: shares its bytes with other entries");
}

TEST_F(ZipTest, BrokenDeflateStreamsAreReported) {
  RawEntry entry = Zeros("evil", 1000);
  entry.packed.resize(entry.packed.size() / 2);
  EXPECT_THAT(Unsafe({Raw("good"), entry}), StartsWith("evil: is "));
  entry.packed = std::string(100, '\xff');
  EXPECT_THAT(Unsafe({Raw("good"), entry}), StartsWith("evil: is "));
}

TEST_F(ZipTest, TruncatedFilesAreRefused) {
  const std::string bytes =
      RawZip({Raw("a", "some content"), Raw("b")}).bytes();
  for (size_t size = 0; size < bytes.size(); ++size) {
    scratch_.Write("cut.zip", bytes.substr(0, size));
    EXPECT_EQ(Unpack(scratch_.Path("cut.zip")).code(),
              absl::StatusCode::kInvalidArgument)
        << size;
    EXPECT_THAT(Unpacked(), IsEmpty());
  }
}

TEST_F(ZipTest, MissingMiddleIsRefused) {
  std::string bytes =
      RawZip({Raw("a", std::string(5000, 'a')), Raw("b")}).bytes();
  bytes.erase(1000, 3000);
  scratch_.Write("cut.zip", bytes);
  EXPECT_EQ(Unpack(scratch_.Path("cut.zip")).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Unpacked(), IsEmpty());
}

// Whatever happens to any one byte, nothing is left behind by a refusal and
// nothing is written outside.
TEST_F(ZipTest, FlippedBytesNeverEscape) {
  const std::string bytes =
      RawZip({Raw("p/problem.yaml", kMinimalYaml), Zeros("p/zeros", 40)})
          .bytes();
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x2f);
    scratch_.Write("flipped.zip", flipped);
    if (!Unpack(scratch_.Path("flipped.zip")).ok()) {
      EXPECT_THAT(Unpacked(), IsEmpty()) << i;
    }
    fs::remove_all(scratch_.Path("out"));
  }
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(scratch_.path())) {
    left.push_back(entry.path().filename().string());
  }
  EXPECT_THAT(left, ElementsAre("flipped.zip"));
}

TEST_F(ZipTest, FilesThatAreNotThereAreNotFound) {
  EXPECT_EQ(Unpack(scratch_.Path("none.zip")).code(),
            absl::StatusCode::kNotFound);
}

TEST_F(ZipTest, OtherFilesAreRefused) {
  scratch_.Write("text.zip", "this is no zip");
  const absl::Status status = Unpack(scratch_.Path("text.zip"));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(absl::StrCat(status.message()), HasSubstr("not a zip archive"));
}

TEST_F(ZipTest, DirectoriesWithContentAreLeftAlone) {
  scratch_.Write("out/mine", "x");
  EXPECT_EQ(Unpack({Raw("a")}).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(Unpacked(), ElementsAre("mine"));
}

// Zips of other tools: this one is written by libzip itself.
TEST_F(ZipTest, UnpacksWhatLibzipWrites) {
  int code = 0;
  zip_t* const archive =
      zip_open(scratch_.Path("lib.zip").c_str(), ZIP_CREATE, &code);
  ASSERT_NE(archive, nullptr);
  const std::string content(100000, 'q');
  ASSERT_GE(zip_dir_add(archive, "sum", ZIP_FL_ENC_UTF_8), 0);
  ASSERT_GE(
      zip_file_add(
          archive, "sum/a.txt",
          zip_source_buffer(archive, content.data(), content.size(), 0), 0),
      0);
  ASSERT_EQ(zip_close(archive), 0);
  ASSERT_TRUE(Unpack(scratch_.Path("lib.zip")).ok());
  EXPECT_EQ(scratch_.Read("out/sum/a.txt"), content);
}

}  // namespace
}  // namespace gavel::package
