const n = 100000;
const next = Array.from({ length: n }, (_, i) => (i + 1 < n ? [i + 1] : []));
const seen = new Uint8Array(n);
let order = 0;
function visit(v) {
  seen[v] = 1;
  order++;
  for (const w of next[v]) if (seen[w] === 0) visit(w);
}
visit(0);
console.log(order === n ? 'ok' : order);
