#include "sandbox/file_names.h"

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"

namespace gavel::sandbox {
namespace {

bool IsComponent(absl::string_view text) {
  if (text.empty() || text == "." || text == "..") return false;
  return absl::c_all_of(text, [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' ||
           c == '.' || c == '-';
  });
}

}  // namespace

bool IsFileName(absl::string_view name) {
  if (name.size() > kMostFileName) return false;
  while (true) {
    const size_t slash = name.find('/');
    if (!IsComponent(name.substr(0, slash))) return false;
    if (slash == absl::string_view::npos) return true;
    name.remove_prefix(slash + 1);
  }
}

}  // namespace gavel::sandbox
