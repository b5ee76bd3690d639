#include "tests/storage/statement_log.h"

#include <sqlite3.h>

#include <utility>

#include "absl/base/const_init.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "gtest/gtest.h"

namespace gavel::storage {
namespace {

// SQLite hands its callbacks nothing of ours until a connection is open.
absl::Mutex mu(absl::kConstInit);
StatementLog::Steps* heard = nullptr;

int Hear(unsigned, void*, void* statement, void*) {
  auto* const finished = static_cast<sqlite3_stmt*>(statement);
  const int steps =
      sqlite3_stmt_status(finished, SQLITE_STMTSTATUS_VM_STEP, /*reset=*/1);
  absl::MutexLock lock(&mu);
  if (heard != nullptr) (*heard)[sqlite3_sql(finished)] += steps;
  return 0;
}

int Listen(sqlite3* database, char**, const sqlite3_api_routines*) {
  return sqlite3_trace_v2(database, SQLITE_TRACE_PROFILE, Hear, nullptr);
}

// The type by which SQLite wants to have it.
void (*AsExtension())() { return reinterpret_cast<void (*)()>(Listen); }

}  // namespace

StatementLog::StatementLog() {
  absl::MutexLock lock(&mu);
  heard = new Steps;
  EXPECT_EQ(sqlite3_auto_extension(AsExtension()), SQLITE_OK);
}

StatementLog::~StatementLog() {
  sqlite3_cancel_auto_extension(AsExtension());
  absl::MutexLock lock(&mu);
  delete heard;
  heard = nullptr;
}

StatementLog::Steps StatementLog::Take() {
  absl::MutexLock lock(&mu);
  return std::exchange(*heard, {});
}

std::multimap<std::string, std::string> ExplainPlans(
    const std::string& database, const StatementLog::Steps& statements) {
  std::multimap<std::string, std::string> plans;
  sqlite3* connection = nullptr;
  EXPECT_EQ(sqlite3_open(database.c_str(), &connection), SQLITE_OK);
  // With what triggers do.
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRIGGER_EQP, 1, nullptr);
  for (const auto& [sql, steps] : statements) {
    sqlite3_stmt* plan = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(
                  connection, absl::StrCat("EXPLAIN QUERY PLAN ", sql).c_str(),
                  -1, &plan, nullptr),
              SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(connection);
    while (plan != nullptr && sqlite3_step(plan) == SQLITE_ROW) {
      plans.emplace(
          sql, reinterpret_cast<const char*>(sqlite3_column_text(plan, 3)));
    }
    sqlite3_finalize(plan);
  }
  sqlite3_close(connection);
  return plans;
}

}  // namespace gavel::storage
