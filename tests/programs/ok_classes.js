class Counter {
  static #made = 0;
  #value = 0;
  static get made() {
    return Counter.#made;
  }
  constructor() {
    Counter.#made++;
  }
  next() {
    return ++this.#value;
  }
}
const counter = new Counter();
for (let i = 0; i < 10; i++) counter.next();
console.log(counter.next() === 11 && Counter.made === 1 ? 'ok' : '');
