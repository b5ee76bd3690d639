#include "judge/engine/test_judge.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/bytes.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "judge/engine/compare.h"
#include "judge/engine/interaction.h"
#include "judge/engine/memory_file.h"
#include "judge/engine/output_size.h"
#include "judge/function/compare.h"
#include "judge/function/driver.h"
#include "judge/function/problem.h"

namespace gavel::judge {
namespace {

std::string Joined(const std::string& one, const std::string& other) {
  const char* const between = one.empty() || other.empty() ? "" : "\n";
  return ToValidUtf8(absl::StrCat(one, between, other), kMaxMessage);
}

// As a name that sandbox::File allows: a submission may be called anything.
std::string NameInDirectory(const Submission& submission) {
  const std::string& name = submission.file_name;
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  });
  return plain ? name : std::string(DefaultFileName(submission.language));
}

Bytes SizeOf(const std::string& text) {
  return Bytes(static_cast<int64_t>(text.size()));
}

std::vector<PackageFile> Included(const Problem& problem, Language language) {
  const auto found = problem.include.find(language);
  return found == problem.include.end() ? std::vector<PackageFile>()
                                        : found->second;
}

// Adds what another validator says, which was asked because all before it
// accepted. Their scores are none of what this one rejects.
void AddAnswer(Answer other, Answer& answer) {
  const bool rejected = other.verdict != Verdict::kAccepted;
  const bool twice = !answer.scores.empty() && !other.scores.empty();
  answer.verdict = other.verdict;
  answer.message = std::move(other.message);
  answer.judge_message = Joined(answer.judge_message, other.judge_message);
  answer.team_message = Joined(answer.team_message, other.team_message);
  if (rejected || answer.scores.empty()) {
    answer.scores = std::move(other.scores);
  }
  if (other.next_pass.has_value())
    answer.next_pass = std::move(other.next_pass);
  if (twice) answer = PackageFault("two output validators gave a score", "");
}

// The verdict of a submission that ended well is the validator's.
void Apply(const Answer& answer, Execution& execution) {
  if (execution.verdict != Verdict::kAccepted) return;
  if (answer.verdict == Verdict::kAccepted) return;
  execution.verdict = answer.verdict;
  execution.reason = answer.verdict == Verdict::kJudgeError
                         ? Reason::kValidator
                         : Reason::kWrongOutput;
  execution.message = answer.message;
}

// The larger of both, for each kind.
void AddUsage(const Execution& before, Execution& execution) {
  execution.cpu_time = std::max(execution.cpu_time, before.cpu_time);
  execution.wall_time = std::max(execution.wall_time, before.wall_time);
  execution.memory = std::max(execution.memory, before.memory);
}

void AddTranscript(const std::string& transcript, TestRun& run) {
  const char* const between = run.passes > 1 ? "---\n" : "";
  if (transcript.empty()) return;
  run.transcript = ToValidUtf8(
      absl::StrCat(run.transcript, between, transcript), kMaxTranscript);
}

// A secret test's answer must not reach its contestants in pieces.
Answer WrongOutput(const TestCase& test, absl::string_view where,
                   Comparison comparison) {
  Answer answer;
  answer.verdict = Verdict::kWrongAnswer;
  answer.message = test.full_feedback
                       ? comparison.difference
                       : absl::StrCat(where, comparison.position);
  answer.judge_message = std::move(comparison.difference);
  answer.difference = std::move(comparison.first);
  if (answer.difference.has_value()) {
    answer.difference->for_teams = test.full_feedback;
  }
  return answer;
}

// What is wrong with asking for another pass after pass number `pass`; empty if
// nothing is.
std::string NextPassFault(const Problem& problem, int pass) {
  if (!problem.multi_pass) {
    return "the validator wrote nextpass.in, but this is no multi-pass problem";
  }
  if (pass < problem.validation.passes) return "";
  return absl::StrCat("the validator asked for pass ", pass + 1,
                      ", the problem allows ", problem.validation.passes);
}

}  // namespace

absl::Status CheckPrograms(const Problem& problem) {
  const auto fault = [&](absl::string_view what) {
    return absl::FailedPreconditionError(
        absl::StrCat("judging on ", problem.id, ": ", what));
  };
  if (problem.tests.empty()) return fault("it has no test cases");
  if (!problem.interactive && !problem.multi_pass) return absl::OkStatus();
  if (problem.output_validators.size() == 1) return absl::OkStatus();
  return fault(
      "an interactive or multi-pass problem needs one output validator");
}

