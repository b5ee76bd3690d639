#include "judge/package/metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/package/wrong_package.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

std::string Yaml(const std::string& text) {
  return Refusal(Plus(FullPackage(), {{"problem.yaml", text}}));
}

TEST(MetadataTest, ReadsEveryLimit) {
  const Package package =
      MustLoad(Plus(WithYaml("type: multi-pass\n"
                             "limits:\n"
                             "  time_limit: 1.5\n"
                             "  memory: 256\n"
                             "  output: 16\n"
                             "  code: 64\n"
                             "  compilation_time: 20\n"
                             "  compilation_memory: 1024\n"
                             "  validation_time: 30\n"
                             "  validation_memory: 512\n"
                             "  validation_output: 4\n"
                             "  validation_passes: 3\n"
                             "  time_multipliers: {ac_to_time_limit: 3,"
                             " time_limit_to_tle: 1.25}\n"
                             "  time_resolution: 0.1\n"),
                    {{"output_validator/check.js", ""}}));
  const Limits& limits = package.problem.limits;
  EXPECT_EQ(limits.cpu_time, absl::Milliseconds(1500));
  EXPECT_EQ(limits.memory, MiB(256));
  EXPECT_EQ(limits.output, MiB(16));
  EXPECT_EQ(limits.source, KiB(64));
  EXPECT_EQ(limits.compile_time, absl::Seconds(20));
  EXPECT_EQ(limits.compile_memory, MiB(1024));
  const ValidationLimits& validation = package.problem.validation;
  EXPECT_EQ(validation.time, absl::Seconds(30));
  EXPECT_EQ(validation.memory, MiB(512));
  EXPECT_EQ(validation.output, MiB(4));
  EXPECT_EQ(validation.passes, 3);
  const TimeRules& time = package.metadata.time;
  EXPECT_EQ(time.given, absl::Milliseconds(1500));
  EXPECT_EQ(time.resolution, absl::Milliseconds(100));
  EXPECT_EQ(time.ac_to_time_limit, 3);
  EXPECT_EQ(time.time_limit_to_tle, 1.25);
}

TEST(MetadataTest, ReadsEveryKeyOfTheFormat) {
  const Package package = MustLoad(
      WithYaml("type: [pass-fail]\n"
               "version: '1.2'\n"
               "credits:\n"
               "  authors: [{name: A, email: a@b.example}, B <b@b.example>]\n"
               "  testers: C\n"
               "  translators: {sv: D, pt-BR: [E]}\n"
               "source: [{name: Contest, url: 'http://contest.example'}, X]\n"
               "license: cc by-sa\n"
               "rights_owner: A\n"
               "embargo_until: 2026-01-01T12:00:00Z\n"
               "keywords: [sum, easy]\n"
               "languages: [cpp, javascript]\n"
               "allow_file_writing: true\n"
               "constants: {n: 5, m: {value: 1, latex: '10^0'}}\n"));
  const Metadata& metadata = package.metadata;
  EXPECT_EQ(metadata.format, Format::k202509);
  EXPECT_EQ(metadata.uuid, "00000000-0000-0000-0000-000000000000");
  EXPECT_EQ(metadata.version, "1.2");
  EXPECT_EQ(metadata.license, "cc by-sa");
  EXPECT_EQ(metadata.rights_owner, "A");
  EXPECT_EQ(
      metadata.embargo_until,
      absl::FromCivil(absl::CivilSecond(2026, 1, 1, 12), absl::UTCTimeZone()));
  EXPECT_THAT(metadata.keywords, ElementsAre("sum", "easy"));
  EXPECT_THAT(metadata.languages, ElementsAre("cpp", "javascript"));
  EXPECT_THAT(
      metadata.constants,
      ElementsAre(Pair("m", "1"), Pair("m.latex", "10^0"), Pair("n", "5")));
  EXPECT_THAT(package.problem.languages, ElementsAre(Language::kJavaScript));
  EXPECT_TRUE(package.problem.allow_file_writing);
}

