#include "storage/problem_rows.h"

#include <array>
#include <bit>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
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
    " compile_time_us, compile_memory_bytes, case_sensitive,"
    " space_change_sensitive, absolute_tolerance, relative_tolerance,"
    " created_us, allow_eval, allow_web_assembly) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertTest = {
    "adding a test case",
    "INSERT INTO test_case (problem_id, problem_version, position, name,"
    " sample, input, answer) VALUES (?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kSelectProblem = {
    "reading a problem",
    "SELECT title, cpu_time_us, wall_time_us, memory_bytes, stack_bytes,"
    " output_bytes, source_bytes, compile_time_us, compile_memory_bytes,"
    " case_sensitive, space_change_sensitive, absolute_tolerance,"
    " relative_tolerance, allow_eval, allow_web_assembly "
    "FROM problem WHERE id = ? AND version = ?"};

constexpr Query kSelectTests = {
    "reading test cases",
    "SELECT name, sample, input, answer FROM test_case "
    "WHERE problem_id = ? AND problem_version = ? ORDER BY position"};

constexpr Query kSelectProblems = {
    "listing problems",
    "SELECT id, version, title, cpu_time_us, memory_bytes,"
    " (SELECT count(*) FROM test_case"
    "  WHERE problem_id = p.id AND problem_version = p.version) "
    "FROM problem AS p "
    "WHERE id > ?"
    " AND version = (SELECT max(version) FROM problem WHERE id = p.id) "
    "ORDER BY id LIMIT ?"};

// One for all tests.
CompareOptions CompareOf(const Problem& problem) {
  return problem.tests.empty() ? CompareOptions()
                               : problem.tests.front().compare;
}

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
  void Add(const std::optional<double>& number) {
    Add(int64_t{number.has_value()});
    Add(std::bit_cast<int64_t>(number.value_or(0)));
  }
  Sha256 Finish() { return hasher_.Finish(); }

 private:
  Sha256Hasher hasher_;
};

absl::Status InsertTest(Connection& connection, const Problem& problem,
                        size_t position, const StoredTest& test) {
  return connection.Run(kInsertTest, problem.id, problem.version, position,
                        Blob{test.name}, test.sample, Blob{test.input.view()},
                        Blob{test.answer.view()});
}

absl::StatusOr<std::vector<TestCase>> SelectTests(Connection& connection,
                                                  const Blobs& blobs,
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
    test.input_path = blobs.Path(row.ReadHash());
    test.answer_path = blobs.Path(row.ReadHash());
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

Problem ReadProblem(RowReader& row, CompareOptions& compare) {
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
  compare.case_sensitive = row.ReadBool();
  compare.space_change_sensitive = row.ReadBool();
  compare.absolute_tolerance = row.ReadOptionalDouble();
  compare.relative_tolerance = row.ReadOptionalDouble();
  problem.limits.features.eval = row.ReadBool();
  problem.limits.features.web_assembly = row.ReadBool();
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
  return summary;
}

absl::StatusOr<int32_t> VersionToRead(Connection& connection,
                                      const std::string& id,
                                      std::optional<int32_t> version) {
  if (version.has_value()) return *version;
  GAVEL_ASSIGN_OR_RETURN(const std::optional<ProblemVersion> newest,
                         NewestVersion(connection, id));
  if (newest.has_value()) return newest->version;
  return absl::NotFoundError(absl::StrCat("no problem ", id));
}

}  // namespace

Sha256 DigestProblem(const Problem& problem,
                     const std::vector<StoredTest>& tests) {
  ValueHasher hasher;
  hasher.Add(problem.id);
  hasher.Add(problem.title);
  const Limits& limits = problem.limits;
  const CompareOptions compare = CompareOf(problem);
  for (const absl::Duration duration :
       {limits.cpu_time, limits.wall_time, limits.compile_time}) {
    hasher.Add(duration);
  }
  for (const Bytes bytes : {limits.memory, limits.stack, limits.output,
                            limits.source, limits.compile_memory}) {
    hasher.Add(bytes);
  }
  hasher.Add(int64_t{compare.case_sensitive});
  hasher.Add(int64_t{compare.space_change_sensitive});
  hasher.Add(compare.absolute_tolerance);
  hasher.Add(compare.relative_tolerance);
  // Not when nothing is taken away, so that older digests stay true.
  if (!limits.features.eval) hasher.Add("no eval");
  if (!limits.features.web_assembly) hasher.Add("no WebAssembly");
  hasher.Add(static_cast<int64_t>(tests.size()));
  for (const StoredTest& test : tests) {
    hasher.Add(test.name);
    hasher.Add(int64_t{test.sample});
    hasher.Add(test.input.view());
    hasher.Add(test.answer.view());
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

absl::Status InsertProblem(Connection& connection, const Problem& problem,
                           const std::vector<StoredTest>& tests,
                           const Sha256& digest, absl::Time created) {
  const Limits& limits = problem.limits;
  const CompareOptions compare = CompareOf(problem);
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertProblem, problem.id, problem.version, Blob{digest.view()},
      Blob{problem.title}, absl::ToInt64Microseconds(limits.cpu_time),
      absl::ToInt64Microseconds(limits.wall_time), limits.memory.count(),
      limits.stack.count(), limits.output.count(), limits.source.count(),
      absl::ToInt64Microseconds(limits.compile_time),
      limits.compile_memory.count(), compare.case_sensitive,
      compare.space_change_sensitive, compare.absolute_tolerance,
      compare.relative_tolerance, absl::ToUnixMicros(created),
      limits.features.eval, limits.features.web_assembly));
  for (size_t i = 0; i < tests.size(); ++i) {
    GAVEL_RETURN_IF_ERROR(InsertTest(connection, problem, i, tests[i]));
  }
  return absl::OkStatus();
}

absl::StatusOr<Problem> SelectProblem(Connection& connection,
                                      const Blobs& blobs, const std::string& id,
                                      std::optional<int32_t> wanted) {
  GAVEL_ASSIGN_OR_RETURN(const int32_t version,
                         VersionToRead(connection, id, wanted));
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectProblem, id, version));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) {
    return absl::NotFoundError(
        absl::StrCat("no problem ", id, " version ", version));
  }
  RowReader row(statement);
  CompareOptions compare;
  Problem problem = ReadProblem(row, compare);
  GAVEL_RETURN_IF_ERROR(row.status());
  problem.id = id;
  problem.version = version;
  GAVEL_ASSIGN_OR_RETURN(problem.tests,
                         SelectTests(connection, blobs, id, version));
  problem.groups = {{"sample", -1, {}}, {"secret", -1, {}}};
  for (TestCase& test : problem.tests) {
    test.compare = compare;
    test.group = test.sample ? 0 : 1;
    test.full_feedback = test.sample;
  }
  return problem;
}

absl::StatusOr<std::vector<ProblemSummary>> SelectProblems(
    Connection& connection, const std::string& after, int64_t limit) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectProblems, after, limit));
  std::vector<ProblemSummary> problems;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return problems;
    RowReader row(statement);
    problems.push_back(ReadSummary(row));
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

}  // namespace gavel::storage
