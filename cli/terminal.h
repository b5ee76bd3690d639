// What stdout is: decides on colours and live lines.
//
// Threads: thread-safe
#ifndef GAVEL_CLI_TERMINAL_H_
#define GAVEL_CLI_TERMINAL_H_

#include <string>

#include "cli/format.h"

namespace gavel::cli {

// False for pipes, files and TERM=dumb.
bool StdoutIsTerminal();
// Colours on a terminal, unless NO_COLOR is set.
Style StdoutStyle();
// Written and flushed.
void Print(const std::string& text);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_TERMINAL_H_
