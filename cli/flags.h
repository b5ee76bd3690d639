// The command line of one subcommand: declares flags, parses, explains.
//
// Shape:   --name=value, --name value, --switch, and -- before arguments that
//          start with a dash; flags and arguments in any order
// Errors:  InvalidArgument with one line that names the flag, and the flag that
//          was probably meant
// Threads: single-threaded
// Owner:   borrows the variables that it fills, which hold the defaults before
#ifndef GAVEL_CLI_FLAGS_H_
#define GAVEL_CLI_FLAGS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace gavel::cli {

// EX_USAGE of sysexits.h: the command line itself is wrong.
inline constexpr int kExitUsage = 64;

// How many arguments that are not flags a command takes.
struct ArgumentCount {
  size_t least = 0;
  size_t most = 0;
};

class Flags {
 public:
  // `usage` is the line after "usage: ", `description` the text under it.
  Flags(std::string usage, std::string description);

  // `help` is one line; `placeholder` names the value in it: "DIR".
  Flags& Text(std::string name, std::string placeholder, std::string help,
              std::string* value);
  Flags& List(std::string name, std::string placeholder, std::string help,
              std::vector<std::string>* value);
  Flags& Number(std::string name, std::string placeholder, std::string help,
                int64_t least, int64_t most, int64_t* value);
  Flags& Switch(std::string name, std::string help, bool* value);

  // The arguments that are not flags.
  absl::StatusOr<std::vector<std::string>> Parse(
      const std::vector<std::string>& args) const;

  // Usage, description and a line for every flag.
  std::string Help() const;

  // Parse for a command's first line. Where there is nothing left to do it
  // prints why and sets the exit status: 0 after --help, 64 after an error.
  std::optional<int> ParseOrExit(const std::vector<std::string>& args,
                                 ArgumentCount count,
                                 std::vector<std::string>* arguments) const;

 private:
  struct NumberValue {
    int64_t least;
    int64_t most;
    int64_t* value;
  };
  using Target =
      std::variant<std::string*, std::vector<std::string>*, NumberValue, bool*>;
  struct Flag {
    std::string name;
    std::string placeholder;
    std::string help;
    Target target;
  };

  Flags& Add(Flag flag);
  absl::StatusOr<const Flag*> Find(absl::string_view name) const;
  // Takes the flag at args[*index], and its value where that is the next.
  absl::Status ParseFlag(const std::vector<std::string>& args,
                         size_t* index) const;

  std::string usage_;
  std::string description_;
  std::vector<Flag> flags_;
};

// True if --help or -h stands before any "--".
bool WantsHelp(const std::vector<std::string>& args);

// The candidate that `word` is probably a misspelling of; "" for none.
std::string ClosestWord(absl::string_view word,
                        const std::vector<std::string>& candidates);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_FLAGS_H_
