#include "sandbox/prelude/prelude.h"

#include <cstddef>

// The bundle, byte for byte: the assembler reads it faster than the compiler
// would a literal. Here, where no run ever has a copy of it, V8 reads it too.
asm(R"(
    .pushsection .rodata
    .global gavel_prelude_begin
    .global gavel_prelude_end
gavel_prelude_begin:
    .ascii "prelude="
    .incbin ")" GAVEL_PRELUDE_FILE R"("
gavel_prelude_end:
    .popsection
)");

extern "C" const char gavel_prelude_begin[];
extern "C" const char gavel_prelude_end[];

namespace gavel::sandbox {

absl::string_view PreludeSource() {
  return absl::string_view(
      gavel_prelude_begin,
      static_cast<size_t>(gavel_prelude_end - gavel_prelude_begin));
}

}  // namespace gavel::sandbox
