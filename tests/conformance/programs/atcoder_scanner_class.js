class Scanner {
  constructor() {
    this.data = require('fs').readFileSync('/dev/stdin', 'utf8').split(/\s+/);
    this.pos = 0;
  }
  next() { return this.data[this.pos++]; }
  nextInt() { return parseInt(this.next(), 10); }
  nextBigInt() { return BigInt(this.next()); }
  nextInts(n) { return Array.from({ length: n }, () => this.nextInt()); }
  get hasNext() { return this.pos < this.data.length; }
}
const sc = new Scanner();
const [h, w] = sc.nextInts(2);
const rows = Array.from({ length: h }, () => sc.nextInts(w));
console.log(rows);
console.table(rows);
console.log(sc.nextBigInt(), sc.hasNext, JSON.stringify(sc.next()), sc.hasNext, sc.next());
