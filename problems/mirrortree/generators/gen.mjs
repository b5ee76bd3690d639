// A chain to the left, whose mirror is one to the right.
export function* tests() {
  const n = 1e5;
  const left = [0];
  const right = [0];
  for (let i = 1; i < n; i++) {
    left.push(i, null);
    right.push(null, i);
  }
  yield {
    name: '2-deep',
    input: `${JSON.stringify([left])}\n`,
    answer: `${JSON.stringify(right)}\n`,
  };
}
