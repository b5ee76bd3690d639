// The subcommands of `gavel contest`.
//
// Shape:   each takes the arguments after its name and returns the exit status,
//          as in cli/commands.h
// Threads: block; single-threaded
#ifndef GAVEL_CLI_CONTEST_COMMANDS_H_
#define GAVEL_CLI_CONTEST_COMMANDS_H_

#include <string>
#include <vector>

namespace gavel::cli {

int CreateContestCommand(const std::vector<std::string>& args);
int EditContestCommand(const std::vector<std::string>& args);
int ContestStatusCommand(const std::vector<std::string>& args);
int ListContestsCommand(const std::vector<std::string>& args);
int ThawCommand(const std::vector<std::string>& args);

int RegisterCommand(const std::vector<std::string>& args);
int UnregisterCommand(const std::vector<std::string>& args);
int ContestantsCommand(const std::vector<std::string>& args);
int BeginCommand(const std::vector<std::string>& args);

int StandingsCommand(const std::vector<std::string>& args);
int ResolveCommand(const std::vector<std::string>& args);

int ClarificationsCommand(const std::vector<std::string>& args);
int AskCommand(const std::vector<std::string>& args);
int AnswerCommand(const std::vector<std::string>& args);
int AnnounceCommand(const std::vector<std::string>& args);

int ExportContestCommand(const std::vector<std::string>& args);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_CONTEST_COMMANDS_H_
