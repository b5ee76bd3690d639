#include "tests/storage/samples.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/provenance.h"
#include "core/sha256.h"
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

Sha256 SampleHash(char last) {
  Sha256 hash;
  hash.bytes.back() = last;
  return hash;
}

Provenance SampleProvenance() {
  Provenance provenance;
  provenance.source = SampleHash(3);
  provenance.program = SampleHash(4);
  provenance.engine = {
      "0.1.0", SampleHash(5), "V8 10.2 --jitless", {"seccomp", "user"}};
  provenance.machine = {"judge-1", "CPU (R) 3.0", 64, "Linux 6.1"};
  provenance.limits.cpu_time = absl::Microseconds(1500001);
  provenance.limits.wall_time = absl::Seconds(7);
  provenance.limits.memory = MiB(3000);
  provenance.limits.features.eval = false;
  provenance.measure_again = 3;
  provenance.reuse = true;
  return provenance;
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

std::string Quoted(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) absl::StrAppend(&list, Quoted(text));
  return absl::StrCat("[", list, "]");
}

std::string Files(const std::vector<PackageFile>& files) {
  std::string list;
  for (const PackageFile& file : files) {
    absl::StrAppend(&list, " ", file.name, "=",
                    Quoted(file.text.value_or(ReadFile(file.path))));
  }
  return list;
}

std::string Part(const std::optional<Slice>& slice) {
  return slice ? absl::StrCat(slice->size, "@", slice->offset) : "all";
}

std::string Program(const PackageProgram& program) {
  return absl::StrCat(LanguageName(program.language), Files({program.main}),
                      " with", Files(program.files));
}

std::string Grading(const GroupScoring& scoring) {
  std::string text = absl::StrCat(
      "max ", Number(scoring.max_score), " aggregation ",
      static_cast<int>(scoring.aggregation), " static ",
      Number(scoring.static_score), " ", scoring.static_pass_fail, " needs");
  for (const int group : scoring.require_pass) {
    absl::StrAppend(&text, " ", group);
  }
  return text;
}

std::string Grading(const LegacyGrading& grading) {
  return absl::StrCat("break ", grading.break_on_reject, " verdicts ",
                      static_cast<int>(grading.verdicts), " scores ",
                      static_cast<int>(grading.scores), " any ",
                      grading.accept_if_any_accepted, " ignore ",
                      grading.ignore_sample) +
         absl::StrCat(" accept ", grading.accept_score, " reject ",
                      grading.reject_score, " from ", grading.least, " to ",
                      grading.most);
}

std::string Describe(const CompareOptions& compare) {
  return absl::StrCat(compare.case_sensitive, " ",
                      compare.space_change_sensitive, " ",
                      Number(compare.absolute_tolerance), " ",
                      Number(compare.relative_tolerance));
}

std::string Describe(const TestCase& test) {
  return absl::StrCat(Quoted(test.name), " sample ", test.sample, " ",
                      Quoted(ReadFile(test.input_path)), " ",
                      Part(test.input_slice), " ",
                      Quoted(ReadFile(test.answer_path)), " ",
                      Part(test.answer_slice), " group ", test.group) +
         absl::StrCat(" arguments ", Quoted(test.arguments), " files",
                      Files(test.files), " validator ",
                      Quoted(test.validator_arguments), " compare ",
                      Describe(test.compare), " feedback ", test.full_feedback);
}

std::string Describe(const Limits& l) {
  return absl::StrCat("cpu ", Micros(l.cpu_time), " wall ", Micros(l.wall_time),
                      " memory ", l.memory.count(), " stack ", l.stack.count(),
                      " output ", l.output.count()) +
         absl::StrCat(" source ", l.source.count(), " compile ",
                      Micros(l.compile_time), " ", l.compile_memory.count(),
                      " eval ", l.features.eval, " wasm ",
                      l.features.web_assembly);
}

std::string Describe(const Provenance& p) {
  return absl::StrCat("source ", ToHex(p.source), " program ", ToHex(p.program),
                      " gavel ", p.engine.version, " ", ToHex(p.engine.build),
                      " ", p.engine.runtime, " ", Quoted(p.engine.walls)) +
         absl::StrCat(" on ", p.machine.host, ", ", p.machine.cpus, " ",
                      p.machine.cpu, ", ", p.machine.kernel, " again ",
                      p.measure_again, " reuse ", p.reuse, " ",
                      Describe(p.limits));
}

std::string Hash(const std::optional<Sha256>& hash) {
  return hash ? ToHex(*hash) : "none";
}

std::string Explain(const TestRun& run) {
  std::string text =
      absl::StrCat(" seed ", run.seed, " output ", Hash(run.output), " key ",
                   Hash(run.key), " from ", run.reused_from.value_or(0));
  if (!run.difference) return text;
  const Difference& d = *run.difference;
  return absl::StrCat(text, " differs at ", d.offset, " ", d.line, ":",
                      d.column) +
         absl::StrCat(" token ", d.token, " ", Quoted(d.expected), " ",
                      Quoted(d.got), " for teams ", d.for_teams);
}

