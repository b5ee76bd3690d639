#include "storage/named_files.h"

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/problem.h"
#include "core/status_macros.h"
#include "storage/problem_files.h"
#include "storage/problem_rows.h"

namespace gavel::storage {

absl::StatusOr<std::map<std::string, std::string>> NamedFiles(
    Connection& connection) {
  std::map<std::string, std::string> names;
  GAVEL_ASSIGN_OR_RETURN(const std::vector<ProblemSummary> problems,
                         SelectProblems(connection, {.archived = true}, "",
                                        std::numeric_limits<int64_t>::max()));
  for (const ProblemSummary& summary : problems) {
    GAVEL_ASSIGN_OR_RETURN(const std::vector<ProblemSummary> versions,
                           SelectVersions(connection, summary.id));
    for (const ProblemSummary& version : versions) {
      GAVEL_ASSIGN_OR_RETURN(
          Problem problem,
          SelectProblem(connection, version.id, version.version));
      const std::string name =
          absl::StrCat(version.id, " version ", version.version);
      VisitFiles(problem,
                 [&](std::string& hash) { names.emplace(hash, name); });
    }
  }
  return names;
}

}  // namespace gavel::storage
