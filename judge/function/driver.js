// Calls the submission that stands before it and writes what it returns.
//
// One expression, which is appended to the submission as one line and called:
//
//   find       functions that look names up where the submission stands: main,
//              exports, ListNode, TreeNode; undefined for what is not there
//   signature  {name, parameters, result, inout, methods, wide}; methods by
//              name, of classes only; wide if a long is somewhere in it.
//              A type is {kind, of, name}, `of` for arrays, lists and trees
//
// Standard input is one line of test data (values.h). Standard output gets one
// line: the result, or {"wrong": "undefined, which is no int"}. From
// the call on, whatever else is written to standard output goes to standard
// error.
//
// The submission may replace every global, and gets what it asked for.
(find, signature) => {
  const { Array, ArrayBuffer, BigInt, DataView, Error, JSON } = globalThis;
  const { Number, Promise, Set, String, process, readline } = globalThis;

  // A result that is not of its type.
  class Wrong {
    constructor(text) {
      this.text = text;
    }
  }

  // ------------------------------------------------------------- arguments

  const ListNode =
    find.ListNode() ??
    (globalThis.ListNode = function ListNode(val = 0, next = null) {
      this.val = val;
      this.next = next;
    });
  const TreeNode =
    find.TreeNode() ??
    (globalThis.TreeNode = function TreeNode(
      val = 0,
      left = null,
      right = null,
    ) {
      this.val = val;
      this.left = left;
      this.right = right;
    });

  // Every number as a string where JSON.parse would round some.
  const NUMBERS =
    /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  const quote = (text) => (text.startsWith('"') ? text : `"${text}"`);
  const parse = (line) =>
    JSON.parse(signature.wide ? line.replace(NUMBERS, quote) : line);

  const makeList = (values) => {
    let first = null;
    for (const value of values.reverse()) {
      const node = new ListNode(value, first);
      node.val = value;
      node.next = first;
      first = node;
    }
    return first;
  };

  const makeNode = (value) => {
    if (value === null) return null;
    const node = new TreeNode(value, null, null);
    node.val = value;
    node.left = null;
    node.right = null;
    return node;
  };

  const makeTree = (values) => {
    const nodes = values.map(makeNode);
    let next = 1;
    for (const node of nodes) {
      if (node === null) continue;
      node.left = nodes[next++] ?? null;
      node.right = nodes[next++] ?? null;
    }
    return nodes[0] ?? null;
  };

  const decode = (type, value) => {
    if (value === null) return null;
    const elements = () => value.map((element) => decode(type.of, element));
    switch (type.kind) {
      case 'int':
      case 'float':
        return Number(value);
      case 'long':
        return BigInt(value);
      case 'array':
        return elements();
      case 'list':
        return makeList(elements());
      case 'tree':
        return makeTree(elements());
      default:
        return value;
    }
  };

  const decodeAll = (types, values) =>
    types.map((type, i) => decode(type, values[i]));

  // --------------------------------------------------------------- results

  const describe = (value) => {
    if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return 'a function';
    if (typeof value === 'symbol') return 'a symbol';
    if (Array.isArray(value)) return 'an array';
    if (value instanceof Promise) return 'a promise';
    if (typeof value === 'object' && value !== null) return 'an object';
    return String(value);
  };

  const refuse = (what, path, why = '') => {
    throw new Wrong(`${what}${path === '' ? '' : ` at ${path}`}${why}`);
  };

  const refuseType = (type, value, path) =>
    refuse(describe(value), path, `, which is no ${type.name}`);

  const encodeFloat = (value) =>
    Number.isFinite(value) ? String(value) : `"${value}"`;

  const isInt = (value) =>
    Number.isSafeInteger(typeof value === 'bigint' ? Number(value) : value);
  const isLong = (value) =>
    typeof value === 'bigint'
      ? BigInt.asIntN(64, value) === value
      : Number.isSafeInteger(value);
  const isArray = (value) =>
    Array.isArray(value) ||
    (ArrayBuffer.isView(value) && !(value instanceof DataView));
  const isNode = (value) => typeof value === 'object' && value !== null;

  const encodeString = (value, path) => {
    if (/\p{Surrogate}/u.test(value)) {
      refuse('a string with half of a surrogate pair', path);
    }
    return JSON.stringify(value);
  };

  const encodeArray = (type, value, path) => {
    const parts = [];
    for (let i = 0; i < value.length; ++i) {
      parts.push(encode(type.of, value[i], `${path}[${i}]`));
    }
    return `[${parts.join(',')}]`;
  };

  const encodeList = (type, first, path) => {
    const parts = [];
    const seen = new Set();
    for (let node = first; node !== null && node !== undefined;) {
      if (!isNode(node)) refuseType(type, node, `${path}[${parts.length}]`);
      if (seen.has(node)) refuse('a list with a cycle', path);
      seen.add(node);
      parts.push(encode(type.of, node.val, `${path}[${parts.length}].val`));
      node = node.next;
    }
    return `[${parts.join(',')}]`;
  };

  const encodeTree = (type, root, path) => {
    const parts = [];
    const seen = new Set();
    const queue = [root];
    for (const node of queue) {
      if (node === null || node === undefined) {
        parts.push('null');
        continue;
      }
      if (!isNode(node)) refuseType(type, node, path);
      if (seen.has(node)) {
        refuse('a tree with a node that is in it twice', path);
      }
      seen.add(node);
      parts.push(encode(type.of, node.val, `${path}[${parts.length}].val`));
      queue.push(node.left, node.right);
    }
    while (parts.at(-1) === 'null') parts.pop();
    return `[${parts.join(',')}]`;
  };

  // By kind: whether a value is of it, and its JSON.
  const KINDS = {
    void: [() => true, () => 'null'],
    int: [isInt, (type, value) => String(value)],
    long: [isLong, (type, value) => String(value)],
    float: [
      (value) => typeof value === 'number',
      (type, value) => encodeFloat(value),
    ],
    string: [
      (value) => typeof value === 'string',
      (type, value, path) => encodeString(value, path),
    ],
    bool: [
      (value) => typeof value === 'boolean',
      (type, value) => String(value),
    ],
    array: [isArray, encodeArray],
    list: [(value) => value === null || isNode(value), encodeList],
    tree: [(value) => value === null || isNode(value), encodeTree],
  };

  const encode = (type, value, path) => {
    const [is, write] = KINDS[type.kind];
    return is(value) ? write(type, value, path) : refuseType(type, value, path);
  };

  // The JSON of a result, or of what is wrong with it.
  const encodeResult = (type, value) => {
    try {
      return { json: encode(type, value, ''), wrong: false };
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      return { json: JSON.stringify({ wrong: error.text }), wrong: true };
    }
  };

  // ----------------------------------------------------------------- calls

  const findMain = () => {
    const exported = find.exports();
    const candidates = [
      find.main(),
      exported?.[signature.name],
      exported,
      exported?.default,
    ];
    const main = candidates.find((value) => typeof value === 'function');
    if (main !== undefined) return main;
    const what = signature.methods ? 'class' : 'function';
    throw new Error(
      `there is no ${what} ${signature.name}: declare it outside of all ` +
        'others, or assign it to module.exports',
    );
  };

  // Now, or when the promise is fulfilled.
  const whenReady = (value, then) =>
    value instanceof Promise ? value.then(then) : then(value);

  const callFunction = (main, values, write) => {
    const { parameters, result, inout } = signature;
    const given = decodeAll(parameters, values);
    return whenReady(main(...given), (value) => {
      const judged =
        inout === undefined
          ? encodeResult(result, value)
          : encodeResult(parameters[inout], given[inout]);
      write(judged.json);
    });
  };

  const callMethods = (Main, [[, ...values], ...calls], write) => {
    const object = new Main(...decodeAll(signature.parameters, values));
    const results = ['null'];
    const goOn = (from) => {
      for (let i = from; i < calls.length; ++i) {
        const [name, ...given] = calls[i];
        const { parameters, result } = signature.methods[name];
        if (typeof object[name] !== 'function') {
          throw new Error(`${signature.name} has no method ${name}`);
        }
        const value = object[name](...decodeAll(parameters, given));
        const add = (ready) => {
          const { json, wrong } = encodeResult(result, ready);
          results.push(json);
          return wrong;
        };
        if (value instanceof Promise) {
          return value.then((ready) => goOn(add(ready) ? calls.length : i + 1));
        }
        if (add(value)) break;
      }
      return write(`[${results.join(',')}]`);
    };
    return goOn(0);
  };

  const main = findMain();
  const line = readline();
  if (line === null) {
    throw new Error(
      'the arguments are in standard input, which the program has read itself',
    );
  }
  const { stdout, stderr } = process;
  const writeOut = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  const call = signature.methods ? callMethods : callFunction;
  call(main, parse(line), (json) => writeOut('\n' + json + '\n'));
};