std::string Kinds(const Problem& p) {
  std::string text =
      absl::StrCat("scoring ", p.scoring, " interactive ", p.interactive,
                   " multi-pass ", p.multi_pass, " minimize ", p.minimize);
  absl::StrAppend(&text, " validation ", Micros(p.validation.time), " ",
                  p.validation.memory.count(), " ", p.validation.output.count(),
                  " ", p.validation.passes);
  for (const auto& [language, name] : p.names) {
    absl::StrAppend(&text, "\n", Quoted(language), " ", Quoted(name));
  }
  for (const Language language : p.languages) {
    absl::StrAppend(&text, "\nallows ", LanguageName(language));
  }
  return text;
}

std::string Programs(const Problem& p) {
  std::string text;
  for (const auto& [language, files] : p.include) {
    absl::StrAppend(&text, "\ninclude ", LanguageName(language), Files(files));
  }
  for (const auto& [language, file] : p.statements) {
    absl::StrAppend(&text, "\nstatement ", language, Files({file}));
  }
  for (const auto& [language, files] : p.templates) {
    absl::StrAppend(&text, "\ntemplate ", LanguageName(language), Files(files));
  }
  for (const PackageProgram& program : p.output_validators) {
    absl::StrAppend(&text, "\nvalidator ", Program(program));
  }
  if (p.static_validator) {
    absl::StrAppend(&text, "\nstatic ", Program(*p.static_validator));
  }
  absl::StrAppend(&text, " ", Quoted(p.static_validator_arguments));
  return text;
}

}  // namespace

// A file whose content is its name.
PackageFile SampleFile(const std::string& directory, const std::string& name) {
  std::string path = absl::StrCat(
      directory, "/", absl::StrReplaceAll(name, {{"/", "-"}}), ".file");
  WriteFile(path, name);
  return {name, std::move(path)};
}

std::vector<TestGroup> SampleGroups() {
  GroupScoring scoring;
  scoring.max_score = 40.5;
  scoring.aggregation = ScoreAggregation::kMin;
  scoring.static_score = 0;
  scoring.static_pass_fail = true;
  scoring.require_pass = {0, 1};
  LegacyGrading legacy;
  legacy.break_on_reject = false;
  legacy.verdicts = LegacyGrading::Verdicts::kAlwaysAccept;
  legacy.scores = LegacyGrading::Scores::kMax;
  legacy.accept_if_any_accepted = true;
  legacy.ignore_sample = true;
  legacy.accept_score = 0.1;
  legacy.reject_score = -3;
  legacy.least = -1e300;
  return {{"sample", -1, GroupScoring()},
          {"secret", -1, legacy},
          {"secret/small", 1, scoring}};
}

void AddPrograms(const std::string& directory, Problem& problem) {
  PackageProgram program;
  program.main = SampleFile(directory, "output_validator/check.ts");
  program.language = Language::kTypeScript;
  program.files = {SampleFile(directory, "lib.ts")};
  problem.output_validators = {program};
  program.main = SampleFile(directory, "static_validator/look.js");
  program.language = Language::kJavaScript;
  problem.static_validator = program;
  problem.static_validator_arguments = {"max", "", "3 \"lines\""};
}

Problem SampleProblem(const std::string& directory, const std::string& id) {
  Problem problem;
  problem.names = {{"de", "Summe"}, {"pt-BR", "Soma é"}};
  problem.scoring = true;
  problem.interactive = true;
  problem.multi_pass = true;
  problem.minimize = true;
  problem.validation = {absl::Seconds(3), MiB(4), MiB(5), 6};
  problem.languages = {Language::kTypeScript};
  problem.include[Language::kTypeScript] = {SampleFile(directory, "grader.ts")};
  problem.groups = SampleGroups();
  AddPrograms(directory, problem);
  problem.statements["en"] = SampleFile(directory, "statement/problem.en.md");
  problem.statements["en"].text = "5 numbers";
  problem.templates[Language::kJavaScript] = {SampleFile(directory, "main.js")};
  problem.contents = {SampleFile(directory, "problem.yaml"),
                      SampleFile(directory, "statement/problem.en.md")};
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
    test.input_slice = Slice{1, int64_t{1} << 40};
    test.answer_slice = Slice{0, 0};
    test.group = test.sample ? 0 : 2;
    test.arguments = {"--n", "", name};
    test.files = {SampleFile(directory, "data/table.csv")};
    test.validator_arguments = {"strict"};
    test.full_feedback = test.sample;
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
  submission.user_id = "eve@example.org";
  submission.submitted_by = "platform";
  submission.contest_id = "finals";
  return submission;
}

