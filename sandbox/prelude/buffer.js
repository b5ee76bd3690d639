// Buffer: the npm package, with the host's native encodings put in.

import { Buffer, SlowBuffer } from 'buffer/';
import { canonicalEncoding, requireEncoding } from './encoding.js';
import { invalidArgType, outOfRange } from './errors.js';
import { inspect } from './inspect.js';
import { nonIndexKeys } from './natives.js';
import {
  ArrayIsArray,
  ArrayPrototypeJoin,
  ObjectDefineProperty,
  ObjectSetPrototypeOf,
  StringPrototypePadStart,
  StringPrototypeSlice,
  TypedArrayPrototypeGetByteLength,
  uncurryThis,
  bytesBetween,
} from './primordials.js';

export { Buffer, SlowBuffer };

// Node's.
export const kMaxLength = 2 ** 32;

const BufferPrototype = Buffer.prototype;
const packageToString = uncurryThis(BufferPrototype.toString);
const INSPECTED_BYTES = 50;

// Makes a Buffer of a Uint8Array, in place.
export const adopt = (bytes) => ObjectSetPrototypeOf(bytes, BufferPrototype);

// Properties that are no bytes, as inspect writes them between braces.
function inspectExtras(buffer, context) {
  if (!context) return '';
  const keys = nonIndexKeys(buffer, !context.showHidden);
  if (keys.length === 0) return '';
  const extras = {};
  for (let i = 0; i < keys.length; i++) extras[keys[i]] = buffer[keys[i]];
  const inner = inspect(extras, {
    ...context,
    breakLength: Infinity,
    compact: true,
  });
  const comma = TypedArrayPrototypeGetByteLength(buffer) > 0 ? ', ' : '';
  return comma + StringPrototypeSlice(inner, 2, -2);
}

function inspectBuffer(buffer, depth, context) {
  const length = TypedArrayPrototypeGetByteLength(buffer);
  const shown = Math.min(length, INSPECTED_BYTES);
  const parts = [];
  for (let i = 0; i < shown; i++) {
    parts[i] = StringPrototypePadStart(buffer[i].toString(16), 2, '0');
  }
  let text = ArrayPrototypeJoin(parts, ' ');
  if (length > shown) {
    const more = length - shown;
    text += ` ... ${more} more byte${more > 1 ? 's' : ''}`;
  }
  return `<${buffer.constructor.name} ${text}${inspectExtras(buffer, context)}>`;
}

function clamp(value, otherwise, length) {
  if (value === undefined) return otherwise;
  const index = Math.trunc(Number(value)) || 0;
  return index < 0 ? 0 : index > length ? length : index;
}

