// A problem as the judge needs it: limits, programs, groups and test cases.
//
// Shape:   test cases are in judging order: samples first, then secret, each
//          group lexicographic by name
// Threads: plain values; contents stay in files and are named by path
// Source:  problem package formats 2025-09 and legacy
#ifndef GAVEL_CORE_PROBLEM_H_
#define GAVEL_CORE_PROBLEM_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/bytes.h"
#include "core/limits.h"
#include "core/submission.h"
#include "core/test_group.h"

namespace gavel {

// Arguments of the default output validator.
struct CompareOptions {
  bool case_sensitive = false;
  bool space_change_sensitive = false;
  std::optional<double> absolute_tolerance;
  std::optional<double> relative_tolerance;
};

// A file of a package or beside a program.
struct PackageFile {
  // Relative, components of [a-zA-Z0-9_.-] separated by '/'.
  std::string name;
  // Absolute path of its content, which is never changed.
  std::string path;
  // What takes the place of that content: where constants of the package were
  // replaced in it.
  std::optional<std::string> text = {};
};

// A program of the package: a validator or an interactor.
struct PackageProgram {
  // The file that is run: "output_validator/check.js", path inside the package.
  PackageFile main;
  Language language = Language::kJavaScript;
  // The other files of its directory, named as seen from there: what it can
  // require and read.
  std::vector<PackageFile> files;
};

// What validators may use.
struct ValidationLimits {
  absl::Duration time = absl::Seconds(60);
  Bytes memory = MiB(2048);
  Bytes output = MiB(8);
  // Of multi-pass problems.
  int32_t passes = 2;
};

// Part of a file, in bytes.
struct Slice {
  int64_t offset = 0;
  int64_t size = 0;
};

struct TestCase {
  // "sample/1", "secret/02-big", "secret/small/3": path inside data/, without
  // extension.
  std::string name;
  bool sample = false;
  // Absolute paths of the input and of the judge's answer.
  std::string input_path;
  std::string answer_path;
  // What of these files it is; nullopt for all. Of function problems, whose
  // files hold a test in each line.
  std::optional<Slice> input_slice = {};
  std::optional<Slice> answer_slice = {};
  // Index in Problem::groups.
  int group = 0;
  // Command line of the submission.
  std::vector<std::string> arguments = {};
  // Put into the submission's working directory.
  std::vector<PackageFile> files = {};
  // Of a custom output validator, as given.
  std::vector<std::string> validator_arguments = {};
  // Of the default output validator.
  CompareOptions compare = {};
  // Whether contestants see more than the verdict of it: validator messages,
  // the first difference.
  bool full_feedback = false;
};

struct Problem {
  // [a-z0-9][a-z0-9-]*, at most 64 characters; unique in a store.
  std::string id;
  // From 1; a store gives the number, 0 means not stored.
  int32_t version = 0;
  // English if there is one, else the first.
  std::string title;
  // All names, by language: "en", "pt-BR".
  std::map<std::string, std::string> names;

  // Scoring problems have scores; others are pass-fail.
  bool scoring = false;
  bool interactive = false;
  bool multi_pass = false;
  // The score to reach is the least, not the most: legacy packages only.
  bool minimize = false;

  Limits limits;
  ValidationLimits validation;
  // Languages that may be submitted; empty for all.
  std::vector<Language> languages;
  // Submissions may write files into the directory they run in.
  bool allow_file_writing = false;
  // Beside every submission in that language.
  std::map<Language, std::vector<PackageFile>> include;

  // Custom output validators, all of which have to accept; none: the default
  // one. Of an interactive problem one, the interactor.
  std::vector<PackageProgram> output_validators;
  std::optional<PackageProgram> static_validator;
  std::vector<std::string> static_validator_arguments;

  // At least one; parents before children.
  std::vector<TestGroup> groups;
  std::vector<TestCase> tests;

  // By language: "en", "pt-BR". Named as in the package.
  std::map<std::string, PackageFile> statements;
  // What an editor starts from.
  std::map<Language, std::vector<PackageFile>> templates;

  // Everything in the package, as it was uploaded: what a download gives back.
  std::vector<PackageFile> contents;
};

// What lists show of a problem.
struct ProblemSummary {
  std::string id;
  int32_t version = 0;
  std::string title;
  absl::Duration cpu_time;
  Bytes memory;
  int32_t test_count = 0;
  bool scoring = false;
  // When the version was stored.
  absl::Time created;
  // The problem takes no submissions any more.
  bool archived = false;
};

// True for ids of the shape that Problem::id describes.
bool IsProblemId(const std::string& id);

}  // namespace gavel

#endif  // GAVEL_CORE_PROBLEM_H_
