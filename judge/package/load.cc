#include "judge/package/load.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "core/submission.h"
#include "judge/function/problem.h"
#include "judge/package/extension.h"
#include "judge/package/findings.h"
#include "judge/package/listing.h"
#include "judge/package/paths.h"
#include "judge/package/reading.h"

namespace gavel::package {
namespace {

constexpr char kMetadata[] = "problem.yaml";
constexpr char kSignature[] = "signature.gavel";
// Of one program, of one test and to include.
constexpr size_t kMostFiles = 256;

bool HasStaticValidation(const TestGroup& group) {
  const auto* scoring = std::get_if<GroupScoring>(&group.grading);
  return scoring != nullptr &&
         (scoring->static_pass_fail || scoring->static_score.has_value());
}

class Loader {
 public:
  Loader(std::vector<TreeEntry> tree, const std::string& id)
      : listing_(std::move(tree)), reading_{listing_, errors_, warnings_} {
    package_.problem.id = id;
  }

  absl::StatusOr<Package> Load() {
    CheckId();
    CheckTree();
    LoadMetadata();
    LoadValidators();
    LoadTests();
    LoadTexts();
    package_.examples = ReadExamples(reading_, package_.metadata.scoring,
                                     package_.without_runtime);
    CheckKinds();
    CheckFileCounts();
    for (const std::string& path : listing_.FilesBelow("")) {
      package_.problem.contents.push_back(FileAt(reading_, path, path));
    }
    GAVEL_RETURN_IF_ERROR(errors_.ToStatus());
    package_.warnings = warnings_.Lines();
    return std::move(package_);
  }

 private:
  void CheckId() {
    const std::string& id = package_.problem.id;
    if (IsProblemId(id)) return;
    errors_.Add(Quoted(id.empty() ? "problem" : id),
                "is no problem id: [a-z0-9][a-z0-9-]*, at most 64 "
                "characters");
  }

  void CheckTree() {
    std::vector<std::string> open = {""};
    while (!open.empty()) {
      const std::string directory = std::move(open.back());
      open.pop_back();
      for (const std::string& path : listing_.Children(directory)) {
        const EntryType type = listing_.Find(path)->type;
        if (type == EntryType::kDirectory) {
          open.push_back(path);
        } else if (type == EntryType::kSymlink) {
          errors_.Add(path, "is a symbolic link that leads out of the package");
        } else if (type == EntryType::kOther) {
          errors_.Add(path, "is neither a file nor a directory");
        }
      }
    }
  }

  void LoadMetadata() {
    package_.metadata = ReadMetadata(reading_);
    const Metadata& metadata = package_.metadata;
    Problem& problem = package_.problem;
    problem.title = metadata.title.empty() ? problem.id : metadata.title;
    problem.names = metadata.names;
    problem.scoring = metadata.scoring;
    problem.interactive = metadata.interactive;
    problem.multi_pass = metadata.multi_pass;
    problem.minimize = metadata.minimize;
    problem.limits = metadata.limits;
    problem.validation = metadata.validation;
    problem.allow_file_writing = metadata.allow_file_writing;
    LoadLanguages();
    if (const auto extension = ReadText(reading_, "gavel.yaml")) {
      ParseExtension(*extension, "gavel.yaml", problem.limits, errors_);
    }
  }

  void LoadLanguages() {
    const Metadata& metadata = package_.metadata;
    for (const std::string& code : metadata.languages) {
      if (const auto language = ParseLanguage(code)) {
        package_.problem.languages.push_back(*language);
      }
    }
    if (metadata.languages.empty() || !package_.problem.languages.empty()) {
      return;
    }
    package_.without_runtime.push_back(
        {absl::StrCat(kMetadata, ": line ", metadata.languages_line,
                      ": languages"),
         absl::StrJoin(metadata.languages, ", "), true});
  }

  void LoadValidators() {
    Validators validators =
        ReadValidators(reading_, package_.metadata.custom_validation,
                       package_.without_runtime);
    package_.custom_output = validators.custom_output;
    custom_static_ = validators.custom_static;
    package_.input_validators = std::move(validators.input);
    package_.problem.static_validator = std::move(validators.static_validator);
    for (NamedProgram& program : validators.output) {
      package_.problem.output_validators.push_back(std::move(program.program));
    }
    if (!listing_.Has("input_validators") &&
        !listing_.Has("input_format_validators")) {
      warnings_.Add("input_validators", "holds no validator");
    }
  }

  void LoadTests() {
    TestData data = ReadTestData(
        {reading_, package_.metadata, package_.custom_output, custom_static_});
    Problem& problem = package_.problem;
    problem.groups = std::move(data.groups);
    problem.tests = std::move(data.tests);
    problem.static_validator_arguments =
        std::move(data.static_validator_arguments);
    package_.input_arguments = std::move(data.input_arguments);
    LoadFunction();
    package_.validation_tests = std::move(data.validation);
  }

