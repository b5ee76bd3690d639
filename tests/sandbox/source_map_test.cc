#include "sandbox/engine/source_map.h"

#include <gtest/gtest.h>

#include <string>

namespace gavel::sandbox {
namespace {

// Line 1: columns 1 and 5 are 2:3 and 4:1. Line 3: column 1 is 5:2, column 3 is
// of no source.
constexpr const char* kMappings = "AACE,IAEF;;AACC,E";
constexpr const char* kSource = "one\ntwo\r\nthree\nfour\nfive";

TEST(SourceMapTest, MapsToTheSegmentBefore) {
  const SourceMap map("main.ts", kMappings, kSource);
  EXPECT_EQ(map.Original({1, 1}).line, 2);
  EXPECT_EQ(map.Original({1, 4}).column, 3);
  EXPECT_EQ(map.Original({1, 5}).line, 4);
  EXPECT_EQ(map.Original({1, 900}).column, 1);
  EXPECT_EQ(map.Original({3, 2}).line, 5);
}

TEST(SourceMapTest, WhatHasNoSourceHasNoPlace) {
  const SourceMap map("main.ts", kMappings, kSource);
  EXPECT_EQ(map.Original({2, 1}).line, 0);
  EXPECT_EQ(map.Original({3, 3}).line, 0);
  EXPECT_EQ(map.Original({4, 1}).line, 0);
  EXPECT_EQ(map.Original({0, 0}).line, 0);
}

TEST(SourceMapTest, LinesAreThoseOfTheSource) {
  const SourceMap map("main.ts", kMappings, kSource);
  EXPECT_EQ(map.Line(1), "one");
  EXPECT_EQ(map.Line(2), "two");
  EXPECT_EQ(map.Line(5), "five");
  EXPECT_EQ(map.Line(6), "");
  EXPECT_EQ(map.Line(0), "");
}

TEST(SourceMapTest, TextIsMappedWhereverItNamesTheFile) {
  const SourceMap map("main.ts", kMappings, kSource);
  EXPECT_EQ(map.MapPositions("f (main.ts:1:6), main.ts:3:1"),
            "f (main.ts:4:1), main.ts:5:2");
  EXPECT_EQ(map.MapPositions("at main.ts:2:1"), "at main.ts");
  EXPECT_EQ(map.MapPositions("main.ts main.ts: main.ts:1 main.ts:1:x"),
            "main.ts main.ts: main.ts:1 main.ts:1:x");
}

TEST(SourceMapTest, DamagedMappingsMapNothingFromThereOn) {
  for (const char* rest : {"!", "AA", "gggggggggggggggg", "A,A!", "\xff"}) {
    const std::string mappings = std::string("AACE;") + rest;
    const SourceMap map("main.ts", mappings, kSource);
    EXPECT_EQ(map.Original({1, 1}).line, 2) << rest;
    EXPECT_EQ(map.Original({2, 1}).line, 0) << rest;
  }
}

}  // namespace
}  // namespace gavel::sandbox
