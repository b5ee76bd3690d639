// What a type checker thinks is wrong with a source. Never a verdict.
//
// Threads: plain values
#ifndef GAVEL_CORE_TYPE_WARNING_H_
#define GAVEL_CORE_TYPE_WARNING_H_

#include <cstdint>
#include <string>

namespace gavel {

struct TypeWarning {
  // From 1; 0 if it is about no place.
  int32_t line = 0;
  int32_t column = 0;
  // Of the compiler's messages, such as 2322; 0 if it is none of them.
  int32_t code = 0;
  // Text of a hostile process: valid UTF-8, still to be escaped by whoever
  // shows it. May have lines.
  std::string text;
};

}  // namespace gavel

#endif  // GAVEL_CORE_TYPE_WARNING_H_
