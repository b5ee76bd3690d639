// Text encodings: the names Node knows, StringDecoder, TextEncoder/TextDecoder,
// atob and btoa. UTF-8 and Latin-1 are the host's work.

import { DOMException } from './abort.js';
import { nodeError, invalidArgType } from './errors.js';
import {
  ArrayBufferIsView,
  ObjectDefineProperty,
  StringPrototypeCharCodeAt,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
  StringPrototypeToLowerCase,
  TypedArrayPrototypeGetByteLength,
  TypedArrayPrototypeSet,
  nameClasses,
  bytesBetween,
} from './primordials.js';
import { isAnyArrayBuffer } from './types.js';

const CANONICAL = {
  __proto__: null,
  utf8: 'utf8',
  'utf-8': 'utf8',
  utf16le: 'utf16le',
  'utf-16le': 'utf16le',
  ucs2: 'utf16le',
  'ucs-2': 'utf16le',
  latin1: 'latin1',
  binary: 'latin1',
  ascii: 'ascii',
  hex: 'hex',
  base64: 'base64',
  base64url: 'base64url',
};

// Node's name of an encoding, undefined if there is none.
export function canonicalEncoding(name) {
  if (name === undefined || name === null || name === '') return 'utf8';
  return CANONICAL[name] ?? CANONICAL[StringPrototypeToLowerCase(`${name}`)];
}

export function requireEncoding(name) {
  const encoding = canonicalEncoding(name);
  if (encoding !== undefined) return encoding;
  throw nodeError(
    TypeError,
    'ERR_UNKNOWN_ENCODING',
    `Unknown encoding: ${name}`,
  );
}

// How many bytes at the end of `bytes` begin a UTF-8 sequence that goes on.
function incompleteUtf8(bytes) {
  const length = TypedArrayPrototypeGetByteLength(bytes);
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed =
        byte >= 0xf0 ? (byte <= 0xf4 ? 4 : 1) : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}

function incompleteUtf16(bytes) {
  const length = TypedArrayPrototypeGetByteLength(bytes);
  const odd = length % 2;
  const high = length - odd >= 2 && (bytes[length - odd - 1] & 0xfc) === 0xd8;
  return odd + (high ? 2 : 0);
}

const INCOMPLETE = {
  __proto__: null,
  utf8: incompleteUtf8,
  utf16le: incompleteUtf16,
  base64: (bytes) => TypedArrayPrototypeGetByteLength(bytes) % 3,
  base64url: (bytes) => TypedArrayPrototypeGetByteLength(bytes) % 3,
};

function join(first, second) {
  const length = TypedArrayPrototypeGetByteLength(first);
  if (length === 0) return second;
  const both = new Uint8Array(
    length + TypedArrayPrototypeGetByteLength(second),
  );
  TypedArrayPrototypeSet(both, first, 0);
  TypedArrayPrototypeSet(both, second, length);
  return both;
}

// Keeps what a later chunk completes. `decode(bytes, encoding)` does the rest.
class ChunkDecoder {
  #decode;
  #encoding;
  #incomplete;
  #rest = new Uint8Array(0);

  constructor(encoding, decode) {
    this.#decode = decode;
    this.#encoding = encoding;
    this.#incomplete = INCOMPLETE[encoding] ?? (() => 0);
  }

  write(bytes) {
    const all = join(this.#rest, bytes);
    const keep = this.#incomplete(all);
    const end = TypedArrayPrototypeGetByteLength(all) - keep;
    this.#rest = bytesBetween(all, end);
    return this.#decode(
      bytesBetween(all, 0, end),
      this.#encoding,
    );
  }

  end() {
    const rest = this.#rest;
    this.#rest = new Uint8Array(0);
    if (TypedArrayPrototypeGetByteLength(rest) === 0) return '';
    return this.#decode(rest, this.#encoding);
  }
}

