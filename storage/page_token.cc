#include "storage/page_token.h"

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace gavel::storage {

std::string MakePageToken(absl::string_view list, absl::string_view last) {
  return absl::WebSafeBase64Escape(absl::StrCat(list, "\n", last));
}

absl::StatusOr<std::string> ParsePageToken(absl::string_view list,
                                           absl::string_view token) {
  const std::string prefix = absl::StrCat(list, "\n");
  std::string text;
  if (!absl::WebSafeBase64Unescape(token, &text) ||
      !absl::StartsWith(text, prefix)) {
    return absl::InvalidArgumentError("page token is not one of this list");
  }
  std::string last = text.substr(prefix.size());
  // Unescaping is lenient: only what we would have made is ours.
  if (MakePageToken(list, last) != token) {
    return absl::InvalidArgumentError("page token is not one of this list");
  }
  return last;
}

absl::Status CheckPageSize(const PageRequest& page) {
  if (page.size >= 1) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("page size ", page.size, " is less than 1"));
}

}  // namespace gavel::storage
