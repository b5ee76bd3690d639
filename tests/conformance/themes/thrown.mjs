// What is thrown at the top of a program: errors of all kinds, and what is none.

const values = {
  text: "'text'",
  'no text': "''",
  'more than one line': "'a\\nb'",
  null: 'null',
  undefined: 'undefined',
  'a number': '-0',
  'a bigint': '5n',
  'a symbol': "Symbol('s')",
  'an object': '{ a: 1, b: { c: [1, 2, { d: 3 }] } }',
  'an array': '[1, 2]',
  'an empty object without prototype': 'Object.create(null)',
  'an object that looks like an error':
    "{ stack: 'own stack', message: 'm', name: 'N' }",
  'an object with a message': "{ message: 'm', name: 'N' }",
  'an object with a getter': '{ get a() { throw 1 } }',
  'an object that is no text': '{ toString() { throw 1 } }',
  'a function': 'function foo() {}',
  'a class': 'class A {}',
  'an inherited Error': 'Object.create(Error.prototype)',
  'a Proxy of an error': "new Proxy(new Error('p'), {})",
  'a Map': 'new Map([[1, { a: 2 }]])',
  'an object that inspects itself':
    "{ [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom' } }",
};

const errors = {
  'an error': "new Error('x')",
  'an error without a message': "new Error('')",
  'a message of several lines': "new Error('multi\\nline\\n  message')",
  'own properties': "Object.assign(new Error('x'), { code: 'X', o: { a: [1] } })",
  'deep and long properties':
    "Object.assign(new Error('long'), { deep: {a:{b:{c:{d:{e:{f:1}}}}}}," +
    " arr: Array(200).fill(1), fn() {}, s: 'q'.repeat(200) })",
  'a symbol as a property': "Object.assign(new Error('x'), { [Symbol('k')]: 1 })",
  'a property that is the error':
    "(() => { const e = new Error('x'); e.self = e; return e })()",
  'a getter that throws':
    "Object.defineProperty(new Error('x'), 'a'," +
    ' { get() { throw 1 }, enumerable: true })',
  'a cause': "new Error('x', { cause: new TypeError('c') })",
  'a chain of causes':
    "new Error('a', { cause: new Error('b', { cause: new Error('c') }) })",
  'a cause that is no error': "new Error('x', { cause: { code: 1 } })",
  'a cause that was assigned':
    "Object.assign(new Error('x'), { cause: { code: 1 } })",
  'many errors':
    "new AggregateError([new Error('a'), 'b', new TypeError('c')], 'all')",
  'an AggregateError without a message': 'new AggregateError([])',
  'a changed name': "Object.assign(new Error('x'), { name: 'Changed' })",
  'a changed message': "Object.assign(new Error('x'), { message: 'later' })",
  'a changed stack': "Object.assign(new Error('x'), { stack: 'changed' })",
  'a changed stack with frames':
    "Object.assign(new Error('x'), { stack: 'Error: y\\n    at foo (a.js:1:2)' })",
  'an empty stack': "Object.assign(new Error('x'), { stack: '' })",
  'no stack': "(() => { const e = new Error('x'); delete e.stack; return e })()",
  'a stack that throws':
    "Object.defineProperty(new Error('x'), 'stack', { get() { throw 1 } })",
  'a subclass': "new (class Foo extends Error {})('bad')",
  'a subclass with a name':
    'new (class Foo extends Error {' +
    " constructor(m) { super(m); this.name = 'Foo'; this.z = 1 } })('bad')",
  'a subclass of TypeError':
    'new (class Invalid extends TypeError {' +
    " get name() { return 'Invalid' } })('bad')",
  'a message that is no text': 'new Error({ a: 1 })',
  'an error of the system': "require('fs').readFileSync('nofile')",
  'an error of node': "require('nomodule')",
  'a DOMException': "new DOMException('gone', 'AbortError')",
  'an assertion': "require('assert').strictEqual(1, 2)",
  'an assertion with a message': "require('assert')(false, 'no')",
};

