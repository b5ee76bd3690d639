// The files that belong to one test, by what their names end in.
//
// Errors:  findings with the file
// Threads: no shared state
// Source:  problem package formats, "Test data"
#ifndef GAVEL_JUDGE_PACKAGE_TEST_FILES_H_
#define GAVEL_JUDGE_PACKAGE_TEST_FILES_H_

#include <initializer_list>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "judge/package/reading.h"

namespace gavel::package {

struct TestFiles {
  // "data/secret/1"
  std::string base;
  // ".in", ".in.statement", ".files"
  std::set<std::string, std::less<>> extensions;

  bool Has(absl::string_view extension) const {
    return extensions.find(extension) != extensions.end();
  }
};

// The tests directly in the directory. Finds files of tests that have no input;
// what belongs to no test is ignored.
std::vector<TestFiles> FindTests(const Reading& reading,
                                 absl::string_view directory);

// Finds which of these the test lacks.
void Require(const Reading& reading, const TestFiles& files,
             std::initializer_list<absl::string_view> extensions);

// Finds files that exclude each other.
void CheckTestFiles(const Reading& reading, const TestFiles& files);

// Whether a directory is the files of a test, not one with tests in it.
bool IsFilesDirectory(absl::string_view path);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_TEST_FILES_H_
