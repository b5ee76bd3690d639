// Everything that is wrong with a package, collected so that its author sees it
// at once.
//
// Shape:   one line each, "<file>: [line N: ]<what>", by file and line, at most
//          50; text quoted from the package is escaped
// Threads: thread-compatible
#ifndef GAVEL_JUDGE_PACKAGE_FINDINGS_H_
#define GAVEL_JUDGE_PACKAGE_FINDINGS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace gavel::package {

// Text from a package made fit for a message: one line, valid UTF-8, short.
std::string Quoted(absl::string_view text);

class Findings {
 public:
  // About a file as a whole.
  void Add(absl::string_view file, absl::string_view what);
  // About one of its lines, from 1.
  void Add(absl::string_view file, int line, absl::string_view what);
  bool empty() const { return findings_.empty(); }
  // One line each, by file and line, at most 50.
  std::vector<std::string> Lines() const;
  // InvalidArgument with all of them; OK if there are none.
  absl::Status ToStatus() const;

 private:
  struct Finding {
    std::string file;
    // 0 for the file as a whole.
    int line = 0;
    std::string what;
  };
  std::vector<Finding> findings_;
};

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_FINDINGS_H_
