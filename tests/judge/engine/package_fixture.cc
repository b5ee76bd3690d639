#include "tests/judge/engine/package_fixture.h"

#include <unistd.h>

#include <fstream>
#include <utility>
#include <variant>

namespace gavel::judge {

PackageFixture::PackageFixture() {
  std::string directory = testing::TempDir() + "gavel-package-XXXXXX";
  directory_ = mkdtemp(directory.data());
  problem_.id = "sum";
  problem_.groups = {{"sample", -1, {}}, {"secret", -1, {}}};
}

PackageFixture::~PackageFixture() { std::filesystem::remove_all(directory_); }

std::string PackageFixture::WriteFile(const std::string& name,
                                      const std::string& text) {
  const std::filesystem::path path = directory_ / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << text;
  return path;
}

TestCase& PackageFixture::AddTest(const std::string& name,
                                  const std::string& input,
                                  const std::string& answer) {
  TestCase test;
  test.name = name;
  test.sample = name.rfind("sample/", 0) == 0;
  test.input_path = WriteFile(name + ".in", input);
  test.answer_path = WriteFile(name + ".ans", answer);
  test.group = test.sample ? 0 : 1;
  test.full_feedback = test.sample;
  problem_.tests.push_back(test);
  return problem_.tests.back();
}

PackageProgram PackageFixture::Program(const std::string& name,
                                       fakes::FakeFunction function) {
  sandbox_.Define(name, std::move(function));
  PackageProgram program;
  program.main.name = name;
  program.main.path = WriteFile(name, name);
  return program;
}

void PackageFixture::AddValidator(fakes::FakeFunction function,
                                  const std::string& name) {
  problem_.output_validators.push_back(Program(name, std::move(function)));
}

void PackageFixture::Score(double points) {
  problem_.scoring = true;
  GroupScoring scoring;
  scoring.max_score = points;
  scoring.aggregation = ScoreAggregation::kSum;
  problem_.groups[1].grading = scoring;
}

Judgement PackageFixture::Judge(const std::string& source) {
  Submission submission;
  submission.id = 7;
  submission.file_name = "answer.js";
  submission.source = source;
  return JudgeSubmission(submission, problem_, sandbox_, clock_, options_,
                         progress_);
}

void WriteFeedback(fakes::FakeRun& run, const std::string& name,
                   const std::string& text) {
  run.written.push_back({"feedback/" + name, text});
}

fakes::FakeFunction Exits(int code) {
  return [code](fakes::FakeRun&) { return fakes::ExitWith(code); };
}

fakes::FakeFunction Leaves(int code, const std::string& name,
                           const std::string& text) {
  return [code, name, text](fakes::FakeRun& run) {
    WriteFeedback(run, name, text);
    return fakes::ExitWith(code);
  };
}

}  // namespace gavel::judge
