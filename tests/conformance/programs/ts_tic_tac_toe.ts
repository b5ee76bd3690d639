interface State {
  readonly grid: ReadonlyArray<string>;
  turn: "X" | "O";
}
const init = (): State => ({ grid: Array<string>(9).fill("."), turn: "X" });
const LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]] as const satisfies readonly (readonly [
  number,
  number,
  number
])[];
const win = ({ grid }: State) => LINES.find(([a, b, c]) => grid[a] !== "." && grid[a] === grid[b] && grid[b] === grid[c]) ?? null;
const put = (s: State, i: number): State => ({ ...s, grid: s.grid.with(i, s.turn), turn: s.turn === "X" ? "O" : "X" });
let count = 0;
(function rec(s: State, d: number): void { if (d > 5 || win(s)) {
  count++;
  return;
} s.grid.forEach((c, i) => c === "." && rec(put(s, i), d + 1)); })(init(), 0);
console.log(count);
console.log(put(init(), 4));
type Fn<A extends any[], R> = (...args: A) => R;
function debounceless<A extends any[], R>(this: any, fn: Fn<A, R>, ...a: A): R { return fn.apply(this, a); }
console.log(debounceless.call(null, Math.max as any, 1, 5, 3));
let id = <T extends {}>(x: T) => x, x = id<{
  a?: number;
}>({}), y = x?.a! + 1;
console.log(y);
let und!: string;
console.log(typeof und, (<unknown>und as string)?.length);
const key = Symbol("k");
class K {
  [key] = 1;
  static [key] = 2;
  get [Symbol.toStringTag]() { return "KK"; }
  declare z: number;
}
console.log(new K(), K[key], `${new K()}`);
export {};
