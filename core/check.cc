#include "core/check.h"

#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace gavel {
namespace {

void WriteText(const char* text) {
  const size_t size = std::strlen(text);
  if (write(STDERR_FILENO, text, size) < 0) return;
}

void WriteNumber(int number) {
  std::array<char, 12> digits{};
  size_t begin = digits.size() - 1;
  do {
    digits[--begin] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0 && begin > 0);
  WriteText(&digits[begin]);
}

}  // namespace

void CheckFailed(const char* file, int line, const char* condition) {
  WriteText(file);
  WriteText(":");
  WriteNumber(line);
  WriteText(": check failed: ");
  WriteText(condition);
  WriteText("\n");
  std::abort();
}

}  // namespace gavel