TEST(MetadataTest, TitleIsEnglishOrElseTheFirst) {
  const std::string head = "problem_format_version: 2025-09\nuuid: x\nname:\n";
  const auto title = [&](const std::string& names) {
    return MustLoad(Plus(MinimalPackage(), {{"problem.yaml", head + names}}))
        .problem.title;
  };
  EXPECT_EQ(title("  de: Summe\n  en: Sum\n"), "Sum");
  EXPECT_EQ(title("  de: Summe\n  en-US: Sum\n"), "Sum");
  EXPECT_EQ(title("  sv: Summa\n  de: Summe\n"), "Summa");
}

TEST(MetadataTest, DraftsAreReadWithWarnings) {
  const Files files =
      Plus(FullPackage(), {{"problem.yaml",
                            "problem_format_version: 2023-07-draft\n"
                            "name: Sum\n"
                            "author: A\n"
                            "keywords: sum easy\n"
                            "languages: python3 javascript\n"
                            "limits: {time_multiplier: 3, tme: 1}\n"}});
  EXPECT_EQ(Warnings(files),
            "problem.yaml: has no uuid\n"
            "problem.yaml: line 1: problem_format_version 2023-07-draft is "
            "read as a draft of 2025-09\n"
            "problem.yaml: line 6: unknown key tme in limits");
  const Package package = MustLoad(files);
  EXPECT_THAT(package.metadata.keywords, ElementsAre("sum", "easy"));
  EXPECT_EQ(package.metadata.time.ac_to_time_limit, 3);
}

TEST(MetadataTest, ATimeLimitBetweenMultiplesOfTheResolutionIsOdd) {
  EXPECT_EQ(Warnings(WithYaml("limits:\n  time_limit: 1.5\n")),
            "problem.yaml: line 5: time_limit 1.5s is no multiple of the "
            "time_resolution 1s");
}

TEST(MetadataTest, MissingVersionIsNamedBesideUnknownKeys) {
  EXPECT_EQ(Warnings(LegacyPackage("name: x\ncredits: y\n")),
            "problem.yaml: has no problem_format_version, so it is read as "
            "legacy\n"
            "problem.yaml: line 2: unknown key credits");
}

TEST(MetadataTest, AliasBombsAreRefusedAtTheFirstAnchor) {
  std::string yaml = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'z'; ++c) {
    yaml += absl::StrCat(std::string(1, c), ": &", std::string(1, c), " [");
    for (int i = 0; i < 9; ++i) {
      yaml += absl::StrCat("*", std::string(1, static_cast<char>(c - 1)), ",");
    }
    yaml += "]\n";
  }
  EXPECT_EQ(Yaml(yaml), "problem.yaml: line 1: anchors are not supported");
}

// Each would take the parser deep or long.
TEST(MetadataTest, HostileYamlIsRefused) {
  for (const char* piece :
       {"[",    "{",   "- ",    "? ", "[{", "{[",  "- ? ", "a: {",
        "!<",   "&a ", "*a ",   "\"", "'",  "|\n", ": ",   "%A\n",
        "? - ", "[?",  "---\n", "]",  "}",  "\t",  "#"}) {
    std::string yaml;
    while (yaml.size() + 8 < 64 * 1024) yaml += piece;
    SCOPED_TRACE(piece);
    EXPECT_THAT(Yaml(yaml), HasSubstr("problem.yaml"));
  }
}

TEST(MetadataTest, DeepIndentationIsRefused) {
  std::string yaml;
  for (size_t depth = 0; depth < 300; ++depth) {
    yaml += absl::StrCat(std::string(depth, ' '), "a:\n");
  }
  EXPECT_EQ(Yaml(yaml),
            "problem.yaml: line 17: is nested more than 16 levels deep");
}

struct Code {
  std::string code;
  bool good;

  friend std::ostream& operator<<(std::ostream& os, const Code& row) {
    return os << row.code;
  }
};

class NaturalLanguageTest : public testing::TestWithParam<Code> {};

TEST_P(NaturalLanguageTest, IsTwoOrThreeLettersAndPerhapsARegion) {
  EXPECT_EQ(IsNaturalLanguage(GetParam().code), GetParam().good);
}

