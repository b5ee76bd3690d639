#include "sandbox/typescript/bundle.h"

#include <cstddef>

asm(R"(
    .pushsection .rodata
    .global gavel_transpiler_begin
    .global gavel_transpiler_end
    .global gavel_checker_end
gavel_transpiler_begin:
    .incbin ")" GAVEL_TRANSPILER_FILE R"("
gavel_transpiler_end:
    .incbin ")" GAVEL_CHECKER_FILE R"("
gavel_checker_end:
    .popsection
)");

extern "C" const char gavel_transpiler_begin[];
extern "C" const char gavel_transpiler_end[];
extern "C" const char gavel_checker_end[];

namespace gavel::sandbox {
namespace {

absl::string_view Between(const char* begin, const char* end) {
  return absl::string_view(begin, static_cast<size_t>(end - begin));
}

}  // namespace

absl::string_view TranspilerSource() {
  return Between(gavel_transpiler_begin, gavel_transpiler_end);
}

absl::string_view CheckerSource() {
  return Between(gavel_transpiler_end, gavel_checker_end);
}

}  // namespace gavel::sandbox
