// `gavel serve`: puts store, sandbox, dispatcher and server together.
//
// Errors:  exit status 1 with a line on stderr
// Threads: blocks until SIGTERM or SIGINT; call it before any thread is made,
//          because it blocks these signals for all
#ifndef GAVEL_JUDGE_SERVICE_SERVE_COMMAND_H_
#define GAVEL_JUDGE_SERVICE_SERVE_COMMAND_H_

#include <string>
#include <vector>

namespace gavel::judge {

int ServeCommand(const std::vector<std::string>& args);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_SERVE_COMMAND_H_
