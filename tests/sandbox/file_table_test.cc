#include "sandbox/file_table.h"

#include <gtest/gtest.h>

#include <string>

namespace gavel::sandbox {
namespace {

FileTable Typical() {
  FileTable table;
  table.arguments = {"input.in", "", "--flag"};
  table.writable = {"feedback", "."};
  table.files = {{"a.txt", FileTable::kHere, 5, "hello"},
                 {"dir/empty", FileTable::kHere, 0, ""},
                 {"large", 3, int64_t{1} << 33, ""}};
  return table;
}

TEST(FileTableTest, ComesBackAsItWasEncoded) {
  const FileTable table = Typical();
  const std::string bytes = EncodeFileTable(table);
  FileTable decoded;
  ASSERT_TRUE(DecodeFileTable(bytes, decoded));
  EXPECT_EQ(decoded.arguments, table.arguments);
  EXPECT_EQ(decoded.writable, table.writable);
  ASSERT_EQ(decoded.files.size(), table.files.size());
  for (size_t i = 0; i < table.files.size(); ++i) {
    EXPECT_EQ(decoded.files[i].name, table.files[i].name);
    EXPECT_EQ(decoded.files[i].stream, table.files[i].stream);
    EXPECT_EQ(decoded.files[i].size, table.files[i].size);
    EXPECT_EQ(decoded.files[i].content, table.files[i].content);
  }
}

TEST(FileTableTest, WhatIsCutOffIsNone) {
  const std::string bytes = EncodeFileTable(Typical());
  const std::string without_last =
      EncodeFileTable({.arguments = Typical().arguments,
                       .writable = Typical().writable,
                       .files = {Typical().files[0], Typical().files[1]}});
  for (size_t size = without_last.size() + 1; size < bytes.size(); ++size) {
    FileTable decoded;
    EXPECT_FALSE(DecodeFileTable(bytes.substr(0, size), decoded)) << size;
  }
  FileTable decoded;
  EXPECT_FALSE(DecodeFileTable("", decoded));
}

TEST(FileTableTest, NoSizeIsNegative) {
  FileTable table;
  table.files = {{"a", 1, -1, ""}};
  FileTable decoded;
  EXPECT_FALSE(DecodeFileTable(EncodeFileTable(table), decoded));
}

}  // namespace
}  // namespace gavel::sandbox
