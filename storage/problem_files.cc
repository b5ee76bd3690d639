#include "storage/problem_files.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "core/sha256.h"
#include "core/status_macros.h"

namespace gavel::storage {
namespace {

template <typename Visit>
void ForEachFile(PackageProgram& program, const Visit& visit) {
  visit(program.main);
  for (PackageFile& file : program.files) visit(file);
}

// All but the inputs and answers of tests, which are paths alone.
template <typename Visit>
void ForEachFile(Problem& problem, const Visit& visit) {
  for (auto& [language, files] : problem.include) {
    for (PackageFile& file : files) visit(file);
  }
  for (PackageProgram& program : problem.output_validators) {
    ForEachFile(program, visit);
  }
  if (problem.static_validator.has_value()) {
    ForEachFile(*problem.static_validator, visit);
  }
  for (TestCase& test : problem.tests) {
    for (PackageFile& file : test.files) visit(file);
  }
  for (auto& [language, file] : problem.statements) visit(file);
  for (auto& [language, files] : problem.templates) {
    for (PackageFile& file : files) visit(file);
  }
  for (PackageFile& file : problem.contents) visit(file);
}

// Copies each file once, though a package names most of its files twice.
class Storing {
 public:
  explicit Storing(const Blobs& blobs) : blobs_(blobs) {}

  void Store(std::string& path) {
    if (!status_.ok()) return;
    std::string& hash = hashes_[path];
    if (hash.empty()) Take(blobs_.AddFile(path), hash);
    path = hash;
  }
  void Store(PackageFile& file) {
    if (!file.text.has_value()) return Store(file.path);
    if (status_.ok()) Take(blobs_.AddText(*file.text), file.path);
    file.text.reset();
  }

  const absl::Status& status() const { return status_; }

 private:
  void Take(const absl::StatusOr<Sha256>& added, std::string& hash) {
    if (added.ok()) {
      hash = ToHex(*added);
    } else {
      status_ = added.status();
    }
  }

  const Blobs& blobs_;
  absl::flat_hash_map<std::string, std::string> hashes_;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<Problem> StoreFiles(const Blobs& blobs, Problem problem) {
  Storing storing(blobs);
  for (TestCase& test : problem.tests) {
    storing.Store(test.input_path);
    storing.Store(test.answer_path);
  }
  ForEachFile(problem, [&](PackageFile& file) { storing.Store(file); });
  if (!storing.status().ok()) return storing.status();
  return problem;
}

void ResolveFiles(const Blobs& blobs, Problem& problem) {
  VisitFiles(problem, [&](std::string& path) {
    path = blobs.Path(Sha256FromHex(path).value_or(Sha256()));
  });
}

void VisitFiles(Problem& problem,
                absl::FunctionRef<void(std::string& path)> visit) {
  for (TestCase& test : problem.tests) {
    visit(test.input_path);
    visit(test.answer_path);
  }
  ForEachFile(problem, [&](PackageFile& file) { visit(file.path); });
}

}  // namespace gavel::storage