export function viewBytes(value, name) {
  if (ArrayBufferIsView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  if (isAnyArrayBuffer(value)) return new Uint8Array(value);
  throw invalidArgType(
    name,
    'an instance of ArrayBuffer, Buffer, TypedArray, or DataView',
    value,
  );
}

const LABELS = {
  __proto__: null,
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16': 'utf-16le',
  'ucs-2': 'utf-16le',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  'windows-1252': 'windows-1252',
  l1: 'windows-1252',
  cp1252: 'windows-1252',
};

// As many U+FFFD as encoded ones: then none of them replaces anything.
function replacedNothing(text, bytes) {
  let count = 0;
  for (
    let at = StringPrototypeIndexOf(text, '\ufffd');
    at >= 0;
    at = StringPrototypeIndexOf(text, '\ufffd', at + 1)
  ) {
    count++;
  }
  if (count === 0) return true;
  const length = TypedArrayPrototypeGetByteLength(bytes);
  for (let i = 0; i + 2 < length; i++) {
    if (bytes[i] === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd)
      count--;
  }
  return count === 0;
}

function makeTextEncoder(host) {
  return class TextEncoder {
    get encoding() {
      return 'utf-8';
    }

    encode(input = '') {
      return host.encode(`${input}`);
    }

    encodeInto(source, destination) {
      const text = `${source}`;
      const room = TypedArrayPrototypeGetByteLength(destination);
      let read = 0;
      let written = 0;
      while (read < text.length) {
        const code = text.codePointAt(read);
        const size =
          code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (written + size > room) break;
        written += size;
        read += code > 0xffff ? 2 : 1;
      }
      TypedArrayPrototypeSet(
        destination,
        host.encode(StringPrototypeSlice(text, 0, read)),
      );
      return { read, written };
    }

    [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
      if (typeof depth === 'number' && depth < 0) return this;
      return inspect({ encoding: this.encoding }, options);
    }
  };
}

const invalidCharacter = (message = 'Invalid character') =>
  new DOMException(message, 'InvalidCharacterError');

function makeBase64(Buffer) {
  return {
    btoa(input) {
      const text = `${input}`;
      for (let i = 0; i < text.length; i++) {
        if (StringPrototypeCharCodeAt(text, i) > 0xff) throw invalidCharacter();
      }
      return Buffer.from(text, 'latin1').toString('base64');
    },
    atob(input) {
      const text = `${input}`.replace(/[\t\n\f\r ]/g, '');
      const body = text.length % 4 === 0 ? text.replace(/={1,2}$/, '') : text;
      if (/[^A-Za-z0-9+/]/.test(body)) throw invalidCharacter();
      if (body.length % 4 === 1) {
        throw invalidCharacter(
          'The string to be decoded is not correctly encoded.',
        );
      }
      return Buffer.from(body, 'base64').toString('latin1');
    },
  };
}

// Known as soon as makeEncodings is called.
let host = null;
let decodeBytes = null;
export const utf8Encode = (text) => host.encode(text);
export const utf8DecodeWithoutBOM = (bytes) =>
  host.decode(bytes, 0, TypedArrayPrototypeGetByteLength(bytes));

// As in Node 20, windows-1252 is Latin-1, from 0x80 to 0x9f as well.
const OF_BUFFERS = {
  __proto__: null,
  'utf-8': 'utf8',
  'utf-16le': 'utf16le',
  'windows-1252': 'latin1',
};

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #decoder = null;
  #started = false;

  constructor(label = 'utf-8', options = undefined) {
    this.#encoding = LABELS[StringPrototypeToLowerCase(`${label}`)];
    if (this.#encoding === undefined) {
      throw nodeError(
        RangeError,
        'ERR_ENCODING_NOT_SUPPORTED',
        `The "${label}" encoding is not supported`,
      );
    }
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
  }

  get encoding() {
    return this.#encoding;
  }
  get fatal() {
    return this.#fatal;
  }
  get ignoreBOM() {
    return this.#ignoreBOM;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return this;
    const { encoding, fatal, ignoreBOM } = this;
    return `TextDecoder ${inspect({ encoding, fatal, ignoreBOM }, options)}`;
  }

  #check(text, bytes) {
    // Half of a code unit, which can be the last byte only.
    if (
      this.#encoding === 'utf-16le' &&
      TypedArrayPrototypeGetByteLength(bytes) % 2 === 1
    ) {
      return this.#fatal ? this.#fail() : `${text}\ufffd`;
    }
    if (
      !this.#fatal ||
      this.#encoding !== 'utf-8' ||
      replacedNothing(text, bytes)
    ) {
      return text;
    }
    return this.#fail();
  }

  #fail() {
    this.#decoder = null;
    this.#started = false;
    throw nodeError(
      TypeError,
      'ERR_ENCODING_INVALID_ENCODED_DATA',
      `The encoded data was not valid for encoding ${this.#encoding}`,
    );
  }

  decode(input = new Uint8Array(0), options = undefined) {
    const bytes = viewBytes(input, 'list');
    const encoding = OF_BUFFERS[this.#encoding];
    this.#decoder ??= new ChunkDecoder(
      encoding,
      (part) => this.#check(decodeBytes(part, encoding), part),
    );
    let text = this.#decoder.write(bytes);
    const more = Boolean(options?.stream);
    if (!more) text += this.#decoder.end();
    if (
      !this.#started &&
      !this.#ignoreBOM &&
      text.length > 0 &&
      StringPrototypeCharCodeAt(text, 0) === 0xfeff
    ) {
      text = StringPrototypeSlice(text, 1);
    }
    this.#started = more && (this.#started || text.length > 0);
    if (!more) this.#decoder = null;
    return text;
  }
}

const kDecoder = Symbol('decoder');

export function StringDecoder(encoding) {
  this.encoding = requireEncoding(encoding);
  ObjectDefineProperty(this, kDecoder, {
    __proto__: null,
    value: new ChunkDecoder(this.encoding, decodeBytes),
  });
}

StringDecoder.prototype.write = function write(chunk) {
  if (typeof chunk === 'string') return chunk;
  if (!ArrayBufferIsView(chunk)) {
    throw invalidArgType(
      'buf',
      'an instance of Buffer, TypedArray, or DataView',
      chunk,
    );
  }
  return this[kDecoder].write(viewBytes(chunk, 'buf'));
};

StringDecoder.prototype.end = function end(chunk) {
  return (chunk === undefined ? '' : this.write(chunk)) + this[kDecoder].end();
};

// decode(bytes, encoding) is the Buffer's.
export function makeEncodings(theHost, Buffer, decode) {
  host = theHost;
  decodeBytes = decode;
  nameClasses({ StringDecoder });
  return {
    StringDecoder,
    newDecoder: (encoding) =>
      new ChunkDecoder(requireEncoding(encoding), decodeBytes),
    TextEncoder: makeTextEncoder(host),
    TextDecoder,
    ...makeBase64(Buffer),
  };
}
