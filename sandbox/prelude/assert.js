// The assert module.

import AssertionError from 'assert/build/internal/assert/assertion_error.js';
import { deepEqual } from './deep_equal.js';
import { invalidArgType, nodeError } from './errors.js';
import { inspect } from './inspect.js';
import { ObjectIs, ReflectApply } from './primordials.js';
import { isRegExp } from './types.js';

// A message of the program's own takes the place of the first line only.
function withDifference(message, { actual, expected, operator }) {
  if (
    message === undefined ||
    message === null ||
    (operator !== 'strictEqual' && operator !== 'deepStrictEqual')
  ) {
    return message;
  }
  const told = new AssertionError({ actual, expected, operator }).message;
  return `${message}${told.slice(told.indexOf('\n'))}`;
}

function fail(actual, expected, message, operator) {
  if (message instanceof Error) throw message;
  const error = new AssertionError({
    message: withDifference(message, { actual, expected, operator }),
    actual,
    expected,
    operator,
  });
  error.generatedMessage = !message;
  throw error;
}

const comparison =
  (operator, agree) =>
  (...args) => {
    if (args.length < 2) {
      throw nodeError(
        TypeError,
        'ERR_MISSING_ARGS',
        'The "actual" and "expected" arguments must be specified',
      );
    }
    const [actual, expected, message] = args;
    if (!agree(actual, expected)) fail(actual, expected, message, operator);
  };

// With a text of our own unless the program gives one.
function failWith(explanation, { actual, expected, message, operator }) {
  if (message instanceof Error) throw message;
  const error = new AssertionError({
    message: message ?? explanation,
    actual,
    expected,
    operator,
  });
  error.generatedMessage = message === undefined;
  throw error;
}

function ok(args) {
  if (args[0]) return;
  const message = args[1];
  if (message instanceof Error) throw message;
  const error = new AssertionError({
    message:
      args.length === 0
        ? 'No value argument passed to `assert.ok()`'
        : (message ?? 'The expression evaluated to a falsy value'),
    actual: args[0],
    expected: true,
    operator: '==',
  });
  error.generatedMessage = message === undefined;
  throw error;
}

// The properties of an error that are looked at, to show the difference.
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      const shown =
        actual !== undefined &&
        typeof actual[key] === 'string' &&
        object[key] instanceof RegExp &&
        object[key].test(actual[key]);
      this[key] = shown ? actual[key] : object[key];
    }
  }
}

const holds = (actual, expected) =>
  expected instanceof RegExp && typeof actual === 'string'
    ? expected.test(actual)
    : deepEqual(actual, expected, true);

function matchObject(operator, actual, expected, message) {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  for (const key of keys) {
    if (key in actual && holds(actual[key], expected[key])) continue;
    if (message !== undefined) fail(actual, expected, message, operator);
    const error = new AssertionError({
      actual: new Comparison(actual, keys),
      expected: new Comparison(expected, keys, actual),
      operator: 'deepStrictEqual',
    });
    Object.assign(error, { actual, expected, operator });
    throw error;
  }
}

function explainClass(actual, expected) {
  const received = actual?.constructor?.name ?? inspect(actual, { depth: -1 });
  const text =
    'The error is expected to be an instance of ' +
    `"${expected.name}". Received "${received}"`;
  return actual instanceof Error
    ? `${text}\n\nError message:\n\n${actual.message}`
    : text;
}

function explainValidation(actual, expected, result) {
  const name = expected.name ? `"${expected.name}" ` : '';
  const text =
    `The ${name}validation function is expected to return "true". ` +
    `Received ${inspect(result)}`;
  return actual instanceof Error
    ? `${text}\n\nCaught error:\n\n${actual}`
    : text;
}

function explainPattern(text, pattern, wanted) {
  const what = wanted
    ? 'The input did not match'
    : 'The input was expected to not match';
  return (
    `${what} the regular expression ${inspect(pattern)}. ` +
    `Input:\n\n${inspect(text)}\n`
  );
}

function checkPattern(operator, { actual, expected, message }, wanted) {
  if (typeof actual === 'string' && expected.test(actual) === wanted) return;
  const explanation =
    typeof actual === 'string'
      ? explainPattern(actual, expected, wanted)
      : 'The "string" argument must be of type string. ' +
        `Received type ${typeof actual} (${inspect(actual)})`;
  failWith(explanation, { actual, expected, message, operator });
}

function checkThrown(operator, actual, expected, message) {
  if (expected === undefined) return;
  let explanation;
  if (expected instanceof RegExp) {
    const text = String(actual);
    if (expected.test(text)) return;
    explanation = explainPattern(text, expected, true);
  } else if (typeof expected !== 'function') {
    matchObject(operator, actual, expected, message);
    return;
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    return;
  } else if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    explanation = explainClass(actual, expected);
  } else {
    const result = expected.call({}, actual);
    if (result === true) return;
    explanation = explainValidation(actual, expected, result);
  }
  failWith(explanation, { actual, expected, message, operator });
}

