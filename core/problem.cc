#include "core/problem.h"

#include "absl/strings/ascii.h"

namespace gavel {

bool IsProblemId(const std::string& id) {
  if (id.empty() || id.size() > 64 || id.front() == '-') return false;
  for (const char c : id) {
    if (!absl::ascii_islower(static_cast<unsigned char>(c)) &&
        !absl::ascii_isdigit(static_cast<unsigned char>(c)) && c != '-') {
      return false;
    }
  }
  return true;
}

}  // namespace gavel
