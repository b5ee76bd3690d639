// What SQLite is asked, by all connections of this process, and how much it
// does for it.
//
// Shape:   one at a time; connections that are opened while it lives are heard.
//          Work is counted in steps of SQLite's virtual machine, which are the
//          same for the same rows whatever else the machine does
// Threads: thread-safe
#ifndef GAVEL_TESTS_STORAGE_STATEMENT_LOG_H_
#define GAVEL_TESTS_STORAGE_STATEMENT_LOG_H_

#include <cstdint>
#include <map>
#include <string>

namespace gavel::storage {

class StatementLog {
 public:
  // Steps by the text of the statement.
  using Steps = std::map<std::string, int64_t>;

  StatementLog();
  ~StatementLog();
  StatementLog(const StatementLog&) = delete;
  StatementLog& operator=(const StatementLog&) = delete;

  // Since the last call.
  Steps Take();
};

// The statement that runs, and what of it: "SEARCH s USING INDEX ...".
std::multimap<std::string, std::string> ExplainPlans(
    const std::string& database, const StatementLog::Steps& statements);

}  // namespace gavel::storage

#endif  // GAVEL_TESTS_STORAGE_STATEMENT_LOG_H_