const SOURCES = {
  'a property of null': 'null.foo',
  'a property of undefined': 'const o = {};\n\to.foo.bar.baz()',
  'a name that is not there': 'let x = 1;\nundefinedFunction(1, 2, 3)',
  'no function': 'const a = [];\n  a.b.c; a.d()',
  'no function either': 'let q = 5; q()',
  'a constant': 'const c = 1; c = 2',
  'bigints mixed': 'let a = 1n + 1',
  'before its declaration': 'console.log(late); let late = 1',
  'nothing to destructure': 'const { a } = null',
  'not iterable': 'for (const x of 5) {}',
  'no constructor': 'new (() => {})()',
  'super is missing': 'class A extends Object { constructor() {} } new A()',
  'a private name': 'class A { #p; static f(o) { return o.#p } } A.f({})',
  'too deep': 'function f() { f() }\nf()',
  'a wrong length': 'new Array(-1)',
  'a wrong precision': '(1.5).toFixed(101)',
  'a symbol as text': '`${Symbol()}`',
  'in a callback': "[1].map(function cb(x) { throw new Error('m') })",
  'in a getter':
    "const o = { get a() { throw new Error('m') } }; JSON.stringify(o)",
  'in a generator': "function* g() { throw new Error('m') } [...g()]",
  'in a Proxy': "new Proxy(() => {}, { apply() { throw new Error('p') } })()",
  'in a static block': "class A { static { throw new Error('s') } }",
  'in a finally block': "try { throw new Error('a') } finally { console.log(1) }",
  'thrown again': "try { null.x } catch (e) { throw e }",
  'thrown again later': "let e;\ntry {\n  null.x\n} catch (x) { e = x }\nthrow e",
  'wrapped': "try { null.x } catch (e) { throw new Error('w', { cause: e }) }",
  'eval that throws': "eval('throw new Error(1)')",
  'eval that does not compile': "eval('foo(;')",
  'a Function that does not compile': "new Function('x', 'return x +* 1')",
  'a Function that throws': "new Function('throw new Error(1)')()",
  'a regular expression': "new RegExp('(')",
  'after a line that is not ASCII': "/*\u00e9\u65e5\u672c*/\tthrow new Error('x')",
  'after tabs': "\t\tif (1)\tthrow\tnew Error('x')",
  'on a long line': `/*${'-'.repeat(3000)}*/ throw new Error('x')`,
  'with CRLF': "let a = 1;\r\n  throw new Error('x');\r\nlet b",
  'after a byte order mark': "\ufeffthrow new Error('x')",
  'after a hashbang': "#!/usr/bin/env node\nthrow new Error('x')",
  'stackTraceLimit 0': "Error.stackTraceLimit = 0; throw new Error('x')",
  'stackTraceLimit 1':
    "Error.stackTraceLimit = 1; function f() { throw new Error('x') } f()",
  'prepareStackTrace gives text':
    "Error.prepareStackTrace = () => 'custom'; throw new Error('x')",
  'prepareStackTrace throws':
    "Error.prepareStackTrace = () => { throw 5 }; throw new Error('x')",
  'no output is lost':
    "process.stdout.write('no end of line'); console.error('e'); null.x",
  'two statements': 'console.log(1); null.x; console.log(2)',
  'a message of a megabyte': "throw new Error('x'.repeat(5e5))",
  'an error of an argument': 'process.chdir(1)',
  'a timer without a function': "setTimeout('x')",
};

const toPrograms = (table, source) =>
  Object.entries(table).map(([name, value]) => ({
    name,
    program: source(value),
    withErrors: true,
  }));

const modules = [
  'throw new Error("x")',
  'throw "text"',
  'import fs from "fs";\nfunction f() {\n  null.x;\n}\nf();',
  'await null;\nthrow Object.assign(new Error("x"), { code: 1 })',
  'await Promise.reject(new TypeError("r"))',
  'export default null.x',
].map((program) => ({
  name: `module: ${program}`,
  program,
  extension: '.mjs',
  withErrors: true,
}));

export const programs = [
  ...toPrograms(values, (value) => `throw ${value}`),
  ...toPrograms(errors, (value) => `  throw ${value}`),
  ...toPrograms(SOURCES, (source) => source),
  ...modules,
];
