// The only two numbers that fit stand at the end.
export function* tests() {
  const n = 1e5;
  const nums = Array.from({length: n - 2}, (_, i) => 4 * i);
  nums.push(1, 4 * n);
  yield {
    name: '2-large',
    input: `${JSON.stringify([nums, 4 * n + 1])}\n`,
    answer: `${JSON.stringify([n - 2, n - 1])}\n`,
  };
}
