#include "storage/problem_rows.h"

#include <array>
#include <bit>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "storage/problem_json.h"
#include "storage/row_reader.h"

namespace gavel::storage {
namespace {

constexpr Query kNewestVersion = {
    "finding the newest version of a problem",
    "SELECT version, digest FROM problem WHERE id = ? "
    "ORDER BY version DESC LIMIT 1"};

constexpr Query kInsertProblem = {
    "adding a problem",
    "INSERT INTO problem (id, version, digest, title, cpu_time_us,"
    " wall_time_us, memory_bytes, stack_bytes, output_bytes, source_bytes,"
    " compile_time_us, compile_memory_bytes, created_us, allow_eval,"
    " allow_web_assembly, spec) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertTest = {
    "adding a test case",
    "INSERT INTO test_case (problem_id, problem_version, position, name,"
    " sample, input, answer, settings) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertFile = {
    "adding a file of a package",
    "INSERT INTO problem_file (problem_id, problem_version, position, name,"
    " content) VALUES (?, ?, ?, ?, ?)"};

constexpr Query kSelectProblem = {
    "reading a problem",
    "SELECT title, cpu_time_us, wall_time_us, memory_bytes, stack_bytes,"
    " output_bytes, source_bytes, compile_time_us, compile_memory_bytes,"
    " allow_eval, allow_web_assembly, spec "
    "FROM problem WHERE id = ? AND version = ?"};

constexpr Query kSelectTests = {
    "reading test cases",
    "SELECT name, sample, input, answer, settings FROM test_case "
    "WHERE problem_id = ? AND problem_version = ? ORDER BY position"};

constexpr Query kSelectFiles = {
    "reading the files of a package",
    "SELECT name, content FROM problem_file "
    "WHERE problem_id = ? AND problem_version = ? ORDER BY position"};

// What ReadSummary reads.
#define GAVEL_SELECT_SUMMARY                                          \
  "SELECT id, version, title, cpu_time_us, memory_bytes,"             \
  " (SELECT count(*) FROM test_case"                                  \
  "  WHERE problem_id = p.id AND problem_version = p.version),"       \
  " coalesce(json_extract(spec, '$.scoring'), 0), created_us,"        \
  " EXISTS (SELECT 1 FROM archived_problem WHERE problem_id = p.id) " \
  "FROM problem AS p "

constexpr Query kSelectProblems = {
    "listing problems", GAVEL_SELECT_SUMMARY
    "WHERE id > ?"
    " AND version = (SELECT max(version) FROM problem WHERE id = p.id)"
    " AND (? OR id NOT IN (SELECT problem_id FROM archived_problem)) "
    "ORDER BY id LIMIT ?"};

constexpr Query kSelectVersions = {"listing the versions of a problem",
                                   GAVEL_SELECT_SUMMARY
                                   "WHERE id = ? ORDER BY version DESC"};

#undef GAVEL_SELECT_SUMMARY

constexpr Query kIsArchived = {
    "finding out whether a problem is archived",
    "SELECT 1 FROM archived_problem WHERE problem_id = ?"};

constexpr Query kArchive = {
    "archiving a problem",
    "INSERT OR IGNORE INTO archived_problem (problem_id) VALUES (?)"};

constexpr Query kUnarchive = {
    "taking a problem from the archive",
    "DELETE FROM archived_problem WHERE problem_id = ?"};

// Hashes values so that no two sequences give the same bytes.
class ValueHasher {
 public:
  void Add(int64_t number) {
    const auto bytes = std::bit_cast<std::array<char, sizeof(number)>>(number);
    hasher_.Update({bytes.data(), bytes.size()});
  }
  void Add(absl::string_view text) {
    Add(static_cast<int64_t>(text.size()));
    hasher_.Update(text);
  }
  void Add(absl::Duration duration) {
    Add(absl::ToInt64Microseconds(duration));
  }
  void Add(Bytes bytes) { Add(bytes.count()); }
  Sha256 Finish() { return hasher_.Finish(); }

