// Arguments and files that programs are given, in the real sandbox.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/sandbox/files_harness.h"

namespace gavel::sandbox {
namespace {

class FilesTest : public FilesFixture {};

TEST_F(FilesTest, ArgumentsFollowTheNameOfTheProgram) {
  const Left left = RunWith("console.log(process.argv.slice(1).join('|'))",
                            {.arguments = {"input.in", "", "a b", "f/"}});
  EXPECT_EQ(left.out, "/main.js|input.in||a b|f/\n");
}

TEST_F(FilesTest, WithoutAnyThereAreTwo) {
  EXPECT_EQ(RunWith("console.log(process.argv.length)", {}).out, "2\n");
}

// The files "a.txt" and "dir/b.bin", and one that is not copied.
constexpr size_t kLarge = 300'000;

Given Readable() {
  std::string large(kLarge, 'x');
  large.replace(200'000, 6, "needle");
  return {.files = {{"a.txt", "first\nsecond\n"},
                    {"dir/b.bin", std::string("\x00\xff\xc3\xa4", 4)},
                    {"dir/sub/c", ""},
                    {"large", large}}};
}

class ReadingTest : public FilesFixture,
                    public testing::WithParamInterface<ProgramCase> {};

TEST_P(ReadingTest, PrintsWhatItShould) {
  const Left left =
      RunWith(std::string("const fs = require('fs');\n") + GetParam().source,
              Readable());
  EXPECT_EQ(left.out, GetParam().out) << left.err;
  EXPECT_EQ(left.err, "");
}

#define GAVEL_CODE(source)                \
  "try { console.log(" source             \
  "); } catch (e) { console.log(e.code, " \
  "e.syscall, e.message); }"

INSTANTIATE_TEST_SUITE_P(
    Files, ReadingTest,
    testing::ValuesIn(std::vector<ProgramCase>{
        {"Text", "console.log(fs.readFileSync('a.txt', 'utf8'))",
         "first\nsecond\n\n"},
        {"AbsoluteAndDotted",
         "console.log(fs.readFileSync('/dir/../a.txt', 'latin1').length)",
         "13\n"},
        {"Bytes", "console.log(fs.readFileSync('./dir/b.bin'))",
         "<Buffer 00 ff c3 a4>\n"},
        {"Url", "console.log(fs.readFileSync(new URL('file:///a.txt')).length)",
         "13\n"},
        {"Empty", "console.log(fs.readFileSync('dir/sub/c').length)", "0\n"},
        {"LargeWhole",
         "console.log(fs.readFileSync('large', 'utf8').indexOf('needle'))",
         "200000\n"},
        {"LargeByPosition",
         "const fd = fs.openSync('large'); const b = Buffer.alloc(6);"
         "console.log(fs.readSync(fd, b, 0, 6, 200000), `${b}`,"
         "fs.readSync(fd, b, 0, 6, 299998), fs.readSync(fd, b, 0, 6, 1e9));",
         "6 needle 2 0\n"},
        {"BySequence",
         "const fd = fs.openSync('a.txt', 'r'); const b = Buffer.alloc(5);"
         "console.log(fs.readSync(fd, b), `${b}`);"
         "console.log(fs.readSync(fd, b, { length: 3, position: 0 }));"
         "console.log(fs.readFileSync(fd, 'utf8').trim()); fs.closeSync(fd);",
         "5 first\n3\nsecond\n"},
        {"StreamOfPart",
         "fs.createReadStream('large', { encoding: 'utf8', start: 199998, "
         "end: 200006 }).on('data', (t) => console.log(t))"
         ".on('close', () => console.log('closed'))",
         "xxneedlex\nclosed\n"},
        {"StreamOfMissing",
         "fs.createReadStream('no').on('error', (e) => console.log(e.code))",
         "ENOENT\n"},
        {"Lines",
         "const input = fs.createReadStream('a.txt');"
         "require('readline').createInterface({ input })"
         ".on('line', (l) => console.log('>', l))",
         "> first\n> second\n"},
        {"Callback",
         "fs.readFile('a.txt', 'utf8', (e, t) => console.log(e, t.length))",
         "null 13\n"},
        {"Promises",
         "(async () => { const f = await fs.promises.open('a.txt');"
         "console.log(`${await f.readFile()}`.length, (await f.stat()).size);"
         "await f.close();"
         "await f.read().catch((e) => console.log(e.code)); })()",
         "13 13\nEBADF\n"},
        {"Stat",
         "const s = fs.statSync('large');"
         "console.log(s.size, s.isFile(), s.isDirectory(), "
         "fs.statSync('dir').isDirectory(), fs.statSync('/').isDirectory())",
         "300000 true false true true\n"},
        {"Exists",
         "console.log(['a.txt', 'dir', 'dir/', 'dir/sub/c', 'b.bin', 'a.txt/x',"
         "''].map(fs.existsSync).join())",
         "true,true,true,true,false,false,false\n"},
        {"List", "console.log(fs.readdirSync('.'), fs.readdirSync('/dir'))",
         "[ 'a.txt', 'dir', 'large' ] [ 'b.bin', 'sub' ]\n"},
        {"ListWithTypes",
         "for (const e of fs.readdirSync('dir', { withFileTypes: true }))"
         "console.log(e.name, e.isFile(), e.isDirectory())",
         "b.bin true false\nsub false true\n"},
        {"ListAll", "console.log(fs.readdirSync('dir', { recursive: true }))",
         "[ 'b.bin', 'sub', 'sub/c' ]\n"},
        {"RealPath", "console.log(fs.realpathSync('dir/../a.txt'))",
         "/a.txt\n"},
        {"Missing", GAVEL_CODE("fs.readFileSync('b.txt')"),
         "ENOENT open ENOENT: no such file or directory, open 'b.txt'\n"},
        {"Directory", GAVEL_CODE("fs.readFileSync('dir')"),
         "EISDIR read EISDIR: illegal operation on a directory, read\n"},
        {"ListOfFile", GAVEL_CODE("fs.readdirSync('a.txt')"),
         "ENOTDIR scandir ENOTDIR: not a directory, scandir 'a.txt'\n"},
        {"ListOfNothing", GAVEL_CODE("fs.readdirSync('no')"),
         "ENOENT scandir ENOENT: no such file or directory, scandir 'no'\n"},
        {"Overwriting", GAVEL_CODE("fs.writeFileSync('a.txt', 'x')"),
         "EACCES open EACCES: permission denied, open 'a.txt'\n"},
        {"Creating", GAVEL_CODE("fs.writeFileSync('dir/new', 'x')"),
         "EACCES open EACCES: permission denied, open 'dir/new'\n"},
        {"CreatingNowhere", GAVEL_CODE("fs.writeFileSync('no/new', 'x')"),
         "ENOENT open ENOENT: no such file or directory, open 'no/new'\n"},
        {"Truncating", GAVEL_CODE("fs.truncateSync('a.txt')"),
         "EACCES open EACCES: permission denied, open 'a.txt'\n"},
        {"Removing", GAVEL_CODE("fs.rmSync('dir', { recursive: true })"),
         "EACCES rm EACCES: permission denied, rm 'dir'\n"},
        {"Unlinking", GAVEL_CODE("fs.unlinkSync('a.txt')"),
         "EACCES unlink EACCES: permission denied, unlink 'a.txt'\n"},
        {"Renaming", GAVEL_CODE("fs.renameSync('a.txt', 'b.txt')"),
         "EACCES rename EACCES: permission denied, rename 'a.txt' -> "
         "'b.txt'\n"},
        {"WritingWhatIsOpenToRead",
         GAVEL_CODE("fs.writeSync(fs.openSync('a.txt'), 'x')"),
         "EBADF write EBADF: bad file descriptor, write\n"},
        {"ClosedDescriptor",
         "const fd = fs.openSync('a.txt'); fs.closeSync(fd);" GAVEL_CODE(
             "fs.readSync(fd, Buffer.alloc(1))"),
         "EBADF read EBADF: bad file descriptor, read\n"},
        {"NoDescriptor", GAVEL_CODE("fs.fstatSync(99)"),
         "EBADF fstat EBADF: bad file descriptor, fstat\n"},
        {"OpenForEver",
         GAVEL_CODE("(() => { for (;;) fs.openSync('a.txt'); })()"),
         "EMFILE open EMFILE: too many open files, open 'a.txt'\n"},
        {"RequireOfData", GAVEL_CODE("require('./a.txt')"),
         "MODULE_NOT_FOUND undefined Cannot find module './a.txt'\n"
         "Require stack:\n- /main.js\n"},
    }),
    ProgramName);

TEST_F(FilesTest, ManyLargeFilesAreRead) {
  Given given;
  for (int i = 0; i < 20; ++i) {
    given.files.emplace_back(absl::StrCat("large", i),
                             std::string(static_cast<size_t>(70'000 + i), 'x'));
  }
  const Left left = RunWith(
      "const fs = require('fs'); let size = 0;"
      "for (const f of fs.readdirSync('.')) size += fs.readFileSync(f).length;"
      "console.log(size)",
      given);
  EXPECT_EQ(left.out, absl::StrCat(20 * 70'000 + 190, "\n"));
}

TEST_F(FilesTest, AreReadFromTheirBeginningByManyRuns) {
  const auto content =
      std::make_shared<const OwnedFd>(MemoryFile(std::string(100'000, 'x')));
  lseek(content->get(), 50, SEEK_SET);
  absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {.text = "console.log(require('fs').readFileSync('a').length)"},
      TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  for (int i = 0; i < 3; ++i) {
    const OwnedFd out(memfd_create("out", MFD_CLOEXEC));
    RunInput input;
    input.standard_input = MemoryFile("");
    input.standard_output = OwnedFd(dup(out.get()));
    input.files = {{"a", content}};
    ASSERT_TRUE(loaded->program->Run(std::move(input)).ok());
    EXPECT_EQ(Contents(out), "100000\n");
  }
}

TEST_F(FilesTest, WhatCannotBeHonouredIsRefused) {
  absl::StatusOr<Loaded> loaded = supervisor_->Load({.text = ""}, TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  const auto code = [&](auto change) {
    RunInput input;
    input.standard_input = MemoryFile("");
    input.standard_output = MemoryFile("");
    change(input);
    return loaded->program->Run(std::move(input)).status().code();
  };
  EXPECT_EQ(code([](RunInput& input) { input.writable = {"../f"}; }),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code([](RunInput& input) {
              input.files = {{"a", nullptr}};
            }),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code([](RunInput& input) { input.arguments.resize(1000); }),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code([](RunInput& input) { input.writable = {"f"}; }),
            absl::StatusCode::kOk);
}

}  // namespace
}  // namespace gavel::sandbox