function missing(operator, expected, message) {
  const what = operator === 'rejects' ? 'rejection' : 'exception';
  const name = expected?.name ? ` (${expected.name})` : '';
  const detail = message === undefined ? '.' : `: ${message}`;
  throw new AssertionError({
    message: `Missing expected ${what}${name}${detail}`,
    actual: undefined,
    expected,
    operator,
  });
}

// throws(fn, 'message') has no expectation.
const withMessage = (expected, message) =>
  typeof expected === 'string' ? [undefined, expected] : [expected, message];

function throws(fn, expectation, text) {
  if (typeof fn !== 'function')
    throw invalidArgType('fn', 'of type function', fn);
  const [expected, message] = withMessage(expectation, text);
  let error;
  try {
    fn();
  } catch (thrown) {
    error = { thrown };
  }
  if (error === undefined) missing('throws', expected, message);
  checkThrown('throws', error.thrown, expected, message);
}

async function rejects(promise, expectation, text) {
  const [expected, message] = withMessage(expectation, text);
  let error;
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (thrown) {
    error = { thrown };
  }
  if (error === undefined) missing('rejects', expected, message);
  checkThrown('rejects', error.thrown, expected, message);
}

// Whether doesNotThrow speaks of this error, or lets it pass.
function isMeant(error, expected) {
  if (!expected || typeof expected === 'string') return true;
  if (isRegExp(expected)) return expected.test(`${error}`);
  if (typeof expected !== 'function') {
    throw invalidArgType(
      'expected',
      'of type function or an instance of RegExp',
      expected,
    );
  }
  if (expected.prototype !== undefined && error instanceof expected)
    return true;
  return (
    !(expected === Error || expected.prototype instanceof Error) &&
    ReflectApply(expected, {}, [error]) === true
  );
}

function unwanted(operator, error, expected, message) {
  if (!isMeant(error, expected)) throw error;
  const [, text] = withMessage(expected, message);
  const what = operator === 'doesNotReject' ? 'rejection' : 'exception';
  const detail = text === undefined ? '.' : `: ${text}`;
  fail(
    error,
    typeof expected === 'string' ? undefined : expected,
    `Got unwanted ${what}${detail}\nActual message: "${error?.message}"`,
    operator,
  );
}

function doesNotThrow(fn, expected, message) {
  try {
    fn();
  } catch (error) {
    unwanted('doesNotThrow', error, expected, message);
  }
}

async function doesNotReject(promise, expected, message) {
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (error) {
    unwanted('doesNotReject', error, expected, message);
  }
}

// eslint-disable-next-line eqeqeq
const looselyEqual = (a, b) => a == b || (a !== a && b !== b);

const strictForms = {
  strictEqual: comparison('strictEqual', ObjectIs),
  notStrictEqual: comparison('notStrictEqual', (a, b) => !ObjectIs(a, b)),
  deepStrictEqual: comparison('deepStrictEqual', (a, b) =>
    deepEqual(a, b, true),
  ),
  notDeepStrictEqual: comparison(
    'notDeepStrictEqual',
    (a, b) => !deepEqual(a, b, true),
  ),
};

const others = {
  AssertionError,
  ok: (...args) => ok(args),
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
  fail(message = 'Failed') {
    if (message instanceof Error) throw message;
    const error = new AssertionError({ message, operator: 'fail' });
    error.generatedMessage = message === 'Failed';
    throw error;
  },
  match(actual, expected, message) {
    checkPattern('match', { actual, expected, message }, true);
  },
  doesNotMatch(actual, expected, message) {
    checkPattern('doesNotMatch', { actual, expected, message }, false);
  },
  ifError(value) {
    if (value === null || value === undefined) return;
    const what = value instanceof Error ? value.message : inspect(value);
    const error = new AssertionError({
      message: `ifError got unwanted exception: ${what}`,
      actual: value,
      expected: null,
      operator: 'ifError',
    });
    error.generatedMessage = false;
    throw error;
  },
};

export function assert(...args) {
  ok(args);
}
export function strict(...args) {
  ok(args);
}

Object.assign(assert, others, strictForms, {
  equal: comparison('==', looselyEqual),
  notEqual: comparison('!=', (a, b) => !looselyEqual(a, b)),
  deepEqual: comparison('deepEqual', (a, b) => deepEqual(a, b, false)),
  notDeepEqual: comparison('notDeepEqual', (a, b) => !deepEqual(a, b, false)),
  strict,
});
Object.assign(strict, others, strictForms, {
  equal: strictForms.strictEqual,
  notEqual: strictForms.notStrictEqual,
  deepEqual: strictForms.deepStrictEqual,
  notDeepEqual: strictForms.notDeepStrictEqual,
  strict,
});
