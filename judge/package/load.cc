#include "judge/package/load.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "core/submission.h"
#include "judge/package/arguments.h"
#include "judge/package/extension.h"
#include "judge/package/findings.h"
#include "judge/package/metadata.h"
#include "judge/package/tree.h"
#include "judge/package/yaml.h"

namespace gavel::package {
namespace {

struct ExampleDirectory {
  absl::string_view name;
  Verdict expected;
};

// The last three are Gavel's own.
constexpr std::array<ExampleDirectory, 7> kExampleDirectories = {{
    {"accepted", Verdict::kAccepted},
    {"wrong_answer", Verdict::kWrongAnswer},
    {"time_limit_exceeded", Verdict::kTimeLimitExceeded},
    {"run_time_error", Verdict::kRunTimeError},
    {"memory_limit_exceeded", Verdict::kMemoryLimitExceeded},
    {"output_limit_exceeded", Verdict::kOutputLimitExceeded},
    {"compile_error", Verdict::kCompileError},
}};

constexpr absl::string_view kExamples = "submissions/";

struct Unsupported {
  absl::string_view directory;
  absl::string_view what;
};

// Directories that change what is judged.
constexpr std::array<Unsupported, 5> kUnsupported = {{
    {"output_validator", "custom output validators are not supported"},
    {"output_validators", "custom output validators are not supported"},
    {"static_validator", "static validators are not supported"},
    {"include/default", "included files are not supported"},
    {"include/javascript", "included files are not supported"},
}};

constexpr std::array<absl::string_view, 2> kTestDirectories = {"data/sample",
                                                               "data/secret"};

absl::string_view ParentOf(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? "" : path.substr(0, slash);
}

// "1.ans" of "data/secret/1.ans".
absl::string_view NameOf(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? path : path.substr(slash + 1);
}

// ".ans" of "data/secret/1.ans"; empty if there is none.
absl::string_view ExtensionOf(absl::string_view path) {
  const absl::string_view name = NameOf(path);
  const size_t dot = name.rfind('.');
  return dot == absl::string_view::npos ? "" : name.substr(dot);
}

absl::string_view WithoutExtension(absl::string_view path) {
  return path.substr(0, path.size() - ExtensionOf(path).size());
}

std::optional<Verdict> ExpectedIn(absl::string_view directory) {
  for (const ExampleDirectory& known : kExampleDirectories) {
    if (absl::StrCat(kExamples, known.name) == directory) {
      return known.expected;
    }
  }
  return std::nullopt;
}

class Loader {
 public:
  Loader(std::string root, const std::string& id,
         const std::vector<TreeEntry>& tree)
      : root_(std::move(root)) {
    package_.problem.id = id;
    package_.problem.groups = {{"sample", -1, {}}, {"secret", -1, {}}};
    for (const TreeEntry& entry : tree) {
      tree_[entry.path] = entry.type;
      if (entry.type != EntryType::kFile) continue;
      package_.problem.contents.push_back(
          {entry.path, absl::StrCat(root_, "/", entry.path)});
    }
  }

  absl::StatusOr<Package> Load() {
    CheckId();
    CheckTree();
    LoadMetadata();
    LoadOptions();
    LoadTests();
    LoadExamples();
    GAVEL_RETURN_IF_ERROR(findings_.ToStatus());
    return std::move(package_);
  }

 private:
  void CheckId() {
    const std::string& id = package_.problem.id;
    if (IsProblemId(id)) return;
    findings_.Add(Quoted(id.empty() ? "problem" : id),
                  "is no problem id: [a-z0-9][a-z0-9-]*, at most 64 "
                  "characters");
  }

  void CheckTree() {
    for (const auto& [path, type] : tree_) {
      if (type == EntryType::kSymlink) {
        findings_.Add(path, "symbolic links are not supported");
      } else if (type == EntryType::kOther) {
        findings_.Add(path, "is neither a file nor a directory");
      }
    }
    for (const Unsupported& unsupported : kUnsupported) {
      if (Has(unsupported.directory)) {
        findings_.Add(unsupported.directory, unsupported.what);
      }
    }
  }