INSTANTIATE_TEST_SUITE_P(
    All, NaturalLanguageTest,
    testing::Values(Code{"en", true}, Code{"fil", true}, Code{"pt-BR", true},
                    Code{"", false}, Code{"EN", false}, Code{"e", false},
                    Code{"engl", false}, Code{"pt-br", false},
                    Code{"pt-BRA", false}, Code{"pt-", false},
                    Code{"pt-BR-x", false}));

class WrongMetadataTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongMetadataTest, IsRefusedWithFileAndLine) {
  EXPECT_EQ(Refusal(Plus(FullPackage(), GetParam().files)), GetParam().message);
}

Wrong Whole(const std::string& name, const std::string& text,
            const std::string& message) {
  return {name, {{"problem.yaml", text}}, "problem.yaml: " + message};
}

INSTANTIATE_TEST_SUITE_P(
    Files, WrongMetadataTest,
    testing::Values(
        Whole("FormatVersion", "name: x\nproblem_format_version: 2030-01\n",
              "line 2: problem_format_version 2030-01 is not supported: "
              "2025-09, legacy and legacy-icpc are"),
        Whole("NoNameAndNoUuid", "problem_format_version: 2025-09\n",
              "has no name\nproblem.yaml: has no uuid\n"
              "problem.yaml: line 1: has no name in en, the language of "
              "statement/problem.en.md"),
        Whole("Empty", "# nothing\n", "is empty"),
        Whole("NotYaml", "name: [a\n",
              "line 2: end of sequence flow not found"),
        Whole("NotUtf8", "# \nname: \xff\n", "line 2: is not UTF-8"),
        Whole("EndOfFileCharacter", "name: x\n\x04\n",
              "line 2: holds a control character"),
        Whole("Tag", "name: !!binary x\n", "line 1: tags are not supported"),
        Whole("Alias", "name: *x\n",
              "line 1: the referenced anchor is not defined"),
        Whole("SecondDocument", "name: x\n---\nname: y\n",
              "line 2: a second document begins"),
        Whole("KeyThatIsAList", "? [a]\n: b\n",
              "line 1: a key is not a string"),
        Whole("TooLarge", std::string(70000, '#'),
              "is larger than 65536 bytes")),
    WrongName);

INSTANTIATE_TEST_SUITE_P(
    Keys, WrongMetadataTest,
    testing::Values(
        WrongYaml("Twice", "uuid: x\n", "line 4: uuid is given twice"),
        WrongYaml("Unknown", "validation: default\n",
                  "line 4: unknown key validation"),
        WrongYaml("ControlCharacter", "\"a\\e[2J\": 1\n",
                  "line 4: unknown key a\\x1b[2J"),
        WrongYaml("UnknownType", "type: foo\n", "line 4: type foo is unknown"),
        WrongYaml("EmptyType", "type: []\n", "line 4: type is an empty list"),
        WrongYaml("TypeTwice", "type: [interactive, interactive]\n",
                  "line 4: type interactive is given twice\n"
                  "problem.yaml: line 4: interactive problems need an "
                  "output_validator"),
        WrongYaml("PassFailAndScoring", "type: [pass-fail, scoring]\n",
                  "line 4: type pass-fail excludes scoring"),
        WrongYaml("AnswersInSeveralPasses",
                  "type: [submit-answer, multi-pass]\n",
                  "line 4: type submit-answer excludes multi-pass\n"
                  "problem.yaml: line 4: multi-pass problems need an "
                  "output_validator"),
        WrongYaml("Keywords", "keywords: sum easy\n",
                  "line 4: keywords is not a list of strings"),
        WrongYaml("Language", "languages: [klingon]\n",
                  "line 4: languages: klingon is no language code"),
        WrongYaml("NoLanguage", "languages: []\n",
                  "line 4: languages is an empty list"),
        WrongYaml("FileWriting", "allow_file_writing: maybe\n",
                  "line 4: allow_file_writing is neither true nor false"),
        WrongYaml("ConstantName", "constants: {1a: 5}\n",
                  "line 4: constant 1a is not named [a-zA-Z_][a-zA-Z0-9_]*"),
        WrongYaml("ConstantList", "constants: {a: [5]}\n",
                  "line 4: constant a is neither a number, a string nor a map"),
        WrongYaml("ConstantWithoutValue", "constants: {a: {latex: 5}}\n",
                  "line 4: constant a has no value")),
    WrongName);

