// A problem with programs of its own, which are functions of the test.
//
// Threads: single-threaded
#ifndef GAVEL_TESTS_JUDGE_ENGINE_PACKAGE_FIXTURE_H_
#define GAVEL_TESTS_JUDGE_ENGINE_PACKAGE_FIXTURE_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "judge/engine/judging.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_sandbox.h"

namespace gavel::judge {

class PackageFixture : public ::testing::Test {
 protected:
  // Groups sample and secret, and no tests.
  PackageFixture();
  ~PackageFixture() override;

  std::string WriteFile(const std::string& name, const std::string& text);

  // In the group of its name, sample or secret.
  TestCase& AddTest(const std::string& name, const std::string& input = "in\n",
                    const std::string& answer = "ans\n");

  // A program of the package that does this; its text is its name.
  PackageProgram Program(const std::string& name, fakes::FakeFunction function);
  void AddValidator(fakes::FakeFunction function,
                    const std::string& name = "output_validator/check.js");

  // Makes secret a sum of this many points.
  void Score(double points);

  Judgement Judge(const std::string& source = "echo");

  std::filesystem::path directory_;
  Problem problem_;
  fakes::FakeSandbox sandbox_;
  fakes::FakeClock clock_;
  JudgingOptions options_;
  JudgingProgress progress_;
};

// Writes the file below feedback/.
void WriteFeedback(fakes::FakeRun& run, const std::string& name,
                   const std::string& text);

// Exits with that code, whatever it is given.
fakes::FakeFunction Exits(int code);

// Exits with that code and leaves that file.
fakes::FakeFunction Leaves(int code, const std::string& name,
                           const std::string& text);

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_ENGINE_PACKAGE_FIXTURE_H_