  void LoadMetadata() {
    const std::optional<std::string> text = Read("problem.yaml");
    if (!text.has_value()) {
      if (!Has("problem.yaml")) findings_.Add("problem.yaml", "is missing");
      return;
    }
    metadata_ = ParseMetadata(*text, "problem.yaml", findings_);
    const std::optional<std::string> seconds = Read(".timelimit");
    if (metadata_.legacy && seconds.has_value()) {
      ParseTimeLimitFile(*seconds, ".timelimit", metadata_, findings_);
    }
    Problem& problem = package_.problem;
    problem.title = metadata_.title.empty() ? problem.id : metadata_.title;
    problem.limits = metadata_.limits;
    const std::optional<std::string> extension = Read("gavel.yaml");
    if (extension.has_value()) {
      ParseExtension(*extension, "gavel.yaml", problem.limits, findings_);
    }
  }

  // One set of options for all tests: what secret says, or else data. Whatever
  // a sample group or a test case says must be the same.
  void LoadOptions() {
    const std::optional<GivenArguments> data = LoadGroup("data");
    const std::optional<GivenArguments> secret = LoadGroup("data/secret");
    const std::optional<GivenArguments> sample = LoadGroup("data/sample");
    options_from_ = secret.has_value() ? secret : data;
    compare_ = Options(options_from_);
    if (secret.has_value()) RequireSameOptions(data);
    RequireSameOptions(sample);
  }

  std::optional<GivenArguments> LoadGroup(absl::string_view directory) {
    const std::string current = absl::StrCat(directory, "/test_group.yaml");
    const std::string legacy = absl::StrCat(directory, "/testdata.yaml");
    const std::string& used = metadata_.legacy ? legacy : current;
    const std::string& other = metadata_.legacy ? current : legacy;
    if (Has(other)) {
      findings_.Add(other, absl::StrCat("is called ", NameOf(used),
                                        " in this problem_format_version"));
    }
    const std::optional<std::string> text = Read(used);
    if (!text.has_value()) return std::nullopt;
    return metadata_.legacy ? ParseLegacyGroupFile(*text, used, findings_)
                            : ParseGroupFile(*text, used, findings_);
  }

  // Legacy packages add a group's flags to those of problem.yaml.
  CompareOptions Options(const std::optional<GivenArguments>& group) {
    GivenArguments all{"problem.yaml", metadata_.validator_flags_line,
                       metadata_.validator_flags};
    if (group.has_value()) {
      all.file = group->file;
      all.line = group->line;
      all.arguments.insert(all.arguments.end(), group->arguments.begin(),
                           group->arguments.end());
    }
    return ParseArguments(all, findings_);
  }

  void RequireSameOptions(const std::optional<GivenArguments>& given) {
    if (!given.has_value()) return;
    if (SameOptions(Options(given), compare_)) return;
    findings_.Add(
        given->file, given->line,
        absl::StrCat("other output validator arguments than in ",
                     options_from_.has_value() ? options_from_->file
                                               : "data/secret, which has none,",
                     " are not supported"));
  }

  void LoadTests() {
    for (const absl::string_view directory : kTestDirectories) {
      LoadTestsIn(directory);
    }
    const std::vector<TestCase>& tests = package_.problem.tests;
    const bool none =
        std::none_of(tests.begin(), tests.end(),
                     [](const TestCase& test) { return !test.sample; });
    if (none) findings_.Add("data/secret", "has no test case");
  }

