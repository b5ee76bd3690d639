#include "bench/io_idioms.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"

namespace gavel::bench {
namespace {

constexpr size_t kLargeBytes = 100'000'000;

constexpr IoIdiom kIdioms[] = {
    {"readline: on('line')", IoInput::kLines, R"js(
let n = 0;
require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => { n += line.length; })
  .on('close', () => console.log(n));
)js"},
    {"readline: on('line'), push all", IoInput::kLines, R"js(
const lines = [];
require('readline').createInterface(process.stdin, process.stdout)
  .on('line', (line) => { lines.push(line); })
  .on('close', () => console.log(lines.length, lines[lines.length - 1]));
)js"},
    {"readline: for await", IoInput::kLines, R"js(
(async () => {
  let n = 0;
  const rl = require('readline').createInterface({ input: process.stdin });
  for await (const line of rl) n += line.length;
  console.log(n);
})();
)js"},
    {"readline: iterator, next()", IoInput::kLines, R"js(
(async () => {
  const it = require('readline').createInterface({ input: process.stdin })
    [Symbol.asyncIterator]();
  let n = 0;
  for (;;) {
    const { value, done } = await it.next();
    if (done) break;
    n += value.length;
  }
  console.log(n);
})();
)js"},
    {"createReadStream, readline", IoInput::kLines, R"js(
let n = 0;
const input = require('fs').createReadStream('/dev/stdin');
require('readline').createInterface({ input, crlfDelay: Infinity })
  .on('line', (line) => { n += line.length; })
  .on('close', () => console.log(n));
)js"},
    {"readFileSync(0, 'utf8').split", IoInput::kLines, R"js(
console.log(require('fs').readFileSync(0, 'utf8').split('\n').length);
)js"},
    {"readFileSync.toString().split", IoInput::kLines, R"js(
const text = require('fs').readFileSync('/dev/stdin').toString().trim();
console.log(text.split('\n').length);
)js"},
    {"stdin: data, setEncoding, +=", IoInput::kLines, R"js(
let text = '';
process.stdin.resume();
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', () => console.log(text.split('\n').length));
)js"},
    {"stdin: data, +=", IoInput::kLines, R"js(
let text = '';
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', () => console.log(text.split('\n').length));
)js"},
    {"stdin: data, Buffer.concat", IoInput::kLines, R"js(
const chunks = [];
process.stdin.on('data', (chunk) => { chunks.push(chunk); });
process.stdin.on('end', () =>
  console.log(Buffer.concat(chunks).toString().split('\n').length));
)js"},
    {"stdin: readable, read()", IoInput::kLines, R"js(
let text = '';
process.stdin.setEncoding('ascii');
process.stdin.on('readable', () => {
  for (let chunk; (chunk = process.stdin.read()) !== null;) text += chunk;
});
process.stdin.on('end', () => console.log(text.split('\n').length));
)js"},
    {"stdin: for await", IoInput::kLines, R"js(
(async () => {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  console.log(Buffer.concat(chunks).toString('utf8').split('\n').length);
})();
)js"},
    {"readSync: one byte each", IoInput::kFewLines, R"js(
const fs = require('fs');
const byte = Buffer.alloc(1);
let n = 0;
while (fs.readSync(0, byte, 0, 1, null) > 0) n += byte[0];
console.log(n);
)js"},
    {"readSync: 1 KiB each", IoInput::kLines, R"js(
const fs = require('fs');
const buffer = Buffer.alloc(1024);
let n = 0;
for (let size; (size = fs.readSync(0, buffer, 0, 1024)) > 0;) {
  for (let i = 0; i < size; i++) n += buffer[i];
}
console.log(n);
)js"},
    {"readSync: 64 KiB each", IoInput::kLines, R"js(
const fs = require('fs');
const buffer = Buffer.allocUnsafe(65536);
let n = 0;
for (let size; (size = fs.readSync(0, buffer, 0, 65536)) > 0;) {
  for (let i = 0; i < size; i++) n += buffer[i];
}
console.log(n);
)js"},
    {"100 MB: readFileSync(0)", IoInput::kLarge, R"js(
const bytes = require('fs').readFileSync(0);
console.log(bytes.length, bytes[bytes.length >> 1]);
)js"},
    {"100 MB: readFileSync, utf8", IoInput::kLarge, R"js(
const text = require('fs').readFileSync(0, 'utf8');
console.log(text.length, text[text.length >> 1]);
)js"},
    {"100 MB: readFileSync, latin1", IoInput::kLarge, R"js(
const text = require('fs').readFileSync(0, 'latin1');
console.log(text.length, text[text.length >> 1]);
)js"},
    {"100 MB: stdin on('data')", IoInput::kLarge, R"js(
let n = 0;
process.stdin.on('data', (chunk) => { n += chunk.length; });
process.stdin.on('end', () => console.log(n));
)js"},
    {"100 MB: pipe to stdout", IoInput::kLarge, R"js(
process.stdin.pipe(process.stdout);
)js"},
    {"log: a short string", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log('YES');
)js"},
    {"log: a number", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log(i);
)js"},
    {"log: a fraction", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log(i / 7);
)js"},
    {"log: several arguments", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log('Case', i, i + 1);
)js"},
    {"log: a template string", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log(`Case #${i}: ${i * 2}`);
)js"},
    {"log: a joined array", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log([i, i + 1, i + 2].join(' '));
)js"},
    {"log: a spread array", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log(...[i, i + 1, i + 2]);
)js"},
    {"log: %d and %s", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log('%d %s', i, 'text');
)js"},
    {"log: text beyond ASCII", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.log('\u00e9t\u00e9 \u2713');
)js"},
    {"log: small arrays, 1e5", IoInput::kNone, R"js(
for (let i = 0; i < 1e5; i++) console.log([i, i + 1, i + 2]);
)js"},
    {"log: small objects, 1e5", IoInput::kNone, R"js(
for (let i = 0; i < 1e5; i++) console.log({ id: i, name: 'text' });
)js"},
    {"log: an object last, 1e5", IoInput::kNone, R"js(
for (let i = 0; i < 1e5; i++) console.log('case', i, [i]);
)js"},
    {"log: 10 MB at once", IoInput::kNone, R"js(
console.log('0123456789'.repeat(1e6));
)js"},
    {"log: a million lines joined", IoInput::kNone, R"js(
const lines = [];
for (let i = 0; i < 1e6; i++) lines.push(i);
console.log(lines.join('\n'));
)js"},
    {"log: a million lines by +=", IoInput::kNone, R"js(
let text = '';
for (let i = 0; i < 1e6; i++) text += i + '\n';
console.log(text);
)js"},
    {"stdout.write: a line each", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) process.stdout.write(i + '\n');
)js"},
    {"stdout.write: a Buffer each", IoInput::kNone, R"js(
const line = Buffer.from('hello\n');
for (let i = 0; i < 1e6; i++) process.stdout.write(line);
)js"},
    {"writeSync: a line each", IoInput::kNone, R"js(
const fs = require('fs');
for (let i = 0; i < 1e6; i++) fs.writeSync(1, i + '\n');
)js"},
    {"writeFileSync: 10 MB", IoInput::kNone, R"js(
require('fs').writeFileSync('/dev/stdout', '0123456789'.repeat(1e6));
)js"},
    {"console.error: a short string", IoInput::kNone, R"js(
for (let i = 0; i < 1e6; i++) console.error('debug');
)js"},
    {"read a line, log a line", IoInput::kLines, R"js(
require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [a, b] = line.split(' ').map(Number);
    console.log(a + b);
  });
)js"},
};

}  // namespace

absl::Span<const IoIdiom> IoIdioms() { return kIdioms; }

std::string MakeIoInput(IoInput input) {
  std::string text;
  if (input == IoInput::kNone) return text;
  const size_t lines = input == IoInput::kFewLines ? 100'000 : 1'000'000;
  uint32_t random = 1;
  for (size_t i = 0; i < lines; ++i) {
    random = random * 1664525 + 1013904223;
    absl::StrAppend(&text, random >> 12, " ", i, "\n");
  }
  if (input != IoInput::kLarge) return text;
  const std::string block = text;
  while (text.size() < kLargeBytes) text += block;
  text.resize(kLargeBytes);
  return text;
}

}  // namespace gavel::bench
