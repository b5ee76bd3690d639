import * as fs from "fs";
const input = fs.readFileSync("/dev/stdin", "utf8").split("\n");
const [n, m] = input[0].split(" ").map(Number);
const grid: number[][] = input.slice(1, n + 1).map((r: string): number[] => r.trim().split(/\s+/).map((x) => parseInt(x, 10)));
type Pos = readonly [
  number,
  number
];
interface Cell {
  pos: Pos;
  cost: number;
  prev?: Cell | null;
}
enum Dir {
  Up,
  Down,
  Left = 10,
  Right
}
const enum Color {
  White = 0,
  Gray = 1 << 1,
  Black = Gray | 4
}
enum Str {
  A = "a",
  B = `b`
}
console.log(Dir, Dir[0], Dir.Right, Color.Black, Str.A, Object.keys(Str));
const best = new Map<string, Cell>();
const key = ([i, j]: Pos) => `${i},${j}`;
const q: Cell[] = [{ pos: [0, 0], cost: grid[0][0], prev: null }];
while (q.length) {
  q.sort((a, b) => b.cost - a.cost);
  const c = q.pop()!;
  if (best.has(key(c.pos)))
    continue;
  best.set(key(c.pos), c);
  const [i, j] = c.pos;
  for (const [di, dj] of [[0, 1], [1, 0], [0, -1], [-1, 0]] as const) {
    const v = grid[i + di]?.[j + dj];
    if (v !== undefined)
      q.push({ pos: [i + di, j + dj], cost: c.cost + v, prev: c });
  }
}
const end = best.get(`${n - 1},${m - 1}`) as Cell;
console.log(end.cost);
const path: Pos[] = [];
for (let c: Cell | null | undefined = end; c; c = c.prev)
  path.unshift(c.pos);
console.log(path);
console.log(end);