// A method that behaves as one of Buffer.prototype or of Buffer should.
function method(target, name, value) {
  ObjectDefineProperty(target, name, {
    __proto__: null,
    value,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}

const notBytes = (value) =>
  invalidArgType(
    'first argument',
    'of type string or an instance ' +
      'of Buffer, ArrayBuffer, or Array or an Array-like Object',
    value,
  );

function patchStatics(host) {
  const { from, isEncoding, byteLength, alloc, concat } = Buffer;
  method(Buffer, 'from', function (value, encodingOrOffset, length) {
    if (typeof value !== 'string') {
      if (typeof value !== 'object' || value === null) throw notBytes(value);
      try {
        return from(value, encodingOrOffset, length);
      } catch (error) {
        throw error instanceof TypeError ? notBytes(value) : error;
      }
    }
    const encoding =
      typeof encodingOrOffset === 'string'
        ? requireEncoding(encodingOrOffset)
        : 'utf8';
    if (encoding === 'utf8') return adopt(host.encode(value));
    return from(value, encoding === 'base64url' ? 'base64' : encoding);
  });
  method(Buffer, 'byteLength', function (value, encoding) {
    if (typeof value !== 'string') return byteLength(value);
    const name = canonicalEncoding(encoding) ?? 'utf8';
    if (name !== 'utf8') {
      return byteLength(value, name === 'base64url' ? 'base64' : name);
    }
    return TypedArrayPrototypeGetByteLength(host.encode(value));
  });
  method(
    Buffer,
    'isEncoding',
    (name) => name === 'base64url' || isEncoding(name),
  );
  method(Buffer, 'alloc', function (size, fill, encoding) {
    checkSize(size);
    return alloc(size, fill, encoding);
  });
  method(Buffer, 'concat', (list, length) => {
    if (ArrayIsArray(list)) return concat(list, length);
    throw invalidArgType('list', 'an instance of Array', list);
  });
  method(Buffer, 'of', (...bytes) => adopt(new Uint8Array(bytes)));
  method(Buffer, 'copyBytesFrom', (view, offset = 0, length = view.length) =>
    from(view.slice(offset, offset + length).buffer),
  );
  const { allocUnsafe } = Buffer;
  const unsafe = (size) => {
    checkSize(size);
    return allocUnsafe(size);
  };
  method(Buffer, 'allocUnsafe', unsafe);
  method(Buffer, 'allocUnsafeSlow', unsafe);
}

function checkSize(size) {
  if (typeof size !== 'number')
    throw invalidArgType('size', 'of type number', size);
  if (size >= 0 && size <= kMaxLength) return;
  throw outOfRange('size', `>= 0 && <= ${kMaxLength}`, size);
}

// What toString and write do, one method for each encoding, as fast readers
// call them: buffer.latin1Slice(start, end).
function addPlainMethods(decodeBytes) {
  const names = ['ascii', 'base64', 'base64url', 'hex', 'latin1', 'ucs2', 'utf8'];
  for (const name of names) {
    const encoding = requireEncoding(name);
    method(BufferPrototype, `${name}Slice`, function (start, end) {
      const length = TypedArrayPrototypeGetByteLength(this);
      const from = clamp(start, 0, length);
      const to = clamp(end, length, length);
      if (to <= from) return '';
      return decodeBytes(bytesBetween(this, from, to), encoding);
    });
    method(BufferPrototype, `${name}Write`, function (text, offset, length) {
      return this.write(
        text,
        offset ?? 0,
        length ?? this.length - (offset ?? 0),
        encoding,
      );
    });
  }
}

function patchPrototype(decodeBytes) {
  const toString = function (encoding, start, end) {
    const length = TypedArrayPrototypeGetByteLength(this);
    const from = clamp(start, 0, length);
    const to = clamp(end, length, length);
    if (to <= from) return '';
    return decodeBytes(
      bytesBetween(this, from, to),
      requireEncoding(encoding),
    );
  };
  method(BufferPrototype, 'toString', toString);
  method(BufferPrototype, 'toLocaleString', toString);
  delete BufferPrototype.inspect;
  // The bundler may have renamed the function.
  ObjectDefineProperty(Buffer, 'name', {
    __proto__: null,
    value: 'Buffer',
    configurable: true,
  });
  ObjectDefineProperty(BufferPrototype, inspect.custom, {
    __proto__: null,
    configurable: true,
    writable: true,
    value(depth, context) {
      return inspectBuffer(this, depth, context);
    },
  });
  ObjectDefineProperty(BufferPrototype, '_isBuffer', {
    __proto__: null,
    value: true,
    writable: false,
  });
  for (const sign of ['', 'U']) {
    for (const order of ['LE', 'BE']) {
      for (const verb of ['read', 'write']) {
        const name = `${verb}Big${sign}Int64${order}`;
        const alias = `${verb}Big${sign}${sign ? 'int' : 'Int'}64${order}`;
        if (alias !== name)
          method(BufferPrototype, alias, BufferPrototype[name]);
      }
    }
  }
}

function decodeAscii(host, bytes) {
  const length = TypedArrayPrototypeGetByteLength(bytes);
  const masked = new Uint8Array(length);
  for (let i = 0; i < length; i++) masked[i] = bytes[i] & 0x7f;
  return host.latin1(masked, 0, length);
}

function base64url(text) {
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

// Returns decodeBytes(Uint8Array, canonical encoding) -> string.
export function installBuffer(host) {
  const decodeBytes = (bytes, encoding) => {
    const length = TypedArrayPrototypeGetByteLength(bytes);
    switch (encoding) {
      case 'utf8':
        return host.decode(bytes, 0, length);
      case 'latin1':
        return host.latin1(bytes, 0, length);
      case 'ascii':
        return decodeAscii(host, bytes);
      case 'base64url':
        return base64url(packageToString(bytes, 'base64'));
      default:
        return packageToString(bytes, encoding);
    }
  };
  patchStatics(host);
  patchPrototype(decodeBytes);
  addPlainMethods(decodeBytes);
  return decodeBytes;
}
