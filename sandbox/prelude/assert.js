// The assert module.

import { deepEqual } from './deep_equal.js';
import { invalidArgType } from './errors.js';
import { inspect } from './inspect.js';
import { ObjectIs } from './primordials.js';

class AssertionError extends Error {
  constructor({ message, actual, expected, operator, generated = false }) {
    super(message);
    this.generatedMessage = generated;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
  }
}
Object.defineProperty(AssertionError.prototype, 'name', {
  value: 'AssertionError',
  writable: true,
  configurable: true,
});

const TITLES = {
  __proto__: null,
  strictEqual: 'Expected values to be strictly equal:',
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
};

function describe(actual, expected, operator) {
  if (
    operator === 'strictEqual' ||
    operator === 'deepStrictEqual' ||
    operator === 'deepEqual'
  ) {
    const difference = `${inspect(actual)} !== ${inspect(expected)}`;
    return `${TITLES[operator]}\n\n${difference}\n`;
  }
  if (operator in TITLES) return `${TITLES[operator]} ${inspect(expected)}`;
  return `${inspect(actual)} ${operator} ${inspect(expected)}`;
}

function fail(actual, expected, message, operator) {
  if (message instanceof Error) throw message;
  throw new AssertionError({
    message: message ?? describe(actual, expected, operator),
    actual,
    expected,
    operator,
    generated: message === undefined,
  });
}

const comparison = (operator, holds) => (actual, expected, message) => {
  if (!holds(actual, expected)) fail(actual, expected, message, operator);
};

function ok(value, message) {
  if (value) return;
  if (message instanceof Error) throw message;
  throw new AssertionError({
    message: message ?? 'The expression evaluated to a falsy value',
    actual: value,
    expected: true,
    operator: '==',
    generated: message === undefined,
  });
}

function matchesError(error, expected) {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected)
      return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return expected.call({}, error) === true;
  }
  return Object.keys(expected).every((key) =>
    expected[key] instanceof RegExp && typeof error[key] === 'string'
      ? expected[key].test(error[key])
      : deepEqual(error[key], expected[key], true),
  );
}

function checkThrown(operator, error, expected, message) {
  if (matchesError(error, expected)) return;
  if (typeof expected === 'function' && expected.prototype !== undefined)
    throw error;
  fail(error, expected, message, operator);
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

function unwanted(error, message) {
  const what = error?.message ?? error;
  fail(
    error,
    undefined,
    message ?? `Got unwanted exception.\nActual message: "${what}"`,
    'doesNotThrow',
  );
}

function doesNotThrow(fn, expected, message) {
  try {
    fn();
  } catch (error) {
    unwanted(error, typeof expected === 'string' ? expected : message);
  }
}

async function doesNotReject(promise, expected, message) {
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (error) {
    unwanted(error, typeof expected === 'string' ? expected : message);
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
  ok,
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
  fail(message = 'Failed') {
    if (message instanceof Error) throw message;
    throw new AssertionError({ message, operator: 'fail' });
  },
  match(text, pattern, message) {
    if (!pattern.test(text)) {
      fail(
        text,
        pattern,
        message ??
          'The input did not match the regular ' +
            `expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`,
        'match',
      );
    }
  },
  doesNotMatch(text, pattern, message) {
    if (pattern.test(text)) {
      fail(
        text,
        pattern,
        message ??
          'The input was expected to not match the ' +
            `regular expression ${inspect(pattern)}. ` +
            `Input:\n\n${inspect(text)}\n`,
        'doesNotMatch',
      );
    }
  },
  ifError(value) {
    if (value !== null && value !== undefined) throw value;
  },
};

export function assert(value, message) {
  ok(value, message);
}
export function strict(value, message) {
  ok(value, message);
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
