#include "judge/package/constants.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace gavel::package {
namespace {

constexpr absl::string_view kOpen = "{{";
constexpr absl::string_view kClose = "}}";
constexpr absl::string_view kNameCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";

bool IsConstantName(absl::string_view name) {
  if (name.empty()) return false;
  if (absl::ascii_isdigit(static_cast<unsigned char>(name[0]))) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
  });
}

void FindBadName(const Fields& root, const YamlEntry& entry) {
  root.Find(entry.line, absl::StrCat("constant ", Quoted(entry.key),
                                     " is not named [a-zA-Z_][a-zA-Z0-9_]*"));
}

void AddVariants(const Fields& root, const YamlEntry& constant,
                 Constants& constants) {
  if (constant.value.Find("value") == nullptr) {
    root.Find(constant.line,
              absl::StrCat("constant ", constant.key, " has no value"));
  }
  for (const YamlEntry& variant : constant.value.entries) {
    if (!IsConstantName(variant.key)) {
      FindBadName(root, variant);
    } else if (variant.value.kind != YamlNode::Kind::kScalar) {
      root.Find(variant.line,
                absl::StrCat(variant.key, " of constant ", constant.key,
                             " is neither a number nor a string"));
    } else if (variant.key == "value") {
      constants[constant.key] = variant.value.text;
    } else {
      constants[absl::StrCat(constant.key, ".", variant.key)] =
          variant.value.text;
    }
  }
}

}  // namespace

Constants ParseConstants(const Fields& root) {
  Constants constants;
  const YamlNode* const node = root.Get("constants");
  if (node == nullptr) return constants;
  if (node->kind != YamlNode::Kind::kMap) {
    root.Find(node->line, "constants is not a map");
  }
  for (const YamlEntry& entry : node->entries) {
    if (!IsConstantName(entry.key)) {
      FindBadName(root, entry);
    } else if (entry.value.kind == YamlNode::Kind::kScalar) {
      constants[entry.key] = entry.value.text;
    } else if (entry.value.kind == YamlNode::Kind::kMap) {
      AddVariants(root, entry, constants);
    } else {
      root.Find(entry.line,
                absl::StrCat("constant ", entry.key,
                             " is neither a number, a string nor a map"));
    }
  }
  return constants;
}

std::string ReplaceConstants(const Constants& constants,
                             absl::string_view text) {
  std::string replaced;
  size_t open = text.find(kOpen);
  while (open != absl::string_view::npos) {
    const absl::string_view rest = text.substr(open + kOpen.size());
    const absl::string_view name =
        rest.substr(0, rest.find_first_not_of(kNameCharacters));
    const auto constant = constants.find(name);
    if (constant != constants.end() &&
        absl::StartsWith(rest.substr(name.size()), kClose)) {
      replaced.append(text.data(), open);
      replaced.append(constant->second);
      text = rest.substr(name.size() + kClose.size());
    } else {
      // One byte on: "{{{n}}" holds a constant as well.
      replaced.append(text.data(), open + 1);
      text.remove_prefix(open + 1);
    }
    open = text.find(kOpen);
  }
  replaced.append(text.data(), text.size());
  return replaced;
}

}  // namespace gavel::package
