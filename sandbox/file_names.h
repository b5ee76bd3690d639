// Which names files may have that a program sees or writes.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_SANDBOX_FILE_NAMES_H_
#define GAVEL_SANDBOX_FILE_NAMES_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace gavel::sandbox {

inline constexpr size_t kMostFileName = 512;

// Whether it is one as File::name says, of at most kMostFileName bytes.
bool IsFileName(absl::string_view name);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_FILE_NAMES_H_