 private:
  Sha256Hasher hasher_;
};

std::string HashBytes(const std::string& hex) {
  return std::string(Sha256FromHex(hex).value_or(Sha256()).view());
}

absl::Status InsertTest(Connection& connection, const ProblemRow& row,
                        size_t position) {
  const TestCase& test = row.problem.tests[position];
  return connection.Run(
      kInsertTest, row.problem.id, row.problem.version, position,
      Blob{test.name}, test.sample, Blob{HashBytes(test.input_path)},
      Blob{HashBytes(test.answer_path)}, row.settings[position]);
}

absl::Status InsertFile(Connection& connection, const Problem& problem,
                        size_t position) {
  const PackageFile& file = problem.contents[position];
  return connection.Run(kInsertFile, problem.id, problem.version, position,
                        Blob{file.name}, Blob{HashBytes(file.path)});
}

// Says where what cannot be read was found.
absl::Status In(const Statement& statement, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(
      status.code(), absl::StrCat(statement.Attempt(), ": ", status.message()));
}

absl::StatusOr<std::vector<TestCase>> SelectTests(Connection& connection,
                                                  const std::string& id,
                                                  int32_t version) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectTests, id, version));
  std::vector<TestCase> tests;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return tests;
    RowReader row(statement);
    TestCase& test = tests.emplace_back();
    test.name = row.ReadString();
    test.sample = row.ReadBool();
    test.input_path = ToHex(row.ReadHash());
    test.answer_path = ToHex(row.ReadHash());
    GAVEL_RETURN_IF_ERROR(In(statement, ReadTestJson(row.ReadString(), test)));
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

absl::StatusOr<std::vector<PackageFile>> SelectFiles(Connection& connection,
                                                     const std::string& id,
                                                     int32_t version) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectFiles, id, version));
  std::vector<PackageFile> files;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return files;
    RowReader row(statement);
    PackageFile& file = files.emplace_back();
    file.name = row.ReadString();
    file.path = ToHex(row.ReadHash());
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

absl::StatusOr<Problem> ReadProblem(const Statement& statement) {
  RowReader row(statement);
  Problem problem;
  problem.title = row.ReadString();
  problem.limits.cpu_time = row.ReadDuration();
  problem.limits.wall_time = row.ReadDuration();
  problem.limits.memory = row.ReadBytes();
  problem.limits.stack = row.ReadBytes();
  problem.limits.output = row.ReadBytes();
  problem.limits.source = row.ReadBytes();
  problem.limits.compile_time = row.ReadDuration();
  problem.limits.compile_memory = row.ReadBytes();
  problem.limits.features.eval = row.ReadBool();
  problem.limits.features.web_assembly = row.ReadBool();
  GAVEL_RETURN_IF_ERROR(
      In(statement, ReadProblemJson(row.ReadString(), problem)));
  GAVEL_RETURN_IF_ERROR(row.status());
  return problem;
}

ProblemSummary ReadSummary(RowReader& row) {
  ProblemSummary summary;
  summary.id = row.ReadString();
  summary.version = row.ReadInt32();
  summary.title = row.ReadString();
  summary.cpu_time = row.ReadDuration();
  summary.memory = row.ReadBytes();
  summary.test_count = row.ReadInt32();
  summary.scoring = row.ReadBool();
  summary.created = row.ReadTime();
  summary.archived = row.ReadBool();
  return summary;
}

absl::StatusOr<std::vector<ProblemSummary>> ReadSummaries(
    Statement& statement) {
  std::vector<ProblemSummary> problems;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return problems;
    RowReader row(statement);
    problems.push_back(ReadSummary(row));
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

absl::Status ProblemNotFound(const std::string& id) {
  return absl::NotFoundError(absl::StrCat("no problem ", id));
}

}  // namespace

absl::Status CheckGroups(const Problem& problem) {
  const int count = static_cast<int>(problem.groups.size());
  for (int i = 0; i < count; ++i) {
    const TestGroup& group = problem.groups[static_cast<size_t>(i)];
    bool good = group.parent >= -1 && group.parent < i;
    if (const auto* scoring = std::get_if<GroupScoring>(&group.grading)) {
      for (const int other : scoring->require_pass) {
        good = good && other >= 0 && other < i;
      }
    }
    if (!good) {
      return absl::InvalidArgumentError(
          absl::StrCat("group ", i, " needs one that is not before it"));
    }
  }
  for (const TestCase& test : problem.tests) {
    if (test.group >= 0 && test.group < count) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("a test case is in group ", test.group, " of ", count));
  }
  return absl::OkStatus();
}

absl::StatusOr<ProblemRow> MakeProblemRow(Problem problem) {
  ProblemRow row;
  GAVEL_ASSIGN_OR_RETURN(row.spec, WriteProblemJson(problem));
  for (const TestCase& test : problem.tests) {
    GAVEL_ASSIGN_OR_RETURN(row.settings.emplace_back(), WriteTestJson(test));
  }
  row.problem = std::move(problem);
  return row;
}

