// JSON.parse with the messages of Node 20's V8, which say more than this
// engine's. Only what does not parse is read a second time, to find out why.

import {
  ErrorCaptureStackTrace,
  ObjectDefineProperty,
  StringPrototypeCharCodeAt,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
} from './primordials.js';

const END = -1;
const CONTEXT = 10;
const ESCAPED = '"\\/bfnrt';

const codeAt = (text, at) =>
  at < text.length ? StringPrototypeCharCodeAt(text, at) : END;
const isDigit = (code) => code >= 48 && code <= 57;
const isHexDigit = (code) =>
  isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
const isSpace = (code) =>
  code === 32 || code === 10 || code === 13 || code === 9;

// The text around a position, in quotes and with dots where it goes on.
function around(text, at) {
  if (text.length <= 2 * CONTEXT) return `"${text}"`;
  if (at < CONTEXT)
    return `"${StringPrototypeSlice(text, 0, at + CONTEXT)}"...`;
  if (at >= text.length - CONTEXT)
    return `..."${StringPrototypeSlice(text, at - CONTEXT)}"`;
  return `..."${StringPrototypeSlice(text, at - CONTEXT, at + CONTEXT)}"...`;
}

const isUsualMistake = (text) =>
  text === 'undefined' ||
  text === 'NaN' ||
  text === 'Infinity' ||
  text === '[object Object]';

function unexpected(text, at) {
  const code = codeAt(text, at);
  if (code === END) return 'Unexpected end of JSON input';
  if (isDigit(code) || code === 45)
    return `Unexpected number in JSON at position ${at}`;
  if (code === 34) return `Unexpected string in JSON at position ${at}`;
  if (isUsualMistake(text)) return `"${text}" is not valid JSON`;
  const token = `Unexpected token '${text[at]}'`;
  return `${token}, ${around(text, at)} is not valid JSON`;
}

// Where a text is read and why it cannot be, empty for as long as it can.
class Reader {
  at = 0;
  why = '';

  constructor(text) {
    this.text = text;
  }

  get code() {
    return codeAt(this.text, this.at);
  }

  skipSpace() {
    while (isSpace(this.code)) this.at++;
  }

  // True if the next character is that; then it has been read.
  takes(character) {
    this.skipSpace();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  fail(message) {
    this.why =
      message === undefined
        ? unexpected(this.text, this.at)
        : `${message} in JSON at position ${this.at}`;
    return false;
  }

  digits() {
    while (isDigit(this.code)) this.at++;
  }

  number() {
    if (this.code === 45) this.at++;
    if (!isDigit(this.code)) return this.fail('No number after minus sign');
    if (this.code === 48) {
      this.at++;
      if (isDigit(this.code)) return this.fail();
    }
    this.digits();
    if (this.code === 46) {
      this.at++;
      if (!isDigit(this.code))
        return this.fail('Unterminated fractional number');
      this.digits();
    }
    if (this.code === 69 || this.code === 101) {
      this.at++;
      if (this.code === 43 || this.code === 45) this.at++;
      if (!isDigit(this.code))
        return this.fail('Exponent part is missing a number');
      this.digits();
    }
    return true;
  }

  escape() {
    this.at++;
    if (this.code === END) return this.fail();
    if (this.text[this.at] === 'u') {
      for (let i = 0; i < 4; i++) {
        this.at++;
        if (!isHexDigit(this.code)) return this.fail('Bad Unicode escape');
      }
    } else if (StringPrototypeIndexOf(ESCAPED, this.text[this.at]) < 0) {
      return this.fail('Bad escaped character');
    }
    this.at++;
    return true;
  }

  // After the opening quote.
  string() {
    for (;;) {
      const { code } = this;
      if (code === END) return this.fail('Unterminated string');
      if (code < 32)
        return this.fail('Bad control character in string literal');
      if (code === 34) break;
      if (code !== 92) this.at++;
      else if (!this.escape()) return false;
    }
    this.at++;
    return true;
  }

  word(expected) {
    for (let i = 0; i < expected.length; i++) {
      if (this.text[this.at] !== expected[i]) return this.fail();
      this.at++;
    }
    return true;
  }

  name(otherwise) {
    if (!this.takes('"')) return this.fail(otherwise);
    if (!this.string()) return false;
    return (
      this.takes(':') || this.fail("Expected ':' after property name")
    );
  }

  primitive() {
    this.skipSpace();
    const { code } = this;
    if (code === 45 || isDigit(code)) return this.number();
    switch (code) {
      case 34:
        this.at++;
        return this.string();
      case 116:
        return this.word('true');
      case 102:
        return this.word('false');
      case 110:
        return this.word('null');
      default:
        return this.fail();
    }
  }
}

// Reads what may follow a value: ends of the open lists and objects, or a comma
// that leads to the next value. False if nothing more may come.
function next(reader, open) {
  while (open.length > 0) {
    const isList = open[open.length - 1] === ']';
    if (reader.takes(',')) {
      return (
        isList || reader.name('Expected double-quoted property name')
      );
    }
    if (!reader.takes(open[open.length - 1])) {
      return reader.fail(
        isList
          ? "Expected ',' or ']' after array element"
          : "Expected ',' or '}' after property value",
      );
    }
    open.length--;
  }
  reader.skipSpace();
  if (reader.code !== END) {
    reader.why =
      'Unexpected non-whitespace character after JSON ' +
      `at position ${reader.at}`;
  }
  return false;
}

// Why the text is no JSON; empty if it is. `open` are the ends to come.
function explain(text) {
  const reader = new Reader(text);
  const open = [];
  for (;;) {
    if (reader.takes('[')) {
      if (!reader.takes(']')) {
        open[open.length] = ']';
        continue;
      }
    } else if (reader.takes('{')) {
      if (!reader.takes('}')) {
        open[open.length] = '}';
        if (!reader.name("Expected property name or '}'")) break;
        continue;
      }
    } else if (!reader.primitive()) {
      break;
    }
    if (!next(reader, open)) break;
  }
  return reader.why;
}

// The error with another message, as if JSON.parse had thrown it itself.
function reword(error, message, parse) {
  ObjectDefineProperty(error, 'message', {
    __proto__: null,
    value: message,
    configurable: true,
    writable: true,
  });
  ErrorCaptureStackTrace(error, parse);
  const { stack } = error;
  if (typeof stack !== 'string') return;
  const header = `SyntaxError: ${message}`;
  const frames = StringPrototypeSlice(stack, header.length);
  if (frames !== '')
    error.stack = `${header}\n    at JSON.parse (<anonymous>)${frames}`;
}

export function installJsonErrors(target) {
  const { parse: nativeParse } = target;
  const methods = {
    parse(text, reviver) {
      const source = typeof text === 'string' ? text : `${text}`;
      try {
        return nativeParse(source, reviver);
      } catch (error) {
        const why = explain(source);
        // Otherwise it is the reviver's.
        if (why !== '') reword(error, why, methods.parse);
        throw error;
      }
    },
  };
  ObjectDefineProperty(target, 'parse', {
    __proto__: null,
    value: methods.parse,
    configurable: true,
    writable: true,
  });
}
