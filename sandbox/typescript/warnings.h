// Type warnings, as the checker's driver writes them.
//
// Shape:   a line `LINE COLUMN CODE TEXT` for each; lines that begin with a
// blank
//          go on with the text. It comes from a hostile process: whatever is
//          not like that is left out, and so is all that is too much
// Threads: pure, safe anywhere
#ifndef GAVEL_SANDBOX_TYPESCRIPT_WARNINGS_H_
#define GAVEL_SANDBOX_TYPESCRIPT_WARNINGS_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/type_warning.h"

namespace gavel::sandbox {

inline constexpr size_t kMostWarnings = 100;
// Of what a checker wrote.
inline constexpr size_t kMostWarningBytes = size_t{256} * 1024;

std::vector<TypeWarning> ParseWarnings(absl::string_view written);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_TYPESCRIPT_WARNINGS_H_
