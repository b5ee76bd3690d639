#include "judge/package/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/utf8.h"

// The parser throws, so this file is compiled with exceptions. None leaves it.

namespace gavel::package {
namespace {

constexpr size_t kMostLevels = 16;
constexpr size_t kMostKeys = 1000;  // every key is compared with all others

struct Refusal {
  int line = 0;
  std::string what;
};

int LineOf(const YAML::Mark& mark) { return mark.line + 1; }

// Builds the tree from parser events, so that anchors and deep nesting are
// refused before anything is made of them.
class TreeBuilder final : public YAML::EventHandler {
 public:
  YamlNode Take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) {
      throw Refusal{LineOf(mark), "a second document begins"};
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Put(Make(YamlNode::Kind::kNull, mark, "", anchor));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refusal{LineOf(mark), "aliases are not supported"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor, const std::string& value) override {
    YamlNode node = Make(YamlNode::Kind::kScalar, mark, tag, anchor);
    node.text = value;
    Put(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Push(Make(YamlNode::Kind::kSequence, mark, tag, anchor));
  }
  void OnSequenceEnd() override { Pop(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag,
                  YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    Push(Make(YamlNode::Kind::kMap, mark, tag, anchor));
  }
  void OnMapEnd() override { Pop(); }

 private:
  struct Level {
    YamlNode node;
    // Of a map, between a key and its value.
    bool has_key = false;
    std::string key;
    int key_line = 0;
  };

  static YamlNode Make(YamlNode::Kind kind, const YAML::Mark& mark,
                       const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) {
      throw Refusal{LineOf(mark), "anchors are not supported"};
    }
    // "?" and "!" are what the parser calls plain and quoted.
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw Refusal{LineOf(mark), "tags are not supported"};
    }
    YamlNode node;
    node.kind = kind;
    node.line = LineOf(mark);
    return node;
  }

  void Push(YamlNode node) {
    if (levels_.size() == kMostLevels) {
      throw Refusal{node.line, absl::StrCat("is nested more than ", kMostLevels,
                                            " levels deep")};
    }
    levels_.push_back({std::move(node), false, "", 0});
  }

  void Pop() {
    YamlNode node = std::move(levels_.back().node);
    levels_.pop_back();
    Put(std::move(node));
  }

  void Put(YamlNode node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == YamlNode::Kind::kSequence) {
      level.node.items.push_back(std::move(node));
    } else if (level.has_key) {
      level.has_key = false;
      level.node.entries.push_back(
          {std::move(level.key), level.key_line, std::move(node)});
    } else {
      PutKey(level, std::move(node));
    }
  }

  static void PutKey(Level& level, YamlNode node) {
    if (node.kind != YamlNode::Kind::kScalar) {
      throw Refusal{node.line, "a key is not a string"};
    }
    if (level.node.entries.size() == kMostKeys) {
      throw Refusal{node.line,
                    absl::StrCat("a map has more than ", kMostKeys, " keys")};
    }
    if (level.node.Find(node.text) != nullptr) {
      throw Refusal{node.line,
                    absl::StrCat(Quoted(node.text), " is given twice")};
    }
    level.has_key = true;
    level.key = std::move(node.text);
    level.key_line = node.line;
  }

  int documents_ = 0;
  std::vector<Level> levels_;
  YamlNode root_;
};

int LineAt(absl::string_view text, size_t offset) {
  return 1 + static_cast<int>(std::count(
                 text.begin(), text.begin() + static_cast<ptrdiff_t>(offset),
                 '\n'));
}

// The parser takes some control characters for the end of the file.
bool IsForbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_iscntrl(byte) && c != '\n' && c != '\r' && c != '\t';
}

std::optional<Refusal> CheckText(absl::string_view text) {
  if (text.size() > kMostYaml) {
    return Refusal{0, absl::StrCat("is larger than ", kMostYaml, " bytes")};
  }
  const size_t invalid = FindInvalidUtf8(text);
  if (invalid != absl::string_view::npos) {
    return Refusal{LineAt(text, invalid), "is not UTF-8"};
  }
  const auto forbidden = std::find_if(text.begin(), text.end(), IsForbidden);
  if (forbidden == text.end()) return std::nullopt;
  return Refusal{LineAt(text, static_cast<size_t>(forbidden - text.begin())),
                 "holds a control character"};
}

YamlNode Build(const std::string& text) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  TreeBuilder builder;
  while (parser.HandleNextDocument(builder)) {
  }
  return builder.Take();
}

}  // namespace

YamlNode MakeList(const std::vector<std::string>& texts, int line) {
  YamlNode list;
  list.kind = YamlNode::Kind::kSequence;
  list.line = line;
  for (const std::string& text : texts) {
    YamlNode item;
    item.kind = YamlNode::Kind::kScalar;
    item.line = line;
    item.text = text;
    list.items.push_back(std::move(item));
  }
  return list;
}

const YamlNode* YamlNode::Find(absl::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::optional<YamlNode> ParseYaml(const std::string& text,
                                  absl::string_view file, Findings& findings) {
  if (const std::optional<Refusal> refusal = CheckText(text)) {
    findings.Add(file, refusal->line, refusal->what);
    return std::nullopt;
  }
  try {
    return Build(text);
  } catch (const Refusal& refusal) {
    findings.Add(file, refusal.line, refusal.what);
  } catch (const YAML::Exception& error) {
    findings.Add(file, error.mark.is_null() ? 0 : LineOf(error.mark),
                 Quoted(error.msg));
  } catch (const std::exception& error) {
    findings.Add(file, absl::StrCat("parsing failed: ", error.what()));
  }
  return std::nullopt;
}

std::optional<double> ParseDecimalNumber(absl::string_view text) {
  const bool plain =
      !text.empty() &&
      text.find_first_not_of("0123456789.eE+-") == absl::string_view::npos;
  double value = 0;
  if (!plain || !absl::SimpleAtod(text, &value) || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<double> YamlNumber(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::kScalar) return std::nullopt;
  return ParseDecimalNumber(node.text);
}

std::optional<int64_t> YamlInteger(const YamlNode& node) {
  int64_t value = 0;
  if (node.kind != YamlNode::Kind::kScalar ||
      !absl::SimpleAtoi(node.text, &value)) {
    return std::nullopt;
  }
  return value;
}

}  // namespace gavel::package
