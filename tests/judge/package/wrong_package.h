// Tables of what is refused: rows of a file that replaces or joins those of a
// full package, and all that is found wrong then.
//
// Threads: pure
#ifndef GAVEL_TESTS_JUDGE_PACKAGE_WRONG_PACKAGE_H_
#define GAVEL_TESTS_JUDGE_PACKAGE_WRONG_PACKAGE_H_

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge/package/memory_package.h"

namespace gavel::package {

struct Wrong {
  std::string name;
  Files files;
  std::string message;

  friend std::ostream& operator<<(std::ostream& os, const Wrong& wrong) {
    return os << wrong.name;
  }
};

inline std::string WrongName(const testing::TestParamInfo<Wrong>& info) {
  return info.param.name;
}

// Of problem.yaml, whose first three lines are kMinimalYaml.
inline Wrong WrongYaml(const std::string& name, const std::string& lines,
                       const std::string& message) {
  return {name,
          {{"problem.yaml", kMinimalYaml + lines}},
          "problem.yaml: " + message};
}

}  // namespace gavel::package

#endif  // GAVEL_TESTS_JUDGE_PACKAGE_WRONG_PACKAGE_H_
