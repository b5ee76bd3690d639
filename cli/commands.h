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

#include "cli/endpoint.h"

namespace gavel::cli {

int SubmitCommand(const std::vector<std::string>& args);
int StatusCommand(const std::vector<std::string>& args);
int RejudgeCommand(const std::vector<std::string>& args);
int ReplayCommand(const std::vector<std::string>& args);
int ListCommand(const std::vector<std::string>& args);
int ContestCommand(const std::vector<std::string>& args);
int BatchCommand(const std::vector<std::string>& args);
int RejudgingCommand(const std::vector<std::string>& args);
int ProblemCommand(const std::vector<std::string>& args);
int CreateUserCommand(const std::vector<std::string>& args);
int UpdateUserCommand(const std::vector<std::string>& args);
int ListUsersCommand(const std::vector<std::string>& args);
int CreateTokenCommand(const std::vector<std::string>& args);
int ListTokensCommand(const std::vector<std::string>& args);
int RevokeTokenCommand(const std::vector<std::string>& args);
int WhoAmICommand(const std::vector<std::string>& args);

// What an editor starts from, of the newest version of a problem on a server.
int PrintTemplates(const Endpoint& endpoint, const std::string& problem_id,
                   const std::string& language);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_COMMANDS_H_
