// The querystring module.

import { Buffer } from './buffer.js';
import { nodeError } from './errors.js';
import { ArrayIsArray, ObjectKeys } from './primordials.js';

const encode = encodeURIComponent;
const decode = decodeURIComponent;

function escape(value) {
  const text = typeof value === 'object' ? String(value) : `${value}`;
  try {
    return encode(text);
  } catch {
    throw nodeError(URIError, 'ERR_INVALID_URI', 'URI malformed');
  }
}

// The bytes of a text with escapes, of which some may be broken.
function unescapeBuffer(text) {
  const bytes = Buffer.alloc(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const hex = text.slice(i + 1, i + 3);
    if (text[i] === '%' && /^[0-9a-f]{2}$/i.test(hex)) {
      bytes[length++] = parseInt(hex, 16);
      i += 2;
    } else {
      bytes[length++] = text.charCodeAt(i);
    }
  }
  return bytes.subarray(0, length);
}

function unescape(text) {
  try {
    return decode(text);
  } catch {
    return unescapeBuffer(`${text}`).toString();
  }
}

function primitive(value) {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return isFinite(value) ? `${value}` : '';
    case 'bigint':
    case 'boolean':
      return `${value}`;
    default:
      return '';
  }
}

function stringify(object, separator, equals, options) {
  if (object === null || typeof object !== 'object') return '';
  const write = options?.encodeURIComponent ?? querystring.escape;
  const field = (key, value) =>
    write(primitive(key)) + (equals || '=') + write(primitive(value));
  const fields = [];
  for (const key of ObjectKeys(object)) {
    const value = object[key];
    if (!ArrayIsArray(value)) fields.push(field(key, value));
    else for (const item of value) fields.push(field(key, item));
  }
  return fields.join(separator || '&');
}

function add(result, key, value) {
  if (result[key] === undefined) result[key] = value;
  else if (ArrayIsArray(result[key])) result[key].push(value);
  else result[key] = [result[key], value];
}

function parse(text, separator, equals, options) {
  const result = { __proto__: null };
  if (typeof text !== 'string' || text === '') return result;
  const read = options?.decodeURIComponent ?? querystring.unescape;
  const part = (encoded) => {
    const spaced = encoded.replaceAll('+', '%20');
    try {
      return read(spaced);
    } catch {
      return querystring.unescape(spaced);
    }
  };
  const most = typeof options?.maxKeys === 'number' ? options.maxKeys : 1000;
  const equal = `${equals || '='}`;
  let fields = text.split(separator || '&').filter((field) => field !== '');
  if (most > 0) fields = fields.slice(0, most);
  for (const field of fields) {
    const at = field.indexOf(equal);
    if (at < 0) add(result, part(field), '');
    else
      add(
        result,
        part(field.slice(0, at)),
        part(field.slice(at + equal.length)),
      );
  }
  return result;
}

export const querystring = {
  unescapeBuffer,
  unescape,
  escape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};

// For the package url, which passes options of another module.
const stringifyPlainly = (object) => stringify(object);
export { parse, stringifyPlainly as stringify };