Judgement SampleJudgement() {
  Judgement judgement;
  judgement.verdict = Verdict::kTimeLimitExceeded;
  judgement.reason = Reason::kIdle;
  judgement.message = "waited for too long";
  judgement.compilation = SampleExecution("as if it compiled");
  TestRun scored{"secret/2", SampleExecution("boom"), {}};
  scored.score = 0;
  scored.team_message = "line 3 is wrong";
  scored.judge_message = "expected 42";
  scored.passes = 2;
  scored.transcript = "<1\n>higher\n";
  scored.seed = 4294967295;
  scored.output = SampleHash(1);
  scored.key = SampleHash(2);
  scored.reused_from = 1;
  scored.difference = Difference{.offset = int64_t{1} << 40,
                                 .line = 3,
                                 .column = 4,
                                 .token = 5,
                                 .expected = "42 \xE2\x82\xAC",
                                 .got = std::string("\0", 1),
                                 .for_teams = true};
  AddRun(scored, judgement);
  AddRun({"secret/10", Execution()}, judgement);
  TestRun again{"secret/11", SampleExecution("stopped"), {}};
  again.measurements = {{Verdict::kTimeLimitExceeded, Reason::kCpuTime,
                         absl::Microseconds(1234568), absl::Seconds(4)},
                        {Verdict::kRunTimeError, Reason::kSignal,
                         absl::Microseconds(1234567), absl::Hours(3)}};
  AddRun(again, judgement);
  judgement.skipped = {{"secret/12", "secret/small is lost already"},
                       {"secret/13", ""}};
  judgement.groups = {
      {"sample", Verdict::kAccepted, std::nullopt, std::nullopt},
      {"secret", Verdict::kWrongAnswer, 12.25, 40.5}};
  judgement.score = 12.25;
  judgement.max_score = 40.5;
  judgement.test_count = 12;
  judgement.started = absl::FromUnixMicros(1700000000000001);
  judgement.finished = absl::FromUnixMicros(1700000000999999);
  judgement.provenance = SampleProvenance();
  return judgement;
}

std::vector<SubmissionId> UnjudgedIds(Store& store) {
  std::vector<SubmissionId> ids;
  const std::vector<Waiting> all = store.UnjudgedSubmissions().value();
  for (const Waiting& waiting : all) {
    ids.push_back(waiting.id);
  }
  return ids;
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
      j.max_memory.count(), " score ", Number(j.score), " of ",
      Number(j.max_score), "\ncompilation ", Describe(j.compilation));
  for (const TestRun& run : j.runs) {
    absl::StrAppend(&text, "\n", Quoted(run.test), " ", Describe(run.execution),
                    " score ", Number(run.score), " passes ", run.passes,
                    " team ", Quoted(run.team_message), " judge ",
                    Quoted(run.judge_message), " said ", Quoted(run.transcript),
                    Explain(run));
    for (const Measurement& m : run.measurements) {
      absl::StrAppend(&text, "\n  measured ", VerdictCode(m.verdict), " ",
                      ReasonName(m.reason), " cpu ", Micros(m.cpu_time),
                      " wall ", Micros(m.wall_time));
    }
  }
  for (const SkippedTest& skipped : j.skipped) {
    absl::StrAppend(&text, "\nskipped ", Quoted(skipped.test), " ",
                    Quoted(skipped.why));
  }
  for (const GroupResult& group : j.groups) {
    absl::StrAppend(&text, "\ngroup ", Quoted(group.name), " ",
                    VerdictCode(group.verdict), " ", Number(group.score),
                    " of ", Number(group.max_score));
  }
  if (j.provenance) absl::StrAppend(&text, "\n", Describe(*j.provenance));
  return text;
}

std::string Describe(const Submission& s) {
  return absl::StrCat("submission ", s.id, " for ", s.problem_id, " version ",
                      s.problem_version, " in ", LanguageName(s.language),
                      " as ", Quoted(s.file_name), " at ", Micros(s.created),
                      " of ", s.user_id, " by ", s.submitted_by, " in ",
                      s.contest_id, " called ", Quoted(s.idempotency_key), "\n",
                      Quoted(s.source));
}

std::string Describe(const SubmissionRecord& record) {
  return absl::StrCat(
      Describe(record.submission), "\n",
      record.judgement ? Describe(*record.judgement) : "not judged",
      record.pending_version
          ? absl::StrCat(", waits on version ", *record.pending_version)
          : "");
}

std::string Describe(const Problem& p) {
  std::string text = absl::StrCat("problem ", p.id, " version ", p.version, " ",
                                  Quoted(p.title), "\n", Describe(p.limits),
                                  "\n", Kinds(p), Programs(p));
  for (const TestGroup& group : p.groups) {
    absl::StrAppend(
        &text, "\ngroup ", Quoted(group.name), " in ", group.parent, " ",
        std::visit([](const auto& grading) { return Grading(grading); },
                   group.grading));
  }
  for (const TestCase& test : p.tests) {
    absl::StrAppend(&text, "\n", Describe(test));
  }
  absl::StrAppend(&text, "\ncontents", Files(p.contents));
  return text;
}

std::string Describe(const ProblemSummary& s) {
  return absl::StrCat(s.id, " version ", s.version, " ", Quoted(s.title),
                      " cpu ", Micros(s.cpu_time), " memory ", s.memory.count(),
                      " tests ", s.test_count, s.scoring ? " scoring" : "",
                      s.archived ? " archived" : "");
}

}  // namespace gavel::storage
