#include "storage/data_size.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <string>

namespace gavel::storage {
namespace {

TEST(DataSizeTest, MeasuresTheDatabaseItsLogAndTheDisk) {
  std::string directory = testing::TempDir() + "data-XXXXXX";
  ASSERT_NE(mkdtemp(directory.data()), nullptr);
  std::ofstream(directory + "/gavel.db") << std::string(4096, 'x');
  const auto closed = MeasureData(directory);
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(closed->database, KiB(4));
  EXPECT_EQ(closed->log, Bytes(0));
  EXPECT_GT(closed->free, Bytes(0));
  std::ofstream(directory + "/gavel.db-wal") << "12345";
  EXPECT_EQ(MeasureData(directory)->log, Bytes(5));
}

TEST(DataSizeTest, ADirectoryThatIsNotThereIsNamed) {
  EXPECT_EQ(MeasureData("/no/where").status().message(),
            "measuring /no/where: No such file or directory");
}

}  // namespace
}  // namespace gavel::storage
