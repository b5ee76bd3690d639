// A store of any size, and every call that reads or writes rows of it.
//
// Shape:   what a call is about has the same size in every store: a contest of
//          kOfContest submissions, a user of kOfUser; only the rest grows
#ifndef GAVEL_TESTS_STORAGE_EVERY_CALL_H_
#define GAVEL_TESTS_STORAGE_EVERY_CALL_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "storage/sqlite_contests.h"
#include "storage/sqlite_rejudgings.h"
#include "storage/sqlite_store.h"
#include "storage/sqlite_users.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {

inline constexpr int kOfContest = 20;
inline constexpr int kOfUser = 10;

struct GrownStore {
  // With so many judged submissions, a multiple of kOfContest.
  explicit GrownStore(int submissions);

  SubmissionId Submit(const std::string& user, const std::string& contest,
                      const std::string& key);

  const TestDir dir{MemoryDirectory()};
  const std::string data = dir / "data";
  TickingClock clock;
  std::unique_ptr<SqliteStore> store;
  std::optional<SqliteContests> contests;
  std::optional<SqliteRejudgings> sets;
  std::optional<SqliteUsers> users;
  // One that is judged, in the contest and by the user below.
  SubmissionId some = 0;
  std::string contest;
  std::string user;
  // That waits.
  SubmissionId waiting = 0;
};

struct Call {
  std::string name;
  std::function<absl::Status(GrownStore& grown)> make;
};

// To be made in this order, once: later calls use what earlier ones made.
std::vector<Call> EveryCall();

}  // namespace gavel::storage

#endif  // GAVEL_TESTS_STORAGE_EVERY_CALL_H_
