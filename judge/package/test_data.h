// The tests of a package, in their groups.
//
// Errors:  findings with file and line
// Threads: no shared state; blocks on the disk
// Source:  problem package formats 2025-09 and legacy, "Test data"
#ifndef GAVEL_JUDGE_PACKAGE_TEST_DATA_H_
#define GAVEL_JUDGE_PACKAGE_TEST_DATA_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/problem.h"
#include "core/test_group.h"
#include "judge/package/metadata.h"
#include "judge/package/reading.h"
#include "judge/package/test_settings.h"

namespace gavel::package {

// A test of the validators themselves: data/invalid_input and its like.
struct ValidationTest {
  enum class Kind : uint8_t { kInvalidInput, kInvalidOutput, kValidOutput };

  Kind kind = Kind::kInvalidInput;
  // Of invalid inputs, without an answer.
  TestCase test;
  // What a submission would have written; empty for invalid inputs.
  std::string output_path;
  InputArguments input_arguments;
};

struct TestData {
  std::vector<TestGroup> groups;
  std::vector<TestCase> tests;
  // One for each test, in their order.
  std::vector<InputArguments> input_arguments;
  std::vector<ValidationTest> validation;
  std::vector<std::string> static_validator_arguments;
};

// What has been read before.
struct TestDataContext {
  const Reading& reading;
  const Metadata& metadata;
  bool custom_output = false;
  bool custom_static = false;
  const std::set<std::string>& input_names;
  const std::set<std::string>& output_names;

  SettingsContext settings() const {
    return {reading, custom_output, input_names, output_names};
  }
};

TestData ReadTestData(const TestDataContext& context);

// Parts of ReadTestData.
// Of formats with test_group.yaml.
void ReadGroups(const TestDataContext& context, TestData& data);
// Of formats with testdata.yaml, and of drafts that have them.
void ReadLegacyGroups(const TestDataContext& context, TestData& data);
// The tests that are directly in a directory.
void ReadTestsIn(const TestDataContext& context, const std::string& directory,
                 int group, const TestSettings& settings, TestData& data);
// Settings for all tests before any file says anything.
TestSettings DefaultSettings(const TestDataContext& context);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_TEST_DATA_H_
