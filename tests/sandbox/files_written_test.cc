// Files that programs write, in the real sandbox.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/sandbox/files_harness.h"

namespace gavel::sandbox {
namespace {

class WritingTest : public FilesFixture,
                    public testing::WithParamInterface<ProgramCase> {};

// `out` is what is written, "name=content" by name, with blanks between.
TEST_P(WritingTest, LeavesWhatItShould) {
  const Left left = RunWith(
      std::string("const fs = require('fs');\n") + GetParam().source,
      {.files = {{"f/old", "old"}, {"f/kept", "kept"}, {"fixed", "fixed"}},
       .writable = {"f", "g/h"}});
  EXPECT_EQ(left.written, GetParam().out) << left.out << left.err;
}

INSTANTIATE_TEST_SUITE_P(
    Files, WritingTest,
    testing::ValuesIn(std::vector<ProgramCase>{
        {"Nothing", "fs.readFileSync('f/old')", ""},
        {"File", "fs.writeFileSync('f/a', 'text')", "f/a=text"},
        {"InADirectoryThatIsThere", "fs.writeFileSync('g/h/a', 'text')",
         "g/h/a=text"},
        {"Empty", "fs.writeFileSync('f/a', '')", "f/a="},
        {"Bytes", "fs.writeFileSync('f/a', Buffer.from([1, 2]))",
         "f/a=\x01\x02"},
        {"Append",
         "fs.appendFileSync('f/a', '1'); fs.appendFileSync('f/a', '2');"
         "fs.appendFileSync('f/old', '3')",
         "f/a=12 f/old=old3"},
        {"Overwrite", "fs.writeFileSync('f/old', 'n')", "f/old=n"},
        {"InPlace",
         "const fd = fs.openSync('f/old', 'r+'); fs.writeSync(fd, 'X', 1);",
         "f/old=oXd"},
        {"Hole",
         "const fd = fs.openSync('f/a', 'w');"
         "fs.writeSync(fd, Buffer.from('ab'), 0, 1, 2); fs.closeSync(fd)",
         "f/a=00a"},
        {"ReadBack",
         "const fd = fs.openSync('f/a', 'w+'); fs.writeSync(fd, 'abc');"
         "const b = Buffer.alloc(3); fs.readSync(fd, b, 0, 3, 0);"
         "fs.writeFileSync('f/b', b)",
         "f/a=abc f/b=abc"},
        {"Truncate",
         "fs.truncateSync('f/old', 1); fs.writeFileSync('f/a', 'abc');"
         "fs.truncateSync('f/a')",
         "f/a= f/old=o"},
        {"Exclusive",
         "fs.writeFileSync('f/a', '1', { flag: 'wx' });"
         "try { fs.writeFileSync('f/a', '2', { flag: 'wx' }) }"
         "catch (e) { fs.writeFileSync('f/e', e.code) }",
         "f/a=1 f/e=EEXIST"},
        {"Directories",
         "fs.mkdirSync('f/d'); fs.mkdirSync('f/x/y', { recursive: true });"
         "fs.writeFileSync('f/x/y/z', '1'); fs.rmdirSync('f/d')",
         "f/x/y/z=1"},
        {"DirectoryThatIsFull",
         "try { fs.rmdirSync('f') } catch (e) {"
         "fs.writeFileSync('f/e', e.code) }",
         "f/e=EACCES"},
        {"Rename",
         "fs.writeFileSync('f/a', '1'); fs.renameSync('f/a', 'g/h/b');"
         "fs.renameSync('f/old', 'f/new')",
         "f/new=old g/h/b=1"},
        {"RenameOfDirectory",
         "fs.mkdirSync('f/d'); fs.writeFileSync('f/d/a', '1');"
         "fs.renameSync('f/d', 'f/e')",
         "f/e/a=1"},
        {"RenameOver",
         "fs.writeFileSync('f/a', '1'); fs.writeFileSync('f/b', '2');"
         "fs.renameSync('f/a', 'f/b')",
         "f/b=1"},
        {"Unlink",
         "fs.writeFileSync('f/a', '1'); fs.unlinkSync('f/a');"
         "fs.writeFileSync('f/e', `${fs.existsSync('f/a')}`)",
         "f/e=false"},
        {"UnlinkedButOpen",
         "const fd = fs.openSync('f/a', 'w+'); fs.unlinkSync('f/a');"
         "fs.writeSync(fd, '12'); fs.writeFileSync('f/b', "
         "`${fs.fstatSync(fd).size}`)",
         "f/b=2"},
        {"Remove",
         "fs.mkdirSync('f/d/e', { recursive: true });"
         "fs.writeFileSync('f/d/e/a', '1');"
         "fs.rmSync('f/d', { recursive: true });"
         "fs.rmSync('f/no', { force: true })",
         ""},
        {"Copy", "fs.copyFileSync('fixed', 'f/copy')", "f/copy=fixed"},
        {"CopyOfInput", "fs.copyFileSync('/dev/stdin', 'f/copy')",
         "f/copy=input"},
        {"Stream",
         "const s = fs.createWriteStream('f/a'); s.write('1'); s.end('2')",
         "f/a=12"},
        {"StreamAppends",
         "fs.createWriteStream('f/old', { flags: 'a' }).end('2')",
         "f/old=old2"},
        {"Promises",
         "fs.promises.mkdir('f/p').then(() => "
         "fs.promises.writeFile('f/p/a', '1'))",
         "f/p/a=1"},
        {"Handle",
         "fs.promises.open('f/a', 'w').then(async (f) => {"
         "await f.write('12345'); await f.truncate(2); await f.close() })",
         "f/a=12"},
        {"NameThatNoFileMayHave",
         "try { fs.writeFileSync('f/a b', '1') } catch (e) {"
         "fs.writeFileSync('f/e', e.code) }",
         "f/e=EINVAL"},
        {"BesideWhatMayBeWritten",
         "try { fs.writeFileSync('g/a', '1') } catch (e) {"
         "fs.writeFileSync('f/e', e.code) }",
         "f/e=EACCES"},
        {"OnExit", "process.on('exit', () => fs.writeFileSync('f/a', '1'))",
         "f/a=1"},
        {"ByExit", "fs.writeFileSync('f/a', '1'); process.exit(43)", "f/a=1"},
        {"ByException", "fs.writeFileSync('f/a', '1'); throw new Error('x')",
         "f/a=1"},
        {"ByRejection", "fs.writeFileSync('f/a', '1'); Promise.reject(1)",
         "f/a=1"},
        {"ByStackOverflow",
         "fs.writeFileSync('f/a', '1'); (function f() { f(); f() })()",
         "f/a=1"},
        {"NotAtTheCpuLimit", "fs.writeFileSync('f/a', '1'); for (;;);", ""},
        {"NotAtTheMemoryLimit",
         "fs.writeFileSync('f/a', '1'); const a = []; for (;;) a.push([a])",
         ""},
    }),
    ProgramName);

using WrittenFilesTest = FilesFixture;

TEST_F(WrittenFilesTest, MayBeAnywhere) {
  const Left left =
      RunWith("require('fs').writeFileSync('a', '1')", {.writable = {"."}});
  EXPECT_EQ(left.written, "a=1");
}

TEST_F(WrittenFilesTest, WhatNobodyWantsIsDropped) {
  const Left left =
      RunWith("require('fs').writeFileSync('f/a', '1'); console.log('end')",
              {.writable = {"f"}, .wants_written = false});
  EXPECT_EQ(left.out, "end\n");
  EXPECT_EQ(left.execution.verdict, Verdict::kAccepted);
}

struct LimitCase {
  const char* name;
  // With `size`, which is the output limit.
  const char* source;
  Reason reason;
};
void PrintTo(const LimitCase& test, std::ostream* out) { *out << test.name; }

class WrittenLimitTest : public FilesFixture,
                         public testing::WithParamInterface<LimitCase> {};

TEST_P(WrittenLimitTest, EndsAsItMust) {
  const Left left = RunWith(
      absl::StrCat("const fs = require('fs'); const size = ",
                   TestLimits().output.count(), ";\n", GetParam().source),
      {.writable = {"f"}});
  EXPECT_EQ(left.execution.reason, GetParam().reason) << left.execution.message;
}

INSTANTIATE_TEST_SUITE_P(
    Files, WrittenLimitTest,
    testing::ValuesIn(std::vector<LimitCase>{
        {"OneFile", "fs.writeFileSync('f/a', Buffer.alloc(size))",
         Reason::kOutput},
        {"WithItsRecord", "fs.writeFileSync('f/a', Buffer.alloc(size - 11))",
         Reason::kNone},
        {"OneByteMore", "fs.writeFileSync('f/a', Buffer.alloc(size - 10))",
         Reason::kOutput},
        {"ManyEmptyFiles",
         "const long = 'x'.repeat(400);"
         "for (let i = 0;; i++) fs.writeFileSync(`f/${long}${i}`, '')",
         Reason::kOutput},
        {"WithStandardOutput",
         "fs.writeFileSync('f/a', Buffer.alloc(size / 2));"
         "process.stdout.write('x'.repeat(size / 2))",
         Reason::kOutput},
        {"Appending",
         "const b = Buffer.alloc(1000); for (;;) fs.appendFileSync('f/a', b)",
         Reason::kOutput},
        {"Sparse",
         "const fd = fs.openSync('f/a', 'w'); fs.writeSync(fd, 'x', 1e9)",
         Reason::kOutput},
        {"Truncating",
         "fs.closeSync(fs.openSync('f/a', 'w'));"
         "fs.truncateSync('f/a', 2 ** 39)",
         Reason::kOutput},
        {"AgainAndAgain",
         "for (let i = 0; i < 50; i++) "
         "fs.writeFileSync('f/a', Buffer.alloc(size / 2))",
         Reason::kNone},
        {"RemovedAgain",
         "for (let i = 0; i < 50; i++) {"
         "fs.writeFileSync('f/a', Buffer.alloc(size / 2));"
         "fs.unlinkSync('f/a') }",
         Reason::kNone},
    }),
    [](const testing::TestParamInfo<LimitCase>& test) {
      return test.param.name;
    });

}  // namespace
}  // namespace gavel::sandbox
