class Matrix {
  #cells;

  constructor(cells) {
    this.#cells = cells;
  }

  get upperRight() {
    return this.#cells[1];
  }

  times(other, modulus) {
    const [a, b, c, d] = this.#cells;
    const [e, f, g, h] = other.#cells;
    const cells = [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h];
    return new Matrix(cells.map((x) => x % modulus));
  }
}

let [n, m] = readline().split(' ').map((x) => BigInt(x));
let result = new Matrix([1n, 0n, 0n, 1n]);
for (let power = new Matrix([1n, 1n, 1n, 0n]); n > 0n; n /= 2n) {
  if (n % 2n === 1n) result = result.times(power, m);
  power = power.times(power, m);
}
print(result.upperRight % m);
