#include "judge/function/difference.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/tolerance.h"

namespace gavel::function {
namespace {

constexpr size_t kShownBytes = 60;
constexpr size_t kMostPath = 100;

std::string Instead(JsonValue output, JsonValue answer) {
  return absl::StrCat(Shown(output, kShownBytes), " instead of ",
                      Shown(answer, kShownBytes));
}

Difference OtherSize(const std::string& path, size_t output, size_t answer) {
  return {path, absl::StrCat(output, output == 1 ? " element" : " elements",
                             " instead of ", answer)};
}

// Also of "NaN" and the infinities.
double ToDouble(JsonValue value) {
  double number = 0;
  return absl::SimpleAtod(value.text(), &number) ? number : 0;
}

bool FloatsAgree(JsonValue output, JsonValue answer,
                 const CompareOptions& options) {
  if (output.text() == answer.text()) return true;
  if (!output.is(JsonKind::kNumber) || !answer.is(JsonKind::kNumber)) {
    return false;
  }
  return ToDouble(output) == ToDouble(answer) ||
         WithinTolerance(output.text(), answer.text(), options).value_or(false);
}

bool ScalarsAgree(const Type& type, JsonValue output, JsonValue answer,
                  const CompareOptions& options) {
  if (output.is(JsonKind::kNull) || answer.is(JsonKind::kNull)) {
    return output.kind() == answer.kind();
  }
  if (type.kind == TypeKind::kFloat) {
    return FloatsAgree(output, answer, options);
  }
  return output.kind() == answer.kind() && output.text() == answer.text();
}

// The nodes of a tree without the nulls after the last.
std::vector<JsonValue> TreeNodes(JsonValue tree) {
  std::vector<JsonValue> nodes = tree.elements();
  while (!nodes.empty() && nodes.back().is(JsonKind::kNull)) nodes.pop_back();
  return nodes;
}

// ".left.right" for an index in the order of levels. Place 2n + 1 and 2n + 2
// belong to the n-th node that is there.
std::string TreePath(const std::vector<JsonValue>& nodes, size_t index) {
  std::vector<size_t> present;
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (!nodes[i].is(JsonKind::kNull)) present.push_back(i);
  }
  std::vector<const char*> steps;
  while (index > 0) {
    steps.push_back((index - 1) % 2 == 0 ? ".left" : ".right");
    index = present[(index - 1) / 2];
  }
  std::reverse(steps.begin(), steps.end());
  return absl::StrJoin(steps, "");
}

// What two equal values have in common and no others: no floats inside.
std::string Canonical(const Type& type, JsonValue value) {
  constexpr size_t kWhole = std::string::npos;
  if (type.element.empty() || value.is(JsonKind::kNull)) {
    return Shown(value, kWhole);
  }
  const std::vector<JsonValue> elements =
      type.kind == TypeKind::kTree ? TreeNodes(value) : value.elements();
  std::vector<std::string> parts;
  parts.reserve(elements.size());
  for (const JsonValue& element : elements) {
    parts.push_back(Canonical(type.element[0], element));
  }
  if (type.unordered) std::sort(parts.begin(), parts.end());
  return absl::StrCat("[", absl::StrJoin(parts, ","), "]");
}

class Finder {
 public:
  explicit Finder(const CompareOptions& options) : options_(options) {}

  std::optional<Difference> Find(const Type& type, JsonValue output,
                                 JsonValue answer,
                                 const std::string& path) const {
    switch (type.kind) {
      case TypeKind::kArray:
        if (type.unordered) return FindUnordered(type, output, answer, path);
        [[fallthrough]];
      case TypeKind::kList:
        return FindInOrder(type, output, answer, path);
      case TypeKind::kTree:
        return FindInTree(type, output, answer, path);
      default:
        if (ScalarsAgree(type, output, answer, options_)) return std::nullopt;
        return Difference{path, Instead(output, answer)};
    }
  }

 private:
  std::optional<Difference> FindInOrder(const Type& type, JsonValue output,
                                        JsonValue answer,
                                        const std::string& path) const {
    const std::vector<JsonValue> outs = output.elements();
    const std::vector<JsonValue> answers = answer.elements();
    for (size_t i = 0; i < std::min(outs.size(), answers.size()); ++i) {
      std::optional<Difference> found =
          Find(type.element[0], outs[i], answers[i],
               absl::StrCat(path, "[", i, "]"));
      if (found.has_value()) return found;
    }
    if (outs.size() == answers.size()) return std::nullopt;
    return OtherSize(path, outs.size(), answers.size());
  }

