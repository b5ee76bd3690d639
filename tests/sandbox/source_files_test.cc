// Programs of several files, in the real sandbox: what they require, import and
// read beside themselves.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/sandbox/files_harness.h"

namespace gavel::sandbox {
namespace {

struct SourceCase {
  const char* name;
  const char* file_name;
  const char* source;
  TextFiles files;
  const char* out;
};
void PrintTo(const SourceCase& test, std::ostream* out) { *out << test.name; }

class SourceFilesTest : public FilesFixture,
                        public testing::WithParamInterface<SourceCase> {
 protected:
  static Left RunSource(const SourceCase& test, const Given& given = {}) {
    return RunWith(Source{.language = Language::kJavaScript,
                          .file_name = test.file_name,
                          .text = test.source,
                          .files = MakeFiles(test.files)},
                   given);
  }
};

TEST_P(SourceFilesTest, PrintsWhatItShould) {
  const Left left = RunSource(GetParam());
  EXPECT_EQ(left.out, GetParam().out) << left.execution.message << left.err;
}

INSTANTIATE_TEST_SUITE_P(
    CommonJs, SourceFilesTest,
    testing::ValuesIn(std::vector<SourceCase>{
        {"Extension",
         "main.js",
         "console.log(require('./util').two)",
         {{"util.js", "exports.two = 2"}},
         "2\n"},
        {"InOrder",
         "main.js",
         "console.log(require('./a'), require('./b'), require('./c'))",
         {{"a", "module.exports = 'exact'"},
          {"a.js", "module.exports = 'no'"},
          {"b.js", "module.exports = 'js'"},
          {"b.json", "\"no\""},
          {"c.cjs", "module.exports = 'cjs'"}},
         "exact js cjs\n"},
        {"Json",
         "main.js",
         "console.log(require('./data.json').a)",
         {{"data.json", "\xef\xbb\xbf{\"a\": [1, 2]}"}},
         "[ 1, 2 ]\n"},
        {"Directory",
         "main.js",
         "console.log(require('./lib'), require('.'))",
         {{"lib/index.js", "module.exports = 'lib'"},
          {"index.json", "\"root\""}},
         "lib root\n"},
        {"RelativeToTheFile",
         "main.js",
         "console.log(require('./lib/a'))",
         {{"lib/a.js",
           "module.exports = [require('./b'), require('../c'), __filename, "
           "__dirname]"},
          {"lib/b.js", "module.exports = 'b'"},
          {"c.js", "module.exports = 'c'"}},
         "[ 'b', 'c', '/lib/a.js', '/lib' ]\n"},
        {"Once",
         "main.js",
         "console.log(require('./a') === require('./a.js'))",
         {{"a.js", "console.log('runs')"}},
         "runs\ntrue\n"},
        {"ScopeOfItsOwn",
         "main.js",
         "const x = 1; require('./a');"
         "console.log(x, typeof y)",
         {{"a.js", "const x = 2; var y = 3; console.log(x, this === exports)"}},
         "2 true\n1 undefined\n"},
        {"Cycle",
         "main.js",
         "console.log(require('./a').b)",
         {{"a.js", "exports.a = 1; exports.b = require('./b')"},
          {"b.js", "module.exports = Object.keys(require('./a'))"}},
         "[ 'a' ]\n"},
        {"MainIsThere",
         "main.js",
         "exports.m = 1; console.log(require('./a')(), require.main === "
         "module)",
         {{"a.js",
           "module.exports = () => [require('./main').m, "
           "module.parent.filename, require.main.filename]"}},
         "[ 1, '/main.js', '/main.js' ] true\n"},
        {"ThrowsAndRunsAgain",
         "main.js",
         "for (const i of [1, 2]) { try { require('./a') } "
         "catch (e) { console.log(e.message) } }",
         {{"a.js", "console.log('runs'); throw new Error('thrown')"}},
         "runs\nthrown\nruns\nthrown\n"},
        {"SyntaxErrorWhenAskedFor",
         "main.js",
         "try { require('./a') } catch (e) { console.log(e.name) }",
         {{"a.js", "const = 1"}},
         "SyntaxError\n"},
        {"BadJson",
         "main.js",
         "try { require('./a') } catch (e) {"
         "console.log(e.message.slice(0, 9)) }",
         {{"a.json", "{"}},
         "/a.json: \n"},
        {"NotFound",
         "main.js",
         "try { require('./a') } catch (e) { console.log(e.message, "
         "e.requireStack) }",
         {{"a.js", "require('./no')"}},
         "Cannot find module './no'\nRequire stack:\n- /a.js\n- /main.js [ "
         "'/a.js', '/main.js' ]\n"},
        {"EsModuleIsRefused",
         "main.js",
         "try { require('./a.mjs') } catch (e) { console.log(e.code) }",
         {{"a.mjs", "export default 1"}},
         "ERR_REQUIRE_ESM\n"},
        {"Resolve",
         "main.js",
         "console.log(require.resolve('./a'), require.resolve('fs'))",
         {{"a.js", ""}},
         "/a.js fs\n"},
        {"CreateRequire",
         "main.js",
         "const { createRequire } = require('module');"
         "console.log(createRequire('/lib/x.js')('./a'))",
         {{"lib/a.js", "module.exports = 'a'"}},
         "a\n"},
        {"IsReadToo",
         "main.js",
         "console.log(require('fs').readFileSync('a.txt', 'utf8'))",
         {{"a.txt", "text"}},
         "text\n"},
    }),
    [](const testing::TestParamInfo<SourceCase>& test) {
      return test.param.name;
    });

INSTANTIATE_TEST_SUITE_P(
    EsModules, SourceFilesTest,
    testing::ValuesIn(std::vector<SourceCase>{
        {"Named",
         "main.mjs",
         "import d, { two } from './lib.mjs'; console.log(d, two)",
         {{"lib.mjs", "export const two = 2; export default 1"}},
         "1 2\n"},
        {"DetectedBySyntax",
         "main.js",
         "import { two } from './lib.js'; console.log(two)",
         {{"lib.js", "export const two = 2"}},
         "2\n"},
        {"RelativeToTheFile",
         "main.mjs",
         "import { a } from './lib/a.mjs'; console.log(a)",
         {{"lib/a.mjs",
           "import { b } from '../b.mjs'; export const a = b + 1;"
           "console.log(import.meta.url, import.meta.dirname)"},
          {"b.mjs", "export const b = 1"}},
         "file:///lib/a.mjs /lib\n2\n"},
        {"OnceAndInOrder",
         "main.mjs",
         "import './a.mjs'; import './b.mjs'; console.log('main')",
         {{"a.mjs", "import './b.mjs'; console.log('a')"},
          {"b.mjs", "console.log('b')"}},
         "b\na\nmain\n"},
        {"LiveBindingsInACycle",
         "main.mjs",
         "import { next, n } from './a.mjs'; next(); console.log(n)",
         {{"a.mjs",
           "import './b.mjs'; export let n = 0;"
           "export const next = () => { n++ }"},
          {"b.mjs", "import { next } from './a.mjs'; export { next }"}},
         "1\n"},
        {"CommonJs",
         "main.mjs",
         "import d, { a, b, c } from './lib.cjs';"
         "import * as all from './lib.cjs';"
         "console.log(d, a, b, c, Object.keys(all))",
         {{"lib.cjs",
           "exports.a = 1; module.exports.b = 2;"
           "Object.defineProperty(exports, 'c', { value: 3 })"}},
         "{ a: 1, b: 2 } 1 2 3 [ 'a', 'b', 'c', 'default' ]\n"},
        {"CommonJsLiteral",
         "main.mjs",
         "import { one, two } from './lib.js'; console.log(one, two)",
         {{"lib.js",
           "const one = 1; const t = 2;"
           "module.exports = { one, 'two': t, three: one + t }"}},
         "1 2\n"},
        {"CommonJsRunsInOrder",
         "main.mjs",
         "import './a.mjs'; import './b.cjs'; console.log('main')",
         {{"a.mjs", "console.log('a')"}, {"b.cjs", "console.log('b')"}},
         "a\nb\nmain\n"},
        {"SameInstanceForRequire",
         "main.mjs",
         "import a from './a.cjs'; import { createRequire } from 'module';"
         "console.log(createRequire(import.meta.url)('./a.cjs') === a)",
         {{"a.cjs", "module.exports = {}"}},
         "true\n"},
        {"Json",
         "main.mjs",
         "import d from './d.json'; console.log(d)",
         {{"d.json", "{\"a\": 1}"}},
         "{ a: 1 }\n"},
        {"Dynamic",
         "main.js",
         "import('./lib/a.mjs').then((m) => console.log(m.a))",
         {{"lib/a.mjs", "export const a = (await import('./b.mjs')).b"},
          {"lib/b.mjs", "export const b = await 'awaited'"}},
         "awaited\n"},
        {"DynamicFromARequiredFile",
         "main.js",
         "require('./lib/a')",
         {{"lib/a.js", "import('./b.mjs').then((m) => console.log(m.b))"},
          {"lib/b.mjs", "export const b = 'b'"}},
         "b\n"},
        {"DynamicOfWhatIsUnderWay",
         "main.mjs",
         "import './a.mjs'; console.log('main')",
         {{"a.mjs",
           "export const a = 1;"
           "import('./a.mjs').then((m) => console.log(m.a))"}},
         "main\n1\n"},
        {"DynamicThrows",
         "main.js",
         "const f = () => import('./a.mjs').catch((e) => console.log(e));"
         "f().then(f)",
         {{"a.mjs", "console.log('runs'); throw 'thrown'"}},
         "runs\nthrown\nthrown\n"},
        {"DynamicSyntaxError",
         "main.js",
         "import('./a.mjs').catch((e) => console.log(e.name))",
         {{"a.mjs", "export const = 1"}},
         "SyntaxError\n"},
        {"NotFoundWhenItRuns",
         "main.js",
         "import('./a.mjs').catch((e) => console.log(e.code, e.message))",
         {{"a.mjs", "import './no.mjs'"}},
         "ERR_MODULE_NOT_FOUND Cannot find module '/no.mjs' imported from "
         "/a.mjs\n"},
    }),
    [](const testing::TestParamInfo<SourceCase>& test) {
      return test.param.name;
    });

using SourceFileErrorsTest = SourceFilesTest;

TEST_F(SourceFileErrorsTest, StacksShowTheFileAndTheLine) {
  const Left left = RunSource({"",
                               "main.js",
                               "require('./util').fail()",
                               {{"util.js",
                                 "\n\nexports.fail = () => { throw "
                                 "new Error('x') }"}},
                               ""});
  EXPECT_EQ(left.execution.reason, Reason::kException);
  EXPECT_NE(left.err.find("/util.js:3\n"), std::string::npos) << left.err;
  EXPECT_NE(left.err.find("at Object.fail (/util.js:3:30)\n    at "
                          "Object.<anonymous> (/main.js:1:19)"),
            std::string::npos)
      << left.err;
}

TEST_F(SourceFileErrorsTest, AnImportedFileThatDoesNotCompileIsACompileError) {
  const Left left = RunSource(
      {"", "main.mjs", "import './lib.mjs'", {{"lib.mjs", "\nlet = ;"}}, ""});
  EXPECT_EQ(left.execution.verdict, Verdict::kCompileError);
  EXPECT_NE(left.execution.message.find("/lib.mjs:2"), std::string::npos)
      << left.execution.message;
}

TEST_F(SourceFileErrorsTest, ANameThatIsNotExportedIsACompileError) {
  const Left left = RunSource({"",
                               "main.mjs",
                               "import { b } from './lib.mjs'",
                               {{"lib.mjs", "export const a = 1"}},
                               ""});
  EXPECT_EQ(left.execution.verdict, Verdict::kCompileError);
}

TEST_F(SourceFileErrorsTest, WhatWasOverwrittenIsNoModuleAnyMore) {
  const Left left =
      RunSource({"",
                 "main.js",
                 "require('fs').writeFileSync('a.js', 'console.log(1)');"
                 "try { require('./a') } catch (e) { console.log(e.code) }",
                 {{"a.js", ""}},
                 ""},
                {.writable = {"."}});
  EXPECT_EQ(left.out, "MODULE_NOT_FOUND\n");
}

struct Refusal {
  const char* name;
  const char* file;
};
void PrintTo(const Refusal& test, std::ostream* out) { *out << test.name; }

class RefusedFilesTest : public FilesFixture,
                         public testing::WithParamInterface<Refusal> {};

TEST_P(RefusedFilesTest, AreNamed) {
  const absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {.text = "", .files = MakeFiles({{GetParam().file, ""}, {"a", ""}})},
      TestLimits());
  EXPECT_EQ(loaded.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(loaded.status().message().find(GetParam().file),
            absl::string_view::npos)
      << loaded.status();
}

INSTANTIATE_TEST_SUITE_P(SourceFiles, RefusedFilesTest,
                         testing::ValuesIn(std::vector<Refusal>{
                             {"TypeScript", "b.ts"},
                             {"Absolute", "/b"},
                             {"Parent", "../b"},
                             {"Dot", "./b"},
                             {"Blank", "b c"},
                             {"NoName", ""},
                             {"Slashes", "b//c"},
                             {"Twice", "a"},
                             {"InAFile", "a/b"}}),
                         [](const testing::TestParamInfo<Refusal>& test) {
                           return test.param.name;
                         });

}  // namespace
}  // namespace gavel::sandbox
