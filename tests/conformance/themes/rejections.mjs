// Errors in callbacks and promises, who is told of them, and warnings.

const SOURCES = [
  'setTimeout(function late() { throw new Error("t") }, 1)',
  'setTimeout(() => { throw "text" })',
  'setImmediate(function late() { throw new Error("t") })',
  'setInterval(() => { throw new Error("t") }, 1)',
  'process.nextTick(() => { throw new Error("t") })',
  'queueMicrotask(() => { null.x })',
  'Promise.reject(new Error("r"))',
  'Promise.reject(5)',
  'Promise.reject(undefined)',
  'Promise.reject("text")',
  'Promise.reject({ a: 1 })',
  'Promise.reject([1])',
  'Promise.reject(Symbol("s"))',
  'Promise.reject(function foo() {})',
  'Promise.reject(new (class Foo {})())',
  'Promise.reject(Object.create(null))',
  'Promise.reject({ stack: "own", message: "m" })',
  'Promise.reject(Object.assign(new Error("r"), { code: "X" }))',
  'Promise.any([Promise.reject(1), Promise.reject(new Error("2"))])',
  'new Promise((_, r) => setTimeout(() => r(new Error("late")), 1))',
  'new Promise(() => { throw new Error("executor") })',
  '(async () => { await null; throw new Error("as") })()',
  `async function foo() { await null; throw new Error("as") }
async function main() { await foo() }
main()`,
  `async function main() {
  await Promise.all([1].map(async () => { await null; throw new TypeError("m") }))
}
main()`,
  `(async () => { for await (const x of (async function* () {
  yield 1; throw new Error("gen") })()); })()`,
  'Promise.resolve().then(() => null.x).then(() => console.log("no"))',
  'Promise.resolve().then(() => null.x).finally(() => console.log("finally"))',
  'process.stdin.on("data", () => { throw new Error("data") })',
  'process.stdin.on("end", () => { throw new Error("end") }).resume()',
  `require("readline").createInterface({ input: process.stdin })
  .on("line", (l) => { throw new Error(l) })`,
  'console.log(1); setTimeout(() => { console.log(2); null.x }); ' +
    'setTimeout(() => console.log(3), 5)',
  // 'error' events.
  'new (require("events"))().emit("error", new Error("boo"))',
  'new (require("events"))().emit("error", { a: 1 })',
  'new (require("events"))().emit("error")',
  'new (require("events"))().emit("error", "text")',
  `const E = require("events"); const e = new E();
const made = new Error("made earlier");
function foo() { e.emit("error", made) }
setTimeout(foo, 0)`,
  `class My extends require("events") {}
class Er extends Error { constructor() { super("q"); this.code = "C" } }
function go() { new My().emit("error", new Er()) }
setTimeout(go)`,
  'process.stdin.emit("error", new Error("st"))',
  `const { Readable } = require("stream");
new Readable({ read() { this.destroy(new Error("d")) } }).resume()`,
  // Who is told.
  `process.on("uncaughtException", (e, o) => { console.log("caught", e, o) });
process.nextTick(() => console.log("tick"));
setTimeout(() => console.log("timer")); throw 1`,
  `process.on("uncaughtException", (e, o) => console.log(e.message, o));
Promise.reject(new Error("a")); Promise.reject(5);
Promise.resolve().then(() => console.log("mt"));
process.nextTick(() => console.log("tick"))`,
  `process.on("uncaughtException", (e, o) => {
  console.log(e.message, o); process.nextTick(() => console.log("tick")) });
Promise.reject(new Error("a")); Promise.reject(new Error("b"))`,
  `process.on("uncaughtException", (e) => { throw new TypeError("in " + e) });
process.on("exit", (c) => console.log("exit", c));
throw new Error("q")`,
  `process.on("uncaughtException", (e) => { throw new TypeError("in " + e) });
Promise.reject(new Error("q"))`,
  'process.on("uncaughtException", () => process.exit(3)); null.x',
  'process.once("uncaughtException", () => setTimeout(() => null.y)); null.x',
  `process.on("uncaughtExceptionMonitor", (e, o) => console.log(e.message, o));
Promise.reject(new Error("a"))`,
  'process.on("uncaughtExceptionMonitor", () => { throw 5 }); throw 1',
  'process.on("unhandledRejection", (r, p) => console.log(r, p)); Promise.reject(5)',
  `process.on("unhandledRejection", () => { throw new Error("in ur") });
Promise.reject(5)`,
  `process.on("unhandledRejection", () => { throw new Error("in ur") });
process.on("uncaughtException", (e, o) => console.log(e.message, o));
Promise.reject(5)`,
  `const p = Promise.reject(5);
process.on("unhandledRejection", (r) => {
  console.log("ur", r); setTimeout(() => p.catch(() => console.log("c")), 1) })`,
  `const p = Promise.reject(5);
process.on("rejectionHandled", (q) => console.log("rh", q === p));
process.on("unhandledRejection", (r) => { console.log("ur", r); setTimeout(() => {
  p.catch(() => console.log("c")); process.nextTick(() => console.log("tick")) }, 1) })`,
  `const p = Promise.reject(1);
setTimeout(() => p.catch(() => console.log("too late")), 1)`,
  'const p = Promise.reject(1); process.nextTick(() => p.catch(() => console.log(1)))',
  'const p = Promise.reject(1); queueMicrotask(() => p.catch(() => console.log(1)))',
  'const p = Promise.reject(1); setImmediate(() => p.catch(() => console.log(1)))',
  `process.setUncaughtExceptionCaptureCallback((e) => console.log("cap", e));
throw 1`,
  `process.setUncaughtExceptionCaptureCallback((e) => { throw new Error("cap") });
throw 1`,
  // Warnings.
  `process.emitWarning("careful");
process.emitWarning("second", "DeprecationWarning", "DEP01");
process.emitWarning("third", { type: "X", code: "C", detail: "de tail" });
process.emitWarning(new Error("fourth"))`,
  'process.removeAllListeners("warning"); process.emitWarning("quiet")',
  'process.on("warning", (w) => console.log(w.name, w.code)); process.emitWarning("w", "N", "C")',
  'process.noDeprecation = true; process.emitWarning("w", "DeprecationWarning")',
  'process.throwDeprecation = true; process.emitWarning("w", "DeprecationWarning")',
  'process.emitWarning(5)',
  `const e = new (require("events"))();
for (let i = 0; i < 12; i++) e.on("x", () => {})`,
];

export const programs = SOURCES.map((program) => ({
  name: program,
  program,
  input: 'first\nsecond\n',
  withErrors: true,
}));
