#include "judge/package/test_settings.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "judge/package/arguments.h"
#include "judge/package/paths.h"

namespace gavel::package {
namespace {

void CheckInputName(const std::string& name, int line, const Fields& fields,
                    const SettingsContext& context) {
  if (context.input_names.count(name) > 0) return;
  context.reading.strict().Add(
      fields.file(), line,
      absl::StrCat("there is no input validator ", Quoted(name)));
}

// All output validators are given the same arguments.
void CheckOutputName(const std::string& name, int line, const Fields& fields,
                     const SettingsContext& context) {
  if (!context.custom_output || name.empty()) return;
  if (context.output_names.count(name) == 0) {
    context.reading.strict().Add(
        fields.file(), line,
        absl::StrCat("there is no output validator ", Quoted(name)));
  } else if (context.output_names.size() > 1) {
    fields.Find(line, absl::StrCat("flags for only ", Quoted(name),
                                   " of several output validators are not "
                                   "supported"));
  }
}

std::optional<InputArguments> ReadInputArguments(
    const Fields& fields, const SettingsContext& context) {
  constexpr absl::string_view kKey = "input_validator_args";
  const YamlNode* const node = fields.Get(kKey);
  if (node == nullptr || !fields.CheckSmall(kKey)) return std::nullopt;
  InputArguments arguments;
  if (node->kind != YamlNode::Kind::kMap) {
    auto all = fields.Strings(kKey);
    if (!all.has_value()) return std::nullopt;
    arguments.all = *std::move(all);
    return arguments;
  }
  const Fields by_name(*node, fields.file(), kKey, fields.findings());
  for (const YamlEntry& entry : node->entries) {
    CheckInputName(entry.key, entry.line, fields, context);
    arguments.by_name[entry.key] =
        by_name.Strings(entry.key).value_or(std::vector<std::string>());
  }
  return arguments;
}

void TakeOutputArguments(GivenArguments given, const SettingsContext& context,
                         TestSettings& settings) {
  if (!context.custom_output) {
    settings.compare = ParseArguments(given, context.reading.errors);
  }
  settings.output_arguments = std::move(given.arguments);
}

// A string, or a map of the name of a validator and its flags.
std::optional<std::vector<std::string>> Flags(const Fields& fields,
                                              absl::string_view key,
                                              std::string* validator) {
  const YamlNode* const node = fields.Get(key);
  if (node == nullptr || !fields.CheckSmall(key)) return std::nullopt;
  if (node->kind != YamlNode::Kind::kMap) return fields.Arguments(key);
  const Fields named(*node, fields.file(), key, fields.findings());
  named.AllowOnly({"name", "flags"});
  *validator = named.String("name").value_or("");
  return named.Arguments("flags");
}

}  // namespace

std::vector<std::string> InputArguments::For(
    const std::string& validator) const {
  if (by_name.empty()) return all;
  const auto named = by_name.find(validator);
  return named == by_name.end() ? std::vector<std::string>() : named->second;
}

std::string GroupFileIn(const Reading& reading, absl::string_view directory) {
  const std::string current = absl::StrCat(directory, "/test_group.yaml");
  const std::string old = absl::StrCat(directory, "/testdata.yaml");
  if (reading.format == Format::kDraft) {
    return reading.files.Has(current) || !reading.files.Has(old)
               ? (reading.files.Has(current) ? current : "")
               : old;
  }
  const std::string& used = IsLegacy(reading.format) ? old : current;
  const std::string& other = IsLegacy(reading.format) ? current : old;
  if (reading.files.Has(other)) {
    reading.errors.Add(other, absl::StrCat("is called ", NameOf(used),
                                           " in this problem_format_version"));
  }
  return reading.files.Has(used) ? used : "";
}

void TakeSettings(const Fields& fields, const SettingsContext& context,
                  TestSettings& settings) {
  if (!fields.CheckSmall("args") ||
      !fields.CheckSmall("output_validator_args")) {
    return;
  }
  if (auto arguments = fields.Strings("args")) {
    settings.arguments = *std::move(arguments);
  }
  if (auto arguments = ReadInputArguments(fields, context)) {
    settings.input_arguments = *std::move(arguments);
  }
  if (auto arguments = fields.Strings("output_validator_args")) {
    TakeOutputArguments({fields.file(), fields.Line("output_validator_args"),
                         *std::move(arguments)},
                        context, settings);
  }
  settings.full_feedback =
      fields.Boolean("full_feedback").value_or(settings.full_feedback);
  // Read by whoever draws; here only what they are.
  fields.Strings("input_visualizer_args");
  fields.Strings("output_visualizer_args");
}

void TakeLegacySettings(const Fields& fields, const SettingsContext& context,
                        const std::vector<std::string>& flags,
                        TestSettings& settings) {
  std::string validator;
  if (auto input = Flags(fields, "input_validator_flags", &validator)) {
    settings.input_arguments = {};
    if (validator.empty()) {
      settings.input_arguments.all = *std::move(input);
    } else {
      CheckInputName(validator, fields.Line("input_validator_flags"), fields,
                     context);
      settings.input_arguments.by_name[validator] = *std::move(input);
    }
  }
  validator.clear();
  if (const auto output = Flags(fields, "output_validator_flags", &validator)) {
    const int line = fields.Line("output_validator_flags");
    CheckOutputName(validator, line, fields, context);
    GivenArguments given{fields.file(), line, flags};
    given.arguments.insert(given.arguments.end(), output->begin(),
                           output->end());
    TakeOutputArguments(std::move(given), context, settings);
  }
}

void TakeTestFile(absl::string_view path, const SettingsContext& context,
                  TestSettings& settings) {
  std::optional<YamlNode> root = ReadYaml(context.reading, path);
  if (!root.has_value()) return;
  if (context.reading.format == Format::kDraft) {
    Modernize(*root, path, context.reading);
  }
  const Fields fields(*root, std::string(path), "", context.reading.errors);
  fields.AllowOnly({"args", "input_validator_args", "output_validator_args",
                    "input_visualizer_args", "output_visualizer_args",
                    "full_feedback", "hint", "description"},
                   &context.reading.strict());
  TakeSettings(fields, context, settings);
  fields.String("hint");
  fields.String("description");
}

void Apply(const TestSettings& settings, bool custom_output, TestCase& test) {
  test.arguments = settings.arguments;
  test.full_feedback = settings.full_feedback;
  if (custom_output) {
    test.validator_arguments = settings.output_arguments;
  } else {
    test.compare = settings.compare;
  }
}

}  // namespace gavel::package
