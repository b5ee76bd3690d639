#include "judge/engine/reuse.h"

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <string>

#include "absl/time/time.h"
#include "core/bytes.h"
#include "core/limits.h"
#include "judge/function/problem.h"

namespace gavel::judge {
namespace {

// Hashes fields one after the other; no two sequences of fields look the same.
class KeyMaker {
 public:
  void Add(std::integral auto number) {
    const auto bits = static_cast<uint64_t>(number);
    std::array<char, sizeof(bits)> bytes;
    for (size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<char>(bits >> (8 * i));
    }
    hasher_.Update({bytes.data(), bytes.size()});
  }
  void Add(double number) { Add(std::bit_cast<uint64_t>(number)); }
  void Add(absl::string_view text) {
    Add(text.size());
    hasher_.Update(text);
  }
  void Add(const std::string& text) { Add(absl::string_view(text)); }
  void Add(absl::Duration duration) {
    Add(absl::ToInt64Microseconds(duration));
  }
  void Add(Bytes bytes) { Add(bytes.count()); }
  void Add(Language language) { Add(static_cast<int>(language)); }
  void Add(const Sha256& hash) { Add(hash.view()); }
  void Add(const Slice& slice) { AddAll(slice.offset, slice.size); }
  void Add(const PackageFile& file) { AddAll(file.name, file.path, file.text); }
  void Add(const PackageProgram& program) {
    AddAll(program.main, program.language, program.files);
  }
  template <typename T>
  void Add(const std::optional<T>& value) {
    Add(value.has_value());
    if (value.has_value()) Add(*value);
  }
  template <typename T>
  void Add(const std::vector<T>& values) {
    Add(values.size());
    for (const T& value : values) Add(value);
  }
  template <typename... T>
  void AddAll(const T&... values) {
    (Add(values), ...);
  }

  Sha256 Finish() { return hasher_.Finish(); }

 private:
  Sha256Hasher hasher_;
};

void AddLimits(const Limits& limits, KeyMaker& key) {
  key.AddAll(limits.cpu_time, WallTime(limits), limits.memory,
             StackSize(limits), limits.output, limits.source,
             limits.compile_time, limits.compile_memory, limits.features.eval,
             limits.features.web_assembly);
}

// Everything of it that a run or its validation can depend on, save the tests.
void AddProblem(const Problem& problem, Language language, KeyMaker& key) {
  AddLimits(problem.limits, key);
  key.AddAll(problem.interactive, problem.multi_pass,
             problem.allow_file_writing, problem.validation.time,
             problem.validation.memory, problem.validation.output,
             problem.validation.passes, problem.output_validators);
  const auto include = problem.include.find(language);
  key.Add(include == problem.include.end() ? std::vector<PackageFile>()
                                           : include->second);
  const PackageFile* const signature = function::SignatureFile(problem);
  key.Add(signature == nullptr ? std::nullopt : std::optional(*signature));
}

}  // namespace

Sha256 HashText(absl::string_view text) {
  Sha256Hasher hasher;
  hasher.Update(text);
  return hasher.Finish();
}

uint32_t MakeSeed(const Sha256& source, absl::string_view test) {
  KeyMaker key;
  key.AddAll(source, test);
  const Sha256 hash = key.Finish();
  uint32_t seed = 0;
  for (size_t i = 0; i < sizeof(seed); ++i) {
    seed = seed << 8U | static_cast<uint8_t>(hash.bytes[i]);
  }
  return std::max<uint32_t>(seed, 1);
}

Sha256 ProgramKey(const Submission& submission, const Problem& problem,
                  const Engine& engine) {
  KeyMaker key;
  key.AddAll(submission.language, submission.file_name, submission.source,
             engine.version, engine.build, engine.runtime, engine.walls);
  AddProblem(problem, submission.language, key);
  return key.Finish();
}

Sha256 TestKey(const TestCase& test, uint32_t seed) {
  KeyMaker key;
  key.AddAll(seed, test.input_path, test.input_slice, test.answer_path,
             test.answer_slice, test.arguments, test.files,
             test.validator_arguments, test.compare.case_sensitive,
             test.compare.space_change_sensitive,
             test.compare.absolute_tolerance, test.compare.relative_tolerance,
             test.full_feedback);
  return key.Finish();
}

bool MayBeReused(const JudgedTest& judged, const Problem& problem) {
  if (problem.interactive || !judged.scores.empty()) return false;
  if (!judged.run.measurements.empty()) return false;
  switch (judged.run.execution.verdict) {
    case Verdict::kAccepted:
      return true;
    case Verdict::kWrongAnswer:
      return judged.run.execution.reason == Reason::kWrongOutput;
    case Verdict::kRunTimeError:
      return judged.run.execution.reason == Reason::kException ||
             judged.run.execution.reason == Reason::kExitCode;
    default:
      return false;
  }
}

std::optional<TestRun> FindReusable(const std::vector<TestRun>& runs,
                                    const Sha256& key, const TestCase& test) {
  const auto found =
      std::find_if(runs.begin(), runs.end(),
                   [&](const TestRun& run) { return run.key == key; });
  if (found == runs.end()) return std::nullopt;
  TestRun run = *found;
  run.test = test.name;
  run.score.reset();
  return run;
}

}  // namespace gavel::judge
