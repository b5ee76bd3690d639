// The walls around programs that not every machine can give: what each guards
// against, and how a machine is made to give it.
//
// Shape:   names are stable: options, logs and documents use them
// Errors:  RequireWalls: InvalidArgument for an unknown name,
//          FailedPrecondition that names what is missing and how to mend it
// Threads: pure, safe anywhere
#ifndef GAVEL_SANDBOX_WALLS_H_
#define GAVEL_SANDBOX_WALLS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace gavel::sandbox {

struct WallKind {
  absl::string_view name;
  absl::string_view guards_against;
  // Empty for the walls without which the sandbox does not start.
  absl::string_view mend;
};

// From the outermost on; the whole list.
absl::Span<const WallKind> WallKinds();

// One wall on this machine.
struct Wall {
  std::string name;
  bool stands = false;
  // How it stands, or why not; may be empty.
  std::string detail;
};

// "name: on", "name: on (detail)", "name: off (detail)".
std::string ToString(const Wall& wall);
// The inverse, line by line; a line that is no wall is left out.
std::vector<Wall> ParseWalls(absl::string_view lines);

// `required` are names, or "all".
absl::Status RequireWalls(absl::Span<const Wall> walls,
                          absl::Span<const std::string> required);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_WALLS_H_
