#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class EsModulesTest : public SandboxFixture {
 protected:
  static Outcome RunModule(const std::string& source,
                           const std::string& input = "") {
    return Run({Language::kJavaScript, "main.mjs", source}, input);
  }
};

TEST_F(EsModulesTest, ImportsAreWhatRequireGives) {
  const Outcome outcome = RunModule(
      "import fs, { readFileSync } from 'node:fs';"
      "import * as path from 'path';"
      "import { createRequire } from 'module';"
      "const require = createRequire(import.meta.url);"
      "console.log(fs.readFileSync === readFileSync,"
      "  path.default.join === path.join, require('fs') === fs,"
      "  (await import('fs')) === (await import('node:fs')));"
      "console.log(readFileSync(0, 'utf8'));",
      "text");
  EXPECT_EQ(outcome.out, "true true true true\ntext\n") << outcome.err;
  EXPECT_EQ(outcome.execution.verdict, Verdict::kAccepted);
}

TEST_F(EsModulesTest, AnyFileIsOneBySyntax) {
  constexpr const char* kKind = "console.log(this === undefined);";
  for (const char* syntax : {"import 'fs';", "export {};", "import.meta;",
                             "await null;", "const require = null;"}) {
    EXPECT_EQ(Run(std::string(syntax) + kKind).out, "true\n") << syntax;
  }
  for (const char* syntax :
       {"", "import('fs');", "// import 'fs'\n", "'export {}';",
        "async function f() { await null; }"}) {
    EXPECT_EQ(Run(std::string(syntax) + kKind).out, "false\n") << syntax;
  }
}

TEST_F(EsModulesTest, TheFilesNameGoesBeforeItsSyntax) {
  constexpr const char* kStrict = "console.log(this === undefined);";
  EXPECT_EQ(RunModule(kStrict).out, "true\n");
  EXPECT_EQ(Run({Language::kJavaScript, "main.cjs", kStrict}).out, "false\n");
  const Outcome outcome =
      Run({Language::kJavaScript, "main.cjs", "\nimport 'fs';"});
  EXPECT_EQ(outcome.execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(outcome.execution.line, 2);
}

TEST_F(EsModulesTest, ErrorsOfTheSyntaxAreThoseOfTheKindThatIsMeant) {
  const Outcome module = Run("import 'fs';\nlet x = ;");
  EXPECT_EQ(module.execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(module.execution.line, 2);
  EXPECT_THAT(module.execution.message, HasSubstr("Unexpected token ';'"));
  // Only a script has `with`, so that `await` stays what is wrong.
  const Outcome script = Run("with (Math) { print(floor(1.5)); }\nawait 1;");
  EXPECT_EQ(script.execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(script.execution.line, 2);
  EXPECT_THAT(script.execution.message, HasSubstr("await is only valid"));
}

TEST_F(EsModulesTest, WhatIsNotExportedDoesNotCompile) {
  const Outcome outcome =
      RunModule("import { readFileSync,\n  nothing } from 'fs';");
  EXPECT_EQ(outcome.execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(outcome.execution.line, 2);
  EXPECT_EQ(outcome.execution.column, 3);
  EXPECT_THAT(outcome.execution.message,
              HasSubstr("does not provide an export named 'nothing'"));
}

TEST_F(EsModulesTest, AMissingModuleIsNamedAndNothingRuns) {
  const Outcome outcome =
      RunModule("import _ from 'lodash/fp'; console.log('runs');");
  EXPECT_EQ(outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_EQ(outcome.execution.reason, Reason::kException);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.execution.message,
              HasSubstr("Error [ERR_MODULE_NOT_FOUND]: Cannot find package "
                        "'lodash' imported from /main.mjs"));
  EXPECT_THAT(outcome.execution.message, Not(HasSubstr("gavel:")));
}

TEST_F(EsModulesTest, ImportFromAScriptFindsTheSame) {
  const Outcome outcome =
      Run("import('node:fs').then(({ default: fs }) =>"
          "  console.log(fs === require('fs')));"
          "import('lodash').catch((e) => console.log(e.code));"
          "import(__filename).then(({ default: e }) =>"
          "  console.log(e === module.exports));");
  EXPECT_EQ(outcome.out, "true\nERR_MODULE_NOT_FOUND\ntrue\n") << outcome.err;
}

TEST_F(EsModulesTest, AnExceptionOfTheTopLevelEndsTheRun) {
  for (const char* pause : {"", "await null;",
                            "await new Promise((done) =>"
                            " setTimeout(done, 1));"}) {
    const Outcome outcome = RunModule(
        std::string("process.on('unhandledRejection', () => print('no'));") +
        "process.on('exit', (code) => print(code));" + pause +
        "\n  throw new TypeError('bad');");
    EXPECT_EQ(outcome.execution.verdict, Verdict::kRunTimeError);
    EXPECT_EQ(outcome.execution.reason, Reason::kException);
    EXPECT_EQ(outcome.execution.line, 2);
    EXPECT_EQ(outcome.execution.column, 9);
    EXPECT_THAT(outcome.err, HasSubstr("TypeError: bad"));
    EXPECT_EQ(outcome.out, "1\n") << pause;
  }
}

TEST_F(EsModulesTest, ATopLevelThatWaitsForeverExitsWith13) {
  const Outcome outcome =
      RunModule("print('before'); await new Promise(() => {}); print('after')");
  EXPECT_EQ(outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_EQ(outcome.execution.reason, Reason::kExitCode);
  EXPECT_EQ(outcome.execution.exit_code, 13);
  EXPECT_EQ(outcome.out, "before\n");
}

TEST_F(EsModulesTest, EveryRunEvaluatesAnew) {
  absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {Language::kJavaScript, "main.mjs",
       "import fs from 'fs'; fs.runs = (fs.runs ?? 0) + 1; print(fs.runs);"},
      TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  ASSERT_NE(loaded->program, nullptr) << loaded->compilation.message;
  for (int i = 0; i < 3; ++i) {
    absl::StatusOr<Outcome> outcome = RunOn(*loaded->program, "");
    ASSERT_TRUE(outcome.ok()) << outcome.status();
    EXPECT_EQ(outcome->out, "1\n");
  }
}

TEST_F(EsModulesTest, BrokenBuiltInsBreakOnlyTheSubmission) {
  const Outcome outcome = RunModule(
      "import { readFileSync } from 'fs';"
      "Promise.prototype.then = Array.prototype.push = () => { throw 1; };"
      "Object.defineProperty(Object.prototype, 'then',"
      "  { get() { throw 2; }, set() { throw 3; } });"
      "print(readFileSync(0, 'utf8')); throw new Error('seen');",
      "text");
  EXPECT_EQ(outcome.out, "text\n") << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("Error: seen"));
}

}  // namespace
}  // namespace gavel::sandbox
