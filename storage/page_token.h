// Page tokens: where a list goes on, opaque to whoever carries them.
//
// Shape:   a token belongs to one list, such as "problems", and to no other
// Errors:  InvalidArgument for a token that MakePageToken did not make for
//          this list
// Threads: pure, safe anywhere
#ifndef GAVEL_STORAGE_PAGE_TOKEN_H_
#define GAVEL_STORAGE_PAGE_TOKEN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace gavel::storage {

std::string MakePageToken(absl::string_view list, absl::string_view last);

// The `last` that the token was made with.
absl::StatusOr<std::string> ParsePageToken(absl::string_view list,
                                           absl::string_view token);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PAGE_TOKEN_H_
