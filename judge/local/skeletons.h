// The files that a new problem package starts from: skeletons/, built in.
//
// Shape:   a package in order for each kind of problem; @NAME@ and @UUID@ in
//          problem.yaml are to be replaced
// Threads: constants
#ifndef GAVEL_JUDGE_LOCAL_SKELETONS_H_
#define GAVEL_JUDGE_LOCAL_SKELETONS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace gavel::judge {

struct SkeletonFile {
  // "pass-fail": the directory in skeletons/.
  absl::string_view kind;
  // "data/sample/1.in": path inside the package.
  absl::string_view path;
  absl::string_view text;
};

// By kind, then by path.
absl::Span<const SkeletonFile> SkeletonFiles();

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_SKELETONS_H_
