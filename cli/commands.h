// The subcommands that talk to a server.
//
// Shape:   each takes the arguments after its name, prints to stdout, complains
//          to stderr and returns the exit status: 0, 1 for a verdict other than
//          AC, 2 for an error, 64 for a wrong command line
// Threads: block; single-threaded
#ifndef GAVEL_CLI_COMMANDS_H_
#define GAVEL_CLI_COMMANDS_H_

#include <string>
#include <vector>

namespace gavel::cli {

int SubmitCommand(const std::vector<std::string>& args);
int StatusCommand(const std::vector<std::string>& args);
int RejudgeCommand(const std::vector<std::string>& args);
int ReplayCommand(const std::vector<std::string>& args);
int ListCommand(const std::vector<std::string>& args);
int ProblemCommand(const std::vector<std::string>& args);

// What an editor starts from, of the newest version of a problem on a server.
int PrintTemplates(const std::string& server, const std::string& problem_id,
                   const std::string& language);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_COMMANDS_H_
