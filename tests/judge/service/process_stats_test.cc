#include "judge/service/process_stats.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace gavel::judge {
namespace {

TEST(ProcessStatsTest, ReadsWhatStandsBehindAnyName) {
  const ProcessStats stats = ParseProcessStat(
      "7 (a) R (x) S 1 7 7 0 -1 4194560 2437 0 0 0 250 50 0 0 20 0 11 0 99 "
      "123456 42 18446744073709551615");
  EXPECT_EQ(stats.cpu_time,
            absl::Seconds(300.0 / static_cast<double>(sysconf(_SC_CLK_TCK))));
  EXPECT_EQ(stats.threads, 11);
  EXPECT_EQ(stats.resident.count(), 42 * sysconf(_SC_PAGESIZE));
}

TEST(ProcessStatsTest, WhatIsNoneIsZero) {
  for (const char* text : {"", "7 (a", "7 (a) S", ") "}) {
    const ProcessStats stats = ParseProcessStat(text);
    EXPECT_EQ(stats.threads, 0);
    EXPECT_EQ(stats.resident.count(), 0);
  }
}

TEST(ProcessStatsTest, TellsOfThisProcess) {
  const ProcessStats stats = ReadProcessStats();
  EXPECT_GT(stats.resident, MiB(1));
  EXPECT_GE(stats.threads, 1);
  EXPECT_GE(stats.open_files, 3);
  EXPECT_GE(stats.most_open_files, stats.open_files);
}

}  // namespace
}  // namespace gavel::judge
