// Compares two streams token by token, from where they stand.
//
// Shape:   a token is looked at once where both sides are the same text, and a
//          second time as a number where they are not
// Errors:  a failed read looks like the end of a stream: ask the windows
// Threads: single-threaded; blocks on the descriptors
// Owner:   borrows both windows
// Source:  problem package format 2025-09, "Default output validator"
#ifndef GAVEL_JUDGE_ENGINE_TOKEN_COMPARER_H_
#define GAVEL_JUDGE_ENGINE_TOKEN_COMPARER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/engine/byte_window.h"
#include "judge/engine/mismatch.h"
#include "judge/engine/words.h"

namespace gavel::judge {

class TokenComparer {
 public:
  TokenComparer(ByteWindow& output, ByteWindow& answer,
                const CompareOptions& options);

  // To the end, or to the first difference.
  std::optional<Mismatch> Run();

 private:
  void Differ(absl::string_view what, std::string text);
  void DifferInToken(absl::string_view out, absl::string_view ans,
                     absl::string_view note = "");
  void CompareSpace();
  void CompareToken();
  void CompareAsNumbers(absl::string_view out, absl::string_view ans);
  void CompareLongToken();

  ByteWindow& output_;
  ByteWindow& answer_;
  const CompareOptions options_;
  const ByteClasses& classes_;
  int64_t token_ = 0;
  std::optional<Mismatch> mismatch_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_TOKEN_COMPARER_H_
