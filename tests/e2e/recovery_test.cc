// Backups of a server at work, a full disk, a disk that is read-only, data that
// is damaged: what people see and what they get back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/e2e/mortal_server.h"

namespace gavel::e2e {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Of a server that cannot start, or one of the commands on its data.
CommandResult Gavel(const std::string& arguments) {
  return RunGavel(arguments + " 2>&1");
}

TEST(BackupTest, ABackupOfAServerAtWorkIsJudgedToItsEnd) {
  MortalServer judge;
  std::vector<std::string> ids;
  for (int i = 0; i < 40; ++i) ids.push_back(judge.Submit(kPrograms[0].source));
  judge.AwaitVerdict(ids[5]);
  const std::string backup = MakeDirectory();
  const std::string restored = MakeDirectory() + "/data";
  const CommandResult backed_up =
      Gavel(absl::StrCat("backup --data ", judge.data_dir(), " ", backup));
  EXPECT_EQ(backed_up.status, 0) << backed_up.out;
  // What comes after the backup is not in it, and its id is free.
  const std::string later = judge.Submit(kPrograms[1].source);
  judge.AwaitVerdict(later);
  judge.Kill();

  const CommandResult checked = Gavel(absl::StrCat("check --data ", backup));
  EXPECT_EQ(checked.status, 0) << checked.out;
  const CommandResult result =
      Gavel(absl::StrCat("restore --data ", restored, " ", backup));
  ASSERT_EQ(result.status, 0) << result.out;
  // Tokens stay good, but a backup holds none.
  std::filesystem::copy_file(judge.data_dir() + "/admin.token",
                             restored + "/admin.token");
  MortalServer again(restored);
  EXPECT_EQ(again.List().size(), ids.size());
  for (const std::string& id : ids) {
    EXPECT_EQ(again.AwaitVerdict(id), v1::VERDICT_ACCEPTED) << id;
    EXPECT_EQ(again.Judgements(id).size(), 1U) << id;
  }
}

TEST(BackupTest, NothingIsRestoredOverData) {
  MortalServer judge;
  const std::string backup = MakeDirectory() + "/backup";
  ASSERT_EQ(Gavel(absl::StrCat("backup --data ", judge.data_dir(), " ", backup))
                .status,
            0);
  const CommandResult result =
      Gavel(absl::StrCat("restore --data ", judge.data_dir(), " ", backup));
  EXPECT_EQ(result.status, 1);
  EXPECT_THAT(result.out, HasSubstr("not empty"));
}

TEST(DamagedDataTest, AServerSaysWhatIsDamagedAndWhatToDo) {
  std::string data;
  {
    MortalServer judge;
    data = judge.data_dir();
    judge.server().Signal(SIGTERM);
  }
  std::filesystem::resize_file(data + "/gavel.db", 5000);
  const CommandResult served =
      Gavel(absl::StrCat("serve --listen 127.0.0.1:0 --data ", data));
  EXPECT_EQ(served.status, 1);
  EXPECT_THAT(served.out, AllOf(HasSubstr(data), HasSubstr("gavel.db"),
                                HasSubstr("restore a backup")));
  const CommandResult checked = Gavel(absl::StrCat("check --data ", data));
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.out, HasSubstr("gavel.db"));
}

TEST(DamagedDataTest, AMissingFileIsTheJudgesFault) {
  MortalServer judge;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           judge.data_dir() + "/blobs")) {
    if (entry.is_regular_file()) std::filesystem::remove(entry.path());
  }
  EXPECT_EQ(judge.AwaitVerdict(judge.Submit(kPrograms[0].source)),
            v1::VERDICT_JUDGE_ERROR);
  const CommandResult checked =
      Gavel(absl::StrCat("check --data ", judge.data_dir()));
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.out, HasSubstr("a file of aplusb version 1"));
}

// A file system of its own, which other processes do not see.
class Disk {
 public:
  explicit Disk(const std::string& options) : path_(MakeDirectory()) {
    mounted_ =
        unshare(CLONE_NEWNS) == 0 &&
        mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
        mount("tmpfs", path_.c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  ~Disk() {
    if (mounted_) umount2(path_.c_str(), MNT_DETACH);
  }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  bool mounted() const { return mounted_; }
  const std::string& path() const { return path_; }
  bool MakeReadOnly() {
    return mount(nullptr, path_.c_str(), nullptr, MS_REMOUNT | MS_RDONLY,
                 nullptr) == 0;
  }
  // Leaves no byte.
  void Fill() {
    std::ofstream filler(path_ + "/filler", std::ios::binary);
    while (filler << std::string(4096, 'x') << std::flush) {
    }
  }
  void Free() { std::filesystem::remove(path_ + "/filler"); }

 private:
  const std::string path_;
  bool mounted_ = false;
};

TEST(DiskTest, AFullDiskRefusesUntilThereIsSpaceAndLosesNothing) {
  Disk disk("size=16m");
  if (!disk.mounted()) GTEST_SKIP() << "file systems cannot be mounted here";
  MortalServer judge(disk.path() + "/data");
  const std::string add =
      absl::StrCat("problem add " GAVEL_SOURCE_DIR "/problems/aplusb --server ",
                   judge.server().address());
  ASSERT_EQ(Gavel(add).status, 0);
  std::vector<std::string> ids = {judge.Submit(kPrograms[0].source)};
  EXPECT_EQ(judge.AwaitVerdict(ids[0]), v1::VERDICT_ACCEPTED);
  // Some are being judged when there is no space for their verdicts.
  for (int i = 0; i < 10; ++i) ids.push_back(judge.Submit(kPrograms[0].source));
  disk.Fill();
  std::string id;
  grpc::Status refused;
  while ((refused = judge.TrySubmit(kPrograms[0].source, &id)).ok()) {
    ids.push_back(id);
  }
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_THAT(refused.error_message(),
              AllOf(HasSubstr("full"), Not(HasSubstr(disk.path()))));
  const CommandResult upload = Gavel(absl::StrCat(
      "problem add " GAVEL_SOURCE_DIR "/problems/fizzbuzz --server ",
      judge.server().address()));
  EXPECT_NE(upload.status, 0);
  EXPECT_THAT(upload.out, Not(HasSubstr(disk.path())));

  disk.Free();
  ids.push_back(judge.Submit(kPrograms[0].source));
  for (const std::string& one : ids) {
    EXPECT_EQ(judge.AwaitVerdict(one), v1::VERDICT_ACCEPTED) << one;
    EXPECT_EQ(judge.Judgements(one).size(), 1U) << one;
  }
  judge.Kill();
  judge.Start();
  EXPECT_EQ(judge.List().size(), ids.size());
}

TEST(DiskTest, AReadOnlyDiskIsSaidAtTheStart) {
  Disk disk("size=16m");
  if (!disk.mounted()) GTEST_SKIP() << "file systems cannot be mounted here";
  const std::string data = disk.path() + "/data";
  { MortalServer judge(data); }
  ASSERT_TRUE(disk.MakeReadOnly());
  const CommandResult served =
      Gavel(absl::StrCat("serve --listen 127.0.0.1:0 --data ", data));
  EXPECT_EQ(served.status, 1);
  EXPECT_THAT(served.out, AllOf(HasSubstr("/data/lock"),
                                HasSubstr("Read-only file system")));
}

}  // namespace
}  // namespace gavel::e2e