TestJudge::TestJudge(const Submission& submission, const Problem& problem,
                     sandbox::Sandbox& sandbox)
    : submission_(submission), problem_(problem), sandbox_(sandbox) {
  for (const PackageProgram& program : problem.output_validators) {
    validators_.emplace_back(
        sandbox, program, problem.validation,
        problem.interactive ? "interactor" : "output validator",
        problem.interactive ? WallTime(problem.limits) : absl::ZeroDuration());
  }
}

absl::StatusOr<Execution> TestJudge::Load() {
  GAVEL_ASSIGN_OR_RETURN(signature_, function::SignatureOf(problem_));
  GAVEL_ASSIGN_OR_RETURN(sandbox::Source source, MakeSource());
  Limits limits = problem_.limits;
  // What the problem includes may be larger than what is sent.
  if (SizeOf(submission_.source) <= limits.source) {
    limits.source = std::max(limits.source, SizeOf(source.text));
  }
  if (signature_.has_value()) {
    const std::string driver = function::MakeDriver(*signature_);
    source_lines_ =
        1 + std::count(source.text.begin(), source.text.end(), '\n');
    limits.source = limits.source + Bytes(static_cast<int64_t>(driver.size()));
    source.text += driver;
  }
  runner_.emplace(sandbox_, std::move(source), limits,
                  absl::StrCat("submission ", submission_.id));
  GAVEL_ASSIGN_OR_RETURN(Execution compilation, runner_->Load());
  HideDriver(compilation);
  return compilation;
}

void TestJudge::HideDriver(Execution& execution) const {
  if (!signature_.has_value()) return;
  execution.message = function::WithoutDriverFrames(
      execution.message, submission_.file_name, source_lines_);
  if (execution.line <= source_lines_) return;
  execution.line = 0;
  execution.column = 0;
}

// An included file of the submission's name takes its place. One that is named
// as main programs in JavaScript are is where the program starts, with the
// submission beside it; the format has no such name for TypeScript. A source
// that is too large stays as it is, so that compiling says so.
absl::StatusOr<sandbox::Source> TestJudge::MakeSource() const {
  sandbox::Source source;
  source.language = submission_.language;
  source.file_name = submission_.file_name;
  source.text = submission_.source;
  if (SizeOf(source.text) > problem_.limits.source) return source;
  const absl::string_view main = DefaultFileName(Language::kJavaScript);
  std::optional<PackageFile> driver;
  std::vector<PackageFile> beside;
  for (const PackageFile& file : Included(problem_, submission_.language)) {
    if (file.name == main && source.language == Language::kJavaScript) {
      driver = file;
    } else if (file.name == submission_.file_name) {
      GAVEL_ASSIGN_OR_RETURN(source.text, ReadText(file));
    } else {
      beside.push_back(file);
    }
  }
  GAVEL_ASSIGN_OR_RETURN(source.files, OpenFiles(beside));
  if (!driver.has_value()) return source;
  if (NameInDirectory(submission_) != main) {
    GAVEL_ASSIGN_OR_RETURN(Content content, MakeContent(source.text));
    source.files.push_back({NameInDirectory(submission_), std::move(content)});
  }
  source.file_name = std::string(main);
  GAVEL_ASSIGN_OR_RETURN(source.text, ReadText(*driver));
  return source;
}

// Included files first: they count more.
absl::StatusOr<std::vector<sandbox::File>> TestJudge::SubmissionFiles() const {
  GAVEL_ASSIGN_OR_RETURN(std::vector<sandbox::File> files,
                         OpenFiles(Included(problem_, submission_.language)));
  GAVEL_ASSIGN_OR_RETURN(Content source, MakeContent(submission_.source));
  files.push_back({NameInDirectory(submission_), std::move(source)});
  return files;
}

// Contestants choose what their source is called, but not that the static
// validator looks at another file of that name.
std::string TestJudge::FreeName(std::string name,
                                const Validator& validator) const {
  const std::vector<PackageFile> included =
      Included(problem_, submission_.language);
  const auto taken = [&] {
    return validator.Owns(name) ||
           std::any_of(included.begin(), included.end(),
                       [&](const PackageFile& x) { return x.name == name; });
  };
  while (taken()) name.insert(0, "submission_");
  return name;
}

