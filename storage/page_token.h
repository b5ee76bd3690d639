// Page tokens: where a list goes on, opaque to whoever carries them.
//
// Shape:   a token belongs to one list, such as "problems", and to no other
// Errors:  InvalidArgument for a token that MakePageToken did not make for
//          this list, and for a page of less than one item
// Threads: pure, safe anywhere
#ifndef GAVEL_STORAGE_PAGE_TOKEN_H_
#define GAVEL_STORAGE_PAGE_TOKEN_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/store.h"

namespace gavel::storage {

std::string MakePageToken(absl::string_view list, absl::string_view last);

// The `last` that the token was made with.
absl::StatusOr<std::string> ParsePageToken(absl::string_view list,
                                           absl::string_view token);

absl::Status CheckPageSize(const PageRequest& page);

// Drops the item that was read only to learn that there is another page.
template <typename T>
bool DropExtra(std::vector<T>& items, const PageRequest& page) {
  if (items.size() <= static_cast<size_t>(page.size)) return false;
  items.pop_back();
  return true;
}

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PAGE_TOKEN_H_
