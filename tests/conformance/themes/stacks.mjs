// Stacks as programs read them: none of our own frames, Node's names.

const show = "console.log(new Error('e').stack)";

const SOURCES = [
  show,
  `(function named() { ${show} })()`,
  `(() => { ${show} })()`,
  `const o = { m() { ${show} }, ['c' + 1]: () => ${show} }; o.m(); o.c1()`,
  `class A { constructor() { ${show} } static s() { new A() }
get g() { return ${show} } set t(v) { ${show} } #p() { ${show} } p() { this.#p() } }
A.s(); const a = new A(); a.g; a.t = 1; a.p()`,
  `class B extends Array {}; [3, 1].sort(() => ${show});
[1].forEach(() => ${show}); new B(1).map(function cb() { ${show} })`,
  `eval(${JSON.stringify(show)}); (0, eval)(${JSON.stringify(show)})`,
  `new Function(${JSON.stringify(show)})()`,
  `JSON.stringify({ toJSON() { ${show} } }); 'a'.replace(/a/, () => ${show});
Reflect.apply(function ra() { ${show} }, null, []); \`\${{ toString() { ${show} } }}\``,
  `setTimeout(function named() { ${show} }); setTimeout(() => ${show})`,
  `setImmediate(function named() { ${show} })`,
  `setInterval(function named() { ${show}; clearInterval(this) })`,
  `process.nextTick(function named() { ${show} })`,
  `queueMicrotask(function named() { Promise.resolve().then(() => ${show}) })`,
  `new (require('events'))().on('x', function on() { ${show} }).emit('x')`,
  `new Promise(function executor() { ${show} })`,
  `async function inner() { await 1; ${show} }
async function outer() { await inner(); ${show} } outer()`,
  `Promise.all([(async () => { await 1; ${show} })()])`,
  `(async function main() { await Promise.all([(async () => { await 1; ${show} })()]) })()`,
  `function* g() { ${show}; yield 1 } [...g()]`,
  `(async () => { for await (const x of (async function* gen() {
  ${show}; yield 1; await 2; ${show} })()) ${show} })()`,
  `require('util').promisify(setTimeout)(1).then(() => ${show})`,
  `process.on('exit', function onExit() { ${show} })`,
  `require('readline').createInterface({ input: process.stdin })
  .on('line', function onLine() { ${show} })`,
  `const s = new (require('stream').Readable)({ read() { ${show}; this.push(null) } });
s.on('end', () => ${show}).resume()`,
  `console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { ${show}; return '' } })`,
  `const e = {}; Error.captureStackTrace(e); console.log(e.stack)`,
  `function hide() { const e = {}; Error.captureStackTrace(e, hide); return e.stack }
function user() { console.log(hide()) } user()`,
  `function f(n) { if (n > 0) return f(n - 1); ${show} }
f(3); Error.stackTraceLimit = 3; f(9); Error.stackTraceLimit = 0; f(1)`,
  `Error.prepareStackTrace = (e, sites) => sites.map((s) => s.getFileName());
console.log([...new Set(new Error().stack)].filter((n) => !/^node:/.test(n)))`,
  `Error.prepareStackTrace = (e, sites) => sites[0];
function f() { return new Error().stack } const s = f();
console.log(s.getFunctionName(), s.getLineNumber(), s.getColumnNumber(),
  s.getFileName(), s.isToplevel(), s.isNative(), s.isEval(), s.isConstructor(),
  s.isAsync(), s.getTypeName(), s.getMethodName(), String(s))`,
  `console.log(__filename, process.argv[1], require.main.filename,
  module.id, module.paths.length > 0, new Error('e').stack.includes(__filename))`,
  `console.trace('here', 1)`,
  `try { null.x } catch (e) { console.log(e.stack); console.log(String(e), e.message, e.name) }`,
  `try { JSON.parse('') } catch (e) { console.log(e.stack) }`,
  `try { require('none') } catch (e) { console.log(e.stack); console.log(e.code) }`,
  `try { require('fs').readFileSync('none') } catch (e) { console.log(e) }`,
  `console.log(new Error('shown', { cause: new Error('why') }))`,
  `console.log([new TypeError('in an array')], { e: new RangeError('in an object') })`,
  `'use strict'; function f() { return f.caller } try { f() } catch (e) { console.log(e.message) }`,
];

export const programs = SOURCES.map((program) => ({
  name: program,
  program,
  input: 'first\nsecond\n',
  withErrors: true,
}));
