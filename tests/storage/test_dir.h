// What the tests of storage share: directories, files and a status matcher.
#ifndef GAVEL_TESTS_STORAGE_TEST_DIR_H_
#define GAVEL_TESTS_STORAGE_TEST_DIR_H_

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace gavel::storage {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// Works on a Status and on any StatusOr.
MATCHER(IsOk, "is OK") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}
MATCHER_P2(IsError, code, message, "") {
  *result_listener << StatusOf(arg).ToString();
  const std::string text(StatusOf(arg).message());
  return StatusOf(arg).code() == code &&
         testing::ExplainMatchResult(message, text, result_listener);
}

// A new directory, removed at the end.
class TestDir {
 public:
  explicit TestDir(const std::string& parent = testing::TempDir())
      : path_(parent + "/storage-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) std::abort();
    path_ = std::filesystem::canonical(path_).string();
  }
  ~TestDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestDir(const TestDir&) = delete;
  TestDir& operator=(const TestDir&) = delete;

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const {
    return path_ + "/" + name;
  }

 private:
  std::string path_;
};

// Where a sync costs nothing, for tests that do not need a disk.
inline std::string MemoryDirectory() {
  std::error_code ignored;
  return std::filesystem::exists("/dev/shm", ignored) ? "/dev/shm"
                                                      : testing::TempDir();
}

inline void WriteFile(const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  EXPECT_TRUE(file.good()) << path;
}

inline std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace gavel::storage

#endif  // GAVEL_TESTS_STORAGE_TEST_DIR_H_
