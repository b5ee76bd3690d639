import readline from 'readline';
import { stdin } from 'process';
const lines = readline.createInterface({ input: stdin, crlfDelay: Infinity });
const grid = [];
for await (const line of lines) {
  if (!line.trim())
    continue;
  grid.push(line.split(''));
}
const H = grid.length, W = grid[0].length;
const nb = (r, c) => [[-1, 0], [1, 0], [0, -1], [0, 1]].map(([a, b]) => [r + a, c + b]).filter(([a, b]) => grid[a]?.[b] === '.');
const find = (ch) => { for (const [r, row] of grid.entries()) {
  const c = row.indexOf(ch);
  if (c >= 0)
    return [r, c];
} };
const [sr, sc] = find('S');
grid[sr][sc] = '.';
const dist = new Map([[`${sr},${sc}`, 0]]);
const q = [[sr, sc]];
for (const [r, c] of q)
  for (const [a, b] of nb(r, c)) {
    const k = `${a},${b}`;
    if (!dist.has(k)) {
      dist.set(k, dist.get(`${r},${c}`) + 1);
      q.push([a, b]);
    }
  }
console.log(Math.max(...dist.values()), dist.size, H, W);
console.log(dist);
export const answer = dist.size;
