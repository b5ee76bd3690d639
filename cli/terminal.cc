#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "absl/strings/string_view.h"

namespace gavel::cli {

bool StdoutIsTerminal() {
  const char* term = std::getenv("TERM");
  const bool dumb = term == nullptr || absl::string_view(term) == "dumb";
  return !dumb && isatty(STDOUT_FILENO) == 1;
}

Style StdoutStyle() {
  const char* no_color = std::getenv("NO_COLOR");
  const bool wanted = no_color == nullptr || *no_color == '\0';
  return {.colour = wanted && StdoutIsTerminal()};
}

TerminalSize StdoutSize() {
  winsize size = {};
  if (!StdoutIsTerminal() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) {
    return {};
  }
  return {.columns = size.ws_col, .lines = size.ws_row};
}

void Print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

}  // namespace gavel::cli
