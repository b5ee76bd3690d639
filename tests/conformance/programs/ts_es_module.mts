import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import type { X } from './types.js';
const [a, b]: number[] = readFileSync(0, 'utf8').split(/\s+/).map(Number);
assert.equal(a + b, 3);
console.log(a + b, typeof require, typeof import.meta.url, this);
enum E {
  X = 1 << 3,
  Y = X * 2,
  Z = 'abc'.length
}
console.log(E);
export enum F {
  P
}
;
console.log(await Promise.all([1, Promise.resolve(2)]));
