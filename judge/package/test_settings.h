// What test_group.yaml and <test>.yaml say of tests.
//
// Shape:   a test has what its own file says, else what its group's says
// Errors:  findings with file and line
// Threads: no shared state; blocks on the disk
// Source:  problem package formats 2025-09 "Test data configuration" and legacy
//          "Test Data Groups"
#ifndef GAVEL_JUDGE_PACKAGE_TEST_SETTINGS_H_
#define GAVEL_JUDGE_PACKAGE_TEST_SETTINGS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/package/fields.h"
#include "judge/package/reading.h"

namespace gavel::package {

// What input validators are given for a test, before the submission's own
// arguments.
struct InputArguments {
  // To every validator, unless they are given `by_name`.
  std::vector<std::string> all;
  std::map<std::string, std::vector<std::string>> by_name;

  std::vector<std::string> For(const std::string& validator) const;
};

struct TestSettings {
  std::vector<std::string> arguments;
  InputArguments input_arguments;
  std::vector<std::string> output_arguments;
  // The output arguments as the default validator reads them.
  CompareOptions compare;
  bool full_feedback = false;
};

// What decides how settings are read.
struct SettingsContext {
  const Reading& reading;
  bool custom_output = false;
  // Arguments may be given by name.
  const std::set<std::string>& input_names;
  const std::set<std::string>& output_names;
};

// The file that configures the directory's tests, by the format; "" if there is
// none.
std::string GroupFileIn(const Reading& reading, absl::string_view directory);

// Changes what the keys that groups and tests share say, and leaves the rest.
void TakeSettings(const Fields& fields, const SettingsContext& context,
                  TestSettings& settings);
// As TakeSettings, with the keys of legacy packages; `flags` of problem.yaml
// come before those for output validators.
void TakeLegacySettings(const Fields& fields, const SettingsContext& context,
                        const std::vector<std::string>& flags,
                        TestSettings& settings);
// As TakeSettings, from <test>.yaml.
void TakeTestFile(absl::string_view path, const SettingsContext& context,
                  TestSettings& settings);

// Puts settings where a test has them.
void Apply(const TestSettings& settings, bool custom_output, TestCase& test);

// Of drafts: turns older spellings into those of 2025-09, with warnings.
void Modernize(YamlNode& node, absl::string_view file, const Reading& reading);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_TEST_SETTINGS_H_
