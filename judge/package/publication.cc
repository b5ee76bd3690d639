#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "judge/package/metadata.h"

namespace gavel::package {
namespace {

constexpr absl::string_view kLicenses[] = {
    "unknown",  "public domain", "cc0",        "cc by",
    "cc by-sa", "educational",   "permission",
};

bool IsScalar(const YamlNode& node) {
  return node.kind == YamlNode::Kind::kScalar;
}

class PublicationReader {
 public:
  PublicationReader(const Fields& root, const Reading& reading,
                    Metadata& metadata)
      : root_(root), reading_(reading), metadata_(metadata) {}

  void Read() {
    ReadCredits();
    ReadSource();
    ReadLicense();
    ReadEmbargo();
  }

 private:
  void ReadCredits() {
    if (const YamlNode* const node = root_.Get("credits")) {
      if (IsScalar(*node)) {
        has_owner_ = true;
      } else {
        ReadCreditsMap(*node);
      }
    }
    // Of legacy packages and early drafts.
    for (const absl::string_view key : {"author", "authors"}) {
      if (const YamlNode* const node = root_.Get(key)) {
        has_owner_ = true;
        CheckPersons(*node, key);
      }
    }
  }

  void ReadCreditsMap(const YamlNode& node) {
    const Fields credits(node, root_.file(), "credits", root_.findings());
    credits.AllowOnly({"authors", "contributors", "testers", "translators",
                       "packagers", "acknowledgements"},
                      &reading_.strict());
    for (const YamlEntry& entry : node.entries) {
      if (entry.key == "translators") {
        CheckTranslators(entry.value);
      } else {
        CheckPersons(entry.value, entry.key);
      }
    }
    has_owner_ = credits.Get("authors") != nullptr;
  }

  void CheckTranslators(const YamlNode& node) {
    const Fields translators(node, root_.file(), "translators",
                             root_.findings());
    for (const YamlEntry& entry : node.entries) {
      if (!IsNaturalLanguage(entry.key)) {
        root_.Find(entry.line, absl::StrCat("translators: ", Quoted(entry.key),
                                            " is no language code"));
      }
      CheckPersons(entry.value, "translators");
    }
  }

  void CheckPersons(const YamlNode& node, absl::string_view key) {
    if (node.kind != YamlNode::Kind::kSequence) {
      return CheckPerson(node, key);
    }
    if (node.items.empty()) {
      root_.Find(node.line, absl::StrCat(key, " is an empty list"));
    }
    for (const YamlNode& item : node.items) CheckPerson(item, key);
  }

  void CheckPerson(const YamlNode& node, absl::string_view key) {
    if (IsScalar(node)) return;
    if (node.kind != YamlNode::Kind::kMap) {
      return root_.Find(node.line, absl::StrCat(key,
                                                " is no person: a name, "
                                                "or a map with a name"));
    }
    const Fields person(node, root_.file(), key, root_.findings());
    person.AllowOnly({"name", "email", "orcid", "kattis"}, &reading_.strict());
    if (person.Get("name") == nullptr) {
      root_.Find(node.line, absl::StrCat(key, ": a person has no name"));
    }
    for (const YamlEntry& entry : node.entries) person.String(entry.key);
  }

  void ReadSource() {
    const YamlNode* const node = root_.Get("source");
    if (node == nullptr) {
      if (root_.Get("source_url") != nullptr) {
        root_.Find(root_.Line("source_url"), "source_url without a source");
      }
      return;
    }
    has_owner_ = true;
    if (node->kind != YamlNode::Kind::kSequence) return CheckSource(*node);
    for (const YamlNode& item : node->items) CheckSource(item);
  }

  void CheckSource(const YamlNode& node) {
    if (IsScalar(node)) return;
    if (node.kind != YamlNode::Kind::kMap) {
      return root_.Find(node.line,
                        "source is neither a name nor a map with a name");
    }
    const Fields source(node, root_.file(), "source", root_.findings());
    source.AllowOnly({"name", "url"}, &reading_.strict());
    if (source.Get("name") == nullptr) {
      reading_.strict().Add(root_.file(), node.line, "source has no name");
    }
    source.String("name");
    source.String("url");
  }

  void ReadLicense() {
    const auto license = root_.String("license");
    if (license.has_value()) metadata_.license = *license;
    if (std::find(std::begin(kLicenses), std::end(kLicenses),
                  metadata_.license) == std::end(kLicenses)) {
      root_.Find(
          root_.Line("license"),
          absl::StrCat("license ", Quoted(metadata_.license), " is unknown"));
      return;
    }
    metadata_.rights_owner = root_.String("rights_owner").value_or("");
    if (metadata_.license == "public domain") {
      if (root_.Get("rights_owner") != nullptr) {
        root_.Find(root_.Line("rights_owner"),
                   "rights_owner of a problem in the public domain");
      }
      return;
    }
    if (metadata_.license == "unknown" || has_owner_ ||
        !metadata_.rights_owner.empty()) {
      return;
    }
    reading_.strict().Add(
        root_.file(), root_.Line("license"),
        absl::StrCat("license ", metadata_.license,
                     " needs a rights_owner, authors or a source"));
  }

  void ReadEmbargo() {
    const auto text = root_.String("embargo_until");
    if (!text.has_value()) return;
    absl::Time time;
    std::string error;
    const bool date = text->size() == 10;
    if (absl::ParseTime(date ? "%Y-%m-%d" : "%Y-%m-%d%ET%H:%M:%SZ", *text,
                        absl::UTCTimeZone(), &time, &error)) {
      metadata_.embargo_until = time;
      return;
    }
    root_.Find(root_.Line("embargo_until"),
               absl::StrCat("embargo_until ", Quoted(*text),
                            " is neither YYYY-MM-DD nor "
                            "YYYY-MM-DDThh:mm:ssZ"));
  }

  const Fields& root_;
  const Reading& reading_;
  Metadata& metadata_;
  // Whether anybody is named to whom the rights can belong.
  bool has_owner_ = false;
};

}  // namespace

void ReadPublication(const Fields& root, const Reading& reading,
                     Metadata& metadata) {
  PublicationReader(root, reading, metadata).Read();
}

}  // namespace gavel::package
