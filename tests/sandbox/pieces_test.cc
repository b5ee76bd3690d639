// Input that comes in pieces reads like input that comes at once.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <ostream>
#include <string>
#include <utility>

#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

// A pipe of packets, each of one byte: no read gets more than one of them.
OwnedFd OneByteAtATime(const std::string& text) {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC | O_DIRECT) != 0) return OwnedFd();
  const OwnedFd writing(ends[1]);
  // A page for each packet.
  fcntl(writing.get(), F_SETPIPE_SZ, text.size() * 4096);
  for (const char byte : text) {
    EXPECT_EQ(write(writing.get(), &byte, 1), 1);
  }
  return OwnedFd(ends[0]);
}

struct Reader {
  std::string name;
  std::string source;
};
std::ostream& operator<<(std::ostream& out, const Reader& reader) {
  return out << reader.name;
}

class PiecesTest : public SandboxFixture,
                   public testing::WithParamInterface<Reader> {};

TEST_P(PiecesTest, ReadsTheSame) {
  const std::string source =
      "const show = (...values) => console.log(JSON.stringify(values));" +
      GetParam().source;
  absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {Language::kJavaScript, "main.js", source}, TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  ASSERT_NE(loaded->program, nullptr) << loaded->compilation.message;
  const std::string input = "h\xC3\xA9llo 1\r\n\n\xF0\x9F\x98\x80\n\r\nlast";
  const absl::StatusOr<Outcome> whole = RunOn(*loaded->program, input);
  ASSERT_TRUE(whole.ok()) << whole.status();
  const absl::StatusOr<Outcome> pieces =
      RunOn(*loaded->program, OneByteAtATime(input));
  ASSERT_TRUE(pieces.ok()) << pieces.status();
  EXPECT_EQ(whole->execution.verdict, Verdict::kAccepted)
      << whole->execution.message;
  EXPECT_NE(whole->out, "");
  EXPECT_EQ(pieces->out, whole->out);
}

INSTANTIATE_TEST_SUITE_P(
    Readers, PiecesTest,
    testing::Values(
        Reader{"Shell",
               "for (let line; (line = readline()) !== null;)"
               "show(line);"},
        Reader{"WholeText", "show(require('fs').readFileSync(0, 'utf8'));"},
        Reader{"WholeBytes", "show(require('fs').readFileSync(0));"},
        Reader{"FileByName",
               "require('fs').readFile('/dev/stdin', 'utf8',"
               "(error, text) => show(error, text));"},
        Reader{"DataAsText",
               "let text = ''; process.stdin.setEncoding('utf8');"
               "process.stdin.on('data', (piece) => text += piece)"
               ".on('end', () => show(text));"},
        Reader{"DataAsBytes",
               "const parts = [];"
               "process.stdin.on('data', (piece) => parts.push(piece))"
               ".on('end', () => show(`${Buffer.concat(parts)}`));"},
        Reader{"Readable",
               "let text = ''; process.stdin.setEncoding('utf8');"
               "process.stdin.on('readable', () => {"
               "for (let piece; (piece = process.stdin.read()) !== null;)"
               "text += piece; }).on('end', () => show(text));"},
        Reader{"Lines",
               "require('readline').createInterface({input: process.stdin})"
               ".on('line', (line) => show(line))"
               ".on('close', () => show('closed'));"},
        Reader{"LinesAwaited",
               "(async () => { for await (const line of require('readline')"
               ".createInterface({input: process.stdin})) show(line); })();"},
        Reader{"Questions",
               "const rl = require('readline').createInterface("
               "{input: process.stdin});"
               "rl.question('', (a) => rl.question('', (b) => {"
               "show(a, b); rl.close(); }));"},
        Reader{"Consumer",
               "require('stream/consumers').text(process.stdin).then(show);"},
        Reader{"Decoder",
               "const { StringDecoder } = require('string_decoder');"
               "const decoder = new StringDecoder(); let text = '';"
               "process.stdin.on('data', (piece) =>"
               "text += decoder.write(piece)).on('end', () =>"
               "show(text + decoder.end()));"}),
    [](const testing::TestParamInfo<Reader>& row) { return row.param.name; });

}  // namespace
}  // namespace gavel::sandbox
