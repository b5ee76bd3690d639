// Text of unknown origin made safe to store and send. In core because the
// sandbox, the API's edge and the clients all meet such text.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_CORE_UTF8_H_
#define GAVEL_CORE_UTF8_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace gavel {

// Offset of the first byte that is not part of valid UTF-8; npos if none is.
size_t FindInvalidUtf8(absl::string_view text);

// The text with each maximal invalid part replaced by U+FFFD, cut between
// characters to at most `most` bytes.
std::string ToValidUtf8(absl::string_view text,
                        size_t most = absl::string_view::npos);

}  // namespace gavel

#endif  // GAVEL_CORE_UTF8_H_
