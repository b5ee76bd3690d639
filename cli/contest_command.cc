// Finds the subcommand of `gavel contest`.

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/commands.h"
#include "cli/contest_commands.h"
#include "cli/flags.h"

namespace gavel::cli {
namespace {

struct Verb {
  const char* name;
  const char* summary;
  int (*run)(const std::vector<std::string>& args);
};

constexpr Verb kVerbs[] = {
    {"create", "make a contest, from a file or from flags",
     CreateContestCommand},
    {"edit", "change a contest", EditContestCommand},
    {"status", "show a contest", ContestStatusCommand},
    {"list", "list contests", ListContestsCommand},
    {"register", "take part, or let somebody", RegisterCommand},
    {"unregister", "take a registration away", UnregisterCommand},
    {"contestants", "list who takes part", ContestantsCommand},
    {"begin", "begin one's own time", BeginCommand},
    {"standings", "show the standings, now, then or live", StandingsCommand},
    {"resolve", "reveal what the freeze hid, step by step", ResolveCommand},
    {"thaw", "end the freeze", ThawCommand},
    {"clarifications", "list questions, answers and announcements",
     ClarificationsCommand},
    {"ask", "ask the judges", AskCommand},
    {"answer", "answer a question", AnswerCommand},
    {"announce", "tell all contestants something", AnnounceCommand},
    {"export", "write it as files for other programs", ExportContestCommand},
};

std::string Overview() {
  std::string text = "usage: gavel contest COMMAND [arguments]\n\n";
  for (const Verb& verb : kVerbs) {
    absl::StrAppendFormat(&text, "  %-14s %s\n", verb.name, verb.summary);
  }
  return absl::StrCat(text, "\n`gavel help contest COMMAND` explains one.\n");
}

}  // namespace

int ContestCommand(const std::vector<std::string>& args) {
  if (args.empty()) {
    absl::FPrintF(stderr, "%s", Overview());
    return kExitUsage;
  }
  if (args[0] == "--help" || args[0] == "-h") {
    absl::PrintF("%s", Overview());
    return 0;
  }
  std::vector<std::string> names;
  for (const Verb& verb : kVerbs) {
    if (args[0] == verb.name) return verb.run({args.begin() + 1, args.end()});
    names.emplace_back(verb.name);
  }
  const std::string closest = ClosestWord(args[0], names);
  absl::FPrintF(stderr, "gavel: unknown command contest %s; %s\n", args[0],
                closest.empty() ? "`gavel contest` lists them"
                                : absl::StrCat("did you mean `gavel contest ",
                                               closest, "`?"));
  return kExitUsage;
}

}  // namespace gavel::cli
