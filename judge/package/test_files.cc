#include "judge/package/test_files.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "judge/package/paths.h"

namespace gavel::package {
namespace {

constexpr absl::string_view kFiles = ".files";

// Longer ones first.
constexpr absl::string_view kExtensions[] = {
    ".in.statement", ".ans.statement", ".in.download", ".ans.download",
    ".interaction",  kFiles,           ".yaml",        ".jpeg",
    ".hint",         ".desc",          ".ans",         ".out",
    ".png",          ".jpg",           ".svg",         ".in",
};

constexpr absl::string_view kIllustrations[] = {".png", ".jpg", ".jpeg",
                                                ".svg"};

absl::string_view TestExtensionOf(absl::string_view name) {
  for (const absl::string_view extension : kExtensions) {
    if (absl::EndsWith(name, extension)) return extension;
  }
  return "";
}

bool IsGroupFile(absl::string_view name) {
  return name == "test_group.yaml" || name == "testdata.yaml";
}

// Whether such a file may be there without a test.
bool StandsAlone(const Reading& reading, const TestFiles& files) {
  return std::all_of(files.extensions.begin(), files.extensions.end(),
                     [&](const std::string& extension) {
                       const bool picture =
                           std::find(std::begin(kIllustrations),
                                     std::end(kIllustrations),
                                     extension) != std::end(kIllustrations);
                       return IsLegacy(reading.format) &&
                              (picture || extension == ".interaction" ||
                               extension == ".yaml" || extension == ".out");
                     });
}

void CheckInput(const Reading& reading, const TestFiles& files) {
  if (StandsAlone(reading, files)) return;
  for (const std::string& extension : files.extensions) {
    const std::string path = absl::StrCat(files.base, extension);
    const bool essential =
        extension == ".ans" || extension == ".yaml" || extension == kFiles;
    (essential ? reading.errors : reading.strict())
        .Add(path, absl::StrCat("has no input ", NameOf(files.base), ".in"));
  }
}

void Exclude(const Reading& reading, const TestFiles& files,
             absl::string_view one, absl::string_view other) {
  if (!files.Has(one) || !files.Has(other)) return;
  reading.strict().Add(
      absl::StrCat(files.base, one),
      absl::StrCat("cannot be beside ", NameOf(files.base), other));
}

}  // namespace

bool IsFilesDirectory(absl::string_view path) {
  return absl::EndsWith(path, kFiles);
}

std::vector<TestFiles> FindTests(const Reading& reading,
                                 absl::string_view directory) {
  std::map<std::string, TestFiles> by_base;
  for (const std::string& path : reading.files.Children(directory)) {
    const absl::string_view name = NameOf(path);
    const absl::string_view extension = TestExtensionOf(name);
    const bool is_directory = reading.files.IsDirectory(path);
    if (extension.empty() || IsGroupFile(name) ||
        is_directory != (extension == kFiles)) {
      continue;
    }
    const std::string base = path.substr(0, path.size() - extension.size());
    TestFiles& files = by_base[base];
    files.base = base;
    files.extensions.insert(std::string(extension));
  }
  std::vector<TestFiles> tests;
  for (auto& [base, files] : by_base) {
    if (!files.Has(".in")) {
      CheckInput(reading, files);
      continue;
    }
    if (NameOf(base) == "test_group") {
      reading.errors.Add(absl::StrCat(base, ".in"),
                         "no test case may be called test_group");
    }
    if (reading.files.IsDirectory(base)) {
      reading.strict().Add(base, "is a directory named as a test case");
    }
    tests.push_back(std::move(files));
  }
  return tests;
}

void Require(const Reading& reading, const TestFiles& files,
             std::initializer_list<absl::string_view> extensions) {
  for (const absl::string_view extension : extensions) {
    if (files.Has(extension)) continue;
    reading.errors.Add(
        absl::StrCat(files.base, ".in"),
        absl::StrCat("has no ", extension == ".ans" ? "answer " : "output ",
                     NameOf(files.base), extension));
  }
}

void CheckTestFiles(const Reading& reading, const TestFiles& files) {
  if (IsLegacy(reading.format)) return;
  Exclude(reading, files, ".ans.statement", ".out");
  for (const absl::string_view other :
       {".in.statement", ".ans.statement", ".out", ".in.download",
        ".ans.download"}) {
    Exclude(reading, files, ".interaction", other);
  }
  for (size_t i = 0; i < std::size(kIllustrations); ++i) {
    for (size_t j = i + 1; j < std::size(kIllustrations); ++j) {
      Exclude(reading, files, kIllustrations[i], kIllustrations[j]);
    }
  }
  for (const absl::string_view what : {".in", ".ans"}) {
    const std::string statement = absl::StrCat(what, ".statement");
    const std::string download = absl::StrCat(what, ".download");
    if (files.Has(statement) == files.Has(download)) continue;
    // Earlier texts of the format ask for neither.
    reading.warnings.Add(
        absl::StrCat(files.base, files.Has(statement) ? statement : download),
        absl::StrCat("is without ", NameOf(files.base),
                     files.Has(statement) ? download : statement));
  }
}

}  // namespace gavel::package