absl::StatusOr<Answer> TestJudge::CheckSource() {
  Validator validator(sandbox_, *problem_.static_validator, problem_.validation,
                      "static validator");
  GAVEL_ASSIGN_OR_RETURN(const sandbox::Source source, MakeSource());
  const std::string name = FreeName(NameInDirectory(submission_), validator);
  Question question;
  question.arguments = {std::string(LanguageName(submission_.language)), name,
                        "feedback/"};
  std::copy(problem_.static_validator_arguments.begin(),
            problem_.static_validator_arguments.end(),
            std::back_inserter(question.arguments));
  GAVEL_ASSIGN_OR_RETURN(question.files,
                         OpenFiles(Included(problem_, submission_.language)));
  GAVEL_ASSIGN_OR_RETURN(Content text, MakeContent(source.text));
  question.files.push_back({name, std::move(text)});
  GAVEL_ASSIGN_OR_RETURN(const Content nothing, MakeContent(""));
  Feedback feedback;
  GAVEL_ASSIGN_OR_RETURN(Answer answer,
                         validator.Ask(question, nothing, feedback));
  if (answer.next_pass.has_value()) {
    return PackageFault("the static validator wrote nextpass.in", "");
  }
  return answer;
}

absl::StatusOr<JudgedTest> TestJudge::Judge(const TestCase& test,
                                            uint32_t seed) {
  Round round{
      .test = test, .seed = seed, .input = {}, .answer = {}, .feedback = {}};
  round.feedback.resize(validators_.size());
  if (test.input_slice.has_value()) {
    GAVEL_ASSIGN_OR_RETURN(
        round.input,
        OpenContent(test.input_path, "the input", test.input_slice));
  }
  GAVEL_ASSIGN_OR_RETURN(
      round.answer,
      OpenContent(test.answer_path, "the answer", test.answer_slice));
  JudgedTest judged;
  judged.run.test = test.name;
  judged.run.seed = seed;
  for (int pass = 1;; ++pass) {
    GAVEL_ASSIGN_OR_RETURN(
        Pass result, problem_.interactive ? Interact(round) : RunPass(round));
    const bool again = result.execution.verdict == Verdict::kAccepted &&
                       result.answer.verdict == Verdict::kAccepted &&
                       result.answer.next_pass.has_value();
    const std::string fault = again ? NextPassFault(problem_, pass) : "";
    if (!fault.empty()) result.answer = PackageFault(fault, "");
    const std::string input = result.answer.next_pass.value_or("");
    judged.run.passes = pass;
    AddPass(std::move(result), test, judged);
    if (!again || !fault.empty()) return judged;
    GAVEL_ASSIGN_OR_RETURN(round.input, MakeContent(input));
  }
}

absl::StatusOr<sandbox::RunInput> TestJudge::MakeInput(
    const Round& round) const {
  sandbox::RunInput input;
  input.seed = round.seed;
  input.arguments = round.test.arguments;
  GAVEL_ASSIGN_OR_RETURN(input.files, OpenFiles(round.test.files));
  if (problem_.allow_file_writing) input.writable = {"."};
  input.another_follows = &round.test != &problem_.tests.back();
  return input;
}

absl::StatusOr<OwnedFd> TestJudge::OpenInput(const Round& round) {
  if (round.input != nullptr) return OpenAgain(round.input);
  return OpenFile(round.test.input_path, "the input");
}

absl::StatusOr<Content> TestJudge::ShareInput(Round& round) {
  if (round.input == nullptr) {
    GAVEL_ASSIGN_OR_RETURN(round.input,
                           OpenContent(round.test.input_path, "the input"));
  }
  return round.input;
}

absl::StatusOr<Question> TestJudge::MakeQuestion(Round& round) const {
  GAVEL_ASSIGN_OR_RETURN(const Content input, ShareInput(round));
  Question question;
  question.arguments = {"input.in", "answer.ans", "feedback/"};
  std::copy(round.test.validator_arguments.begin(),
            round.test.validator_arguments.end(),
            std::back_inserter(question.arguments));
  question.files = {{"input.in", input}, {"answer.ans", round.answer}};
  GAVEL_ASSIGN_OR_RETURN(std::vector<sandbox::File> files, SubmissionFiles());
  std::move(files.begin(), files.end(), std::back_inserter(question.files));
  return question;
}

absl::StatusOr<TestJudge::Pass> TestJudge::RunPass(Round& round) {
  OwnedFd output;
  const auto make_input = [&]() -> absl::StatusOr<sandbox::RunInput> {
    GAVEL_ASSIGN_OR_RETURN(sandbox::RunInput input, MakeInput(round));
    GAVEL_ASSIGN_OR_RETURN(input.standard_input, OpenInput(round));
    GAVEL_ASSIGN_OR_RETURN(input.standard_output, MakeMemoryFile());
    GAVEL_ASSIGN_OR_RETURN(output, Duplicate(input.standard_output));
    return input;
  };
  Pass pass;
  GAVEL_ASSIGN_OR_RETURN(pass.execution, runner_->Run(make_input));
  HideDriver(pass.execution);
  GAVEL_ASSIGN_OR_RETURN(const Bytes written, FileSize(output));
  CheckOutputSize(written, problem_.limits.output, pass.execution);
  if (written <= problem_.limits.output) {
    GAVEL_ASSIGN_OR_RETURN(pass.output, HashFile(output, written));
  }
  if (pass.execution.verdict != Verdict::kAccepted) return pass;
  GAVEL_ASSIGN_OR_RETURN(
      pass.answer,
      Validate(round, std::make_shared<const OwnedFd>(std::move(output))));
  return pass;
}

