// The longest output.
export function* tests() {
  const n = 10 ** 5;
  let answer = '';
  for (let i = 1; i <= n; i++) {
    answer += `${(i % 3 ? '' : 'Fizz') + (i % 5 ? '' : 'Buzz') || i}\n`;
  }
  yield {name: '10-max', input: `${n}\n`, answer};
}
