// All ways to read what the other one says, in the real sandbox.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/strings/match.h"
#include "core/judgement.h"
#include "tests/sandbox/interaction_harness.h"

namespace gavel::sandbox {
namespace {

struct Idiom {
  const char* name;
  const char* source;
};

std::ostream& operator<<(std::ostream& out, const Idiom& idiom) {
  return out << idiom.name;
}

class InteractionIdiomTest : public InteractionFixture,
                             public testing::WithParamInterface<Idiom> {};

// Whatever it reads with, what it printed before is on its way by then.
TEST_P(InteractionIdiomTest, AnswersEachQuestion) {
  const Interaction played = Play(GetParam().source, kCounter);
  EXPECT_EQ(played.interactor.exit_code, 42) << played.transcript;
  EXPECT_EQ(played.submission.verdict, Verdict::kAccepted)
      << played.submission.message;
  EXPECT_FALSE(played.deadlock);
  EXPECT_TRUE(absl::StartsWith(played.transcript, "<0\n>1\n<1\n>2\n"))
      << played.transcript;
  EXPECT_TRUE(absl::EndsWith(played.transcript, "<9\n>10\n<bye\n"))
      << played.transcript;
}

constexpr Idiom kIdioms[] = {
    {"ReadlineEvents", kAnswers},
    {"ReadlineForAwait", R"js(
(async () => {
  const rl = require('readline').createInterface({ input: process.stdin });
  for await (const line of rl) {
    if (line === 'bye') break;
    console.log(+line + 1);
  }
})();
)js"},
    {"ReadlineQuestion", R"js(
const rl = require('readline').createInterface(process.stdin, process.stdout);
const ask = (text) => rl.question(text, (line) => {
  if (line === 'bye') rl.close(); else ask(+line + 1 + '\n');
});
ask('');
)js"},
    {"StdinData", R"js(
process.stdin.setEncoding('utf8').on('data', (text) => {
  if (text !== 'bye\n') process.stdout.write(+text + 1 + '\n');
});
)js"},
    {"StdinReadable", R"js(
process.stdin.setEncoding('utf8').on('readable', () => {
  for (let text; (text = process.stdin.read()) !== null;) {
    if (text !== 'bye\n') process.stdout.write(+text + 1 + '\n');
  }
});
)js"},
    {"StdinForAwait", R"js(
(async () => {
  for await (const text of process.stdin) {
    if (String(text) !== 'bye\n') console.log(+text + 1);
  }
})();
)js"},
    {"ReadSync", R"js(
const fs = require('fs');
const buffer = Buffer.alloc(100);
for (;;) {
  const text = buffer.toString('utf8', 0, fs.readSync(0, buffer));
  if (text === 'bye\n') break;
  fs.writeSync(1, +text + 1 + '\n');
}
)js"},
    {"ReadSyncByByte", R"js(
const fs = require('fs');
const byte = Buffer.alloc(1);
for (let line = ''; line !== 'bye';) {
  for (line = ''; fs.readSync(0, byte, 0, 1) > 0 && byte[0] !== 10;)
    line += String(byte);
  if (line !== 'bye') console.log(+line + 1);
}
)js"},
    {"Shell", R"js(
for (let line; (line = readline()) !== 'bye';) print(+line + 1);
)js"},
    {"WithTimers", R"js(
const timer = setInterval(() => {}, 1);
require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => { if (line !== 'bye') console.log(+line + 1); })
  .on('close', () => clearInterval(timer));
)js"},
};

std::string IdiomName(const testing::TestParamInfo<Idiom>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Idioms, InteractionIdiomTest,
                         testing::ValuesIn(kIdioms), IdiomName);

}  // namespace
}  // namespace gavel::sandbox
