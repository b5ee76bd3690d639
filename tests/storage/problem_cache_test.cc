#include "storage/problem_cache.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace gavel::storage {
namespace {

// Of `tests` + 1 rows.
std::shared_ptr<const Problem> MakeProblem(const std::string& id,
                                           int32_t version, size_t tests) {
  Problem problem;
  problem.id = id;
  problem.version = version;
  problem.tests.resize(tests);
  return std::make_shared<const Problem>(std::move(problem));
}

TEST(ProblemCacheTest, KeepsVersionsApart) {
  ProblemCache cache;
  cache.Add(MakeProblem("sum", 1, 3));
  cache.Add(MakeProblem("sum", 2, 4));
  EXPECT_EQ(cache.Find("sum", 1)->tests.size(), 3U);
  EXPECT_EQ(cache.Find("sum", 2)->tests.size(), 4U);
  EXPECT_EQ(cache.Find("sum", 3), nullptr);
  EXPECT_EQ(cache.Find("su", 1), nullptr);
}

TEST(ProblemCacheTest, ForgetsWhatWasNotUsedForLongest) {
  ProblemCache cache(/*most_rows=*/20);
  cache.Add(MakeProblem("a", 1, 9));
  cache.Add(MakeProblem("b", 1, 9));
  EXPECT_NE(cache.Find("a", 1), nullptr);
  cache.Add(MakeProblem("c", 1, 9));
  EXPECT_EQ(cache.Find("b", 1), nullptr);
  EXPECT_NE(cache.Find("a", 1), nullptr);
  EXPECT_NE(cache.Find("c", 1), nullptr);
}

TEST(ProblemCacheTest, MakesAsMuchRoomAsALargeProblemNeeds) {
  ProblemCache cache(/*most_rows=*/20);
  for (const char* id : {"a", "b", "c"}) cache.Add(MakeProblem(id, 1, 5));
  cache.Add(MakeProblem("large", 1, 13));
  EXPECT_EQ(cache.Find("a", 1), nullptr);
  EXPECT_EQ(cache.Find("b", 1), nullptr);
  EXPECT_NE(cache.Find("c", 1), nullptr);
  EXPECT_NE(cache.Find("large", 1), nullptr);
}

TEST(ProblemCacheTest, LeavesOutWhatIsLargerThanAllOfIt) {
  ProblemCache cache(/*most_rows=*/20);
  cache.Add(MakeProblem("small", 1, 5));
  cache.Add(MakeProblem("huge", 1, 20));
  EXPECT_EQ(cache.Find("huge", 1), nullptr);
  EXPECT_NE(cache.Find("small", 1), nullptr);
}

TEST(ProblemCacheTest, TakesTheSameVersionTwiceForOne) {
  ProblemCache cache(/*most_rows=*/20);
  for (int i = 0; i < 5; ++i) cache.Add(MakeProblem("a", 1, 9));
  cache.Add(MakeProblem("b", 1, 9));
  EXPECT_NE(cache.Find("a", 1), nullptr);
  EXPECT_NE(cache.Find("b", 1), nullptr);
}

}  // namespace
}  // namespace gavel::storage
