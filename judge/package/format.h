// Versions of the problem package format.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_PACKAGE_FORMAT_H_
#define GAVEL_JUDGE_PACKAGE_FORMAT_H_

#include <cstdint>

namespace gavel::package {

enum class Format : uint8_t {
  kLegacy,
  // A subset of legacy: no scoring, no groups, no included files.
  kLegacyIcpc,
  // Whatever drafts of 2025-09 said: its spellings and all earlier ones.
  kDraft,
  k202509,
};

inline bool IsLegacy(Format format) {
  return format == Format::kLegacy || format == Format::kLegacyIcpc;
}

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_FORMAT_H_
