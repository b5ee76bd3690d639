#include "cli/flags.h"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace gavel::cli {
namespace {

// Levenshtein distance, one row at a time.
size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

absl::Status SetNumber(absl::string_view name, absl::string_view text,
                       int64_t least, int64_t most, int64_t* value) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < least || number > most) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, " takes a number from ", least, " to ", most,
                     ", not \"", text, "\""));
  }
  *value = number;
  return absl::OkStatus();
}

std::string CountProblem(size_t given, ArgumentCount count) {
  if (given < count.least) return "an argument is missing";
  return absl::StrCat("too many arguments: takes ", count.most, ", got ",
                      given);
}

}  // namespace

Flags::Flags(std::string usage, std::string description)
    : usage_(std::move(usage)), description_(std::move(description)) {}

Flags& Flags::Add(Flag flag) {
  flags_.push_back(std::move(flag));
  return *this;
}

Flags& Flags::Text(std::string name, std::string placeholder, std::string help,
                   std::string* value) {
  return Add({std::move(name), std::move(placeholder), std::move(help), value});
}

Flags& Flags::List(std::string name, std::string placeholder, std::string help,
                   std::vector<std::string>* value) {
  return Add({std::move(name), std::move(placeholder), std::move(help), value});
}

Flags& Flags::Number(std::string name, std::string placeholder,
                     std::string help, int64_t least, int64_t most,
                     int64_t* value) {
  return Add({std::move(name), std::move(placeholder), std::move(help),
              NumberValue{least, most, value}});
}

Flags& Flags::Switch(std::string name, std::string help, bool* value) {
  return Add({std::move(name), "", std::move(help), value});
}

absl::StatusOr<const Flags::Flag*> Flags::Find(absl::string_view name) const {
  std::vector<std::string> names;
  for (const Flag& flag : flags_) {
    if (flag.name == name) return &flag;
    names.push_back(flag.name);
  }
  const std::string closest = ClosestWord(name, names);
  return absl::InvalidArgumentError(absl::StrCat(
      "unknown flag --", name, closest.empty() ? "" : "; did you mean --",
      closest, closest.empty() ? "" : "?"));
}

absl::Status Flags::ParseFlag(const std::vector<std::string>& args,
                              size_t* index) const {
  const absl::string_view arg = args[*index];
  if (!absl::StartsWith(arg, "--")) {
    return absl::InvalidArgumentError(absl::StrCat("unknown flag ", arg));
  }
  const size_t equals = arg.find('=');
  const absl::string_view name =
      arg.substr(2, equals == arg.npos ? arg.npos : equals - 2);
  absl::StatusOr<const Flag*> flag = Find(name);
  if (!flag.ok()) return flag.status();

  if (bool* const* on = std::get_if<bool*>(&(*flag)->target)) {
    if (equals != arg.npos) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", name, " takes no value"));
    }
    **on = true;
    return absl::OkStatus();
  }
  if (equals == arg.npos && *index + 1 == args.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, " needs a value: ", (*flag)->placeholder));
  }
  const std::string value = equals == arg.npos
                                ? args[++*index]
                                : absl::StrCat(arg.substr(equals + 1));
  if (std::string* const* text = std::get_if<std::string*>(&(*flag)->target)) {
    **text = value;
  } else if (auto* const* list =
                 std::get_if<std::vector<std::string>*>(&(*flag)->target)) {
    (*list)->push_back(value);
  } else {
    const NumberValue& number = std::get<NumberValue>((*flag)->target);
    return SetNumber(name, value, number.least, number.most, number.value);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> Flags::Parse(
    const std::vector<std::string>& args) const {
  std::vector<std::string> arguments;
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "--") {
      arguments.insert(arguments.end(),
                       args.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                       args.end());
      break;
    }
    if (args[i].size() < 2 || args[i][0] != '-') {
      arguments.push_back(args[i]);
      continue;
    }
    if (absl::Status status = ParseFlag(args, &i); !status.ok()) return status;
  }
  return arguments;
}

std::string Flags::Help() const {
  std::string help =
      absl::StrCat("usage: ", usage_, "\n\n", description_, "\n");
  if (flags_.empty()) return help;
  absl::StrAppend(&help, "\n");
  for (const Flag& flag : flags_) {
    const std::string left = absl::StrCat(
        "--", flag.name, flag.placeholder.empty() ? "" : " ", flag.placeholder);
    absl::StrAppendFormat(&help, "  %-22s %s\n", left, flag.help);
  }
  return help;
}

std::optional<int> Flags::ParseOrExit(
    const std::vector<std::string>& args, ArgumentCount count,
    std::vector<std::string>* arguments) const {
  if (WantsHelp(args)) {
    absl::PrintF("%s", Help());
    return 0;
  }
  absl::StatusOr<std::vector<std::string>> parsed = Parse(args);
  std::string problem;
  if (!parsed.ok()) {
    problem = absl::StrCat(parsed.status().message());
  } else if (parsed->size() < count.least || parsed->size() > count.most) {
    problem = CountProblem(parsed->size(), count);
  } else {
    *arguments = *std::move(parsed);
    return std::nullopt;
  }
  absl::FPrintF(stderr, "gavel: %s\nusage: %s\n", problem, usage_);
  return kExitUsage;
}

bool WantsHelp(const std::vector<std::string>& args) {
  for (const std::string& arg : args) {
    if (arg == "--") return false;
    if (arg == "--help" || arg == "-h") return true;
  }
  return false;
}

std::string ClosestWord(absl::string_view word,
                        const std::vector<std::string>& candidates) {
  // A third of the letters may be wrong, and two of a short word.
  size_t best = std::max<size_t>(2, word.size() / 3) + 1;
  std::string closest;
  for (const std::string& candidate : candidates) {
    const size_t distance = EditDistance(word, candidate);
    if (distance < best && distance < candidate.size()) {
      best = distance;
      closest = candidate;
    }
  }
  return closest;
}

}  // namespace gavel::cli
