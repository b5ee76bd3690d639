#include "tests/storage/samples.h"

#include <optional>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

Execution SampleExecution(const std::string& message) {
  Execution execution;
  execution.verdict = Verdict::kRunTimeError;
  execution.reason = Reason::kSignal;
  execution.message = message;
  execution.exit_code = -3;
  execution.signal = 11;
  execution.line = 17;
  execution.column = 2147483647;
  execution.cpu_time = absl::Microseconds(1234567);
  execution.wall_time = absl::Hours(3);
  execution.memory = Bytes(5000000000);
  return execution;
}

std::string Micros(absl::Duration duration) {
  return absl::StrCat(absl::ToInt64Microseconds(duration), "us");
}

std::string Micros(absl::Time time) {
  return absl::StrCat(absl::ToUnixMicros(time), "us");
}

std::string Number(const std::optional<double>& number) {
  return number.has_value() ? absl::StrCat(*number) : "none";
}

std::string Quoted(const std::string& text) {
  return absl::StrCat("'", absl::CEscape(text), "'");
}

}  // namespace

Problem SampleProblem(const std::string& directory, const std::string& id) {
  Problem problem;
  problem.id = id;
  problem.title = "Summe über \"alles\"";
  problem.limits.cpu_time = absl::Microseconds(1500001);
  problem.limits.wall_time = absl::Seconds(7);
  problem.limits.memory = MiB(3000);
  problem.limits.stack = MiB(9);
  problem.limits.output = KiB(77);
  problem.limits.source = KiB(55);
  problem.limits.compile_time = absl::Seconds(4);
  problem.limits.compile_memory = MiB(123);
  problem.limits.features.web_assembly = false;
  CompareOptions compare;
  compare.case_sensitive = true;
  compare.space_change_sensitive = true;
  compare.absolute_tolerance = 1e-9;
  compare.relative_tolerance = 0.1;
  for (const std::string name : {"1", "2"}) {
    TestCase test;
    test.sample = name == "1";
    test.compare = compare;
    test.name = (test.sample ? "sample/" : "secret/") + name;
    test.input_path = absl::StrCat(directory, "/", id, name, ".in");
    test.answer_path = absl::StrCat(directory, "/", id, name, ".ans");
    WriteFile(test.input_path, "in " + name);
    WriteFile(test.answer_path, "answer " + name);
    problem.tests.push_back(test);
  }
  return problem;
}

Submission SampleSubmission(const std::string& problem_id,
                            int32_t problem_version,
                            const std::string& source) {
  Submission submission;
  submission.problem_id = problem_id;
  submission.problem_version = problem_version;
  submission.file_name = "\xEB\xAC\xB8.mjs";
  submission.source = source;
  return submission;
}

Judgement SampleJudgement() {
  Judgement judgement;
  judgement.verdict = Verdict::kTimeLimitExceeded;
  judgement.reason = Reason::kIdle;
  judgement.message = "waited for too long";
  judgement.compilation = SampleExecution("as if it compiled");
  AddRun({"secret/2", SampleExecution("boom")}, judgement);
  AddRun({"secret/10", Execution()}, judgement);
  TestRun again{"secret/11", SampleExecution("stopped"), {}};
  again.measurements = {{Verdict::kTimeLimitExceeded, Reason::kCpuTime,
                         absl::Microseconds(1234568), absl::Seconds(4)},
                        {Verdict::kRunTimeError, Reason::kSignal,
                         absl::Microseconds(1234567), absl::Hours(3)}};
  AddRun(again, judgement);
  judgement.test_count = 12;
  judgement.started = absl::FromUnixMicros(1700000000000001);
  judgement.finished = absl::FromUnixMicros(1700000000999999);
  return judgement;
}

std::string Describe(const Execution& e) {
  return absl::StrCat(VerdictCode(e.verdict), " ", ReasonName(e.reason), " ",
                      Quoted(e.message), " exit ", e.exit_code, " signal ",
                      e.signal, " at ", e.line, ":", e.column, " cpu ",
                      Micros(e.cpu_time), " wall ", Micros(e.wall_time),
                      " memory ", e.memory.count());
}

std::string Describe(const Judgement& j) {
  std::string text = absl::StrCat(
      VerdictCode(j.verdict), " ", ReasonName(j.reason), " ", Quoted(j.message),
      " of ", j.test_count, " from ", Micros(j.started), " to ",
      Micros(j.finished), " at most ", Micros(j.max_cpu_time), " and ",
      j.max_memory.count(), "\ncompilation ", Describe(j.compilation));
  for (const TestRun& run : j.runs) {
    absl::StrAppend(&text, "\n", Quoted(run.test), " ",
                    Describe(run.execution));
    for (const Measurement& m : run.measurements) {
      absl::StrAppend(&text, "\n  measured ", VerdictCode(m.verdict), " ",
                      ReasonName(m.reason), " cpu ", Micros(m.cpu_time),
                      " wall ", Micros(m.wall_time));
    }
  }
  return text;
}

std::string Describe(const Submission& s) {
  return absl::StrCat("submission ", s.id, " for ", s.problem_id, " version ",
                      s.problem_version, " in ", LanguageName(s.language),
                      " as ", Quoted(s.file_name), " at ", Micros(s.created),
                      "\n", Quoted(s.source));
}

std::string Describe(const SubmissionRecord& record) {
  return absl::StrCat(
      Describe(record.submission), "\n",
      record.judgement ? Describe(*record.judgement) : "not judged");
}

std::string Describe(const Problem& p) {
  const Limits& l = p.limits;
  std::string text = absl::StrCat(
      "problem ", p.id, " version ", p.version, " ", Quoted(p.title), "\ncpu ",
      Micros(l.cpu_time), " wall ", Micros(l.wall_time), " memory ",
      l.memory.count(), " stack ", l.stack.count(), " output ");
  absl::StrAppend(&text, l.output.count(), " source ", l.source.count(),
                  " compile ", Micros(l.compile_time), " ",
                  l.compile_memory.count(), " eval ", l.features.eval, " wasm ",
                  l.features.web_assembly, "\n");
  const CompareOptions compare =
      p.tests.empty() ? CompareOptions() : p.tests.front().compare;
  absl::StrAppend(&text, compare.case_sensitive, " ",
                  compare.space_change_sensitive, " ",
                  Number(compare.absolute_tolerance), " ",
                  Number(compare.relative_tolerance));
  for (const TestCase& test : p.tests) {
    absl::StrAppend(&text, "\n", Quoted(test.name), " sample ", test.sample,
                    " ", Quoted(ReadFile(test.input_path)), " ",
                    Quoted(ReadFile(test.answer_path)));
  }
  return text;
}

std::string Describe(const ProblemSummary& s) {
  return absl::StrCat(s.id, " version ", s.version, " ", Quoted(s.title),
                      " cpu ", Micros(s.cpu_time), " memory ", s.memory.count(),
                      " tests ", s.test_count);
}

}  // namespace gavel::storage
