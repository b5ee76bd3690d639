/* eslint-disable @typescript-eslint/no-unused-vars */
import { readFileSync } from "fs";
function read(): string;
function read<T>(conv: (s: string) => T): T;
function read<T>(conv?: (s: string) => T) { const t = tokens[ptr++]; return conv ? conv(t) : t; }
const tokens = readFileSync(0, "utf-8").split(/\s+/).filter((s) => s !== "");
let ptr = 0;
class ModInt {
  static readonly MOD = 998244353;
  private constructor(readonly v: number) { }
  static of(x: number | bigint): ModInt { return new ModInt(Number(((BigInt(x) % 998244353n) + 998244353n) % 998244353n)); }
  add(o: ModInt) { return ModInt.of(this.v + o.v); }
  mul(o: ModInt) { return ModInt.of(BigInt(this.v) * BigInt(o.v)); }
  pow(e: number): ModInt { let r = ModInt.of(1), b: ModInt = this; for (; e; e = Math.floor(e / 2), b = b.mul(b))
    if (e % 2)
      r = r.mul(b); return r; }
  get inv() { return this.pow(ModInt.MOD - 2); }
  toJSON() { return this.v; }
  [Symbol.for('nodejs.util.inspect.custom')]() { return `Mod<${this.v}>`; }
}
const n = read(Number), k = read((s) => parseInt(s));
const C: ModInt[][] = [];
for (let i = 0; i <= n; i++) {
  C[i] = [];
  for (let j = 0; j <= i; j++)
    C[i][j] = j === 0 || j === i ? ModInt.of(1) : C[i - 1][j - 1].add(C[i - 1][j]);
}
console.log(C[n][k], JSON.stringify(C[4] ?? []), ModInt.of(3).inv, [ModInt.of(-1)]);
console.log(C.slice(0, 3));
