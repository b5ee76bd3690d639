#include "judge/package/test_data.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "judge/package/arguments.h"
#include "judge/package/paths.h"
#include "judge/package/test_files.h"

namespace gavel::package {
namespace {

std::string SourceOf(const Reading& reading, absl::string_view path) {
  const TreeEntry* const entry = reading.files.Find(path);
  return entry == nullptr ? "" : entry->source;
}

TestCase MakeTest(const TestDataContext& context, const TestFiles& files,
                  const TestSettings& settings, InputArguments& input) {
  const Reading& reading = context.reading;
  const std::string& base = files.base;
  TestCase test;
  test.name = base.substr(absl::string_view("data/").size());
  test.sample = absl::StartsWith(test.name, "sample/");
  test.input_path = SourceOf(reading, absl::StrCat(base, ".in"));
  test.answer_path = SourceOf(reading, absl::StrCat(base, ".ans"));
  TestSettings own = settings;
  if (!IsLegacy(reading.format)) {
    TakeTestFile(absl::StrCat(base, ".yaml"), context.settings(), own);
    const std::string directory = absl::StrCat(base, ".files");
    for (const std::string& path : reading.files.FilesBelow(directory)) {
      test.files.push_back(FileAt(
          reading, path, absl::string_view(path).substr(directory.size() + 1)));
    }
  }
  Apply(own, context.custom_output, test);
  input = std::move(own.input_arguments);
  return test;
}

struct ValidationDirectory {
  absl::string_view path;
  ValidationTest::Kind kind;
};

constexpr ValidationDirectory kValidationDirectories[] = {
    {"data/invalid_input", ValidationTest::Kind::kInvalidInput},
    {"data/invalid_output", ValidationTest::Kind::kInvalidOutput},
    {"data/valid_output", ValidationTest::Kind::kValidOutput},
};

void ReadValidationGroupFile(const TestDataContext& context,
                             absl::string_view directory,
                             TestSettings& settings) {
  const Reading& reading = context.reading;
  const std::string file = GroupFileIn(reading, directory);
  if (file.empty()) return;
  auto root = ReadYamlWithConstants(reading, file);
  if (!root.has_value()) return;
  if (reading.format == Format::kDraft) Modernize(*root, file, reading);
  const Fields fields(*root, file, "", reading.errors);
  if (IsLegacy(reading.format)) {
    TakeLegacySettings(fields, context.settings(),
                       context.metadata.validator_flags, settings);
  } else {
    fields.AllowOnly({"args", "input_validator_args", "output_validator_args",
                      "description"},
                     &reading.strict());
    TakeSettings(fields, context.settings(), settings);
  }
}

void ReadValidationTests(const TestDataContext& context,
                         const ValidationDirectory& directory, TestData& data) {
  const Reading& reading = context.reading;
  const std::string path(directory.path);
  if (!reading.files.IsDirectory(path)) return;
  const bool output = directory.kind != ValidationTest::Kind::kInvalidInput;
  if (output && (context.metadata.interactive || context.metadata.multi_pass)) {
    reading.warnings.Add(path,
                         "is not used: the problem is interactive or "
                         "multi-pass");
    return;
  }
  TestSettings settings = DefaultSettings(context);
  ReadValidationGroupFile(context, path, settings);
  for (const TestFiles& files : FindTests(reading, path)) {
    if (output) Require(reading, files, {".ans", ".out"});
    ValidationTest test;
    test.kind = directory.kind;
    test.test = MakeTest(context, files, settings, test.input_arguments);
    if (output) {
      test.output_path = SourceOf(reading, absl::StrCat(files.base, ".out"));
    }
    data.validation.push_back(std::move(test));
  }
}

// Groups in their order, each by name.
void Sort(TestData& data) {
  std::vector<size_t> order(data.tests.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t x, size_t y) {
    const TestCase& a = data.tests[x];
    const TestCase& b = data.tests[y];
    return std::tie(a.group, a.name) < std::tie(b.group, b.name);
  });
  std::vector<TestCase> tests;
  std::vector<InputArguments> input;
  for (const size_t i : order) {
    tests.push_back(std::move(data.tests[i]));
    input.push_back(std::move(data.input_arguments[i]));
  }
  data.tests = std::move(tests);
  data.input_arguments = std::move(input);
}

constexpr absl::string_view kLegacyKeys[] = {
    "on_reject", "grader_flags", "accept_score", "reject_score", "range"};

// The first key of the file that only legacy packages have; null if there is
// none. Drafts had a map called grading, legacy packages a string.
const YamlEntry* FindLegacyKey(const YamlNode& file) {
  for (const YamlEntry& entry : file.entries) {
    const bool legacy =
        std::find(std::begin(kLegacyKeys), std::end(kLegacyKeys), entry.key) !=
        std::end(kLegacyKeys);
    const bool grader =
        entry.key == "grading" && entry.value.kind == YamlNode::Kind::kScalar;
    if (legacy || grader) return &entry;
  }
  return nullptr;
}

// Drafts left groups as they were at first, and packages of that time have the
// groups of legacy packages.
bool HasLegacyGroups(const Reading& reading) {
  if (IsLegacy(reading.format)) return true;
  if (reading.format == Format::k202509) return false;
  for (const std::string& path : reading.files.FilesBelow("data")) {
    if (NameOf(path) != "testdata.yaml") continue;
    const auto file = ReadYaml(reading, path);
    const YamlEntry* const key =
        file.has_value() ? FindLegacyKey(*file) : nullptr;
    if (key == nullptr) continue;
    reading.warnings.Add(
        path, key->line,
        absl::StrCat(key->key,
                     " is of format legacy: all groups are read as there"));
    return true;
  }
  return false;
}

// Test data lies in directories of the format only.
void FindUnused(const Reading& reading) {
  for (const std::string& path : reading.files.Children("data")) {
    const bool known = path == "data/sample" || path == "data/secret" ||
                       std::any_of(std::begin(kValidationDirectories),
                                   std::end(kValidationDirectories),
                                   [&](const auto& directory) {
                                     return directory.path == path;
                                   });
    const bool data =
        reading.files.IsDirectory(path) || absl::EndsWith(path, ".in");
    if (data && !known) {
      reading.warnings.Add(path, "is not used: it is no place for test data");
    }
  }
}

}  // namespace