  std::optional<Difference> FindInTree(const Type& type, JsonValue output,
                                       JsonValue answer,
                                       const std::string& path) const {
    const std::vector<JsonValue> outs = TreeNodes(output);
    const std::vector<JsonValue> answers = TreeNodes(answer);
    for (size_t i = 0; i < std::max(outs.size(), answers.size()); ++i) {
      const bool has = i < outs.size() && !outs[i].is(JsonKind::kNull);
      const bool should = i < answers.size() && !answers[i].is(JsonKind::kNull);
      if (!has && !should) continue;
      // Before the first difference both have the same nodes.
      const auto at = [&](const std::vector<JsonValue>& nodes) {
        return absl::StrCat(path, TreePath(nodes, i));
      };
      if (!should) {
        return Difference{at(outs), "a node that should not be there"};
      }
      if (!has) return Difference{at(answers), "null instead of a node"};
      if (!ScalarsAgree(type.element[0], outs[i], answers[i], options_)) {
        return Difference{absl::StrCat(at(outs), ".val"),
                          Instead(outs[i], answers[i])};
      }
    }
    return std::nullopt;
  }

  std::optional<Difference> FindUnordered(const Type& type, JsonValue output,
                                          JsonValue answer,
                                          const std::string& path) const {
    if (output.size() != answer.size()) {
      return OtherSize(path, output.size(), answer.size());
    }
    return type.element[0].kind == TypeKind::kFloat
               ? FindInFloats(output.elements(), answer.elements(), path)
               : FindInSets(type.element[0], output.elements(),
                            answer.elements(), path);
  }

  // By size: if any pairing is within the tolerances, this one is. Both have as
  // many.
  std::optional<Difference> FindInFloats(std::vector<JsonValue> outs,
                                         std::vector<JsonValue> answers,
                                         const std::string& path) const {
    const auto smaller = [](const JsonValue& x, const JsonValue& y) {
      const double a = ToDouble(x);
      const double b = ToDouble(y);
      return std::isnan(a) || std::isnan(b) ? !std::isnan(a) && std::isnan(b)
                                            : a < b;
    };
    std::sort(outs.begin(), outs.end(), smaller);
    std::sort(answers.begin(), answers.end(), smaller);
    for (size_t i = 0; i < outs.size(); ++i) {
      if (FloatsAgree(outs[i], answers[i], options_)) continue;
      return Difference{path,
                        absl::StrCat("sorted, ", Instead(outs[i], answers[i]))};
    }
    return std::nullopt;
  }

  struct Element {
    std::string canonical;
    size_t index;

    bool operator<(const Element& other) const {
      return canonical != other.canonical ? canonical < other.canonical
                                          : index < other.index;
    }
  };

  static std::vector<Element> Sorted(const Type& type,
                                     const std::vector<JsonValue>& values) {
    std::vector<Element> sorted;
    sorted.reserve(values.size());
    for (size_t i = 0; i < values.size(); ++i) {
      sorted.push_back({Canonical(type, values[i]), i});
    }
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

  // The first of `these` that no element of `others` is left for.
  static std::optional<size_t> FirstUnmatched(
      const std::vector<Element>& these, const std::vector<Element>& others) {
    std::optional<size_t> first;
    auto other = others.begin();
    for (const Element& element : these) {
      while (other != others.end() && other->canonical < element.canonical) {
        ++other;
      }
      if (other != others.end() && other->canonical == element.canonical) {
        ++other;
      } else if (!first.has_value() || element.index < *first) {
        first = element.index;
      }
    }
    return first;
  }

  // Both have as many, so if one is too many, another is missing.
  static std::optional<Difference> FindInSets(
      const Type& type, const std::vector<JsonValue>& outs,
      const std::vector<JsonValue>& answers, const std::string& path) {
    const std::vector<Element> has = Sorted(type, outs);
    const std::vector<Element> should = Sorted(type, answers);
    const std::optional<size_t> extra = FirstUnmatched(has, should);
    const std::optional<size_t> missing = FirstUnmatched(should, has);
    if (!extra.has_value() || !missing.has_value()) return std::nullopt;
    return Difference{
        absl::StrCat(path, "[", *extra, "]"),
        absl::StrCat(Shown(outs[*extra], kShownBytes), " is one too many, ",
                     Shown(answers[*missing], kShownBytes), " is missing")};
  }

  const CompareOptions& options_;
};

}  // namespace

std::optional<Difference> FindDifference(const Type& type, JsonValue output,
                                         JsonValue answer,
                                         const CompareOptions& options) {
  std::optional<Difference> found =
      Finder(options).Find(type, output, answer, "");
  if (found.has_value() && found->path.size() > kMostPath) {
    found->path =
        absl::StrCat("...", found->path.substr(found->path.size() - kMostPath));
  }
  return found;
}

}  // namespace gavel::function
