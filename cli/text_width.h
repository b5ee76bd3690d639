// How much room text takes on a terminal, in columns.
//
// Shape:   text that went through Escape; combining marks take no column, East
//          Asian wide characters and emoji two, everything else one
// Threads: pure, safe anywhere
// Source:  Unicode Standard Annex #11 (East Asian Width), by blocks
#ifndef GAVEL_CLI_TEXT_WIDTH_H_
#define GAVEL_CLI_TEXT_WIDTH_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace gavel::cli {

size_t TextWidth(absl::string_view text);

// Cut to at most so many columns, with "…" for what is cut off.
std::string CutText(absl::string_view text, size_t width);

// Cut, and filled up with spaces on its right or left.
std::string FitLeft(absl::string_view text, size_t width);
std::string FitRight(absl::string_view text, size_t width);

// Somebody's name in a line with other things: escaped, with at most two marks
// on a letter, and closed by a left-to-right mark where it has letters that are
// written from right to left, which would else take what follows along.
std::string NameText(absl::string_view name);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_TEXT_WIDTH_H_
