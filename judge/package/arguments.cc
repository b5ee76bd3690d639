#include "judge/package/arguments.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "judge/package/yaml.h"

namespace gavel::package {
namespace {

class Parser {
 public:
  Parser(const GivenArguments& given, Findings& findings)
      : given_(given), findings_(findings) {}

  CompareOptions Parse() {
    for (; next_ < given_.arguments.size(); ++next_) {
      ParseOne(given_.arguments[next_]);
    }
    return options_;
  }

 private:
  void ParseOne(const std::string& name) {
    if (name == "case_sensitive") {
      SetFlag(name, options_.case_sensitive);
    } else if (name == "space_change_sensitive") {
      SetFlag(name, options_.space_change_sensitive);
    } else if (name == "float_absolute_tolerance") {
      SetTolerance(name, options_.absolute_tolerance, ParseValue(name));
    } else if (name == "float_relative_tolerance") {
      SetTolerance(name, options_.relative_tolerance, ParseValue(name));
    } else if (name == "float_tolerance") {
      const std::optional<double> value = ParseValue(name);
      const bool absolute_is_new = !options_.absolute_tolerance.has_value();
      SetTolerance(name, options_.absolute_tolerance, value);
      if (absolute_is_new) {
        SetTolerance(name, options_.relative_tolerance, value);
      }
    } else {
      Find(absl::StrCat("unknown output validator argument ", Quoted(name)));
    }
  }

  void SetFlag(const std::string& name, bool& flag) {
    if (flag) FindTwice(name);
    flag = true;
  }

  void SetTolerance(const std::string& name, std::optional<double>& tolerance,
                    std::optional<double> value) {
    if (tolerance.has_value()) return FindTwice(name);
    // One that is wrong still counts as given.
    tolerance = value.value_or(0);
  }

  std::optional<double> ParseValue(const std::string& name) {
    if (next_ + 1 == given_.arguments.size()) {
      Find(absl::StrCat(name, " has no number after it"));
      return std::nullopt;
    }
    const std::string& text = given_.arguments[++next_];
    const std::optional<double> value = ParseDecimalNumber(text);
    if (value.has_value() && *value >= 0) return value;
    Find(absl::StrCat(name, " ", Quoted(text), " is not a number from 0 up"));
    return std::nullopt;
  }

  void FindTwice(const std::string& name) {
    Find(absl::StrCat(name,
                      " is given twice, or with another tolerance that "
                      "it includes"));
  }

  void Find(absl::string_view what) {
    findings_.Add(given_.file, given_.line, what);
  }

  const GivenArguments& given_;
  Findings& findings_;
  size_t next_ = 0;
  CompareOptions options_;
};

}  // namespace

std::optional<std::vector<std::string>> SplitArguments(absl::string_view text) {
  std::vector<std::string> arguments;
  std::optional<std::string> argument;
  char quote = '\0';
  for (const char c : text) {
    if (quote == '\0' && absl::ascii_isspace(static_cast<unsigned char>(c))) {
      if (argument.has_value()) arguments.push_back(*std::move(argument));
      argument.reset();
      continue;
    }
    if (!argument.has_value()) argument.emplace();
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else {
      argument->push_back(c);
    }
  }
  if (quote != '\0') return std::nullopt;
  if (argument.has_value()) arguments.push_back(*std::move(argument));
  return arguments;
}

CompareOptions ParseArguments(const GivenArguments& given, Findings& findings) {
  return Parser(given, findings).Parse();
}

}  // namespace gavel::package