INSTANTIATE_TEST_SUITE_P(
    Publication, WrongMetadataTest,
    testing::Values(
        WrongYaml("License", "license: mit\n",
                  "line 4: license mit is unknown"),
        WrongYaml("NoOwner", "license: cc by\n",
                  "line 4: license cc by needs a rights_owner, authors or a "
                  "source"),
        WrongYaml("OwnerOfThePublicDomain",
                  "license: public domain\nrights_owner: A\n",
                  "line 5: rights_owner of a problem in the public domain"),
        WrongYaml("Credits", "credits: {author: A}\n",
                  "line 4: unknown key author in credits"),
        WrongYaml("PersonWithoutName", "credits: {authors: {email: a}}\n",
                  "line 4: authors: a person has no name"),
        WrongYaml("NoPerson", "credits: {testers: []}\n",
                  "line 4: testers is an empty list"),
        WrongYaml("Translator", "credits: {translators: {english: A}}\n",
                  "line 4: translators: english is no language code"),
        WrongYaml("SourceWithoutName", "source: [{url: a}]\n",
                  "line 4: source has no name"),
        WrongYaml("Embargo", "embargo_until: tomorrow\n",
                  "line 4: embargo_until tomorrow is neither YYYY-MM-DD nor "
                  "YYYY-MM-DDThh:mm:ssZ")),
    WrongName);

INSTANTIATE_TEST_SUITE_P(
    Limits, WrongMetadataTest,
    testing::Values(
        WrongYaml("Unknown", "limits:\n  time: 1\n",
                  "line 5: unknown key time in limits"),
        WrongYaml("NoMap", "limits: 1\n", "line 4: limits is not a map"),
        WrongYaml("TimeThatIsNoNumber", "limits:\n  time_limit: 1s\n",
                  "line 5: time_limit in limits is not a number above 0"),
        WrongYaml("InfiniteTime", "limits:\n  time_limit: inf\n",
                  "line 5: time_limit in limits is not a number above 0"),
        WrongYaml("NegativeTime", "limits:\n  time_limit: -1\n",
                  "line 5: time_limit in limits is not a number above 0"),
        WrongYaml("TooMuchTime", "limits:\n  time_limit: 1e300\n",
                  "line 5: time_limit: CPU time limit inf is outside 1ms to "
                  "1h"),
        WrongYaml("FractionOfMemory", "limits:\n  memory: 0.5\n",
                  "line 5: memory in limits is not an integer above 0"),
        WrongYaml("TooMuchMemory",
                  "limits:\n  output: 1\n  memory: 9223372036854775807\n",
                  "line 6: memory: memory limit 1073741824 GiB is outside 8 "
                  "MiB to 8 GiB"),
        WrongYaml("TooLittleMemory", "limits:\n  memory: 1\n",
                  "line 5: memory: memory limit 1 MiB is outside 8 MiB to 8 "
                  "GiB"),
        WrongYaml("ValidationTime", "limits:\n  validation_time: 4000\n",
                  "line 5: validation_time: CPU time limit 1h6m40s is outside "
                  "1ms to 1h"),
        WrongYaml("Passes", "limits:\n  validation_passes: 2\n",
                  "line 5: validation_passes is only for multi-pass problems"),
        WrongYaml("Multiplier",
                  "limits:\n  time_multipliers: {ac_to_time_limit: 0.5}\n",
                  "line 5: ac_to_time_limit is not a number from 1 to 1000"),
        WrongYaml("Resolution", "limits:\n  time_resolution: 0.0001\n",
                  "line 5: time_resolution is outside 1 ms to 1 h")),
    WrongName);

INSTANTIATE_TEST_SUITE_P(
    Text, WrongMetadataTest,
    testing::Values(Whole("ByteOrderMark",
                          absl::StrCat("\xef\xbb\xbf", kMinimalYaml),
                          "line 1: begins with a byte order mark"),
                    WrongYaml("CarriageReturn", "version: '1'\r\n",
                              "line 4: has a carriage return: lines end with "
                              "LF only")),
    WrongName);

}  // namespace
}  // namespace gavel::package
