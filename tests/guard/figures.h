// The committed figures of the guard, and what a new count says beside them.
//
// Shape:   lines of text. "with NAME VERSION" names what the figures were made
//          with; "PATH COUNT TOLERANCE%" is the figure of a path; '#' begins a
//          comment
// Units:   whatever the path counts: instructions, system calls, page faults
// Errors:  InvalidArgument with the line's number
// Threads: pure, safe anywhere
#ifndef GAVEL_TESTS_GUARD_FIGURES_H_
#define GAVEL_TESTS_GUARD_FIGURES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace gavel::guard {

// Counts by path.
using Counts = std::map<std::string, int64_t>;
// Versions by name: what counts depend on and we do not decide.
using Versions = std::map<std::string, std::string>;

struct Figure {
  std::string path;
  int64_t count = 0;
  // How much more is still the same.
  double tolerance_percent = 0;
};

struct Figures {
  Versions with;
  std::vector<Figure> figures;
};

absl::StatusOr<Figures> ParseFigures(absl::string_view text);

// The same text with the new counts and versions: comments, order and
// tolerances stay, as do figures of paths that were not counted. Paths that it
// does not know come last, with a tolerance of 2 %.
absl::StatusOr<std::string> RewriteFigures(absl::string_view text,
                                           const Counts& counts,
                                           const Versions& with);

// What a count says.
struct Finding {
  enum class Kind : uint8_t {
    kSame,
    kLess,     // beyond the tolerance; not a fault, but worth a new figure
    kMore,     // beyond the tolerance
    kUnknown,  // no figure for it
    kMissing,  // a figure that nothing was counted for
  };
  Kind kind = Kind::kSame;
  // "run/empty: 105000, figure 100000, +5.00 % (at most 2 % more)".
  std::string text;
};

// "same", "less", "more", "new", "missing".
absl::string_view ToString(Finding::Kind kind);

// In the order of `figures`, then of `counts`; of `figures`, only those whose
// path begins with `prefix`.
std::vector<Finding> Compare(const std::vector<Figure>& figures,
                             const Counts& counts, absl::string_view prefix);

// True if nothing has to be mended.
bool Passes(const std::vector<Finding>& findings);

// What differs of the versions that figures were made with and those of now:
// "V8 10.2, figures are of 11.3"; empty if nothing does.
std::string DifferentVersions(const Versions& figures, const Versions& now);

}  // namespace gavel::guard

#endif  // GAVEL_TESTS_GUARD_FIGURES_H_
