#include "judge/package/paths.h"

#include <cstddef>

namespace gavel::package {

absl::string_view ParentOf(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? "" : path.substr(0, slash);
}

absl::string_view NameOf(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? path : path.substr(slash + 1);
}

absl::string_view ExtensionOf(absl::string_view path) {
  const absl::string_view name = NameOf(path);
  const size_t dot = name.rfind('.');
  return dot == absl::string_view::npos ? "" : name.substr(dot);
}

absl::string_view WithoutExtension(absl::string_view path) {
  return path.substr(0, path.size() - ExtensionOf(path).size());
}

}  // namespace gavel::package