absl::StatusOr<TestJudge::Pass> TestJudge::Interact(Round& round) {
  Validator& interactor = validators_.front();
  Feedback& feedback = round.feedback.front();
  Pass pass;
  GAVEL_ASSIGN_OR_RETURN(std::optional<Answer> fault, interactor.Load());
  if (fault.has_value()) {
    pass.answer = *std::move(fault);
    return pass;
  }
  GAVEL_ASSIGN_OR_RETURN(const Question question, MakeQuestion(round));
  Validator::Traces traces;
  GAVEL_ASSIGN_OR_RETURN(
      const sandbox::Interaction interaction,
      runner_->Interact(
          [&] { return MakeInput(round); }, interactor.runner(),
          [&] { return interactor.MakeInput(question, feedback, traces); }));
  GAVEL_ASSIGN_OR_RETURN(
      Answer answer,
      interactor.Conclude(interaction.interactor, traces, feedback));
  InteractionResult result =
      Decide(interaction, problem_.limits, std::move(answer));
  pass.execution = std::move(result.execution);
  pass.answer = std::move(result.answer);
  pass.transcript = interaction.transcript;
  return pass;
}

absl::StatusOr<Answer> TestJudge::Validate(Round& round, Content output) {
  if (signature_.has_value()) return CompareByValue(round, output);
  if (validators_.empty()) return Compare(round, output);
  GAVEL_ASSIGN_OR_RETURN(const Question question, MakeQuestion(round));
  Answer answer;
  for (size_t i = 0; i < validators_.size(); ++i) {
    GAVEL_ASSIGN_OR_RETURN(
        Answer other, validators_[i].Ask(question, output, round.feedback[i]));
    AddAnswer(std::move(other), answer);
    if (answer.verdict != Verdict::kAccepted) break;
  }
  return answer;
}

absl::StatusOr<Answer> TestJudge::Compare(const Round& round,
                                          const Content& output) const {
  GAVEL_ASSIGN_OR_RETURN(
      Comparison comparison,
      CompareOutput(output->get(), round.answer->get(), round.test.compare));
  if (comparison.accepted) return Answer();
  return WrongOutput(round.test, "output differs at ", std::move(comparison));
}

absl::StatusOr<Answer> TestJudge::CompareByValue(Round& round,
                                                 const Content& output) const {
  GAVEL_ASSIGN_OR_RETURN(const Content input, ShareInput(round));
  std::array<std::string, 3> texts;
  const std::array<const Content*, 3> contents = {&input, &output,
                                                  &round.answer};
  for (size_t i = 0; i < contents.size(); ++i) {
    GAVEL_ASSIGN_OR_RETURN(const Bytes size, FileSize(**contents[i]));
    GAVEL_ASSIGN_OR_RETURN(texts[i], ReadStart(**contents[i], size));
  }
  GAVEL_ASSIGN_OR_RETURN(
      function::ResultComparison result,
      function::CompareResult(*signature_, texts[0], texts[1], texts[2],
                              round.test.compare));
  if (result.accepted) return Answer();
  return WrongOutput(
      round.test, "wrong answer in ",
      {false, std::move(result.difference), std::move(result.position), {}});
}

void TestJudge::AddPass(Pass pass, const TestCase& test,
                        JudgedTest& judged) const {
  TestRun& run = judged.run;
  const Answer& answer = pass.answer;
  Apply(answer, pass.execution);
  AddUsage(run.execution, pass.execution);
  run.execution = std::move(pass.execution);
  run.judge_message = answer.judge_message;
  run.team_message = test.full_feedback ? answer.team_message : "";
  if (!test.full_feedback && !answer.team_message.empty()) {
    run.judge_message =
        Joined(run.judge_message,
               absl::StrCat("for the team, but without full feedback: ",
                            answer.team_message));
  }
  AddTranscript(pass.transcript, run);
  run.output = pass.output;
  run.difference = answer.difference;
  judged.scores = answer.scores;
}

}  // namespace gavel::judge
