#include "judge/package/fields.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "judge/package/arguments.h"

namespace gavel::package {
namespace {

// There may be 20000 tests.
constexpr size_t kMostShared = size_t{16} * 1024;

// About what its strings, or the words of its string, take in memory.
size_t SizeOf(const YamlNode& node) {
  size_t size = sizeof(std::string) + node.text.size();
  size += sizeof(std::string) * static_cast<size_t>(std::count(
                                    node.text.begin(), node.text.end(), ' '));
  for (const YamlNode& item : node.items) size += SizeOf(item);
  for (const YamlEntry& entry : node.entries) {
    size += sizeof(std::string) + entry.key.size() + SizeOf(entry.value);
  }
  return size;
}

}  // namespace

Fields::Fields(const YamlNode& node, const std::string& file,
               absl::string_view what, Findings& findings)
    : node_(node), file_(file), what_(what), findings_(findings) {
  if (node.kind == YamlNode::Kind::kMap || node.kind == YamlNode::Kind::kNull) {
    return;
  }
  Find(node.line,
       absl::StrCat(what_.empty() ? "the file" : what_, " is not a map"));
}

void Fields::AllowOnly(std::initializer_list<absl::string_view> keys,
                       Findings* unknown) const {
  Findings& findings = unknown == nullptr ? findings_ : *unknown;
  for (const YamlEntry& entry : node_.entries) {
    if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) continue;
    findings.Add(file_, entry.line,
                 absl::StrCat("unknown key ", Name(Quoted(entry.key))));
  }
}

const YamlNode* Fields::Get(absl::string_view key) const {
  const YamlNode* const value = node_.Find(key);
  return value == nullptr || value->kind == YamlNode::Kind::kNull ? nullptr
                                                                  : value;
}

std::optional<std::string> Fields::String(absl::string_view key) const {
  const YamlNode* const value = Get(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == YamlNode::Kind::kScalar) return value->text;
  Find(value->line, absl::StrCat(Name(key), " is not a string"));
  return std::nullopt;
}

std::optional<bool> Fields::Boolean(absl::string_view key) const {
  const YamlNode* const value = Get(key);
  if (value == nullptr) return std::nullopt;
  // YAML before version 1.2 has all of these, and so have many packages.
  const std::string lower = absl::AsciiStrToLower(value->text);
  for (const absl::string_view yes : {"true", "yes", "on"}) {
    if (lower == yes) return true;
  }
  for (const absl::string_view no : {"false", "no", "off"}) {
    if (lower == no) return false;
  }
  Find(value->line, absl::StrCat(Name(key), " is neither true nor false"));
  return std::nullopt;
}

std::optional<double> Fields::Number(absl::string_view key) const {
  const YamlNode* const value = Get(key);
  if (value == nullptr) return std::nullopt;
  const std::optional<double> number = YamlNumber(*value);
  if (!number.has_value()) {
    Find(value->line, absl::StrCat(Name(key), " is not a number"));
  }
  return number;
}

std::optional<double> Fields::PositiveNumber(absl::string_view key) const {
  const YamlNode* const value = Get(key);
  if (value == nullptr) return std::nullopt;
  const std::optional<double> number = YamlNumber(*value);
  if (number.has_value() && *number > 0) return number;
  Find(value->line, absl::StrCat(Name(key), " is not a number above 0"));
  return std::nullopt;
}

std::optional<int64_t> Fields::PositiveInteger(absl::string_view key) const {
  const YamlNode* const value = Get(key);
  if (value == nullptr) return std::nullopt;
  const std::optional<int64_t> number = YamlInteger(*value);
  if (number.has_value() && *number > 0) return number;
  Find(value->line, absl::StrCat(Name(key), " is not an integer above 0"));
  return std::nullopt;
}

std::optional<std::vector<std::string>> Fields::Strings(
    absl::string_view key) const {
  const YamlNode* const value = Get(key);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> strings;
  bool good = value->kind == YamlNode::Kind::kSequence;
  for (const YamlNode& item : value->items) {
    good = good && item.kind == YamlNode::Kind::kScalar;
    strings.push_back(item.text);
  }
  if (good) return strings;
  Find(value->line, absl::StrCat(Name(key), " is not a list of strings"));
  return std::nullopt;
}

std::optional<std::vector<std::string>> Fields::StringOrStrings(
    absl::string_view key) const {
  const YamlNode* const value = Get(key);
  if (value == nullptr || value->kind != YamlNode::Kind::kScalar) {
    return Strings(key);
  }
  return std::vector<std::string>{value->text};
}

std::vector<std::string> Fields::Words(absl::string_view key) const {
  return absl::StrSplit(String(key).value_or(""), absl::ByAnyChar(" \t\r\n"),
                        absl::SkipEmpty());
}

std::vector<std::string> Fields::Arguments(absl::string_view key) const {
  auto arguments = SplitArguments(String(key).value_or(""));
  if (arguments.has_value()) return *std::move(arguments);
  Find(Line(key), absl::StrCat(Name(key), " has a quote that does not end"));
  return {};
}

bool Fields::CheckSmall(absl::string_view key) const {
  const YamlNode* const value = Get(key);
  if (value == nullptr || SizeOf(*value) <= kMostShared) return true;
  Find(value->line, absl::StrCat(Name(key), " is too long"));
  return false;
}

int Fields::Line(absl::string_view key) const {
  const YamlNode* const value = Get(key);
  return value == nullptr ? node_.line : value->line;
}

void Fields::Find(int line, absl::string_view what) const {
  findings_.Add(file_, line, what);
}

std::string Fields::Name(absl::string_view key) const {
  return absl::StrCat(key, what_.empty() ? "" : " in ", what_);
}

}  // namespace gavel::package