Sha256 DigestProblem(const ProblemRow& row) {
  const Problem& problem = row.problem;
  ValueHasher hasher;
  hasher.Add(problem.id);
  hasher.Add(problem.title);
  const Limits& limits = problem.limits;
  for (const absl::Duration duration :
       {limits.cpu_time, limits.wall_time, limits.compile_time}) {
    hasher.Add(duration);
  }
  for (const Bytes bytes : {limits.memory, limits.stack, limits.output,
                            limits.source, limits.compile_memory}) {
    hasher.Add(bytes);
  }
  hasher.Add(int64_t{limits.features.eval});
  hasher.Add(int64_t{limits.features.web_assembly});
  hasher.Add(row.spec);
  hasher.Add(static_cast<int64_t>(problem.tests.size()));
  for (size_t i = 0; i < problem.tests.size(); ++i) {
    const TestCase& test = problem.tests[i];
    hasher.Add(test.name);
    hasher.Add(int64_t{test.sample});
    hasher.Add(test.input_path);
    hasher.Add(test.answer_path);
    hasher.Add(row.settings[i]);
  }
  for (const PackageFile& file : problem.contents) {
    hasher.Add(file.name);
    hasher.Add(file.path);
  }
  return hasher.Finish();
}

absl::StatusOr<std::optional<ProblemVersion>> NewestVersion(
    Connection& connection, const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kNewestVersion, id));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) return std::nullopt;
  RowReader row(statement);
  ProblemVersion newest;
  newest.version = row.ReadInt32();
  newest.digest = row.ReadHash();
  GAVEL_RETURN_IF_ERROR(row.status());
  return newest;
}

absl::StatusOr<int32_t> VersionToRead(Connection& connection,
                                      const std::string& id,
                                      std::optional<int32_t> version) {
  if (version.has_value()) return *version;
  GAVEL_ASSIGN_OR_RETURN(const std::optional<ProblemVersion> newest,
                         NewestVersion(connection, id));
  if (newest.has_value()) return newest->version;
  return ProblemNotFound(id);
}

absl::Status InsertProblem(Connection& connection, const ProblemRow& row,
                           const Sha256& digest, absl::Time created) {
  const Problem& problem = row.problem;
  const Limits& limits = problem.limits;
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertProblem, problem.id, problem.version, Blob{digest.view()},
      Blob{problem.title}, absl::ToInt64Microseconds(limits.cpu_time),
      absl::ToInt64Microseconds(limits.wall_time), limits.memory.count(),
      limits.stack.count(), limits.output.count(), limits.source.count(),
      absl::ToInt64Microseconds(limits.compile_time),
      limits.compile_memory.count(), absl::ToUnixMicros(created),
      limits.features.eval, limits.features.web_assembly, row.spec));
  for (size_t i = 0; i < problem.tests.size(); ++i) {
    GAVEL_RETURN_IF_ERROR(InsertTest(connection, row, i));
  }
  for (size_t i = 0; i < problem.contents.size(); ++i) {
    GAVEL_RETURN_IF_ERROR(InsertFile(connection, problem, i));
  }
  return absl::OkStatus();
}

absl::StatusOr<Problem> SelectProblem(Connection& connection,
                                      const std::string& id, int32_t version) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectProblem, id, version));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) {
    return absl::NotFoundError(
        absl::StrCat("no problem ", id, " version ", version));
  }
  GAVEL_ASSIGN_OR_RETURN(Problem problem, ReadProblem(statement));
  problem.id = id;
  problem.version = version;
  GAVEL_ASSIGN_OR_RETURN(problem.tests, SelectTests(connection, id, version));
  GAVEL_ASSIGN_OR_RETURN(problem.contents,
                         SelectFiles(connection, id, version));
  // What refers to a group that is not there would lead astray.
  if (const absl::Status status = CheckGroups(problem); !status.ok()) {
    return absl::DataLossError(
        absl::StrCat(statement.Attempt(), ": ", status.message()));
  }
  return problem;
}

absl::StatusOr<std::vector<ProblemSummary>> SelectProblems(
    Connection& connection, const ProblemFilter& filter,
    const std::string& after, int64_t limit) {
  GAVEL_ASSIGN_OR_RETURN(
      Statement statement,
      connection.Select(kSelectProblems, after, filter.archived, limit));
  return ReadSummaries(statement);
}

absl::StatusOr<std::vector<ProblemSummary>> SelectVersions(
    Connection& connection, const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectVersions, id));
  GAVEL_ASSIGN_OR_RETURN(std::vector<ProblemSummary> versions,
                         ReadSummaries(statement));
  if (versions.empty()) return ProblemNotFound(id);
  return versions;
}

absl::StatusOr<bool> IsArchived(Connection& connection, const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kIsArchived, id));
  return statement.Step();
}

absl::Status SetArchived(Connection& connection, const std::string& id,
                         bool archived) {
  GAVEL_ASSIGN_OR_RETURN(const std::optional<ProblemVersion> newest,
                         NewestVersion(connection, id));
  if (!newest.has_value()) return ProblemNotFound(id);
  return connection.Run(archived ? kArchive : kUnarchive, id);
}

}  // namespace gavel::storage