TestSettings DefaultSettings(const TestDataContext& context) {
  const Metadata& metadata = context.metadata;
  TestSettings settings;
  settings.output_arguments = metadata.validator_flags;
  if (!context.custom_output) {
    settings.compare =
        ParseArguments({"problem.yaml", metadata.validator_flags_line,
                        metadata.validator_flags},
                       context.reading.errors);
  }
  return settings;
}

void ReadTestsIn(const TestDataContext& context, const std::string& directory,
                 int group, const TestSettings& settings, TestData& data) {
  for (const TestFiles& files : FindTests(context.reading, directory)) {
    Require(context.reading, files, {".ans"});
    CheckTestFiles(context.reading, files);
    InputArguments input;
    TestCase test = MakeTest(context, files, settings, input);
    test.group = group;
    data.tests.push_back(std::move(test));
    data.input_arguments.push_back(std::move(input));
  }
}

TestData ReadTestData(const TestDataContext& context) {
  TestData data;
  if (HasLegacyGroups(context.reading)) {
    ReadLegacyGroups(context, data);
  } else {
    ReadGroups(context, data);
  }
  Sort(data);
  FindUnused(context.reading);
  for (const ValidationDirectory& directory : kValidationDirectories) {
    ReadValidationTests(context, directory, data);
  }
  const bool secret =
      std::any_of(data.tests.begin(), data.tests.end(),
                  [](const TestCase& test) { return !test.sample; });
  if (!secret) context.reading.errors.Add("data/secret", "has no test case");
  return data;
}

}  // namespace gavel::package
