// The crypto module, as far as a program without secrets uses it: digests and
// random values. These come from Math.random, whose seed is the judge's.

import { DOMException } from './abort.js';
import { Buffer } from './buffer.js';
import { digest, digestNames, findDigest } from './digests.js';
import { invalidArgType, nodeError, outOfRange } from './errors.js';
import { Stream } from './stream.js';

const { Transform } = Stream;

const isBytes = (value) => ArrayBuffer.isView(value);

function bytesOf(name, data, encoding) {
  if (typeof data === 'string') return Buffer.from(data, encoding);
  if (!isBytes(data)) {
    throw invalidArgType(
      name,
      'of type string or an instance of Buffer, TypedArray, or DataView',
      data,
    );
  }
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

const finalized = () =>
  nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');

// A digest of what is written or given to update().
class Digesting extends Transform {
  #chunks = [];
  #ended = false;

  update(data, encoding) {
    if (this.#ended) throw finalized();
    // The caller may change its bytes.
    this.#chunks.push(Buffer.from(bytesOf('data', data, encoding)));
    return this;
  }

  // The result of the subclass's `of(message)`.
  digest(encoding) {
    if (this.#ended) throw finalized();
    this.#ended = true;
    const result = Buffer.from(this.of(Buffer.concat(this.#chunks)));
    return encoding === undefined || encoding === 'buffer'
      ? result
      : result.toString(encoding);
  }

  copyTo(other) {
    if (this.#ended) throw finalized();
    other.#chunks = this.#chunks.slice();
    return other;
  }

  _transform(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }

  _flush(callback) {
    this.push(this.digest());
    callback();
  }
}

class Hash extends Digesting {
  #algorithm;

  constructor(algorithm, options) {
    super(options);
    this.#algorithm = algorithm;
  }

  of(message) {
    return digest(this.#algorithm, message);
  }

  copy(options) {
    return this.copyTo(new Hash(this.#algorithm, options));
  }
}

class Hmac extends Digesting {
  #algorithm;
  #key;

  constructor(algorithm, key, options) {
    super(options);
    this.#algorithm = algorithm;
    const { block } = algorithm;
    const short = key.length > block ? digest(algorithm, key) : key;
    this.#key = Buffer.alloc(block);
    this.#key.set(short);
  }

  of(message) {
    const masked = (mask) => this.#key.map((byte) => byte ^ mask);
    const inner = digest(
      this.#algorithm,
      Buffer.concat([masked(0x36), message]),
    );
    return digest(this.#algorithm, Buffer.concat([masked(0x5c), inner]));
  }
}

function createHash(name, options) {
  if (typeof name !== 'string')
    throw invalidArgType('algorithm', 'of type string', name);
  const algorithm = findDigest(name);
  if (algorithm === undefined) throw new Error('Digest method not supported');
  return new Hash(algorithm, options);
}

function createHmac(name, key, options) {
  if (typeof name !== 'string')
    throw invalidArgType('hmac', 'of type string', name);
  const algorithm = findDigest(name);
  if (algorithm === undefined) {
    throw nodeError(
      TypeError,
      'ERR_CRYPTO_INVALID_DIGEST',
      `Invalid digest: ${name}`,
    );
  }
  return new Hmac(algorithm, bytesOf('key', key), options);
}

// Gives a result, or passes it to a callback in a later turn.
function deliver(result, callback) {
  if (callback === undefined) return result;
  setImmediate(callback, null, result);
  return undefined;
}

function fill(bytes) {
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Math.floor(Math.random() * 256);
  return bytes;
}

function randomBytes(size, callback) {
  if (typeof size !== 'number')
    throw invalidArgType('size', 'of type number', size);
  if (!(size >= 0 && size <= 0x7fffffff))
    throw outOfRange('size', '>= 0 && <= 2147483647', size);
  return deliver(fill(Buffer.alloc(size)), callback);
}

function randomFillSync(view, offset = 0, size = view.byteLength - offset) {
  const start = (view.byteOffset ?? 0) + offset;
  fill(new Uint8Array(view.buffer ?? view, start, size));
  return view;
}

function randomFill(view, ...rest) {
  const callback = rest.pop();
  return deliver(randomFillSync(view, ...rest), callback);
}

function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function')
    return randomInt(0, min, max);
  for (const [name, value] of Object.entries({ min, max })) {
    if (!Number.isSafeInteger(value))
      throw invalidArgType(name, 'a safe integer', value);
  }
  if (max <= min) {
    const range = `greater than the value of "min" (${min})`;
    throw outOfRange('max', range, max);
  }
  const drawn = min + Math.floor(Math.random() * (max - min));
  return deliver(drawn, callback);
}

function randomUUID() {
  const bytes = fill(Buffer.alloc(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function getRandomValues(array) {
  const isOfIntegers =
    isBytes(array) && !/Float|View/.test(array[Symbol.toStringTag]);
  if (!isOfIntegers) {
    throw new DOMException(
      'The data argument must be an integer-type TypedArray',
      'TypeMismatchError',
    );
  }
  if (array.byteLength > 65536) {
    throw new DOMException(
      'The requested length exceeds 65,536 bytes',
      'QuotaExceededError',
    );
  }
  return randomFillSync(array);
}

function timingSafeEqual(a, b) {
  const [one, other] = [bytesOf('buf1', a), bytesOf('buf2', b)];
  if (one.length === other.length) return one.equals(other);
  throw nodeError(
    RangeError,
    'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
    'Input buffers must have the same byte length',
  );
}

class SubtleCrypto {
  async digest(algorithm, data) {
    const name = `${algorithm?.name ?? algorithm}`;
    if (!/^sha-(1|256|384|512)$/i.test(name))
      throw new DOMException(
        'Unrecognized algorithm name',
        'NotSupportedError',
      );
    const view = isBytes(data) ? data : new Uint8Array(data);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    return digest(findDigest(name), bytesOf('data', view)).slice().buffer;
  }
}

const subtle = new SubtleCrypto();

class Crypto {
  get subtle() {
    return subtle;
  }

  getRandomValues(array) {
    return getRandomValues(array);
  }

  randomUUID() {
    return randomUUID();
  }
}

let made;

// The module, made when it is asked for first.
export function crypto() {
  made ??= makeCrypto();
  return made;
}

function makeCrypto() {
  const webcrypto = new Crypto();
  return {
    createHash,
    createHmac,
    getHashes: () => digestNames.slice(),
    randomBytes,
    pseudoRandomBytes: randomBytes,
    randomFill,
    randomFillSync,
    randomInt,
    randomUUID,
    timingSafeEqual,
    Hash,
    Hmac,
    webcrypto,
    subtle,
    getRandomValues,
  };
}
