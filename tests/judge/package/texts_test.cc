#include "judge/package/texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/package/wrong_package.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <typename List>
std::vector<std::string> Names(const List& list) {
  std::vector<std::string> names;
  for (const PackageFile& file : list) names.push_back(file.name);
  return names;
}

constexpr char kTwoNames[] =
    "problem_format_version: 2025-09\nuuid: x\n"
    "name: {en: Sum, pt-BR: Soma}\n";

TEST(TextsTest, StatementsAndSolutionsHaveLanguages) {
  const Package package =
      MustLoad(Plus(FullPackage(), {{"problem.yaml", kTwoNames},
                                    {"statement/problem.pt-BR.tex", "Some.\n"},
                                    {"statement/figure.png", ""},
                                    {"solution/solution.md", "Add.\n"},
                                    {"solution/solution.sv.pdf", ""}}));
  EXPECT_THAT(package.warnings, IsEmpty());
  EXPECT_EQ(package.problem.names.at("pt-BR"), "Soma");
  std::vector<std::string> texts;
  for (const auto& list : {package.statements, package.solutions}) {
    for (const LocalText& text : list) {
      texts.push_back(absl::StrCat(text.language, " ", text.file.name));
    }
  }
  EXPECT_THAT(texts, ElementsAre("en statement/problem.en.md",
                                 "pt-BR statement/problem.pt-BR.tex",
                                 "en solution/solution.md",
                                 "sv solution/solution.sv.pdf"));
}

TEST(TextsTest, ConstantsAreReplacedInMarkdown) {
  Files files = WithYaml("constants: {n: 5}\n");
  files["statement/problem.en.md"] = "{{n}} {{nextsample}}\n";
  const Package package = MustLoad(files);
  EXPECT_EQ(package.statements.at(0).file.text, "5 {{nextsample}}\n");
  EXPECT_EQ(package.problem.statements.at("en").text, "5 {{nextsample}}\n");
}

TEST(TextsTest, OfSeveralStatementsInALanguageTheFirstIsTheProblems) {
  const Package package =
      MustLoad(Plus(FullPackage(), {{"statement/problem.en.pdf", ""},
                                    {"statement/problem.en.tex", ""}}));
  ASSERT_EQ(package.problem.statements.size(), 1U);
  EXPECT_EQ(package.problem.statements.at("en").name,
            "statement/problem.en.md");
}

TEST(TextsTest, LegacyStatementsMayLeaveTheirLanguageOut) {
  const Package package =
      MustLoad(Plus(LegacyPackage(), {{"problem_statement/problem.tex", ""}}));
  ASSERT_EQ(package.statements.size(), 2U);
  EXPECT_EQ(package.statements[1].language, "en");
}

TEST(TextsTest, AttachmentsAreApartFromTemplates) {
  const Package package = MustLoad(
      Plus(FullPackage(), {{"attachments/tool.py", ""},
                           {"attachments/sub/a.txt", ""},
                           {"attachments/templates/default/main.js", ""},
                           {"attachments/templates/typescript/main.ts", ""}}));
  EXPECT_THAT(Names(package.attachments), ElementsAre("sub/a.txt", "tool.py"));
  EXPECT_THAT(Names(package.problem.templates.at(Language::kJavaScript)),
              ElementsAre("main.js"));
  EXPECT_THAT(Names(package.problem.templates.at(Language::kTypeScript)),
              ElementsAre("main.ts"));
}

TEST(TextsTest, IncludedFilesOfALanguageReplaceThoseForAll) {
  Files files = WithYaml("constants: {n: 5}\n");
  files["include/default/lib/a.js"] = "{{n}}";
  files["include/typescript/b.ts"] = "";
  files["include/cpp/c.h"] = "";
  const Problem problem = MustLoad(files).problem;
  EXPECT_THAT(Names(problem.include.at(Language::kJavaScript)),
              ElementsAre("lib/a.js"));
  EXPECT_EQ(problem.include.at(Language::kJavaScript)[0].text, "5");
  EXPECT_THAT(Names(problem.include.at(Language::kTypeScript)),
              ElementsAre("b.ts"));
}

class WrongTextTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongTextTest, IsRefusedByName) {
  EXPECT_EQ(Refusal(Plus(FullPackage(), GetParam().files)), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongTextTest,
    testing::Values(
        Wrong{"NameWithoutStatement",
              {{"problem.yaml", kTwoNames}},
              "problem.yaml: line 3: has a name in pt-BR, but there is no "
              "statement/problem.pt-BR.*"},
        Wrong{"StatementWithoutName",
              {{"statement/problem.sv.md", ""}},
              "problem.yaml: line 2: has no name in sv, the language of "
              "statement/problem.sv.md"},
        Wrong{"StatementWithoutLanguage",
              {{"statement/problem.md", ""}},
              "statement/problem.md: does not have its language in its name"},
        Wrong{"NoLanguage",
              {{"statement/problem.english.md", ""}},
              "statement/problem.english.md: does not have its language in its "
              "name"},
        Wrong{"LineEnds",
              {{"statement/problem.en.md", "a\nb\r\n"}},
              "statement/problem.en.md: line 2: has a carriage return: lines "
              "end with LF only"},
        Wrong{"IncludeDirectory",
              {{"include/klingon/a.js", ""}},
              "include/klingon: is not named by a language code"},
        Wrong{"IncludeForbiddenLanguage",
              {{"problem.yaml",
                absl::StrCat(kMinimalYaml, "languages: [javascript]\n")},
               {"include/cpp/a.h", ""}},
              "include/cpp: is for a language that problem.yaml does not "
              "allow"}),
    WrongName);

}  // namespace
}  // namespace gavel::package