  void LoadTestsIn(absl::string_view directory) {
    std::vector<TestCase> tests;
    for (const auto& [path, type] : tree_) {
      if (ParentOf(path) != directory) continue;
      if (type == EntryType::kDirectory) {
        RefuseDirectory(path);
      } else if (ExtensionOf(path) == ".in") {
        tests.push_back(MakeTest(path, directory == "data/sample"));
      } else {
        CheckBesideTest(path);
      }
    }
    // Paths sort "1-2.in" before "1.in", names the other way round.
    std::sort(
        tests.begin(), tests.end(),
        [](const TestCase& x, const TestCase& y) { return x.name < y.name; });
    package_.problem.tests.insert(package_.problem.tests.end(), tests.begin(),
                                  tests.end());
  }

  void RefuseDirectory(const std::string& path) {
    findings_.Add(path,
                  absl::EndsWith(path, ".files")
                      ? "input files beside standard input are not supported"
                      : "test data groups are not supported");
  }

  TestCase MakeTest(const std::string& path, bool sample) {
    const absl::string_view base = WithoutExtension(path);
    const std::string answer = absl::StrCat(base, ".ans");
    if (NameOf(base) == "test_group") {
      findings_.Add(path, "no test case may be called test_group");
    }
    if (!Has(answer)) {
      findings_.Add(path, absl::StrCat("has no answer ", NameOf(answer)));
    }
    TestCase test;
    test.name = std::string(base.substr(absl::string_view("data/").size()));
    test.sample = sample;
    test.input_path = absl::StrCat(root_, "/", path);
    test.answer_path = absl::StrCat(root_, "/", answer);
    test.compare = compare_;
    test.full_feedback = sample;
    test.group = sample ? 0 : 1;
    return test;
  }

  // A file in a test directory that is no input.
  void CheckBesideTest(const std::string& path) {
    const absl::string_view extension = ExtensionOf(path);
    const absl::string_view name = NameOf(path);
    if (name == "test_group.yaml" || name == "testdata.yaml") return;
    if (extension != ".ans" && extension != ".yaml") return;
    const std::string input = absl::StrCat(WithoutExtension(path), ".in");
    if (!Has(input)) {
      return findings_.Add(path, absl::StrCat("has no input ", NameOf(input)));
    }
    if (extension != ".yaml" || metadata_.legacy) return;
    if (const std::optional<std::string> text = Read(path)) {
      RequireSameOptions(ParseTestFile(*text, path, findings_));
    }
  }

  void LoadExamples() {
    for (const auto& [path, type] : tree_) {
      const std::optional<Verdict> expected = ExpectedIn(ParentOf(path));
      if (!expected.has_value() || type != EntryType::kFile ||
          !LanguageFromExtension(ExtensionOf(path)).has_value()) {
        continue;
      }
      package_.examples.push_back({path.substr(kExamples.size()),
                                   absl::StrCat(root_, "/", path), *expected});
    }
  }

  bool Has(absl::string_view path) const {
    return tree_.find(path) != tree_.end();
  }

  // nullopt if it is not there, or cannot be read, which is found.
  std::optional<std::string> Read(absl::string_view path) {
    const auto entry = tree_.find(path);
    if (entry == tree_.end()) return std::nullopt;
    if (entry->second == EntryType::kDirectory) {
      findings_.Add(path, "is a directory");
    }
    if (entry->second != EntryType::kFile) return std::nullopt;
    absl::StatusOr<std::string> text =
        ReadFile(absl::StrCat(root_, "/", path), kMostYaml);
    if (text.ok()) return *std::move(text);
    findings_.Add(path, Quoted(text.status().message()));
    return std::nullopt;
  }

  const std::string root_;
  std::map<std::string, EntryType, std::less<>> tree_;
  Findings findings_;
  Metadata metadata_;
  std::optional<GivenArguments> options_from_;
  CompareOptions compare_;
  Package package_;
};

}  // namespace

absl::StatusOr<Package> LoadAs(const std::string& directory,
                               const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(const std::vector<TreeEntry> tree,
                         ListTree(directory));
  return Loader(directory, id, tree).Load();
}

}  // namespace gavel::package
