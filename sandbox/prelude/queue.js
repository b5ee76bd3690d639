// A first-in-first-out list that costs O(1) per element and needs no method of
// Array.prototype.

import { makeList } from './primordials.js';

const COMPACT_AT = 1024;

export class Queue {
  #items = makeList();
  #head = 0;
  #tail = 0;

  get length() {
    return this.#tail - this.#head;
  }

  push(item) {
    this.#items[this.#tail++] = item;
  }

  unshift(item) {
    if (this.#head === 0) {
      const items = makeList();
      items[0] = undefined;
      for (let i = 0; i < this.#tail; i++) items[i + 1] = this.#items[i];
      this.#items = items;
      this.#tail++;
      this.#head++;
    }
    this.#items[--this.#head] = item;
  }

  peek() {
    return this.#items[this.#head];
  }

  shift() {
    if (this.#head === this.#tail) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head === this.#tail) {
      this.#restart();
    } else if (this.#head >= COMPACT_AT && this.#head * 2 > this.#tail) {
      this.#compact();
    }
    return item;
  }

  #restart() {
    if (this.#tail > COMPACT_AT) this.#items = makeList();
    this.#head = this.#tail = 0;
  }

  #compact() {
    const items = makeList();
    for (let i = this.#head; i < this.#tail; i++) {
      items[i - this.#head] = this.#items[i];
    }
    this.#tail -= this.#head;
    this.#head = 0;
    this.#items = items;
  }
}
