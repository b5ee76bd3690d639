#include "sandbox/typescript/bundle.h"

#include <cstddef>

asm(R"(
    .pushsection .rodata
    .global gavel_transpiler_begin
    .global gavel_transpiler_end
gavel_transpiler_begin:
    .incbin ")" GAVEL_TRANSPILER_FILE R"("
gavel_transpiler_end:
    .popsection
)");

extern "C" const char gavel_transpiler_begin[];
extern "C" const char gavel_transpiler_end[];

namespace gavel::sandbox {

absl::string_view TranspilerSource() {
  return absl::string_view(
      gavel_transpiler_begin,
      static_cast<size_t>(gavel_transpiler_end - gavel_transpiler_begin));
}

}  // namespace gavel::sandbox
