// MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4) of the bytes of one message.

// The first `count` primes.
function primes(count) {
  const found = [];
  for (let n = 2; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0)) found.push(n);
  }
  return found;
}

// The first 64 bits of the fraction of a root: of the integer root of
// n * 2^(64 * degree).
function fractionOfRoot(n, degree) {
  const radicand = BigInt(n) << BigInt(64 * degree);
  let low = 0n;
  let high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(degree) <= radicand) low = middle;
    else high = middle;
  }
  return BigInt.asUintN(64, low);
}

const upper = (wide) => Number(wide >> 32n);
const lower = (wide) => Number(wide & 0xffffffffn);

let tables;
function makeTables() {
  const cubes = primes(80).map((prime) => fractionOfRoot(prime, 3));
  const squares = primes(16).map((prime) => fractionOfRoot(prime, 2));
  const first = squares.slice(0, 8);
  const second = squares.slice(8);
  return {
    cubes,
    cubes32: Uint32Array.from(cubes, upper),
    sines: Uint32Array.from({ length: 64 }, (_, i) =>
      Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32),
    ),
    starts: {
      sha512: first,
      sha384: second,
      sha256: first.map(upper),
      sha224: second.map(lower),
    },
  };
}

const left = (word, by) => (word << by) | (word >>> (32 - by));
const right = (word, by) => (word >>> by) | (word << (32 - by));

const MD5_TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

function md5Mix(round, i, b, c, d) {
  if (round === 0) return [(b & c) | (~b & d), i];
  if (round === 1) return [(d & b) | (~d & c), (5 * i + 1) & 15];
  if (round === 2) return [b ^ c ^ d, (3 * i + 5) & 15];
  return [c ^ (b | ~d), (7 * i) & 15];
}

function md5Block(state, view, at) {
  let [a, b, c, d] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const [mixed, index] = md5Mix(round, i, b, c, d);
    const word = view.getUint32(at + 4 * index, true);
    const sum = (a + mixed + tables.sines[i] + word) | 0;
    const turned = left(sum, MD5_TURNS[4 * round + (i & 3)]);
    [a, d, c, b] = [d, c, b, (b + turned) | 0];
  }
  return [a, b, c, d];
}

const SHA1_SUMMANDS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function sha1Mix(round, b, c, d) {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 2) return (b & c) | (b & d) | (c & d);
  return b ^ c ^ d;
}

const words32 = new Int32Array(80);

function sha1Block(state, view, at) {
  const w = words32;
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 80; i++)
    w[i] = left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  let [a, b, c, d, e] = state;
  for (let i = 0; i < 80; i++) {
    const round = Math.floor(i / 20);
    const mixed = sha1Mix(round, b, c, d);
    const next = (left(a, 5) + mixed + e + SHA1_SUMMANDS[round] + w[i]) | 0;
    [e, d, c, b, a] = [d, c, left(b, 30), a, next];
  }
  return [a, b, c, d, e];
}

function sha256Block(state, view, at) {
  const w = words32;
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const s0 = right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + tables.cubes32[i] + w[i]) | 0;
    const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  return [a, b, c, d, e, f, g, h];
}

const right64 = (word, by) => (word >> by) | (word << (64n - by));
const words64 = new BigUint64Array(80);

function sha512Words(view, at) {
  const w = words64;
  for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(at + 8 * i);
  for (let i = 16; i < 80; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = right64(x, 1n) ^ right64(x, 8n) ^ (x >> 7n);
    const s1 = right64(y, 19n) ^ right64(y, 61n) ^ (y >> 6n);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  return w;
}

const cut = (word) => BigInt.asUintN(64, word);

function sha512Block(state, view, at) {
  const w = sha512Words(view, at);
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 80; i++) {
    const s1 = cut(right64(e, 14n) ^ right64(e, 18n) ^ right64(e, 41n));
    const choice = (e & f) ^ (cut(~e) & g);
    const t1 = h + s1 + choice + tables.cubes[i] + w[i];
    const s0 = cut(right64(a, 28n) ^ right64(a, 34n) ^ right64(a, 39n));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b] = [g, f, e, cut(d + t1), c, b, a];
    a = cut(t1 + s0 + majority);
  }
  return [a, b, c, d, e, f, g, h];
}

const SMALL_START = [
  0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0,
];

const wide = { block: 128, word: 8, step: sha512Block };
const narrow = { block: 64, word: 4, step: sha256Block };

// What a digest is made with: bytes of a block, of a word and of the result,
// and the start.
const ALGORITHMS = {
  __proto__: null,
  md5: {
    ...narrow,
    step: md5Block,
    size: 16,
    little: true,
    start: () => SMALL_START.slice(0, 4),
  },
  sha1: { ...narrow, step: sha1Block, size: 20, start: () => SMALL_START },
  sha224: { ...narrow, size: 28, start: () => tables.starts.sha224 },
  sha256: { ...narrow, size: 32, start: () => tables.starts.sha256 },
  sha384: { ...wide, size: 48, start: () => tables.starts.sha384 },
  sha512: { ...wide, size: 64, start: () => tables.starts.sha512 },
};

export const digestNames = Object.keys(ALGORITHMS);

// The algorithm of a name such as "SHA-256" or "RSA-MD5", or undefined.
export const findDigest = (name) =>
  ALGORITHMS[name.toLowerCase().replace(/^rsa-|^(sha)-(?=\d)/, '$1')];

// The message with what the algorithms put behind it: a bit, zeros and the
// number of bits.
function pad(message, { block, word, little }) {
  const rest = message.length + 1 + 2 * word;
  const padded = new Uint8Array(Math.ceil(rest / block) * block);
  padded.set(message);
  padded[message.length] = 0x80;
  const bits = BigInt(message.length) * 8n;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, bits, little);
  return view;
}

export function digest(algorithm, message) {
  tables ??= makeTables();
  const { block, word, size, step, little, start } = algorithm;
  const view = pad(message, algorithm);
  let state = start();
  for (let at = 0; at < view.byteLength; at += block) {
    const next = step(state, view, at);
    state =
      word === 8
        ? next.map((value, i) => cut(value + state[i]))
        : next.map((value, i) => (value + state[i]) | 0);
  }
  const result = new DataView(new ArrayBuffer(state.length * word));
  state.forEach((value, i) => {
    if (word === 8) result.setBigUint64(8 * i, value);
    else result.setInt32(4 * i, value, little);
  });
  return new Uint8Array(result.buffer, 0, size);
}
