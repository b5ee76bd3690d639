// From positions in JavaScript back to the source that it was made from.
//
// Shape:   lines and columns from 1, columns in UTF-16 units; mappings as in
//          source maps of revision 3, of one source. Decoded when first asked
// Errors:  mappings that are damaged map nothing from there on
// Threads: single-threaded
// Source:  ECMA-426, "Mappings structure"
#ifndef GAVEL_SANDBOX_ENGINE_SOURCE_MAP_H_
#define GAVEL_SANDBOX_ENGINE_SOURCE_MAP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sandbox/engine/report.h"

namespace gavel::sandbox {

class SourceMap {
 public:
  // Borrows both texts.
  SourceMap(absl::string_view file_name, absl::string_view mappings,
            absl::string_view source)
      : file_name_(file_name), mappings_(mappings), source_(source) {}

  // Line 0 where the source has nothing to do with it.
  Position Original(Position generated) const;
  // Without its end; empty if there is no such line.
  absl::string_view Line(int32_t line) const;
  // `text` with each FILE:LINE:COLUMN mapped, and without numbers where there
  // is nothing to map to.
  std::string MapPositions(absl::string_view text) const;

 private:
  struct Segment {
    Position generated;
    Position original;
  };
  void Decode() const;

  std::string file_name_;
  absl::string_view mappings_;
  absl::string_view source_;
  mutable bool decoded_ = false;
  mutable std::vector<Segment> segments_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_SOURCE_MAP_H_
