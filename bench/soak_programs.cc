#include "bench/soak_programs.h"

namespace gavel::bench {
namespace {

constexpr const char* kHonest[] = {
    "let s = 0; const n = +readline();"
    "for (let i = 1; i <= n; ++i) s += i; print(s);",
    "const n = parseInt(require('fs').readFileSync(0, 'utf8'));"
    "console.log(n * (n + 1) / 2);",
    "const n = +readline(); const m = new Map();"
    "for (let i = 1; i <= n; ++i) m.set('k' + i, {value: i});"
    "print([...m.values()].reduce((a, b) => a + b.value, 0));",
    "const n = BigInt(readline()); print(String(n * (n + 1n) / 2n));",
    "const n = +readline();"
    "const a = Uint32Array.from({length: n}, (_, i) => n - i).sort();"
    "print(a.reduce((x, y) => x + y, 0));",
    "const rl = require('readline').createInterface({input: process.stdin});"
    "rl.on('line', line => { const n = +line; let s = 0;"
    "  for (let i = 0; i <= n; ++i) s += i; console.log(String(s)); });",
    "const wait = ms => new Promise(r => setTimeout(r, ms));"
    "(async () => { const n = +readline(); let s = 0;"
    "  for (let i = 1; i <= n; ++i) s += await i; await wait(1); print(s);"
    "})();",
    "function* upTo(n) { for (let i = 1; i <= n; ++i) yield i; }"
    "let s = 0; for (const i of upTo(+readline())) s += i;"
    "print(JSON.parse(JSON.stringify({s})).s);",
    "class Tree { constructor(low, high) { this.sum = low === high ? low :"
    "  new Tree(low, (low + high) >> 1).sum +"
    "  new Tree(((low + high) >> 1) + 1, high).sum; } }"
    "print(new Tree(1, +readline()).sum);",
    "const n = +readline(); const words = [];"
    "for (let i = 1; i <= n; ++i) words.push(String(i));"
    "print(words.sort().join(' ').split(/\\s+/).map(Number)"
    "  .reduce((a, b) => a + b));",
};

constexpr Verdict kTime = Verdict::kTimeLimitExceeded;
constexpr Verdict kMemory = Verdict::kMemoryLimitExceeded;
constexpr Verdict kOutput = Verdict::kOutputLimitExceeded;
constexpr Verdict kRunTime = Verdict::kRunTimeError;

constexpr HostileProgram kHostile[] = {
    {"endless loop", "for (;;) {}", kTime, Reason::kCpuTime},
    {"loop that catches",
     "for (;;) { try { for (;;) {} } catch {} finally { for (;;) {} } }", kTime,
     Reason::kCpuTime},
    {"regular expression", "/^(a+)+$/.test('a'.repeat(60) + 'b');", kTime,
     Reason::kCpuTime},
    {"builtin that does not poll",
     "Array.prototype.indexOf.call({length: 2 ** 53 - 1}, 1);", kTime,
     Reason::kCpuTime},
    {"microtask loop", "(async () => { for (;;) await null; })();", kTime,
     Reason::kCpuTime},
    {"buffers refused for ever",
     "for (;;) try { new ArrayBuffer(2 ** 40); } catch {}", kTime,
     Reason::kCpuTime},
    {"sleep", "setTimeout(() => {}, 1e6);", kTime, Reason::kIdle},
    {"heap bomb", "const a = []; for (;;) a.push(new Array(1e4).fill(1));",
     kMemory, Reason::kHeap},
    {"map bomb", "const m = new Map(); for (let i = 0;; ++i) m.set(i, [i]);",
     kMemory, Reason::kHeap},
    {"buffer bomb",
     "const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1));", kMemory,
     Reason::kOffHeap},
    {"wasm memory bomb",
     "const a = []; for (;;) {"
     "  const m = new WebAssembly.Memory({initial: 64});"
     "  new Uint8Array(m.buffer).fill(1); a.push(m); }",
     kMemory, Reason::kOffHeap},
    {"one huge array", "const a = new Array(33e6); a[0] = 1; print('ok');",
     kMemory, Reason::kHeap},
    {"one huge list",
     "let s = 'x'; for (let i = 0; i < 27; ++i) s += s; s.split('');", kMemory,
     Reason::kHeap},
    {"native recursion",
     "const t = {}; const o = Object.create(new Proxy(t, {}));"
     "Object.setPrototypeOf(t, o); o.missing;",
     kRunTime, Reason::kStack},
    {"huge regular expression",
     "new RegExp('('.repeat(1e6) + ')'.repeat(1e6)).test('x');", kRunTime,
     Reason::kException},
    {"output flood", "for (;;) print('0123456789');", kOutput, Reason::kOutput},
    {"error flood", "for (;;) console.error('0123456789');", kOutput,
     Reason::kOutput},
    {"one huge line", "print('x'.repeat(2 ** 24));", kOutput, Reason::kOutput},
    {"stack overflow", "function f() { return f() + 1; } f();", kRunTime,
     Reason::kStack},
    {"stack overflow in a builtin",
     "let a = []; for (let i = 0; i < 1e5; ++i) a = [a]; JSON.stringify(a);",
     kRunTime, Reason::kStack},
    {"forbidden module", "require('child_process').execSync('id');", kRunTime,
     Reason::kException},
    {"forbidden file", "require('fs').readFileSync('/etc/passwd');", kRunTime,
     Reason::kException},
    {"forbidden import", "import('child_process').then(m => m.execSync('id'));",
     kRunTime, Reason::kException},
    {"escape through constructors",
     "this.constructor.constructor('return process')()"
     "  .mainModule.require('net').connect(80);",
     kRunTime, Reason::kException},
    {"exit storm",
     "process.on('exit', () => { for (;;) process.exit(7); });"
     "for (;;) try { process.exit(7); } catch {} finally { process.exit(7); }",
     kRunTime, Reason::kExitCode},
    {"unhandled rejections",
     "for (let i = 0; i < 1000; ++i) Promise.reject(new Error(String(i)));",
     kRunTime, Reason::kException},
    // A start function of one instruction: unreachable.
    {"wasm trap",
     "new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(["
     "  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0,"
     "  10, 5, 1, 3, 0, 0, 11])));",
     kRunTime, Reason::kException},
    {"exception with a hostile text",
     "throw {toString() { throw this; }, get stack() { throw this; }};",
     kRunTime, Reason::kException},
    {"no program", "let = = ;", Verdict::kCompileError, Reason::kSyntax},
};

}  // namespace

absl::Span<const char* const> HonestPrograms() { return kHonest; }

absl::Span<const HostileProgram> HostilePrograms() { return kHostile; }

Limits LimitsFor(const HostileProgram& program) {
  Limits limits;
  // Where another limit is the point, time must not come first.
  limits.cpu_time = program.reason == Reason::kCpuTime ? absl::Milliseconds(10)
                                                       : absl::Seconds(2);
  if (program.reason == Reason::kIdle) {
    limits.wall_time = absl::Milliseconds(30);
  }
  limits.memory = MiB(32);
  limits.stack = MiB(1);
  limits.output = KiB(64);
  return limits;
}

}  // namespace gavel::bench