  // Of function problems: each line of a test's files is a test.
  void LoadFunction() {
    const auto text = ReadText(reading_, kSignature);
    if (!text.has_value()) return;
    const function::ParsedSignature parsed = function::ParseSignature(*text);
    for (const function::SignatureError& error : parsed.errors) {
      errors_.Add(kSignature, error.line,
                  absl::StrCat("column ", error.column, ": ", error.what));
    }
    const Metadata& metadata = package_.metadata;
    if (metadata.interactive || metadata.multi_pass || package_.custom_output) {
      errors_.Add(kSignature,
                  "is not for interactive or multi-pass problems, nor for "
                  "output validators");
    }
    if (!parsed.signature.has_value()) return;
    std::vector<TestCase> tests;
    std::vector<InputArguments> arguments;
    for (size_t i = 0; i < package_.problem.tests.size(); ++i) {
      for (TestCase& test : Expand(*parsed.signature, i)) {
        tests.push_back(std::move(test));
        arguments.push_back(package_.input_arguments[i]);
      }
    }
    package_.problem.tests = std::move(tests);
    package_.input_arguments = std::move(arguments);
  }

  std::vector<TestCase> Expand(const function::Signature& signature,
                               size_t index) {
    const TestCase& test = package_.problem.tests[index];
    const std::string base = absl::StrCat("data/", test.name);
    absl::StatusOr<function::ExpandedTest> expanded =
        function::ExpandTest(signature, test);
    if (!expanded.ok()) {
      errors_.Add(base, Quoted(expanded.status().message()));
      return {};
    }
    for (const function::LineError& error : expanded->errors) {
      errors_.Add(absl::StrCat(base, error.in_answer ? ".ans" : ".in"),
                  error.line, error.what);
    }
    return std::move(expanded->tests);
  }

  void LoadTexts() {
    package_.statements = ReadStatements(reading_, package_.metadata);
    package_.solutions = ReadSolutions(reading_);
    package_.attachments = ReadAttachments(reading_);
    for (const LocalText& statement : package_.statements) {
      package_.problem.statements.try_emplace(statement.language,
                                              statement.file);
    }
    package_.problem.templates = ReadTemplates(reading_);
    package_.problem.include = ReadIncludes(reading_, package_.metadata);
  }

  // What the kind of problem asks of the rest.
  void CheckKinds() {
    const Metadata& metadata = package_.metadata;
    for (const auto& [is, kind] :
         {std::pair(metadata.interactive, "interactive"),
          std::pair(metadata.multi_pass, "multi-pass")}) {
      if (!is || package_.custom_output) continue;
      errors_.Add(kMetadata, metadata.type_line,
                  absl::StrCat(kind, " problems need an output_validator"));
    }
    if (metadata.interactive && package_.problem.output_validators.size() > 1) {
      errors_.Add(
          "output_validators",
          "holds more than the one validator of an interactive problem");
    }
    if (!custom_static_) return;
    if (metadata.submit_answer) {
      errors_.Add("static_validator", "is not for submit-answer problems");
    }
    const std::vector<TestGroup>& groups = package_.problem.groups;
    if (std::none_of(groups.begin(), groups.end(), HasStaticValidation)) {
      warnings_.Add("static_validator",
                    "is not used: no test_group.yaml has a "
                    "static_validation_score");
    }
  }

  // All of them are open while a submission is judged.
  void CheckFileCounts() {
    const Problem& problem = package_.problem;
    for (const auto& [language, files] : problem.include) {
      CheckFileCount("include", files);
    }
    for (const TestCase& test : problem.tests) {
      CheckFileCount(absl::StrCat("data/", test.name, ".files"), test.files);
    }
    for (const PackageProgram& validator : problem.output_validators) {
      CheckFileCount(validator.main.name, validator.files);
    }
    if (problem.static_validator.has_value()) {
      CheckFileCount(problem.static_validator->main.name,
                     problem.static_validator->files);
    }
  }

  void CheckFileCount(absl::string_view beside,
                      const std::vector<PackageFile>& files) {
    if (files.size() <= kMostFiles) return;
    errors_.Add(beside,
                absl::StrCat(files.size(), " files for one program, at most ",
                             kMostFiles, " are allowed"));
  }

  const Listing listing_;
  Findings errors_;
  Findings warnings_;
  Reading reading_;
  bool custom_static_ = false;
  Package package_;
};

}  // namespace

absl::StatusOr<Package> LoadTree(std::vector<TreeEntry> tree,
                                 const std::string& id) {
  return Loader(std::move(tree), id).Load();
}

absl::StatusOr<Package> LoadAs(const std::string& directory,
                               const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(std::vector<TreeEntry> tree, ListTree(directory));
  return LoadTree(std::move(tree), id);
}

absl::Status CheckJudgeable(const Package& package) {
  std::vector<std::string> missing;
  for (const WithoutRuntime& part : package.without_runtime) {
    if (!part.needed) continue;
    missing.push_back(absl::StrCat(part.path, ": there is no runtime for ",
                                   Quoted(part.language)));
  }
  if (package.metadata.submit_answer) {
    missing.push_back(absl::StrCat(
        kMetadata, ": line ", package.metadata.type_line,
        ": type submit-answer is not supported: submissions are programs"));
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(missing, "\n"));
}

}  // namespace gavel::package
