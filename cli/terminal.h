// What stdout is: decides on colours and live lines.
//
// Threads: thread-safe
#ifndef GAVEL_CLI_TERMINAL_H_
#define GAVEL_CLI_TERMINAL_H_

#include <cstddef>
#include <string>

#include "cli/format.h"

namespace gavel::cli {

// False for pipes, files and TERM=dumb.
bool StdoutIsTerminal();
// Colours on a terminal, unless NO_COLOR is set.
Style StdoutStyle();
// 0 where it is none, or not known.
struct TerminalSize {
  size_t columns = 0;
  size_t lines = 0;
};
TerminalSize StdoutSize();
// Written and flushed.
void Print(const std::string& text);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_TERMINAL_H_
