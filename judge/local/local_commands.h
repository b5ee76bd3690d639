// The subcommands that need no server: the engine over a sandbox of their own.
//
// Shape:   each takes the arguments after its name, prints to stdout, complains
//          to stderr in one line and returns the exit status
// Threads: block; single-threaded
#ifndef GAVEL_JUDGE_LOCAL_LOCAL_COMMANDS_H_
#define GAVEL_JUDGE_LOCAL_LOCAL_COMMANDS_H_

#include <string>
#include <vector>

namespace gavel::judge {

// gavel judge PROBLEM_DIR FILE [--json] [--transcript]
//
// The judging as `gavel submit` shows it, with what validators tell the judges,
// or the judgement as one object.
// 0 accepted, 1 any other verdict, 64 wrong command line, 66 package or file
// not readable, 70 a fault of the judge.
int JudgeCommand(const std::vector<std::string>& args);

// gavel run [--time-limit SECONDS] [--memory-limit MIB] [--output-limit MIB]
//           [--jitless] [--json] FILE
//
// The program reads our stdin. Without --json it writes to our stdout and
// stderr, what ended it follows on stderr, and the status is
//     its own exit code when it ended by itself
//       1 uncaught exception, signal or other run-time error
//      65 does not compile
//     124 time limit exceeded
//     137 memory limit exceeded
//     153 output limit exceeded
//      70 a fault of the judge
// With --json stdout gets one object, streams included, and the status is 0 if
// the verdict is AC, else 1. Either way 64 is a wrong command line and 66 a
// file that is not readable.
int RunCommand(const std::vector<std::string>& args);

// gavel doctor [--require-wall NAME]... [--jitless] [--data DIR] [--listen
// ADDR]
//     [--tls-cert FILE] [--tls-key FILE] [--json]
//
// A line for each wall of the sandbox, standing or not, and for what a server
// needs of the machine. 0 all is there, 1 something is not, 70 no sandbox can
// be started, 64 wrong command line.
int DoctorCommand(const std::vector<std::string>& args);

// gavel problem stub [--language LANGUAGE] PACKAGE_DIR|SIGNATURE
// gavel problem stub [--language LANGUAGE] --server ADDR ID
//
// Prints the empty function or class of a function problem, or the templates of
// a problem on a server. 0, 2 an error of the server, 64 wrong command line, 65
// the signature is wrong, 66 a file that is not readable.
int StubCommand(const std::vector<std::string>& args);

// gavel problem new [--type TYPE] DIR
//
// Writes a small package of that type. 0, 1 something is there already, 64
// wrong command line.
int NewCommand(const std::vector<std::string>& args);

// gavel problem verify [--json] [--slots N] PACKAGE_DIR|ZIP
// gavel problem verify --server ADDR [--version N] ... ID
//
// The report of a verification, which runs here, or on the server. 0 in order,
// 1 something is wrong, 64 wrong command line, 66 package not readable or no
// such problem, 70 a fault of the judge, or its server busy or not to be
// reached.
int VerifyCommand(const std::vector<std::string>& args);

// gavel backup --data DIR DESTINATION
// gavel restore --data DIR BACKUP
//
// Copies what must not be lost, beside a running server, and back to a
// directory that is not there or empty. Both verify what they copy. 0, 1 there
// is no copy, 64 wrong command line.
int BackupCommand(const std::vector<std::string>& args);
int RestoreCommand(const std::vector<std::string>& args);

// gavel check --data DIR [--collect]
//
// Reads everything that is stored and prints what is wrong, a line each. 0 all
// is well, 1 something is wrong, 64 wrong command line.
int CheckCommand(const std::vector<std::string>& args);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_LOCAL_COMMANDS_H_
