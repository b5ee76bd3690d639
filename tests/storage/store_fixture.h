// A store of each kind, empty at first.
#ifndef GAVEL_TESTS_STORAGE_STORE_FIXTURE_H_
#define GAVEL_TESTS_STORAGE_STORE_FIXTURE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "storage/store.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<Store>(const std::string& dir, const Clock&)>
      open;
};
inline std::ostream& operator<<(std::ostream& out, const StoreKind& kind) {
  return out << kind.name;
}

class StoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  Problem AddProblem(const std::string& id) {
    return store_->AddProblem(SampleProblem(files_.path(), id)).value();
  }

  Submission Submit(const Problem& problem, const std::string& source = "1;") {
    return store_
        ->AddSubmission(SampleSubmission(problem.id, problem.version, source))
        .value();
  }

  std::vector<SubmissionId> AllSubmissions(
      const SubmissionFilter& filter, int32_t page_size,
      const std::function<void()>& after_page = [] {}) {
    std::vector<SubmissionId> ids;
    PageRequest request = {.size = page_size, .token = ""};
    do {
      const auto page = store_->ListSubmissions(filter, request).value();
      EXPECT_LE(page.items.size(), static_cast<size_t>(page_size));
      for (const SubmissionRecord& record : page.items) {
        ids.push_back(record.submission.id);
      }
      request.token = page.next_page_token;
      after_page();
    } while (!request.token.empty());
    return ids;
  }

  TestDir files_;
  TestDir dir_;
  TickingClock clock_;
  const std::unique_ptr<Store> store_ = GetParam().open(dir_.path(), clock_);
};

// Of stores that keep the files of problems and look into what they are given;
// the one in memory does neither.
class ContentTest : public StoreTest {};

}  // namespace gavel::storage

#endif  // GAVEL_TESTS_STORAGE_STORE_FIXTURE_H_
